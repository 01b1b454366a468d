/** What the plans of a workspace put into the calendar. */
import type { Occasional, Plan, Release } from '../../model.ts';
import type { Schedule, Span } from '../../schedule/model.ts';
import type { Taken, ToldElsewhere } from '../across/elsewhere.ts';
import type { ScheduledRelease } from '../facts.ts';
import { type Holding, holding, holdingAt, whenHolding } from '../holding.ts';
import type { Booking } from '../people/bookings.ts';
import { timesOf, WRITTEN } from '../times.ts';
import { cadenceOf, stopsOf } from '../trains/cadence.ts';
import type { CalendarEntry } from './model.ts';
import { named } from './names.ts';

/** Of a release: its window, else its run; rehearsals, tests by users, and what it freezes. */
export function* entriesOfRelease(
  { plan, release, schedule, published }: ScheduledRelease,
  within: Span,
): Iterable<CalendarEntry> {
  const { zone, place } = release;
  const of = release.name;
  // Rehearsals and tests have entries of their own.
  const booked = (all: readonly Booking[]) => all.flatMap(({ kind, name }) => (kind === 'step' ? name : []));
  const people = unique(booked(published.people.all));
  const things = unique([...booked(published.systems.all), ...booked(published.environments.all)]);
  const title = release.title === undefined ? {} : { title: release.title };
  const spans = spansOf(release, schedule);
  const carries = carriedBy(release);
  yield* inside(within, {
    ...{ kind: 'release', name: release.name, ...title, of, zone, place: place, who: people, on: things, spans },
    ...(spans.length > 1 && { comesRound: true }),
    ...(carries.length > 0 && { carries }),
  });
  for (const rehearsal of release.rehearsals) {
    const span = schedule.rehearsals[rehearsal.id];
    const on = rehearsal.in ? [rehearsal.in.name] : [];
    const who = named(plan, release, [rehearsal.by, ...rehearsal.with]);
    if (span)
      yield* inside(within, {
        kind: 'rehearsal',
        name: rehearsal.name,
        of,
        zone,
        who,
        on,
        spans: [span],
        place: rehearsal.head,
      });
  }
  for (const uat of release.uats) {
    const span = schedule.uats[uat.id];
    const on = uat.in ? [uat.in.name] : [];
    const who = named(plan, release, [uat.by, ...uat.with]);
    if (span) yield* inside(within, { kind: 'uat', name: uat.name, of, zone, who, on, spans: [span], place: uat.head });
  }
  const times = timesOf(schedule);
  for (const event of release.events) {
    const span = times.span(event.during);
    if (span)
      yield* inside(within, {
        kind: 'event',
        name: event.name,
        of,
        zone,
        who: [],
        on: [],
        spans: [span],
        place: event.head,
      });
  }
  yield* held([...published.freezes, ...holding(release.maintenances, schedule)], of, zone, within);
}

function carriedBy({ scope }: Release): readonly string[] {
  const items = scope?.items.filter(({ priority, deferredTo }) => priority !== 'wont' && !deferredTo) ?? [];
  return items.map(({ name, from }) => (from ? `${name} from ${from.name}` : name));
}

/** Of a file: what stands outside of releases. */
export function* entriesOfFile(plan: Plan, within: Span): Iterable<CalendarEntry> {
  const own = [...plan.names.values()].filter(({ namePlace }) => namePlace.file === plan.file);
  const kept = own.filter((one) => one.kind === 'freeze' || one.kind === 'maintenance');
  yield* held(holdingAt(kept, WRITTEN, 'UTC'), undefined, 'UTC', within);
  for (const one of own) {
    if (one.kind !== 'event') continue;
    const span = WRITTEN.span(one.during);
    const from = one.during?.from;
    const zone = from?.kind === 'instant' ? from.zone : 'UTC';
    const title = one.title === undefined ? {} : { title: one.title };
    if (span)
      yield* inside(within, {
        kind: 'event',
        name: one.name,
        ...title,
        zone,
        who: [],
        on: [],
        spans: [span],
        place: one.head,
      });
  }
}

