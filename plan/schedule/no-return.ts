/** When there is only forward. */
import { type Child, childrenOf } from '../children.ts';
import { type ById, byId } from '../ids.ts';
import type { Block, Milestone, PointOfNoReturn, Release, Step } from '../model.ts';
import type { Instant } from '../time/model.ts';
import type { ScheduledStep, Span } from './model.ts';

interface Times {
  readonly steps: ById<Step, Pick<ScheduledStep, 'end'>>;
  readonly blocks: ById<Block, Span>;
  readonly milestones: ById<Milestone, Instant>;
}

/** A point of no return is reached when what stands before it in its block has ended; before everything, when that starts. */
export function noReturnMoments(release: Release, times: Times): ById<PointOfNoReturn, Instant> {
  return byId(release.pointsOfNoReturn, (point) => {
    const children = childrenOf(release, point.block);
    let at: Instant | undefined;
    for (let i = children.indexOf(point) - 1; i >= 0 && at === undefined; i--) at = endOf(children[i]!, times);
    return at ?? times.blocks[point.block.id]?.start;
  });
}

function endOf(child: Child, { steps, blocks, milestones }: Times): Instant | undefined {
  if (child.kind === 'step') return steps[child.id]?.end;
  if (child.kind === 'milestone') return milestones[child.id];
  return 'children' in child ? blocks[child.id]?.end : undefined;
}
