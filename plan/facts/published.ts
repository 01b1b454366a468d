/** What a release tells the plans of others: whom and what it takes when, and what it has frozen. Made once per version. */
import type { Freeze, Plan, Release } from '../model.ts';
import type { Schedule, Span } from '../schedule/model.ts';
import { timedSteps } from '../schedule/timed.ts';
import { type Holding, holding } from './holding.ts';
import { type Booking, bookingsOfEnvironments, bookingsOfPeople, bookingsOfSystems } from './people/bookings.ts';

export interface Published {
  readonly people: Bookings;
  readonly environments: Bookings;
  readonly systems: Bookings;
  /** Of the release itself. */
  readonly freezes: readonly Holding<Freeze>[];
}

export interface Bookings {
  readonly all: readonly Booking[];
  /** From the first start to the last end: what lies outside clashes with none of them. Undefined: there is none. */
  readonly hull?: Span;
}

export function publishedOf(plan: Plan, release: Release, schedule: Schedule): Published {
  const scheduled = { plan, release, schedule, timed: timedSteps(release, schedule) };
  return {
    people: together(bookingsOfPeople(scheduled)),
    environments: together(bookingsOfEnvironments(scheduled)),
    systems: together(bookingsOfSystems(scheduled)),
    freezes: holding(release.freezes, schedule),
  };
}

function together(all: readonly Booking[]): Bookings {
  if (all.length === 0) return { all };
  const start = all.reduce((first, { span }) => Math.min(first, span.start), Number.POSITIVE_INFINITY);
  const end = all.reduce((last, { span }) => Math.max(last, span.end), Number.NEGATIVE_INFINITY);
  return { all, hull: { start, end } };
}
