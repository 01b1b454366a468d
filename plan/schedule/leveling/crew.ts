/** People and exclusive systems, and the search for a moment at which all that a step needs are free. */
import type { Instant, Span } from '../../time/model.ts';
import type { Choice } from '../../who/people.ts';
import type { RelayPart } from '../model.ts';
import type { Activity, StepActivity } from '../network/network.ts';
import type { Pace } from '../network/pace.ts';
import { type Booking, Busy } from './busy.ts';
import { relayOf } from './relay.ts';

export interface Placement {
  readonly start: Instant;
  readonly end: Instant;
  /** Who does it, the accountable one first; and who is with them. */
  readonly by: readonly string[];
  readonly with: readonly string[];
  /** Of a relay: who has it when. */
  readonly relay?: readonly RelayPart[];
}

/** A moment of no people: what a milestone or the edge of a block takes. */
export function moment(at: Instant): Placement {
  return { start: at, end: at, by: [], with: [] };
}

export class Crew {
  /** By person, and by system with a prefix that no name has. */
  readonly resources = new Map<string, Busy>();
  private found: Neighbours | undefined;
  private readonly reservations = new Map<number, Reservation[]>();

  /** The earliest placement that starts at or after `from`; its start is `Infinity` when there is none. */
  earliest(activity: Activity, from: Instant): Placement {
    if (activity.kind !== 'step') return moment(from);
    return this.handedOver(
      activity,
      this.best(activity, (by, pace) => this.search(activity, by, pace, from, FORWARD), FORWARD),
    );
  }

  /** The latest placement that ends by `endBy` and starts by `startBy`; its start is `-Infinity` when there is none. */
  latest(activity: Activity, endBy: Instant, startBy: Instant): Placement {
    if (activity.kind !== 'step') return moment(Math.min(endBy, startBy));
    const placement = this.best(
      activity,
      (by, pace) => this.search(activity, by, pace, Math.min(endBy, latestEnd(pace, startBy)), BACKWARD),
      BACKWARD,
    );
    return this.handedOver(activity, placement);
  }

  /** Exactly then: whoever is free is chosen, and where nobody is, the first of those who could. */
  at(activity: Activity, start: Instant): Placement {
    if (activity.kind !== 'step') return moment(start);
    const end = activity.pace.endOf(start);
    const { crew } = this.assign(activity, activity.by.fixed, activity.by.choices, start, end);
    return this.handedOver(activity, { start, end, ...crew });
  }

  /** With those who have it one after the other, in the order in which they first do. */
  private handedOver({ relay }: StepActivity, placement: Placement): Placement {
    const { start, end } = placement;
    if (!relay || end <= start || !Number.isFinite(end - start)) return placement;
    const parts = relayOf(relay, placement, (name, from, to) => this.resources.get(name)?.conflict(from, to));
    return { ...placement, by: [...new Set(parts.map(({ name }) => name))], relay: parts };
  }

  /** Takes the time of all that a placement needs, as far as it is not taken; true when somebody was busy. */
  book(activity: Activity, placement: Placement, made?: Reservation[]): boolean {
    const { start, end } = placement;
    if (activity.kind !== 'step' || end <= start || !Number.isFinite(end - start)) return false;
    let clash = false;
    const take = (name: string) => {
      if (this.take(name, activity.index, placement, made)) clash = true;
    };
    if (placement.relay) for (const part of placement.relay) this.take(part.name, activity.index, part, made);
    else placement.by.forEach(take);
    placement.with.forEach(take);
    for (let i = activity.with.fixed.length; i < activity.resources.length; i++) take(activity.resources[i]!);
    return clash;
  }

  /** `book`, so that it can be released again. */
  reserve(activity: Activity, placement: Placement): boolean {
    const made = this.reservations.get(activity.index) ?? [];
    this.reservations.set(activity.index, made);
    return this.book(activity, placement, made);
  }

  release(activity: Activity): void {
    for (const { busy, booking } of this.reservations.get(activity.index) ?? []) busy.remove(booking);
    this.reservations.delete(activity.index);
  }

