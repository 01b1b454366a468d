/** The steps right before and right behind each step, through the edges of blocks, milestones and whatever else has no length. */
import type { Step } from '../model.ts';
import type { Arc, Order, Side, Thing } from './model.ts';

export interface Neighbours {
  /** What a step waits for, in the order of the page. */
  before(step: Step): readonly Step[];
  /** What waits for it. */
  behind(step: Step): readonly Step[];
}

export function neighboursOf({ arcs }: Order): Neighbours {
  const into = new Map<Thing, Arc[]>();
  const outOf = new Map<Thing, Arc[]>();
  for (const arc of arcs) {
    append(into, arc.to, arc);
    append(outOf, arc.from, arc);
  }
  return {
    before: (step) =>
      walk(step, (thing, side) => {
        const arcs = into.get(thing) ?? [];
        const own = arcs.filter(({ toSide }) => toSide === side);
        return (isBlock(thing) && (side === 'start' || own.length > 0) ? own : arcs).map((arc) => [
          arc.from,
          arc.fromSide,
        ]);
      }),
    behind: (step) =>
      walk(step, (thing, side) => {
        const arcs = outOf.get(thing) ?? [];
        const own = arcs.filter(({ fromSide }) => fromSide === side);
        return (isBlock(thing) && (side === 'end' || own.length > 0) ? own : arcs).map((arc) => [arc.to, arc.toSide]);
      }),
  };
}

/** The steps that are reached from one through whatever is no step. */
function walk(step: Step, next: (thing: Thing, side: Side) => readonly [Thing, Side][]): readonly Step[] {
  const found = new Set<Step>();
  const seen = new Map<Thing, Set<Side>>();
  const open: [Thing, Side][] = [[step, 'start']];
  for (let at = open.pop(); at; at = open.pop()) {
    for (const [thing, side] of next(...at)) {
      const sides = seen.get(thing) ?? new Set();
      if (sides.has(side)) continue;
      seen.set(thing, sides.add(side));
      if (thing.kind === 'step') found.add(thing);
      else open.push([thing, side]);
    }
  }
  found.delete(step);
  return [...found].sort((a, b) => a.index - b.index);
}

/** The only thing whose two ends are far apart, with steps in between; an empty one is a point like any other. */
function isBlock(thing: Thing): boolean {
  return 'children' in thing;
}

function append(map: Map<Thing, Arc[]>, thing: Thing, arc: Arc): void {
  const list = map.get(thing);
  if (list) list.push(arc);
  else map.set(thing, [arc]);
}
