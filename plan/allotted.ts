/** How long the steps of a block take that has an estimate, where they do not say so themselves. */
import { type Child, childrenOf } from './children.ts';
import type { Block, Release, Step, Time } from './model.ts';
import { isOrdered } from './order/blocks.ts';
import { remembering } from './remembered.ts';
import { fillsRange } from './taking-time.ts';
import { isElapsed, ZERO } from './time/duration.ts';
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
  for (const block of release.blocks) visit(release, block, shares, block.during?.to);
  return shares;
});

/** What is in it does not say how long it takes: the block does. */
export function lastsItself(release: Release, block: Block): boolean {
  if (!block.duration || block.during) return false;
  const parts = partsOf(release, block);
  return parts.length === 0 || (!isShared(block, block.duration) && parts.some((part) => isOpen(release, part)));
}

type Part = Step | Block;

/** `end`: when something behind it begins. */
function visit(release: Release, block: Block, shares: Map<Step, Estimate>, end: Time | undefined): void {
  const whole = wholeOf(block);
  const ends = new Map<Part, Time>();
  if (hasTimes(release, block)) shareBetween(release, block, shares, ends, end);
  else if (whole) share(release, block, whole, shares);
  else if (end) for (const last of lastOf(release, block)) ends.set(last, end);
  for (const child of childrenOf(release, block))
    if ('children' in child) visit(release, child, shares, child.during?.to ?? ends.get(child));
}

/** What in it goes on until its end; of lines side by side nobody knows. */
function lastOf(release: Release, block: Block): readonly Part[] {
  const parts = partsOf(release, block);
  return block.kind === 'parallel' ? parts : isOrdered(block) ? parts.slice(-1) : [];
}

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

/**
 * `at 22:15` in one line and `at 22:30` in a later one: what stands between the two in an ordered block has that long, as a run sheet
 * is read that says when each of its lines begins. The last one has until the end of a block that says it.
 */
function shareBetween(
  release: Release,
  block: Block,
  shares: Map<Step, Estimate>,
  ends: Map<Part, Time>,
  end: Time | undefined,
): void {
  let from: Time | undefined;
  let parts: Part[] = [];
  const close = (to: Time | undefined) => {
    // A block in which lines say when they begin is read by these.
    const timed = parts.find((part) => saysWhenItBegins(release, part));
    if (timed) {
      if (to && timed === parts.at(-1)) ends.set(timed, to);
      parts = [];
      return;
    }
    const whole = from && to && (isSame(from, to) ? NO_TIME : writtenLength({ from, to }));
    if (whole)
      shareAmong(
        release,
        parts.filter((part) => part.kind !== 'step' || !shares.has(part)),
        whole,
        false,
        shares,
      );
    parts = [];
  };
  for (const child of childrenOf(release, block)) {
    const begin = beginsAt(release, child);
    if (begin) {
      close(begin);
      from = begin;
    }
    if ('children' in child || (child.kind === 'step' && takesShare(child))) parts.push(child);
  }
  close(end);
}

function saysWhenItBegins(release: Release, part: Part): boolean {
  if (!('children' in part)) return false;
  const isTimed = (child: Child) => beginsAt(release, child) !== undefined;
  return hasTimes(release, part) || (part.kind === 'parallel' && childrenOf(release, part).some(isTimed));
}

/** What begins when the next line does is a moment. */
function isSame(one: Time, other: Time): boolean {
  if (one.kind === 'offset' && other.kind === 'offset')
    return isElapsed(one.offset) && isElapsed(other.offset) && one.offset.minutes === other.offset.minutes;
  if (one.kind === 'clock' && other.kind === 'clock') return one.clock === other.clock && one.weekday === other.weekday;
  return one.kind === 'instant' && other.kind === 'instant' && one.at === other.at;
}

const NO_TIME: Estimate = { min: ZERO, likely: ZERO, max: ZERO, text: '0m' };

function hasTimes(release: Release, block: Block): boolean {
  return isOrdered(block) && childrenOf(release, block).some((child) => beginsAt(release, child) !== undefined);
}

/** As it says, or as what it begins with does. */
function beginsAt(release: Release, child: Child): Time | undefined {
  if (!('children' in child)) return child.kind === 'step' ? child.at : undefined;
  const own = child.at ?? child.during?.from;
  if (own || (child.kind !== 'parallel' && !isOrdered(child))) return own;
  const [first, ...others] = childrenOf(release, child).filter((one) => 'children' in one || one.kind === 'step');
  const begins = first && beginsAt(release, first);
  // Side by side the earliest counts, where all of them say one that can be compared.
  return child.kind === 'parallel' ? others.reduce((a, one) => earlier(a, beginsAt(release, one)), begins) : begins;
}

/** Of two that a few hours lie between, for hours alone go round. */
function earlier(one: Time | undefined, other: Time | undefined): Time | undefined {
  if (!one || !other) return undefined;
  const isBefore = (from: Time, to: Time) => {
    const minutes = writtenLength({ from, to })?.likely.minutes;
    return minutes !== undefined && minutes <= MOST_BETWEEN;
  };
  if (isSame(one, other) || isBefore(one, other)) return one;
  return isBefore(other, one) ? other : undefined;
}

const MOST_BETWEEN: Minutes = 12 * 60;

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
  return !wholeOf(part) && partsOf(release, part).some((one) => isOpen(release, one));
}

/** As far as it is said. */
function lengthOf(release: Release, part: Part): Minutes {
  if (part.kind === 'step') return part.duration?.likely.minutes ?? 0;
  const whole = wholeOf(part);
  if (whole) return whole.likely.minutes;
  const lengths = partsOf(release, part).map((one) => lengthOf(release, one));
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
