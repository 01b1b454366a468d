/** Calendar dates as day numbers (days since 1970-01-01), so that date arithmetic is integer arithmetic. */
import type { Instant } from './model.ts';

/** Whole days since 1970-01-01 of the proleptic Gregorian calendar; no zone is involved. */
export type Day = number;

/**
 * Minutes since 1970-01-01T00:00 on a wall clock: what a clock on the wall of some zone shows, told without the zone.
 * It becomes an `Instant` in `zone.ts`.
 */
export type WallTime = number;

export interface CalendarDate {
  readonly year: number;
  /** 1 … 12 */
  readonly month: number;
  /** 1 … 31 */
  readonly day: number;
}

export const MINUTES_PER_DAY = 1440;

export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** The day number of a date; months out of 1 … 12 and days out of the month carry over. */
export function dayNumber(year: number, month: number, day: number): Day {
  // Date.UTC reads the years 0 … 99 as 1900 … 1999; shifting by 400 years (146,097 days, whole weeks) avoids that.
  return Math.round(Date.UTC(year + 400, month - 1, day) / 86_400_000) - 146_097;
}

export function dateOfDay(day: Day): CalendarDate {
  const date = new Date(day * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** False for 2026-02-30 and the like. */
export function isDate(year: number, month: number, day: number): boolean {
  const { year: y, month: m, day: d } = dateOfDay(dayNumber(year, month, day));
  return y === year && m === month && d === day;
}

/**
 * Plans hold the dates of these years: calendars reach no further, and what zones will do then nobody knows. A date outside
 * of them is a slip of the keyboard.
 */
export const FIRST_YEAR = 1970;
export const LAST_YEAR = 2099;

const FIRST_DAY = dayNumber(FIRST_YEAR, 1, 1);
const LAST_DAY = dayNumber(LAST_YEAR, 12, 31);

export function isWithinReach(day: Day): boolean {
  return day >= FIRST_DAY && day <= LAST_DAY;
}

/** 0 = Monday. */
export function weekdayOfDay(day: Day): number {
  return mod(day + 3, 7);
}

/** The same day of the month that many months later; a day that month does not have becomes its last. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, day: dayOfMonth } = dateOfDay(day);
  const daysInMonth = dateOfDay(dayNumber(year, month + months + 1, 0)).day;
  return dayNumber(year, month + months, Math.min(dayOfMonth, daysInMonth));
}

export function dayOfWallTime(wall: WallTime): Day {
  return Math.floor(wall / MINUTES_PER_DAY);
}

/** Minutes after midnight. */
export function clockOfWallTime(wall: WallTime): number {
  return mod(wall, MINUTES_PER_DAY);
}

/** `2026-12-05` */
export function formatDay(day: Day): string {
  const { year, month, day: dayOfMonth } = dateOfDay(day);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(dayOfMonth)}`;
}

/** `22:00`; 1440 is `24:00`. */
export function formatClock(clock: number): string {
  return `${two(Math.floor(clock / 60))}:${two(clock % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function mod(value: Instant, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
