/** Who and what is taken when: the fixed points of a release, in one shape for all of them. */
import { type Calendars, calendarsOf } from '../../calendars.ts';
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
import { demandOf, peopleOf } from '../../people.ts';
import type { Schedule, Span } from '../../schedule/model.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import { CHANGE_VERBS, changes, inRun, isForward } from './changes.ts';
import { windowOf } from './windows.ts';
import { quoted, said } from './words.ts';

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
  readonly release: Release;
}

interface Scheduled {
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
}

/**
 * People who are certain to be there: named ones, not whoever of a team is free. Cover does not occupy.
 *
 * Every plan of a workspace looks at those of every other, so they are worked out once per schedule.
 */
export function bookingsOfPeople(scheduled: Scheduled, calendars?: Calendars): readonly Booking[] {
  return remembered(people, scheduled, () => readBookingsOfPeople(scheduled, calendars));
}

function readBookingsOfPeople({ plan, release, schedule }: Scheduled, calendars?: Calendars): readonly Booking[] {
  const bookings: Booking[] = [];
  // Without a date everything is relative, and nothing can clash with a date.
  if (schedule.T === undefined) return bookings;
  const book = (names: readonly string[], spans: (name: string) => readonly Span[], rest: Rest) => {
    for (const name of names) {
      const key = keyOf(plan, release, name);
      for (const span of spans(name)) if (span.end > span.start) bookings.push({ ...rest, key, name, span, release });
    }
  };
  for (const scheduled of schedule.steps) {
    if (!scheduled || scheduled.step.done || !isForward(scheduled.step)) continue;
    const { step } = scheduled;
    const fixed = step.at !== undefined;
    if (!fixed && (!inRun(step) || !hasDate(schedule, step))) continue;
    const demand = demandOf(plan, release, step);
    const rest: Rest = { label: said(step), kind: 'step', fixed, place: step.head };
    book([...demand.by.fixed, ...demand.with.fixed], () => [scheduled], rest);
  }
  for (const [rehearsal, span] of schedule.rehearsals) {
    if (rehearsal.result) continue;
    const rest: Rest = {
      label: `rehearsal ${quoted(rehearsal.name)}`,
      kind: 'rehearsal',
      fixed: true,
      place: rehearsal.head,
    };
    book(named(plan, release, rehearsal.by, rehearsal.with), () => [span], rest);
  }
  for (const [uat, span] of schedule.uats) {
    const rest: Rest = { label: `UAT ${quoted(uat.name)}`, kind: 'uat', fixed: true, place: uat.head };
    const ofDay = span.end - span.start <= MINUTES_PER_DAY;
    // Over several days people test in their working hours, and whoever is accountable looks in.
    const testers = named(plan, release, ofDay ? uat.by : undefined, uat.with);
    if (testers.length === 0) continue;
    const hours = calendars ?? calendarsOf(plan, release);
    book(testers, (name) => (ofDay ? [span] : workingPart(hours, name, span)), rest);
  }
  return bookings;
}

/** Environments in use by tests, rehearsals, and steps that change something in them; once per schedule, too. */
export function bookingsOfEnvironments(scheduled: Scheduled): readonly Booking[] {
  return remembered(environments, scheduled, () => readBookingsOfEnvironments(scheduled));
}

function readBookingsOfEnvironments({ plan, release, schedule }: Scheduled): readonly Booking[] {
  const bookings: Booking[] = [];
  if (schedule.T === undefined) return bookings;
  const book = (ref: Ref | undefined, span: Span, rest: Rest) => {
    const environment = ref && lookup(plan, release, ref.name);
    if (environment?.kind !== 'environment') return;
    bookings.push({ ...rest, key: keyOf(plan, release, environment.name), name: environment.name, span, release });
  };
  for (const [uat, span] of schedule.uats) {
    book(uat.in, span, { label: `UAT ${quoted(uat.name)}`, kind: 'uat', fixed: true, place: inPlace(uat) });
  }
  for (const [rehearsal, span] of schedule.rehearsals) {
    const label = `rehearsal ${quoted(rehearsal.name)}`;
    book(rehearsal.in, span, { label, kind: 'rehearsal', fixed: true, place: rehearsal.head });
  }
  for (const scheduled of schedule.steps) {
    if (!scheduled || scheduled.step.done || !isForward(scheduled.step)) continue;
    if (!CHANGE_VERBS.includes(scheduled.step.verb)) continue;
    for (const ref of environmentsOf(plan, release, scheduled.step)) {
      const { step } = scheduled;
      book(ref, scheduled, { label: said(step), kind: 'step', fixed: step.at !== undefined, place: step.head });
    }
  }
  return bookings;
}

