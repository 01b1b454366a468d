/** What precedes what, directly or through others: reachability over the arcs of the order. */
import { findNamed, type Id } from '../ids.ts';
import type { Block, Plan, PointRef, Release, Step } from '../model.ts';
import { isOrdered } from './blocks.ts';
import { leadsBack, type Order, type Thing } from './model.ts';
import { pointLookup } from './points.ts';

export interface Precedence {
  /** Whether `later` cannot start before `earlier` has ended. False for a thing and itself. */
  precedes(earlier: Thing, later: Thing): boolean;
  /** What a point refers to: the step, block or named thing; undefined when there is no such thing. */
  thing(point: PointRef): Thing | undefined;
}

/** The transitive questions are answered lazily, and remembered with the order: a version that has the very same one has their answers. */
export function precedence(plan: Plan, release: Release, order: Order): Precedence {
  const find = pointLookup(plan, release);
  return {
    precedes: (earlier, later) => {
      if (isBeforeOnPage(earlier, later)) return true;
      let graph = graphs.get(order);
      if (!graph) {
        graph = graphOf(plan, release, order);
        graphs.set(order, graph);
      }
      return graph.reaches(earlier.id, later.id);
    },
    thing: (point) => find(point, point.side ?? 'end')?.thing,
  };
}

const graphs = new WeakMap<Order, Graph>();

function graphOf(plan: Plan, release: Release, { arcs }: Order): Graph {
  const graph = new Graph();
  for (const arc of arcs) {
    if (leadsBack(arc)) continue;
    const { from, fromSide, to, toSide, why } = arc;
    // A gate does not wait for what states its time itself: it needs that, and nothing that only that hangs on.
    const isNeeded = why === 'needs' && !isScheduled(findNamed(plan, release, from));
    graph.edge(isNeeded ? graph.needed(from) : graph.node(from, fromSide), graph.node(to, toSide));
    // Who starts together waits for whatever any of them waits for.
    if (why === 'alongside' && fromSide === 'start') graph.edge(graph.node(to, toSide), graph.node(from, fromSide));
  }
  return graph;
}

function isScheduled(thing: Thing): boolean {
  return thing.kind === 'step' || thing.kind === 'milestone' || 'children' in thing;
}

/** The common case, answered without the graph: both stand in one ordered block, directly or deeper. */
function isBeforeOnPage(earlier: Thing, later: Thing): boolean {
  if (earlier.kind !== 'step' || later.kind !== 'step' || earlier.index >= later.index) return false;
  const above = new Map<Block, Step | Block>();
  let under: Step | Block = earlier;
  for (let block: Block | undefined = earlier.block; block; block = block.parent) {
    above.set(block, under);
    under = block;
  }
  under = later;
  for (let block: Block | undefined = later.block; block; block = block.parent) {
    const branch = above.get(block);
    if (branch) return branch !== under && isOrdered(block);
    under = block;
  }
  return false;
}

/** Two nodes for each thing, its start and its end; cycles are harmless here, the schedule reports them. */
class Graph {
  private readonly nodes = new Map<Id, number>();
  private readonly needs = new Map<Id, number>();
  private readonly next: number[][] = [];
  private readonly reached = new Map<number, Uint32Array>();

  node(thing: Id<Thing>, side: 'start' | 'end'): number {
    let start = this.nodes.get(thing);
    if (start === undefined) {
      start = this.next.push([], []) - 2;
      this.nodes.set(thing, start);
      this.edge(start, start + 1);
    }
    return side === 'start' ? start : start + 1;
  }

  /** A thing in the eyes of the gates that need it: nothing leads there. */
  needed(thing: Id<Thing>): number {
    let node = this.needs.get(thing);
    if (node === undefined) {
      node = this.next.push([]) - 1;
      this.needs.set(thing, node);
      this.edge(node, this.node(thing, 'end'));
    }
    return node;
  }

  edge(from: number, to: number): void {
    this.next[from]!.push(to);
  }

  reaches(earlier: Id<Thing>, later: Id<Thing>): boolean {
    const from = this.nodes.get(earlier);
    const to = this.nodes.get(later);
    if (from === undefined || to === undefined || from === to) return false;
    const set = this.from(this.needs.get(earlier) ?? from + 1);
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
