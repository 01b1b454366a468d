/** A way back that restores a copy from before users were let in, share by share. */
import { type Block, rootBlock, type Step } from '../../model.ts';
import type { Minutes } from '../../time/model.ts';
import { inOutage, inRun, isForward } from '../changes/changes.ts';
import { restores } from '../changes/restores.ts';
import type { Facts } from '../facts.ts';
import { cares, takesAlong } from './kept-out.ts';

export interface PastWrites {
  readonly restore: Step;
  readonly copy: Step;
  /** The last share of the traffic that comes behind the copy. */
  readonly share: Step;
  /** How long behind it. */
  readonly since: Minutes;
  readonly back: Block;
}

/** The run makes the copy, gives what stands on it more and more of the traffic, and nobody keeps anybody out. */
export function restoresPastWrites(facts: Facts): readonly PastWrites[] {
  const { release, schedule, changes } = facts;
  const shares = release.steps.filter(
    (step) => step.share && inRun(step) && isForward(step) && step.share.percent !== 0,
  );
  if (
    shares.length === 0 ||
    release.steps.some((step) => isForward(step) && (inOutage(step) || step.verb === 'stop' || cares(step)))
  )
    return [];
  return [...restores(facts).relied].flatMap(([copy, restore]): readonly PastWrites[] => {
    const end = schedule.steps[copy.id]?.end;
    const back = rootBlock(restore.block);
    const restored = new Set(changes.targets(restore));
    const isOn = (step: Step) =>
      changes.targets(step).some((system) => [...changes.needs(system)].some((one) => restored.has(one)));
    const share = shares.findLast((step) => step.index > copy.index && isOn(step));
    const open = share && schedule.steps[share.id]?.start;
    if (
      !share ||
      !inRun(copy) ||
      end === undefined ||
      open === undefined ||
      open <= end ||
      takesAlong(release.steps, back)
    )
      return [];
    return [{ restore, copy, share, since: open - end, back }];
  });
}
