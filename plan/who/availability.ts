/**
 * Whether somebody can be asked to do something at a time, and what keeps them from it: read from leave, holidays, the
 * bookings of all plans, the rest that the policy asks for, and working hours.
 */
import { restTooShort } from '../checks/rest-too-short.ts';
import type { Facts, ScheduledRelease } from '../facts/facts.ts';
import type { Booking } from '../facts/people/bookings.ts';
import { type Duty, dutiesOf } from '../facts/people/duties.ts';
import { nights } from '../facts/people/nights.ts';
import type { Published } from '../facts/published.ts';
import { type Times, timesOf } from '../facts/times.ts';
import { lookup, type Place, type Plan, type Release, type Step, stepLabel } from '../model.ts';
import { isCalled } from '../order/blocks.ts';
import { effectiveCheck } from '../policies/policy.ts';
import type { Span } from '../schedule/model.ts';
import { timedSteps } from '../schedule/timed.ts';
import { takesTime } from '../taking-time.ts';
import { roughMinutes } from '../time/duration.ts';
import type { Instant, Minutes, Zone } from '../time/model.ts';
import { type Calendars, calendarsOf, spansAway } from './calendars.ts';
import { hasWorkingHours } from './working-hours.ts';

/**
 * The first of these that holds. `rest`: has had a night, or has another duty, so close that they would not have slept;
 * `off`: outside of their working hours, which a night usually is, and no reason not to ask.
 */
export type Availability =
  | { readonly kind: 'free' }
  | { readonly kind: 'rest' | 'off'; readonly until: Instant }
  /** Days are days where they are. */
  | { readonly kind: 'leave' | 'holiday'; readonly until: Instant; readonly zone: Zone; readonly title?: string }
  | { readonly kind: 'busy'; readonly until: Instant; readonly label: string; readonly release?: string };

type Scheduled = ScheduledRelease;

export interface Staff {
  /** What somebody is asked for is left out of what keeps them busy: `place` is where it is written. */
  availability(person: string, span: Span, asked: { readonly step?: Step; readonly place?: Place }): Availability;
}

/** To be made once per schedule. */
export function staffOf(mine: Scheduled, others: readonly Published[]): Staff {
  const { plan, release, schedule, published } = mine;
  const calendars = calendarsOf(plan, release);
  const times = timesOf(schedule);
  const timed = timedSteps(release, schedule);
  const subject = { plan, release, schedule, published, calendars, times, timed };
  const duties = dutiesOf(subject);
  const least = leastRest(plan, release);
  return {
    availability(person, span, { step, place = step?.head }) {
      return (
        awayAt(subject, person, span) ??
        busyAt({ ...mine, timed }, others, person, span, step, place) ??
        restingAt(duties.get(person) ?? [], subject, person, span, place, least) ??
        offAt(subject, person, span) ?? { kind: 'free' }
      );
    },
  };
}

type Away = Extract<Availability, { kind: 'leave' | 'holiday' }>;

interface Subject extends Scheduled {
  readonly calendars: Calendars;
  readonly times: Times;
}

function awayAt({ plan, release, calendars }: Subject, person: string, span: Span): Availability | undefined {
  let found: Away | undefined;
  const { zone } = calendars.of(person);
  for (const { kind, title, span: days } of spansAway(plan, release, person, zone)) {
    if (days.start >= Math.max(span.end, span.start + 1) || days.end <= span.start) continue;
    // Of several the one that lasts longest says when they are back.
    if (!found || days.end > found.until) found = { kind, until: days.end, zone, ...(title && { title }) };
  }
  return found;
}

function busyAt(
  { plan, release, published, timed }: Scheduled & Pick<Facts, 'timed'>,
  others: readonly Published[],
  person: string,
  span: Span,
  step: Step | undefined,
  place: Place | undefined,
): Availability | undefined {
  let found: Extract<Availability, { kind: 'busy' }> | undefined;
  const add = (one: Span, label: string, of?: string) => {
    if (one.start >= Math.max(span.end, span.start + 1) || one.end <= span.start) return;
    if (!found || one.end > found.until)
      found = { kind: 'busy', until: one.end, label, ...(of !== undefined && { release: of }) };
  };
  for (const other of timed) {
    if (other.step === step || other.step.done || !takesTime(other.step)) continue;
    if (![...other.by, ...other.with].includes(person) || (step && isCalled(step.block) !== isCalled(other.step.block)))
      continue;
    if (!step && isCalled(other.step.block)) continue;
    add(other, stepLabel(other.step));
  }
  const isElsewhere = (booking: Booking) => booking.place !== place && booking.kind !== 'step';
  for (const booking of published.people.all) {
    if (booking.name === person && isElsewhere(booking)) add(booking.span, booking.label.replaceAll('`', ''));
  }
  const declared = lookup(plan, release, person)?.namePlace;
  if (!declared) return found;
  const key = `${declared.file}#${person}`;
  for (const other of others) {
    for (const booking of other.people.all) {
      if (booking.key === key) add(booking.span, booking.label.replaceAll('`', ''), other.release);
    }
  }
  return found;
}

function restingAt(
  known: readonly Duty[],
  { plan, release, calendars }: Subject,
  person: string,
  span: Span,
  place: Place | undefined,
  least: Minutes,
): Availability | undefined {
  if (least === 0 || known.length === 0) return undefined;
  const asked: Duty = { name: person, span, label: '', place: place ?? release.head };
  const others = known.filter((duty) => duty.place !== place);
  const calendar = hasWorkingHours(plan, release, person) ? calendars.of(person) : undefined;
  for (const { last, next } of nights([...others, asked], calendar, calendar?.zone ?? release.zone)) {
    if (!next || next.span.start - last.span.end >= least) continue;
    if (next === asked) return { kind: 'rest', until: last.span.end + least };
    if (last === asked) return { kind: 'rest', until: next.span.start };
  }
  return undefined;
}

/** What the policy asks for between a night and what follows it. */
function leastRest(plan: Plan, release: Release): Minutes {
  const { severity, parameters } = effectiveCheck(restTooShort, plan, release.releaseKind);
  return severity === 'off' ? 0 : roughMinutes(parameters.duration('rest'));
}

function offAt({ plan, release, calendars }: Subject, person: string, span: Span): Availability | undefined {
  if (!hasWorkingHours(plan, release, person)) return undefined;
  const calendar = calendars.of(person);
  return calendar.isWorking(span.start) ? undefined : { kind: 'off', until: calendar.next(span.start) };
}
