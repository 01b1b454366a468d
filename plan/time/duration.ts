/**
 * Durations and estimates: their text, and what they do to an instant.
 *
 * | text | means |
 * | --- | --- |
 * | `45m`, `2h`, `1h30m` | elapsed minutes |
 * | `2d`, `2w` | calendar days; the wall clock stays (a day across a change of the clock has 23 or 25 hours) |
 * | `3mo` | calendar months; the wall clock stays, the day is clamped to the month (Jan 31 + 1mo is Feb 28) |
 * | `3wd` | working days of the calendar that applies |
 */
import { addMonths, clockOfWallTime, dayOfWallTime, MINUTES_PER_DAY, type WallTime, weekdayOfDay } from './date.ts';
import type { Duration, Estimate, Instant, Minutes, Zone } from './model.ts';
import { instantOf, wallTime } from './zone.ts';

export const ZERO: Duration = { minutes: 0, days: 0, months: 0, workingDays: 0 };

const LONGEST: Minutes = 1000 * 366 * MINUTES_PER_DAY;

/** Whoever can count working days: `plan/time/calendar.ts`. */
export interface WorkingDayCounter {
  readonly zone: Zone;
  /**
   * The working day that lies `count` working days after (before, when negative) the date `day`, itself not counted;
   * 0: `day` itself.
   */
  workingDayFrom(day: number, count: number): number;
}

/** `1h30m`, `3wd`, `-2d`; undefined when the text is no duration, or one of more than a thousand years. */
export function parseDuration(text: string): Duration | undefined {
  const match = /^([+-]?)((?:\d+(?:wd|mo|[mhdw]))+)$/.exec(text.trim());
  if (!match) return undefined;
  const sign = match[1] === '-' ? -1 : 1;
  const sum = { minutes: 0, days: 0, months: 0, workingDays: 0 };
  for (const [, digits, unit] of match[2]!.matchAll(/(\d+)(wd|mo|[mhdw])/g)) {
    const count = sign * Number(digits);
    if (unit === 'm') sum.minutes += count;
    else if (unit === 'h') sum.minutes += 60 * count;
    else if (unit === 'd') sum.days += count;
    else if (unit === 'w') sum.days += 7 * count;
    else if (unit === 'mo') sum.months += count;
    else sum.workingDays += count;
  }
  return Math.abs(roughMinutes(sum)) > LONGEST ? undefined : clean(sum);
}

/**
 * `25m`; `20m..25m..50m` (min, likely, max); `20m..50m`: the likely one is the midpoint, in whole minutes
 * and whole working days, rounded down; `4h..` and `..5m` repeat the side that is there and say so in `open`. Undefined when the text is no estimate. An
 * estimate out of order is returned as written: a check speaks about it.
 */
export function parseEstimate(text: string): Estimate | undefined {
  if (/\s/.test(text)) return undefined;
  const parts = text.split('..');
  const durations = parts.map(parseDuration);
  const [first, second, third] = durations;
  if (parts.length === 1 && first) return { min: first, likely: first, max: first, text };
  if (parts.length === 2) {
    if (first && second) return { min: first, likely: midpoint(first, second), max: second, text };
    if (first && parts[1] === '') return { min: first, likely: first, max: first, open: 'max', text };
    if (second && parts[0] === '') return { min: second, likely: second, max: second, open: 'min', text };
  }
  if (parts.length === 3 && first && second && third) return { min: first, likely: second, max: third, text };
  return undefined;
}

/** `1h30m`, `2w3d`, `-3wd`, `0m`; parsing it gives the same duration again when all parts have one sign. */
export function formatDuration(duration: Duration): string {
  const parts = [duration.months, duration.days, duration.workingDays, duration.minutes];
  const sign = parts.some((part) => part < 0) ? '-' : '';
  const [months, days, workingDays, minutes] = parts.map(Math.abs) as [number, number, number, number];
  const text = [
    months ? `${months}mo` : '',
    days && days % 7 === 0 ? `${days / 7}w` : days ? `${days}d` : '',
    workingDays ? `${workingDays}wd` : '',
    minutes >= 60 ? `${Math.floor(minutes / 60)}h` : '',
    minutes % 60 ? `${minutes % 60}m` : '',
  ].join('');
  return text ? sign + text : '0m';
}

