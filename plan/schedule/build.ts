/** From blocks and clauses to a network. */
import { isOrdered } from '../dependencies.ts';
import type { After, Block, Milestone, Place, Release, Step, Time } from '../model.ts';
import { formatInstant } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import { resolveTimeIn, type TimeContext } from '../time/resolve.ts';
import { type BlockFacts, blockFacts, windowIndex } from './block-facts.ts';
import { Clauses } from './clauses.ts';
import type { Span } from './model.ts';
import { type Activity, Network, unbounded } from './network.ts';
import { durationLag, type Lag, lagOf, NO_LAG } from './pace.ts';
import type { PointLookup } from './points.ts';
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
  /** Orders that the text does not have: what if it had? */
  readonly orders?: readonly StepOrder[];
}

/** `after` must have ended before `step` begins. */
export interface StepOrder {
  readonly step: Step;
  readonly after: Step;
}

export interface Built {
  readonly network: Network;
  readonly steps: ReadonlyMap<Step, Activity>;
  readonly blocks: ReadonlyMap<Block, { readonly start: Activity; readonly end: Activity; readonly facts: BlockFacts }>;
  readonly milestones: ReadonlyMap<Milestone, Activity>;
  /** Steps by the time they hang on that nobody knows, as the plan calls it. */
  readonly unknown: ReadonlyMap<string, ReadonlySet<Step>>;
  /** Whose times are so many working days away that there are none any more. */
  readonly beyond: ReadonlySet<number>;
}

export function buildNetwork(material: Material): Built {
  return new Builder(material).build();
}

type Node = { readonly start: Activity; readonly end: Activity };

class Builder {
  private readonly material: Material;
  private readonly network = new Network();
  private readonly steps = new Map<Step, Activity>();
  private readonly blocks = new Map<Block, Node & { readonly facts: BlockFacts }>();
  private readonly milestones = new Map<Milestone, Activity>();
  private readonly clauses: Clauses;

  constructor(material: Material) {
    this.material = material;
    this.clauses = new Clauses(material.times, material.find);
  }

  build(): Built {
    const { roots, milestones } = this.material;
    for (const root of roots) this.addBlock(root, undefined);
    for (const milestone of milestones) this.addMilestone(milestone);
    this.linkRoots();
    for (const [block, node] of this.blocks) this.linkBlock(block, node);
    for (const [step, activity] of this.steps) this.linkStep(step, activity);
    for (const [milestone, activity] of this.milestones) this.linkMilestone(milestone, activity);
    for (const { step, after } of this.material.orders ?? []) {
      const [from, to] = [this.steps.get(after), this.steps.get(step)];
      if (from && to) this.link(from, to, 'end', NO_LAG);
    }
    const { network, steps, blocks } = this;
    return {
      network,
      steps,
      blocks,
      milestones: this.milestones,
      unknown: this.clauses.unknown,
      beyond: this.clauses.beyond,
    };
  }

  // ------------------------------------------------------------------------------------------------ activities

  private addBlock(block: Block, outer: BlockFacts | undefined): Node {
    const { release, windows, times, origin } = this.material;
    const facts = blockFacts(release, block, outer, windows, times);
    const start = this.network.add<Activity>({ ...unbounded(), kind: 'block-start', block });
    start.late = facts.late;
    start.earliest = facts.start ?? (outer || facts.late ? start.earliest : (origin ?? start.earliest));
    const inWindow = !block.at && !block.during;
    const name = inWindow || facts.start === undefined ? block.window?.name : formatInstant(facts.start, release.zone);
    start.earliestWhy = { reason: inWindow ? 'window' : 'time', name };

    const children: Node[] = [];
    for (const child of block.children) {
      if (child.kind === 'step') children.push(this.addStep(child, facts));
      else if (child.kind === 'milestone') children.push(this.addMilestone(child, facts));
      else if ('children' in child) children.push(this.addBlock(child, facts));
    }

    const end = this.network.add<Activity>({ ...unbounded(), kind: 'block-end', block });
    end.late = facts.late;
    this.clauses.dueBy(end, facts.end, block.due ?? block.during?.to);
    if (facts.timing === 'dated' && !facts.late && block.during && facts.end !== undefined) end.earliest = facts.end;
    const untilT = block.kind === 'prepare' || (facts.late && !outer && facts.end === undefined);
    if (untilT && times.T !== undefined && times.T < end.due) {
      end.due = times.T;
      end.dueName = 'T';
      end.duePlace = release.windows[0]?.place;
    }

    const node = { start, end, facts };
    this.blocks.set(block, node);
    this.linkChildren(block, node, children);
    return node;
  }

