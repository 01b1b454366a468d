import { datedCommands } from '../facts/dates/commands.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { quoted, said, when } from '../facts/words.ts';
import type { Place, Time } from '../model.ts';
import { stepsAndBlocks } from '../order/perhaps.ts';
import { isRelative } from '../schedule/relative.ts';
import { formatClock, MINUTES_PER_DAY, WEEKDAYS, weekdayOfDay } from '../time/date.ts';
import { formatDate } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import { dayAt, wallTime } from '../time/zone.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (hour: string, mark = '') =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    milestone soaked T-1d meaning Fri 2026-12-04 ${hour}${mark}
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const timeSaidTwice: ReleaseCheck = {
  code: 'time-said-twice',
  of: 'release',
  group: 'time',
  severity: 'error',
  title: 'One moment in two ways that are not the same, or a day in a command of a plan that has none yet',
  bundle: 'release',
  why:
    'A run sheet says T-4h and an hour beside it, or the hour of two cities, so that nobody has to count. Where the two differ, half of the ' +
    'people are there too late, and each of them was right.',
  fixable: false,
  example: { breaks: plan('18:00', '  // <- time-said-twice'), passes: plan('22:00') },
  *find(subject) {
    yield* ofLastTime(subject);
    for (const { label, at, meaning } of moments(subject)) {
      for (const time of meaning) {
        const other = at === undefined ? undefined : otherThan(subject, at, time);
        if (other === undefined) continue;
        yield {
          message: `${label} is ${when(subject.schedule, at!)}, and ${other} is said to be the same; correct one of them.`,
          place: time.place,
        };
      }
    }
  },
};

/** The runbook of a rehearsal says on which day that was. */
function* ofLastTime(subject: ReleaseSubject): Iterable<Found> {
  const { at } = headOfRelease(subject.release);
  for (const { step, day } of datedCommands(subject)) {
    yield {
      message: `A command of ${said(step)} says ${day}, and the release has no day yet: it is of another time. Leave the day open there, or write where it comes from.`,
      place: step.head,
      severity: 'information',
      about: step.name ? [step.name] : [],
      several: {
        at,
        what: 'commands say a day, and the release has none yet: they are of another time',
        name: `${said(step)} (${day})`,
        todo: 'leave the day open in each, or write where it comes from',
      },
    };
  }
}

interface Said {
  readonly label: string;
  readonly at: Instant | undefined;
  readonly meaning: readonly Time[];
  readonly place?: Place;
}

/** What says its time itself is compared by that, everything else by when it is planned. */
function* moments({ release, schedule, times }: ReleaseSubject): Iterable<Said> {
  const known = (at: Instant | undefined) => (at === undefined || isRelative(schedule, at) ? undefined : at);
  for (const step of release.steps) {
    if (step.meaning?.length) {
      const at = times.instant(step.at ?? step.notBefore ?? step.during?.from) ?? schedule.steps[step.id]?.start;
      yield { label: said(step), at: known(at), meaning: step.meaning };
    }
  }
  for (const block of stepsAndBlocks(release)) {
    if (block.kind === 'step' || !block.meaning?.length) continue;
    const { id, kind, name, at, during, meaning } = block;
    const label = `The ${kind}${name ? ` ${quoted(name)}` : ''}`;
    yield { label, at: known(times.instant(at ?? during?.from) ?? schedule.blocks[id]?.start), meaning };
  }
  for (const { id, name, at, due, meaning } of release.milestones) {
    if (meaning?.length) {
      yield {
        label: `Milestone ${quoted(name)}`,
        at: known(times.instant(at ?? due) ?? schedule.milestones[id]),
        meaning,
      };
    }
  }
  for (const { id, name, meaning } of release.windows) {
    const label = name ? `The window ${quoted(name)}` : 'The window';
    if (meaning?.length) yield { label, at: known(schedule.windows[id]?.start), meaning };
  }
  for (const { id, name, meaning } of release.rehearsals) {
    if (meaning?.length)
      yield { label: `Rehearsal ${quoted(name)}`, at: known(schedule.rehearsals[id]?.start), meaning };
  }
}

/** As a message says it; undefined: it is the same moment, or nobody knows yet. */
function otherThan({ times, schedule }: ReleaseSubject, at: Instant, time: Time): string | undefined {
  if (time.kind === 'clock') {
    // An hour, perhaps with its weekday: whatever day it is.
    const wall = wallTime(at, time.zone);
    const weekday = weekdayOfDay(Math.floor(wall / MINUTES_PER_DAY));
    const isSame = wall % MINUTES_PER_DAY === time.clock && (time.weekday === undefined || time.weekday === weekday);
    const day = time.weekday === undefined ? '' : `${WEEKDAYS[time.weekday]} `;
    return isSame ? undefined : `${day}${formatClock(time.clock)} ${time.zone}`;
  }
  const other = times.instant(time);
  if (other === undefined || isRelative(schedule, other)) return undefined;
  if (time.kind === 'instant' && time.dateOnly) {
    return dayAt(at, time.zone) === dayAt(time.at, time.zone) ? undefined : formatDate(time.at, time.zone);
  }
  return other === at ? undefined : when(schedule, other);
}
