/** Whether somebody learns of something early enough, in the working days of whoever has to know. */
import { counted } from '../counted.ts';
import type { WorkCalendar } from '../time/calendar.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import { addDuration, formatDuration, isElapsed, negate } from '../time/duration.ts';
import { describeInstant, describeMinutes, formatDate } from '../time/format.ts';
import type { Duration, Instant } from '../time/model.ts';
import { dayAt, instantOfDay } from '../time/zone.ts';

/**
 * When it must have happened at the latest, `until` itself excluded: a notice in hours and minutes ends with the minute
 * that lies so far before `event`, any other with the day, the day of `event` not counted. `text`: that moment or day as
 * messages say it. Undefined where the calendar has no such day.
 */
export function lastChance(
  event: Instant,
  notice: Duration,
  calendar: WorkCalendar,
): { readonly until: Instant; readonly text: string } | undefined {
  const { zone } = calendar;
  const at = addDuration(event, negate(notice), zone, calendar);
  if (!Number.isFinite(at)) return undefined;
  if (isElapsed(notice)) return { until: at + 1, text: `${describeInstant(at, zone)} was the last moment` };
  return {
    until: instantOfDay(dayAt(at, zone), MINUTES_PER_DAY, zone),
    text: `${formatDate(at, zone)} was the last day`,
  };
}

/** `3 working days`, where `notice` is counted in these; else `2 d 4 h`. */
export function noticeGiven(from: Instant, event: Instant, notice: Duration, calendar: WorkCalendar): string {
  if (notice.workingDays === 0) return describeMinutes(Math.max(0, event - from));
  const { zone } = calendar;
  const days = calendar.workingDaysBetween(dayAt(from, zone) - 1, dayAt(event, zone) - 1);
  return counted(Math.max(0, days), 'working day');
}

/** `5 working days`, `2 d`, `1wd2h`. */
export function noticeDue(notice: Duration): string {
  const { workingDays, days, minutes, months } = notice;
  if (workingDays > 0 && !days && !minutes && !months) return counted(workingDays, 'working day');
  if (workingDays === 0 && months === 0) return describeMinutes(days * MINUTES_PER_DAY + minutes);
  return formatDuration(notice);
}
