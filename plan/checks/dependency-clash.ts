import { changes, systems } from '../facts/changes/changes.ts';
import { trimmed } from '../facts/example.ts';
import type { ScheduledRelease } from '../facts/facts.ts';
import { type Booking, byKey, keyOf, lasts, overlap } from '../facts/people/bookings.ts';
import { quoted, when, whenSpan } from '../facts/words.ts';
import { lookup, type System } from '../model.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const release = (name: string, system: string, people: readonly [string, string], hour: string, mark: string) => `
  release ${name} "${name}" {
    kind   standard
    zone   Europe/Berlin
    window Sat 2026-12-05 ${hour} .. 23:59
    change CHG-${name}

    run {
      deploy ${system} 30m by ${people[0]} undo 5m${mark}
      verify ${system} 10m by ${people[1]}
    }
  }
`;

const plan = (hour: string) => {
  const mark = hour === '22:15' ? '  // <- dependency-clash' : '';
  return `${trimmed(`
    person priya
    person jonas
    person mara
    person sam
    service accounts
    service shop {
      uses accounts
    }
  `)}
${[
  release('accounts-7', 'accounts', ['priya', 'jonas'], '22:00', mark),
  release('shop-2.1', 'shop', ['mara', 'sam'], hour, mark),
]
  .map((text) => `\n${trimmed(text)}\n`)
  .join('')}`;
};

export const dependencyClash: ReleaseCheck = {
  code: 'dependency-clash',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'Two releases change at once what needs each other, or go by one change record',
  why:
    'Each plan is right by itself. But while one team verifies, the other one changes what the verified thing stands on: what ' +
    'fails then is nobody’s, and going back on one side breaks the other. And one change record approves one change.',
  fixable: false,
  example: { breaks: plan('22:15'), passes: plan('22:50') },
  *find(subject) {
    for (const other of subject.others) {
      const pairs = pairsOf(subject, other);
      if (pairs.length > 0) yield clash(subject, other, pairs);
    }
    yield* sharedRecords(subject);
  },
};

/** What both releases work on at the same time, one of which needs the other to work. */
interface Pair {
  readonly mine: Booking;
  readonly theirs: Booking;
  readonly both: { readonly start: number; readonly end: number };
  readonly needing: System;
  readonly needed: System;
}

/** Of each thing the nearest that it needs; those that name each other come first. */
function pairsOf(subject: ReleaseSubject, other: ScheduledRelease): readonly Pair[] {
  const [ours, theirs] = [subject.published.systems, other.published.systems];
  if (!ours.hull || !theirs.hull || !lasts(overlap(ours.hull, theirs.hull))) return [];
  const found = new Map<string, Pair>();
  const look = (one: ScheduledRelease, needs: ReleaseSubject['changes']['needs'], isMine: boolean) => {
    const groups = byKey(isMine ? theirs.all : ours.all);
    for (const booking of isMine ? ours.all : theirs.all) {
      const needing = lookup(one.plan, one.release, booking.name);
      if (needing?.kind !== 'system') continue;
      for (const needed of needs(needing)) {
        const key = keyOf(one.plan, one.release, needed.name);
        // What both of them change, `environment-double-booked` tells.
        const partner =
          key === booking.key ? undefined : groups.get(key)?.find(({ span }) => lasts(overlap(span, booking.span)));
        if (!partner) continue;
        const [mine, their] = isMine ? [booking, partner] : [partner, booking];
        const both = overlap(booking.span, partner.span)!;
        found.set(JSON.stringify([mine.key, their.key]), { mine, theirs: their, both, needing, needed });
        break;
      }
    }
  };
  look(subject, subject.changes.needs, true);
  look(other, changes(other.plan, other.release).needs, false);
  const isDirect = ({ needing, needed }: Pair) => relation(subject, other, needing, needed) !== 'needs';
  return [...found.values()].sort((a, b) => Number(isDirect(b)) - Number(isDirect(a)));
}

/** As the declaration says it; `needs`: by way of others. */
function relation(mine: ScheduledRelease, other: ScheduledRelease, needing: System, needed: System): string {
  for (const { plan, release } of [mine, other]) {
    if (systems(plan, release, needing.uses).includes(needed)) return 'uses';
    if (systems(plan, release, needing.on).includes(needed)) return 'stands on';
  }
  return 'needs';
}

/** To move one of the two runs ends all of it. */
function clash(subject: ReleaseSubject, other: ScheduledRelease, pairs: readonly Pair[]): Found {
  const { schedule } = subject;
  const [{ mine, theirs, both, needing, needed }, ...more] = pairs as [Pair, ...Pair[]];
  const whose = quoted(theirs.release);
  const rest = more.length > 0 ? ` (and ${more.length} more of their systems need each other)` : '';
  return {
    message:
      `${mine.label} (${whenSpan(schedule, mine.span)}) and ${theirs.label} of ${whose} (${whenSpan(schedule, theirs.span)}) ` +
      `are at work at once for ${describeMinutes(both.end - both.start)}, and ${quoted(needing.name)} ` +
      `${relation(subject, other, needing, needed)} ${quoted(needed.name)}${rest}: whoever verifies does not know whose change they ` +
      'see; move one of them.',
    place: mine.place,
    about: [...new Set([mine.name, theirs.name, theirs.release])],
    related: [
      { message: `${theirs.label} of ${whose}, ${whenSpan(schedule, theirs.span)}`, place: theirs.place },
      ...more.slice(0, 4).map((pair) => ({
        message: `${quoted(pair.needing.name)} needs ${quoted(pair.needed.name)}`,
        place: pair.theirs.place,
      })),
    ],
  };
}

/** Two releases of one name are two texts of one release. */
function* sharedRecords({ release, schedule, others }: ReleaseSubject): Iterable<Found> {
  for (const { number } of release.changes) {
    if (!number) continue;
    for (const { release: other, schedule: theirs } of others) {
      if (other.name === release.name) continue;
      const twin = other.changes.find((change) => change.number?.name === number.name);
      if (!twin) continue;
      const date = theirs.T === undefined ? '' : ` (T is ${when(schedule, theirs.T)})`;
      yield {
        severity: 'information',
        message:
          `${quoted(number.name)} is the change record of ${quoted(other.name)}, too${date}: what was approved for one of them was ` +
          'not for the other; give each its own.',
        place: number.place,
        about: [number.name, other.name],
        related: [{ message: `The record of ${quoted(other.name)}`, place: twin.place }],
      };
      break;
    }
  }
}
