/**
 * A genetic search over activity lists. Each child is pushed to the right and back to the left before it is valued, so
 * lists are lists for the backward pass (justification, Valls, Ballestín and Quintanilla 2005; their hybrid genetic
 * algorithm 2008). It inherits a stretch of one parent, where that one uses the resources best, and the order of the
 * other around it (peak crossover; Debels and Vanhoucke 2007). The population shrinks as the schedules run out: first
 * wide, then deep.
 */
import { workOf } from './priorities.ts';
import { Random } from './random.ts';
import type { Search } from './search.ts';

/** What is left of the population at the end. */
const LEAST_SIZE = 0.1;
/** Shares of the list that a child inherits as a stretch. */
const SHORTEST = 0.1;
const LONGEST = 0.5;
/** Of 100 stretches: so many are the peak of a parent, the others lie anywhere. */
const PEAKS = 50;
/** Of 100 places of a list: so many swap with the next. */
const SWAPS = 10;
/** Noise on the priorities of the first population, as a share of the makespan. */
const NOISE = 0.6;
/** A backward pass that is longer by more than this share of the makespan is not worth the forward pass. */
const HOPELESS = 1 / 64;

interface Individual {
  /** For a backward pass. */
  readonly list: Int32Array;
  /** By activity: from the end of it to the end of the schedule. */
  readonly behind: Int32Array;
  makespan: number;
  /** What `Search.value` says, and a fraction: of equally long schedules, the one that works earlier is better. */
  value: number;
}

export interface GeneticOptions {
  /** What the whole search may generate; the search is paced by it. */
  readonly schedules: number;
  readonly seed?: number;
  readonly from?: { readonly order: readonly number[] };
}

export class Genetic {
  private readonly search: Search;
  private readonly random: Random;
  private readonly population: Individual[] = [];
  private readonly total: number;
  /** Schedules when the first population was complete; undefined until then. */
  private begun: number | undefined;
  private readonly size: number;
  private readonly list: Int32Array;
  private readonly part: Uint8Array;
  private readonly work: Float64Array;
  private readonly allWork: number;
  private readonly sums: Float64Array;
  private spare: Individual;

  constructor(search: Search, { from, schedules, seed = 1 }: GeneticOptions) {
    const { count } = search.forward.tables;
    this.search = search;
    this.random = new Random(seed);
    this.total = schedules;
    this.size = firstSize(schedules, count);
    this.list = new Int32Array(count);
    this.part = new Uint8Array(count);
    this.sums = new Float64Array(count + 1);
    this.work = workOf(search.forward.tables);
    this.allWork = this.work.reduce((sum, work) => sum + work, 0);
    this.spare = individual(count);
    this.populate(from?.order);
    this.begun = search.schedules;
  }

  /** Breeds until so many schedules are generated in all, or one is proven to be the shortest. */
  advance(schedules: number): void {
    while (this.search.schedules < schedules && !this.search.proven) {
      const left = this.total - this.search.schedules;
      if (this.population.length < 2 || left < 2) this.randomSchedule(true);
      else {
        this.breed(this.select(), this.select());
        this.shrink();
      }
    }
  }

  private populate(order: readonly number[] | undefined): void {
    const { lists, forward } = this.search;
    for (const first of [this.search.bestOrder, order]) {
      if (!first || !isPermutation(first, this.list.length) || this.isOver()) continue;
      this.list.set(first);
      lists.repair(this.list, forward.tables);
      this.settle(this.search.forwardPass(this.list));
    }
    for (let i = 0; this.population.length < this.size && i < 2 * this.size && !this.isOver(); i++)
      this.randomSchedule(i % 2 === 0);
  }

  private isOver(): boolean {
    return this.search.proven || this.search.schedules >= this.total;
  }

  /** Latest starts as priorities, with noise, so that what is urgent tends to go first. */
  private randomSchedule(parallel: boolean): void {
    const { list, random, search, sums } = this;
    const { bestMakespan, forward, lists, urgency } = search;
    const noise = (NOISE * bestMakespan) / 1024;
    for (let activity = 0; activity < list.length; activity++)
      sums[activity] = urgency[activity]! + noise * random.below(1024);
    list.set(search.topological);
    lists.sort(list, sums, 1);
    if (!parallel) lists.repair(list, forward.tables);
    const value = parallel ? search.parallelPass(list) : search.forwardPass(list);
    if (parallel) list.set(forward.placed);
    this.settle(value);
  }

  private breed(father: Individual, mother: Individual): void {
    const { list, search } = this;
    this.cross(father, mother);
    this.swap();
    const limit = this.anyone().makespan;
    if (search.backwardPass(list, limit) > limit + limit * HOPELESS + 1) return;
    this.settle(search.forwardPass(list));
  }

