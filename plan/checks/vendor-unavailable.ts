import { inRun, isForward } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfThing } from '../facts/heads.ts';
import { endsWithoutReserve } from '../facts/months/live.ts';
import { quoted, said, when, whenOver, whenSpan } from '../facts/words.ts';
import { lookup, type Named, type Party, type Step, type System } from '../model.ts';
import { among, ofKind } from '../named.ts';
import { isRelative } from '../schedule/relative.ts';
import type { TimedStep } from '../schedule/timed.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import { describeMinutes } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import { peopleOf } from '../who/people.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (hours: string) =>
  standardRelease(
    `
    calendar hosting-desk {
      zone    Europe/Berlin
      working ${hours}
    }
    party hosting "The data centre" {
      calendar hosting-desk
    }
    person priya
    service web
    network load-balancer
    `,
    `
    run {
      deploy    web           10m by priya undo 5m
      configure load-balancer 10m by hosting undo 5m${hours.startsWith('Mon..Fri') ? '  // <- vendor-unavailable' : ''}
      verify    web, load-balancer 10m by priya
    }
    `,
  );

export const vendorUnavailable: ReleaseCheck = {
  code: 'vendor-unavailable',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A party is needed outside of its hours or contract, or a certificate or licence ends too early',
  why:
    'A provider whose desk closes on Friday does nothing on Saturday night, whatever the plan says. And what was bought ' +
    'until a date, a certificate, a licence or the help of others, works until that date: when that lies before the end of hypercare, it ends ' +
    'in the arms of the people who watch the release.',
  fixable: false,
  bundle: 'thing',
  readsTitlesOf: ['step'],
  example: { breaks: plan('Mon..Fri 08:00 .. 18:00'), passes: plan('Mon..Sun 00:00 .. 24:00') },
  *find(subject) {
    // Most plans have no party that says until when it is there.
    const isLimited = ({ calendar, until }: Party) => (calendar ?? until) !== undefined;
    const { plan, release } = subject;
    const isAnyLimited = [plan, release].some(({ names }) => ofKind(names, 'party').some(isLimited));
    for (const scheduled of isAnyLimited ? subject.timed : []) {
      if (scheduled.step.done || !isForward(scheduled.step)) continue;
      yield* closed(subject, scheduled);
      yield* afterContract(subject, scheduled);
    }
    yield* coverAfterContract(subject);
    yield* ending(subject);
    yield* noReserve(subject);
  },
};

/** Parties that say when they are there; steps that do not wait for their hours. */
function* closed({ plan, release, schedule, calendars }: ReleaseSubject, scheduled: TimedStep): Iterable<Found> {
  const { step, start, end } = scheduled;
  if (schedule.T === undefined || end <= start || (!inRun(step) && !step.at)) return;
  const told = new Set<string>();
  for (const who of [step.by, ...step.with, ...(step.proof?.evidence ?? []).map(({ by }) => by)]) {
    for (const name of peopleOf(plan, release, who, 'with').outside) {
      const party = lookup(plan, release, name);
      if (party?.kind !== 'party' || !party.calendar || told.has(name)) continue;
      const calendar = calendars.of(name);
      const there = inRun(step) ? calendar.between(start, end) : calendar.isWorking(start) ? end - start : 0;
      if (there >= end - start) continue;
      told.add(name);
      const next = calendar.next(start);
      const back = Number.isFinite(next) && next > start ? `; it is there again ${when(schedule, next)}` : '';
      yield {
        message:
          `${quoted(name)} is needed for ${said(step)} (${whenSpan(schedule, scheduled)}) and is there for ` +
          `${describeMinutes(there)} of ${describeMinutes(end - start)}${back}; move the step, or book them for the night ` +
          'and add the hours to their calendar.',
        place: who!.place,
        about: [name],
        several: {
          at: headOfThing(plan, release, name).at,
          what: `times ${quoted(name)} is needed and is not there all the time`,
          name: `${said(step)} (${whenSpan(schedule, scheduled)})`,
          todo: 'move these steps, or book them for the night and add the hours to their calendar',
        },
        related: [{ message: 'Its hours', place: party.calendar.place }],
      };
    }
  }
}

/** The contract with a party has an end, and somebody counts on it later. */
function* afterContract(subject: ReleaseSubject, { step, start, end }: TimedStep): Iterable<Found> {
  const { plan, release, schedule, times } = subject;
  const told = new Set<string>();
  for (const who of [step.by, step.undoBy, ...step.with]) {
    for (const name of peopleOf(plan, release, who, 'with').outside) {
      const party = lookup(plan, release, name);
      const over = party?.kind === 'party' ? times.instant(party.until) : undefined;
      if (over === undefined || end <= over || isRelative(schedule, start) || told.has(name)) continue;
      told.add(name);
      yield ended(subject, party as Party, over, {
        what: `is needed for ${said(step)} (${when(schedule, start)})`,
        place: who!.place,
        label: `${said(step)} (${when(schedule, start)})`,
      });
    }
  }
}

