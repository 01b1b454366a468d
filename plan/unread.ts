/**
 * What would be another number if every line could be read.
 *
 * A line that cannot be read is not in the plan, so everything that could hang on it is in doubt: what the order of the
 * page or a clause puts after it, what shares the people and systems it names, and what is counted from these. Where the
 * line stands says how much that is. One in a `run` moves the rest of the run; one that stands in the release itself may
 * have been its window; one in a file that is shared may have been somebody's calendar. What stands before it stays.
 */
import { type Child, childrenOf } from './children.ts';
import { type ById, byId, find, type Id } from './ids.ts';
import {
  type Block,
  isInside,
  lookup,
  type Milestone,
  type Named,
  type Place,
  type Plan,
  type Release,
  rootBlock,
  type Step,
  type UnreadLine,
} from './model.ts';
import { beginOf, isCalled, isOrdered, timingOf } from './order/blocks.ts';
import type { Thing } from './order/model.ts';
import { neededBy } from './order/order.ts';
import { type Precedence, precedence } from './order/precedence.ts';
import { comparePositions, contains } from './place.ts';
import type { Schedule } from './schedule/model.ts';
import type { Instant } from './time/model.ts';
import { peopleOf } from './who/people.ts';

/**
 * `window`: everything, T included · `run`: its start and end, contingency, outage and every float in it · `rollback`:
 * until when one can be decided, and how long it lasts · `risk`: what the simulation says · `dates`: rehearsals, tests,
 * freezes, rosters.
 */
export type UnreadNumber = 'window' | 'run' | 'rollback' | 'risk' | 'dates';

/** Of one release. Plain data. */
export interface Unread {
  /** At least one; those of this file first. */
  readonly lines: readonly UnreadLine[];
  readonly numbers: readonly UnreadNumber[];
  /** Every step whose times are in doubt, in the order of the page. */
  readonly steps: readonly Id<Step>[];
  readonly milestones: readonly Id<Milestone>[];
}

/** Of each release that has a number which hangs on a line that cannot be read. */
export function unreadOf(plan: Plan, schedules: readonly Schedule[]): ById<Release, Unread> {
  const { unread, releases } = plan;
  // What a line in no release may have been is the same for all of them.
  const around = unread.map(({ place }) => aroundOf(plan, place));
  const schedule = new Map(releases.map((release, i) => [release, schedules[i]!]));
  return byId(unread.length === 0 ? [] : releases, (release) => {
    const doubt = new Doubt(plan, release, schedule.get(release)!);
    const lines = unread.filter((line, i) => doubt.add(line, around[i]!));
    return lines.length === 0 ? undefined : { lines, ...doubt.spread(lines) };
  });
}

export function isInDoubt(unread: Unread | undefined, number: UnreadNumber): boolean {
  return unread?.numbers.includes(number) ?? false;
}

/** Whether the times of a block hang on a line that cannot be read: of one inside it, or of a step that does. */
export function isBlockInDoubt(unread: Unread | undefined, release: Release, block: Block): boolean {
  if (!unread) return false;
  if (isInDoubt(unread, 'window') || unread.lines.some(({ place }) => contains(block.place, place))) return true;
  return unread.steps.some((id) => isInside(find(release, id).block, block));
}

class Doubt {
  private readonly plan: Plan;
  private readonly release: Release;
  private readonly schedule: Schedule;
  private readonly numbers = new Set<UnreadNumber>();
  private readonly steps = new Set<Step>();
  /** Blocks that hold such a line, and other things that stand or fall with one: what comes after them is in doubt. */
  private readonly things = new Set<Thing>();
  private readonly milestones = new Set<Milestone>();
  /** What is planned forward takes nobody's time before, what is planned late nobody's behind. */
  private from: Instant = Number.POSITIVE_INFINITY;
  private until: Instant = Number.NEGATIVE_INFINITY;

  constructor(plan: Plan, release: Release, schedule: Schedule) {
    this.plan = plan;
    this.release = release;
    this.schedule = schedule;
  }

