/**
 * What precedes what in a release, because the plan says so, whatever the clock says. Computed here and nowhere else: the
 * schedule, the checks, cycles, the way back and the pictures read these arcs.
 */
import { childrenOf } from '../children.ts';
import type { EditedStep } from '../edited.ts';
import type { After, Block, Milestone, Plan, PointRef, Ref, Release, Step, Time, TimeRange } from '../model.ts';
import { rootBlock } from '../model.ts';
import { isOfRun, isOrdered, rootTiming, windowIndex } from './blocks.ts';
import { endlessOf } from './endless.ts';
import type { Arc, OpenClause, Order, Side, StepOrder, Thing, Why } from './model.ts';
import { type PointLookup, pointLookup } from './points.ts';
import { precedesAlike } from './precedence.ts';

/**
 * - In `run`, `rollback`, `play`, `sequence`, `outage` and `cycle` children follow each other as on the page. Whatever a block holds
 *   is between its start and its end. A point of no return comes behind what stands before it, and in ordered blocks
 *   before what stands behind it.
 * - What stands beside the run (`isBeside`) has no order with it but by its own clauses.
 * - `prepare` is ready before any run starts, a `run` follows the one before it in its window unless it says when it
 *   starts, and `follow-up` comes behind every run.
 * - Clauses add `after`, `alongside`, a gate's `needs`, what a condition compares with (`= 100 % of counts`), and times that hang on a named thing: `at`, `not before`, the begin of
 *   `during`, `every … from`; of whatever states its time itself (a rehearsal, a freeze) both ends of it.
 * - The start of an ordered block is the start of what comes first in it.
 * - What happens only when it is called, `rollback` and `play`, has an order in itself and none with anything else.
 *
 * @param orders what has to wait besides, as if the text said so
 */
export function orderOf(plan: Plan, release: Release, orders: readonly StepOrder[] = []): Order {
  return new Builder(release, pointLookup(plan, release)).build(orders);
}

/**
 * The same of a version in which steps say nothing else of what they wait for, though it may stand elsewhere on their lines: the very
 * order, where they say nothing of it.
 */
export function orderAgain(plan: Plan, release: Release, before: Order, edited: readonly EditedStep[]): Order {
  const find = pointLookup(plan, release);
  let order = before;
  for (const { now } of edited) {
    const { arcs, open } = new Builder(release, find).ofStep(now);
    if (arcs.length + open.length === 0) continue;
    order = { ...order, arcs: inPlaceOf(order.arcs, arcs, now), open: inPlaceOf(order.open, open, now) };
  }
  precedesAlike(before, order);
  return order;
}

/** What a step says stands together. */
function inPlaceOf<T extends Pick<Arc, 'to' | 'point'>>(
  all: readonly T[],
  own: readonly T[],
  { id }: Step,
): readonly T[] {
  if (own.length === 0) return all;
  const first = all.findIndex(({ to, point }) => to === id && point !== undefined);
  return all.toSpliced(first, own.length, ...own);
}

class Builder {
  private readonly release: Release;
  private readonly find: PointLookup;
  private readonly arcs: Arc[] = [];
  private readonly open: OpenClause[] = [];
  private readonly blocks: Block[] = [];
  private readonly milestones: Milestone[] = [];

  constructor(release: Release, find: PointLookup) {
    this.release = release;
    this.find = find;
  }

  /** What the clauses of one step say. */
  ofStep(step: Step): Pick<Order, 'arcs' | 'open'> {
    this.addStep(step);
    return { arcs: this.arcs, open: this.open };
  }

  build(orders: readonly StepOrder[]): Order {
    const { release, arcs, open } = this;
    for (const root of release.blocks) this.addPage(root);
    this.addRoots();
    for (const block of this.blocks) {
      this.addAfter(block.after, block);
      this.addTime('at', block.at, block);
      this.addTime('during', block.during?.from, block);
      this.addTime('every', block.every?.from, block);
    }
    for (const step of release.steps) this.addStep(step);
    for (const milestone of [...this.milestones, ...release.milestones.filter(({ block }) => !block)]) {
      this.addAfter(milestone.after, milestone);
      this.addTime('at', milestone.at, milestone);
    }
    this.addStated();
    for (const { step, after } of orders) this.addBetween('proposed', after, 'end', step, 'start');
    return { arcs, open, endless: endlessOf(release.steps, arcs, this.find) };
  }

