/**
 * Levelling: a schedule in which everybody does one thing at a time. Deterministic.
 *
 * What is planned late is first placed backward, latest end first. Then everything is placed forward, one after the
 * other, the smallest latest start first, ties in the order of the page (serial schedule generation). What the plan
 * fixes in time, and what is planned late, keeps its time reserved until its turn comes.
 */
import type { Instant } from '../../time/model.ts';
import { commonStart, earliestStart, type Times } from '../network/critical-path.ts';
import type { Activity, Arc, Network } from '../network/network.ts';
import { Crew, moment, type Placement } from './crew.ts';
import { Heap } from './heap.ts';

export interface Leveled extends Times {
  /** By index; undefined: nothing says when. */
  readonly placements: readonly (Placement | undefined)[];
  /** In the order in which they were placed. */
  readonly sequence: readonly number[];
  readonly crew: Crew;
  /** Fixed in time while their people are fixed elsewhere. */
  readonly clashes: readonly number[];
  /** Never in working time from the given moment on. */
  readonly idle: readonly number[];
  /** Where it was to be at the latest, for what is fixed in time or planned late; it may have been pushed further. */
  readonly planned: ReadonlyMap<number, Placement>;
}

/**
 * @param earliest times without levelling: whether something can start when the plan fixes it
 * @param latest times without levelling: priorities, and the limits of what is planned late
 * @param order what of a forward plan begins first in another order; the latest start says it for whatever is not in it
 */
export function level(
  network: Network,
  earliest: Times,
  latest: Times,
  order: ReadonlyMap<number, Instant> = NO_ORDER,
): Leveled {
  const crew = new Crew();
  const reserved = new Map<number, Placement>();
  const clashes: number[] = [];
  for (const activity of network.activities) {
    if (activity.pinned === undefined || activity.open || earliest.start[activity.index]! > activity.pinned) continue;
    const placement = crew.at(activity, activity.pinned);
    if (!Number.isFinite(placement.end)) continue;
    if (crew.reserve(activity, placement)) clashes.push(activity.index);
    reserved.set(activity.index, placement);
  }
  placeLate(network, latest, crew, reserved);
  return placeForward(network, latest, order, crew, reserved, clashes);
}

const NO_ORDER: ReadonlyMap<number, Instant> = new Map();

/** Everything late, back from its limits, successors first. */
function placeLate(network: Network, latest: Times, crew: Crew, reserved: Map<number, Placement>): void {
  const isLate = (index: number) => {
    const { late, open } = network.activities[network.leader(index)]!;
    return late && !open;
  };
  const ready = new Heap();
  const open = countArcs(network, (arc) => (isLate(arc.from) && isLate(arc.to) ? arc.from : undefined));
  // Of what may end at the same time, the last on the page goes first, that is last in time.
  const push = (leader: number) => {
    let end = Number.NEGATIVE_INFINITY;
    for (const member of network.group(leader)) end = Math.max(end, latest.end[member]!);
    ready.push(-leader, -end);
  };
  const pop = () => {
    const item = ready.pop();
    return item === undefined ? undefined : -item;
  };
  for (const { index } of network.activities) {
    if (network.leader(index) === index && isLate(index) && open[index] === 0) push(index);
  }

  const starts = new Map<number, Instant>();
  for (let leader = pop(); leader !== undefined; leader = pop()) {
    const group = network.group(leader);
    let startBy = Math.min(...group.map((member) => latest.start[member]!));
    const endBy = group.map((member) => {
      let end = latest.end[member]!;
      for (const { to, side, lag } of network.outgoing[member]!) {
        // What is fixed stays where it is, also where it ends too late: its block has begun by then.
        const next = starts.get(to) ?? reserved.get(to)?.start;
        if (next === undefined || !Number.isFinite(next)) continue;
        if (side === 'end') end = Math.min(end, lag.backward(next));
        else startBy = Math.min(startBy, lag.backward(next));
      }
      return end;
    });
    placeTogetherLate(network, group, endBy, startBy, crew, reserved);
    for (const member of group) {
      const start = reserved.get(member)?.start;
      if (start !== undefined) starts.set(member, start);
    }
    for (const member of group) {
      for (const { from } of network.incoming[member]!) {
        const before = network.leader(from);
        if (!isLate(from) || before === leader) continue;
        if (--open[before]! === 0) push(before);
      }
    }
  }
}

function placeTogetherLate(
  network: Network,
  group: readonly number[],
  endBy: readonly Instant[],
  startBy: Instant,
  crew: Crew,
  reserved: Map<number, Placement>,
): void {
  if (endBy.some((end) => end === Number.POSITIVE_INFINITY) && startBy === Number.POSITIVE_INFINITY) return;
  let limit = startBy;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const placements: Placement[] = [];
    let start = limit;
    group.forEach((member, i) => {
      const activity = network.activities[member]!;
      const placement = crew.latest(activity, endBy[i]!, limit);
      crew.reserve(activity, placement);
      placements.push(placement);
      start = Math.min(start, placement.start);
    });
    if (placements.every((placement) => placement.start === start) || round === MOST_ROUNDS - 1) {
      group.forEach((member, i) => {
        reserved.set(member, placements[i]!);
      });
      return;
    }
    for (const member of group) crew.release(network.activities[member]!);
    limit = start;
  }
}

