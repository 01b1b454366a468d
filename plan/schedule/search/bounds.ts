/**
 * Lower bounds of the makespan. None exceeds the optimum: each relaxes the project, to its arcs alone, to the work that
 * one resource has to do, or to activities no two of which can overlap.
 */
import type { Project } from './project.ts';
import { type Compiled, compile, type Tables } from './tables.ts';

export interface Bound {
  readonly bound: number;
  readonly from: BoundOrigin;
}

/** What keeps the project from being shorter. */
export type BoundOrigin =
  | { readonly kind: 'critical path' }
  /** These resources, taken together, have that much to do in the time that is left to them. */
  | { readonly kind: 'load'; readonly resources: readonly number[] }
  /** These activities, no two of which can overlap. */
  | { readonly kind: 'one at a time'; readonly activities: readonly number[] };

export interface BoundOptions {
  /** Only what costs far less than a schedule. */
  readonly quick?: boolean;
}

export function lowerBound(project: Project, options: BoundOptions = {}): Bound {
  const compiled = compile(project);
  const { bound, from } = boundOf(compiled, options);
  return { bound: bound * compiled.unit + compiled.origin, from };
}

/** The same in units of the tables. */
export function boundOf({ forward, topological }: Compiled, { quick = false }: BoundOptions = {}): Bound {
  const { heads, tails } = headsAndTails(forward, topological);
  const best = { bound: 0, from: { kind: 'critical path' } as BoundOrigin };
  for (let activity = 0; activity < forward.count; activity++)
    best.bound = Math.max(best.bound, heads[activity]! + forward.durations[activity]! + tails[activity]!);
  if (quick) return best;

  const loads = [...resourceLoads(forward, heads, tails), ...poolLoads(forward, heads, tails)];
  for (const load of loads) raise(best, loadBound(load), { kind: 'load', resources: load.resources });
  for (const clique of cliques(forward, topological)) {
    const parts = clique.map((activity) => whole(forward, activity, heads, tails));
    raise(best, loadBound({ parts, capacity: 1, taken: [] }), { kind: 'one at a time', activities: clique });
  }
  // A makespan is refuted where the work that must fall into some stretch of time exceeds what can be done in it.
  for (const load of loads) {
    let bound = best.bound;
    while (bound < best.bound + MOST_REFUTED && isRefuted(load, bound)) bound++;
    raise(best, bound, { kind: 'load', resources: load.resources });
  }
  return best;
}

const MOST_REFUTED = 20;
/** Refuting compares every moment with every other for every part. */
const MOST_PARTS = 150;

interface Load {
  readonly resources: readonly number[];
  readonly parts: readonly Part[];
  readonly capacity: number;
  readonly taken: readonly { readonly start: number; readonly end: number; readonly amount: number }[];
}

/** Occupies so much for so long, never before its head, and so long before the end of the project. */
interface Part {
  readonly head: number;
  readonly length: number;
  readonly amount: number;
  readonly tail: number;
}

interface HeadsAndTails {
  readonly heads: Int32Array;
  readonly tails: Int32Array;
}

/** The earliest start of each activity, and the least time from its end to the end of the project. */
function headsAndTails(tables: Tables, topological: Int32Array): HeadsAndTails {
  const { count, durations, earliest, pinned, targetGaps, targets, targetsAt } = tables;
  const heads = earliest.slice();
  const tails = new Int32Array(count);
  for (const activity of topological) {
    if (pinned[activity]! >= 0) heads[activity] = pinned[activity]!;
    for (let arc = targetsAt[activity]!; arc < targetsAt[activity + 1]!; arc++) {
      const to = targets[arc]!;
      const after = heads[activity]! + targetGaps[arc]!;
      if (after > heads[to]!) heads[to] = after;
    }
  }
  for (let i = count - 1; i >= 0; i--) {
    const activity = topological[i]!;
    for (let arc = targetsAt[activity]!; arc < targetsAt[activity + 1]!; arc++) {
      const to = targets[arc]!;
      const behind = targetGaps[arc]! - durations[activity]! + durations[to]! + tails[to]!;
      if (behind > tails[activity]!) tails[activity] = behind;
    }
  }
  return { heads, tails };
}

