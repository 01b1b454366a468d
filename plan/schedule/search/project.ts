/** What the search for a short schedule reads, and what it answers. */
import { assign } from './assign.ts';

/**
 * A resource-constrained project (RCPSP) as integer tables. Plain data, so that it can be sent to a worker. All times
 * are in one unit of the caller's, from one zero of the caller's; nothing starts before 0 unless it is pinned there.
 */
export interface Project {
  /** By activity, >= 0. An activity is never interrupted. */
  readonly durations: readonly number[];
  /** By activity: when it may start at the earliest for reasons of its own; 0 where there are none. */
  readonly earliest: readonly number[];
  /** Acyclic. */
  readonly arcs: readonly Precedence[];
  /** By resource, > 0; 1 for people and for whatever only one can use at a time. */
  readonly capacities: readonly number[];
  readonly needs: readonly (readonly Need[])[];
  readonly choices: readonly (readonly Choice[])[];
  /** Occupied by others already. */
  readonly taken: readonly Taken[];
  /** Fixed starts. They hold whatever else does not: see `Answer.lateness`. */
  readonly pinned: readonly (number | undefined)[];
}

/** `to` starts `lag` after the start or the end of `from`, or later; the lag may be negative. */
export interface Precedence {
  readonly from: number;
  readonly to: number;
  readonly lag: number;
  readonly side: 'start' | 'end';
}

export interface Need {
  readonly resource: number;
  /** At most the capacity. */
  readonly amount: number;
  /** Occupied only so long from the start of the activity; default, and at most: its duration. */
  readonly minutes?: number;
}

/** `count` of the resources, one unit of each: the first that are free throughout, in the order given. */
export interface Choice {
  readonly count: number;
  readonly from: readonly number[];
  /** As for `Need`. */
  readonly minutes?: number;
}

export interface Taken {
  readonly resource: number;
  readonly start: number;
  readonly end: number;
  /** Default: all of it. */
  readonly amount?: number;
}

export interface Answer {
  /** By activity. */
  readonly starts: readonly number[];
  /** The latest end. */
  readonly makespan: number;
  /** The activities in an order in which each can be placed as early as the ones before it leave room. */
  readonly order: readonly number[];
  /** By activity: the resources of its choices, choice after choice. */
  readonly chosen: readonly (readonly number[])[];
  /**
   * By how much pinned activities start before what they wait for allows, in total; 0 in a schedule that keeps every
   * arc. An answer with less lateness is better, however long it is.
   */
  readonly lateness: number;
}

/**
 * Why no schedule can satisfy the project, so that the search refuses it; undefined: there is a schedule. Its arcs may
 * still form a cycle.
 */
export function whyImpossible({ capacities, choices, durations, needs }: Project): string | undefined {
  for (let activity = 0; activity < durations.length; activity++) {
    const needed = new Map<number, number>();
    for (const { amount, resource } of needs[activity]!) {
      const sum = (needed.get(resource) ?? 0) + amount;
      if (!(sum <= capacities[resource]!))
        return `activity ${activity} needs ${sum} of resource ${resource}, of which there are ${capacities[resource]}`;
      needed.set(resource, sum);
    }
    if (choices[activity]!.length === 0) continue;
    const places = choices[activity]!.flatMap(({ count, from }) =>
      new Array<number[]>(count).fill(from.filter((resource) => !needed.has(resource))),
    );
    if (!assign(places)) return `activity ${activity} needs ${places.length} of fewer resources to choose from`;
  }
  return undefined;
}
