/**
 * The time scale of a panel: as wide as there is room, with long stretches in which nothing happens folded, so that a night
 * of two hours in a window of eight is not drawn as a quarter of its picture.
 */
import type { Span } from '../../../plan/schedule/model.ts';
import type { Instant } from '../../../plan/time/model.ts';

export interface TimeScale extends PanelTime {
  readonly time: PanelTime;
  /** x of a moment, kept inside the chart. */
  x(at: Instant): number;
}

/** What a panel needs to lead from moments to pixels and back, as plain data. */
export interface PanelTime {
  /** Its left edge. */
  readonly from: Instant;
  /** Pixels per minute, outside of folds. */
  readonly scale: number;
  readonly folds: readonly Fold[];
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
  const time: PanelTime = { from, scale, folds };
  for (const { start, end } of idle) folds.push({ x: xIn(time, start), width: FOLD, from: start, to: end });
  return { ...time, time, x: (at) => Math.min(Math.max(xIn(time, at), 0), chart) };
}

export function xIn({ from, scale, folds }: PanelTime, at: Instant): number {
  let shown = at - from;
  let x = 0;
  for (const fold of folds) {
    const long = fold.to - fold.from;
    const passed = Math.min(Math.max(at - fold.from, 0), long);
    shown -= passed;
    x += (passed / long) * fold.width;
  }
  return shown * scale + x;
}

/** The moment at an x: the way back of `xIn`. */
export function momentIn({ from, scale, folds }: PanelTime, x: number): Instant {
  let at = from;
  let left = 0;
  for (const fold of folds) {
    if (x <= fold.x) break;
    if (x < fold.x + fold.width) return fold.from + ((x - fold.x) / fold.width) * (fold.to - fold.from);
    at = fold.to;
    left = fold.x + fold.width;
  }
  return at + (x - left) / scale;
}

/** Stretches in which nothing is, less the air beside what is. */
function idleOf(from: Instant, to: Instant, busy: readonly Span[]): readonly Span[] {
  const gaps: Span[] = [];
  let free = from;
  for (const { start, end } of joined(busy, from, to).sort((a, b) => a.start - b.start)) {
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

/** What of them is between two moments, those that meet the one before them together with it: steps stand one behind the other, and few are left. */
function joined(spans: readonly Span[], from: Instant, to: Instant): Span[] {
  const found: Span[] = [];
  for (const { start, end } of spans) {
    if (end < from || start > to) continue;
    const last = found.at(-1);
    if (last && start <= last.end && end >= last.start) {
      found[found.length - 1] = { start: Math.min(last.start, start), end: Math.max(last.end, end) };
    } else found.push({ start, end });
  }
  return found;
}