function raise(best: { bound: number; from: BoundOrigin }, bound: number, from: BoundOrigin): void {
  if (bound <= best.bound) return;
  best.bound = bound;
  best.from = from;
}

function resourceLoads(tables: Tables, heads: Int32Array, tails: Int32Array): Load[] {
  const { durations, fields, pinned, stretches } = tables;
  const parts = fields.capacities.map((): Part[] => []);
  const large = fields.capacities.map((): Part[] => []);
  for (const { activity, amount, length, offset, resource } of stretches) {
    if (pinned[activity]! >= 0) continue;
    const part = {
      head: heads[activity]! + offset,
      length,
      amount,
      tail: durations[activity]! - offset - length + tails[activity]!,
    };
    parts[resource]!.push(part);
    // Whatever takes more than half excludes the others that do.
    if (2 * amount > fields.capacities[resource]!) large[resource]!.push({ ...part, amount: 1 });
  }
  return fields.capacities.flatMap((capacity, resource) => {
    const taken = occupiedAlready(tables, [resource]);
    const load = { resources: [resource], parts: parts[resource]!, capacity, taken };
    if (capacity === 1 || large[resource]!.length === 0) return [load];
    return [load, { resources: [resource], parts: large[resource]!, capacity: 1, taken: [] }];
  });
}

/** Whoever may be chosen, taken together, has to do all that is chosen from them, and what is theirs anyway. */
function poolLoads(tables: Tables, heads: Int32Array, tails: Int32Array): Load[] {
  const { choicesAt, count, durations, fields, pinned, pools, stretches } = tables;
  const groups = new Map(pools.map(({ members }) => [[...members].sort((a, b) => a - b).join(), new Set(members)]));
  return [...groups.values()].map((members) => {
    const parts: Part[] = [];
    const add = (activity: number, offset: number, length: number, amount: number) => {
      const tail = durations[activity]! - offset - length + tails[activity]!;
      if (pinned[activity]! < 0) parts.push({ head: heads[activity]! + offset, length, amount, tail });
    };
    for (const { activity, amount, length, offset, resource } of stretches)
      if (members.has(resource)) add(activity, offset, length, amount);
    for (let activity = 0; activity < count; activity++) {
      for (let choice = choicesAt[activity]!; choice < choicesAt[activity + 1]!; choice++) {
        const pool = pools[choice]!;
        if (pool.members.every((member) => members.has(member))) add(activity, pool.offset, pool.length, pool.count);
      }
    }
    const resources = [...members];
    const capacity = resources.reduce((sum, resource) => sum + fields.capacities[resource]!, 0);
    return { resources, parts, capacity, taken: occupiedAlready(tables, resources) };
  });
}

/** What is taken, as far as it is sure not to be counted twice: of one resource, only what does not overlap. */
function occupiedAlready(tables: Tables, resources: readonly number[]): Load['taken'] {
  return resources.flatMap((resource) => {
    let free = Number.NEGATIVE_INFINITY;
    const own = tables.taken.filter((one) => one.resource === resource).sort((a, b) => a.start - b.start);
    return own.flatMap(({ amount, end, start }) => {
      const from = Math.max(start, free);
      if (from >= end) return [];
      free = end;
      return [{ start: from, end, amount: Math.min(amount, tables.fields.capacities[resource]!) }];
    });
  });
}

/**
 * For every head and every tail: the work that lies between the two, divided by the capacity, and both added. For one
 * machine that is the preemptive bound of Jackson.
 */
function loadBound({ capacity, parts, taken }: Pick<Load, 'parts' | 'capacity' | 'taken'>): number {
  const byTail = [...parts].sort((a, b) => b.tail - a.tail);
  const heads = [...new Set(parts.map(({ head }) => head))];
  let bound = 0;
  for (const first of heads) {
    let work = 0;
    for (const { amount, head, length, tail } of byTail) {
      if (head < first) continue;
      work += amount * length;
      const end = first + Math.ceil(work / capacity) + tail;
      if (end > bound) bound = taken.length === 0 ? end : Math.max(bound, doneBy(first, work, capacity, taken) + tail);
    }
  }
  return bound;
}

