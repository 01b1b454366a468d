/** At most so long between two things: `after x + ..2h`. */
import type { Instant, Minutes } from '../../time/model.ts';
import type { Times } from './critical-path.ts';
import type { Most, Network } from './network.ts';

/** The one of several that it waits for longest; undefined: a moment from elsewhere. */
export function lastOf(
  { from, known }: Most,
  { start, end }: Times,
): { readonly at: Instant; readonly index?: number; readonly side?: 'start' | 'end' } {
  let last: ReturnType<typeof lastOf> = { at: known ?? Number.NEGATIVE_INFINITY };
  for (const { index, side } of from) {
    const at = side === 'end' ? end[index]! : start[index]!;
    if (at > last.at) last = { at, index, side };
  }
  return last;
}

/** The latest start that it allows; not finite where nothing says when what comes before it is. */
export function latestBy(most: Most, times: Times): Instant {
  const { at } = lastOf(most, times);
  return Number.isFinite(at) ? most.lag.forward(at) : Number.POSITIVE_INFINITY;
}

/** By how much it is exceeded. */
export function excessOf(most: Most, times: Times): Minutes {
  const start = times.start[most.to]!;
  return Number.isFinite(start) ? Math.max(0, start - latestBy(most, times)) : 0;
}

export function excessIn({ mosts }: Network, times: Times): Minutes {
  return mosts.reduce((sum, most) => sum + excessOf(most, times), 0);
}
