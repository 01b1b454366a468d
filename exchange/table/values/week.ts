/** Working hours of a week between the words of the language, `Mon..Fri 09:00 .. 17:00`, and a list for each day. */
import { append } from '../../../plan/grouped.ts';
import { formatClock, MINUTES_PER_DAY, WEEKDAYS } from '../../../plan/time/date.ts';

/** From when to when, in minutes of the day. */
export type Hours = readonly [number, number];

/** Of Monday to Sunday. What passes midnight is of both days. */
export function parseWeek(lines: readonly string[]): readonly (readonly Hours[])[] {
  const week: Hours[][] = WEEKDAYS.map(() => []);
  for (const line of lines) {
    const [, days = '', from = '', to = ''] = /^(.*?)\s*(\d{2}:\d{2}) \.\. (\d{2}:\d{2})$/.exec(line) ?? [];
    const [start, end] = [minutesOf(from), minutesOf(to)];
    for (const day of daysIn(days)) {
      if (end > start) week[day]!.push([start, end]);
      else {
        week[day]!.push([start, MINUTES_PER_DAY]);
        if (end > 0) week[(day + 1) % 7]!.push([0, end]);
      }
    }
  }
  return week.map((hours) => hours.toSorted(([a], [b]) => a - b));
}

/** One line for all days that have the same hours. */
export function weekText(week: readonly (readonly Hours[])[]): readonly string[] {
  const days = new Map<string, number[]>();
  for (const [day, hours] of week.entries())
    for (const [from, to] of hours) {
      const text = `${formatClock(from)} .. ${formatClock(to)}`;
      append(days, text, day);
    }
  return [...days].map(([text, all]) => {
    const isRow = all.length > 2 && all.every((day, i) => i === 0 || day === all[i - 1]! + 1);
    const said = isRow ? `${WEEKDAYS[all[0]!]}..${WEEKDAYS[all.at(-1)!]}` : all.map((day) => WEEKDAYS[day]).join(', ');
    return `${said} ${text}`;
  });
}

function daysIn(text: string): readonly number[] {
  if (text === '') return WEEKDAYS.map((_, i) => i);
  return text.split(/,\s*/).flatMap((part) => {
    const [from, to = from] = part.split('..').map((day) => WEEKDAYS.indexOf(day.trim() as (typeof WEEKDAYS)[number]));
    if (from === undefined || from < 0 || to === undefined || to < 0) return [];
    return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, i) => (from + i) % 7);
  });
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
