/** Two of a pair that a release both turns, and of which a way back turns one. */
import { rootBlock, type Step, type System } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';

export interface Half {
  /** Turned by the release, and by no way back. */
  readonly turned: Step;
  readonly system: System;
  /** What a way back does with the other one. */
  readonly back: Step;
}

/** `switch shop-rw` in the run and `switch shop-ro` before it, of which the rollback switches `shop-rw` alone. Of what the run does itself each change is asked for. */
export function halvesTakenBack({ release, changes }: Facts): readonly Half[] {
  const backs = release.steps.filter(({ block }) => rootBlock(block).kind === 'rollback');
  const turning = (step: Step) => (step.verb === 'switch' ? changes.targets(step) : []);
  const turnedBack = new Set(backs.flatMap((step) => [...turning(step), ...changes.targets(step)]));
  return release.steps.flatMap((turned): readonly Half[] => {
    if (!isForward(turned) || turned.undo || turned.irreversible || changes.steps.includes(turned)) return [];
    return turning(turned).flatMap((system) => {
      const isOther = (one: System) => one !== system && one.type === system.type && areOnePair(one.name, system.name);
      const back = turnedBack.has(system) ? undefined : backs.find((step) => turning(step).some(isOther));
      return back ? [{ turned, system, back }] : [];
    });
  });
}

/** `buildbot-rw` and `buildbot-ro`, `east-lb` and `west-lb`: one word is another. */
function areOnePair(one: string, other: string): boolean {
  const [a, b] = [one.split('-'), other.split('-')];
  if (a.length !== b.length || a.length < 2) return false;
  return a.filter((word, i) => word !== b[i]).length === 1;
}
