/**
 * The time scale of a panel: as wide as there is room, with long stretches in which nothing happens folded, so that a night
 * of two hours in a window of eight is not drawn as a quarter of its picture.
 */
import type { Span } from '../../../plan/schedule/model.ts';
import type { Instant, Minutes } from '../../../plan/time/model.ts';

export interface TimeScale {
  /** Pixels per minute, outside of folds. */
  readonly scale: number;
  readonly folds: readonly Fold[];
  /** x of a moment, kept inside the chart. */
  x(at: Instant): number;
}

/** A stretch that takes the same few pixels however long it is. */
export interface Fold {
  readonly x: number;
  readonly width: number;
  readonly from: Instant;
  readonly to: Instant;
}

const FOLD = 22;
/** What is folded is at least this share of all of it. */
const LEAST = 0.2;
/** Air on both sides of what happens, as a share of the time in which something does. */
const AIR = 0.06;

/** `busy`: what must be seen; undefined: nothing is folded. */
export function timeScale({ start: from, end: to }: Span, chart: number, busy?: readonly Span[]): TimeScale {
  const idle = busy ? idleOf(from, to, busy) : [];
  const shown = to - from - idle.reduce((sum, { start, end }) => sum + end - start, 0);
  const scale = (chart - FOLD * idle.length) / shown;
  const folds: Fold[] = [];
  let folded: Minutes = 0;
  for (const { start, end } of idle) {
    folds.push({ x: (start - from - folded) * scale + folds.length * FOLD, width: FOLD, from: start, to: end });
    folded += end - start;
  }
  const x = (at: Instant) => {
    let skipped: Minutes = 0;
    let added = 0;
    for (const fold of folds) {
      if (at <= fold.from) break;
      if (at < fold.to) return fold.x + ((at - fold.from) / (fold.to - fold.from)) * FOLD;
      skipped += fold.to - fold.from;
      added += FOLD;
    }
    return Math.min(Math.max((at - from - skipped) * scale + added, 0), chart);
  };
  return { scale, folds, x };
}

/** Stretches in which nothing is, less the air beside what is. */
function idleOf(from: Instant, to: Instant, busy: readonly Span[]): readonly Span[] {
  const gaps: Span[] = [];
  let free = from;
  for (const { start, end } of [...busy].sort((a, b) => a.start - b.start)) {
    if (end < from || start > to) continue;
    if (start > free) gaps.push({ start: free, end: start });
    free = Math.max(free, end);
  }
  if (to > free) gaps.push({ start: free, end: to });
  const wide = gaps.filter(({ start, end }) => end - start > (to - from) * LEAST);
  const work = to - from - wide.reduce((sum, { start, end }) => sum + end - start, 0);
  // Where there is next to nothing but idle time, folding it would leave a picture of folds.
  if (work <= 0) return [];
  return wide
    .map(({ start, end }) => ({ start: start + work * AIR, end: end - work * AIR }))
    .filter(({ start, end }) => end - start > work * AIR);
}
