/**
 * What precedes what by dependency: because the plan says so, whatever the clock says.
 *
 * Dependencies are the order of the page in `run`, `rollback`, `play`, `sequence` and `outage`; `after`, `alongside`,
 * a gate's `needs`, and times that hang on a named thing (`at backup.end + 5m`). `prepare` ends before the run starts,
 * and `follow-up` starts after it.
 */
import type {
  After,
  Block,
  Milestone,
  Named,
  Plan,
  PointOfNoReturn,
  PointRef,
  Release,
  Step,
  Time,
  Trigger,
} from './model.ts';
import { pointLookup } from './schedule/points.ts';

/** Whatever can come before or after something: a step, a block, a point of no return, any named thing. */
export type Thing = Step | Block | PointOfNoReturn | Milestone | Named;

export interface Dependencies {
  /** Whether `later` cannot start before `earlier` has ended. False for a thing and itself. */
  precedes(earlier: Thing, later: Thing): boolean;
  /** What a point refers to: the step, block or named thing; undefined when there is no such thing. */
  thing(point: PointRef): Thing | undefined;
}

/** Costs one pass over the release; the transitive questions are answered lazily and remembered. */
export function dependencies(plan: Plan, release: Release): Dependencies {
  const graph = new Graph();
  const find = pointLookup(plan, release);
  const resolve = (point: PointRef): Thing | undefined => find(point, point.side ?? 'end')?.thing;
  const link = (point: PointRef, thing: Thing) => {
    const earlier = resolve(point);
    if (earlier) graph.edge(point.side === 'start' ? graph.start(earlier) : graph.end(earlier), graph.start(thing));
  };
  const linkTime = (time: Time | undefined, thing: Thing) => {
    if (time?.kind !== 'point' || isNegative(time.offset)) return;
    link({ ref: time.ref, side: time.side, place: time.place }, thing);
  };
  const linkAll = (
    thing: Thing,
    clauses: { readonly after: readonly After[]; readonly at?: Time; readonly notBefore?: Time },
  ) => {
    for (const after of clauses.after) if (!isNegative(after.lag)) link(after.point, thing);
    linkTime(clauses.at, thing);
    linkTime(clauses.notBefore, thing);
  };

  const walk = (block: Block) => {
    linkAll(block, block);
    let previous: Thing | undefined;
    for (const child of block.children) {
      if (child.kind === 'trigger') continue;
      graph.edge(graph.start(block), graph.start(child));
      graph.edge(graph.end(child), graph.end(block));
      if (previous) graph.edge(graph.end(previous), graph.start(child));
      if (isOrdered(block)) previous = child;
      if (child.kind === 'step') {
        linkAll(child, child);
        for (const need of child.gate?.needs ?? []) link(need, child);
        for (const point of child.alongside) {
          const other = resolve(point);
          if (!other) continue;
          graph.edge(graph.start(other), graph.start(child));
          graph.edge(graph.start(child), graph.start(other));
        }
      } else if (child.kind === 'milestone') linkAll(child, child);
      else if (child.kind !== 'point-of-no-return') walk(child);
    }
  };
  for (const block of release.blocks) walk(block);
  for (const milestone of release.milestones) if (!milestone.block) linkAll(milestone, milestone);

  const runs = release.blocks.filter((block) => block.kind === 'run');
  for (const block of release.blocks) {
    for (const run of runs) {
      if (block.kind === 'prepare') graph.edge(graph.end(block), graph.start(run));
      if (block.kind === 'follow-up') graph.edge(graph.end(run), graph.start(block));
    }
  }

  return {
    precedes: (earlier, later) => isBeforeOnPage(earlier, later) || graph.reaches(earlier, later),
    thing: resolve,
  };
}

/** Blocks whose children happen one after the other. */
export function isOrdered(block: Block): boolean {
  return ['run', 'rollback', 'play', 'sequence', 'outage'].includes(block.kind);
}

/** The common case, answered without the graph: both stand in one ordered block, directly or deeper. */
function isBeforeOnPage(earlier: Thing, later: Thing): boolean {
  if (earlier.kind !== 'step' || later.kind !== 'step') return false;
  const above = new Map<Block, Step | Block>();
  let under: Step | Block = earlier;
  for (let block: Block | undefined = earlier.block; block; block = block.parent) {
    above.set(block, under);
    under = block;
  }
  under = later;
  for (let block: Block | undefined = later.block; block; block = block.parent) {
    const branch = above.get(block);
    if (branch) return branch !== under && isOrdered(block) && startsBefore(branch, under);
    under = block;
  }
  return false;
}

function startsBefore(a: Step | Block, b: Step | Block): boolean {
  // A runbook's steps stand where the runbook is written, so for steps the index tells the order, not the place.
  return firstIndex(a) < firstIndex(b);
}

function firstIndex(thing: Step | Block): number {
  if (thing.kind === 'step') return thing.index;
  for (const child of thing.children) {
    if (child.kind === 'step') return child.index;
    if (isBlock(child)) {
      const index = firstIndex(child);
      if (index >= 0) return index;
    }
  }
  return -1;
}

function isBlock(child: Step | Block | PointOfNoReturn | Trigger | Milestone): child is Block {
  return 'children' in child;
}

function isNegative(offset: After['lag']): boolean {
  return !!offset && (offset.minutes < 0 || offset.days < 0 || offset.months < 0 || offset.workingDays < 0);
}

/** Two nodes for each thing, its start and its end; cycles are harmless here, the schedule reports them. */
class Graph {
  private readonly nodes = new Map<Thing, number>();
  private readonly next: number[][] = [];
  private readonly reached = new Map<number, Uint32Array>();

  start(thing: Thing): number {
    let node = this.nodes.get(thing);
    if (node === undefined) {
      node = this.next.push([], []) - 2;
      this.nodes.set(thing, node);
      this.edge(node, node + 1);
    }
    return node;
  }

  end(thing: Thing): number {
    return this.start(thing) + 1;
  }

  edge(from: number, to: number): void {
    this.next[from]!.push(to);
  }

  reaches(earlier: Thing, later: Thing): boolean {
    const from = this.nodes.get(earlier);
    const to = this.nodes.get(later);
    if (from === undefined || to === undefined || from === to) return false;
    const set = this.from(from + 1);
    return (set[to >>> 5]! & (1 << (to & 31))) !== 0;
  }

  private from(source: number): Uint32Array {
    let set = this.reached.get(source);
    if (set) return set;
    set = new Uint32Array((this.next.length >>> 5) + 1);
    const open = [source];
    while (open.length > 0) {
      for (const node of this.next[open.pop()!]!) {
        if (set[node >>> 5]! & (1 << (node & 31))) continue;
        set[node >>> 5]! |= 1 << (node & 31);
        open.push(node);
      }
    }
    this.reached.set(source, set);
    return set;
  }
}