  /** False: no number of the release hangs on this line. */
  add({ place }: UnreadLine, around: Around): boolean {
    const { release } = this;
    if (!contains(release.place, place)) return this.addOutside(around);
    const root = release.blocks.find((block) => block.kind !== 'messages' && contains(block.place, place));
    if (root) {
      // Whatever kind of block it was meant to be: it may have been the run.
      if (contains(root.head, place)) return this.addEverything();
      if (isLate(root))
        this.until = Math.max(
          this.until,
          this.schedule.blocks[root.id]?.end ?? this.schedule.T ?? Number.POSITIVE_INFINITY,
        );
      this.markAfter(root, place, !isLate(root));
      if (root.kind === 'run') this.numbers.add('run');
      if (root.kind === 'run' || isCalled(root)) this.numbers.add('rollback');
      return true;
    }
    const message = release.steps.find((step) => step.block.kind === 'messages' && contains(step.place, place));
    if (message) {
      this.steps.add(message);
      return true;
    }
    const holds = (one: { readonly place: Place }) => contains(one.place, place);
    if (release.risks.some(holds)) {
      this.numbers.add('risk');
      return true;
    }
    const { rehearsals, uats, rosters, freezes, maintenances, events } = release;
    const dated = [...rehearsals, ...uats, ...rosters, ...freezes, ...maintenances, ...events];
    const thing: Named | undefined = [...dated, ...release.milestones].find(holds);
    if (thing) {
      this.things.add(thing);
      if (thing.kind === 'milestone') this.milestones.add(thing);
      this.numbers.add('dates');
      return true;
    }
    const { benefits, issues, waivers, budgets, costs, changes, confirmations, promises } = release;
    if (
      [...benefits, ...issues, ...waivers, ...budgets, ...costs, ...changes, ...confirmations, ...promises].some(holds)
    )
      return false;
    return this.addEverything();
  }

  private addOutside(around: Around): boolean {
    if (around === 'nothing of time') return false;
    // A runbook nobody uses says nothing of this night.
    if (around === 'runbook' && !this.release.steps.some(({ usedAt }) => usedAt)) return false;
    return this.addEverything();
  }

  private addEverything(): true {
    for (const number of ALL_NUMBERS) this.numbers.add(number);
    for (const step of this.release.steps) this.steps.add(step);
    for (const milestone of this.release.milestones) this.milestones.add(milestone);
    return true;
  }

  /** Where one thing follows the other, what stands behind the place; elsewhere everything beside it. */
  private markAfter(block: Block, place: Place, isForward: boolean): void {
    const inner = childrenOf(this.release, block).find((child) => 'children' in child && contains(child.place, place));
    if (isForward) {
      this.things.add(block);
      if (!inner) this.from = Math.min(this.from, this.freeFrom(block, place));
    }
    // The head of a block says how all of it is planned, and so does a line in it that may be one of its clauses.
    const isAll = contains(block.head, place) || (!isOrdered(block) && !inner);
    for (const child of childrenOf(this.release, block)) {
      if (child === inner && 'children' in child) this.markAfter(child, place, isForward);
      else if (isAll || contains(child.place, place) || (isOrdered(block) && !endsBefore(child.place, place)))
        this.mark(child);
    }
  }

  /** When something on that line could begin at the earliest: when what stands before it has ended. */
  private freeFrom(block: Block, place: Place): Instant {
    const { blocks, steps } = this.schedule;
    // A block that has lost its only line has no time; what follows the run follows its end.
    const least = block.kind === 'follow-up' ? this.schedule.run?.end : undefined;
    let from = blocks[block.id]?.start ?? least ?? Number.NEGATIVE_INFINITY;
    if (!isOrdered(block)) return from;
    for (const child of childrenOf(this.release, block)) {
      if (!endsBefore(child.place, place)) continue;
      const span = child.kind === 'step' ? steps[child.id] : 'children' in child ? blocks[child.id] : undefined;
      from = Math.max(from, span?.end ?? from);
    }
    return from;
  }

  private mark(child: Child): void {
    if (child.kind === 'step') this.steps.add(child);
    else if (child.kind === 'milestone') this.milestones.add(child);
    else if ('children' in child) {
      this.things.add(child);
      for (const each of childrenOf(this.release, child)) this.mark(each);
    }
  }

  /** What waits for something in doubt is in doubt, and so is what shares people or systems with it. */
  spread(lines: readonly UnreadLine[]): Pick<Unread, 'numbers' | 'steps' | 'milestones'> {
    const { release, schedule } = this;
    const order = precedence(this.plan, release, schedule.order);
    if (this.steps.size < release.steps.length) {
      this.markNamed(lines);
      const taken = new Set(lines.flatMap(({ words }) => words.flatMap((word) => this.takenBy(word))));
      for (let size = -1; size !== this.steps.size; ) {
        size = this.steps.size;
        this.markWaiting(order);
        this.markSharing(taken);
      }
    }
    for (const milestone of release.milestones) {
      const hangs = milestone.after.length > 0 || milestone.at?.kind === 'point';
      if (hangs && [...this.things, ...this.steps].some((thing) => order.precedes(thing, milestone)))
        this.milestones.add(milestone);
    }
    for (const step of this.steps) {
      const root = rootBlock(step.block);
      if (root.kind === 'run') this.numbers.add('run');
      if (isCalled(root)) this.numbers.add('rollback');
    }
    if (this.numbers.has('run')) for (const number of ['rollback', 'risk'] as const) this.numbers.add(number);
    // A rehearsal that does not say how long lasts as long as the run.
    if (this.numbers.has('run') && release.rehearsals.some(({ duration }) => !duration)) this.numbers.add('dates');
    if (this.milestones.size > 0) this.numbers.add('dates');
    return {
      numbers: ALL_NUMBERS.filter((number) => this.numbers.has(number)),
      steps: release.steps.filter((step) => this.steps.has(step)).map(({ id }) => id),
      milestones: release.milestones.filter((milestone) => this.milestones.has(milestone)).map(({ id }) => id),
    };
  }

