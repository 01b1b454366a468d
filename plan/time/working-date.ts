/** Which moment a date means: a working day begins and ends with its work. */
import type { WorkCalendar } from './calendar.ts';
import { type Day, MINUTES_PER_DAY } from './date.ts';
import type { Instant, Zone } from './model.ts';
import { instantOfDay } from './zone.ts';

/**
 * What the time is for. `start`: when work may begin; `due`: when it must be over; `from` and `end`: the ends of a range,
 * for which a bare date is all of its 24 hours.
 */
export type TimeUse = 'start' | 'due' | 'from' | 'end';

/**
 * The instant a date means: its first working minute as a start, as `due` the calendar's deadline or its last working
 * minute; 00:00 and 24:00 of `zone` on a day off.
 */
export function instantOfDate(day: Day, zone: Zone, use: TimeUse, calendar: WorkCalendar): Instant {
  if (use === 'from') return instantOfDay(day, 0, zone);
  if (use === 'end') return instantOfDay(day, MINUTES_PER_DAY, zone);
  const hours = calendar.hoursOf(day);
  if (!hours) return instantOfDay(day, use === 'start' ? 0 : MINUTES_PER_DAY, zone);
  if (use === 'start') return hours.start;
  return calendar.deadline === undefined ? hours.end : instantOfDay(day, calendar.deadline, calendar.zone);
}
