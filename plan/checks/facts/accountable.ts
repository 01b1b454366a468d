/** Who could do a step that nobody has been named for. */
import type { Release, Step, Who } from '../../model.ts';

/** Who most of the fitting steps are done by: the best guess for a new one. */
export function busiest(release: Release, fits: (step: Step) => boolean): Who | undefined {
  return ranked(release, fits)[0];
}

/** Everybody named as accountable for a fitting step, the busiest first. */
export function ranked(release: Release, fits: (step: Step) => boolean): readonly Who[] {
  const counts = new Map<string, { who: Who; steps: number }>();
  for (const step of release.steps) {
    if (!step.by || !fits(step)) continue;
    const entry = counts.get(step.by.ref.name);
    if (entry) entry.steps++;
    else counts.set(step.by.ref.name, { who: step.by, steps: 1 });
  }
  return [...counts.values()].sort((a, b) => b.steps - a.steps).map(({ who }) => who);
}
