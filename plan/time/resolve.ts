/**
 * From a time as a plan states it to the instant it is.
 *
 * Examples: T = Thu 2026-12-03 20:00, zone Europe/Berlin, working Mon–Fri 09:00–17:00.
 *
 * | written | as a start (`at`, `not before`) | as `due` |
 * | --- | --- | --- |
 * | `T` | Thu 20:00 | Thu 20:00 |
 * | `T-2h` | Thu 18:00, elapsed | the same |
 * | `T-1d`, `T-1w`, `T-3mo` | Wed 20:00 …: so many days, weeks, months earlier, same wall clock | the same |
 * | `T-1d 14:00` | Wed 14:00 | the same |
 * | `T-1wd` | Wed 09:00, the first working minute of that day | Wed 17:00, its last, or the `deadlines` hour |
 * | `T-1wd 14:00` | Wed 14:00 | the same |
 * | `Thu of T-1w` | the Thursday of the ISO week that `T-1w` lies in, as a date | as a date |
 * | `Wed 2026-12-02` | 09:00: a date is its working day | 17:00, or the `deadlines` hour |
 * | `Sat 2026-12-05` (day off) | 00:00 | 24:00 |
 * | `Wed 2026-12-02 14:00` | 14:00 | the same |
 * | `22:00`, `Sat 22:00` | the first such moment at or after the start of the enclosing window or phase | the same |
 * | `go-live + 2h`, `go-live + 1d 14:00`, `Thu of go-live` | like `T+2h` … from the end of `go-live` | from the start of `go-live` |
 * | `tbd` | undefined | undefined |
 *
 * Working days are counted from the date T has in the calendar's zone, that date not included: with T on a Saturday,
 * `T-1wd` is the Friday before and `T+1wd` the Monday after; with T on a working Thursday, `T-1wd` is Wednesday.
 *
 * Whose calendar: `plan/schedule/dated/whose-days.ts`. Only `plan/schedule/` resolves times; everybody else reads them there.
 */
import type { Place, PointRef, Time, TimeRange } from '../model.ts';
import type { WorkCalendar } from './calendar.ts';
import {
  clockOfWallTime,
  type Day,
  dayOfWallTime,
  isWithinReach,
  MINUTES_PER_DAY,
  type WallTime,
  weekdayOfDay,
} from './date.ts';
import { addDuration, isZero, wallTimeAfter } from './duration.ts';
import { firstClock } from './first-clock.ts';
import type { Duration, Instant, OddTime, Span, Zone } from './model.ts';
import { instantOfDate, type TimeUse } from './working-date.ts';
import { isDistance } from './written-length.ts';
import { dayAt, instantOfDay, isDayIn, readWallTime } from './zone.ts';

export type { TimeUse };

export interface TimeContext {
  /** Start of the first window; undefined while it is `tbd`. */
  readonly T?: Instant;
  /** The calendar that applies. */
  readonly calendar: WorkCalendar;
  /** Zone of points that are written without one (`go-live + 1d`). */
  readonly zone: Zone;
  /** Start of the enclosing window, phase or range: what a bare `22:00` is looked for from. */
  readonly spanStart?: Instant;
  /** The clock starts at 0, which is T: dates and times of day have no place on it, nor have working days. */
  readonly relative?: boolean;
  /** Told of times that are not what they seem: a wall time that there is not, or twice, or too far away. */
  readonly onOdd?: (odd: OddTime) => void;
  /** Start or end of a named thing, where the text names no side the one that is meant; undefined: it has no time. */
  point(of: Pick<PointRef, 'ref' | 'target'>, side: 'start' | 'end' | undefined, use?: TimeUse): Instant | undefined;
}

export function resolveTimeIn(context: TimeContext, time: Time | undefined, use: TimeUse): Instant | undefined {
  const moment = momentOf(time, use, context);
  return moment?.kind === 'date' ? instantOfDate(moment.day, moment.zone, use, context.calendar) : moment?.at;
}

/** The same, with the day that it is where it is no moment. */
export function readTimeIn(
  context: TimeContext,
  time: Time | undefined,
  use: TimeUse,
): { readonly at: Instant; readonly day?: Span } | undefined {
  const moment = momentOf(time, use, context);
  if (moment?.kind !== 'date') return moment && { at: moment.at };
  const { day, zone } = moment;
  return {
    at: instantOfDate(day, zone, use, context.calendar),
    day: { start: instantOfDay(day, 0, zone), end: instantOfDay(day, MINUTES_PER_DAY, zone) },
  };
}

/** A range of bare dates runs from 00:00 of the first to 24:00 of the last; a bare clock as end follows the begin. */
export function resolveRangeIn(context: TimeContext, range: Pick<TimeRange, 'from' | 'to'> | undefined): Partial<Span> {
  const start = resolveTimeIn(context, range?.from, 'from');
  // One minute later: `22:00 .. 22:00` is a whole day.
  const after = start === undefined ? context : { ...context, spanStart: start + 1 };
  return { start, end: resolveTimeIn(after, range?.to, 'end') };
}

type Moment =
  | { readonly kind: 'instant'; readonly at: Instant }
  | { readonly kind: 'date'; readonly day: Day; readonly zone: Zone };

