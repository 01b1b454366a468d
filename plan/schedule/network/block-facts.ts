/** What a block means for the times of the steps in it: its kind decides, its clauses and the blocks around it add. */
import type { Block, Release } from '../../model.ts';
import { beginOf, isOrdered, keepsOwnTime, type Timing, timingOf, windowIndex } from '../../order/blocks.ts';
import type { Instant } from '../../time/model.ts';
import { resolveRangeIn, resolveTimeIn, type TimeContext } from '../../time/resolve.ts';
import type { Span } from '../model.ts';
import { saysHour } from './assumed-hours.ts';

export interface BlockFacts {
  readonly timing: Timing;
  readonly late: boolean;
  /** It, or a block around it, would be planned late but for `asap`. */
  readonly asap: boolean;
  /** In working hours of whoever does it, instead of at whatever hour. */
  readonly working: boolean;
  /** What its own `at` says, or its first time. */
  readonly at?: Instant;
  /** Its own bounds, where its clauses, its window or its kind give any. */
  readonly start?: Instant;
  readonly end?: Instant;
  /** What a clock time (`22:00`) in it is looked for from. */
  readonly spanStart?: Instant;
}

/** The steps of the night, and of what takes it back, go on whatever the hour. */
export function isAtAnyHour(timing: Timing | undefined): boolean {
  return timing === 'run' || timing === 'called';
}

/** @param windows of the release, in its order; undefined while they are unknown */
export function blockFacts(
  release: Release,
  block: Block,
  outer: BlockFacts | undefined,
  windows: readonly (Partial<Span> | undefined)[],
  context: TimeContext,
): BlockFacts {
  // An outage or a sequence outside of every other block is part of the night, and so is a phase of the night.
  const own = isAtAnyHour(outer?.timing) ? undefined : block.follows ? 'called' : timingOf(block.kind);
  const timing = own ?? outer?.timing ?? 'run';
  const inner = { ...context, spanStart: outer?.spanStart ?? context.spanStart };
  const during = resolveRangeIn(inner, block.during);
  const at = resolveTimeIn(inner, beginOf(block), 'start');
  const isInWindow = timing === 'run' && outer?.timing !== 'run' && (outer || !keepsOwnTime(release, block));
  const window = isInWindow ? windowOf(release, block, windows) : undefined;
  const start = at ?? during.start ?? window?.start;
  const begins = start !== undefined || block.after.length > 0;
  const due = resolveTimeIn(inner, block.due, 'due');
  const end = due !== undefined && during.end !== undefined ? Math.min(due, during.end) : (due ?? during.end);
  const isLate = () => {
    if (own === 'prepare') return true;
    // One after the other from a moment on: what is behind the first line waits for nothing else.
    if (own === undefined && isOrdered(block) && start !== undefined) return false;
    if (own === 'run' && !outer) return !begins && isBackwards(release, block, inner);
    if (own === 'dated') return !begins && (outer === undefined || outer.late);
    // What stands in the release itself, and says no more than when it must be over, is planned like `prepare`.
    return outer?.late || (timing === 'messages' && !begins && block.due !== undefined);
  };
  const late = isLate() ?? false;
  const asap = (late && block.asap === true) || (outer?.asap ?? false);
  const isWorking = timing === 'prepare' || timing === 'follow-up' || timing === 'dated';
  return {
    timing,
    late: late && !asap,
    asap,
    working: isWorking && !(outer?.timing === timing && !outer.working) && !beginsOutOfHours(block, start, inner),
    at,
    start,
    end,
    spanStart: start ?? outer?.spanStart ?? context.spanStart,
  };
}

/** What goes on one after the other from 02:00 on is done in that night: nobody goes home behind its first line. */
function beginsOutOfHours(block: Block, start: Instant | undefined, { calendar, relative }: TimeContext): boolean {
  const time = beginOf(block) ?? block.during?.from;
  if (start === undefined || relative || !isOrdered(block) || !time || !saysHour(time)) return false;
  return !calendar.isWorking(start);
}

/**
 * Whether a run that nothing says the begin of goes back from a `due`: its own, or that of one behind it in its window which
 * nothing says the begin of either.
 */
export function isBackwards(release: Release, run: Block, context: TimeContext): boolean {
  const behind = release.blocks.slice(release.blocks.indexOf(run));
  return behind.some(
    (one) =>
      one.kind === 'run' &&
      windowIndex(release, one) === windowIndex(release, run) &&
      !(one.at || one.during || one.after.length > 0) &&
      resolveTimeIn(context, one.due, 'due') !== undefined,
  );
}

function windowOf(
  release: Release,
  block: Block,
  windows: readonly (Partial<Span> | undefined)[],
): Partial<Span> | undefined {
  return windows[windowIndex(release, block)];
}
