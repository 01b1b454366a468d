import { standardRelease } from '../facts/example.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { listed, quoted } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { append } from '../grouped.ts';
import { lookup, type TimeRange, type Uat } from '../model.ts';
import type { Span } from '../schedule/model.ts';
import type { WorkCalendar } from '../time/calendar.ts';
import { type Day, formatDay, MINUTES_PER_DAY, WEEKDAYS, weekdayOfDay } from '../time/date.ts';
import { addDuration } from '../time/duration.ts';
import { describeInstant, describeMinutes, formatInstant, formatTimeOfDay } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import { dayAt, instantOfDay } from '../time/zone.ts';
import { peopleOf } from '../who/people.ts';
import { hasWorkingHours } from '../who/working-hours.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (during: string) =>
  standardRelease(
    `
    calendar london {
      zone    Europe/London
      holiday Fri 2026-11-27 "Office closed"
    }
    person ann {
      calendar london
    }
    person priya
    service web
    environment preprod
    `,
    `
    uat acceptance in preprod by ann {
      during   ${during}${during.includes('27') ? '  // <- uat-team-unavailable' : ''}
      sign-off due T-1wd by ann
    }

    run {
      deploy web 10m by priya undo 5m
      verify web 10m by priya
    }
    `,
  );

export const uatTeamUnavailable: ReleaseCheck = {
  code: 'uat-team-unavailable',
  of: 'release',
  group: 'people',
  severity: 'error',
  title: 'A test by users is planned for when the users are not there',
  why:
    'Testers have holidays, working hours and leave of their own, in their own zone. A session in their night or on ' +
    'their bank holiday does not happen, and the sign-off moves behind the window.',
  fixable: true,
  example: {
    breaks: plan('Fri 2026-11-27 09:00 .. 17:00 Europe/London'),
    passes: plan('Mon 2026-11-30 09:00 .. 17:00 Europe/London'),
  },
  *find(subject) {
    for (const uat of subject.release.uats) {
      const session = subject.times.span(uat.during);
      // A session that hangs on T or on another thing is placed by that, and moves with it.
      if (!session || uat.during?.from?.kind !== 'instant') continue;
      const calendars = testerCalendars(subject, uat);
      for (const { calendar, names } of calendars) {
        const reason = absence(calendar, session, uat.during);
        if (!reason) continue;
        const who = listed(names.map(quoted));
        const { during } = uat;
        const slot = freeSlot(calendars, session, during, subject.schedule.T);
        yield {
          message: `${who} cannot test in ${quoted(uat.name)}: ${reason}${slot ? `; free is \`${slot}\`` : '; move the session'}.`,
          place: uat.during.place,
          about: names,
          related: related(subject, names),
          fixes: () => (slot ? [fix(during, slot)] : []),
        } satisfies Found;
      }
    }
  },
};

interface TesterCalendar {
  readonly calendar: WorkCalendar;
  readonly names: readonly string[];
}

/** The testers by calendar; of whoever has none declared we do not know when they are there. */
function testerCalendars({ plan, release, calendars }: ReleaseSubject, uat: Uat): readonly TesterCalendar[] {
  const demands = [
    peopleOf(plan, release, uat.by, 'by'),
    ...uat.with.map((who) => peopleOf(plan, release, who, 'with')),
  ];
  const names = new Set(demands.flatMap(({ fixed, outside }) => [...fixed, ...outside]));
  const groups = new Map<WorkCalendar, string[]>();
  for (const name of names) {
    if (!hasWorkingHours(plan, release, name)) continue;
    const calendar = calendars.of(name);
    append(groups, calendar, name);
  }
  return [...groups].map(([calendar, names]) => ({ calendar, names }));
}

/** Why whoever has this calendar is not there in all of the session; undefined: they are. */
function absence(calendar: WorkCalendar, session: Span, range: TimeRange): string | undefined {
  const first = dayAt(session.start, calendar.zone);
  const last = dayAt(session.end - 1, calendar.zone);
  for (let day = first; day <= last; day++) {
    const works = calendar.between(
      Math.max(session.start, instantOfDay(day, 0, calendar.zone)),
      Math.min(session.end, instantOfDay(day, MINUTES_PER_DAY, calendar.zone)),
    );
    if (works > 0) continue;
    // The weekend inside a long session is nobody's surprise; a holiday is.
    if (day !== first && day !== last && isUsuallyOff(calendar, day)) continue;
    return dayOff(calendar, day, session);
  }
  const [from, to] = [range.from, range.to];
  const opens = calendar.next(session.start);
  if (from?.kind === 'instant' && !from.dateOnly && opens > session.start) {
    return `${inTheirZone(session.start, calendar)} is ${describeMinutes(opens - session.start)} before their day begins`;
  }
  const closes = calendar.previous(session.end);
  if (!(to?.kind === 'instant' && to.dateOnly) && closes < session.end) {
    return `${inTheirZone(session.end, calendar)} is ${describeMinutes(session.end - closes)} after their day ends`;
  }
  return undefined;
}

function dayOff(calendar: WorkCalendar, day: Day, session: Span): string {
  const name = `${WEEKDAYS[weekdayOfDay(day)]} ${formatDay(day)}`;
  if (!calendar.isWorkingDay(day)) return `${name} is no working day of theirs (${calendar.zone})`;
  return `${inTheirZone(Math.max(session.start, instantOfDay(day, 0, calendar.zone)), calendar)} is outside of their working hours`;
}

function isUsuallyOff(calendar: WorkCalendar, day: Day): boolean {
  return ![-7, 7].some((days) => calendar.isWorkingDay(day + days));
}

function inTheirZone(at: Instant, calendar: WorkCalendar): string {
  return describeInstant(at, calendar.zone);
}

/** How many days ahead a free slot is looked for. */
const HORIZON = 60;

/** The same session on the next days on which all testers are there and which end before T, else their common hours. */
function freeSlot(
  calendars: readonly TesterCalendar[],
  session: Span,
  range: TimeRange,
  T: Instant | undefined,
): string | undefined {
  const zone = range.from?.kind === 'instant' ? range.from.zone : 'UTC';
  const fits = (span: Span) => calendars.every(({ calendar }) => absence(calendar, span, range) === undefined);
  const clipped = {
    start: Math.max(...calendars.map(({ calendar }) => calendar.next(session.start))),
    end: Math.min(...calendars.map(({ calendar }) => calendar.previous(session.end))),
  };
  // At least half of the time that was asked for, or it is another session.
  if ((clipped.end - clipped.start) * 2 >= session.end - session.start && fits(clipped))
    return text(clipped, zone, range);
  for (let days = 1; days <= HORIZON; days++) {
    const move = { minutes: 0, days, months: 0, workingDays: 0 };
    const moved = { start: addDuration(session.start, move, zone), end: addDuration(session.end, move, zone) };
    if (T !== undefined && moved.end > T) return undefined;
    if (fits(moved)) return text(moved, zone, range);
  }
  return undefined;
}

/** As the range was written: dates alone stay dates, a zone behind it stays there. */
function text({ start, end }: Span, zone: string, { from, to }: TimeRange): string {
  const isDate = (time: TimeRange['from']) => time?.kind === 'instant' && time.dateOnly;
  const sameDay = dayAt(start, zone) === dayAt(end - 1, zone);
  const begin = isDate(from) ? formatInstant(start, zone).slice(0, -6) : formatInstant(start, zone);
  if (isDate(to)) return from?.place === to?.place ? begin : `${begin} .. ${formatInstant(end - 1, zone).slice(0, -6)}`;
  return `${begin} .. ${sameDay ? formatTimeOfDay(end, zone) : formatInstant(end, zone)} ${zone}`;
}

function fix(range: TimeRange, slot: string): Fix {
  return replacement(`Move it to \`${slot}\``, range.place, slot);
}

function related({ plan, release }: ReleaseSubject, names: readonly string[]) {
  return names.slice(0, 3).flatMap((name) => {
    const named = lookup(plan, release, name);
    const calendar = named?.kind === 'person' || named?.kind === 'party' ? named.calendar : undefined;
    const declared = calendar ? lookup(plan, release, calendar.name) : named;
    return declared ? [{ message: `When ${quoted(name)} works is said here`, place: declared.namePlace }] : [];
  });
}
