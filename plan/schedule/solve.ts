/** One network, from its blocks to its levelled times. */
import type { Step } from '../model.ts';
import { conflictsOf } from './conflicts.ts';
import { heldBack, hurried, keepMosts } from './keep-most.ts';
import { type Slack, slacks } from './leveling/floats.ts';
import { type Leveled, level } from './leveling/leveling.ts';
import { waitsOf } from './leveling/waits.ts';
import type { Conflict, Wait } from './model.ts';
import { hasten } from './network/asap.ts';
import { type Built, buildNetwork, type Material } from './network/build.ts';
import { earliestTimes, latestTimes, type Times } from './network/critical-path.ts';
import { sortNetwork } from './network/cycles.ts';
import type { Activity, Network } from './network/network.ts';
import { bridgeOpen, spreadOpen } from './network/open.ts';
import { newEffort, type Order, shorten } from './run/shorten.ts';

export interface Solution extends Built {
  readonly leveled: Leveled;
  /** Leaders of all groups, predecessors first. */
  readonly order: readonly number[];
  /** Without levelling; `-Infinity` and `Infinity` where nothing says when. */
  readonly earliest: Times;
  readonly latest: Times;
  readonly conflicts: readonly Conflict[];
  slack(index: number): Slack | undefined;
  waits(index: number): readonly Wait[];
}

export function solve(material: Material): Solution {
  const built = buildNetwork(material);
  const { network } = built;
  const { order: sorted, cycles } = sortNetwork(network);
  const withoutBegin = hasten(network, sorted);
  demote(network, sorted);
  spreadOpen(network);
  const order = bridgeOpen(network, sorted);
  const effort = newEffort();
  const planned = keepMosts((tighter) => {
    const tightened = tighter.notBefore.size === 0 ? network : network.with((activity) => heldBack(activity, tighter));
    const earliest = earliestTimes(tightened, order);
    const limit = (activity: Activity) => hurried(activity, planLimit(activity, earliest), tighter);
    const latest = latestTimes(tightened, order.toReversed(), limit);
    const levelIn = (other?: Order) => level(tightened, earliest, latest, other);
    const leveled = shorten({ ...built, network: tightened, earliest, sorted: order }, levelIn(), levelIn, effort);
    return { network: tightened, earliest, latest, leveled };
  });
  const { leveled } = planned;
  return {
    ...built,
    ...planned,
    order,
    conflicts: [
      ...conflictsOf(material.release, { ...built, ...planned }, leveled, cycles, material.times.T !== undefined),
      ...withoutBegin.map(({ step }): Conflict => ({ kind: 'no-begin', steps: [step.id] })),
    ],
    slack: slacks(planned.network, leveled),
    waits: waitsOf(planned.network, leveled),
  };
}

/** A block as it is when only some of its steps are done, people doing one thing at a time. */
export function levelOnly(solution: Solution, isDone: (step: Step) => boolean): Leveled {
  const network = solution.network.with((activity) =>
    activity.kind !== 'step' || isDone(activity.step) ? activity : { ...activity, kind: 'milestone' },
  );
  const earliest = earliestTimes(network, solution.order);
  const latest = latestTimes(network, solution.order.toReversed(), (activity) => planLimit(activity, earliest));
  return level(network, earliest, latest);
}

/** What is otherwise when a network is levelled once more, while it is carried out. */
export interface Course {
  /** By its index: what has begun is where it is, and waits for nothing. */
  hasBegun(index: number): boolean;
  change(activity: Activity): Activity;
  /** What begins first, where people have to choose. */
  readonly order: Order;
}

/** The same network in the middle of it. */
export function levelAgain(
  { network: planned }: Solution,
  { hasBegun, change, order: first }: Course,
): { readonly network: Network; readonly leveled: Leveled } {
  const network = planned.begun(hasBegun).with(change);
  const { order } = sortNetwork(network);
  const earliest = earliestTimes(network, order);
  const latest = latestTimes(network, order.toReversed(), (activity) => planLimit(activity, earliest));
  return { network, leveled: level(network, earliest, latest, first) };
}

/** The end of its block as it would be without levelling, where the plan does not limit it. */
function planLimit(activity: Activity, earliest: Times): number {
  const end = earliest.end[activity.index]!;
  if (activity.pinned !== undefined)
    return Math.max(end, activity.due === Number.POSITIVE_INFINITY ? end : activity.due);
  if (activity.due !== Number.POSITIVE_INFINITY) return Math.max(activity.due, end);
  // Messages have their own times, and are no block that has to end.
  const { block } = activity.kind === 'block-end' ? activity : {};
  const isSink = block && !block.parent && block.kind !== 'messages';
  return isSink && Number.isFinite(end) ? Math.max(end, activity.held ?? end) : Number.POSITIVE_INFINITY;
}

/**
 * Planning backward works where what comes before is planned backward as well, or has its time without what is planned
 * backward. A step behind anything else (`prepare` after the run) goes forward.
 */
function demote(network: Network, order: readonly number[]): void {
  const waitsForLate = new Uint8Array(network.activities.length);
  for (const leader of order) {
    const group = network.group(leader);
    let late = group.every((member) => network.activities[member]!.late);
    let behind = false;
    for (const member of group) {
      for (const { from, why } of network.incoming[member]!) {
        // Every `prepare` ends by T as it is: what comes behind the run may still be planned backward.
        if (why === 'prepare') continue;
        const before = network.leader(from);
        if (before === leader) continue;
        if (network.activities[before]!.late) behind = true;
        else if (waitsForLate[before]) {
          behind = true;
          late = false;
        }
      }
    }
    for (const member of group) {
      const activity = network.activities[member]!;
      activity.late = late;
      // A block that says when it begins has that time, whatever it waits for. What stands behind a line that does follows on it.
      const isBegun = activity.kind === 'block-start' && activity.pinned !== undefined;
      waitsForLate[member] = behind && !isBegun ? 1 : 0;
    }
  }
}
