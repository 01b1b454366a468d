/** A calendar that tries something elsewhere, and then does it in production whatever that has shown. */
import { CHANGE_VERBS, type Step } from '../../model.ts';
import { inRun, isForward, systems } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';

export interface UnaskedStage {
  /** What is brought to where no user is. */
  readonly trial: Step;
  /** The first change of production behind it. */
  readonly live: Step;
}

/** Of a plan without a night, in phases, that decides nothing at all: no gate stands anywhere in it. */
export function unaskedStage({ plan, release, changes, dependencies }: Facts): UnaskedStage | undefined {
  const [live] = changes.steps;
  const isDecided = release.steps.some((step) => step.verb === 'gate' && isForward(step));
  if (!live || inRun(live) || live.done || isDecided) return undefined;
  const trial = release.steps.findLast((step) => {
    if (!CHANGE_VERBS.includes(step.verb) || !isForward(step) || !dependencies.precedes(step, live)) return false;
    return systems(plan, release, step.targets).length > 0 && changes.targets(step).length === 0;
  });
  return trial && { trial, live };
}
