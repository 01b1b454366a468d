/** Plans again, tighter, where more time lies between two things than the plan allows: `after x + ..2h`. */
import { stepLabel } from '../model.ts';
import { formatDuration } from '../time/duration.ts';
import type { Instant } from '../time/model.ts';
import { lastStep } from './leveling/last-step.ts';
import type { Leveled } from './leveling/leveling.ts';
import { endOf, type Times } from './network/critical-path.ts';
import { excessIn, excessOf, lastOf, latestBy } from './network/most.ts';
import type { Activity, Network } from './network/network.ts';
import { overdue } from './run/shorten.ts';

/** One way to plan a network. */
export interface Planned {
  readonly network: Network;
  readonly earliest: Times;
  readonly latest: Times;
  readonly leveled: Leveled;
}

/** Besides what the plan says, by index of the activity. */
export interface Tighter {
  /** When it should start at the latest. */
  readonly startBy: ReadonlyMap<number, Instant>;
  /** When it may start at the earliest, and how its wait is called. */
  readonly notBefore: ReadonlyMap<number, { readonly at: Instant; readonly name: string }>;
}

export const NO_TIGHTER: Tighter = { startBy: new Map(), notBefore: new Map() };

/**
 * First what comes behind is hurried: what is planned late is planned earlier, and of those who wait for the same people it
 * goes first. Where that is not enough, what comes before it waits. The best of these is kept, if it makes nothing else
 * later than it should be; what still cannot hold is told.
 */
export function keepMosts(plan: (tighter: Tighter) => Planned): Planned {
  let best = plan(NO_TIGHTER);
  if (best.network.mosts.length === 0) return best;
  let kept = NO_TIGHTER;
  for (const tighten of [hurry, holdBack]) {
    let current = best;
    let tighter = kept;
    for (let round = 0; round < MOST_ROUNDS && excessIn(current.network, current.leveled) > 0; round++) {
      const next = tighten(tighter, current);
      if (!next) break;
      tighter = next;
      current = plan(tighter);
      if (!isBetter(current, best)) continue;
      best = current;
      kept = tighter;
    }
  }
  return best;
}

/** A chain of so many, each held back for the next, is as long as any that people write. */
const MOST_ROUNDS = 40;

function isBetter(one: Planned, other: Planned): boolean {
  const excess = (planned: Planned) => excessIn(planned.network, planned.leveled);
  const late = (planned: Planned) => overdue(planned, planned.leveled) - excess(planned);
  return (
    excess(one) < excess(other) &&
    late(one) <= late(other) &&
    one.leveled.clashes.length <= other.leveled.clashes.length &&
    one.leveled.idle.length <= other.leveled.idle.length
  );
}

export function heldBack(activity: Activity, { notBefore }: Tighter): Activity {
  const bound = notBefore.get(activity.index);
  if (!bound || bound.at <= activity.earliest) return activity;
  return { ...activity, earliest: bound.at, earliestWhy: { reason: 'time', name: bound.name } };
}

/** The latest end that it may have of itself. */
export function hurried(activity: Activity, limit: Instant, { startBy }: Tighter): Instant {
  const at = startBy.get(activity.index);
  return at === undefined ? limit : Math.min(limit, endOf(activity, at));
}

/** Undefined: there is nothing that could be tightened. */
function hurry({ startBy, notBefore }: Tighter, { network, leveled }: Planned): Tighter | undefined {
  const next = new Map(startBy);
  for (const most of network.mosts) {
    if (excessOf(most, leveled) === 0) continue;
    next.set(most.to, Math.min(latestBy(most, leveled), startBy.get(most.to) ?? Number.POSITIVE_INFINITY));
  }
  const isNew = [...next].some(([index, at]) => startBy.get(index) !== at);
  return isNew ? { startBy: next, notBefore } : undefined;
}

function holdBack({ startBy, notBefore }: Tighter, { network, leveled }: Planned): Tighter | undefined {
  const next = new Map(notBefore);
  for (const most of network.mosts) {
    if (excessOf(most, leveled) === 0) continue;
    const { index, side } = lastOf(most, leveled);
    const moved = index === undefined ? undefined : movable(network, leveled, index);
    if (!moved) continue;
    const start = leveled.start[moved.index]!;
    const wanted = leveled.start[most.to]!;
    // The earliest moment from which the most reaches as far as that.
    const back = most.lag.backward(wanted);
    const base = most.lag.forward(back) < wanted ? back + 1 : back;
    const at = side === 'end' && moved.kind === 'step' ? moved.pace.latestStart(base) : base;
    if (!(at > start) || at <= (next.get(moved.index)?.at ?? start)) continue;
    next.set(moved.index, {
      at,
      name: `at most ${formatDuration(most.most)} before ${nameOf(network.activities[most.to]!)}`,
    });
  }
  return [...next].some(([index, { at }]) => notBefore.get(index)?.at !== at)
    ? { startBy, notBefore: next }
    : undefined;
}

/** What would have to be later for `index` to be: the step behind the end of a block; nothing that is fixed in time. */
function movable(network: Network, leveled: Leveled, index: number): Activity | undefined {
  const activity = network.activities[index]!;
  const moved = activity.kind === 'block-start' ? activity : lastStep(network, leveled, index);
  const isFixed = (one: number) => network.activities[one]!.pinned !== undefined || network.activities[one]!.late;
  return !moved || network.group(network.leader(moved.index)).some(isFixed) ? undefined : moved;
}

function nameOf(activity: Activity): string {
  if (activity.kind === 'step') return stepLabel(activity.step);
  return activity.milestone?.name ?? activity.block?.name ?? activity.block?.kind ?? '';
}
