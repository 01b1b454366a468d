/** People and exclusive systems, and the search for a moment at which all that a step needs are free. */

import type { Choice } from '../people.ts';
import type { Instant } from '../time/model.ts';
import { type Booking, Busy } from './busy.ts';
import { firstStart } from './critical-path.ts';
import type { Activity, StepActivity } from './network.ts';
import type { Pace } from './pace.ts';

export interface Placement {
  readonly start: Instant;
  readonly end: Instant;
  /** Who does it, the accountable one first; and who is with them. */
  readonly by: readonly string[];
  readonly with: readonly string[];
}

/** A moment of no people: what a milestone or the edge of a block takes. */
export function moment(at: Instant): Placement {
  return { start: at, end: at, by: [], with: [] };
}

export class Crew {
  /** By person, and by system with a prefix that no name has. */
  readonly resources = new Map<string, Busy>();
  private readonly taken = new Map<number, { readonly busy: Busy; readonly booking: Booking }[]>();

  /** The earliest placement that starts at or after `from`; its start is `Infinity` when there is none. */
  earliest(activity: Activity, from: Instant): Placement {
    if (activity.kind !== 'step') return moment(from);
    return this.best(activity, (by, pace) => this.search(activity, by, pace, from, FORWARD), FORWARD);
  }

  /** The latest placement that ends by `endBy` and starts by `startBy`; its start is `-Infinity` when there is none. */
  latest(activity: Activity, endBy: Instant, startBy: Instant): Placement {
    if (activity.kind !== 'step') return moment(Math.min(endBy, startBy));
    return this.best(
      activity,
      (by, pace) => this.search(activity, by, pace, Math.min(endBy, latestEnd(pace, startBy)), BACKWARD),
      BACKWARD,
    );
  }

  /** Exactly then: whoever is free is chosen, and where nobody is, the first of those who could. */
  at(activity: Activity, start: Instant): Placement {
    if (activity.kind !== 'step') return moment(start);
    const end = activity.pace.endOf(start);
    return { start, end, ...this.assign(activity, activity.by.fixed, activity.by.choices, start, end).crew };
  }

  /** Takes their time, as far as it is not taken already; true when somebody was busy. */
  book(activity: Activity, placement: Placement): boolean {
    if (activity.kind !== 'step' || placement.end <= placement.start) return false;
    const list = this.taken.get(activity.index) ?? [];
    let clash = false;
    for (const name of [...placement.by, ...placement.with, ...activity.systems.map(systemKey)]) {
      const busy = this.busy(name);
      let { start } = placement;
      // What is fixed in time may overlap; the bookings of one person never do.
      for (let other = busy.conflict(start, placement.end); other; other = busy.conflict(start, placement.end)) {
        clash = true;
        if (other.start > start) list.push(this.add(busy, start, other.start, activity.index));
        start = other.end;
      }
      if (start < placement.end) list.push(this.add(busy, start, placement.end, activity.index));
    }
    this.taken.set(activity.index, list);
    return clash;
  }

  release(activity: Activity): void {
    for (const { busy, booking } of this.taken.get(activity.index) ?? []) busy.remove(booking);
    this.taken.delete(activity.index);
  }

  /** For each activity the next and previous ones of its people and systems. */
  neighbours(): {
    readonly next: ReadonlyMap<number, readonly number[]>;
    readonly previous: ReadonlyMap<number, readonly Neighbour[]>;
  } {
    const next = new Map<number, number[]>();
    const previous = new Map<number, Neighbour[]>();
    for (const [name, { bookings }] of this.resources) {
      for (let i = 1; i < bookings.length; i++) {
        const [a, b] = [bookings[i - 1]!.activity, bookings[i]!.activity];
        if (a === b) continue;
        append(next, a, b);
        append(previous, b, { activity: a, name });
      }
    }
    return { next, previous };
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
    for (const person of pool.from) {
      const placement = place([...activity.by.fixed, person], activity.paceOf(person));
      if (!best || direction.isBetter(placement.start, best.start)) best = placement;
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
    const fixed = [...fixedBy, ...activity.with.fixed, ...activity.systems.map(systemKey)];
    let at = limit;
    for (;;) {
      if (!pace.instant) for (const name of fixed) at = this.resources.get(name)?.skip(pace, at, direction.name) ?? at;
      const start = direction.start(activity, pace, at);
      if (!Number.isFinite(start)) return { start, end: start, by: fixedBy, with: activity.with.fixed };
      const end = pace.endOf(start);
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
   * Who of the teams does it, one choice after the other: those who are free first, then in the order of the page.
   * `busy`: those one would have to wait for, when too few of a team are free.
   */
  private assign(
    activity: StepActivity,
    fixedBy: readonly string[],
    byChoices: readonly Choice[],
    start: Instant,
    end: Instant,
  ): { readonly crew: Pick<Placement, 'by' | 'with'>; readonly busy: readonly string[] } {
    const others = activity.with.fixed.filter((name) => !fixedBy.includes(name));
    const crew = { by: [...fixedBy], with: [...others] };
    if (byChoices.length + activity.with.choices.length === 0) return { crew, busy: [] };
    const taken = new Set([...fixedBy, ...others]);
    const busy: string[] = [];
    const choose = ({ count, from }: Choice, into: string[]) => {
      const pool = from.filter((name) => !taken.has(name));
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

  private add(busy: Busy, start: Instant, end: Instant, activity: number): { busy: Busy; booking: Booking } {
    const booking = { start, end, activity };
    busy.add(booking);
    return { busy, booking };
  }
}

export interface Neighbour {
  readonly activity: number;
  /** The person, or the key of the system. */
  readonly name: string;
}

/** A key that is no person's name. */
export function systemKey(name: string): string {
  return `system ${name}`;
}

/** The system of a key, undefined for people. */
export function systemOf(key: string): string | undefined {
  return key.startsWith('system ') ? key.slice('system '.length) : undefined;
}

/** Searching forward and backward in time is the same search, mirrored. */
interface Direction {
  readonly name: 'forward' | 'backward';
  isBetter(a: Instant, b: Instant): boolean;
  start(activity: Activity, pace: Pace, limit: Instant): Instant;
  conflict(busy: Busy, start: Instant, end: Instant): Booking | undefined;
  /** The limit with which the search goes on beyond a booking. */
  beyond(other: Booking): Instant;
}

const FORWARD: Direction = {
  name: 'forward',
  isBetter: (a, b) => a < b,
  start: (activity, pace, limit) => (activity.pinned === limit ? firstStart(activity, limit) : pace.firstStart(limit)),
  conflict: (busy, start, end) => busy.conflict(start, end),
  beyond: (other) => other.end,
};

const BACKWARD: Direction = {
  name: 'backward',
  isBetter: (a, b) => a > b,
  start: (_, pace, limit) => pace.latestStart(limit),
  conflict: (busy, start, end) => busy.lastConflict(start, end),
  beyond: (other) => other.start,
};

/** The latest end of a step that starts by `startBy`. */
function latestEnd(pace: Pace, startBy: Instant): Instant {
  const start = Number.isFinite(startBy) ? pace.lastStart(startBy) : startBy;
  return Number.isFinite(start) ? pace.endOf(start) : start;
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