/** The departures of the trains of a file that no release takes; `begin` of a release by its name. */
export function* departures(
  plan: Plan,
  begin: (name: string) => number | undefined,
  within: Span,
): Iterable<CalendarEntry> {
  for (const train of plan.trains) {
    const cadence = train.place.file === plan.file ? cadenceOf(train) : undefined;
    if (!cadence) continue;
    const taken = new Set(stopsOf(train, cadence, begin).flatMap(({ departure }) => departure?.number ?? []));
    const last = Math.max(0, ...taken);
    const open = cadence
      .until(within.end)
      .filter(({ at, number, isSkipped }) => at >= within.start && number > last && !isSkipped);
    for (const { at } of open) {
      yield {
        ...{ kind: 'departure', name: train.name, of: train.name, zone: cadence.zone, who: [], on: [] },
        comesRound: true,
        ...(train.title !== undefined && { title: train.title }),
        ...{ spans: [{ start: at, end: at }], place: train.head },
      };
    }
  }
}

/** A plan of another repository. */
export interface PlanElsewhere {
  readonly file: string;
  readonly whose: string;
  readonly releases: readonly ToldElsewhere[];
}

/** Its releases, and what they freeze. */
export function* entriesElsewhere({ file, whose, releases }: PlanElsewhere, within: Span): Iterable<CalendarEntry> {
  const placeAt = (line: number) => ({ file, range: { start: { line, character: 0 }, end: { line, character: 0 } } });
  for (const { release, zone, work, people, systems, environments, freezes, line } of releases) {
    const name = `${release} (${whose})`;
    const names = (all: readonly Taken[]) => all.flatMap((one) => (one.kind === 'step' ? one.name : []));
    const on = unique([...names(systems), ...names(environments)]);
    const at = { of: name, zone, place: placeAt(line) };
    if (work) yield* inside(within, { kind: 'release', name, ...at, who: unique(names(people)), on, spans: [work] });
    for (const one of freezes)
      yield* inside(within, {
        ...{ kind: 'freeze', name: one.name, ...at, who: [], on: one.of, spans: one.spans },
        ...(one.spans.length > 1 && { comesRound: true }),
      });
  }
}

/** The release that a line of it is of, as the calendar calls it. */
export function namesElsewhere({ whose, releases }: PlanElsewhere, line: number): readonly string[] {
  const own = releases.findLast((one) => one.line <= line) ?? releases[0];
  return own ? [`${own.release} (${whose})`] : [];
}

function spansOf({ windows }: Release, schedule: Schedule): readonly Span[] {
  const written = windows.flatMap(({ id }) => {
    const span = schedule.windows[id];
    return span?.end === undefined ? [] : [{ start: span.start, end: span.end }];
  });
  if (written.length > 0) return written;
  const { run, T, end } = schedule;
  if (T === undefined) return [];
  return [run ?? { start: T, end: end ?? T }];
}

type Kept = Occasional & {
  readonly kind: 'freeze' | 'maintenance';
  readonly name: string;
  readonly title?: string;
  readonly of: readonly { readonly name: string }[];
  readonly by?: { readonly ref: { readonly name: string } };
  readonly head: CalendarEntry['place'];
};

function* held(
  all: readonly Holding<Kept>[],
  of: string | undefined,
  zone: string,
  within: Span,
): Iterable<CalendarEntry> {
  for (const one of all) {
    const { kind, name, title, by, head, from, every } = one.thing;
    const own = from?.kind === 'instant' ? from.zone : (every?.hours?.zone ?? zone);
    yield* inside(within, {
      ...{ kind, name, zone: own, place: head, who: by ? [by.ref.name] : [] },
      ...(title !== undefined && { title }),
      ...(of !== undefined && { of }),
      on: one.thing.of.map((ref) => ref.name),
      spans: whenHolding(one, within),
      ...(every && { comesRound: true }),
    });
  }
}

/** What of it lies in the calendar. */
function* inside(within: Span, entry: CalendarEntry): Iterable<CalendarEntry> {
  const spans = entry.spans
    .filter(({ start, end }) => start < within.end && end >= within.start)
    .toSorted((a, b) => a.start - b.start);
  if (spans.length > 0) yield { ...entry, spans };
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
