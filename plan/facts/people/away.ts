/** Whether somebody can be asked at a moment: one who is on leave cannot, nor one whose shift says when they are awake. */
import { lookup, type Plan, type Release } from '../../model.ts';
import type { Span } from '../../schedule/model.ts';
import type { Calendars } from '../../who/calendars.ts';

interface Days {
  readonly plan: Plan;
  readonly release: Release;
  readonly calendars: Calendars;
}

/** By day people sleep at night, and are asked all the same: hours of a calendar keep nobody away. */
export function awayAt(
  { plan, release, calendars }: Days,
  { start, end }: Span,
  name: string,
): 'is on leave' | 'is off shift' | undefined {
  const person = lookup(plan, release, name);
  if (person?.kind !== 'person') return undefined;
  // A moment without length counts as its minute.
  const last = Math.max(end, start + 1);
  if (calendars.leaveOf(person).some(({ span }) => span.start < last && start < span.end)) return 'is on leave';
  return person.shifts.length > 0 && !calendars.of(name).isWorking(start) ? 'is off shift' : undefined;
}