/** They cover hours, or are called, after it. */
function* coverAfterContract(subject: ReleaseSubject): Iterable<Found> {
  const { plan, release, schedule, times } = subject;
  for (const { id, name, cover, escalations, kind } of release.rosters) {
    const last = schedule.rosters[id]?.end;
    const watch = kind === 'hypercare' ? 'hypercare' : quoted(name);
    const covering = cover.flatMap(({ by, during, every }) => (by && !during && !every ? by.ref : []));
    const refs = [...covering, ...escalations.flatMap(({ to }) => to)];
    for (const { name: who, place } of refs) {
      const party = lookup(plan, release, who);
      const over = party?.kind === 'party' ? times.instant(party.until) : undefined;
      if (last === undefined || over === undefined || last <= over || isRelative(schedule, last)) continue;
      const what = `is counted on for ${watch}, which goes on until ${when(schedule, last)}`;
      yield ended(subject, party as Party, over, { what, place, label: watch });
    }
  }
}

function ended(
  { plan, release, schedule }: ReleaseSubject,
  party: Party,
  over: Instant,
  { what, place, label }: { readonly what: string; readonly place: Found['place']; readonly label: string },
): Found {
  const { name } = party;
  return {
    message: `${quoted(name)} ${what}, and the contract ends ${whenOver(schedule, over)}; prolong it, or have somebody else do it.`,
    place,
    about: [name],
    several: {
      at: headOfThing(plan, release, name).at,
      what: `times ${quoted(name)} is counted on after its contract ends (${whenOver(schedule, over)})`,
      name: label,
      todo: 'prolong it, or have somebody else do it',
    },
    related: [{ message: 'It ends here', place: party.until!.place }],
  };
}

function* ending(subject: ReleaseSubject): Iterable<Found> {
  const { schedule, times, release } = subject;
  const last = watchedUntil(subject);
  if (schedule.T === undefined || last === undefined) return;
  for (const [system, step] of concerned(subject)) {
    const end = times.instant(system.until);
    if (end === undefined || end >= last) continue;
    const until = release.rosters.some(({ kind }) => kind === 'hypercare') ? 'hypercare' : 'the release';
    yield {
      message:
        `${quoted(system.name)}, which ${said(step)} relies on, ends ${whenOver(schedule, end)}, ` +
        `${describeMinutes(last - end)} before ${until} does (${when(schedule, last)}); renew it before T.`,
      place: step.head,
      about: [system.name],
      related: [{ message: `It ends here`, place: system.until!.place }],
    };
  }
}

/** What one comes from ends on the day on which what one goes to is there: a slip of a day is a day without either. */
function* noReserve(subject: ReleaseSubject): Iterable<Found> {
  const { plan, release, schedule } = subject;
  for (const { system, over, what, at, place } of endsWithoutReserve(subject)) {
    const left = over - at < MINUTES_PER_DAY ? 'no reserve is' : `${describeMinutes(over - at)} are`;
    yield {
      message:
        `${quoted(system.name)} ends ${whenOver(schedule, over)}, and ${quoted(what)} is over ${whenOver(schedule, at)}: ${left} left for a slip, nor time to go back; prolong it, or have ` +
        'the new one earlier.',
      place: headOfThing(plan, release, system.name).at,
      about: [system.name],
      related: [{ message: 'The new one is there then', place }],
    };
  }
}

function watchedUntil({ release, schedule }: ReleaseSubject): Instant | undefined {
  const ends = release.rosters.flatMap(({ id, kind }) =>
    kind === 'hypercare' ? (schedule.rosters[id]?.end ?? []) : [],
  );
  const all = [...ends, ...(schedule.run ? [schedule.run.end] : [])];
  return all.length > 0 ? Math.max(...all) : undefined;
}

function isEnding(named: Named): named is System {
  return named.kind === 'system' && named.until !== undefined;
}

/** What ends and is needed by something changed, or needs it; what the release itself changes, it renews. */
function concerned({ plan, changes }: ReleaseSubject): ReadonlyMap<System, Step> {
  const found = new Map<System, Step>();
  const endings = among(plan.names, isEnding).filter((system) => !changes.systems.has(system));
  for (const ending of endings) {
    const needs = changes.needs(ending);
    for (const [system, [step]] of changes.systems) {
      if (step && (changes.needs(system).has(ending) || needs.has(system)) && !found.has(ending))
        found.set(ending, step);
    }
  }
  return found;
}
