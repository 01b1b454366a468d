/** Nights on duty, and when whoever had one is needed again. */
import type { Span } from '../../schedule/model.ts';
import type { WorkCalendar } from '../../time/calendar.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import type { Instant, Zone } from '../../time/model.ts';
import { wallTime } from '../../time/zone.ts';
import type { Duty } from './duties.ts';

/** What somebody does in one go, without rest, and what follows it. */
export interface Night {
  readonly last: Duty;
  readonly next?: Duty;
  /** When the hours of work begin that follow it; undefined where the plan does not tell them. */
  readonly work?: Instant;
}

/** Minutes. */
const LONGEST_PAUSE = 4 * 60;
/** Minutes after the midnight before it. */
const AFTER_WORK = 18 * 60;
const EVENING = 20 * 60;
const MORNING = MINUTES_PER_DAY + 4 * 60;

/** The duties of one person that reach into an evening or night; what follows soon belongs to the same one. */
export function* nights(duties: readonly Duty[], calendar: WorkCalendar | undefined, zone: Zone): Iterable<Night> {
  const sorted = [...duties].sort((a, b) => a.span.start - b.span.start);
  let last: Duty | undefined;
  let night: number | undefined;
  for (const [i, duty] of sorted.entries()) {
    if (!last || duty.span.end >= last.span.end) last = duty;
    night = nightOf(duty.span, zone) ?? night;
    const next = sorted[i + 1];
    if (next && next.span.start <= last.span.end) continue;
    const { end } = last.span;
    const work = calendar?.next(end);
    if (next && next.span.start < (work ?? Number.POSITIVE_INFINITY)) {
      const { start } = next.span;
      // A pause within one night is no rest between two.
      const isSameNight = night !== undefined && nightOf({ start, end: start + 1 }, zone) === night;
      if (isSameNight || start - end < LONGEST_PAUSE) continue;
    }
    // Whoever ends in the working hours goes on working until they are over; that is an ordinary day.
    // Their part of a relay ends with their shift.
    const isAtWork = work === end || (calendar?.isWorking(end - 1) && !last.ofRelay);
    const isNight = night !== undefined || (next !== undefined && isBeforeNight(end, next, zone));
    if (isNight && !isAtWork) yield { last, next, work };
    last = undefined;
    night = undefined;
  }
}

/** The last evening or night that something reaches into, as the number of the day it begins on. */
function nightOf({ start, end }: Span, zone: Zone): number | undefined {
  const day = Math.floor((wallTime(end - 1, zone) - EVENING) / MINUTES_PER_DAY);
  return wallTime(start, zone) < day * MINUTES_PER_DAY + MORNING ? day : undefined;
}

/** Cover that begins behind the midnight after an evening's work is a night of its own, which somebody has to sleep before. */
function isBeforeNight(end: Instant, { span, isCover }: Duty, zone: Zone): boolean {
  const day = Math.floor(wallTime(end, zone) / MINUTES_PER_DAY);
  const isEvening = wallTime(end, zone) - day * MINUTES_PER_DAY >= AFTER_WORK;
  return (
    isCover === true &&
    isEvening &&
    wallTime(span.start, zone) >= (day + 1) * MINUTES_PER_DAY &&
    nightOf(span, zone) === day
  );
}