  private linkChildren(block: Block, { start, end }: Node, children: readonly Node[]): void {
    const link = (from: Activity, to: Activity) => this.link(from, to, 'end', NO_LAG);
    if (!isOrdered(block) && children.length > 0) {
      for (const child of children) {
        link(start, child.start);
        link(child.end, end);
      }
      return;
    }
    let previous = start;
    for (const child of children) {
      link(previous, child.start);
      previous = child.end;
    }
    link(previous, end);
  }

  private addMilestone(milestone: Milestone, facts?: BlockFacts): Node {
    const activity = this.network.add<Activity>({ ...unbounded(), kind: 'milestone', milestone });
    this.milestones.set(milestone, activity);
    activity.pinned = this.clauses.startOf(milestone.at, this.clauses.contextOf(facts));
    activity.late = (facts?.late ?? false) && activity.pinned === undefined;
    return { start: activity, end: activity };
  }

  private addStep(step: Step, facts: BlockFacts): Node {
    const { staffing } = this.material;
    const activity = this.network.add(staffing.activityOf(step, facts.working));
    this.steps.set(step, activity);
    this.clauses.apply(step, activity, facts, this.clauses.contextOf(facts, staffing.timesCalendar(step)));
    return { start: activity, end: activity };
  }

  // ------------------------------------------------------------------------------------------------ arcs

  /**
   * `follow-up` after the run, or the window where nothing runs; a `run` block after the one before it in its window,
   * unless it says when it starts.
   */
  private linkRoots(): void {
    const { release, roots, windows, times } = this.material;
    const lastIn = new Map<number, Node>();
    const runs: Node[] = [];
    for (const root of roots) {
      const node = this.blocks.get(root)!;
      if (node.facts.timing !== 'run') continue;
      const window = windowIndex(release, root);
      const before = lastIn.get(window);
      const hasOwnStart = root.at || root.during || root.after.length > 0;
      if (before && !hasOwnStart) this.link(before.end, node.start, 'end', NO_LAG);
      lastIn.set(window, node);
      runs.push(node);
    }
    for (const root of roots) {
      const node = this.blocks.get(root)!;
      if (node.facts.timing !== 'follow-up') continue;
      for (const run of runs) this.link(run.end, node.start, 'end', NO_LAG);
      const over = windows[0]?.end ?? times.T;
      if (!release.blocks.some(({ kind }) => kind === 'run') && over !== undefined && node.facts.start === undefined) {
        node.start.earliest = over;
      }
    }
  }

  private linkBlock(block: Block, { start, facts }: Node & { readonly facts: BlockFacts }): void {
    const context = this.clauses.contextOf(facts);
    this.linkAfter(block.after, start, context);
    for (const time of [block.at, block.during?.from]) this.linkTime(time, start, context);
  }