  // ------------------------------------------------------------------------------------------------ the page

  private addPage(block: Block): void {
    const ordered = isOrdered(block);
    let previous: Thing | undefined;
    let last: Thing | undefined;
    /** What stands before the point of no return that was met last. */
    let beforePoint: Thing | undefined;
    for (const child of childrenOf(this.release, block)) {
      if (child.kind === 'trigger') continue;
      if ('children' in child) this.addPage(child);
      else if (child.kind === 'milestone') this.milestones.push(child);
      if (child.kind === 'step' && ordered && goesOnBeside(child)) {
        this.add('block', block, 'start', child, 'start');
        continue;
      }
      if (child.kind === 'point-of-no-return') {
        beforePoint = previous;
        if (previous) this.add('page', previous, 'end', child, 'start');
        else this.add('block', block, 'start', child, 'start');
        if (!ordered) this.add('block', child, 'end', block, 'end');
      } else if (!ordered) {
        // The moment of a point with a name is that of the point.
        const isMoment = previous?.kind === 'point-of-no-return' && previous.milestone === child;
        if (isMoment && beforePoint) this.add('page', beforePoint, 'end', child, 'start');
        this.add('block', block, 'start', child, 'start');
        this.add('block', child, 'end', block, 'end');
      } else {
        if (last) this.add('page', last, 'end', child, 'start');
        else this.add('block', block, 'start', child, 'start');
        if (previous && previous !== last) this.add('page', previous, 'end', child, 'start');
        last = child;
      }
      previous = child;
    }
    if (ordered && last) this.add('block', last, 'end', block, 'end');
    if (ordered && previous && previous !== last) this.add('block', previous, 'end', block, 'end');
    this.blocks.push(block);
  }

  private addRoots(): void {
    const { release } = this;
    /** By window: those that a run behind them has to wait for. */
    const open = new Map<number, Block[]>();
    const runs: Block[] = [];
    for (const root of release.blocks) {
      if (!isOfRun(release, root)) continue;
      const window = windowIndex(release, root);
      const before = open.get(window) ?? [];
      const hasOwnStart = root.at || root.during || root.after.length > 0;
      if (!hasOwnStart) for (const run of before) this.add('run', run, 'end', root, 'start');
      open.set(window, hasOwnStart ? [...before, root] : [root]);
      runs.push(root);
    }
    for (const root of release.blocks) {
      const timing = rootTiming(root);
      for (const run of runs) {
        if (timing === 'prepare') this.add('prepare', root, 'end', run, 'start');
        else if (timing === 'follow-up') this.add('follow-up', run, 'end', root, 'start');
      }
    }
  }

  // ------------------------------------------------------------------------------------------------ clauses

  private addStep(step: Step): void {
    this.addAfter(step.after, step);
    this.addTime('at', step.at, step);
    this.addTime('not before', step.notBefore, step);
    this.addTime('during', step.during?.from, step);
    this.addTime('every', step.every?.from, step);
    for (const point of neededBy(step)) this.addPoint('needs', point, 'end', step);
    for (const point of step.alongside) this.addPoint('alongside', point, 'start', step);
  }

  private addAfter(after: readonly After[], to: Thing): void {
    for (const { point, ...said } of after) this.addPoint('after', point, 'end', to, said);
  }

  /** @param side which end of the other counts where the clause does not say it */
  private addPoint(
    why: 'after' | 'alongside' | 'needs',
    point: PointRef,
    side: Side,
    to: Thing,
    { lag, most, place = point.place }: Partial<Omit<After, 'point'>> = {},
  ): void {
    const fromSide = point.side ?? side;
    const from = this.find(point, fromSide)?.thing;
    if (from && isOneWorld(from, to)) {
      for (const leaving of this.leaving(from, fromSide, point.ref, to)) {
        this.arcs.push({ ...leaving, to: to.id, toSide: 'start', why, lag, most, time: undefined, point, place });
      }
    } else this.open.push({ to: to.id, why, lag, most, time: undefined, point, fromSide });
  }

