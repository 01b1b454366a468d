/** Who could do a step that nobody has been named for. */
import type { Child } from '../../children.ts';
import { isTbd, lookup, type Plan, type Release, type Step, TBD, type Who } from '../../model.ts';
import { isMachine, peopleOf } from '../../who/people.ts';

/** Who most of the fitting steps are done by: the best guess for a new one. */
export function busiest(plan: Plan, release: Release, fits: (step: Step) => boolean): Who | undefined {
  return ranked(plan, release, release.steps.filter(fits))[0];
}

/** Who answers for the release, where the plan says who that is: nothing can be given to somebody who is still open. */
export function knownOwner(plan: Plan, release: Release): Who | undefined {
  const { owner } = release;
  return owner && isSomebody(plan, release, owner) ? owner : undefined;
}

/** Everybody named as accountable for one of the steps, the busiest first; a name that is nobody's helps nobody. */
export function ranked(plan: Plan, release: Release, children: readonly Child[]): readonly Who[] {
  const counts = new Map<string, { who: Who; steps: number }>();
  for (const child of children) {
    if (child.kind !== 'step' || !child.by || !isSomebody(plan, release, child.by)) continue;
    const entry = counts.get(child.by.ref.name);
    if (entry) entry.steps++;
    else counts.set(child.by.ref.name, { who: child.by, steps: 1 });
  }
  return [...counts.values()].sort((a, b) => b.steps - a.steps).map(({ who }) => who);
}

/** Whether the plan says who it is, and it is no machine. */
export function isSomebody(plan: Plan, release: Release, who: Who): boolean {
  const named = lookup(plan, release, who.ref.name);
  if (isTbd(who) || (named?.kind === 'role' && named.holder?.name === TBD)) return false;
  if (isMachine(plan, release, who)) return false;
  if (named?.kind !== 'team') return named !== undefined;
  const { fixed, choices, outside } = peopleOf(plan, release, who, 'by');
  return fixed.length + choices.length > 0 || outside.some((name) => name !== named.name);
}
