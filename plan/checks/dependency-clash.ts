import type { Needed } from '../facts/across/needs.ts';
import { trimmed } from '../facts/example.ts';
import { type Booking, byKey, lasts, overlap } from '../facts/people/bookings.ts';
import type { Published } from '../facts/published.ts';
import { quoted, when, whenSpan } from '../facts/words.ts';
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
      const pairs = pairsOf(subject.published, other);
      if (pairs.length > 0) yield clash(subject, pairs);
    }
    yield* sharedRecords(subject);
  },
};

/** What both releases work on at the same time, one of which needs the other to work. */
interface Pair {
  readonly mine: Booking;
  readonly theirs: Booking;
  readonly both: { readonly start: number; readonly end: number };
  /** The name of the one that needs. */
  readonly needing: string;
  readonly needed: Needed;
}

/** Of each thing the nearest that it needs; those that name each other come first. */
function pairsOf(mine: Published, other: Published): readonly Pair[] {
  const [ours, theirs] = [mine.systems, other.systems];
  if (!ours.hull || !theirs.hull || !lasts(overlap(ours.hull, theirs.hull))) return [];
  const found = new Map<string, Pair>();
  const look = (one: Published, isMine: boolean) => {
    const groups = byKey(isMine ? theirs.all : ours.all);
    const needs = new Map(one.needs.map(({ key, needed }) => [key, needed]));
    for (const booking of one.systems.all) {
      for (const needed of needs.get(booking.key) ?? []) {
        // What both of them change, `environment-double-booked` tells.
        const partner = groups.get(needed.key)?.find(({ span }) => lasts(overlap(span, booking.span)));
        if (!partner || needed.key === booking.key) continue;
        const [own, their] = isMine ? [booking, partner] : [partner, booking];
        const both = overlap(booking.span, partner.span)!;
        const pair = { mine: own, theirs: their, both, needing: booking.name, needed };
        found.set(JSON.stringify([own.key, their.key]), pair);
        break;
      }
    }
  };
  look(mine, true);
  look(other, false);
  const isDirect = ({ needed }: Pair) => needed.relation !== 'needs';
  return [...found.values()].sort((a, b) => Number(isDirect(b)) - Number(isDirect(a)));
}

/** To move one of the two runs ends all of it. */
function clash({ schedule }: ReleaseSubject, pairs: readonly Pair[]): Found {
  const [{ mine, theirs, both, needing, needed }, ...more] = pairs as [Pair, ...Pair[]];
  const whose = quoted(theirs.release);
  const rest = more.length > 0 ? ` (and ${more.length} more of their systems need each other)` : '';
  return {
    message:
      `${mine.label} (${whenSpan(schedule, mine.span)}) and ${theirs.label} of ${whose} (${whenSpan(schedule, theirs.span)}) ` +
      `are at work at once for ${describeMinutes(both.end - both.start)}, and ${quoted(needing)} ` +
      `${needed.relation} ${quoted(needed.name)}${rest}: whoever verifies does not know whose change they ` +
      'see; move one of them.',
    place: mine.place,
    about: [...new Set([mine.name, theirs.name, theirs.release])],
    related: [
      { message: `${theirs.label} of ${whose}, ${whenSpan(schedule, theirs.span)}`, place: theirs.place },
      ...more.slice(0, 4).map((pair) => ({
        message: `${quoted(pair.needing)} needs ${quoted(pair.needed.name)}`,
        place: pair.theirs.place,
      })),
    ],
  };
}

/** Two releases of one name are two texts of one release. */
function* sharedRecords({ release, schedule, others }: ReleaseSubject): Iterable<Found> {
  for (const { number } of release.changes) {
    if (!number) continue;
    for (const { release: other, records, T } of others) {
      if (other === release.name) continue;
      const twin = records.find((record) => record.number === number.name);
      if (!twin) continue;
      const date = T === undefined ? '' : ` (T is ${when(schedule, T)})`;
      yield {
        severity: 'information',
        message:
          `${quoted(number.name)} is the change record of ${quoted(other)}, too${date}: what was approved for one of them was ` +
          'not for the other; give each its own.',
        place: number.place,
        about: [number.name, other],
        related: [{ message: `The record of ${quoted(other)}`, place: twin.place }],
      };
      break;
    }
  }
}
