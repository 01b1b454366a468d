/** One network, from its blocks to its levelled times. */
import type { Step } from '../model.ts';
import { conflictsOf } from './conflicts.ts';
import { heldBack, hurried, keepMosts } from './keep-most.ts';
import { type Slack, slacks } from './leveling/floats.ts';
import { type Leveled, level } from './leveling/leveling.ts';
import { waitsOf } from './leveling/waits.ts';
import type { Conflict, Wait } from './model.ts';
import type { Material } from './network/build.ts';
import { earliestTimes, latestTimes, type Times } from './network/critical-path.ts';
import { sortNetwork } from './network/cycles.ts';
import type { Activity, Network } from './network/network.ts';
import { type Prepared, prepare } from './network/prepared.ts';
import { newEffort, type Order, shorten } from './run/shorten.ts';

export interface Solution extends Prepared {
  /** As it was before anything was held back. */
  readonly prepared: Prepared;
  readonly leveled: Leveled;
  /** Without levelling; `-Infinity` and `Infinity` where nothing says when. */
  readonly earliest: Times;
  readonly latest: Times;
  readonly conflicts: readonly Conflict[];
  slack(index: number): Slack | undefined;
  waits(index: number): readonly Wait[];
}

export function solve(material: Material, prepared: Prepared = prepare(material)): Solution {
  const { network, order, cycles, withoutBegin } = prepared;
  const effort = newEffort();
  const planned = keepMosts((tighter) => {
    const tightened = tighter.notBefore.size === 0 ? network : network.with((activity) => heldBack(activity, tighter));
    const earliest = earliestTimes(tightened, order);
    const limit = (activity: Activity) => hurried(activity, planLimit(activity, earliest), tighter);
    const latest = latestTimes(tightened, order.toReversed(), limit);
    const levelIn = (other?: Order) => level(tightened, earliest, latest, other);
    const leveled = shorten({ ...prepared, network: tightened, earliest, sorted: order }, levelIn(), levelIn, effort);
    return { network: tightened, earliest, latest, leveled };
  });
  const { leveled } = planned;
  return {
    ...prepared,
    ...planned,
    prepared,
    conflicts: [
      ...conflictsOf(material.release, { ...prepared, ...planned }, leveled, cycles, material.times.T !== undefined),
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
