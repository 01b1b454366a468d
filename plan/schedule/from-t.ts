/** While T is open: what counts from it all the same, the run and whatever says how far from T or from the run it is. */
import type { Block, Milestone, PointRef, Release, Step, Time } from '../model.ts';
import { rootBlock } from '../model.ts';
import { beginsBy, isBeside, isOfRun, windowIndex } from '../order/blocks.ts';
import type { PointLookup } from '../order/points.ts';
import { fillsRange } from '../taking-time.ts';
import { isElapsed } from '../time/duration.ts';
import type { TimeContext } from '../time/resolve.ts';
import { isDistance } from '../time/written-length.ts';
import { blockFacts, isBackwards } from './network/block-facts.ts';
import type { Frame } from './spans.ts';

export interface FromT {
  /** Runs of which nothing says when they start, those of one window together, and blocks beside them. */
  readonly blocks: ReadonlySet<Block>;
  /** Lines outside of every block. */
  readonly lines: ReadonlySet<Step | Milestone>;
}

/** @param roots what is not only called */
export function countingFromT(
  release: Release,
  roots: readonly Block[],
  find: PointLookup,
  frame: Frame,
  times: TimeContext,
): FromT {
  if (frame.T !== undefined) return { blocks: new Set(), lines: new Set() };
  return new FromOpenT(release, find).read(roots, frame, times);
}

class FromOpenT {
  private readonly release: Release;
  private readonly find: PointLookup;
  private readonly blocks = new Set<Block>();
  private readonly lines = new Set<Step | Milestone>();

  constructor(release: Release, find: PointLookup) {
    this.release = release;
    this.find = find;
  }

  read(roots: readonly Block[], frame: Frame, times: TimeContext): FromT {
    const { release, blocks, lines } = this;
    const anchored = new Set<number>();
    const runs = roots.filter((block) => isOfRun(release, block));
    for (const block of runs) {
      const { start } = blockFacts(release, block, undefined, frame.windows, times);
      const isAnchored = start !== undefined || block.after.length > 0 || isBackwards(release, block, times);
      if (isAnchored) anchored.add(windowIndex(release, block));
    }
    // How far another window is from T nobody knows before it has a date.
    for (const run of runs)
      if (windowIndex(release, run) <= 0 && !anchored.has(windowIndex(release, run))) blocks.add(run);
    for (const root of roots)
      if (isBeside(release, root) && beginsBy(release, root).some((begin) => this.counts(begin))) blocks.add(root);
    // Without any window nothing says what T is.
    const loose = release.windows.length > 0 ? [...release.steps, ...release.milestones].filter(isLoose) : [];
    for (let size = -1; size !== lines.size; ) {
      size = lines.size;
      for (const one of loose) if (!lines.has(one) && this.isCounted(one)) lines.add(one);
    }
    return { blocks, lines };
  }

  /** It has that begin, or comes behind what has one; its length is no count of working days. */
  private isCounted(line: Step | Milestone): boolean {
    if (line.kind === 'step' && !mayCount(line)) return false;
    const during = line.kind === 'step' && fillsRange(line) ? line.during : undefined;
    const begin =
      line.at ?? during?.from ?? (line.kind === 'milestone' && line.after.length === 0 ? line.due : undefined);
    if (begin) return this.counts(begin) && (!during || this.counts(during.to!));
    const points = [...line.after.map(({ point }) => point), ...(line.kind === 'step' ? line.alongside : [])];
    return points.length > 0 && points.every((point) => this.counts(point));
  }

  private counts(begin: Time | PointRef): boolean {
    if ('kind' in begin && begin.kind !== 'point') return isDistance(begin);
    if ('kind' in begin && !isDistance(begin)) return false;
    const thing = this.find(begin, begin.side ?? 'end')?.thing;
    if (thing && 'kind' in thing && (thing.kind === 'step' || thing.kind === 'milestone') && this.lines.has(thing))
      return true;
    const block = thing && ('children' in thing ? thing : 'block' in thing ? thing.block : undefined);
    return block !== undefined && this.blocks.has(rootBlock(block));
  }
}

function isLoose(line: Step | Milestone): boolean {
  return line.kind === 'milestone' ? !line.block : line.block.kind === 'messages';
}

/** What comes round, or is done some time, asks for dates. */
function mayCount({ at, during, notBefore, due, every, until, duration, ...step }: Step): boolean {
  if (every || until || notBefore || (duration && !isElapsed(duration.likely))) return false;
  return at !== undefined || fillsRange({ during, duration, ...step }) || !(during || due);
}
