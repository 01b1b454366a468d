/** When what lasts comes round: `every Mon..Fri 09:00 .. 18:00`, `every Fri 18:00 .. Mon 06:00`, `during … every 4w`. */
import type { Recurrence } from '../model.ts';
import { type Day, MINUTES_PER_DAY, weekdayOfDay } from './date.ts';
import type { WorkingDayCounter } from './duration.ts';
import type { Duration, Instant, Minutes, MonthDays, Span, Zone } from './model.ts';
import { isMonthDay } from './month-days.ts';
import { occurrences } from './recurrence.ts';
import { dayAt, instantOfDay, readWallTime, wallTime } from './zone.ts';

/** Plain data: another plan can ask when it is. */
export interface Occasions {
  /** Undefined: every week, on the `weekdays`. */
  readonly interval?: Duration;
  /** 0 = Monday. */
  readonly weekdays: readonly number[];
  /** Of these only the ones that are such days of their month; its working days are Monday to Friday, whoever asks. */
  readonly ofMonth?: MonthDays;
  /** Minutes after midnight. Of the weekdays; without a weekday to end on, `to <= from` passes midnight. */
  readonly hours?: { readonly from: Minutes; readonly to: Minutes; readonly toWeekday?: number };
  /** Of an interval: what comes round, and is as long by the wall clock each time. */
  readonly first?: Span;
  /** Nothing of it lies before, or behind. */
  readonly from?: Instant;
  readonly until?: Instant;
  readonly zone: Zone;
}

/** The rule of a recurrence whose ends are resolved; undefined where it is not known how long it lasts, or how often. */
export function occasionsOf(
  { interval, weekdays, ofMonth, hours }: Recurrence,
  { start, end }: Partial<Span>,
  bounds: { readonly from?: Instant; readonly until?: Instant },
  zone: Zone,
): Occasions | undefined {
  if (!interval) {
    if (!hours || weekdays.length === 0) return undefined;
    const { from, to, toWeekday } = hours;
    return {
      weekdays,
      ...(ofMonth && { ofMonth }),
      hours: { from, to, toWeekday },
      from: start,
      until: end,
      zone: hours.zone,
    };
  }
  if (start === undefined || end === undefined || end <= start) return undefined;
  return { interval, weekdays: [], first: { start, end }, ...bounds, zone };
}

/** Eleven years of days; what comes round more often than that is cut. */
const MOST = 4000;
/** So many times of an interval are counted before the span that is asked for. */
const MOST_BEFORE = 100_000;

/** All that meets `within`, in order; cut where `from` or `until` lie in it. */
export function occasionsIn(rule: Occasions, within: Span, calendar?: WorkingDayCounter): readonly Span[] {
  const { from = Number.NEGATIVE_INFINITY, until = Number.POSITIVE_INFINITY } = rule;
  const asked = { start: Math.max(within.start, from), end: Math.min(within.end, until) };
  if (!Number.isFinite(asked.start) || !Number.isFinite(asked.end)) return [];
  const found: Span[] = [];
  for (const one of rule.interval ? atIntervals(rule, asked.end, calendar) : onWeekdays(rule, asked)) {
    const start = Math.max(one.start, from);
    const end = Math.min(one.end, until);
    if (start >= asked.end) break;
    if (end <= asked.start || end <= start) continue;
    if (found.length === MOST) break;
    found.push({ start, end });
  }
  return found;
}

/** The first that ends behind a moment; undefined: it comes round no more. */
export function nextOccasion(rule: Occasions, at: Instant, calendar?: WorkingDayCounter): Span | undefined {
  const from = Math.max(at, rule.from ?? at, rule.first?.start ?? at);
  return occasionsIn(rule, { start: from, end: from + REACH }, calendar)[0];
}

/** The last that begins before a moment. */
export function previousOccasion(rule: Occasions, at: Instant, calendar?: WorkingDayCounter): Span | undefined {
  const until = Math.min(at, rule.until ?? at);
  return occasionsIn(rule, { start: until - REACH, end: until }, calendar).at(-1);
}

/** Whoever asks for the next one looks so far. */
const REACH = 400 * MINUTES_PER_DAY;

function* onWeekdays({ weekdays, ofMonth, hours, zone }: Occasions, { start, end }: Span): Iterable<Span> {
  const { from, to, toWeekday } = hours ?? { from: 0, to: MINUTES_PER_DAY };
  const last = dayAt(end, zone);
  // The longest lasts a week and a day, and the zone may be a day ahead.
  for (let day = dayAt(start, zone) - 9; day <= last + 1; day++) {
    const weekday = weekdayOfDay(day);
    if (!weekdays.includes(weekday) || (ofMonth && !isMonthDay(day, ofMonth, undefined))) continue;
    const days = toWeekday === undefined ? 0 : (toWeekday - weekday + 7) % 7;
    const passes = days === 0 && to <= from;
    const ends = day + days + (passes ? (toWeekday === undefined ? 1 : 7) : 0);
    yield { start: instantOfDay(day, from, zone), end: ended(ends, to, zone) };
  }
}

function* atIntervals(rule: Occasions, until: Instant, calendar: WorkingDayCounter | undefined): Iterable<Span> {
  const { first, interval, zone } = rule;
  if (!first || first.end <= first.start) return;
  const length = wallTime(first.end, zone) - wallTime(first.start, zone);
  const { moments } = occurrences({ interval, weekdays: [], from: first.start, until, zone, calendar }, MOST_BEFORE);
  for (const start of moments) {
    yield start === first.start ? first : { start, end: ended(0, wallTime(start, zone) + length, zone) };
  }
}

/** An hour that comes twice belongs to it both times. */
function ended(day: Day, clock: Minutes, zone: Zone): Instant {
  if (clock === MINUTES_PER_DAY) return instantOfDay(day, clock, zone);
  const reading = readWallTime(day * MINUTES_PER_DAY + clock, zone);
  return reading.kind === 'ambiguous' ? reading.readings[1] : reading.at;
}