export function formatEstimate(estimate: Estimate): string {
  const { min, likely, max, open } = estimate;
  if (open === 'max') return `${formatDuration(min)}..`;
  if (open === 'min') return `..${formatDuration(max)}`;
  if (sameDuration(min, max) && sameDuration(min, likely)) return formatDuration(likely);
  if (sameDuration(likely, midpoint(min, max))) return `${formatDuration(min)}..${formatDuration(max)}`;
  return `${formatDuration(min)}..${formatDuration(likely)}..${formatDuration(max)}`;
}

/**
 * The instant that lies `duration` after `at`: months first, then days, then working days, all on the wall clock of
 * `zone`, then elapsed minutes. Working days are counted in `calendar`, from the date that `at` has in its zone;
 * without one they are Monday to Friday.
 */
export function addDuration(at: Instant, duration: Duration, zone: Zone, calendar?: WorkingDayCounter): Instant {
  const { months, days, workingDays, minutes } = duration;
  let result = at;
  if (months !== 0 || days !== 0) result = instantOf(wallTimeAfter(result, duration, zone), zone);
  if (workingDays !== 0) {
    const counter = calendar ?? mondayToFriday(zone);
    const wall = wallTime(result, counter.zone);
    const day = counter.workingDayFrom(dayOfWallTime(wall), workingDays);
    result = instantOf(day * MINUTES_PER_DAY + clockOfWallTime(wall), counter.zone);
  }
  return result + minutes;
}

/** What the clock on the wall shows the months and days of a duration later, if it ever does. */
export function wallTimeAfter(at: Instant, { months, days }: Duration, zone: Zone): WallTime {
  const wall = wallTime(at, zone);
  const day = addMonths(dayOfWallTime(wall), months) + days;
  return day * MINUTES_PER_DAY + clockOfWallTime(wall);
}

export function negate(duration: Duration): Duration {
  const { minutes, days, months, workingDays } = duration;
  return clean({ minutes: -minutes, days: -days, months: -months, workingDays: -workingDays });
}

export function sameDuration(a: Duration, b: Duration): boolean {
  return a.minutes === b.minutes && a.days === b.days && a.months === b.months && a.workingDays === b.workingDays;
}

export function isZero(duration: Duration): boolean {
  return sameDuration(duration, ZERO);
}

/** True when it is the same number of minutes whenever it begins. */
export function isElapsed(duration: Duration): boolean {
  return duration.days === 0 && duration.months === 0 && duration.workingDays === 0;
}

/** True when it is another number of days whenever it begins: nobody can count it before it has a date. */
export function asksForDates({ workingDays, months }: Duration): boolean {
  return workingDays !== 0 || months !== 0;
}

/**
 * About how many minutes it is, for comparing and sorting durations of different units: a day has 24 hours, a month 30
 * days, a working day 8 hours.
 */
export function roughMinutes(duration: Duration): Minutes {
  return (
    duration.minutes +
    duration.days * MINUTES_PER_DAY +
    duration.months * 30 * MINUTES_PER_DAY +
    duration.workingDays * 480
  );
}

/** Half a month is 15 days, half a day 12 hours; half a working day is left out, since its hours are not known here. */
function midpoint(a: Duration, b: Duration): Duration {
  const months = a.months + b.months;
  const days = a.days + b.days + (months % 2) * 30;
  const minutes = a.minutes + b.minutes + (days % 2) * MINUTES_PER_DAY;
  const middle = {
    minutes: Math.floor(minutes / 2),
    days: Math.floor(days / 2),
    months: Math.floor(months / 2),
    workingDays: Math.floor((a.workingDays + b.workingDays) / 2),
  };
  // `4h..1wd` would lose its working day.
  return roughMinutes(middle) < roughMinutes(a) && roughMinutes(a) <= roughMinutes(b) ? a : middle;
}

/** Turns -0 into 0, which tests and Object.is tell apart. */
function clean(duration: Duration): Duration {
  return {
    minutes: duration.minutes + 0,
    days: duration.days + 0,
    months: duration.months + 0,
    workingDays: duration.workingDays + 0,
  };
}

function mondayToFriday(zone: Zone): WorkingDayCounter {
  return {
    zone,
    workingDayFrom(day, count) {
      if (count === 0) return day;
      const step = Math.sign(count);
      const weeks = Math.floor((Math.abs(count) - 1) / 5);
      let left = Math.abs(count) - weeks * 5;
      let current = day + step * weeks * 7;
      while (left > 0) {
        current += step;
        if (weekdayOfDay(current) < 5) left--;
      }
      return current;
    },
  };
}
