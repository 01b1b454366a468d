/** What a release takes wherever its window is moved to, and when that is taken, frozen or away already. */
import { lookup, type System } from '../../model.ts';
import type { ScheduledStep, Span } from '../../schedule/model.ts';
import { MINUTES_PER_DAY, weekdayOfDay } from '../../time/date.ts';
import type { Instant } from '../../time/model.ts';
import { dayAt, instantOf, wallTime } from '../../time/zone.ts';
import { daysAway } from '../../who/calendars.ts';
import { inRun } from '../changes/changes.ts';
import { changesOneOf, takesOneOf } from '../changes/concerns.ts';
import { isExcepted } from '../exceptions.ts';
import type { Facts } from '../facts.ts';
import { holding, whenHolding } from '../holding.ts';
import { type Booking, keyOf } from '../people/bookings.ts';
import { busyTable, type Need, type SlotQuestion } from './free.ts';

export type SlotSubject = Pick<
  Facts,
  'plan' | 'release' | 'schedule' | 'changes' | 'calendars' | 'published' | 'others' | 'times'
>;

/** Behind so many days nobody plans. */
const HORIZON = 400 * MINUTES_PER_DAY;

/** Undefined: its window has no date, or nothing runs in it. */
export function slotQuestion(subject: SlotSubject, from: Instant): SlotQuestion | undefined {
  const { schedule } = subject;
  const { T, run } = schedule;
  if (T === undefined || !run) return undefined;
  const within = { start: from, end: from + HORIZON };
  const needs: Need[] = [{ key: 'event', from: run.start - T, to: run.end - T }];
  const busy: [string, Span][] = [];
  const open: [string, Span][] = [];
  takeBookings(subject, T, needs, busy);
  takePeople(subject, T, needs, busy, open, within);
  takeHoldings(subject, T, needs, busy, open, within);
  takeEvents(subject, busy);
  return { needs, busy: busyTable(busy), open: busyTable(open), starts: startsOf(subject, T, within) };
}

/** People, environments and systems that move with the window, against those of the other releases. */
function takeBookings(
  { plan, release, changes, published, others }: SlotSubject,
  T: Instant,
  needs: Need[],
  busy: [string, Span][],
): void {
  const kinds = ['people', 'environments', 'systems'] as const;
  for (const kind of kinds) {
    const own = published[kind].all.filter((one) => moves(one) && (kind !== 'environments' || isExclusive(one)));
    for (const { key, name, span } of own) {
      const keys = kind === 'systems' ? [key, ...leantOn(name)] : [key];
      for (const one of new Set(keys)) needs.push({ key: `${kind} ${one}`, from: span.start - T, to: span.end - T });
    }
    if (own.length === 0) continue;
    for (const other of others) for (const { key, span } of other[kind].all) busy.push([`${kind} ${key}`, span]);
    // What keeps its own date is in the way of what moves.
    for (const { key, span } of published[kind].all.filter((one) => !moves(one))) busy.push([`${kind} ${key}`, span]);
  }

  /** Several may be in one environment, unless it says that they may not. */
  function isExclusive({ name }: Booking): boolean {
    const environment = lookup(plan, release, name);
    return environment?.kind === 'environment' && environment.exclusive;
  }

  /** What the system needs to work, and what needs it. */
  function leantOn(name: string): readonly string[] {
    const system = lookup(plan, release, name);
    if (system?.kind !== 'system') return [];
    const all = [...plan.names.values()].filter((named): named is System => named.kind === 'system');
    const near = all.filter((one) => changes.needs(system).has(one) || changes.needs(one).has(system));
    return near.map((one) => keyOf(plan, release, one.name));
  }
}

/** Its time follows from the start of the run. */
function moves({ fixed, kind }: Booking): boolean {
  return !fixed && kind === 'step';
}

