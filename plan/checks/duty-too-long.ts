import { standardRelease } from '../facts/example.ts';
import { headOfThing } from '../facts/heads.ts';
import { type Duty, dutiesOf } from '../facts/people/duties.ts';
import { quoted, when } from '../facts/words.ts';
import { isTbd, lookup, type Place, type Plan, type Release, type Who } from '../model.ts';
import { whoText } from '../said/words.ts';
import type { WorkCalendar } from '../time/calendar.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Instant, Minutes } from '../time/model.ts';
import { hasWorkingHours } from '../who/working-hours.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (verify: string) =>
  standardRelease(
    `
    calendar weekend-desk {
      working Mon..Sun 11:00 .. 19:00
    }
    person priya
    person jonas {
      calendar weekend-desk
    }
    service web
    `,
    `
    run {
      deploy web 45m by priya undo 5m
      verify web ${verify} by jonas${verify === '45m' ? '  // <- duty-too-long' : ''}
    }
    `,
  );

export const dutyTooLong: ReleaseCheck = {
  code: 'duty-too-long',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'Somebody is on duty for too long',
  why:
    'After seventeen hours awake people react as slowly as after a few drinks, and the last step of the night is done by ' +
    'whoever began the day at nine. Counted is from the first to the last minute, breaks included: steps of the night, meetings, rehearsals, ' +
    'tests, cover, as long as each is shorter than a day, and the working hours around them where the plan tells these.',
  parameters: {
    duty: { type: 'duration', default: '12h', description: 'The longest duty, breaks included.' },
    pause: { type: 'duration', default: '4h', description: 'A break of so long ends a duty.' },
  },
  fixable: false,
  bundle: 'person',
  example: { breaks: plan('45m'), passes: plan('15m') },
  *find(subject) {
    const longest = roughMinutes(subject.parameters.duration('duty'));
    yield* openTooLong(subject);
    const pause = roughMinutes(subject.parameters.duration('pause'));
    for (const [name, duties] of dutiesOf(subject)) {
      const calendar = hasWorkingHours(subject.plan, subject.release, name) ? subject.calendars.of(name) : undefined;
      for (const stretch of stretches(duties, calendar, pause)) {
        if (stretch.end - stretch.start > longest) yield finding(subject, name, stretch, longest);
      }
    }
  },
};

/** An open bridge is no telephone beside the bed: whoever keeps it open, or has to be there, is awake for all of it. */
function* openTooLong({ plan, release, schedule }: ReleaseSubject): Iterable<Found> {
  for (const roster of release.rosters) {
    const span = roster.via.length > 0 ? schedule.rosters[roster.id] : undefined;
    const length = span ? span.end - span.start : 0;
    // Up to a day it is a duty like any other.
    if (length < MINUTES_PER_DAY || roster.shift) continue;
    const [cover, ...others] = roster.cover;
    const isWhole = !cover || (others.length === 0 && !cover.during && !cover.every);
    const alone = (isWhole ? [cover?.by, cover ? undefined : roster.by] : []).find(
      (who) => who && !isTbd(who) && isOnePerson(plan, release, who),
    );
    if (!alone) continue;
    yield {
      message:
        `${quoted(roster.name)} is open for ${describeMinutes(length)}, and ${quoted(whoText(alone))} is there all the time; say who takes over, and ` +
        'when: `shift every 8h`, or `cover` for a part of it.',
      place: roster.head,
      about: [roster.name, alone.ref.name],
    };
  }
}

/** One who cannot be relieved: a person, whoever fills a role, all of a team. */
function isOnePerson(plan: Plan, release: Release, { ref, count, otherwise }: Who): boolean {
  if (count === 'all') return true;
  const kind = lookup(plan, release, ref.name)?.kind;
  return count === undefined && !otherwise && (kind === 'person' || kind === 'role');
}

interface Stretch {
  readonly start: Instant;
  readonly end: Instant;
  /** What of the plan falls into it, in order. */
  readonly duties: readonly Duty[];
  readonly withWork: boolean;
}

/** Without a break of `pause`. What lasts a day and more is not done in one go: a telephone beside the bed, disks that run. */
function* stretches(duties: readonly Duty[], calendar: WorkCalendar | undefined, pause: Minutes): Iterable<Stretch> {
  const shifts = duties
    .filter(({ span }) => span.end - span.start < MINUTES_PER_DAY)
    .sort((a, b) => a.span.start - b.span.start);
  let open: Duty[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const duty of shifts) {
    if (open.length > 0 && duty.span.start - end >= pause) {
      yield widened(open, end, calendar, pause);
      open = [];
    }
    end = open.length > 0 ? Math.max(end, duty.span.end) : duty.span.end;
    open.push(duty);
  }
  if (open.length > 0) yield widened(open, end, calendar, pause);
}

/** By the working hours that it touches, or that come right before or behind. */
function widened(duties: readonly Duty[], until: Instant, calendar: WorkCalendar | undefined, pause: Minutes): Stretch {
  let start = duties[0]!.span.start;
  let end = until;
  for (const hours of calendar?.intervals(start - pause, end + pause) ?? []) {
    // Those of a whole stretch of days belong to days, not to this duty.
    if (hours.end - hours.start >= MINUTES_PER_DAY) continue;
    start = Math.min(start, hours.start);
    end = Math.max(end, hours.end);
  }
  return { start, end, duties, withWork: start < duties[0]!.span.start || end > until };
}

function finding({ plan, release, schedule }: ReleaseSubject, name: string, stretch: Stretch, longest: Minutes): Found {
  const { start, end, duties, withWork } = stretch;
  const length = end - start;
  const last = duties.at(-1)!;
  const [first] = duties as [Duty];
  return {
    message:
      `${quoted(name)} is on duty for ${describeMinutes(length)}, from ${when(schedule, start)} to ${when(schedule, end)}` +
      `${withWork ? ', the working day included' : ''}: ${describeMinutes(length - longest)} more than ` +
      `${describeMinutes(longest)}; let somebody else take over ${first === last ? first.label : `from ${last.label} on`}` +
      `${withWork ? ', or keep the working day short' : ''}.`,
    place: last.place,
    about: [name],
    several: {
      at: headOfThing(plan, release, name).at,
      what: `times ${quoted(name)} is on duty for more than ${describeMinutes(longest)}`,
      name: `${describeMinutes(length)} from ${when(schedule, start)} on`,
      todo: 'let somebody else take over',
    },
    related: firstOf(duties, last.place, 4).map(({ label, place }) => ({ message: `On duty for ${label}`, place })),
  };
}

/** So many, each place once, without the one that is told of. */
function firstOf(duties: readonly Duty[], told: Place, most: number): readonly Duty[] {
  const seen = new Set([told]);
  const first: Duty[] = [];
  for (const duty of duties) {
    if (first.length === most) break;
    if (seen.has(duty.place)) continue;
    seen.add(duty.place);
    first.push(duty);
  }
  return first;
}
