/** What the edge of a block comes from. */
import { arcBound, type Times } from '../network/critical-path.ts';
import type { Network, StepActivity } from '../network/network.ts';

/** The step behind a point of the network: the one itself, or what the edge of a block comes from. */
export function lastStep(network: Network, times: Times, from: number): StepActivity | undefined {
  let index = from;
  for (;;) {
    const activity = network.activities[index]!;
    if (activity.kind === 'step') return activity;
    const arcs = network.incoming[index]!;
    let last = arcs[0];
    for (const arc of arcs) if (last && arcBound(arc, times) > arcBound(last, times)) last = arc;
    if (!last) return undefined;
    index = last.from;
  }
}