/** Leave, holidays and shifts of whoever works in the run, chosen from a team as well. */
function takePeople(
  { plan, release, schedule, calendars }: SlotSubject,
  T: Instant,
  needs: Need[],
  busy: [string, Span][],
  open: [string, Span][],
  within: Span,
): void {
  const known = new Set<string>();
  for (const step of release.steps) {
    const at = schedule.steps[step.id];
    if (!at || !inRun(step) || step.at || step.done) continue;
    for (const name of new Set([...at.by, ...at.with])) {
      const key = `away ${name}`;
      if (at.end > at.start) needs.push({ key, from: at.start - T, to: at.end - T });
      if (known.has(name)) continue;
      known.add(name);
      const zone = calendars.of(name).zone;
      for (const { range } of daysAway(plan, release, name)) {
        const { from, to = from } = range;
        if (from?.kind !== 'instant' || to?.kind !== 'instant') continue;
        const start = from.dateOnly ? instantOf(dayAt(from.at, from.zone) * MINUTES_PER_DAY, zone) : from.at;
        const end = to.dateOnly ? instantOf((dayAt(to.at, to.zone) + 1) * MINUTES_PER_DAY, zone) : to.at;
        busy.push([key, { start, end }]);
      }
      const person = lookup(plan, release, name);
      if (person?.kind === 'person' && person.shifts.length > 0)
        for (const hours of calendars.of(name).intervals(within.start, within.end)) open.push([key, hours]);
    }
  }
}

/** Freezes that what it changes must not fall into, and maintenance that it must fall into. */
function takeHoldings(
  subject: SlotSubject,
  T: Instant,
  needs: Need[],
  busy: [string, Span][],
  open: [string, Span][],
  within: Span,
): void {
  const { plan, release, schedule, changes, others } = subject;
  const shared = [...plan.names.values()];
  const frozen = [
    ...holding(
      shared.filter((named) => named.kind === 'freeze'),
      schedule,
    ),
    ...others.flatMap(({ freezes }) => freezes),
  ].filter(({ thing }) => !isExcepted(subject, thing));
  const at = (span: Pick<ScheduledStep, 'start' | 'end'>, key: string) =>
    needs.push({ key, from: span.start - T, to: Math.max(span.end, span.start + 1) - T });
  for (const [index, one] of frozen.entries()) {
    const steps = changes.steps.filter((step) => schedule.steps[step.id] && changesOneOf(subject, one.thing.of, step));
    if (steps.length === 0) continue;
    const key = `freeze ${index}`;
    for (const step of steps) at(schedule.steps[step.id]!, key);
    for (const span of whenHolding(one, within)) busy.push([key, span]);
  }
  const kept = [
    ...holding(
      shared.filter((named) => named.kind === 'maintenance'),
      schedule,
    ),
    ...holding(release.maintenances, schedule),
  ].filter(({ thing }) => !isExcepted(subject, thing));
  for (const step of release.steps) {
    const planned = schedule.steps[step.id];
    if (!planned || !inRun(step)) continue;
    const own = kept.filter(({ thing }) => takesOneOf(subject, thing.of, step));
    if (own.length === 0) continue;
    const key = `maintenance ${own.map(({ thing }) => thing.id).join(' ')}`;
    if (!needs.some((need) => need.key === key))
      for (const one of own) for (const span of whenHolding(one, within)) open.push([key, span]);
    at(planned, key);
  }
}

/** What others plan around, with dates of its own. */
function takeEvents({ plan, times }: SlotSubject, busy: [string, Span][]): void {
  for (const named of plan.names.values()) {
    const span = named.kind === 'event' ? times.span(named.during) : undefined;
    if (span) busy.push(['event', span]);
  }
}

/** The same hour of every other day of its kind, a working day or a day off, as soon as all that leads to it still fits. */
function* startsOf({ release, schedule, calendars }: SlotSubject, T: Instant, within: Span): Iterable<Instant> {
  const { zone } = schedule;
  const wall = wallTime(T, zone);
  const [day, clock] = [dayAt(T, zone), wall - dayAt(T, zone) * MINUTES_PER_DAY];
  const isWeekend = weekdayOfDay(day) >= 5;
  const first = release.steps.reduce((least, step) => {
    const at = schedule.steps[step.id];
    return at && !step.at && !step.done ? Math.min(least, at.start) : least;
  }, T);
  const earliest = within.start + (T - first);
  for (let one = dayAt(within.start, zone); ; one++) {
    const start = instantOf(one * MINUTES_PER_DAY + clock, zone);
    if (start >= within.end) return;
    if (start <= within.start || start < earliest || start === T) continue;
    if (isWeekend ? weekdayOfDay(one) >= 5 : calendars.release.isWorkingDay(one)) yield start;
  }
}
