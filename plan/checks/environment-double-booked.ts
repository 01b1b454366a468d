import { trimmed } from '../facts/example.ts';
import { type Booking, byKey, lasts, overlap } from '../facts/people/bookings.ts';
import { quoted, whenSpan } from '../facts/words.ts';
import { lookup } from '../model.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const release = (name: string, person: string, window: string, mark: string) => `
  release ${name} "${name}" {
    kind   standard
    zone   Europe/Berlin
    window ${window}
    change CHG-${name}

    run {
      deploy web 30m by ${person} undo 5m${mark}
      verify web 10m by ${person}
    }
  }
`;

const plan = (hour: string) => {
  const mark = hour === '22:15' ? '  // <- environment-double-booked' : '';
  return `${trimmed(`
    person priya
    person jonas
    service web
  `)}
${[
  release('shop-2.1', 'priya', 'Sat 2026-12-05 22:00 .. 23:00', mark),
  release('login-1.4', 'jonas', `Sat 2026-12-05 ${hour} .. 23:59`, mark),
]
  .map((text) => `\n${trimmed(text)}\n`)
  .join('')}`;
};

export const environmentDoubleBooked: ReleaseCheck = {
  code: 'environment-double-booked',
  of: 'release',
  group: 'people',
  severity: 'error',
  title: 'Two releases use one environment or system at once',
  why:
    'Each plan is right by itself, and on the night one team stops the service that the other one is verifying. Only ' +
    'somebody who looks at both plans sees it.',
  fixable: false,
  bundle: 'file',
  example: { breaks: plan('22:15'), passes: plan('22:50') },
  *find(subject) {
    const { plan, release } = subject;
    const isExclusive = ({ name }: Booking) => {
      const environment = lookup(plan, release, name);
      return environment?.kind === 'environment' && environment.exclusive;
    };
    // What users test in, `uat-environment-busy` looks after. Of others only one at a time is asked for where the plan says so.
    yield* clashes(subject, 'environments', (mine) => mine.kind !== 'uat' && isExclusive(mine), 'in');
    yield* clashes(subject, 'systems', () => true, 'at');
  },
};

/** One finding for each thing and each other release. */
function* clashes(
  subject: ReleaseSubject,
  of: 'environments' | 'systems',
  counts: (mine: Booking) => boolean,
  preposition: string,
): Iterable<Found> {
  const { all, hull: near } = subject.published[of];
  const own = all.filter(counts);
  if (!near || own.length === 0) return;
  const groups = byKey(own);
  for (const other of subject.others) {
    const { all: theirs, hull } = other[of];
    if (!hull || !lasts(overlap(hull, near))) continue;
    const told = new Set<string>();
    for (const booking of theirs) {
      const mine = groups.get(booking.key)?.find(({ span }) => lasts(overlap(span, booking.span)));
      if (!mine || told.has(booking.key)) continue;
      told.add(booking.key);
      yield finding(subject, mine, booking, preposition);
    }
  }
}

function finding({ schedule }: ReleaseSubject, mine: Booking, other: Booking, preposition: string): Found {
  const both = overlap(mine.span, other.span)!;
  const whose = quoted(other.release);
  return {
    message:
      `${mine.label} (${whenSpan(schedule, mine.span)}) and ${other.label} of ${whose} (${whenSpan(schedule, other.span)}) ` +
      `are ${preposition} ${quoted(mine.name)} at once for ${describeMinutes(both.end - both.start)}; move one of them.`,
    place: mine.place,
    about: [mine.name, other.release],
    related: [{ message: `${other.label} of ${whose}, ${whenSpan(schedule, other.span)}`, place: other.place }],
    several: {
      at: mine.place,
      what: `other releases are ${preposition} ${quoted(mine.name)} at the same time`,
      name: `${other.label} of ${whose} (${whenSpan(schedule, both)})`,
      todo: 'move one of each',
    },
  };
}
