/** What the kind of a block says about order: whether its children follow each other, and when it happens at all. */
import { childrenOf } from '../children.ts';
import {
  type Block,
  type BlockKind,
  type Milestone,
  type PointRef,
  type Release,
  rootBlock,
  type Step,
  type Time,
} from '../model.ts';

/** Blocks whose children happen one after the other. */
export function isOrdered(block: Pick<Block, 'kind'>): boolean {
  return ORDERED.has(block.kind);
}

const ORDERED: ReadonlySet<BlockKind> = new Set(['run', 'rollback', 'play', 'sequence', 'outage', 'cycle']);

/**
 * - `run`: forward from its window's start, at whatever hour.
 * - `called`: `rollback` and `play`; forward at whatever hour, only when called.
 * - `prepare`: as late as possible back from T or its due, in working hours.
 * - `follow-up`: forward from the end of the run, in working hours.
 * - `dated`: `phase`, `stream` and `cycle`; in working hours forward from their begin, and like `prepare` while they have none.
 * - `messages`: each at its own time.
 */
export type Timing = 'run' | 'called' | 'prepare' | 'follow-up' | 'dated' | 'messages';

/** Undefined for blocks that are part of whatever is around them. */
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
    case 'cycle':
      return 'dated';
    default:
      return undefined;
  }
}

/** The timing of a block that stands in the release itself: an outage or a sequence outside of every other block is part of the night. */
export function rootTiming(root: Pick<Block, 'kind' | 'follows'>): Timing {
  return root.follows ? 'called' : (timingOf(root.kind) ?? 'run');
}

/**
 * Whether a block that stands in the release itself is of the run. Where there is a `run`, what says its own begin stands
 * beside it, as dated lines do: it neither moves the run nor counts into it.
 */
export function isOfRun(release: Pick<Release, 'blocks' | 'things'>, root: Block): boolean {
  return rootTiming(root) === 'run' && !isBeside(release, root);
}

/** Whether a block that stands in the release itself stands beside the run. */
export function isBeside(release: Pick<Release, 'blocks' | 'things'>, root: Block): boolean {
  const mayBe = root.kind !== 'run' && rootTiming(root) === 'run';
  return mayBe && release.blocks.some(({ kind }) => kind === 'run') && beginsBy(release, root).length > 0;
}

/** Whether it stands beside the run at a time of its own, before T as well as behind it. */
export function keepsOwnTime(release: Pick<Release, 'blocks' | 'things'>, root: Block): boolean {
  return isBeside(release, root) && timesItBegins(release, root).length > 0;
}

/** What says when a block begins: its own line, else each of the lines that it may begin with; none where one says nothing. */
export function beginsBy(release: Pick<Release, 'things'>, block: Block): readonly (Time | PointRef)[] {
  return [...timesItBegins(release, block), ...block.after.map(({ point }) => point)];
}

function timesItBegins(release: Pick<Release, 'things'>, line: Block | Step | Milestone): readonly Time[] {
  const own = line.kind === 'milestone' ? line.at : (beginOf(line) ?? line.during?.from);
  if (own) return [own];
  if (!('children' in line) || line.after.length > 0) return [];
  const times = firstIn(release, line).map((one) => timesItBegins(release, one));
  return times.every(({ length }) => length > 0) ? times.flat() : [];
}

/** The begins of the lines that a block may begin with, as far as these say one. */
export function opensWith(release: Pick<Release, 'things'>, line: Block | Step | Milestone): readonly Time[] {
  const own = line.kind === 'milestone' ? line.at : (beginOf(line) ?? line.during?.from);
  if (own) return [own];
  return 'children' in line ? firstIn(release, line).flatMap((one) => opensWith(release, one)) : [];
}

function firstIn(release: Pick<Release, 'things'>, block: Block): readonly (Block | Step | Milestone)[] {
  const lines = childrenOf(release, block).filter(({ kind }) => kind !== 'trigger' && kind !== 'point-of-no-return');
  return (isOrdered(block) ? lines.slice(0, 1) : lines) as (Block | Step | Milestone)[];
}

/** Whether it stands in a `rollback` or a `play`, or behind one, and so happens only once that is called. */
export function isCalled(block: Block): boolean {
  return rootTiming(rootBlock(block)) === 'called';
}

/** When it begins, where its own line says so: what comes round begins with its first time. */
export function beginOf({ at, every }: Pick<Block, 'at' | 'every'>): Time | undefined {
  return at ?? every?.from;
}

/**
 * `sequence copy 22:00 .. 23:30`: it begins and ends as it says, however long what is in it takes. With a length beside it, it is
 * done some time in the range; the range of a run is its window, and what is planned late, or only when called, ends by then.
 */
export function holdsRange({ kind, during, duration }: Block, timing: Timing): boolean {
  const isBound = timing === 'prepare' || kind === 'run' || kind === 'rollback' || kind === 'play';
  return during?.to !== undefined && duration === undefined && !isBound;
}

/** Whether it takes place more than once: by its own `every`, or in a block that comes round. */
export function comesRound({ every, block }: Step): boolean {
  return every !== undefined || cycleAround(block) !== undefined;
}

/** The innermost cycle that a block is, or stands in. */
export function cycleAround(block: Block | undefined): Block | undefined {
  for (let one = block; one; one = one.parent) if (one.kind === 'cycle') return one;
  return undefined;
}

/** The index of the window a `run` block runs in: the one it names, else the first. */
export function windowIndex(release: Release, block: Block): number {
  const name = block.window?.name;
  if (name === undefined) return 0;
  const named = release.names.get(name);
  return named?.kind === 'named-window' ? named.window.index : -1;
}
