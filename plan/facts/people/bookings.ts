/** Who and what is taken when: the fixed points of a release, in one shape for all of them. */
import { append } from '../../grouped.ts';
import {
  lookup,
  type Place,
  type Plan,
  type Ref,
  type Release,
  rootBlock,
  type Step,
  type Uat,
  type Verb,
  type Who,
} from '../../model.ts';
import type { Schedule, Span } from '../../schedule/model.ts';
import type { TimedStep } from '../../schedule/timed.ts';
import { fillsRange } from '../../taking-time.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import { type Calendars, calendarsOf } from '../../who/calendars.ts';
import { demandOf, peopleOf } from '../../who/people.ts';
import { CHANGE_VERBS, type Changes, inRun, isForward } from '../changes/changes.ts';
import { windowOf } from '../changes/windows.ts';
import { quoted, said } from '../words.ts';

export interface Booking {
  /** The person or environment, told apart from one of the same name in another file. */
  readonly key: string;
  readonly name: string;
  readonly span: Span;
  /** What takes it, as messages say it. */
  readonly label: string;
  readonly kind: 'step' | 'uat' | 'rehearsal';
  /** Its time is written down; otherwise it follows from the start of the run. */
  readonly fixed: boolean;
  readonly place: Place;
  /** The name of the release, and its id: two of a file may share a name, and two files may have the same ids. */
  readonly release: string;
  readonly of: string;
}

export function isOf({ id, place }: Release, booking: Booking): boolean {
  return booking.of === id && booking.place.file === place.file;
}

interface Scheduled {
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
  readonly timed: readonly TimedStep[];
}

interface ScheduledChanges extends Scheduled {
  readonly changes: Changes;
}

/** People who are certain to be there: named ones, not whoever of a team is free. Cover does not occupy. */
export function bookingsOfPeople({ plan, release, schedule, timed }: Scheduled): readonly Booking[] {
  const bookings: Booking[] = [];
  let hours: Calendars | undefined;
  // Without a date everything is relative, and nothing can clash with a date.
  if (schedule.T === undefined) return bookings;
  const book = (names: readonly string[], spans: (name: string) => readonly Span[], rest: Rest) => {
    for (const name of names) {
      const key = keyOf(plan, release, name);
      for (const span of spans(name))
        if (span.end > span.start) bookings.push({ ...rest, key, name, span, release: release.name, of: release.id });
    }
  };
  for (const scheduled of timed) {
    if (scheduled.step.done || !isForward(scheduled.step) || fillsRange(scheduled.step)) continue;
    const { step } = scheduled;
    const fixed = step.at !== undefined;
    if (!fixed && (!inRun(step) || !hasDate(release, schedule, step))) continue;
    const demand = demandOf(plan, release, step);
    const rest: Rest = { label: said(step), kind: 'step', fixed, place: step.head };
    book([...demand.by.fixed, ...demand.with.fixed], () => timesOf(scheduled), rest);
  }
  for (const rehearsal of release.rehearsals) {
    const span = schedule.rehearsals[rehearsal.id];
    if (!span || rehearsal.result) continue;
    const rest: Rest = {
      label: `rehearsal ${quoted(rehearsal.name)}`,
      kind: 'rehearsal',
      fixed: true,
      place: rehearsal.head,
    };
    book(named(plan, release, rehearsal.by, rehearsal.with), () => [span], rest);
  }
  for (const uat of release.uats) {
    const span = schedule.uats[uat.id];
    if (!span) continue;
    const rest: Rest = { label: `UAT ${quoted(uat.name)}`, kind: 'uat', fixed: true, place: uat.head };
    const ofDay = span.end - span.start <= MINUTES_PER_DAY;
    // Over several days people test in their working hours, and whoever is accountable looks in.
    const testers = named(plan, release, ofDay ? uat.by : undefined, uat.with);
    if (testers.length === 0) continue;
    hours ??= calendarsOf(plan, release);
    const calendars = hours;
    book(testers, (name) => (ofDay ? [span] : workingPart(calendars, name, span)), rest);
  }
  return bookings;
}

