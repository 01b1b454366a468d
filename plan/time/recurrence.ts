/** The moments of `every 2w`, `every Mon, Wed`, `every 12h`. */
import { clockOfWallTime, dayOfWallTime, MINUTES_PER_DAY, type WallTime, weekdayOfDay } from './date.ts';
import { addDuration, type WorkingDayCounter, wallTimeAfter } from './duration.ts';
import type { Duration, Instant, MonthDays, Zone } from './model.ts';
import { isMonthDay } from './month-days.ts';
import { readWallTime, wallTime } from './zone.ts';

export interface RecurrenceRule {
  /** Undefined or not positive: every week, on the `weekdays`. */
  readonly interval?: Duration;
  /** 0 = Monday. */
  readonly weekdays: readonly number[];
  /** Of these only the ones that are such days of their month. */
  readonly ofMonth?: MonthDays;
  /** The first moment; its clock time, in `zone`, is the one of all that keep the wall clock. */
  readonly from: Instant;
  /** The last moment that may be one. */
  readonly until: Instant;
  readonly zone: Zone;
  readonly calendar?: WorkingDayCounter;
  /** Told of every wall time of it that is not one moment. */
  readonly onOdd?: (wall: WallTime) => void;
}

export interface Occurrences {
  readonly moments: readonly Instant[];
  /** True when there are more than were asked for. */
  readonly cut: boolean;
}

/** More than a year of days, or two months of hours. */
export const MOST_OCCURRENCES = 1500;

/**
 * In order, from `from` on. An interval is counted from `from`, not from the moment before, so that `every 1mo` from
 * Jan 31 is Jan 31, Feb 28, Mar 31. A date that the zone leaves out is passed over. With weekdays and an interval of whole weeks, only every so many weeks count, the
 * week of `from` being the first.
 */
export function occurrences(rule: RecurrenceRule, most: number = MOST_OCCURRENCES): Occurrences {
  const moments: Instant[] = [];
  for (const at of rule.weekdays.length > 0 ? onWeekdays(rule) : atIntervals(rule)) {
    if (at > rule.until || !Number.isFinite(at)) break;
    if (at === moments.at(-1)) continue;
    if (moments.length === most) return { moments, cut: true };
    moments.push(at);
  }
  return { moments, cut: false };
}

function* onWeekdays(rule: RecurrenceRule): Iterable<Instant> {
  const { interval, weekdays, ofMonth, from, until, zone, calendar } = rule;
  const wall = wallTime(from, zone);
  const clock = clockOfWallTime(wall);
  const firstDay = dayOfWallTime(wall);
  const monday = firstDay - weekdayOfDay(firstDay);
  const weeks = Math.max(1, Math.floor((interval?.days ?? 7) / 7));
  const lastDay = dayOfWallTime(wallTime(until, zone));
  const days = [...new Set(weekdays)].sort((a, b) => a - b);
  for (let week = monday; week <= lastDay; week += 7 * weeks) {
    for (const weekday of days) {
      const day = week + weekday;
      if (day < firstDay || (ofMonth && !isMonthDay(day, ofMonth, calendar))) continue;
      yield momentAt(day * MINUTES_PER_DAY + clock, rule);
    }
  }
}

function* atIntervals(rule: RecurrenceRule): Iterable<Instant> {
  const { interval, from, zone, calendar } = rule;
  yield from;
  if (!interval) return;
  if (addDuration(from, interval, zone, calendar) <= from) return;
  const { minutes, days, months, workingDays } = interval;
  for (let n = 1; ; n++) {
    const times = { minutes: minutes * n, days: days * n, months: months * n, workingDays: workingDays * n };
    if (minutes === 0 && workingDays === 0) yield momentAt(wallTimeAfter(from, times, zone), rule);
    else yield addDuration(from, times, zone, calendar);
  }
}

function momentAt(wall: WallTime, { zone, until, onOdd }: RecurrenceRule): Instant {
  const reading = readWallTime(wall, zone);
  if (reading.kind !== 'unique' && reading.at <= until) onOdd?.(wall);
  return reading.at;
}
