/** What a difference means for people: how much each has to do, how long they rest, where they are wanted twice. */
import { isForward } from '../facts/changes/changes.ts';
import { bookingsOfPeople, overlap } from '../facts/people/bookings.ts';
import { append } from '../grouped.ts';
import type { Plan, Release } from '../model.ts';
import type { Schedule, Span } from '../schedule/model.ts';
import { timedSteps } from '../schedule/timed.ts';
import { isWork } from '../taking-time.ts';
import type { WorkCalendar } from '../time/calendar.ts';
import type { Minutes } from '../time/model.ts';
import { calendarsOf } from '../who/calendars.ts';
import { hasWorkingHours } from '../who/working-hours.ts';
import type { PersonDifference } from './model.ts';
import { changed } from './steps.ts';

export interface Side {
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
}

export function comparePeople(base: Side | undefined, head: Side | undefined): readonly PersonDifference[] {
  const [before, after] = [base && dutiesOf(base), head && dutiesOf(head)];
  const names = new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])]);
  return [...names].flatMap((name): PersonDifference[] => {
    const [was, is] = [before?.get(name), after?.get(name)];
    const different: PersonDifference = {
      name,
      ...changed('load', was?.load ?? 0, is?.load ?? 0),
      ...changed('rest', was?.rest, is?.rest),
      ...changed('doubleBookings', was?.doubleBookings ?? 0, is?.doubleBookings ?? 0),
    };
    return Object.keys(different).length > 1 ? [different] : [];
  });
}

interface Duties {
  load: Minutes;
  rest?: Minutes;
  doubleBookings: number;
}

function dutiesOf({ plan, release, schedule }: Side): ReadonlyMap<string, Duties> {
  const { run } = schedule;
  const duties = new Map<string, Duties>();
  const of = (name: string) => {
    let one = duties.get(name);
    if (!one) {
      one = { load: 0, doubleBookings: 0 };
      duties.set(name, one);
    }
    return one;
  };
  const spans = new Map<string, Span[]>();
  const timed = timedSteps(release, schedule);
  for (const one of timed) {
    if (!isWork(one.step) || !isForward(one.step)) continue;
    for (const name of new Set([...one.by, ...one.with])) {
      of(name).load += one.end - one.start;
      append(spans, name, one);
    }
  }
  if (schedule.T === undefined) return duties;
  const calendars = calendarsOf(plan, release);
  for (const [name, own] of spans) {
    const calendar = hasWorkingHours(plan, release, name) ? calendars.of(name) : undefined;
    const rest = run && restAfter(run, own, calendar);
    if (rest !== undefined) of(name).rest = rest;
  }
  const bookings = [...bookingsOfPeople({ plan, release, schedule, timed })].sort(
    (a, b) => a.span.start - b.span.start,
  );
  for (const [i, one] of bookings.entries()) {
    for (let j = i + 1; j < bookings.length && bookings[j]!.span.start < one.span.end; j++) {
      const other = bookings[j]!;
      if (one.key === other.key && overlap(one.span, other.span)) of(one.name).doubleBookings++;
    }
  }
  return duties;
}

/** A shorter pause belongs to the night. Minutes. */
const LONGEST_PAUSE = 4 * 60;

/** From the end of what somebody does in the run, or soon after it, until the next step or working hours. */
function restAfter(run: Span, spans: readonly Span[], calendar: WorkCalendar | undefined): Minutes | undefined {
  let end: number | undefined;
  let next = Number.POSITIVE_INFINITY;
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const isOfRun = span.start >= run.start && span.end <= run.end;
    if (end === undefined ? isOfRun : isOfRun || span.start - end < LONGEST_PAUSE)
      end = Math.max(end ?? span.end, span.end);
    else if (end !== undefined) next = Math.min(next, span.start);
  }
  if (end === undefined) return undefined;
  const rest = Math.min(next, calendar?.next(end) ?? Number.POSITIVE_INFINITY) - end;
  return Number.isFinite(rest) && rest > 0 ? rest : undefined;
}