  /** Steps that name something nobody declares, which such a line may have been. */
  private markNamed(lines: readonly UnreadLine[]): void {
    const words = new Set(lines.flatMap((line) => line.words));
    for (const { target, name, place } of this.plan.references) {
      if (target || !words.has(name)) continue;
      for (const step of this.release.steps) if (contains(step.place, place)) this.steps.add(step);
      for (const milestone of this.release.milestones)
        if (contains(milestone.place, place)) this.milestones.add(milestone);
    }
  }

  private markWaiting(order: Precedence): void {
    const open = this.release.steps.filter((step) => !this.steps.has(step));
    for (const step of open) if ([...this.things].some((thing) => order.precedes(thing, step))) this.steps.add(step);
    // The order of the page is seen to; for a single step waits only who says so.
    for (const step of open) {
      if (!isLinked(step) || this.steps.has(step)) continue;
      if ([...this.steps].some((earlier) => order.precedes(earlier, step))) this.steps.add(step);
    }
    for (const step of this.steps)
      if (!isLate(rootBlock(step.block)))
        this.from = Math.min(this.from, this.schedule.steps[step.id]?.start ?? this.from);
  }

  private markSharing(taken: Set<string>): void {
    const { release, schedule } = this;
    for (const step of this.steps) for (const name of this.takenByStep(step)) taken.add(name);
    for (const step of release.steps) {
      const at = schedule.steps[step.id];
      if (this.steps.has(step) || !at || (at.end <= this.from && at.start >= this.until)) continue;
      if (this.takenByStep(step).some((name) => taken.has(name))) this.steps.add(step);
    }
  }

  private takenByStep(step: Step): readonly string[] {
    const at = this.schedule.steps[step.id];
    const said = [step.by, ...step.with].flatMap((who) => (who ? this.takenBy(who.ref.name) : []));
    const systems = step.targets.flatMap(({ name }) => this.takenBy(name));
    return [...(at?.by ?? []), ...(at?.with ?? []), ...said, ...systems];
  }

  /** Who and what a name stands for that can do one thing at a time. */
  private takenBy(name: string): readonly string[] {
    const named = lookup(this.plan, this.release, name);
    if (!named) return [];
    if (named.kind === 'system' || named.kind === 'environment') return named.exclusive ? [`system ${name}`] : [];
    if (!PEOPLE.has(named.kind)) return [];
    const { fixed, choices } = peopleOf(
      this.plan,
      this.release,
      { ref: { name, place: named.place }, place: named.place },
      'with',
    );
    return [...fixed, ...choices.flatMap(({ from }) => from)];
  }
}

const ALL_NUMBERS: readonly UnreadNumber[] = ['window', 'run', 'rollback', 'risk', 'dates'];
/** Declarations that no time hangs on. */
const WITHOUT_TIME: ReadonlySet<Named['kind']> = new Set([
  'policy',
  'criteria',
  'train',
  'word',
  'fund',
  'benefit',
  'issue',
]);
const PEOPLE: ReadonlySet<Named['kind']> = new Set(['person', 'role', 'team', 'implicit', 'parameter', 'audience']);

/** Where a line stands that is outside of a release: in what no time of it hangs on, in a runbook, or where it may have been anything. */
type Around = 'nothing of time' | 'runbook' | 'anything';

function aroundOf(plan: Plan, place: Place): Around {
  const holds = (named: { readonly place: Place }) => contains(named.place, place);
  if (plan.releases.some(holds)) return 'nothing of time';
  const around = [...plan.names.values(), ...plan.policies].filter(holds);
  // A template is no release.
  if (around.some(({ kind }) => kind === 'template' || WITHOUT_TIME.has(kind))) return 'nothing of time';
  return around.some(({ kind }) => kind === 'runbook') ? 'runbook' : 'anything';
}

/** Planned back from its end, and not on from its begin. */
function isLate(block: Block): boolean {
  const { kind, during, after } = block;
  return kind === 'prepare' || (timingOf(kind) === 'dated' && !beginOf(block) && !during?.from && after.length === 0);
}

/** It says itself what it waits for, or a block around it does. */
function isLinked(step: Step): boolean {
  const times = [step.at, step.notBefore, step.due];
  if (step.after.length > 0 || step.alongside.length > 0 || neededBy(step).length > 0) return true;
  if (times.some((time) => time?.kind === 'point')) return true;
  for (let block: Block | undefined = step.block; block; block = block.parent) {
    if (block.after.length > 0 || block.at?.kind === 'point') return true;
  }
  return false;
}

function endsBefore(a: Place, b: Place): boolean {
  return comparePositions(a.range.end, b.range.start) <= 0;
}
