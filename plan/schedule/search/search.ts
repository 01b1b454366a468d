/** What every search for a schedule works with: passes in both directions, the best schedule so far, the count. */
import { type BoundOptions, boundOf } from './bounds.ts';
import { Lists } from './lists.ts';
import { Passes } from './passes.ts';
import { latestStarts } from './priorities.ts';
import type { Answer, Project } from './project.ts';
import { type Compiled, compile } from './tables.ts';

/** Lateness weighs more than any makespan. */
const LATE = 2 ** 26;

export class Search {
  readonly compiled: Compiled;
  readonly forward: Passes;
  readonly mirror: Passes;
  readonly lists: Lists;
  readonly topological: Int32Array;
  /** In units of the tables. */
  readonly bound: number;
  /** Passes made, in either direction. */
  schedules = 0;
  /** What the last forward pass is worth; the smaller, the better: its makespan, and much more for lateness. */
  value = Number.POSITIVE_INFINITY;
  best = Number.POSITIVE_INFINITY;
  /** Latest starts: the smaller, the sooner it has to be done. */
  readonly urgency: Float64Array;
  readonly bestOrder: Int32Array;
  private readonly bestStarts: Int32Array;
  private readonly bestChosen: Int32Array;

  constructor(project: Project, bound: BoundOptions = {}) {
    this.compiled = compile(project);
    const { forward, mirror, topological } = this.compiled;
    this.forward = new Passes(forward);
    this.mirror = new Passes(mirror);
    this.lists = new Lists(forward.count);
    this.topological = topological;
    this.bound = boundOf(this.compiled, bound).bound;
    this.urgency = latestStarts(forward, topological, this.compiled.limits, this.bound);
    this.bestStarts = new Int32Array(forward.count);
    this.bestOrder = Int32Array.from(topological);
    this.bestChosen = new Int32Array(this.forward.timeline.chosen.length);
  }

  /** Whether nothing shorter exists. */
  get proven(): boolean {
    return this.best <= this.bound;
  }

  /** Serial, forward. */
  forwardPass(list: Int32Array): number {
    this.forward.serial(list, 0);
    return this.note(list);
  }

  parallelPass(priorities: Int32Array): number {
    this.forward.parallel(priorities, 0);
    return this.note(this.forward.placed);
  }

  /** Turns the list of the last forward pass into one for a backward pass. */
  turnBack(list: Int32Array): void {
    this.lists.turn(list, this.forward.ends, this.mirror.tables);
  }

  /** Turns the list of the last backward pass into one for a forward pass. */
  turnForth(list: Int32Array): void {
    this.lists.turn(list, this.mirror.ends, this.forward.tables);
  }

  /** Parallel, from the given end back. */
  backwardParallel(priorities: Int32Array, end: number): void {
    this.schedules++;
    this.mirror.parallel(priorities, this.floorOf(end));
  }

  /** Where the mirror begins; it matters only where something is fixed in time. */
  private floorOf(end: number): number {
    return this.mirror.tables.anchored ? this.forward.tables.horizon - end : 0;
  }

  /**
   * Serial, from the given end back; turns the list into one for the next forward pass.
   * @returns how long the schedule is
   */
  backwardPass(list: Int32Array, end: number): number {
    const { mirror } = this;
    const floor = this.floorOf(end);
    this.schedules++;
    mirror.serial(list, floor);
    this.turnForth(list);
    return mirror.makespan - floor;
  }

  get bestMakespan(): number {
    return this.best % LATE;
  }

  answer(): Answer {
    const { forward, origin, unit } = this.compiled;
    const { chosenAt, durations } = forward;
    const starts = Array.from(this.bestStarts, (start) => start * unit + origin);
    let makespan = origin;
    starts.forEach((start, activity) => {
      makespan = Math.max(makespan, start + durations[activity]! * unit);
    });
    return {
      starts,
      makespan,
      order: Array.from(this.bestOrder),
      chosen: starts.map((_, activity) =>
        Array.from(this.bestChosen.subarray(chosenAt[activity], chosenAt[activity + 1])).filter((one) => one >= 0),
      ),
      lateness: Math.floor(this.best / LATE) * unit,
    };
  }

  private note(list: Int32Array): number {
    const { forward } = this;
    this.schedules++;
    let value = forward.makespan;
    for (const { from, gap, to } of this.compiled.limits) {
      const late = forward.starts[from]! + gap - forward.starts[to]!;
      if (late > 0) value += late * LATE;
    }
    this.value = value;
    if (value < this.best) {
      this.best = value;
      this.bestStarts.set(forward.starts);
      this.bestOrder.set(list);
      this.bestChosen.set(forward.timeline.chosen);
    }
    return value;
  }
}
