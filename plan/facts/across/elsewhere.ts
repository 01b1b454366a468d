/**
 * What a release tells plans of other repositories, which share no file with it: by the names that a company has agreed on.
 * Without titles and texts unless they are asked for, and without what only the plans of its own repository can use.
 */
import type { Freeze, Place, Plan } from '../../model.ts';
import { MINUTES_PER_DAY } from '../../time/date.ts';
import type { Instant, Span, Zone } from '../../time/model.ts';
import { whenHolding } from '../holding.ts';
import type { Booking } from '../people/bookings.ts';
import { type RoomUse, roomKey } from '../people/rooms.ts';
import type { Bookings, Published, PublishedFreeze } from '../published.ts';
import { PublishedIndex } from './index.ts';

/** Of one release; lines count from 0, moments are minutes since 1970. */
export interface ToldElsewhere {
  readonly release: string;
  readonly zone: Zone;
  readonly line: number;
  readonly T?: Instant;
  readonly work?: Span;
  readonly people: readonly Taken[];
  readonly environments: readonly Taken[];
  readonly systems: readonly Taken[];
  readonly needs: readonly {
    readonly name: string;
    readonly needed: readonly { readonly name: string; readonly relation: Relation }[];
  }[];
  readonly freezes: readonly FrozenElsewhere[];
  readonly rooms: readonly (Pick<RoomUse, 'room' | 'kind' | 'span'> & {
    readonly line: number;
    readonly label?: string;
  })[];
  readonly reserved: readonly { readonly name: string; readonly span: Span }[];
  readonly records: readonly { readonly number: string; readonly line: number }[];
}

export type Relation = Published['needs'][number]['needed'][number]['relation'];

export interface Taken extends Pick<Booking, 'name' | 'kind' | 'fixed' | 'span'> {
  readonly line: number;
  /** As its plan says it; left out: only that it is. */
  readonly label?: string;
}

export interface FrozenElsewhere {
  readonly name: string;
  readonly of: readonly string[];
  readonly exceptBy?: string;
  readonly spans: readonly Span[];
  readonly line: number;
}

/** So far ahead, in days, what comes round is told. */
const AHEAD = 400;

export function toldElsewhere(plan: Plan, published: Published, now: Instant, hasTexts: boolean): ToldElsewhere {
  const release = plan.releases.find(({ id }) => id === published.of);
  const text = (label: string) => (hasTexts ? { label } : {});
  const taken = ({ all }: Bookings) =>
    all.map(
      ({ name, kind, fixed, span, place, label }): Taken => ({
        name,
        kind,
        fixed,
        span,
        line: lineOf(place),
        ...text(label),
      }),
    );
  const within = { start: now - AHEAD * MINUTES_PER_DAY, end: now + AHEAD * MINUTES_PER_DAY };
  const { T, work } = published;
  return {
    release: published.release,
    zone: release?.zone ?? 'UTC',
    line: release ? lineOf(release.place) : 0,
    ...(T !== undefined && { T }),
    ...(work && { work }),
    people: taken(published.people),
    environments: taken(published.environments),
    systems: taken(published.systems),
    needs: published.needs.map(({ key, needed }) => ({
      name: nameOf(key),
      needed: needed.map(({ name, relation }) => ({ name, relation })),
    })),
    freezes: published.freezes.map((one) => ({
      name: one.thing.name,
      of: one.thing.of.map(({ name }) => name),
      ...(one.thing.exceptBy && { exceptBy: one.thing.exceptBy.ref.name }),
      spans: one.once ? [one.once] : whenHolding(one, within),
      line: lineOf(one.thing.head),
    })),
    rooms: published.rooms.map(({ room, kind, span, place, label }) => ({
      room,
      kind,
      span,
      line: lineOf(place),
      ...text(label),
    })),
    reserved: published.reserved.map(({ key, span }) => ({ name: nameOf(key), span })),
    records: published.records.map(({ number, place }) => ({ number, line: lineOf(place) })),
  };
}

function lineOf({ range }: Place): number {
  return range.start.line;
}

/** `file#name` or `name`: see `keyOf`. */
function nameOf(key: string): string {
  return key.slice(key.lastIndexOf('#') + 1);
}

/** What plans of other repositories tell, found by name and time. */
export class Elsewhere {
  private readonly index = new PublishedIndex();

  /** `file` is a name for where it stands that no file here has; `whose`: the repository, for messages. */
  constructor(
    told: Iterable<{ readonly file: string; readonly whose: string; readonly releases: readonly ToldElsewhere[] }>,
  ) {
    for (const { file, whose, releases } of told)
      this.index.set(
        file,
        releases.map((one) => publishedBy(one, file, whose)),
      );
  }

  /** As the names of a plan have it: what may concern one of its releases. */
  near(plan: Plan, published: readonly Published[]): readonly Published[] {
    const own = published.map((one) => byNames(one, [...plan.names.keys()]));
    const found = [...this.index.near('', own).entries()].sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
    return found.map(([one]) => asNamedIn(plan, one));
  }

