import { inRun, isForward } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { listed, quoted, said } from '../facts/words.ts';
import type { Milestone } from '../model.ts';
import { MINUTES_PER_DAY, weekdayOfDay } from '../time/date.ts';
import { formatDate } from '../time/format.ts';
import type { Instant, Span, Zone } from '../time/model.ts';
import { dayAt, instantOfDay } from '../time/zone.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (day: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    milestone texts-ready ${day}${day.startsWith('Sun') ? '  // <- milestone-off-day' : ''}

    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const milestoneOffDay: ReleaseCheck = {
  code: 'milestone-off-day',
  of: 'release',
  group: 'time',
  severity: 'information',
  title: 'A milestone, or the last day of some work, on a day on which nobody works',
  why:
    'A milestone on a Sunday or a holiday is reached on the working day before it, or on the one after; half of the readers take it ' +
    'for the one, and half for the other. Mostly the date is a slip.',
  fixable: false,
  example: { breaks: plan('Sun 2026-11-29'), passes: plan('Fri 2026-11-27') },
  *find(subject) {
    const { release, schedule } = subject;
    const off = release.milestones.flatMap((milestone) => offDayOf(subject, milestone));
    for (const { milestone, at, zone } of off) {
      // Who has several on one weekday means it.
      const weekday = weekdayOfDay(dayAt(at, zone));
      if (off.filter((one) => weekdayOfDay(dayAt(one.at, one.zone)) === weekday).length > 1) continue;
      if (isBusy(subject, { start: startOfDay(at, zone), end: startOfDay(at, zone) + MINUTES_PER_DAY }, milestone))
        continue;
      const calendar = calendarOf(subject, milestone);
      const [before, after] = [-1, 1].map((count) => calendar.workingDayFrom(dayAt(at, zone), count));
      if (!Number.isFinite(before) || !Number.isFinite(after)) continue;
      const days = [before!, after!].map((day) => formatDate(instantOfDay(day, 0, zone), zone));
      yield {
        message:
          `Milestone ${quoted(milestone.name)} is on ${formatDate(at, zone)}, on which nobody works (${zone}); write ` +
          `${days[0]} or ${days[1]}.`,
        place: (milestone.at ?? milestone.due)!.place,
        about: [milestone.name],
        related: schedule.T === undefined ? [] : [{ message: 'The release', place: release.head }],
      };
    }
    yield* dueOnOffDay(subject);
  },
};

/** Work that is to be done by a day on which nobody does any. Of several days that are off on one weekday nobody slipped. */
function* dueOnOffDay(subject: ReleaseSubject): Iterable<Found> {
  const { release, calendars, now } = subject;
  const off = release.steps.flatMap((step) => {
    const { due, by, verb, done } = step;
    if (due?.kind !== 'instant' || !due.dateOnly || done || verb === 'notify' || inRun(step) || !isForward(step))
      return [];
    const calendar = by ? calendars.of(by.ref.name) : calendars.release;
    const day = dayAt(due.at, due.zone);
    // What is over by now is told as that.
    if (now?.isAfter(due.at)) return [];
    return calendar.isWorkingDay(day) ? [] : [{ step, due, day }];
  });
  const [first, ...others] = off;
  const isHabit = off.some(({ day }) => day !== first?.day && weekdayOfDay(day) === weekdayOfDay(first!.day));
  if (!first || isHabit || subject.schedule.steps[first.step.id] === undefined) return;
  const { day, due } = first;
  const names = [first, ...others].filter((one) => one.day === day).map(({ step }) => said(step));
  yield {
    message:
      `${listed(names)} ${names.length > 1 ? 'are' : 'is'} due ${formatDate(due.at, due.zone)}, on which nobody works (${due.zone})` +
      '; write the working day that is meant.',
    place: due.place,
    about: [first, ...others].flatMap(({ step }) => step.name ?? []),
    related: others.map((one) => ({ message: 'Due on such a day as well', place: one.due.place })),
  };
}

/**
 * Only what is written as a date: what counts from T moves with it, and counts in working days where it says so. Whoever
 * writes an hour of that day means it.
 */
function offDayOf(subject: ReleaseSubject, milestone: Milestone) {
  const time = milestone.at ?? milestone.due;
  if (time?.kind !== 'instant' || !time.dateOnly || milestone.done) return [];
  const { at, zone } = time;
  return calendarOf(subject, milestone).isWorkingDay(dayAt(at, zone)) ? [] : [{ milestone, at, zone }];
}

/** Of whoever answers for it, else of the release. */
function calendarOf({ calendars }: ReleaseSubject, { by }: Milestone) {
  return by ? calendars.of(by.ref.name) : calendars.release;
}

/** Something is planned for that day: then people are there. */
function isBusy({ schedule }: ReleaseSubject, day: Span, milestone: Milestone): boolean {
  const spans = schedule.dated.flatMap(({ of, what, start, end, due, relative, occurrences }) => {
    if (of === milestone.id || relative || !WORK.includes(what)) return [];
    if (occurrences) return occurrences;
    const from = start ?? due ?? end;
    if (from === undefined) return [];
    const span = { start: from, end: end ?? due ?? from };
    // What goes on for weeks says of none of its days that somebody is there; who is on duty is, on all of them.
    return span.end - span.start > LONGEST_STRETCH && !DUTY.includes(what) ? [] : [span];
  });
  const steps = Object.values(schedule.steps).filter(() => schedule.T !== undefined);
  return [...spans, ...steps].some(({ start, end }) => start < day.end && end >= day.start);
}

const LONGEST_STRETCH = 5 * MINUTES_PER_DAY;

const DUTY: readonly string[] = ['hypercare', 'roster', 'cover'];
const WORK: readonly string[] = [...DUTY, 'window', 'rehearsal', 'uat', 'gate', 'meeting', 'run'];

function startOfDay(at: Instant, zone: Zone): Instant {
  return instantOfDay(dayAt(at, zone), 0, zone);
}
