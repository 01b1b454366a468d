/**
 * The levelled network of the runs as numbers: what is added to what in each run of a simulation.
 *
 * In it are the steps, blocks and milestones of the runs, of what stands beside them and the messages, with all arcs between them, and the order in
 * which people and exclusive systems do their steps in the schedule: whoever is late is waited for, nobody is replaced. What
 * the runs wait for from outside (`prepare`, phases) keeps the time it has in the schedule. A lag in days is as long as it
 * is there.
 */
import { type Block, type Milestone, rootBlock, type Step } from '../model.ts';
import { timingOf } from '../order/blocks.ts';
import { arcBound } from '../schedule/network/critical-path.ts';
import type { Activity } from '../schedule/network/network.ts';
import type { Solution } from '../schedule/solve.ts';
import type { Instant, Minutes } from '../time/model.ts';

/**
 * Times are whole `1/unit` minutes since `base`. Row 0 … `rows - 1` of the times are starts of nodes and ends of their
 * members; a member that takes no time ends in the row in which its node starts. A node is all that starts together.
 */
export interface SampledNetwork {
  readonly base: Instant;
  readonly unit: number;
  readonly rows: number;
  /** The row in which each node starts; nodes in an order in which predecessors come first. */
  readonly nodeRow: Int32Array;
  /** It starts no earlier than that. */
  readonly nodeFloor: Int32Array;
  /** Arcs into node `n`: `nodeArcs[n] … nodeArcs[n + 1] - 1`. */
  readonly nodeArcs: Int32Array;
  readonly arcRow: Int32Array;
  readonly arcLag: Int32Array;
  /** Members of node `n` that take time, like its arcs. */
  readonly nodeMembers: Int32Array;
  readonly memberRow: Int32Array;
  /** Its duration as planned. */
  readonly memberLength: Int32Array;
  /** The members of steps that take time, and the rows of all that is in it. */
  readonly memberOf: ReadonlyMap<Step, number>;
  readonly startRow: ReadonlyMap<Step, number>;
  readonly endRow: ReadonlyMap<Step, number>;
  readonly milestoneRow: ReadonlyMap<Milestone, number>;
  readonly blockEnd: ReadonlyMap<Block, number>;
}

/** So fine that rounding does not show, unless the plan spans more than eight years. */
const FINEST = 256;
const RANGE = 2 ** 30;

/** Before everything. */
export const NEVER = -(2 ** 30);

/** @param varies steps that need a member though they may take no time as planned */
export function sampledNetwork(solution: Solution, varies: ReadonlySet<Step>): SampledNetwork {
  const { network, leveled } = solution;
  const { start, end } = leveled;
  const inside = network.activities.map(
    (activity) => isInside(activity) && leveled.placements[activity.index] !== undefined,
  );
  const leaders = new Set<number>();
  let base = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { index } of network.activities) {
    if (!inside[index]) continue;
    leaders.add(network.leader(index));
    base = Math.min(base, start[index]!);
    last = Math.max(last, end[index]!);
  }
  if (leaders.size === 0) base = last = 0;
  let unit = FINEST;
  // Room for delays as long as the plan again, and that twice.
  while (unit > 1 && (last - base + 10_000) * 4 * unit > RANGE) unit /= 2;
  const units = (minutes: Minutes) => Math.round(minutes * unit);

  const links = linksBetween(solution, inside);
  const order = inOrder(solution, leaders, links);
  const nodeRow: number[] = [];
  const nodeFloor: number[] = [];
  const nodeArcs = [0];
  const arcRow: number[] = [];
  const arcLag: number[] = [];
  const nodeMembers = [0];
  const memberRow: number[] = [];
  const memberLength: number[] = [];
  const memberOf = new Map<Step, number>();
  const startRow = new Map<Step, number>();
  const endRow = new Map<Step, number>();
  const milestoneRow = new Map<Milestone, number>();
  const blockEnd = new Map<Block, number>();
  const rowOfStart = new Int32Array(network.activities.length);
  const rowOfEnd = new Int32Array(network.activities.length);
  /** The times that come out with every duration as planned. */
  const planned: number[] = [];

  for (const leader of order) {
    const group = network.group(leader).filter((member) => inside[member]);
    const row = planned.length;
    let floor = NEVER;
    const node = nodeRow.length;
    for (const member of group) {
      const activity = network.activities[member]!;
      floor = Math.max(
        floor,
        floorOf(activity, solution, inside, (at) => units(at - base)),
      );
      for (const link of links.into[member]!) {
        arcRow.push(link.side === 'end' ? rowOfEnd[link.from]! : rowOfStart[link.from]!);
        arcLag.push(units(link.lag));
      }
    }
    let at = floor;
    for (let arc = nodeArcs[node]!; arc < arcRow.length; arc++)
      at = Math.max(at, planned[arcRow[arc]!]! + arcLag[arc]!);
    const scheduled = units(start[leader]! - base);
    // What the schedule places later than anything here explains (around something fixed in time) starts no earlier.
    if (at < scheduled) {
      floor = scheduled;
      at = scheduled;
    }
    planned.push(at);
    nodeRow.push(row);
    nodeFloor.push(floor);
    nodeArcs.push(arcRow.length);
    for (const member of group) {
      const activity = network.activities[member]!;
      const length = units(end[member]! - start[member]!);
      const step = activity.kind === 'step' ? activity.step : undefined;
      rowOfStart[member] = row;
      rowOfEnd[member] = row;
      if (length > 0 || (step && varies.has(step))) {
        rowOfEnd[member] = planned.length;
        if (step) memberOf.set(step, memberRow.length);
        memberRow.push(planned.length);
        memberLength.push(length);
        planned.push(at + length);
      }
      if (step) {
        startRow.set(step, row);
        endRow.set(step, rowOfEnd[member]!);
      } else if (activity.kind === 'block-end' && activity.block) blockEnd.set(activity.block, row);
      else if (activity.kind === 'milestone' && activity.milestone) milestoneRow.set(activity.milestone, row);
    }
    nodeMembers.push(memberRow.length);
  }
  return {
    base,
    unit,
    rows: planned.length,
    nodeRow: Int32Array.from(nodeRow),
    nodeFloor: Int32Array.from(nodeFloor),
    nodeArcs: Int32Array.from(nodeArcs),
    arcRow: Int32Array.from(arcRow),
    arcLag: Int32Array.from(arcLag),
    nodeMembers: Int32Array.from(nodeMembers),
    memberRow: Int32Array.from(memberRow),
    memberLength: Int32Array.from(memberLength),
    memberOf,
    startRow,
    endRow,
    milestoneRow,
    blockEnd,
  };
}

