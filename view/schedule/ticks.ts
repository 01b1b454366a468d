/** Where a time axis has its ticks and what stands there, from minutes to years. */
import type { Span } from '../../plan/schedule/model.ts';
import { type Day, dateOfDay, WEEKDAYS, weekdayOfDay } from '../../plan/time/date.ts';
import { formatTimeOfDay } from '../../plan/time/format.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import { dayAt, instantOfDay } from '../../plan/time/zone.ts';
import { MONTHS, signedHours } from '../words/clock.ts';

export interface Tick {
  readonly at: Instant;
  readonly label: string;
  /** A day begins: it is told before the hours around it. */
  readonly isDay?: boolean;
}

export interface Ticks {
  /** The upper line: months above days, years above months. Hours have none: where a day begins the tick says so. */
  readonly upper: readonly Tick[];
  readonly lower: readonly Tick[];
  readonly unit: 'hours' | 'days' | 'months';
}

/** `scale` is in pixels per minute; the finest step whose labels have room is taken. */
export function ticksOf(from: Instant, to: Instant, zone: Zone, scale: number): Ticks {
  const days = daysBetween(from, to, zone);
  const step = HOUR_STEPS.find((minutes) => minutes * scale >= 50);
  if (step !== undefined) {
    const all = days.flatMap((day) => partsOfDay(day, step, zone));
    return { unit: 'hours', upper: [], lower: all.filter(({ at }) => at >= from && at <= to) };
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

/** The clock of another zone at the same ticks, with the weekday where it has changed since `from`. */
export function sameTicks(ticks: readonly Tick[], zone: Zone, from: Instant): readonly Tick[] {
  let said = dayAt(from, zone);
  return ticks.map(({ at }) => {
    const day = dayAt(at, zone);
    const clock = formatTimeOfDay(at, zone);
    const isDay = said !== day;
    said = day;
    return { at, label: isDay ? `${WEEKDAYS[weekdayOfDay(day)]} ${clock}` : clock, isDay };
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

/**
 * Up to an hour, steps of elapsed time from midnight: on the day the clock changes the labels show the jump. Above it steps
 * of the clock, which goes on in the new hour: 00:00, 12:00, 00:00 on that day, too.
 */
function partsOfDay(day: Day, step: number, zone: Zone): readonly Tick[] {
  const [midnight, next] = [instantOfDay(day, 0, zone), instantOfDay(day + 1, 0, zone)];
  const weekday = WEEKDAYS[weekdayOfDay(day)]!;
  const ticks: Tick[] = [{ at: midnight, label: step < HALF_DAYS ? `${weekday} 00:00` : dayLabel(day), isDay: true }];
  const at = (i: number) => (step <= 60 ? midnight + i * step : instantOfDay(day, i * step, zone));
  for (let i = 1; i * step < 1440 + 60 && at(i) < next; i++) {
    if (at(i) > ticks.at(-1)!.at) ticks.push({ at: at(i), label: formatTimeOfDay(at(i), zone) });
  }
  return ticks;
}

/** From this step on a tick of a day says its date. */
const HALF_DAYS = 180;

/** `Sun 6 Dec`. */
function dayLabel(day: Day): string {
  const date = dateOfDay(day);
  return `${WEEKDAYS[weekdayOfDay(day)]} ${date.day} ${MONTHS[date.month - 1]!.slice(0, 3)}`;
}

function isFirst(day: Day): boolean {
  return dateOfDay(day).day === 1;
}

function monthTick(at: Instant, day: Day): Tick {
  const date = dateOfDay(day);
  return { at, label: `${MONTHS[date.month - 1]} ${date.year}` };
}