  /** Takes the schedule of the last forward pass, made from `list`, into the population, unless it is there already. */
  private settle(value: number): void {
    const { list, population, search, spare, work } = this;
    const { forward } = search;
    const { ends, makespan } = forward;
    let worked = 0;
    for (let activity = 0; activity < list.length; activity++) {
      spare.behind[activity] = makespan - ends[activity]!;
      worked += work[activity]! * ends[activity]!;
    }
    spare.makespan = makespan;
    spare.value = value + (worked > 0 ? (0.99 * worked) / (this.allWork * makespan) : 0);
    search.turnBack(list);
    spare.list.set(list);
    if (population.some((other) => isSame(other, spare))) return;
    if (population.length < this.size && this.begun === undefined) {
      population.push(spare);
      this.spare = individual(list.length);
      return;
    }
    let place = this.random.below(population.length);
    for (let tries = 1; tries < 3; tries++) {
      const other = this.random.below(population.length);
      if (population[other]!.value > population[place]!.value) place = other;
    }
    const worse = population[place]!;
    if (worse.value < spare.value) return;
    population[place] = spare;
    this.spare = worse;
  }

  private anyone(): Individual {
    return this.population[this.random.below(this.population.length)]!;
  }

  /** The better one of two. */
  private select(): Individual {
    const one = this.anyone();
    const other = this.anyone();
    return other.value < one.value ? other : one;
  }

  /** Fewer, as the schedules run out: the worst go. */
  private shrink(): void {
    const { population, search } = this;
    const begun = this.begun ?? 0;
    const done = (search.schedules - begun) / Math.max(1, this.total - begun);
    const size = Math.max(4, Math.round(this.size * (1 - (1 - LEAST_SIZE) * done)));
    while (population.length > size) {
      let worst = 0;
      for (let i = 1; i < population.length; i++) if (population[i]!.value > population[worst]!.value) worst = i;
      population[worst] = population[population.length - 1]!;
      population.pop();
    }
  }

  /** A stretch of the father as it is; before and behind it what he has there, in the order of the mother. */
  private cross(father: Individual, mother: Individual): void {
    const { list, part, random } = this;
    const count = list.length;
    const least = Math.max(1, Math.floor(count * SHORTEST));
    const length = least + random.below(Math.max(1, Math.floor(count * LONGEST) - least + 1));
    const from = random.below(100) < PEAKS ? this.peak(father, length) : random.below(count - length + 1);
    const to = from + length;
    for (let i = 0; i < from; i++) part[father.list[i]!] = 0;
    for (let i = from; i < to; i++) {
      part[father.list[i]!] = 1;
      list[i] = father.list[i]!;
    }
    for (let i = to; i < count; i++) part[father.list[i]!] = 2;
    let before = 0;
    let behind = to;
    for (let i = 0; i < count; i++) {
      const activity = mother.list[i]!;
      const side = part[activity]!;
      if (side === 0) list[before++] = activity;
      else if (side === 2) list[behind++] = activity;
    }
  }

  /** Where the stretch of that length lies that gets the most work done per time. */
  private peak({ behind, list, makespan }: Individual, length: number): number {
    const { sums, work } = this;
    const count = list.length;
    sums[0] = 0;
    for (let i = 0; i < count; i++) sums[i + 1] = sums[i]! + work[list[i]!]!;
    let best = 0;
    let densest = -1;
    for (let from = 0; from + length <= count; from++) {
      const end = from + length < count ? behind[list[from + length]!]! : makespan;
      const density = (sums[from + length]! - sums[from]!) / (end - behind[list[from]!]! + 1);
      if (density <= densest) continue;
      densest = density;
      best = from;
    }
    return best;
  }

  /** Mutation: neighbours change places where nothing keeps their order. */
  private swap(): void {
    const { list, random } = this;
    const { sources, sourcesAt } = this.search.mirror.tables;
    for (let i = 0; i + 1 < list.length; i++) {
      if (random.below(100) >= SWAPS) continue;
      const first = list[i]!;
      const second = list[i + 1]!;
      let free = true;
      for (let arc = sourcesAt[second]!; arc < sourcesAt[second + 1]!; arc++) if (sources[arc] === first) free = false;
      if (!free) continue;
      list[i] = second;
      list[i + 1] = first;
    }
  }
}

/**
 * Schedules in the first population. The longer the search and the smaller the project, the wider it may begin. Roots
 * only, because powers differ between hosts.
 */
function firstSize(schedules: number, count: number): number {
  const root = Math.sqrt(schedules);
  return Math.max(4, Math.ceil((9.4 * root * Math.sqrt(Math.sqrt(root))) / Math.sqrt(Math.max(30, count))));
}

function isPermutation(order: ArrayLike<number>, count: number): boolean {
  const seen = new Set(Array.from(order).filter((activity) => activity >= 0 && activity < count));
  return order.length === count && seen.size === count;
}

function individual(count: number): Individual {
  return { list: new Int32Array(count), behind: new Int32Array(count), makespan: 0, value: 0 };
}

function isSame(one: Individual, other: Individual): boolean {
  if (one.value !== other.value) return false;
  for (let i = 0; i < one.behind.length; i++) if (one.behind[i] !== other.behind[i]) return false;
  return true;
}
