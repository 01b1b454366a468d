/**
 * Working time, compiled: sorted integer tables of working intervals with cumulated minutes, so that adding working
 * time is two binary searches. The tables begin small around the first moment asked for and grow when more is.
 */
import type { CalendarSpec, Hours } from './calendar-spec.ts';
import { type Day, dayNumber, dayOfWallTime, FIRST_YEAR, LAST_YEAR } from './date.ts';
import type { WorkingDayCounter } from './duration.ts';
import type { Instant, Minutes, Zone } from './model.ts';
import { lowerBound, NO_DAYS, positionAt, tablesOf, upperBound } from './working-time-table.ts';
import { wallTime } from './zone.ts';

export type { CalendarSpec, Hours } from './calendar-spec.ts';

/**
 * A compiled calendar. A working day is a date of the calendar's zone on which work begins; a night shift belongs to
 * the date it begins on. Where there is no working time for twenty years, and far outside of the years that plans hold,
 * answers are `Infinity` or `-Infinity`.
 *
 * A *position* is the number of working minutes since some fixed moment: the axis on which working time has no gaps.
 */
export interface WorkCalendar extends WorkingDayCounter {
  readonly zone: Zone;
  readonly deadline?: Minutes;
  /** True in `[start, end)` of a working interval. */
  isWorking(at: Instant): boolean;
  /** The first working moment at or after `at`. */
  next(at: Instant): Instant;
  /** The last moment at or before `at` that lies in working time or at its end. */
  previous(at: Instant): Instant;
  /** Working minutes between two instants; negative when `to` is earlier. */
  between(from: Instant, to: Instant): Minutes;
  /**
   * The moment at which `minutes` of work begun at `at` are done (the end of a working interval rather than the begin
   * of the next one). Negative: the latest moment from which as many minutes of work are done by `at`.
   */
  add(at: Instant, minutes: Minutes): Instant;
  isWorkingDay(day: Day): boolean;
  /** Working days after `from` up to and including `to`; negative when `to` is earlier. */
  workingDaysBetween(from: Day, to: Day): number;
  /** First and last working minute of a date; undefined on a day off. */
  hoursOf(day: Day): { readonly start: Instant; readonly end: Instant } | undefined;
  /** Working intervals that overlap `[from, to)`, whole. */
  intervals(from: Instant, to: Instant): readonly { readonly start: Instant; readonly end: Instant }[];
  /** Working minutes until `at`, counted from an origin of this calendar. */
  position(at: Instant): Minutes;
  /** The moment at which work on the minute after `position` begins. */
  beginAt(position: Minutes): Instant;
  /** The moment at which the minute before `position` is done. */
  endAt(position: Minutes): Instant;
  /** The position `days` working days on: as many minutes into that day, or at its end where it is shorter. */
  addDays(position: Minutes, days: number): Minutes;
  /** The last position from which `addDays` does not pass `position`. */
  subtractDays(position: Minutes, days: number): Minutes;
}

/** The hours of a calendar that names none. */
export const OFFICE_HOURS: readonly Hours[] = [{ weekdays: [0, 1, 2, 3, 4], from: 9 * 60, to: 17 * 60 }];

const FIRST_DAYS = 16;
/** How far, in days, the tables grow to each side of the first moment asked for; what lies further off has no work. */
const REACH = 60 * 366;
const EARLIEST_ORIGIN = dayNumber(FIRST_YEAR, 1, 1);
const LATEST_ORIGIN = dayNumber(LAST_YEAR, 12, 31);
/** Without work for so many days, there is none any more. */
const PATIENCE = 20 * 366;