  private linkStep(step: Step, activity: Activity): void {
    const context = this.clauses.contextOf(
      this.blocks.get(step.block)?.facts,
      this.material.staffing.timesCalendar(step),
    );
    this.linkAfter(step.after, activity, context, step);
    for (const time of [step.at, step.notBefore, step.during?.from]) {
      if (time) this.linkTime(time, activity, context, step);
    }
    for (const point of step.gate?.needs ?? []) {
      // What has a date of its own is judged by the checks; the gate does not wait for it silently.
      const node = this.nodeOf(point, 'end');
      if (node) this.link(node.end, activity, 'end', NO_LAG, point.place);
    }
    for (const point of step.alongside) {
      const node = this.nodeOf(point, point.side ?? 'start');
      if (!node) this.bound(step, activity, this.pointMoment(point, point.side ?? 'start', context), point.ref.name);
      else if (point.side === 'end') this.link(node.end, activity, 'end', NO_LAG, point.place);
      else this.network.join(activity.index, this.firstOf(node.start).index);
    }
  }

  private linkMilestone(milestone: Milestone, activity: Activity): void {
    const context = this.clauses.contextOf(milestone.block && this.blocks.get(milestone.block)?.facts);
    this.linkAfter(milestone.after, activity, context);
    this.linkTime(milestone.at, activity, context);
  }

  private linkAfter(after: readonly After[], to: Activity, context: TimeContext, step?: Step): void {
    for (const { point, lag, place } of after) {
      const side = point.side ?? 'end';
      const delay = durationLag(lag, context.zone, context.calendar);
      const node = this.nodeOf(point, side);
      if (node) {
        this.link(side === 'end' ? node.end : this.firstOf(node.start), to, side, delay, place);
      } else {
        const at = this.pointMoment(point, side, context);
        this.bound(step, to, at === undefined ? undefined : delay.forward(at), point.ref.name);
      }
    }
  }

  /** `at x + 2h` and the like hang on something scheduled: an arc instead of a moment. */
  private linkTime(time: Time | undefined, to: Activity, context: TimeContext, step?: Step): void {
    const point = this.clauses.hangs(time);
    if (!point) return;
    const side = point.side ?? 'end';
    const node = this.nodeOf(point, side);
    if (!node) {
      this.bound(step, to, this.clauses.moment(point, 'start', context), point.ref.name);
      return;
    }
    const probed = { ...context, onOdd: undefined };
    const lag = lagOf((at) => resolveTimeIn({ ...probed, point: () => at }, point, 'start') ?? at);
    this.link(side === 'end' ? node.end : this.firstOf(node.start), to, side, lag, point.place);
  }

  private link(from: Activity, to: Activity, side: 'start' | 'end', lag: Lag, place?: Place): void {
    this.network.link({ from: from.index, to: to.index, side, lag, place });
  }

  /** The start of an ordered block is the start of what comes first in it. */
  private firstOf(start: Activity): Activity {
    let first = start;
    while (first.kind === 'block-start' && first.block && isOrdered(first.block)) {
      const arc = this.network.outgoing[first.index]![0];
      const next: Activity | undefined = arc && this.network.activities[arc.to];
      if (!next || next.kind === 'block-end') break;
      first = next;
    }
    return first;
  }

  private nodeOf(point: Parameters<PointLookup>[0], side: 'start' | 'end'): Node | undefined {
    const target = this.material.find(point, side);
    if (target?.kind !== 'scheduled') return undefined;
    const { thing } = target;
    if (thing.kind !== 'step' && thing.kind !== 'milestone') return this.blocks.get(thing);
    const activity = thing.kind === 'step' ? this.steps.get(thing) : this.milestones.get(thing);
    return activity && { start: activity, end: activity };
  }

  private pointMoment(
    point: Parameters<PointLookup>[0],
    side: 'start' | 'end',
    context: TimeContext,
  ): Instant | undefined {
    const target = point.target && this.material.find(point, side);
    return target ? undefined : context.point(point.ref, side);
  }

  private bound(step: Step | undefined, activity: Activity, at: Instant | undefined, name: string): void {
    if (at !== undefined) this.clauses.notBefore(activity, at, name);
    else if (step) this.clauses.note(step, name);
  }
}
