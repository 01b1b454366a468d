/** What of a delay begins somewhere before: each line would be in time if those before it began when they say. */
import type { Minutes } from '../time/model.ts';
import { arcBound, type Times } from './network/critical-path.ts';
import type { Network } from './network/network.ts';

/**
 * How much later an activity begins than it would if whatever has a fixed start began then: of a fixed one the minutes behind its own
 * start, of the others what they inherit from what they wait for. Computed for those that somebody asks for, and what they wait for.
 */
export function slipsOf(network: Network, times: Times): (index: number) => Minutes {
  const slips = new Map<number, Minutes>();
  const slipOf = (index: number): Minutes => {
    const { pinned } = network.activities[index]!;
    if (pinned !== undefined) return Math.max(0, (times.start[index] ?? pinned) - pinned) || 0;
    const arcs = network.incoming[index]!;
    const bounds = arcs.map((arc) => arcBound(arc, times)).filter(Number.isFinite);
    if (bounds.length === 0) return 0;
    return Math.max(0, Math.max(...bounds) - boundWithout(network, times, index, (from) => slips.get(from) ?? 0));
  };
  return (asked) => {
    // Run sheets have thousands of lines that each wait for the one above: no recursion.
    const open = [asked];
    while (open.length > 0) {
      const index = open.at(-1)!;
      const isFixed = network.activities[index]!.pinned !== undefined;
      const first = isFixed ? [] : network.incoming[index]!.filter(({ from }) => !slips.has(from));
      if (first.length > 0 && !slips.has(index)) open.push(...first.map(({ from }) => from));
      else {
        if (!slips.has(index)) slips.set(index, slipOf(index));
        open.pop();
      }
    }
    return slips.get(asked)!;
  };
}

/** When all that an activity waits for would be over, if nothing of that had slipped. */
export function boundWithout(
  network: Network,
  times: Times,
  index: number,
  slipOf: (index: number) => Minutes,
): number {
  return Math.max(...network.incoming[index]!.map((arc) => arcBound(arc, times) - slipOf(arc.from)));
}