  /** For each activity the next and previous ones of its people and systems, once everything is booked. */
  neighbours(): Neighbours {
    if (this.found) return this.found;
    let count = 0;
    for (const { bookings } of this.resources.values())
      for (const { activity } of bookings) count = Math.max(count, activity + 1);
    const next = new Array<number[] | undefined>(count);
    const previous = new Array<Neighbour[] | undefined>(count);
    for (const [name, { bookings }] of this.resources) {
      for (let i = 1; i < bookings.length; i++) {
        const a = bookings[i - 1]!.activity;
        const b = bookings[i]!.activity;
        if (a === b) continue;
        put(next, a, b);
        put(previous, b, { activity: a, name });
      }
    }
    this.found = { next: (index) => next[index] ?? NOBODY_ELSE, previous: (index) => previous[index] ?? NOBODY_ELSE };
    return this.found;
  }

  /** What takes `name` in `[start, end)`, if anything. */
  taker(name: string, start: Instant, end: Instant): number | undefined {
    return this.resources.get(name)?.conflict(start, end)?.activity;
  }

  private best(
    activity: StepActivity,
    place: (by: readonly string[], pace: Pace) => Placement,
    direction: Direction,
  ): Placement {
    const pool = activity.by.choices[0];
    if (!pool || pool.count > 1) return place(activity.by.fixed, activity.pace);
    let best: Placement | undefined;
    let chosen = '';
    for (const person of pool.from) {
      const placement = place([...activity.by.fixed, person], activity.paceOf(person));
      const isBetter =
        !best ||
        direction.isBetter(placement.start, best.start) ||
        (placement.start === best.start && isThereRather(activity, person, placement, chosen, best));
      if (!isBetter) continue;
      best = placement;
      chosen = person;
    }
    return best!;
  }

  private search(
    activity: Activity & StepActivity,
    fixedBy: readonly string[],
    pace: Pace,
    limit: Instant,
    direction: Direction,
  ): Placement {
    // One of a team was picked by whoever asks; more of a team are picked here.
    const picked = fixedBy.length > activity.by.fixed.length;
    const choices = picked ? [] : activity.by.choices;
    const { resources } = activity;
    const fixed = resources.length > 0 ? [...fixedBy, ...resources] : fixedBy;
    let at = limit;
    for (;;) {
      if (!pace.instant) for (const name of fixed) at = this.resources.get(name)?.skip(pace, at, direction.name) ?? at;
      const start = direction.start(activity, pace, at);
      const end = pace.endOf(start);
      if (!Number.isFinite(start) || !Number.isFinite(end)) {
        return { start: direction.never, end: direction.never, by: fixedBy, with: activity.with.fixed };
      }
      const blocker = end > start ? this.blocker(fixed, start, end, direction) : undefined;
      if (blocker) {
        const beyond = direction.beyond(blocker.booking);
        blocker.busy.remember(pace, at, beyond, direction.name);
        at = beyond;
        continue;
      }
      const { crew, busy } = this.assign(activity, fixedBy, choices, start, end);
      if (busy.length === 0) return { start, end, ...crew };
      at = busy
        .map((name) => direction.beyond(direction.conflict(this.busy(name), start, end)!))
        .reduce((a, b) => (direction.isBetter(a, b) ? a : b));
    }
  }

  /** What keeps one of `names` busy then. */
  private blocker(
    names: readonly string[],
    start: Instant,
    end: Instant,
    direction: Direction,
  ): { readonly busy: Busy; readonly booking: Booking } | undefined {
    for (const name of names) {
      const busy = this.resources.get(name);
      const booking = busy && direction.conflict(busy, start, end);
      if (booking) return { busy, booking };
    }
    return undefined;
  }

  /**
   * Who of the teams does it, one choice after the other: those who are free first, of these those who are on shift, then
   * in the order of the page.
   * `busy`: those one would have to wait for, when too few of a team are free.
   */
  private assign(
    activity: StepActivity,
    fixedBy: readonly string[],
    byChoices: readonly Choice[],
    start: Instant,
    end: Instant,
  ): { readonly crew: Pick<Placement, 'by' | 'with'>; readonly busy: readonly string[] } {
    const same = fixedBy === activity.by.fixed;
    const others = same ? activity.with.fixed : activity.with.fixed.filter((name) => !fixedBy.includes(name));
    if (byChoices.length + activity.with.choices.length === 0) return { crew: { by: fixedBy, with: others }, busy: [] };
    const crew = { by: [...fixedBy], with: [...others] };
    const taken = new Set([...fixedBy, ...others]);
    const busy: string[] = [];
    const choose = ({ count, from }: Choice, into: string[]) => {
      const pool = onShiftFirst(
        activity,
        from.filter((name) => !taken.has(name)),
        start,
        end,
      );
      const isFree = (name: string) => end <= start || this.taker(name, start, end) === undefined;
      const chosen = [...pool.filter(isFree), ...pool.filter((name) => !isFree(name))].slice(0, count);
      if (chosen.some((name) => !isFree(name))) busy.push(...pool.filter((name) => !isFree(name)));
      for (const name of chosen) taken.add(name);
      into.push(...chosen);
    };
    for (const choice of byChoices) choose(choice, crew.by);
    for (const choice of activity.with.choices) choose(choice, crew.with);
    return { crew, busy };
  }

