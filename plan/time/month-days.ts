/** The days of a month, or quarter, that are meant by `last 2wd of month`, `second Tue of month`. */
import { type Day, dateOfDay, dayNumber, weekdayOfDay } from './date.ts';
import type { WorkingDayCounter } from './duration.ts';
import type { MonthDays } from './model.ts';

/** How people count them. */
export const ORDINALS: readonly (readonly [word: string, which: number])[] = [
  ['first', 1],
  ['second', 2],
  ['third', 3],
  ['fourth', 4],
  ['last', -1],
];

/** Whether a day is one of them; working days are Monday to Friday where no calendar is given. */
export function isMonthDay(day: Day, days: MonthDays, calendar: WorkingDayCounter | undefined): boolean {
  const { first, next } = periodAround(day, days.months);
  const { which, count, working } = days;
  if (count === undefined) {
    const nth = which > 0 ? Math.floor((day - first) / 7) + 1 : -Math.floor((next - 1 - day) / 7) - 1;
    return nth === which;
  }
  if (!working) return which > 0 ? day < first + count : day >= next - count;
  const counted = calendar?.workingDayFrom ?? weekdayFrom;
  // Both sides: the day is one itself, and no more than so many lie between it and the edge.
  if (counted(day - 1, 1) !== day) return false;
  return which > 0 ? day <= counted(first - 1, count) : day >= counted(next, -count);
}

function periodAround(day: Day, months: 1 | 3): { readonly first: Day; readonly next: Day } {
  const { year, month } = dateOfDay(day);
  const begin = month - ((month - 1) % months);
  return { first: dayNumber(year, begin, 1), next: dayNumber(year, begin + months, 1) };
}

function weekdayFrom(day: Day, count: number): Day {
  const step = Math.sign(count);
  let current = day;
  for (let left = Math.abs(count); left > 0; ) {
    current += step;
    if (weekdayOfDay(current) < 5) left--;
  }
  return current;
}
