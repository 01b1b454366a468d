/** A network that is ready to be planned, and the same for a version of its release in which steps last longer, or others do them. */
import { differsOnlyIn, type EditedStep } from '../../edited.ts';
import type { Step } from '../../model.ts';
import { hasten } from './asap.ts';
import { type Built, buildNetwork, isInWorkingHours, type Material } from './build.ts';
import { type Cycle, sortNetwork } from './cycles.ts';
import type { Network, StepActivity } from './network.ts';
import { bridgeOpen, spreadOpen } from './open.ts';
import { NO_LAG } from './pace.ts';

export interface Prepared extends Built {
  /** Leaders of all groups, predecessors first. */
  readonly order: readonly number[];
  /** Broken by now. */
  readonly cycles: readonly Cycle[];
  /** What asks to be as early as possible, while nothing says from when. */
  readonly withoutBegin: readonly StepActivity[];
}

export function prepare(material: Material): Prepared {
  const built = buildNetwork(material);
  const { network } = built;
  const { order: sorted, cycles } = sortNetwork(network);
  const withoutBegin = hasten(network, sorted);
  demote(network, sorted);
  spreadOpen(network);
  return { ...built, order: bridgeOpen(network, sorted), cycles, withoutBegin };
}

/** What a step may say otherwise while it has the same place in the order. */
const PACE: ReadonlySet<keyof Step> = new Set([
  ...(['duration', 'by', 'with', 'undo', 'undoBy'] as const),
  ...(['title', 'note', 'links', 'place', 'namePlace', 'head'] as const),
]);

/** Whether a step is another one in how long it takes, and whom, alone. Whether it says how long at all is more than that. */
export function isOnlyPaced(pair: EditedStep): boolean {
  return (pair.before.duration !== undefined) === (pair.now.duration !== undefined) && differsOnlyIn(pair, PACE);
}

/**
 * Undefined: it is built anew.
 *
 * @param material of this version; its order, windows, calendars and whatever else it says of when are those of the one before
 * @param edited only paced
 */
export function preparedAgain(
  before: Prepared,
  material: Material,
  edited: readonly EditedStep[],
): Prepared | undefined {
  const others = new Map<Step, StepActivity>();
  for (const { before: step, now } of edited) {
    const activity = before.steps.get(step);
    // What happens only when it is called is in a network of its own.
    if (!activity) continue;
    const other = again(before, material, activity, now);
    if (!other) return undefined;
    others.set(step, other);
  }
  if (others.size === 0) return before;
  const byIndex = new Map([...others.values()].map((activity) => [activity.index, activity]));
  const steps = new Map<Step, StepActivity>();
  for (const [step, activity] of before.steps) {
    const other = others.get(step) ?? activity;
    steps.set(other.step, other);
  }
  return { ...before, network: before.network.with((activity) => byIndex.get(activity.index) ?? activity), steps };
}

function again(before: Prepared, material: Material, activity: StepActivity, now: Step): StepActivity | undefined {
  const { staffing, origin } = material;
  const { step } = activity;
  // What says when it happens may say so by the clock of whoever does it, and what is told of it names it.
  if (saysWhen(now) || isTold(before, activity)) return undefined;
  if (staffing.timesCalendar(step) !== staffing.timesCalendar(now) && hasLag(before, material, activity))
    return undefined;
  const { facts } = before.blocks.get(now.block)!;
  const { index, due, dueName, duePlace, pinned, earliest, earliestWhy, late, asap, open, atAnyHour } = activity;
  return {
    ...staffing.activityOf(now, isInWorkingHours(now, facts), origin === undefined),
    ...{ index, due, dueName, duePlace, pinned, earliest, earliestWhy, late, asap, open, atAnyHour },
  };
}

function saysWhen({ at, notBefore, due, during, every, until }: Step): boolean {
  return (at ?? notBefore ?? due ?? during ?? every ?? until) !== undefined;
}

function isTold({ leftOut, earlyAnyway, beyond, withoutBegin }: Prepared, activity: StepActivity): boolean {
  return (
    earlyAnyway.includes(activity.step) ||
    beyond.has(activity.index) ||
    [...leftOut.map((one) => one.activity), ...withoutBegin].some(({ index }) => index === activity.index)
  );
}

/** Whether how long it waits is counted by somebody's clock. */
function hasLag({ network }: Prepared, { order }: Material, { index, step }: StepActivity): boolean {
  return (
    network.incoming[index]!.some(({ lag }) => lag !== NO_LAG) ||
    network.mosts.some(({ to }) => to === index) ||
    order.open.some(({ to }) => to === step.id) ||
    order.arcs.some(({ to, lag, most, time }) => to === step.id && (lag ?? most ?? time) !== undefined)
  );
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