/**
 * Systems that a run works on, each from the first step that touches it to the last one, its verification: whoever comes
 * in between changes what the other one has not finished. Once per schedule, too.
 */
export function bookingsOfSystems(scheduled: Scheduled): readonly Booking[] {
  return remembered(systems, scheduled, () => readBookingsOfSystems(scheduled));
}

function readBookingsOfSystems({ plan, release, schedule }: Scheduled): readonly Booking[] {
  if (schedule.T === undefined) return [];
  const changed = changes(plan, release);
  const bookings = new Map<string, Booking>();
  for (const scheduled of schedule.steps) {
    if (!scheduled || scheduled.step.done || !inRun(scheduled.step) || !TOUCHING.includes(scheduled.step.verb))
      continue;
    const { step, start, end } = scheduled;
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
      bookings.set(slot, { ...rest, key, name: system.name, span, release });
    }
  }
  return [...bookings.values()].filter(({ span }) => span.end > span.start);
}

/** What a system must be left alone for: not a backup of it, and not what is written or said about it. */
const TOUCHING: readonly Verb[] = [...CHANGE_VERBS, 'stop', 'start', 'verify'];

/** Minutes in which both hold; a moment without length counts where it falls into the other. */
export function overlap(a: Span, b: Span): Span | undefined {
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  return start < end || (start === end && (a.start === a.end || b.start === b.end)) ? { start, end } : undefined;
}

/** What is booked, each thing with its bookings in their order. */
export function byKey(bookings: readonly Booking[]): ReadonlyMap<string, readonly Booking[]> {
  const groups = new Map<string, Booking[]>();
  for (const booking of bookings) {
    const group = groups.get(booking.key);
    if (group) group.push(booking);
    else groups.set(booking.key, [booking]);
  }
  return groups;
}

/** From the first start to the last end: what lies outside clashes with none of them. Remembered for each list. */
export function hull(bookings: readonly Booking[]): Span {
  let span = hulls.get(bookings);
  if (!span) {
    span = hullOf(bookings);
    hulls.set(bookings, span);
  }
  return span;
}

const hulls = new WeakMap<readonly Booking[], Span>();

function hullOf(bookings: readonly Booking[]): Span {
  const span = { start: Number.POSITIVE_INFINITY, end: Number.NEGATIVE_INFINITY };
  for (const { span: one } of bookings) {
    span.start = Math.min(span.start, one.start);
    span.end = Math.max(span.end, one.end);
  }
  return span;
}

/** Whether an overlap is more than a moment. */
export function lasts(span: Span | undefined): boolean {
  return span !== undefined && span.end > span.start;
}

/** While its window is open, a run counts from 0. */
function hasDate(schedule: Schedule, step: Step): boolean {
  const window = windowOf(schedule.release, step);
  return !window || schedule.windows[schedule.release.windows.indexOf(window)] !== undefined;
}

type Memory = WeakMap<Schedule, readonly Booking[]>;

/** Schedules are immutable, and there is a new one for every version of a plan. */
const people: Memory = new WeakMap();
const environments: Memory = new WeakMap();
const systems: Memory = new WeakMap();

function remembered(memory: Memory, { schedule }: Scheduled, read: () => readonly Booking[]): readonly Booking[] {
  let bookings = memory.get(schedule);
  if (!bookings) {
    bookings = read();
    memory.set(schedule, bookings);
  }
  return bookings;
}

type Rest = Omit<Booking, 'key' | 'name' | 'span' | 'release'>;

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

function keyOf(plan: Plan, release: Release, name: string): string {
  const declared = lookup(plan, release, name)?.namePlace;
  return declared ? `${declared.file}#${name}` : name;
}