/** Environments in use by tests, rehearsals, and steps that change something in them. */
export function bookingsOfEnvironments({ plan, release, schedule, timed }: Scheduled): readonly Booking[] {
  const bookings: Booking[] = [];
  if (schedule.T === undefined) return bookings;
  const book = (ref: Ref | undefined, span: Span, rest: Rest) => {
    const environment = ref && lookup(plan, release, ref.name);
    if (environment?.kind !== 'environment') return;
    bookings.push({
      ...rest,
      key: keyOf(plan, release, environment.name),
      name: environment.name,
      span,
      release: release.name,
      of: release.id,
    });
  };
  for (const uat of release.uats) {
    const span = schedule.uats[uat.id];
    if (!span) continue;
    book(uat.in, span, { label: `UAT ${quoted(uat.name)}`, kind: 'uat', fixed: true, place: inPlace(uat) });
  }
  for (const rehearsal of release.rehearsals) {
    const span = schedule.rehearsals[rehearsal.id];
    if (!span) continue;
    const label = `rehearsal ${quoted(rehearsal.name)}`;
    book(rehearsal.in, span, { label, kind: 'rehearsal', fixed: true, place: rehearsal.head });
  }
  for (const scheduled of timed) {
    if (scheduled.step.done || !isForward(scheduled.step)) continue;
    if (!CHANGE_VERBS.includes(scheduled.step.verb)) continue;
    const { step } = scheduled;
    const rest: Rest = { label: said(step), kind: 'step', fixed: step.at !== undefined, place: step.head };
    for (const ref of environmentsOf(plan, release, step)) {
      for (const span of timesOf(scheduled)) book(ref, span, rest);
    }
  }
  return bookings;
}

/**
 * Systems that a run works on, each from the first step that touches it to the last one, its verification: whoever comes
 * in between changes what the other one has not finished.
 */
export function bookingsOfSystems({
  plan,
  release,
  schedule,
  timed,
  changes: changed,
}: ScheduledChanges): readonly Booking[] {
  if (schedule.T === undefined) return [];
  const bookings = new Map<string, Booking>();
  for (const scheduled of timed) {
    if (scheduled.step.done || !inRun(scheduled.step) || !TOUCHING.includes(scheduled.step.verb)) continue;
    const { step, start } = scheduled;
    const { end } = timesOf(scheduled).at(-1)!;
    for (const system of changed.targets(step)) {
      if (!changed.systems.has(system)) continue;
      const key = keyOf(plan, release, system.name);
      // A run in another window is another night.
      const slot = `${key} ${rootBlock(step.block).window?.name ?? ''}`;
      const before = bookings.get(slot);
      const span = before
        ? { start: Math.min(before.span.start, start), end: Math.max(before.span.end, end) }
        : { start, end };
      const rest = before ?? { label: said(step), kind: 'step', fixed: false, place: step.head };
      bookings.set(slot, { ...rest, key, name: system.name, span, release: release.name, of: release.id });
    }
  }
  return [...bookings.values()].filter(({ span }) => span.end > span.start);
}

/** What a system must be left alone for: not a backup of it, and not what is written or said about it. */
const TOUCHING: readonly Verb[] = [...CHANGE_VERBS, 'stop', 'start', 'verify'];

/** What comes round by itself is part of people's days; of a cycle each round takes their time. */
function timesOf({ step, start, end, occurrences }: TimedStep): readonly Span[] {
  return step.every || occurrences.length === 0 ? [{ start, end }] : occurrences;
}

/** Minutes in which both hold; a moment without length counts where it falls into the other. */
export function overlap(a: Span, b: Span): Span | undefined {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return start < end || (start === end && (a.start === a.end || b.start === b.end)) ? { start, end } : undefined;
}

/** What is booked, each thing with its bookings in their order. */
export function byKey<B extends Pick<Booking, 'key'>>(bookings: readonly B[]): ReadonlyMap<string, readonly B[]> {
  const groups = new Map<string, B[]>();
  for (const booking of bookings) {
    append(groups, booking.key, booking);
  }
  return groups;
}

/** Whether an overlap is more than a moment. */
export function lasts(span: Span | undefined): boolean {
  return span !== undefined && span.end > span.start;
}

/** While its window is open, a run counts from 0. */
function hasDate(release: Release, schedule: Schedule, step: Step): boolean {
  const window = windowOf(release, step);
  return !window || schedule.windows[window.id] !== undefined;
}

type Rest = Omit<Booking, 'key' | 'name' | 'span' | 'release' | 'of'>;

function named(plan: Plan, release: Release, by: Who | undefined, others: readonly Who[]): readonly string[] {
  return [
    ...new Set([
      ...peopleOf(plan, release, by, 'by').fixed,
      ...others.flatMap((who) => peopleOf(plan, release, who, 'with').fixed),
    ]),
  ];
}

function workingPart(calendars: Calendars, name: string, span: Span): readonly Span[] {
  return calendars
    .of(name)
    .intervals(span.start, span.end)
    .map(({ start, end }) => ({ start: Math.max(start, span.start), end: Math.min(end, span.end) }));
}

function environmentsOf(plan: Plan, release: Release, step: Step): readonly Ref[] {
  if (step.in) return [step.in];
  return step.targets.flatMap((target) => {
    const system = lookup(plan, release, target.name);
    if (system?.kind === 'environment') return [target];
    return system?.kind === 'system' && system.environment ? [system.environment] : [];
  });
}

function inPlace(uat: Uat): Place {
  return uat.in?.place ?? uat.head;
}

export function keyOf(plan: Plan, release: Release, name: string): string {
  const declared = lookup(plan, release, name)?.namePlace;
  return declared ? `${declared.file}#${name}` : name;
}