  /** A begin hangs on the end of a thing, an end on its start, unless the plan says which. */
  private addTime(why: Why, time: Time | undefined, to: Thing, toSide: Side = 'start'): void {
    if (time?.kind !== 'point') return;
    const fromSide = time.side ?? (toSide === 'start' ? 'end' : 'start');
    const from = this.find(time, fromSide)?.thing;
    if (!from) return;
    const { place } = time;
    const point = { ref: time.ref, target: time.target, side: time.side, place };
    if (!isOneWorld(from, to))
      this.open.push({ to: to.id, why, lag: undefined, most: undefined, time, point, fromSide });
    else {
      for (const leaving of this.leaving(from, fromSide, time.ref, to)) {
        this.arcs.push({ ...leaving, to: to.id, toSide, why, lag: undefined, most: undefined, time, point, place });
      }
    }
  }

  /** What states its time itself may do so by something else. */
  private addStated(): void {
    const { rehearsals, uats, rosters, events, freezes, maintenances } = this.release;
    const addRange = (thing: Thing, during: Partial<TimeRange> | undefined) => {
      this.addTime('during', during?.from, thing);
      this.addTime('during', during?.to, thing, 'end');
    };
    for (const rehearsal of rehearsals) this.addTime('at', rehearsal.at, rehearsal);
    for (const thing of [...uats, ...rosters, ...events]) addRange(thing, thing.during);
    for (const one of [...freezes, ...maintenances]) addRange(one, { from: one.from, to: one.until });
  }

  /** Whoever waits for the end of blocks that are called by their kind (`after prepare`) waits for all of them. */
  private leaving(from: Thing, fromSide: Side, ref: Ref, to: Thing): readonly Pick<Arc, 'from' | 'fromSide'>[] {
    if (fromSide === 'start') return [{ from: firstOf(this.release, from).id, fromSide }];
    if (!('children' in from) || from.kind !== ref.name || from.name === ref.name) {
      return [{ from: from.id, fromSide }];
    }
    const blocks = this.release.blocks.filter(({ kind }) => kind === ref.name);
    const others = blocks.filter((block) => !isInside(to, block));
    return (others.length > 0 ? others : blocks).map(({ id }) => ({ from: id, fromSide }));
  }

  private add(why: Why, from: Thing, fromSide: Side, to: Thing, toSide: Side): void {
    this.addBetween(why, from.id, fromSide, to.id, toSide);
  }

  private addBetween(why: Why, from: Arc['from'], fromSide: Side, to: Arc['to'], toSide: Side): void {
    this.arcs.push({
      from,
      fromSide,
      to,
      toSide,
      why,
      lag: undefined,
      most: undefined,
      time: undefined,
      point: undefined,
      place: undefined,
    });
  }
}

/**
 * `task look every 15m from T until T+4h`: it comes round by a clock of its own, and the others neither wait for it nor it for them.
 * From something else on it waits for that, and has its place on the page as whatever waits.
 */
function goesOnBeside({ every, after, alongside }: Step): boolean {
  return every?.from !== undefined && every.from.kind !== 'point' && after.length === 0 && alongside.length === 0;
}

/** What a gate asks for, and in what it was measured before what the conditions of a step are compared with. */
export function neededBy({ gate, proof, untilWhen, onlyIf }: Step): readonly PointRef[] {
  if (!gate && !proof && !untilWhen && !onlyIf) return [];
  const asked = [gate?.criteria, proof?.expects, untilWhen ? [untilWhen] : undefined, onlyIf?.conditions];
  return [...(gate?.needs ?? []), ...asked.flatMap((conditions) => conditions?.flatMap(({ of }) => of ?? []) ?? [])];
}

/** What happens only when it is called neither waits for anything else nor is waited for. */
function isOneWorld(from: Thing, to: Thing): boolean {
  return calledBlock(from) === calledBlock(to);
}

function calledBlock(thing: Thing): Block | undefined {
  const block = 'children' in thing ? thing : 'block' in thing ? thing.block : undefined;
  const root = block && rootBlock(block);
  return root && rootTiming(root) === 'called' ? root : undefined;
}

function isInside(thing: Thing, block: Block): boolean {
  let outer: Block | undefined = 'children' in thing ? thing : thing.kind === 'step' ? thing.block : undefined;
  while (outer && outer !== block) outer = outer.parent;
  return outer === block;
}

/** What comes first in an ordered block, else the thing itself. */
function firstOf(release: Release, thing: Thing): Thing {
  if (!('children' in thing) || !isOrdered(thing)) return thing;
  const first = childrenOf(release, thing).find(({ kind }) => kind !== 'trigger' && kind !== 'point-of-no-return');
  return first ? firstOf(release, first as Thing) : thing;
}
