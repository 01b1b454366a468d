import { onDay, type Rewriting, rewritten, whyNoDay, whyNot } from '../facts/dates/odd-time.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import type { Fix } from '../findings/findings.ts';
import { find } from '../ids.ts';
import type { Place, Release } from '../model.ts';
import type { Schedule } from '../schedule/model.ts';
import { dayNumber, FIRST_YEAR, formatDay, isDate, LAST_YEAR } from '../time/date.ts';
import type { OddTime, WrittenTime } from '../time/model.ts';
import type { Found, PlanCheck } from './check.ts';

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
    'When the clocks go forward, what they skip is never shown: two tools will make two different times of it. The same goes ' +
    'for a 30th of February, a 25th hour, a date that a zone left out, and a year that no plan reaches.',
  fixable: true,
  example: { breaks: plan('02:30'), passes: plan('03:30') },
  *find({ plan, schedules }) {
    for (const time of plan.writtenTimes) {
      if (time.problem === 'nonexistent') yield skipped(time);
      else if (time.problem === 'no-such-day') yield noSuchDay(time);
      else if (time.problem === 'no-such-date') yield noSuchDate(time);
      else if (time.problem === 'too-far') {
        yield {
          message: `${formatDate(time)} is too far away: ${REACH}; correct the year.`,
          place: time.datePlace ?? time.place,
        };
      } else if (time.problem === 'no-such-clock') {
        yield { message: 'A clock goes from 00:00 to 24:00; correct the time.', place: time.clockPlace ?? time.place };
      } else if (time.problem === 'unfinished') {
        yield { message: 'This time is unfinished; write it as `Sat 2026-12-05 22:00`.', place: time.place };
      }
    }
    for (const [i, schedule] of schedules.entries()) {
      for (const odd of schedule.oddTimes ?? []) {
        if (odd.place.file !== plan.file || odd.problem === 'ambiguous') continue;
        if (odd.problem === 'too-far' && !isIdle(plan.releases[i]!, schedule, odd.place)) yield tooFar(odd);
        else if (odd.problem === 'nonexistent') yield derived(odd, whyNot(odd));
        else if (odd.problem === 'no-such-day') yield derived(odd, whyNoDay(odd));
      }
    }
  },
};

const REACH = `a plan holds dates from ${FIRST_YEAR} to ${LAST_YEAR}`;

function skipped(time: WrittenTime): Found {
  const { clock, day = 0, zone, readings, place, clockPlace } = time;
  const choices = (readings ?? []).flatMap((at) => rewritten(time, at) ?? []);
  return {
    message: `${whyNot({ day, clock, zone, readings })}; write ${either(choices)}.`,
    place: clockPlace ?? place,
    fixes: () => choices.map(fixed),
  };
}

function noSuchDay(time: WrittenTime): Found {
  const { day = 0, zone, place, datePlace } = time;
  const choices = [day - 1, day + 1].flatMap((other) => onDay(time, other) ?? []);
  return {
    message: `${whyNoDay({ day, zone })}; write ${either(choices)}.`,
    place: datePlace ?? place,
    fixes: () => choices.map(fixed),
  };
}

function either(choices: readonly Rewriting[]): string {
  return choices.map(({ text }) => `\`${text}\``).join(' or ');
}

function fixed({ place, text }: Rewriting): Fix {
  return replacement(`Write \`${text}\``, place, text);
}

/** A time that hangs on another one: what is wrong shows only when that is known. */
function derived({ place }: OddTime, why: string): Found {
  return { message: `This time comes out as one that there is not: ${why}. Write another one.`, place };
}

function tooFar({ day, place }: OddTime): Found {
  const where = Number.isFinite(day) ? `comes out as ${formatDay(day)}, which is too far away` : 'is too far away';
  return { message: `This time ${where}: ${REACH}.`, place };
}

/** A step that is so many working days away is told with the calendar that has none. */
function isIdle(release: Release, { conflicts }: Schedule, place: Place): boolean {
  return conflicts.some(
    ({ kind, steps }) =>
      kind === 'no-working-time' &&
      steps.some((id) => {
        const { at, notBefore, due, every } = find(release, id);
        return [at, notBefore, due, every?.from].some((time) => time?.place === place);
      }),
  );
}

function formatDate({ date }: WrittenTime): string {
  return date ? formatDay(dayNumber(date.year, date.month, date.day)) : 'This date';
}

function noSuchDate({ date, place, datePlace }: WrittenTime): Found {
  const last = date && lastDayOf(date.year, date.month);
  const at = datePlace ?? place;
  return {
    message: last
      ? `That month has no such day; its last one is ${last}.`
      : 'There is no such month; it goes from 01 to 12.',
    place: at,
    fixes: () => (last && datePlace ? [replacement(`Write \`${last}\``, datePlace, last)] : []),
  };
}

function lastDayOf(year: number, month: number): string | undefined {
  return isDate(year, month, 1) ? formatDay(dayNumber(year, month + 1, 0)) : undefined;
}
