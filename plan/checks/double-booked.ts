import { standardRelease } from '../facts/example.ts';
import { headOfThing } from '../facts/heads.ts';
import { attendancesOf } from '../facts/people/attendances.ts';
import { type Booking, byKey, isOf, keyOf, lasts, overlap } from '../facts/people/bookings.ts';
import { quoted, said, whenSpan } from '../facts/words.ts';
import { find } from '../ids.ts';
import { lookup } from '../model.ts';
import type { Span } from '../schedule/model.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (time: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    environment staging
    `,
    `
    rehearsal first in staging at Tue 2026-12-01 10:00 2h by priya

    prepare {
      meet walk "Walk through the run" 1h by jonas with priya at Tue 2026-12-01 ${time}${time === '11:00' ? '  // <- double-booked' : ''}
    }
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const doubleBooked: ReleaseCheck = {
  code: 'double-booked',
  of: 'release',
  group: 'people',
  severity: 'error',
  title: 'One person in two places at once',
  why:
    'Both are fixed in time, both need the same person, and one of them will not happen. It is found when the second ' +
    'phone rings.',
  fixable: false,
  bundle: 'person',
  example: { breaks: plan('11:00'), passes: plan('12:00') },
  *find(subject) {
    const { others } = subject;
    const { all: own, hull: near } = subject.published.people;
    const ownByPerson = byKey(own);
    yield* onLeave(subject, byKey([...own, ...atMilestones(subject)]).values());
    if (!near) return;
    const foreign: Booking[] = [];
    for (const { people } of others) {
      if (!people.hull || !overlap(people.hull, near)) continue;
      for (const one of people.all) if (ownByPerson.has(one.key) && overlap(one.span, near)) foreign.push(one);
    }
    yield* exhausted(subject, own);
    const all = foreign.length > 0 ? byKey([...own, ...foreign]) : ownByPerson;
    for (const bookings of all.values()) yield* inTwoPlaces(subject, bookings);
  },
};

/** Of everything that is at the same time as something before it, what that is: the first by name, the rest counted. */
function* inTwoPlaces(subject: ReleaseSubject, bookings: readonly Booking[]): Iterable<Found> {
  const { release } = subject;
  // Inside one run the schedule makes people wait, unless the plan has fixed the time.
  const isOfOwnRun = (booking: Booking) => !booking.fixed && isOf(release, booking);
  if (bookings.every(isOfOwnRun)) return;
  const found = new Map<string, { readonly mine: Booking; readonly other: Booking; readonly others: Set<string> }>();
  for (const [first, second] of clashes(bookings)) {
    const [isFirst, isSecond] = [isOf(release, first), isOf(release, second)];
    if (!isFirst && !isSecond) continue;
    if (isOfOwnRun(first) && isOfOwnRun(second)) continue;
    const [mine, other] = isSecond ? [second, first] : [first, second];
    const known = found.get(mine.label) ?? { mine, other, others: new Set<string>() };
    found.set(mine.label, known);
    known.others.add(isOf(release, other) ? other.label : `${other.label} ${other.release}`);
  }
  for (const { mine, other, others } of found.values()) yield finding(subject, mine, other, others.size - 1);
}

function finding({ plan, schedule, release }: ReleaseSubject, mine: Booking, other: Booking, more: number): Found {
  const both = overlap(mine.span, other.span)!;
  const whose = isOf(release, other) ? '' : ` of ${quoted(other.release)}`;
  const others = more > 0 ? ` (and ${more} more)` : '';
  return {
    message:
      `${quoted(mine.name)} is in two places for ${describeMinutes(both.end - both.start)}: ${mine.label} ` +
      `(${whenSpan(schedule, mine.span)}) and ${other.label}${whose} (${whenSpan(schedule, other.span)})${others}; move one of ` +
      'them, or give it to somebody else.',
    place: mine.place,
    about: [mine.name],
    related: [{ message: `${other.label}${whose}, ${whenSpan(schedule, other.span)}`, place: other.place }],
    several: {
      at: headOfThing(plan, release, mine.name).at,
      what: `times ${quoted(mine.name)} is in two places at once`,
      name: `${mine.label} and ${other.label}${whose}${others} (${whenSpan(schedule, both)})`,
      todo: 'move one of each, or give it to somebody else',
    },
  };
}

/** Fixed in time, done by anybody of a team, and all of the team are busy then. */
function* exhausted({ release, schedule }: ReleaseSubject, own: readonly Booking[]): Iterable<Found> {
  let certain: ReadonlySet<string> | undefined;
  for (const { kind, steps, name, minutes } of schedule.conflicts) {
    const [step, other] = steps.map((id) => find(release, id));
    if (kind !== 'person-busy' || !step || !other || name === undefined) continue;
    certain ??= new Set(own.map((booking) => `${booking.name} ${booking.place.range.start.line}`));
    const isCertain = [step, other].every(({ head }) => certain?.has(`${name} ${head.range.start.line}`));
    // Of people named by name the bookings speak.
    if (isCertain) continue;
    yield {
      message:
        `${said(step)} is fixed in time, and everybody who may do it is busy: ${quoted(name)} with ${said(other)}` +
        `${minutes ? ` for ${describeMinutes(minutes)} of it` : ''}; move one of them, or ask for somebody else.`,
      place: step.head,
      about: [name],
      related: [{ message: `${said(other)} takes ${quoted(name)} then`, place: other.head }],
    };
  }
}

type Attended = Pick<Booking, 'key' | 'name' | 'label' | 'span' | 'place'>;

/** Named people who have to be there at a moment: it takes nobody's time, so that it clashes with nothing but leave. */
function* atMilestones({ plan, release, schedule }: ReleaseSubject): Iterable<Attended> {
  for (const { label, at, fixed, place } of attendancesOf(plan, release, schedule))
    for (const name of fixed) yield { key: keyOf(plan, release, name), name, label, span: at, place };
}

/** A moment counts as its minute. */
function minute({ start, end }: Span): Span {
  return { start, end: Math.max(end, start + 1) };
}

function* onLeave(
  { plan, release, schedule, calendars }: ReleaseSubject,
  own: Iterable<readonly Attended[]>,
): Iterable<Found> {
  for (const bookings of own) {
    const [{ name }] = bookings as [Attended];
    const person = lookup(plan, release, name);
    if (person?.kind !== 'person') continue;
    for (const { span: leave, place } of calendars.leaveOf(person)) {
      for (const { label, span, place: missed } of bookings) {
        if (!lasts(overlap(minute(span), leave))) continue;
        yield {
          message:
            `${quoted(name)} is on leave (${whenSpan(schedule, leave)}) at the time of ${label} ` +
            `(${whenSpan(schedule, span)}); give it to somebody else.`,
          place: missed,
          about: [name],
          related: [{ message: `The leave of ${quoted(name)}`, place }],
          several: {
            at: headOfThing(plan, release, name).at,
            what: `times ${quoted(name)} is needed and on leave (${whenSpan(schedule, leave)})`,
            name: `${label} (${whenSpan(schedule, span)})`,
            todo: 'give them to somebody else',
          },
        };
      }
    }
  }
}

/** Pairs that overlap, each with the one that starts first in front; only pairs that do are looked at. */
function* clashes(bookings: readonly Booking[]): Iterable<readonly [Booking, Booking]> {
  const sorted = [...bookings].sort((a, b) => a.span.start - b.span.start);
  let running: Booking[] = [];
  for (const booking of sorted) {
    running = running.filter(({ span }) => span.end > booking.span.start);
    for (const other of running) if (lasts(overlap(other.span, booking.span))) yield [other, booking];
    running.push(booking);
  }
}
