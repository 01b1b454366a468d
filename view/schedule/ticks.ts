/** Where a time axis has its ticks and what stands there, from minutes to years. */
import type { Span } from '../../plan/schedule/model.ts';
import { type Day, dateOfDay, WEEKDAYS, weekdayOfDay } from '../../plan/time/date.ts';
import { formatDate, formatTimeOfDay } from '../../plan/time/format.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import { dayAt, instantOfDay } from '../../plan/time/zone.ts';
import { MONTHS, signedHours } from '../words/clock.ts';

export interface Tick {
  readonly at: Instant;
  readonly label: string;
}

export interface Ticks {
  /** The upper line: days above hours, months above days, years above months. */
  readonly upper: readonly Tick[];
  readonly lower: readonly Tick[];
  readonly unit: 'hours' | 'days' | 'months';
}

/** `scale` is in pixels per minute; the finest step whose labels have room is taken. */
export function ticksOf(from: Instant, to: Instant, zone: Zone, scale: number): Ticks {
  const days = daysBetween(from, to, zone);
  const step = HOUR_STEPS.find((minutes) => minutes * scale >= 50);
  if (step !== undefined) {
    const starts = [from, ...days.map((day) => instantOfDay(day, 0, zone)).filter((at) => at > from)];
    return {
      unit: 'hours',
      upper: starts.map((at) => ({ at, label: formatDate(at, zone) })),
      lower: days.flatMap((day) => partsOfDay(day, step, zone)).filter(({ at }) => at >= from && at <= to),
    };
  }
  const width = 1440 * scale;
  const shown = days.filter((day) => instantOfDay(day, 0, zone) >= from);
  const tick = (day: Day, label: string): Tick => ({ at: instantOfDay(day, 0, zone), label });
  if (width * 7 >= 44) {
    return {
      unit: 'days',
      upper: [
        monthTick(from, dayAt(from, zone)),
        ...shown.filter(isFirst).map((day) => monthTick(instantOfDay(day, 0, zone), day)),
      ],
      lower: shown
        .filter((day) => (width >= 24 ? width >= 48 || day % 2 === 0 : weekdayOfDay(day) === 0))
        .map((day) => tick(day, `${WEEKDAYS[weekdayOfDay(day)]} ${dateOfDay(day).day}`)),
    };
  }
  const every = [1, 3, 6, 12].find((months) => months * 30 * width >= 34) ?? 12;
  const firsts = shown.filter(isFirst);
  return {
    unit: 'months',
    upper: [
      { at: from, label: String(dateOfDay(dayAt(from, zone)).year) },
      ...firsts.filter((day) => dateOfDay(day).month === 1).map((day) => tick(day, String(dateOfDay(day).year))),
    ],
    lower: firsts
      .filter((day) => (dateOfDay(day).month - 1) % every === 0)
      .map((day) => tick(day, MONTHS[dateOfDay(day).month - 1]!.slice(0, 3))),
  };
}

/** Ticks of an axis that counts from `zero`. */
export function relativeTicks(from: Instant, to: Instant, zero: Instant, scale: number): Ticks {
  const step = [...HOUR_STEPS, 1440, 2880, 10_080, 43_200].find((minutes) => minutes * scale >= 50) ?? 525_600;
  const lower: Tick[] = [];
  for (let at = zero + Math.ceil((from - zero) / step) * step; at <= to; at += step) {
    const days = (at - zero) / 1440;
    lower.push({ at, label: step < 1440 ? signedHours(at - zero) : `${days < 0 ? '-' : '+'}${Math.abs(days)}d` });
  }
  return { unit: 'hours', upper: [], lower };
}

/** Saturdays and Sundays. */
export function weekends(from: Instant, to: Instant, zone: Zone): readonly Span[] {
  return daysBetween(from, to, zone)
    .filter((day) => weekdayOfDay(day) >= 5)
    .map((day) => ({
      start: Math.max(from, instantOfDay(day, 0, zone)),
      end: Math.min(to, instantOfDay(day + 1, 0, zone)),
    }));
}

/** The clock of another zone at the same ticks, with the weekday where it has changed. */
export function sameTicks(ticks: readonly Tick[], zone: Zone): readonly Tick[] {
  let said: Day | undefined;
  return ticks.map(({ at }) => {
    const day = dayAt(at, zone);
    const clock = formatTimeOfDay(at, zone);
    const label = said === day ? clock : `${WEEKDAYS[weekdayOfDay(day)]} ${clock}`;
    said = day;
    return { at, label };
  });
}

const HOUR_STEPS = [1, 5, 10, 15, 30, 60, 120, 180, 360, 720] as const;
/** An axis of more than a century shows its first. */
const MOST_DAYS = 36_525;

/** The days that have a minute between the two instants. */
function daysBetween(from: Instant, to: Instant, zone: Zone): readonly Day[] {
  const first = dayAt(from, zone);
  const count = Math.min(dayAt(to, zone) - first + 1, MOST_DAYS);
  return Array.from({ length: Math.max(count, 0) }, (_, index) => first + index);
}

/** Steps of elapsed time from midnight: on the day the clock changes the labels show the jump. */
function partsOfDay(day: Day, step: number, zone: Zone): readonly Tick[] {
  const ticks: Tick[] = [];
  const next = instantOfDay(day + 1, 0, zone);
  for (let at = instantOfDay(day, 0, zone); at < next; at += step) ticks.push({ at, label: formatTimeOfDay(at, zone) });
  return ticks;
}

function isFirst(day: Day): boolean {
  return dateOfDay(day).day === 1;
}

function monthTick(at: Instant, day: Day): Tick {
  const date = dateOfDay(day);
  return { at, label: `${MONTHS[date.month - 1]} ${date.year}` };
}