  private busy(name: string): Busy {
    let busy = this.resources.get(name);
    if (!busy) {
      busy = new Busy();
      this.resources.set(name, busy);
    }
    return busy;
  }

  /** What is fixed in time may overlap; the bookings of one person never do. */
  private take(name: string, activity: number, { start, end }: Span, made: Reservation[] | undefined): boolean {
    const busy = this.busy(name);
    const add = (from: Instant, to: Instant) => {
      const booking = { start: from, end: to, activity };
      busy.add(booking);
      made?.push({ busy, booking });
    };
    let from = start;
    let clash = false;
    for (let other = busy.conflict(from, end); other; other = busy.conflict(from, end)) {
      clash = true;
      if (other.start > from) add(from, other.start);
      from = other.end;
    }
    if (from < end) add(from, end);
    return clash;
  }
}

interface Reservation {
  readonly busy: Busy;
  readonly booking: Booking;
}

export interface Neighbours {
  next(index: number): readonly number[];
  previous(index: number): readonly Neighbour[];
}

const NOBODY_ELSE: readonly never[] = [];

function put<T>(lists: (T[] | undefined)[], at: number, one: T): void {
  const list = lists[at];
  if (list) list.push(one);
  else lists[at] = [one];
}

export interface Neighbour {
  readonly activity: number;
  /** The person, or the key of the system. */
  readonly name: string;
}

/** Searching forward and backward in time is the same search, mirrored. */
interface Direction {
  readonly name: 'forward' | 'backward';
  readonly never: Instant;
  isBetter(a: Instant, b: Instant): boolean;
  start(activity: Activity, pace: Pace, limit: Instant): Instant;
  conflict(busy: Busy, start: Instant, end: Instant): Booking | undefined;
  /** The limit with which the search goes on beyond a booking. */
  beyond(other: Booking): Instant;
}

const FORWARD: Direction = {
  name: 'forward',
  never: Number.POSITIVE_INFINITY,
  isBetter: (a, b) => a < b,
  start: (activity, pace, limit) =>
    activity.kind === 'step' && (activity.pinned === limit || activity.atAnyHour) ? limit : pace.firstStart(limit),
  conflict: (busy, start, end) => busy.conflict(start, end),
  beyond: (other) => other.end,
};

const BACKWARD: Direction = {
  name: 'backward',
  never: Number.NEGATIVE_INFINITY,
  isBetter: (a, b) => a > b,
  start: (_, pace, limit) => pace.latestStart(limit),
  conflict: (busy, start, end) => busy.lastConflict(start, end),
  beyond: (other) => other.start,
};

/** Of two who could begin equally early, the one who is on shift. */
function isThereRather(
  { presence }: StepActivity,
  person: string,
  placement: Placement,
  other: string,
  best: Placement,
): boolean {
  if (!presence || !Number.isFinite(placement.start)) return false;
  return presence(person, placement.start, placement.end) < presence(other, best.start, best.end);
}

function onShiftFirst({ presence }: StepActivity, names: readonly string[], start: Instant, end: Instant) {
  if (!presence || names.length < 2 || !Number.isFinite(start)) return names;
  return names.toSorted((a, b) => presence(a, start, end) - presence(b, start, end));
}

/** The latest end of a step that starts by `startBy`. */
function latestEnd(pace: Pace, startBy: Instant): Instant {
  const start = Number.isFinite(startBy) ? pace.lastStart(startBy) : startBy;
  return Number.isFinite(start) ? pace.endOf(start) : start;
}
