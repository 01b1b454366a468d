import { dayNumber, formatClock, formatDay, isDate } from '../time/date.ts';
import { formatInstant, formatTimeOfDay } from '../time/format.ts';
import type { WrittenTime } from '../time/model.ts';
import type { Found, PlanCheck } from './check.ts';
import { replacement } from './facts/replacement.ts';

const plan = (clock: string) => `release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Sat 2027-03-27 22:00 .. 23:00
  milestone nightly-jobs-on Sun 2027-03-28 ${clock}${clock === '02:30' ? '  // <- nonexistent-time' : ''}
}
`;

export const nonexistentTime: PlanCheck = {
  code: 'nonexistent-time',
  of: 'plan',
  group: 'time',
  severity: 'error',
  title: 'A time that does not exist',
  why:
    'When daylight saving begins, an hour is skipped: the clock on the wall never shows it, and two tools will make two ' +
    'different times of it. The same goes for a 30th of February and a 25th hour.',
  fixable: true,
  example: { breaks: plan('02:30'), passes: plan('03:30') },
  *find({ plan }) {
    for (const time of plan.writtenTimes) {
      if (time.problem === 'nonexistent') yield skipped(time);
      else if (time.problem === 'no-such-date') yield noSuchDate(time);
      else if (time.problem === 'no-such-clock') {
        yield { message: 'A clock goes from 00:00 to 24:00; correct the time.', place: time.clockPlace ?? time.place };
      } else if (time.problem === 'unfinished') {
        yield { message: 'This time is unfinished; write it as `Sat 2026-12-05 22:00`.', place: time.place };
      }
    }
  },
};

function skipped({ clock, zone, readings = [], place, clockPlace }: WrittenTime): Found {
  const choices = [...readings].map((at) => formatTimeOfDay(at, zone));
  const written = clock === undefined ? 'This time' : formatClock(clock);
  const day = readings[0] === undefined ? '' : ` on ${formatInstant(readings[0], zone).slice(0, 14)}`;
  return {
    message:
      `${written} does not exist${day} in ${zone}: daylight saving begins and skips it; write ` +
      `${choices.map((choice) => `\`${choice}\``).join(' or ')}.`,
    place: clockPlace ?? place,
    fixes: clockPlace ? choices.map((choice) => replacement(`Write \`${choice}\``, clockPlace, choice)) : [],
  };
}

function noSuchDate({ date, place, datePlace }: WrittenTime): Found {
  const last = date && lastDayOf(date.year, date.month);
  const at = datePlace ?? place;
  return {
    message: last
      ? `That month has no such day; its last one is ${last}.`
      : 'There is no such month; it goes from 01 to 12.',
    place: at,
    fixes: last && datePlace ? [replacement(`Write \`${last}\``, datePlace, last)] : [],
  };
}

function lastDayOf(year: number, month: number): string | undefined {
  return isDate(year, month, 1) ? formatDay(dayNumber(year, month + 1, 0)) : undefined;
}