function placeForward(
  network: Network,
  latest: Times,
  order: ReadonlyMap<number, Instant>,
  crew: Crew,
  reserved: ReadonlyMap<number, Placement>,
  clashes: number[],
): Leveled {
  const count = network.activities.length;
  const start = new Array<Instant>(count).fill(Number.NEGATIVE_INFINITY);
  const end = new Array<Instant>(count).fill(Number.NEGATIVE_INFINITY);
  const times = { start, end };
  const placements = new Array<Placement | undefined>(count);
  const sequence: number[] = [];
  const idle: number[] = [];

  const ready = new Heap();
  const open = countArcs(network, (arc) => arc.to);
  const push = (leader: number) => {
    let key = Number.POSITIVE_INFINITY;
    for (const member of network.group(leader))
      key = Math.min(key, reserved.get(member)?.start ?? order.get(member) ?? latest.start[member]!);
    ready.push(leader, key);
  };
  for (const { index } of network.activities) {
    if (network.leader(index) === index && open[index] === 0) push(index);
  }

  for (let leader = ready.pop(); leader !== undefined; leader = ready.pop()) {
    const group = network.group(leader);
    const placed = placeGroup(network, group, times, crew, reserved, clashes);
    group.forEach((member, i) => {
      const placement = placed?.[i];
      if (placement && Number.isFinite(placement.start) && Number.isFinite(placement.end)) {
        placements[member] = placement;
        start[member] = placement.start;
        end[member] = placement.end;
        sequence.push(member);
      } else if (placement) {
        // It has no time, but what comes after it must not lose its own by that.
        idle.push(member);
        start[member] = end[member] = earliestStart(network, member, times);
      }
    });
    for (const member of group) {
      for (const { to } of network.outgoing[member]!) {
        const next = network.leader(to);
        if (next === leader) continue;
        if (--open[next]! === 0) push(next);
      }
    }
  }
  return { start, end, placements, sequence, crew, clashes, idle, planned: reserved };
}

/** Undefined: nothing says when. A start of `Infinity`: there is no working time. */
function placeGroup(
  network: Network,
  group: readonly number[],
  times: Times,
  crew: Crew,
  reserved: ReadonlyMap<number, Placement>,
  clashes: number[],
): readonly Placement[] | undefined {
  if (network.activities[group[0]!]!.open) return undefined;
  let from = Number.NEGATIVE_INFINITY;
  for (const member of group) from = Math.max(from, earliestStart(network, member, times));
  if (group.length === 1 && !reserved.has(group[0]!)) {
    const placement = placeAlone(network.activities[group[0]!]!, from, crew);
    return placement && [placement];
  }
  const kept = group.map((member) => reserved.get(member));
  const planned = Math.max(...kept.map((placement) => placement?.start ?? Number.NEGATIVE_INFINITY));
  const activities = group.map((member) => network.activities[member]!);

  // The end of a block is when its last child ends, however late it might be.
  if (activities[0]!.kind === 'block-end') return Number.isFinite(from) ? [moment(from)] : undefined;
  if (Number.isFinite(planned) && from <= planned && kept.every((placement) => placement?.start === planned)) {
    return kept as readonly Placement[];
  }
  for (const activity of activities) crew.release(activity);
  if (Number.isFinite(planned) && activities[0]!.late) from = Math.max(from, planned);
  if (!Number.isFinite(from)) return undefined;
  if (activities.length === 1) return [placeAlone(activities[0]!, from, crew)!];
  return placeTogether(network, activities, from, crew, clashes);
}

/** The end of a block is when its last child ends, however late it might be. */
function placeAlone(activity: Activity, from: Instant, crew: Crew): Placement | undefined {
  if (!Number.isFinite(from)) return undefined;
  if (activity.kind === 'block-end') return moment(from);
  const placement = crew.earliest(activity, from);
  crew.book(activity, placement);
  return placement;
}

/** All start at one moment. Where one person is needed for two of them there is none; then people give way. */
function placeTogether(
  network: Network,
  activities: readonly Activity[],
  from: Instant,
  crew: Crew,
  clashes: number[],
): readonly Placement[] {
  const first = commonStart(
    network,
    activities.map(({ index }) => index),
    from,
  );
  let at = first;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const placements: Placement[] = [];
    for (const activity of activities) {
      const placement = crew.earliest(activity, at);
      placements.push(placement);
      if (placement.start !== at) break;
      crew.reserve(activity, placement);
    }
    const last = placements.at(-1)!;
    if (last.start === at) return placements;
    for (const activity of activities) crew.release(activity);
    if (!Number.isFinite(last.start)) return activities.map(() => last);
    at = last.start;
  }
  return activities.map((activity) => {
    const placement = crew.at(activity, first);
    if (crew.book(activity, placement)) clashes.push(activity.index);
    return placement;
  });
}

const MOST_ROUNDS = 200;

/** How many arcs each group has, at the end that `side` returns; arcs within a group do not count. */
function countArcs(network: Network, side: (arc: Arc) => number | undefined): Int32Array {
  const counts = new Int32Array(network.activities.length);
  for (const arcs of network.outgoing) {
    for (const arc of arcs) {
      const at = side(arc);
      if (at === undefined || network.leader(arc.from) === network.leader(arc.to)) continue;
      counts[network.leader(at)]!++;
    }
  }
  return counts;
}
