/** From blocks, clauses and the order of a release to a network. */

import { lastsItself } from '../../allotted.ts';
import { childrenOf } from '../../children.ts';
import type { Id } from '../../ids.ts';
import { type Block, isInside, type Milestone, type PointRef, type Release, type Step } from '../../model.ts';
import {
  beginOf,
  comesRound,
  cycleAround,
  holdsRange,
  isOrdered,
  keepsOwnTime,
  opensWith,
  rootTiming,
} from '../../order/blocks.ts';
import { type Arc, leadsBack, type OpenClause, type Order, type Side } from '../../order/model.ts';
import type { PointLookup } from '../../order/points.ts';
import { formatInstant } from '../../time/format.ts';
import type { Instant } from '../../time/model.ts';
import { resolveTimeIn, type TimeContext } from '../../time/resolve.ts';
import { isDistance } from '../../time/written-length.ts';
import type { Span } from '../model.ts';
import { giveWay, withinItsDay } from './assumed-hours.ts';
import { type BlockFacts, blockFacts, isAtAnyHour } from './block-facts.ts';
import { Clauses, isDueOnly, type LeftOut, saysBegin } from './clauses.ts';
import { Days } from './days.ts';
import { type Activity, Network, type StepActivity, unbounded } from './network.ts';
import { durationLag, type Lag, lagOf, NO_LAG, paceLag } from './pace.ts';
import { nameOfLast, type Rounds, standsIn, untilItsDay } from './rounds.ts';
import type { Staffing } from './staffing.ts';

/** What a network is built of. */
export interface Material {
  readonly release: Release;
  readonly staffing: Staffing;
  readonly find: PointLookup;
  readonly times: TimeContext;
  /** In the order of the release's windows; undefined while unknown. */
  readonly windows: readonly (Partial<Span> | undefined)[];
  readonly roots: readonly Block[];
  /** Milestones outside of blocks. */
  readonly milestones: readonly Milestone[];
  /** Where everything starts that has no other begin; for blocks that are scheduled relative to 0. */
  readonly origin?: Instant;
  /** The moment whose working days and months are counted there, as if 0 were it; undefined: of those nobody knows which they are. */
  readonly since?: Instant;
  readonly order: Order;
  /** Not the lines outside of every block that are planned elsewhere. */
  readonly isPart: (step: Step) => boolean;
  /** Everything has been scheduled once, so what has no time yet gets none. */
  readonly settled: boolean;
  /** Undefined where times count from 0. */
  readonly roundsOf?: (cycle: Block) => Rounds;
  /** Those whom nobody may choose for that step. */
  readonly keptFrom?: (step: Step) => ReadonlySet<string>;
}

export interface Built {
  readonly network: Network;
  readonly steps: ReadonlyMap<Step, StepActivity>;
  readonly blocks: ReadonlyMap<Block, { readonly start: Activity; readonly end: Activity; readonly facts: BlockFacts }>;
  readonly milestones: ReadonlyMap<Milestone, Activity>;
  /** Times that say nothing yet, and whose they are: planned without them. */
  readonly leftOut: readonly LeftOut[];
  /** What says `asap` and is not planned late anyway. */
  readonly earlyAnyway: readonly (Step | Block)[];
  /** Whose times are so many working days away that there are none any more. */
  readonly beyond: ReadonlySet<number>;
}

type Limited = Pick<Arc, 'most' | 'point' | 'place' | 'fromSide'>;

interface Edges {
  readonly start: Activity;
  readonly end: Activity;
}

export function buildNetwork(material: Material): Built {
  return new Builder(material).build();
}

/** Outside of every block a day of work is one of working hours, too. */
export function isInWorkingHours(step: Step, facts: BlockFacts): boolean {
  const isDays = facts.timing === 'messages' && (step.duration?.likely.workingDays ?? 0) > 0;
  return facts.working || isDays || (isDueOnly(step, facts) && !isAtAnyHour(facts.timing));
}

class Builder {
  private readonly material: Material;
  private readonly network = new Network();
  private readonly steps = new Map<Step, StepActivity>();
  /** By the ids that arcs go by: both ends, which of all but blocks are one. */
  private readonly nodes = new Map<Id, Edges>();
  private readonly blocks = new Map<
    Block,
    { readonly start: Activity; readonly end: Activity; readonly facts: BlockFacts }
  >();
  private readonly milestones = new Map<Milestone, Activity>();
  private readonly earlyAnyway: (Step | Block)[] = [];
  /** Until when what is held by its due keeps the blocks around it going. */
  private readonly held = new Map<Block, Instant>();
  private readonly clauses: Clauses;
  private readonly days: Days;

  constructor(material: Material) {
    this.material = material;
    this.clauses = new Clauses(material.times, material.find, material.settled, material.order);
    this.days = new Days(material, this.clauses);
  }

