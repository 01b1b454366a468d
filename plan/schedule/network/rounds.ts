/** What a cycle means to the network: it begins on one of its days, and is over with its last round. */
import type { Block, Recurrence } from '../../model.ts';
import { isInside } from '../../model.ts';
import type { Arc } from '../../order/model.ts';
import { dayOfWallTime, weekdayOfDay } from '../../time/date.ts';
import type { Instant, Zone } from '../../time/model.ts';
import { isMonthDay } from '../../time/month-days.ts';
import { instantOfDay, wallTime } from '../../time/zone.ts';
import type { Activity } from './network.ts';
import { type Lag, lagOf } from './pace.ts';

/** As it is in the round of the schedule before; undefined where nothing is known of it yet. */
export interface Rounds {
  /** When it comes round for the second time. */
  readonly next?: Instant;
  /** When it is over for the last time. */
  readonly over?: Instant;
}

/** What waits for something lasts until one of the weekdays on which a cycle behind it begins, at whatever hour of that. */
export function untilItsDay(to: Activity, lag: Lag, zone: Zone): Lag {
  const every = to.kind === 'block-start' && to.pinned === undefined ? to.block?.every : undefined;
  if (!every || every.weekdays.length === 0) return lag;
  return lagOf((at) => nextOn(every, lag.forward(at), zone));
}

function nextOn({ weekdays, ofMonth }: Recurrence, at: Instant, zone: Zone): Instant {
  if (!Number.isFinite(at)) return at;
  const first = dayOfWallTime(wallTime(at, zone));
  const isOne = (day: number) =>
    weekdays.includes(weekdayOfDay(day)) && (!ofMonth || isMonthDay(day, ofMonth, undefined));
  const ahead = Array.from({ length: ofMonth ? 31 * ofMonth.months + 31 : 7 }, (_, days) => days);
  const day = ahead.find((days) => isOne(first + days)) ?? 0;
  return day === 0 ? at : Math.max(at, instantOfDay(first + day, 0, zone));
}

export function standsIn(activity: Activity, outer: Block): boolean {
  const block = activity.kind === 'step' ? activity.step.block : (activity.block ?? activity.milestone?.block);
  return block !== undefined && isInside(block, outer);
}

/** How what somebody waits for is called, of all its rounds. */
export function nameOfLast({ point }: Arc, from: Activity): string {
  return point?.ref.name ?? (from.kind === 'step' ? undefined : from.block?.name) ?? 'round';
}
