/** What no order of the steps can beat. */
import type { Instant, Minutes } from '../../time/model.ts';
import { latestTimes, type Times } from '../network/critical-path.ts';
import type { Network } from '../network/network.ts';

/**
 * A moment before which what `members` name cannot be over: the end of the longest path through dependencies alone, and for
 * every person or exclusive system of the work that only they can do, with the shortest way to it and from it. Undefined
 * where none of it has a time.
 *
 * @param earliest times without people
 * @param order leaders of all groups, predecessors first
 */
export function earliestEnd(
  network: Network,
  members: readonly number[],
  earliest: Times,
  order: readonly number[],
): Instant | undefined {
  // The way from a step to the end does not get longer by a due, so only the end of its block limits it here.
  const latest = latestTimes(network, order.toReversed(), (activity) => {
    const isEnd = activity.kind === 'block-end' && !activity.block?.parent;
    const end = earliest.end[activity.index]!;
    return isEnd && Number.isFinite(end) ? end : Number.POSITIVE_INFINITY;
  });
  let end = Number.NEGATIVE_INFINITY;
  const loads = new Map<string, { head: number; work: Minutes; tail: number }>();
  for (const index of members) {
    const activity = network.activities[index]!;
    const from = earliest.start[index]!;
    if (activity.kind !== 'step' || !Number.isFinite(from) || !Number.isFinite(earliest.end[index]!)) continue;
    end = Math.max(end, earliest.end[index]!);
    const work = earliest.end[index]! - from;
    if (work === 0) continue;
    for (const name of [...activity.by.fixed, ...activity.resources]) {
      const load = loads.get(name) ?? { head: from, work: 0, tail: Number.NEGATIVE_INFINITY };
      load.head = Math.min(load.head, from);
      load.work += work;
      load.tail = Math.max(load.tail, latest.end[index]!);
      loads.set(name, load);
    }
  }
  if (!Number.isFinite(end)) return undefined;
  let bound = end;
  for (const { head, work, tail } of loads.values()) {
    const after = Number.isFinite(tail) ? Math.max(0, end - tail) : 0;
    bound = Math.max(bound, head + work + after);
  }
  return bound;
}
