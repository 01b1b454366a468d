/** Who is told by a plan without a night that something comes, and never that it has come. */
import { lookup, type Step } from '../../model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';

/** Audiences with the last message to them, where every one comes before the last change; in what order, the plan says, and not the clock. */
export function leftWaitingOf({
  plan,
  release,
  changes,
  dependencies,
}: Facts): readonly { readonly name: string; readonly step: Step }[] {
  const last = changes.steps.at(-1);
  if (!last || inRun(last)) return [];
  const told = new Map<string, Step>();
  const heardLater = new Set<string>();
  for (const step of release.steps) {
    if (step.verb !== 'notify' || !isForward(step)) continue;
    const isBefore = dependencies.precedes(step, last);
    for (const { name } of step.targets) {
      if (lookup(plan, release, name)?.kind !== 'audience') continue;
      if (isBefore) told.set(name, step);
      else heardLater.add(name);
    }
  }
  return [...told].flatMap(([name, step]) => (heardLater.has(name) ? [] : [{ name, step }]));
}