/** When so much work, begun at that moment, is done at the earliest beside what is taken. */
function doneBy(from: number, work: number, capacity: number, taken: Load['taken']): number {
  const moments = [...new Set(taken.flatMap(({ end, start }) => [start, end]))].sort((a, b) => a - b);
  let left = work;
  let now = from;
  for (const moment of [...moments, Number.POSITIVE_INFINITY]) {
    if (moment <= now) continue;
    const used = taken.reduce((sum, { amount, end, start }) => (start <= now && now < end ? sum + amount : sum), 0);
    const free = Math.max(0, capacity - used);
    if (free > 0 && left <= free * (moment - now)) return now + Math.ceil(left / free);
    left -= free * (moment - now);
    now = moment;
  }
  return now;
}

/** Whether some stretch of time has to hold more work than it can (energetic reasoning, Erschler and Lopez 1990). */
function isRefuted({ capacity, parts, taken }: Load, makespan: number): boolean {
  if (parts.length > MOST_PARTS) return false;
  const begins = [...new Set(parts.map(({ head }) => head))];
  const ends = [...new Set(parts.map(({ tail }) => makespan - tail))];
  for (const begin of begins) {
    for (const end of ends) {
      if (end <= begin) continue;
      let room = capacity * (end - begin);
      for (const one of taken) room -= one.amount * Math.max(0, Math.min(end, one.end) - Math.max(begin, one.start));
      for (const { amount, head, length, tail } of parts) {
        // What lies in the stretch however far the part is pushed to the left or to the right.
        const left = head + length - begin;
        const right = end - (makespan - tail - length);
        let inside = left < right ? left : right;
        if (inside <= 0) continue;
        if (inside > length) inside = length;
        room -= amount * Math.min(inside, end - begin);
      }
      if (room < 0) return true;
    }
  }
  return false;
}

function whole(tables: Tables, activity: number, heads: Int32Array, tails: Int32Array): Part {
  return { head: heads[activity]!, length: tables.durations[activity]!, amount: 1, tail: tails[activity]! };
}

/** For each activity a set around it no two of which can overlap, grown by the longest that still excludes all. */
function cliques(tables: Tables, topological: Int32Array): number[][] {
  const { count, durations } = tables;
  if (count > MOST_PARTS) return [];
  const excludes = exclusions(tables, topological);
  const byLength = [...durations.keys()].filter((a) => durations[a]! > 0).sort((a, b) => durations[b]! - durations[a]!);
  return byLength.map((seed) => {
    const clique = [seed];
    for (const other of byLength) {
      if (other !== seed && clique.every((member) => excludes[member * count + other] === 1)) clique.push(other);
    }
    return clique;
  });
}

/** Pairs that cannot overlap: one waits for the end of the other, or together they need more than there is. */
function exclusions(tables: Tables, topological: Int32Array): Uint8Array {
  const { count, durations, fields, pinned, stretches, targetGaps, targets, targetsAt } = tables;
  const excludes = new Uint8Array(count * count);
  const exclude = (a: number, b: number) => {
    excludes[a * count + b] = 1;
    excludes[b * count + a] = 1;
  };
  // Longest way from start to start.
  const way = new Float64Array(count * count).fill(Number.NEGATIVE_INFINITY);
  for (let i = count - 1; i >= 0; i--) {
    const from = topological[i]!;
    for (let arc = targetsAt[from]!; arc < targetsAt[from + 1]!; arc++) {
      const to = targets[arc]!;
      way[from * count + to] = Math.max(way[from * count + to]!, targetGaps[arc]!);
      for (let next = 0; next < count; next++) {
        const length = targetGaps[arc]! + way[to * count + next]!;
        if (length > way[from * count + next]!) way[from * count + next] = length;
      }
    }
    for (let to = 0; to < count; to++) if (way[from * count + to]! >= durations[from]!) exclude(from, to);
  }
  const throughout = stretches.filter(({ activity, length }) => length === durations[activity]);
  for (const a of throughout) {
    for (const b of throughout) {
      if (a.activity === b.activity || a.resource !== b.resource) continue;
      if (a.amount + b.amount > fields.capacities[a.resource]!) exclude(a.activity, b.activity);
    }
  }
  // Two that are pinned overlap where they are pinned.
  for (let a = 0; a < count; a++)
    for (let b = 0; b < count; b++) if (pinned[a]! >= 0 && pinned[b]! >= 0) excludes[a * count + b] = 0;
  return excludes;
}