  /** All of them, whenever they are. */
  all(plan: Plan): readonly Published[] {
    return [...this.index.all()].flatMap(([, published]) => published.map((one) => asNamedIn(plan, one)));
  }
}

const OUTSIDE = { allocations: [], left: { items: [] }, trains: [] } as const;

/** As its own repository would tell it, with names in the place of keys. */
export function publishedBy(told: ToldElsewhere, file: string, whose: string): Published {
  const { release, T, work } = told;
  const placeAt = (line: number): Place => ({
    file,
    range: { start: { line, character: 0 }, end: { line, character: 0 } },
  });
  const shown = `${release} (${whose})`;
  const bookings = (all: readonly Taken[]): Bookings =>
    together(
      all.map(({ name, kind, fixed, span, line, label }) => {
        const said = label ?? (kind === 'step' ? 'a step' : kind === 'uat' ? 'a UAT' : 'a rehearsal');
        return { key: name, name, kind, fixed, span, label: said, place: placeAt(line), release: shown, of: release };
      }),
    );
  return {
    release: shown,
    of: release,
    file,
    ...(T !== undefined && { T }),
    ...(work && { work }),
    people: bookings(told.people),
    environments: bookings(told.environments),
    systems: bookings(told.systems),
    needs: told.needs.map(({ name, needed }) => ({
      key: name,
      needed: needed.map((one) => ({ key: one.name, ...one })),
    })),
    freezes: told.freezes.flatMap(({ name, of, exceptBy, spans, line }) => {
      const place = placeAt(line);
      const at = { place, namePlace: place, head: place };
      const ref = (one: string) => ({ name: one, place });
      const id = `${file}/${name}` as Freeze['id'];
      const thing: Freeze = {
        ...{ id, kind: 'freeze', name, of: of.map(ref), ...at },
        ...(exceptBy !== undefined && { exceptBy: { ref: ref(exceptBy), place } }),
      };
      return spans.map((once): PublishedFreeze => ({ thing, once, declared: of.map((one) => `${one}:0`) }));
    }),
    rooms: told.rooms.map(({ room, kind, span, line, label }) => {
      const said = label ?? (kind === 'meeting' ? 'a meeting' : 'a roster');
      return { room, key: roomKey(room), kind, span, label: said, place: placeAt(line) };
    }),
    reserved: told.reserved.map(({ name, span }) => ({ key: name, span })),
    records: told.records.map(({ number, line }) => ({ number, place: placeAt(line) })),
    ...OUTSIDE,
    knows: [],
  };
}

function together(all: readonly Booking[]): Bookings {
  if (all.length === 0) return { all };
  const start = all.reduce((least, { span }) => Math.min(least, span.start), Number.POSITIVE_INFINITY);
  const end = all.reduce((most, { span }) => Math.max(most, span.end), Number.NEGATIVE_INFINITY);
  return { all, hull: { start, end } };
}

/** What is asked of the index: names in the place of keys. */
export function byNames(one: Published, known: readonly string[]): Published {
  const keyed = (bookings: Bookings): Bookings => ({
    ...bookings,
    all: bookings.all.map((booking) => ({ ...booking, key: booking.name })),
  });
  return {
    ...one,
    ...OUTSIDE,
    people: keyed(one.people),
    environments: keyed(one.environments),
    systems: keyed(one.systems),
    needs: one.needs.map(({ key, needed }) => ({
      key: nameOf(key),
      needed: needed.map((need) => ({ ...need, key: need.name })),
    })),
    reserved: one.reserved.map(({ key, span }) => ({ key: nameOf(key), span })),
    freezes: one.freezes.map((freeze) => ({ ...freeze, declared: freeze.thing.of.map(({ name }) => `${name}:0`) })),
    knows: known,
  };
}

/** The other way round: the keys that the names have in a plan. */
function asNamedIn({ names }: Plan, one: Published): Published {
  const placeOf = (name: string) => names.get(name)?.namePlace;
  const keyOf = (name: string) => {
    const declared = placeOf(name);
    return declared ? `${declared.file}#${name}` : name;
  };
  const keyed = (bookings: Bookings): Bookings => ({
    ...bookings,
    all: bookings.all.map((booking) => ({ ...booking, key: keyOf(booking.name) })),
  });
  return {
    ...one,
    people: keyed(one.people),
    environments: keyed(one.environments),
    systems: keyed(one.systems),
    needs: one.needs.map(({ key, needed }) => ({
      key: keyOf(key),
      needed: needed.map((need) => ({ ...need, key: keyOf(need.name) })),
    })),
    reserved: one.reserved.map(({ key, span }) => ({ key: keyOf(key), span })),
    freezes: one.freezes.map((freeze) => ({
      ...freeze,
      declared: freeze.thing.of.map(({ name }) => {
        const declared = placeOf(name);
        return declared ? `${declared.file}:${declared.range.start.line}` : '';
      }),
    })),
  };
}
