/** The first starts at which everything that a night takes is free. Plain numbers, so that a year of a thousand plans is searched at once. */
import type { Instant, Minutes, Span } from '../../time/model.ts';

/** Something that is taken, counted from the start: half-open, `from < to`. */
export interface Need {
  readonly key: string;
  readonly from: Minutes;
  readonly to: Minutes;
}

export interface SlotQuestion {
  readonly needs: readonly Need[];
  /** By key, when it is taken already: in order, none touching the next; see `busyTable`. */
  readonly busy: ReadonlyMap<string, readonly Span[]>;
  /** By key, when alone it may be taken: what has no such hours may be taken always. In order, none touching the next. */
  readonly open: ReadonlyMap<string, readonly Span[]>;
  /** In order. */
  readonly starts: Iterable<Instant>;
}

/** In the order of the starts. */
export function* freeStarts({ needs, busy, open, starts }: SlotQuestion): Iterable<Instant> {
  for (const start of starts) {
    if (needs.every((need) => isFree(need, start, busy) && isOpen(need, start, open))) yield start;
  }
}

function isFree({ key, from, to }: Need, start: Instant, busy: SlotQuestion['busy']): boolean {
  const spans = busy.get(key);
  if (!spans) return true;
  const next = spans[firstEndingBehind(spans, start + from)];
  return next === undefined || next.start >= start + to;
}

function isOpen({ key, from, to }: Need, start: Instant, open: SlotQuestion['open']): boolean {
  const spans = open.get(key);
  if (!spans) return true;
  const around = spans[firstEndingBehind(spans, start + from)];
  return around !== undefined && around.start <= start + from && around.end >= start + to;
}

/** The index of the first that ends behind a moment. */
function firstEndingBehind(spans: readonly Span[], at: Instant): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.end <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By key, in order, those that touch made one. */
export function busyTable(all: Iterable<readonly [key: string, span: Span]>): ReadonlyMap<string, readonly Span[]> {
  const table = new Map<string, Span[]>();
  for (const [key, span] of all) {
    if (span.end <= span.start) continue;
    const list = table.get(key);
    if (list) list.push(span);
    else table.set(key, [span]);
  }
  for (const [key, list] of table) {
    list.sort((a, b) => a.start - b.start);
    const joined: { start: Instant; end: Instant }[] = [];
    for (const { start, end } of list) {
      const last = joined.at(-1);
      if (last && start <= last.end) last.end = Math.max(last.end, end);
      else joined.push({ start, end });
    }
    table.set(key, joined);
  }
  return table;
}
