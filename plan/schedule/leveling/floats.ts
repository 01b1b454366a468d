/** How far each activity of a levelled schedule can move, through dependencies and through people. */
import { type Block, rootBlock } from '../../model.ts';
import type { Instant, Minutes } from '../../time/model.ts';
import { endOf, latestStartOf, latestTimes } from '../network/critical-path.ts';
import type { Activity, Network } from '../network/network.ts';
import { lastKnown } from '../network/open.ts';
import type { Neighbours } from './crew.ts';
import type { Leveled } from './leveling.ts';

export interface Slack {
  readonly latestStart: Instant;
  readonly latestEnd: Instant;
  /** How much later it can start while the end of its block, every due and everything fixed in time still hold. */
  readonly total: Minutes;
  /** How much later it can start while nothing else moves at all. */
  readonly free: Minutes;
  /** No total float: what it holds up is the end of its run, its phase, T for `prepare`, or a due. */
  readonly critical: boolean;
}

/**
 * The latest end of a step keeps
 * - in `run`, `follow-up` and phases without an end: the end of the block as it is planned,
 * - in `prepare`: T, or the due of the block; in a phase with an end: that end,
 * - its own `due`, the order of everything after it, the order in which its people do their steps, and what is fixed
 *   in time.
 * A limit that is missed already counts as the end (what is fixed: as the start) it has: float is never negative, a conflict tells by how much.
 */
export function slacks(network: Network, leveled: Leveled): (index: number) => Slack | undefined {
  const { start, end, placements } = leveled;
  const { next } = leveled.crew.neighbours();
  const pinned = network.activities.map((activity) =>
    activity.pinned !== undefined && placements[activity.index] ? start[activity.index] : undefined,
  );
  const backwards = backwardsInTime(network, leveled);
  const open = openLimits(network, leveled);
  const latest = latestTimes(
    network,
    backwards,
    (activity) => Math.min(limitOf(activity, end[activity.index]!), open(activity)),
    {
      more: next,
      initial: start.map((at, index) => (placements[index] ? at : Number.POSITIVE_INFINITY)),
      pinned,
    },
  );
  const last = end.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);

  const edges = new Map<number, Instant>();

  return (index) => {
    const placement = placements[index];
    if (!placement) return undefined;
    const activity = network.activities[index]!;
    const limited = Number.isFinite(latest.start[index]!);
    const bound = limited ? latest.start[index]! : latestStartOf(activity, Math.max(last, placement.end));
    const latestStart = Number.isFinite(bound) ? Math.max(placement.start, bound) : placement.start;
    const total = latestStart - placement.start;
    return {
      latestStart,
      latestEnd: Math.max(placement.end, endOf(activity, latestStart)),
      total,
      free: Math.min(total, freeStart(network, activity, leveled, next, edges) - placement.start),
      // What is planned as late as possible has no float by that, and says nothing of the length of the run.
      critical: limited && total === 0 && !activity.late,
    };
  };
}

/** The latest start at which no successor has to move. */
function freeStart(
  network: Network,
  activity: Activity,
  leveled: Leveled,
  next: Neighbours['next'],
  edges: Map<number, Instant>,
): Instant {
  const { start, end } = leveled;
  const { index } = activity;
  let { latestStart, latestEnd } = freeTimes(network, index, leveled, edges);
  for (const other of next(index)) latestEnd = Math.min(latestEnd, start[other]!);
  for (const other of network.group(network.leader(index))) {
    if (other !== index) latestStart = Math.min(latestStart, start[other]!);
  }
  if (latestEnd < end[index]!) return start[index]!;
  return Math.max(start[index]!, Math.min(latestStart, latestStartOf(activity, latestEnd)));
}

/** The latest start and end of an activity at which nothing behind its arcs has to move. */
function freeTimes(network: Network, index: number, leveled: Leveled, edges: Map<number, Instant>) {
  let latestEnd = Number.POSITIVE_INFINITY;
  let latestStart = Number.POSITIVE_INFINITY;
  for (const { to, side, lag } of network.outgoing[index]!) {
    if (!leveled.placements[to]) continue;
    const back = lag.backward(freeMoment(network, to, leveled, edges));
    if (side === 'end') latestEnd = Math.min(latestEnd, back);
    else latestStart = Math.min(latestStart, back);
  }
  return { latestStart, latestEnd };
}

/** Nobody sees the edge of a block within another one: it may move as far as what comes behind it stays. */
function freeMoment(network: Network, index: number, leveled: Leveled, edges: Map<number, Instant>): Instant {
  const activity = network.activities[index]!;
  const isEdge = activity.kind === 'block-start' || (activity.kind === 'block-end' && activity.block?.parent);
  if (!isEdge || network.group(network.leader(index)).length > 1) return leveled.start[index]!;
  let moment = edges.get(index);
  if (moment === undefined) {
    const { latestStart, latestEnd } = freeTimes(network, index, leveled, edges);
    moment = Math.max(leveled.start[index]!, Math.min(latestStart, latestEnd));
    edges.set(index, moment);
  }
  return moment;
}

/** Of a step in blocks whose end nobody knows: as far as that is known, by the due of the block and its other steps. */
function openLimits(network: Network, leveled: Leveled): (activity: Activity) => Instant {
  const lasts = lastKnown(network, leveled);
  const limits = new Map<Block, Instant>();
  for (const activity of network.activities) {
    if (activity.kind !== 'block-end' || !activity.block || !lasts.has(activity.block)) continue;
    limits.set(activity.block, limitOf(activity, leveled.end[lasts.get(activity.block)!]!));
  }
  return (activity) => {
    let limit = Number.POSITIVE_INFINITY;
    if (activity.kind !== 'step' || limits.size === 0) return limit;
    for (let block: Block | undefined = activity.step.block; block; block = block.parent) {
      limit = Math.min(limit, limits.get(block) ?? limit);
    }
    return limit;
  };
}

/** @param own its end as it is planned */
function limitOf(activity: Activity, own: Instant): Instant {
  if (!Number.isFinite(own)) return Number.POSITIVE_INFINITY;
  if (activity.due !== Number.POSITIVE_INFINITY) return Math.max(activity.due, own);
  if (activity.kind !== 'block-end' || !activity.block || activity.block.kind === 'messages') {
    return Number.POSITIVE_INFINITY;
  }
  return rootBlock(activity.block) === activity.block ? own : Number.POSITIVE_INFINITY;
}

/** Leaders, the latest first; of what starts together, what was placed later first. */
function backwardsInTime(network: Network, { start, sequence }: Leveled): readonly number[] {
  const rank = new Float64Array(network.activities.length);
  sequence.forEach((index, position) => {
    rank[index] = position;
  });
  return [...new Set(sequence.map((index) => network.leader(index)))].sort(
    (a, b) => start[b]! - start[a]! || rank[b]! - rank[a]!,
  );
}
