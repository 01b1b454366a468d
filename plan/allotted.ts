/** How long the steps of a block take that has an estimate, where they do not say so themselves. */
import { type Child, childrenOf } from './children.ts';
import type { Block, Release, Step } from './model.ts';
import { beginOf, isOrdered } from './order/blocks.ts';
import { beginOfStep, later, lengthBetween, type Mark, type Reading, readingOf } from './order/written-moments.ts';
import { remembering } from './remembered.ts';
import { fillsRange } from './taking-time.ts';
import { isElapsed } from './time/duration.ts';
import type { Duration, Estimate, Minutes } from './time/model.ts';
import { writtenLength } from './time/written-length.ts';

/**
 * `sequence ftp 1h30m..2h`, `sequence ftp 22:00 .. 23:30`: what the steps with a duration leave of it, those without share
 * alike; side by side each has all of it. An estimate in days is not shared, nor one of what has no order: such a block lasts
 * as long, see `lastsItself`.
 */
export function allotted(release: Release): ReadonlyMap<Step, Estimate> {
  return allottedOnce(release);
}

const allottedOnce = remembering<Release, void, ReadonlyMap<Step, Estimate>>((release) => {
  const shares = new Map<Step, Estimate>();
  const reading = readingOf(release);
  for (const block of release.blocks) new Sheet(block, reading.within(block), {}, shares).read();
  return shares;
});

/** What is in it does not say how long it takes: the block does. */
export function lastsItself(release: Release, block: Block): boolean {
  if (!block.duration || block.during) return false;
  const parts = partsOf(release, block);
  return parts.length === 0 || (!isShared(block, block.duration) && parts.some((part) => isOpen(release, part)));
}

type Part = Step | Block;

/** How long the text says all of it takes, as a length or as a range on the clock. */
function wholeOf({ duration, during }: Block): Estimate | undefined {
  return duration ?? (during && writtenLength(during));
}

function share(release: Release, block: Block, whole: Estimate, shares: Map<Step, Estimate>): void {
  if (isShared(block, whole)) shareAmong(release, partsOf(release, block), whole, block.kind === 'parallel', shares);
}

function shareAmong(
  release: Release,
  parts: readonly Part[],
  whole: Estimate,
  isParallel: boolean,
  shares: Map<Step, Estimate>,
): void {
  const open = parts.filter((part) => isOpen(release, part));
  const known = isParallel ? 0 : sum(parts.map((part) => lengthOf(release, part)));
  const count = isParallel ? 1 : open.length;
  for (const [index, part] of open.entries()) {
    // Of a block what is said in it comes on top.
    const own = isParallel ? 0 : lengthOf(release, part);
    const place = isParallel ? 0 : index;
    const left = ({ minutes }: Duration) => ofMinutes(shareOf(Math.max(0, minutes - known), count, place) + own);
    const estimate = { ...whole, min: left(whole.min), likely: left(whole.likely), max: left(whole.max) };
    if ('children' in part) share(release, part, estimate, shares);
    else shares.set(part, estimate);
  }
}

/** When what stands before it is over, and something behind it begins. */
interface Bounds {
  readonly begin?: Mark;
  readonly end?: Mark;
}

/** One block, and what is in it. */
class Sheet {
  private readonly block: Block;
  private readonly reading: Reading;
  private readonly bounds: Bounds;
  /** Of the window, where the block says no begin of its own. */
  private readonly opening: Mark | undefined;
  private readonly shares: Map<Step, Estimate>;
  private readonly inner = new Map<Block, Bounds>();

  constructor(block: Block, reading: Reading, outer: Bounds, shares: Map<Step, Estimate>) {
    this.block = block;
    this.reading = reading;
    this.shares = shares;
    this.opening = reading.opening(block);
    this.bounds = boundsOf(block, reading, { ...outer, begin: this.opening ?? outer.begin });
  }

  read(): void {
    const { block, shares, reading, inner, bounds } = this;
    const whole = wholeOf(block);
    if (hasTimes(block, reading)) this.shareBetween();
    else if (whole) share(reading.release, block, whole, shares);
    else if (bounds.end) for (const last of lastOf(reading.release, block)) this.bound(last, { end: bounds.end });
    for (const child of childrenOf(reading.release, block))
      if ('children' in child) new Sheet(child, reading.within(child), inner.get(child) ?? {}, shares).read();
  }

  private bound(part: Part, bounds: Bounds): void {
    if (part.kind !== 'step') this.inner.set(part, { ...this.inner.get(part), ...bounds });
  }