  build(): Built {
    const { roots, milestones } = this.material;
    for (const root of roots) this.addBlock(root, undefined);
    for (const milestone of milestones) this.addMilestone(milestone);
    this.followWindow();
    const { arcs, open } = this.material.order;
    for (const arc of arcs) this.link(arc);
    for (const clause of open) {
      const to = this.nodeOf(clause.to, 'start');
      if (to) this.boundBy({ ...clause, fromSide: clause.point.side ?? 'end' }, to);
    }
    const { network, steps, blocks } = this;
    return {
      network,
      steps,
      blocks,
      milestones: this.milestones,
      leftOut: this.clauses.leftOut,
      earlyAnyway: this.earlyAnyway,
      beyond: this.clauses.beyond,
    };
  }

  // ------------------------------------------------------------------------------------------------ activities

  /** Its start. */
  private addBlock(block: Block, outer: BlockFacts | undefined): Activity {
    const { release, windows, times, staffing } = this.material;
    const facts = blockFacts(release, block, outer, windows, times);
    if (block.asap && !facts.asap) this.earlyAnyway.push(block);
    const start = this.network.add<Activity>({ ...unbounded(), kind: 'block-start', block });
    start.late = facts.late;
    start.asap = facts.asap;
    const isFree = outer || facts.late || keepsOwnTime(release, block);
    start.earliest = facts.start ?? (isFree ? start.earliest : (this.originOf(block) ?? start.earliest));
    const inWindow = !beginOf(block) && !block.during;
    const name = inWindow || facts.start === undefined ? block.window?.name : formatInstant(facts.start, release.zone);
    start.earliestWhy = { reason: inWindow ? 'window' : 'time', name };

    let first: Activity | undefined;
    for (const child of childrenOf(release, block)) {
      let added: Activity;
      if (child.kind === 'step' && !this.material.isPart(child)) continue;
      if (child.kind === 'step') added = this.addStep(child, facts);
      else if (child.kind === 'milestone') added = this.addMilestone(child, facts);
      else if ('children' in child) added = this.addBlock(child, facts);
      else continue;
      first ??= added;
    }

    const end = this.network.add<Activity>({ ...unbounded(), kind: 'block-end', block });
    end.late = facts.late;
    this.clauses.applyBlock(block, { start, end }, facts, this.clauses.contextOf(outer));
    if (!facts.late && facts.end !== undefined && holdsRange(block, facts.timing)) end.earliest = facts.end;
    end.held = this.held.get(block);
    const untilT = block.kind === 'prepare' || (facts.late && !outer && facts.end === undefined);
    if (untilT && times.T !== undefined) this.untilT(block, end, times.T);

    if (block.kind === 'cycle') this.beforeNextRound(block, end);
    this.blocks.set(block, { start, end, facts });
    this.nodes.set(block.id, { start, end });
    if (first && isOrdered(block)) this.clauses.beginWith(block, { start, first }, this.clauses.contextOf(outer));
    const own = lastsItself(this.material.release, block) ? block.duration!.likely : undefined;
    const lag = own ? this.days.lag(own, paceLag(staffing.blockPace(own, facts.working)), end) : NO_LAG;
    if (!first || lag !== NO_LAG)
      this.network.link({ from: start.index, to: end.index, side: 'end', lag, why: 'block' });
    return start;
  }

  /** While T is open a run begins with what stands before it in that; its window will. */
  private originOf(block: Block): Instant | undefined {
    const { origin, times } = this.material;
    // Lines outside of every block begin with none.
    if (block.kind === 'messages') return undefined;
    if (origin === undefined || times.T === undefined) return origin;
    return Math.min(
      origin,
      ...opensWith(this.material.release, block).map((time) => this.clauses.startOf(time, times) ?? origin),
    );
  }

  /** What prepares is over by T, whatever in it is due later; in a phase without a begin a line may say another due. */
  private untilT(block: Block, end: Activity, T: Instant): void {
    const later = [...this.steps].filter(([step, { due }]) => due > T && step.due && isInside(step.block, block));
    const mayBe = block.kind !== 'prepare' && later.length > 0;
    if (!mayBe) {
      this.overBy(end, T, 'T');
      for (const [step, activity] of later) {
        if (activity.pinned === undefined && Number.isFinite(activity.due)) this.clauses.pastT(activity, step.due!);
      }
      return;
    }
    this.overBy(end, Math.max(...later.map(([, { due }]) => due)), undefined);
    for (const [step, activity] of this.steps) {
      if (isInside(step.block, block) && !saysBegin(step) && !step.due && step.after.length === 0)
        this.overBy(activity, T, 'T');
    }
  }

