import { counted } from '../counted.ts';
import { atFirst, releaseOf } from '../facts/heads.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { dayNumber, formatDay, isDate, WEEKDAYS, weekdayOfDay } from '../time/date.ts';
import type { PlanCheck } from './check.ts';

const plan = (date: string) => `release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window ${date} 22:00 .. 23:00${date.startsWith('Sun') ? '  // <- weekday-mismatch' : ''}
}
`;

export const weekdayMismatch: PlanCheck = {
  code: 'weekday-mismatch',
  of: 'plan',
  group: 'time',
  severity: 'error',
  title: 'Weekday and date do not agree',
  why: 'One of the two is wrong, half of the readers trust the one and half the other, and they come on different days.',
  fixable: true,
  bundle: 'file',
  example: { breaks: plan('Sun 2026-12-05'), passes: plan('Sat 2026-12-05') },
  *find({ plan }) {
    const first = atFirst();
    for (const { weekday, date, weekdayPlace, datePlace, place } of plan.writtenTimes) {
      if (weekday === undefined || !date || !isDate(date.year, date.month, date.day)) continue;
      const day = dayNumber(date.year, date.month, date.day);
      const actual = weekdayOfDay(day);
      if (actual === weekday) continue;
      const off = ((weekday - actual + 10) % 7) - 3;
      const [right, wrong] = [WEEKDAYS[actual]!, WEEKDAYS[weekday]!];
      // The nearest such weekday: at most three days away, before or after.
      const meant = day + off;
      const byDate = `${right} ${formatDay(day)}`;
      const byWeekday = `${wrong} ${formatDay(meant)}`;
      yield {
        message: `${formatDay(day)} is a ${NAMES[actual]}, not a ${NAMES[weekday]}; write \`${byDate}\` or \`${byWeekday}\`.`,
        place: weekdayPlace ?? place,
        several: {
          at: first(`${releaseOf(plan, place)} ${off}`, weekdayPlace ?? place),
          what: `dates are ${counted(Math.abs(off), 'day')} ${off < 0 ? 'later' : 'earlier'} than their weekdays`,
          name: `\`${wrong} ${formatDay(day)}\``,
          todo: 'correct the weekday or the date of each; where all of them are off alike, one calendar was read wrong',
          order: day,
        },
        fixes: () => [
          ...(weekdayPlace ? [replacement(`The date is right: \`${byDate}\``, weekdayPlace, right)] : []),
          ...(datePlace ? [replacement(`The weekday is right: \`${byWeekday}\``, datePlace, formatDay(meant))] : []),
        ],
      };
    }
  },
};

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