  /**
   * `at 22:15` in one line and `at 22:30` in a later one: what stands between the two in an ordered block has that long, as a run sheet
   * is read that says when each of its lines begins. The first one has from the begin of a block that says it, or of the window of a run, the last one until
   * its end.
   */
  private shareBetween(): void {
    const { block, reading, shares, bounds, opening } = this;
    let from = bounds.begin;
    let parts: Part[] = [];
    const close = (to: Mark | undefined) => {
      // A block in which lines say when they begin is read by these.
      const timed = parts.find((part) => saysWhenItBegins(part, reading));
      if (timed) {
        if (to && timed === parts.at(-1)) this.bound(timed, { end: to });
      } else {
        const whole = from && to && lengthBetween(from, to);
        const open = parts.filter((part) => part.kind !== 'step' || !shares.has(part));
        // Between a window and the first hour of a run where some say how long they take, those that do not are forgotten.
        const isSheet = !opening || from !== opening || parts.every((part) => lengthOf(reading.release, part) === 0);
        if (whole && isSheet) shareAmong(reading.release, open, whole, false, shares);
      }
      parts = [];
    };
    for (const child of childrenOf(reading.release, block)) {
      const begin = beginsAt(child, reading);
      if (begin) {
        close(begin);
        from = begin;
      }
      if ('children' in child || (child.kind === 'step' && takesShare(child))) parts.push(child);
      // What says from when until when it lasts is over then, and what stands behind it has begun.
      else if (child.kind === 'step' && fillsRange(child)) from = reading.mark(child.during!.to!);
    }
    close(bounds.end);
  }
}

/** What it says itself; else what the block around it leaves to it. */
function boundsOf(block: Block, reading: Reading, outer: Bounds): Bounds {
  const own = beginOf(block) ?? block.during?.from;
  const begin = own ? reading.mark(own) : outer.begin;
  if (block.during?.to) return { begin, end: reading.mark(block.during.to) };
  const { duration } = block;
  const isLength = begin && duration && isElapsed(duration.likely);
  return { begin, end: isLength ? later(begin, duration.likely.minutes) : outer.end };
}

/** What in it goes on until its end; of lines side by side nobody knows. */
function lastOf(release: Release, block: Block): readonly Part[] {
  const parts = partsOf(release, block);
  return block.kind === 'parallel' ? parts : isOrdered(block) ? parts.slice(-1) : [];
}

function saysWhenItBegins(part: Part, reading: Reading): boolean {
  if (!('children' in part)) return false;
  const inner = reading.within(part);
  return (
    hasTimes(part, inner) ||
    (part.kind === 'parallel' && childrenOf(inner.release, part).some((child) => beginsAt(child, inner)))
  );
}

function hasTimes(block: Block, reading: Reading): boolean {
  return isOrdered(block) && childrenOf(reading.release, block).some((child) => beginsAt(child, reading) !== undefined);
}

/** As it says, or as what it begins with does. */
function beginsAt(child: Child, reading: Reading): Mark | undefined {
  if (!('children' in child)) {
    const own = child.kind === 'step' ? beginOfStep(child) : undefined;
    return own && reading.mark(own);
  }
  const own = child.at ?? child.during?.from;
  if (own) return reading.mark(own);
  if (child.kind !== 'parallel' && !isOrdered(child)) return undefined;
  const inner = reading.within(child);
  const [first, ...others] = childrenOf(inner.release, child).filter((one) => 'children' in one || one.kind === 'step');
  const begins = first && beginsAt(first, inner);
  // Side by side the earliest counts, where all of them say one that can be compared.
  return child.kind === 'parallel' ? others.reduce((a, one) => earlier(a, beginsAt(one, inner)), begins) : begins;
}

/** Of two that can be compared. */
function earlier(one: Mark | undefined, other: Mark | undefined): Mark | undefined {
  if (!one || !other) return undefined;
  if (lengthBetween(one, other)) return one;
  return lengthBetween(other, one) ? other : undefined;
}

/** Whole minutes, of which none is lost: the first ones have one more where they do not come out even. */
function shareOf(minutes: Minutes, count: number, place: number): Minutes {
  return Math.floor(minutes / count) + (place < minutes % count ? 1 : 0);
}

/** What takes time in it: a message is a moment, and what lasts until a time needs nothing. */
function partsOf(release: Release, block: Block): readonly Part[] {
  return childrenOf(release, block).filter(
    (child): child is Part => 'children' in child || (child.kind === 'step' && takesShare(child)),
  );
}

function takesShare(step: Step): boolean {
  return step.verb !== 'notify' && !step.until && !step.every && !fillsRange(step);
}

/** It has, or has in it, a step that does not say how long it takes. */
function isOpen(release: Release, part: Part): boolean {
  if (part.kind === 'step') return !part.duration;
  return !wholeOf(part) && partsOf(release, part).some((inner) => isOpen(release, inner));
}

/** As far as it is said. */
function lengthOf(release: Release, part: Part): Minutes {
  if (part.kind === 'step') return part.duration?.likely.minutes ?? 0;
  const whole = wholeOf(part);
  if (whole) return whole.likely.minutes;
  const lengths = partsOf(release, part).map((inner) => lengthOf(release, inner));
  return part.kind === 'parallel' ? Math.max(0, ...lengths) : sum(lengths);
}

function isShared(block: Block, { likely }: Estimate): boolean {
  return isElapsed(likely) && (isOrdered(block) || block.kind === 'parallel');
}

function ofMinutes(minutes: Minutes): Duration {
  return { minutes, days: 0, months: 0, workingDays: 0 };
}

function sum(all: readonly Minutes[]): Minutes {
  return all.reduce((a, b) => a + b, 0);
}