  private overBy(activity: Activity, due: Instant, name: string | undefined): void {
    if (due >= activity.due) return;
    activity.due = due;
    activity.dueName = name;
    activity.duePlace = name === undefined ? undefined : this.material.release.windows[0]?.place;
  }

  /** Nobody begins once more with what is not over. */
  private beforeNextRound(cycle: Block, end: Activity): void {
    const next = this.material.roundsOf?.(cycle).next;
    if (next === undefined || next >= end.due) return;
    end.due = next;
    end.dueName = `the next round, ${formatInstant(next, this.material.release.zone)}`;
    end.duePlace = cycle.every?.place;
  }

  /** Where nothing runs, `follow-up` comes behind the window. */
  private followWindow(): void {
    const { release, roots, windows, times } = this.material;
    const over = windows[0]?.end ?? times.T;
    if (over === undefined || release.blocks.some((block) => rootTiming(block) === 'run')) return;
    for (const root of roots) {
      const { start, facts } = this.blocks.get(root)!;
      if (facts.timing === 'follow-up' && facts.start === undefined) start.earliest = over;
    }
  }

  private addMilestone(milestone: Milestone, facts?: BlockFacts): Activity {
    const activity = this.network.add<Activity>({ ...unbounded(), kind: 'milestone', milestone });
    this.milestones.set(milestone, activity);
    this.nodes.set(milestone.id, { start: activity, end: activity });
    const context = this.clauses.contextOf(facts);
    const due = this.clauses.moment(milestone.due, 'due', context);
    this.clauses.dueBy(activity, due, milestone.due);
    // Where nothing else says when it is, it is when it is due.
    const isDeadline = !milestone.at && milestone.after.length === 0;
    const stated = withinItsDay(milestone, this.clauses.startOf(milestone.at, context), due);
    activity.pinned = stated ?? (isDeadline ? due : undefined);
    if (activity.pinned === undefined && !this.clauses.hangs(milestone.at)) {
      this.clauses.leaveOpen(activity, milestone.at ?? (isDeadline ? milestone.due : undefined));
    }
    activity.late = (facts?.late ?? false) && activity.pinned === undefined;
    return activity;
  }

  private addStep(step: Step, facts: BlockFacts): Activity {
    const { staffing, origin, keptFrom } = this.material;
    const working = isInWorkingHours(step, facts);
    const activity = this.network.add(staffing.activityOf(step, working, origin === undefined, keptFrom?.(step)));
    this.days.take(activity, staffing.lengthOf(step));
    this.steps.set(step, activity);
    this.nodes.set(step.id, { start: activity, end: activity });
    this.clauses.apply(step, activity, facts, this.clauses.contextOf(facts, staffing.timesCalendar(step)));
    if (staffing.hasAssumedHours(activity))
      giveWay(activity, this.earliestOf(activity, facts), staffing.paceAtAnyHour(step));
    if (step.asap && !activity.asap) this.earlyAnyway.push(step);
    if (activity.late && !facts.late && Number.isFinite(activity.due)) this.hold(step.block, activity.due);
    return activity;
  }

  private hold(block: Block | undefined, due: Instant): void {
    for (let one = block; one; one = one.parent) this.held.set(one, Math.max(due, this.held.get(one) ?? due));
  }

  /** As far as it is known before anything is placed. */
  private earliestOf({ earliest }: Activity, { start, timing }: BlockFacts): Instant | undefined {
    const behind = timing === 'follow-up' ? this.material.times.T : undefined;
    const from = Math.max(earliest, start ?? earliest, behind ?? earliest);
    return Number.isFinite(from) ? from : undefined;
  }

  // ------------------------------------------------------------------------------------------------ arcs

  /** An arc between two things of this network; one that comes from elsewhere is a moment, where that is known. */
  private link(arc: Arc): void {
    const to = this.nodeOf(arc.to, arc.toSide);
    if (!to) return;
    const from = this.nodeOf(arc.from, arc.fromSide);
    const { why, place } = arc;
    if (!from) this.boundBy(arc, to);
    else if (why === 'alongside' && arc.fromSide === 'start') this.network.join(to.index, from.index);
    else {
      // The edge of a block is a point: it ends where it starts, and what is in the block comes behind it.
      const side = why === 'block' ? 'end' : arc.fromSide;
      const lag = untilItsDay(to, this.lagOf(arc, to), this.material.times.zone);
      this.network.link({ from: from.index, to: to.index, side, lag, why, place });
      this.afterLast(arc, from, lag, to);
      this.limitBy(arc, to, from, this.lastOf(arc, from, to));
    }
  }

