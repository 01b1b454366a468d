/** Who could do a step that nobody has been named for. */
import type { Block, Release, Step, Who } from '../../model.ts';

/** Who most of the fitting steps are done by: the best guess for a new one. */
export function busiest(release: Release, fits: (step: Step) => boolean): Who | undefined {
  return ranked(release.steps.filter(fits))[0];
}

/** Everybody named as accountable for one of the steps, the busiest first. */
export function ranked(children: Block['children']): readonly Who[] {
  const counts = new Map<string, { who: Who; steps: number }>();
  for (const child of children) {
    if (child.kind !== 'step' || !child.by) continue;
    const entry = counts.get(child.by.ref.name);
    if (entry) entry.steps++;
    else counts.set(child.by.ref.name, { who: child.by, steps: 1 });
  }
  return [...counts.values()].sort((a, b) => b.steps - a.steps).map(({ who }) => who);
}
