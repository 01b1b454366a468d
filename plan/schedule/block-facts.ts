/** What a block means for the times of the steps in it: its kind decides, its clauses and the blocks around it add. */
import type { Block, BlockKind, Release } from '../model.ts';
import type { Instant } from '../time/model.ts';
import { resolveRangeIn, resolveTimeIn, type TimeContext } from '../time/resolve.ts';
import type { Span } from './model.ts';

/**
 * - `run`: forward from its window's start, at whatever hour.
 * - `called`: `rollback` and `play`; forward at whatever hour, only when called.
 * - `prepare`: as late as possible back from T or its due, in working hours.
 * - `follow-up`: forward from the end of the run, in working hours.
 * - `dated`: `phase` and `stream`; in working hours forward from their begin, and like `prepare` while they have none.
 * - `messages`: each at its own time.
 */
export type Timing = 'run' | 'called' | 'prepare' | 'follow-up' | 'dated' | 'messages';

export interface BlockFacts {
  readonly timing: Timing;
  readonly late: boolean;
  /** In working hours of whoever does it, instead of at whatever hour. */
  readonly working: boolean;
  /** Its own bounds, where its clauses, its window or its kind give any. */
  readonly start?: Instant;
  readonly end?: Instant;
  /** What a clock time (`22:00`) in it is looked for from. */
  readonly spanStart?: Instant;
}

export function timingOf(kind: BlockKind): Timing | undefined {
  switch (kind) {
    case 'run':
    case 'prepare':
    case 'follow-up':
    case 'messages':
      return kind;
    case 'rollback':
    case 'play':
      return 'called';
    case 'phase':
    case 'stream':
      return 'dated';
    default:
      return undefined;
  }
}

/** @param windows of the release, in its order; undefined while they are unknown */
export function blockFacts(
  release: Release,
  block: Block,
  outer: BlockFacts | undefined,
  windows: readonly (Partial<Span> | undefined)[],
  context: TimeContext,
): BlockFacts {
  // An outage or a sequence outside of every other block is part of the night.
  const timing = timingOf(block.kind) ?? outer?.timing ?? 'run';
  const inner = { ...context, spanStart: outer?.spanStart ?? context.spanStart };
  const during = resolveRangeIn(inner, block.during);
  const at = resolveTimeIn(inner, block.at, 'start');
  const window = timing === 'run' && outer?.timing !== 'run' ? windowOf(release, block, windows) : undefined;
  const start = at ?? during.start ?? window?.start;
  const anchored = start !== undefined || block.after.length > 0 || (outer?.timing === 'dated' && !outer.late);
  const due = resolveTimeIn(inner, block.due, 'due');
  const end = due !== undefined && during.end !== undefined ? Math.min(due, during.end) : (due ?? during.end);
  return {
    timing,
    late:
      timingOf(block.kind) === undefined && outer
        ? outer.late
        : timing === 'prepare' || (timing === 'dated' && !anchored),
    working: timing === 'prepare' || timing === 'follow-up' || timing === 'dated',
    start,
    end,
    spanStart: start ?? outer?.spanStart ?? context.spanStart,
  };
}

/** The index of the window a `run` block runs in: the one it names, else the first. */
export function windowIndex(release: Release, block: Block): number {
  const name = block.window?.name;
  if (name === undefined) return 0;
  let known = indexOfWindow.get(release);
  if (!known) {
    known = new Map([...release.windows.entries()].reverse().map(([i, window]) => [window.name, i]));
    indexOfWindow.set(release, known);
  }
  return known.get(name) ?? -1;
}

/** By name; the first of those that share one. */
const indexOfWindow = new WeakMap<Release, ReadonlyMap<string | undefined, number>>();

function windowOf(
  release: Release,
  block: Block,
  windows: readonly (Partial<Span> | undefined)[],
): Partial<Span> | undefined {
  return windows[windowIndex(release, block)];
}
