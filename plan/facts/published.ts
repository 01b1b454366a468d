/**
 * What a release tells the plans of others: whom and what it takes when, what it has frozen, what it stands on, what it leaves.
 * Made once per version, plain data, and all that a check of another plan may know of it: the plan itself need not be there.
 */
import type { Freeze, Place, Plan, Release } from '../model.ts';
import { layersOf } from '../named.ts';
import { remembering } from '../remembered.ts';
import type { Schedule, Span } from '../schedule/model.ts';
import { timedSteps } from '../schedule/timed.ts';
import type { Instant } from '../time/model.ts';
import { type Allocation, allocationsOf } from './across/funds.ts';
import { type LeftBehind, leftBehind, type PublishedTrain, trainsOf } from './across/left.ts';
import { type Needs, needsOf } from './across/needs.ts';
import { declaredAt } from './across/same.ts';
import { type Changes, changes } from './changes/changes.ts';
import { type Holding, holding } from './holding.ts';
import { type Booking, bookingsOfEnvironments, bookingsOfPeople, bookingsOfSystems, keyOf } from './people/bookings.ts';
import { type RoomUse, roomsOf } from './people/rooms.ts';

export interface Published {
  /** The name of the release, its id, and the file it stands in: two of a file may share a name, and two files may have the same ids. */
  readonly release: string;
  readonly of: string;
  readonly file: string;
  /** Undefined: its date is open. */
  readonly T?: Instant;
  /** From the first step to the last. */
  readonly work?: Span;
  readonly people: Bookings;
  readonly environments: Bookings;
  readonly systems: Bookings;
  /** What the systems that it works on need to work. */
  readonly needs: readonly Needs[];
  /** Of the release itself. */
  readonly freezes: readonly PublishedFreeze[];
  readonly rooms: readonly RoomUse[];
  /** Whom it keeps free, and when. */
  readonly reserved: readonly Pick<Booking, 'key' | 'span'>[];
  /** The change records it goes by. */
  readonly records: readonly { readonly number: string; readonly place: Place }[];
  /** What it takes from funds that others take from, too. */
  readonly allocations: readonly Allocation[];
  readonly left: LeftBehind;
  /** Those that its file knows. */
  readonly trains: readonly PublishedTrain[];
  /** The files whose names it knows. */
  readonly knows: readonly string[];
}

export interface Bookings {
  readonly all: readonly Booking[];
  /** From the first start to the last end: what lies outside clashes with none of them. Undefined: there is none. */
  readonly hull?: Span;
}

export interface PublishedFreeze extends Holding<Freeze> {
  /** Where each thing that is frozen is declared; empty: nowhere. */
  readonly declared: readonly string[];
}

export function publishedOf(plan: Plan, release: Release, schedule: Schedule, known?: Changes): Published {
  const changed = known ?? changes(plan, release);
  const timed = timedSteps(release, schedule);
  const scheduled = { plan, release, schedule, timed, changes: changed };
  const systems = bookingsOfSystems(scheduled);
  return {
    release: release.name,
    of: release.id,
    file: release.place.file,
    T: schedule.T,
    work: hullOf(timed),
    people: together(bookingsOfPeople(scheduled)),
    environments: together(bookingsOfEnvironments(scheduled)),
    systems: together(systems),
    needs: needsOf(plan, release, changed, systems),
    freezes: holding(release.freezes, schedule).map((one) => ({
      ...one,
      declared: one.thing.of.map(({ name }) => declaredAt(plan, release, name) ?? ''),
    })),
    rooms: roomsOf(release, schedule),
    reserved: reservedBy(plan, release, schedule),
    records: release.changes.flatMap(({ number }) => (number ? { number: number.name, place: number.place } : [])),
    allocations: allocationsOf(plan, release),
    left: leftBehind(release, schedule),
    trains: trainsOf(plan),
    knows: knownFiles(plan),
  };
}

function knownFiles({ names }: Plan): readonly string[] {
  return [...new Set(layersOf(names).flatMap((layer) => filesOf(layer)))];
}

const filesOf = remembering<Plan['names'], void, readonly string[]>((names) => [
  ...new Set([...names.values()].map(({ place }) => place.file)),
]);

function together(all: readonly Booking[]): Bookings {
  const hull = hullOf(all.map(({ span }) => span));
  return hull ? { all, hull } : { all };
}

function hullOf(spans: readonly Span[]): Span | undefined {
  if (spans.length === 0) return undefined;
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const span of spans) {
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return { start, end };
}

function reservedBy(plan: Plan, release: Release, schedule: Schedule): Published['reserved'] {
  if (schedule.T === undefined) return [];
  return release.reserves.flatMap(({ id }) => {
    const { span, people } = schedule.reserves[id]!;
    return span ? people.map((name) => ({ key: keyOf(plan, release, name), span })) : [];
  });
}
