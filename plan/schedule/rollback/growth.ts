/** How the way back grows while a run goes on. */
import type { Instant } from '../../time/model.ts';
import type { RollbackStage } from '../model.ts';

/** Decided after `from`, up to the `from` of the next one, taking everything back lasts `minutes`. */
export interface Growth extends Pick<RollbackStage, 'minutes' | 'items' | 'done'> {
  readonly from: Instant;
  /** The step that was begun then. */
  readonly step: NonNullable<RollbackStage['step']>;
}

/**
 * From when on a step counts: from the minute after its start, since decided at its start it is not begun. Times are
 * whole minutes, so what takes no time counts at its own moment already.
 */
export function countsAfter({ start, end }: { readonly start: Instant; readonly end: Instant }): Instant {
  return end > start ? start : start - 1;
}

/** First the one, then the other, each as far as it has grown. Both in order of time, as is the result. */
export function oneAfterTheOther(first: readonly Growth[], second: readonly Growth[]): readonly Growth[] {
  if (first.length === 0 || second.length === 0) return first.length === 0 ? second : first;
  const both: Growth[] = [];
  for (let i = 0, j = 0; i < first.length || j < second.length; ) {
    const from = Math.min(first[i]?.from ?? Number.POSITIVE_INFINITY, second[j]?.from ?? Number.POSITIVE_INFINITY);
    const isFirst = first[i]?.from === from;
    if (isFirst) i++;
    if (second[j]?.from === from) j++;
    const [a, b] = [first[i - 1], second[j - 1]];
    both.push({
      from,
      step: isFirst ? a!.step : b!.step,
      minutes: (a?.minutes ?? 0) + (b?.minutes ?? 0),
      items: (a?.items ?? 0) + (b?.items ?? 0),
      done: { ...a?.done, ...b?.done },
    });
  }
  return both;
}