  /** What comes round again is over with its last time; the arc alone waits for the first one. */
  private afterLast(arc: Arc, from: Activity, lag: Lag, to: Activity): void {
    const last = this.lastOf(arc, from, to);
    if (last !== undefined) this.clauses.notBefore(to, lag.forward(last), `the last ${nameOfLast(arc, from)}`);
  }

  /** In a cycle each round has its own. */
  private lastOf({ fromSide, point }: Arc, from: Activity, to: Activity): Instant | undefined {
    if (fromSide !== 'end') return undefined;
    if (from.kind === 'block-end' && from.block?.kind === 'cycle') return this.material.roundsOf?.(from.block).over;
    if (!point || from.kind !== 'step' || !comesRound(from.step)) return undefined;
    const cycle = cycleAround(from.step.block);
    return cycle && standsIn(to, cycle) ? undefined : this.contextOf(to).point(point, 'end');
  }

  /** How much later than what it waits for something may start. The arcs of one clause (`after prepare`) are one. */
  private limitBy(
    { most, point, place, fromSide }: Limited,
    to: Activity,
    from: Activity | undefined,
    known?: Instant,
  ): void {
    if (!most || !point || !place) return;
    if (this.days.areUnknown(most)) {
      this.clauses.leftOut.push({ activity: to, place });
      return;
    }
    const last = this.network.mosts.at(-1);
    const source = from ? [{ index: from.index, side: fromSide }] : [];
    if (last?.to === to.index && last.place === place) last.from.push(...source);
    else {
      const { zone, calendar } = this.contextOf(to);
      const name = [point.ref.name, point.target?.name].filter(Boolean).join(' ');
      this.network.mosts.push({
        to: to.index,
        from: source,
        known,
        lag: durationLag(most, zone, calendar),
        most,
        name,
        place,
      });
    }
  }

  /** What hangs on something that is not in this network: a rehearsal, a run that is counted from 0. */
  private boundBy(clause: Arc | OpenClause, to: Activity): void {
    const { why, point, time, lag, fromSide } = clause;
    // While T is open, nobody knows when such a run is over.
    if (why === 'follow-up' && this.material.origin === undefined) to.open ??= this.clauses.openOf(undefined);
    // What has a date of its own is judged by the checks; a gate does not wait for it silently.
    if (!point || why === 'needs') return;
    const context = this.contextOf(to);
    let at: Instant | undefined;
    if (time) {
      if (!this.clauses.hangs(time)) return;
      at = this.clauses.moment(time, 'start', context);
    } else if (!point.target || !this.material.find(point, fromSide)) {
      at = context.point(point, fromSide);
      this.limitBy({ place: point.place, ...clause }, to, undefined, at);
      if (at !== undefined) at = durationLag(lag, context.zone, context.calendar).forward(at);
    }
    if (at !== undefined) this.clauses.notBefore(to, at, point.ref.name);
    else if (to.pinned === undefined) this.leaveOpen(to, point, fromSide);
  }

  /** What it hangs on has no time. Where the clock starts at 0, what is scheduled elsewhere says nothing. */
  private leaveOpen(to: Activity, point: PointRef, side: Side): void {
    const found = this.material.find(point, side);
    const isElsewhere = this.material.origin !== undefined && found?.kind === 'scheduled';
    if (found && !isElsewhere) to.open ??= this.clauses.openOf(undefined, point.ref.name);
  }

  private lagOf(arc: Arc, to: Activity): Lag {
    const { lag, time, why } = arc;
    if (lag) {
      const { zone, calendar } = this.contextOf(to);
      return this.days.lag(lag, durationLag(lag, zone, calendar), to);
    }
    if (!time || (!time.offset && time.weekday === undefined && time.clock === undefined)) return NO_LAG;
    const context = this.contextOf(to);
    if (context.relative && !isDistance(time)) {
      this.clauses.leftOut.push({ activity: to, time });
      return NO_LAG;
    }
    const use = why === 'during' ? 'from' : 'start';
    const forward = (at: Instant) => resolveTimeIn({ ...context, onOdd: undefined, point: () => at }, time, use) ?? at;
    // A day that is counted in one zone and begins in another one may begin before the moment it is counted from.
    return lagOf(leadsBack(arc) ? forward : (at) => Math.max(at, forward(at)));
  }

  /** How the clauses of something are read: in whose calendar, and from when a clock time is looked for. */
  private contextOf(activity: Activity): TimeContext {
    if (activity.kind === 'step') {
      const { step } = activity;
      return this.clauses.contextOf(this.blocks.get(step.block)?.facts, this.material.staffing.timesCalendar(step));
    }
    const block = activity.block ?? activity.milestone?.block;
    return this.clauses.contextOf(block && this.blocks.get(block)?.facts);
  }

  private nodeOf(thing: Arc['to'], side: Side): Activity | undefined {
    return this.nodes.get(thing)?.[side];
  }
}