/** Goes on at whatever hour, forward: the runs, what stands beside them, and the messages. */
function isInside(activity: Activity): boolean {
  const block = activity.kind === 'step' ? activity.step.block : (activity.block ?? activity.milestone?.block);
  if (!block) return !activity.late;
  const timing = timingOf(rootBlock(block).kind) ?? 'run';
  // A run that is planned back from its end goes forward on the night.
  return timing === 'run' || (timing === 'messages' && !activity.late);
}

interface Link {
  readonly from: number;
  readonly to: number;
  readonly side: 'start' | 'end';
  readonly lag: Minutes;
  /** The order of people and systems, not of the plan. */
  readonly busy: boolean;
}

interface Links {
  readonly into: readonly Link[][];
  readonly outOf: readonly Link[][];
}

/** By activity: arcs, and the next steps of people and systems. What does not hold in the schedule is left out. */
function linksBetween({ network, leveled }: Solution, inside: readonly boolean[]): Links {
  const { start, end } = leveled;
  const into: Link[][] = network.activities.map(() => []);
  const outOf: Link[][] = network.activities.map(() => []);
  const add = (link: Link) => {
    const from = link.side === 'end' ? end[link.from]! : start[link.from]!;
    if (from + link.lag > start[link.to]!) return;
    into[link.to]!.push(link);
    outOf[link.from]!.push(link);
  };
  const { next } = leveled.crew.neighbours();
  for (const { index } of network.activities) {
    if (!inside[index]) continue;
    for (const arc of network.outgoing[index]!) {
      if (!inside[arc.to] || network.leader(index) === network.leader(arc.to)) continue;
      const lag = arcBound(arc, leveled) - (arc.side === 'end' ? end[index]! : start[index]!);
      add({ from: index, to: arc.to, side: arc.side, lag, busy: false });
    }
    for (const to of next(index)) {
      if (inside[to] && network.leader(index) !== network.leader(to)) {
        add({ from: index, to, side: 'end', lag: 0, busy: true });
      }
    }
  }
  return { into, outOf };
}

/** Its own bounds, and what it waits for from outside. */
function floorOf(
  { index, earliest, pinned }: Activity,
  { network, leveled }: Solution,
  inside: readonly boolean[],
  units: (at: Instant) => number,
): number {
  let at = Math.max(earliest, pinned ?? Number.NEGATIVE_INFINITY);
  for (const arc of network.incoming[index]!) if (!inside[arc.from]) at = Math.max(at, arcBound(arc, leveled));
  const bound = Math.min(at, leveled.start[index]!);
  return Number.isFinite(bound) ? units(bound) : NEVER;
}

/**
 * Leaders, predecessors first. Behind a negative lag (`after x - 30m`) the order of people may run against the order of the
 * plan: then the plan's order counts, and those links of people are taken out.
 */
function inOrder({ network }: Solution, leaders: ReadonlySet<number>, links: Links): readonly number[] {
  const open = new Map<number, number>();
  for (const leader of leaders) open.set(leader, 0);
  const count = (link: Link, by: number) => {
    const to = network.leader(link.to);
    const left = open.get(to)! + by;
    open.set(to, left);
    return left;
  };
  for (const list of links.into) for (const link of list) count(link, 1);

  const order: number[] = [];
  const ready = [...leaders].filter((leader) => open.get(leader) === 0).sort((a, b) => b - a);
  const done = new Set<number>();
  for (;;) {
    for (let leader = ready.pop(); leader !== undefined; leader = ready.pop()) {
      done.add(leader);
      order.push(leader);
      for (const member of network.group(leader)) {
        for (const link of links.outOf[member]!) if (count(link, -1) === 0) ready.push(network.leader(link.to));
      }
    }
    if (order.length === leaders.size) return order;
    let removed = false;
    for (const list of links.into) {
      for (const link of list.filter(({ busy }) => busy)) {
        const [from, to] = [network.leader(link.from), network.leader(link.to)];
        if (done.has(from) || done.has(to)) continue;
        list.splice(list.indexOf(link), 1);
        links.outOf[link.from]!.splice(links.outOf[link.from]!.indexOf(link), 1);
        removed = true;
        if (count(link, -1) === 0) ready.push(to);
      }
    }
    // A cycle of the plan itself: its members are not scheduled, so this is not reached with anything inside.
    if (!removed) return order;
  }
}
