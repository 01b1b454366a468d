/** Cycles of a network: found, reported and broken, so that the rest of the plan still gets its times. */
import { comparePositions } from '../../place.ts';
import type { Arc, Network } from './network.ts';

export interface Cycle {
  /** In order: each begins where the one before ends, or with what starts together with that; the first after the last. */
  readonly arcs: readonly Arc[];
  /** The arc that was taken out. */
  readonly dropped: Arc;
}

export interface Sorted {
  /** Leaders of all groups, predecessors first. */
  readonly order: readonly number[];
  readonly cycles: readonly Cycle[];
}

/**
 * Sorts the groups of a network and breaks its cycles. Of each cycle the last arc on the page that a clause asks for is
 * taken out (the order of the page holds where it can); arcs within a group contradict it and go as well.
 */
export function sortNetwork(network: Network): Sorted {
  const cycles: Cycle[] = [];
  for (;;) {
    const found = depthFirst(network, cycles.length < MOST_REPORTED ? 'stop' : 'drop');
    if ('order' in found) return { order: found.order, cycles };
    const dropped = weakest(found.cycle);
    network.unlink(dropped);
    cycles.push({ arcs: found.cycle, dropped });
  }
}

/** A plan with more is broken in another way; the rest is taken out in one go. */
const MOST_REPORTED = 50;

/**
 * The order, or the arcs of the first cycle met when the page is walked from its top.
 *
 * @param onCycle whether to stop there, or to drop the arc that closes it and go on
 */
function depthFirst(
  network: Network,
  onCycle: 'stop' | 'drop',
): { readonly order: number[] } | { readonly cycle: readonly Arc[] } {
  const count = network.activities.length;
  /** 0 = not seen, 1 = on the path, 2 = done. */
  const state = new Uint8Array(count);
  const finished: number[] = [];
  const closing: Arc[] = [];
  /** The path: leaders, the arc that led to each, and the next arc to follow. */
  const path: { leader: number; arc?: Arc; arcs: readonly Arc[]; next: number }[] = [];
  const enter = (leader: number, arc?: Arc) => {
    state[leader] = 1;
    const group = network.group(leader);
    const arcs = group.length === 1 ? network.outgoing[leader]! : group.flatMap((member) => network.outgoing[member]!);
    path.push({ leader, arc, arcs, next: 0 });
  };

  for (let root = 0; root < count; root++) {
    if (network.leader(root) !== root || state[root] !== 0) continue;
    enter(root);
    while (path.length > 0) {
      const top = path.at(-1)!;
      const arc = top.arcs[top.next++];
      if (!arc) {
        state[top.leader] = 2;
        finished.push(top.leader);
        path.pop();
        continue;
      }
      const leader = network.leader(arc.to);
      if (state[leader] === 0) enter(leader, arc);
      else if (state[leader] === 1) {
        if (onCycle === 'drop') {
          closing.push(arc);
          continue;
        }
        const at = path.findIndex((entry) => entry.leader === leader);
        return { cycle: [...path.slice(at + 1).map((entry) => entry.arc!), arc] };
      }
    }
  }
  for (const arc of closing) network.unlink(arc);
  return { order: finished.reverse() };
}

function weakest(cycle: readonly Arc[]): Arc {
  let found = cycle.at(-1)!;
  for (const arc of cycle) {
    if (rank(arc) > rank(found) || (rank(arc) === rank(found) && isLater(arc, found))) found = arc;
  }
  return found;
}

function rank(arc: Arc): number {
  return arc.place ? 1 : 0;
}

function isLater(a: Arc, b: Arc): boolean {
  return !!a.place && !!b.place && comparePositions(a.place.range.start, b.place.range.start) > 0;
}
