/** Durations of a batch of runs: drawn from their distributions, and made longer by what happens. */
import { CELLS, quantiles, type Spread } from './distribution.ts';
import { type Draws, drawsFor, hashText, stratum } from './draws.ts';
import type { Shape } from './model.ts';

export interface Settings {
  readonly runs: number;
  readonly seed: number;
  readonly shape: Shape;
}

/** A duration that is drawn; `name` is what its draws belong to. */
export interface Variable extends Spread {
  readonly name: string;
  readonly member: number;
}

/** Occurs or not; where it does, one of its members takes longer. */
export interface Event {
  readonly name: string;
  readonly probability: number;
  readonly delay: Spread;
  readonly members: readonly number[];
}

/** Work that is perhaps not done: its members take no time then, all of them or none. */
export interface Chance {
  readonly name: string;
  readonly probability: number;
  readonly members: readonly number[];
}

export interface Drawn {
  readonly draws: Draws;
  readonly table: Float64Array;
  readonly min: number;
  readonly range: number;
  /** Of the table, for each stratum. */
  readonly cells: number;
}

export function prepared(
  spread: Spread & { readonly name: string },
  unit: number,
  shape: Shape,
  seed: number,
  runs: number,
): Drawn {
  const { min, likely, max } = spread;
  const mode = max > min ? (likely - min) / (max - min) : 0;
  return {
    draws: drawsFor(seed, spread.name, runs),
    table: quantiles(shape, mode),
    min: min * unit,
    range: (max - min) * unit,
    cells: CELLS / runs,
  };
}

/** The middle of a stratum, looked up in the table. */
function looked({ table, min, range, cells }: Drawn, position: number): number {
  const at = (position + 0.5) * cells;
  const cell = at | 0;
  const low = table[cell]!;
  return (min + range * (low + (table[cell + 1]! - low) * (at - cell)) + 0.5) | 0;
}

/** Into `durations` from `to` on; the strata it drew into `strata` from `at` on. */
export function draw(
  drawn: Drawn,
  strata: Int32Array,
  at: number,
  durations: Int32Array,
  to: number,
  first: number,
  count: number,
): void {
  const { draws } = drawn;
  for (let r = 0; r < count; r++) {
    const position = stratum(draws, first + r);
    strata[at + r] = position;
    durations[to + r] = looked(drawn, position);
  }
}

export interface Happening {
  readonly occurrence: Draws;
  /** In so many runs: the share is exact, not left to chance. */
  readonly occurs: number;
  readonly delay: Drawn;
  readonly members: readonly number[];
  readonly target: number;
}

export function preparedEvent(event: Event, unit: number, shape: Shape, seed: number, runs: number): Happening {
  return {
    occurrence: drawsFor(seed, event.name, runs),
    occurs: Math.round(Math.min(Math.max(event.probability, 0), 1) * runs),
    delay: prepared({ ...event.delay, name: `${event.name} delay` }, unit, shape, seed, runs),
    members: event.members,
    target: hashText(`${event.name} target`, seed),
  };
}

export function strike(
  event: Happening,
  durations: Int32Array,
  rows: Int32Array,
  length: number,
  first: number,
  count: number,
): void {
  const { occurrence, delay, members } = event;
  for (let r = 0; r < count; r++) {
    const run = first + r;
    if (stratum(occurrence, run) >= event.occurs) continue;
    const which = members.length === 1 ? 0 : (hashText('', event.target + run) >>> 0) % members.length;
    durations[rows[members[which]!]! * length + r]! += looked(delay, stratum(delay.draws, run));
  }
}

export interface PreparedChance extends Pick<Happening, 'occurrence' | 'occurs' | 'members'> {}

export function preparedChance({ name, probability, members }: Chance, seed: number, runs: number): PreparedChance {
  return { occurrence: drawsFor(seed, name, runs), occurs: Math.round(probability * runs), members };
}

/** In the runs in which it is not needed it takes no time, whatever was drawn and happened. */
export function skip(
  { occurrence, occurs, members }: PreparedChance,
  durations: Int32Array,
  rows: Int32Array,
  length: number,
  first: number,
  count: number,
): void {
  for (let r = 0; r < count; r++) {
    if (stratum(occurrence, first + r) < occurs) continue;
    for (const member of members) durations[rows[member]! * length + r] = 0;
  }
}

/** Rows of durations for the members that need one; -1: it always takes as long as planned. */
export function drawnRows(
  members: number,
  variables: readonly Variable[],
  events: readonly Event[],
  chances: readonly Chance[],
): { readonly row: Int32Array; readonly count: number } {
  const row = new Int32Array(members).fill(-1);
  let count = 0;
  const give = (member: number) => {
    if (row[member] === -1) row[member] = count++;
  };
  for (const { member } of variables) give(member);
  for (const { members: own } of [...events, ...chances]) own.forEach(give);
  return { row, count };
}