export function compileCalendar(spec: CalendarSpec): WorkCalendar {
  const { zone, deadline } = spec;
  let origin: Instant | undefined;
  let originDay: Day = 0;
  const tableOf = tablesOf(spec);
  let table = NO_DAYS;

  const extend = (fromDay: Day, toDay: Day): boolean => {
    table = tableOf(fromDay, toDay, origin!);
    return true;
  };
  /** Doubles the table towards the future; false when that can bring no more working time. */
  const later = (): boolean => {
    const last = Math.min(originDay + REACH, (table.days.at(-1) ?? originDay) + PATIENCE);
    const { fromDay, toDay } = table;
    return toDay < last && extend(fromDay, Math.min(toDay + (toDay - fromDay), last));
  };
  const earlier = (): boolean => {
    const first = Math.max(originDay - REACH, (table.days[0] ?? originDay) - PATIENCE);
    const { fromDay, toDay } = table;
    return fromDay > first && extend(Math.max(fromDay - (toDay - fromDay), first), toDay);
  };
  /** Makes the table cover a date, as far as there is work around it; false when it is out of reach. */
  const cover = (day: Day): boolean => {
    if (!Number.isFinite(day)) return false;
    if (origin === undefined) {
      // A first question about the year 0206 must not put the year 2026 out of reach.
      originDay = Math.max(EARLIEST_ORIGIN, Math.min(LATEST_ORIGIN, Math.round(day)));
      origin = originDay * 1440;
      extend(originDay - FIRST_DAYS, originDay + FIRST_DAYS);
    }
    if (Math.abs(day - originDay) > REACH) return false;
    // A shift of the date before may reach into a date, so the first date of the table is not covered.
    while (day <= table.fromDay && earlier());
    while (day >= table.toDay && later());
    return true;
  };
  const coverInstant = (at: Instant): boolean => {
    // Most questions lie well inside; only the others pay for the zone.
    if (origin !== undefined && at > (table.fromDay + 3) * 1440 && at < (table.toDay - 3) * 1440) return true;
    return Number.isFinite(at) && cover(dayOfWallTime(wallTime(at, zone)));
  };
  const coverPosition = (position: Minutes): void => {
    if (origin === undefined) cover(0);
    if (!Number.isFinite(position)) return;
    while (position >= table.positions.at(-1)! && later());
    while (position <= table.positions[0]! && earlier());
  };

  const next = (at: Instant): Instant => {
    if (!coverInstant(at)) return Number.POSITIVE_INFINITY;
    for (;;) {
      const i = upperBound(table.ends, at);
      if (i < table.ends.length) return Math.max(at, table.starts[i]!);
      if (!later()) return Number.POSITIVE_INFINITY;
    }
  };
  const previous = (at: Instant): Instant => {
    if (!coverInstant(at)) return Number.NEGATIVE_INFINITY;
    for (;;) {
      const i = lowerBound(table.starts, at) - 1;
      if (i >= 0) return Math.min(at, table.ends[i]!);
      if (!earlier()) return Number.NEGATIVE_INFINITY;
    }
  };
  const position = (at: Instant): Minutes => {
    if (coverInstant(at)) return positionAt(table, at);
    return at > (origin ?? 0) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  };
  const beginAt = (at: Minutes): Instant => {
    coverPosition(at);
    const i = upperBound(table.positions, at) - 1;
    if (i < 0) return Number.NEGATIVE_INFINITY;
    return i < table.starts.length ? table.starts[i]! + at - table.positions[i]! : Number.POSITIVE_INFINITY;
  };
  const endAt = (at: Minutes): Instant => {
    coverPosition(at - 1);
    const i = lowerBound(table.positions, at) - 1;
    if (i < 0) return Number.NEGATIVE_INFINITY;
    return i < table.starts.length ? table.starts[i]! + at - table.positions[i]! : Number.POSITIVE_INFINITY;
  };
  /** Index of the working day that holds a position; the table then reaches `days` working days to its other side. */
  const dayOfPosition = (at: Minutes, days: number): number | undefined => {
    if (!Number.isFinite(at)) return undefined;
    coverPosition(at);
    const index = () => upperBound(table.dayPositions, at) - 1;
    while (index() + Math.min(days, 0) < 0) if (!earlier()) return undefined;
    while (index() + Math.max(days, 0) + 1 >= table.days.length) if (!later()) return undefined;
    return index();
  };

  return {
    zone,
    deadline,
    next,
    previous,
    position,
    beginAt,
    endAt,
    isWorking: (at) => next(at) === at,
    between(from, to) {
      coverInstant(from);
      coverInstant(to);
      return positionAt(table, to) - positionAt(table, from);
    },
    add(at, minutes) {
      if (minutes === 0) return at;
      return minutes < 0 ? beginAt(position(at) + minutes) : endAt(position(at) + minutes);
    },
    isWorkingDay(day) {
      cover(day);
      return table.days[lowerBound(table.days, day)] === day;
    },
    workingDayFrom(day, count) {
      if (count === 0) return day;
      if (!cover(day)) return count > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
      const index = () => (count > 0 ? upperBound(table.days, day) + count - 1 : lowerBound(table.days, day) + count);
      while (count > 0 && index() >= table.days.length) if (!later()) return Number.POSITIVE_INFINITY;
      while (count < 0 && index() < 0) if (!earlier()) return Number.NEGATIVE_INFINITY;
      return table.days[index()]!;
    },
    workingDaysBetween(from, to) {
      cover(from);
      cover(to);
      return upperBound(table.days, to) - upperBound(table.days, from);
    },
    hoursOf(day) {
      cover(day);
      const i = lowerBound(table.days, day);
      return table.days[i] === day ? { start: table.dayStarts[i]!, end: table.dayEnds[i]! } : undefined;
    },
    intervals(from, to) {
      coverInstant(from);
      coverInstant(to);
      const found: { start: Instant; end: Instant }[] = [];
      for (let i = upperBound(table.ends, from); i < table.ends.length && table.starts[i]! < to; i++) {
        found.push({ start: table.starts[i]!, end: table.ends[i]! });
      }
      return found;
    },
    addDays(at, days) {
      const index = dayOfPosition(at, days);
      if (index === undefined) return Number.POSITIVE_INFINITY;
      const { dayPositions } = table;
      return Math.min(dayPositions[index + days]! + at - dayPositions[index]!, dayPositions[index + days + 1]!);
    },
    subtractDays(at, days) {
      const index = dayOfPosition(at, -days);
      if (index === undefined) return Number.NEGATIVE_INFINITY;
      const { dayPositions } = table;
      const begin = dayPositions[index - days]!;
      const length = dayPositions[index - days + 1]! - begin;
      return begin + Math.min(at - dayPositions[index]!, Math.max(0, length - 1));
    },
  };
}
