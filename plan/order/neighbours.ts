/** The steps right before and right behind each step, through the edges of blocks, milestones and whatever else has no length. */
import { append } from '../grouped.ts';
import { find, type Id } from '../ids.ts';
import type { Release, Step } from '../model.ts';
import type { Arc, Order, Side, Thing } from './model.ts';

export interface Neighbours {
  /** What a step waits for, in the order of the page. */
  before(step: Step): readonly Step[];
  /** What waits for it. */
  behind(step: Step): readonly Step[];
}

export function neighboursOf(release: Release, { arcs }: Order): Neighbours {
  const into = new Map<Id<Thing>, Arc[]>();
  const outOf = new Map<Id<Thing>, Arc[]>();
  for (const arc of arcs) {
    append(into, arc.to, arc);
    append(outOf, arc.from, arc);
  }
  return {
    before: (step) =>
      walk(release, step, (thing, side) => {
        const arcs = into.get(thing) ?? [];
        const own = arcs.filter(({ toSide }) => toSide === side);
        return (isBlock(find(release, thing)) && (side === 'start' || own.length > 0) ? own : arcs).map((arc) => [
          arc.from,
          arc.fromSide,
        ]);
      }),
    behind: (step) =>
      walk(release, step, (thing, side) => {
        const arcs = outOf.get(thing) ?? [];
        const own = arcs.filter(({ fromSide }) => fromSide === side);
        return (isBlock(find(release, thing)) && (side === 'end' || own.length > 0) ? own : arcs).map((arc) => [
          arc.to,
          arc.toSide,
        ]);
      }),
  };
}

/** The steps that are reached from one through whatever is no step. */
function walk(
  release: Release,
  step: Step,
  next: (thing: Id<Thing>, side: Side) => readonly [Id<Thing>, Side][],
): readonly Step[] {
  const found = new Set<Step>();
  const seen = new Map<Id<Thing>, Set<Side>>();
  const open: [Id<Thing>, Side][] = [[step.id, 'start']];
  for (let at = open.pop(); at; at = open.pop()) {
    for (const [id, side] of next(...at)) {
      const sides = seen.get(id) ?? new Set();
      if (sides.has(side)) continue;
      seen.set(id, sides.add(side));
      const thing = find(release, id) as Thing | undefined;
      if (thing?.kind === 'step') found.add(thing);
      else open.push([id, side]);
    }
  }
  found.delete(step);
  return [...found].sort((a, b) => a.index - b.index);
}

/** The only thing whose two ends are far apart, with steps in between; an empty one is a point like any other. */
function isBlock(thing: Thing | undefined): boolean {
  return thing !== undefined && 'children' in thing;
}
