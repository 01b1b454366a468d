/** When there is only forward. */
import type { Block, Milestone, PointOfNoReturn, Release } from '../model.ts';
import type { Instant } from '../time/model.ts';
import type { ScheduledStep, Span } from './model.ts';

interface Times {
  readonly steps: readonly (Pick<ScheduledStep, 'end'> | undefined)[];
  readonly blocks: ReadonlyMap<Block, Span>;
  readonly milestones: ReadonlyMap<Milestone, Instant>;
}

/** A point of no return is reached when what stands before it in its block has ended; before everything, when that starts. */
export function noReturnMoments(release: Release, times: Times): ReadonlyMap<PointOfNoReturn, Instant> {
  const moments = new Map<PointOfNoReturn, Instant>();
  for (const point of release.pointsOfNoReturn) {
    const { children } = point.block;
    let at: Instant | undefined;
    for (let i = children.indexOf(point) - 1; i >= 0 && at === undefined; i--) at = endOf(children[i]!, times);
    at ??= times.blocks.get(point.block)?.start;
    if (at !== undefined) moments.set(point, at);
  }
  return moments;
}

function endOf(child: Block['children'][number], { steps, blocks, milestones }: Times): Instant | undefined {
  if (child.kind === 'step') return steps[child.index]?.end;
  if (child.kind === 'milestone') return milestones.get(child);
  return 'children' in child ? blocks.get(child)?.end : undefined;
}