function momentOf(time: Time | undefined, use: TimeUse, context: TimeContext): Moment | undefined {
  switch (time?.kind) {
    case 'instant':
      if (context.relative) return undefined;
      return time.dateOnly ? { kind: 'date', day: dayAt(time.at, time.zone), zone: time.zone } : instant(time.at);
    case 'offset': {
      if (context.T === undefined || (context.relative && !isDistance(time))) return undefined;
      return within(shifted(context.T, time.offset, time.zone, time, context), time, context);
    }
    case 'point': {
      if (context.relative && !isDistance(time)) return undefined;
      const base = context.point(time, time.side, use);
      if (base === undefined) return undefined;
      const { offset = NO_OFFSET, weekday, clock } = time;
      if (!time.offset && weekday === undefined && clock === undefined) return instant(base);
      return within(shifted(base, offset, time.clockZone ?? context.zone, time, context), time, context);
    }
    case 'clock': {
      if (context.spanStart === undefined || context.relative) return undefined;
      return instant(firstClockFrom(context.spanStart, time, context));
    }
    default:
      return undefined;
  }
}

const NO_OFFSET: Duration = { minutes: 0, days: 0, months: 0, workingDays: 0 };

function shifted(base: Instant, offset: Duration, zone: Zone, time: Time, context: TimeContext): Moment {
  const { calendar } = context;
  const { weekday, clock } = time.kind === 'offset' || time.kind === 'point' ? time : {};
  const isDay = offset.workingDays !== 0 && offset.minutes === 0;
  // A count of working days is a day, not a moment; minutes beside it ask for a moment all the same.
  if (!isDay && weekday === undefined && clock === undefined) {
    const at = isZero(offset) ? base : addDuration(base, offset, zone, calendar);
    if (offset.days !== 0 || offset.months !== 0) tellOdd(wallTimeAfter(base, offset, zone), zone, time, context);
    return { kind: 'instant', at };
  }
  const counted = countedDay(base, offset, zone, calendar);
  const day = weekday === undefined ? counted : sameWeek(counted, weekday);
  if (clock === undefined) {
    if (context.onOdd && Number.isFinite(day) && !isDayIn(day, zone))
      tellOdd(day * MINUTES_PER_DAY, zone, time, context);
    return { kind: 'date', day, zone };
  }
  tellOdd(day * MINUTES_PER_DAY + clock, zone, time, context, clock);
  return { kind: 'instant', at: instantOfDay(day, clock, zone) };
}

/** The date that an offset leads to, which the zone may leave out. */
function countedDay(base: Instant, offset: Duration, zone: Zone, calendar: WorkCalendar): Day {
  if (offset.minutes !== 0) return dayAt(addDuration(base, offset, zone, calendar), zone);
  if (offset.workingDays === 0) return dayOfWallTime(wallTimeAfter(base, offset, zone));
  const calendarDays = addDuration(base, { ...offset, workingDays: 0 }, zone);
  return calendar.workingDayFrom(dayAt(calendarDays, calendar.zone), offset.workingDays);
}

function firstClockFrom(from: Instant, time: Extract<Time, { kind: 'clock' }>, context: TimeContext): Instant {
  const { clock, zone } = time;
  const { at, day } = firstClock(from, time);
  // The first such moment is one, even of an hour that comes twice, and passes over a date that there is not.
  const isNever = readWallTime(day * MINUTES_PER_DAY + clock, zone).kind === 'nonexistent';
  if (isNever && isDayIn(day, zone)) tellOdd(day * MINUTES_PER_DAY + clock, zone, time, context, clock);
  if (context.spanStart === context.T && at - from > LATE) tellLate(at, from, time, context);
  return at;
}

/** An hour alone that would have been that soon before T, had it not to be behind it. */
const LATE = 12 * 60;
const JUST_BEFORE = 4 * 60;

function tellLate(at: Instant, from: Instant, time: Extract<Time, { kind: 'clock' }>, { onOdd }: TimeContext): void {
  const { clock, weekday, zone, place } = time;
  const day = dayAt(at, zone) - (weekday === undefined ? 1 : 7);
  const before = readWallTime(day * MINUTES_PER_DAY + clock, zone).at;
  if (before < from && from - before <= JUST_BEFORE)
    onOdd?.({ problem: 'late-hour', day, clock, zone, readings: [before, at], place });
}

/** A moment that a plan can hold; what lies further off is told, and is none. */
function within(moment: Moment, time: Time, context: TimeContext): Moment | undefined {
  const { zone } = 'zone' in time ? time : context;
  const day = moment.kind === 'date' ? moment.day : dayAt(moment.at, zone);
  // While T is open it is 0, which is no date.
  if (context.relative ? Number.isFinite(day) : isWithinReach(day)) return moment;
  context.onOdd?.({ problem: 'too-far', day, zone, place: time.place });
  return undefined;
}

/** Tells of a wall time that the clock of `zone` never shows, or shows twice. */
export function tellOdd(
  wall: WallTime,
  zone: Zone,
  { place }: { readonly place: Place },
  context: TimeContext,
  clock = clockOfWallTime(wall),
): void {
  const day = dayOfWallTime(wall - (clock === MINUTES_PER_DAY ? 1 : 0));
  if (!context.onOdd || context.relative || !isWithinReach(day)) return;
  const reading = readWallTime(wall, zone);
  if (reading.kind === 'unique') return;
  const problem = isDayIn(day, zone) ? reading.kind : 'no-such-day';
  context.onOdd({ problem, day, clock, zone, readings: reading.readings, place });
}

/** That weekday (0 = Monday) of the ISO week, Monday to Sunday, of `day`. */
function sameWeek(day: Day, weekday: number): Day {
  return day - weekdayOfDay(day) + weekday;
}

function instant(at: Instant): Moment | undefined {
  return Number.isFinite(at) ? { kind: 'instant', at } : undefined;
}
