/** How the way back grows while a run goes on. */
import type { Step } from '../../model.ts';
import type { Instant, Minutes } from '../../time/model.ts';
import type { RollbackItem } from '../model.ts';

/** Decided after `from`, up to the `from` of the next one, taking everything back lasts `minutes`. */
export interface Growth {
  readonly from: Instant;
  /** The step that was begun then. */
  readonly step: Step;
  readonly minutes: Minutes;
  items(): readonly RollbackItem[];
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
    const wait = a?.minutes ?? 0;
    both.push({
      from,
      step: isFirst ? a!.step : b!.step,
      minutes: wait + (b?.minutes ?? 0),
      items: () => [
        ...(a?.items() ?? []),
        ...(b?.items() ?? []).map((item) => ({ ...item, start: item.start + wait })),
      ],
    });
  }
  return both;
}
