/** The schedule of a release: when everything happens, and why. */
import { type Calendars, calendarsOf } from '../calendars.ts';
import type { Block, Milestone, Plan, Release, Step } from '../model.ts';
import { rootBlock } from '../model.ts';
import type { Instant, Minutes } from '../time/model.ts';
import { resolveTimeIn, type TimeContext } from '../time/resolve.ts';
import { blockFacts, timingOf, windowIndex } from './block-facts.ts';
import { lowerBound } from './bounds.ts';
import type { Material } from './build.ts';
import { lastStep } from './conflicts.ts';
import type { Conflict, Schedule, ScheduledStep, Span } from './model.ts';
import { occurrencesOf } from './occurrences.ts';
import { type KnownTimes, type PointLookup, pointLookup, pointResolver } from './points.ts';
import { calledRollback, lastDecision, rollbackByBlock, rollbackByUndo } from './rollback.ts';
import { lengthOf, type Solution, solve } from './solve.ts';
import { type Frame, frameOf, rehearsalSpans, rosterSpans, uatSpans } from './spans.ts';

/**
 * Schedules one release. Never throws: what contradicts itself becomes a conflict, and the rest still gets its times.
 *
 * - `run` goes forward from its window's start at whatever hour; `follow-up` and phases go forward in the working hours
 *   of whoever does it; `prepare`, and phases and streams without a begin, go back from T or their due, as late as they
 *   can. Messages have their own times.
 * - `rollback` and `play` blocks are shown as if called at the last moment at which they still end in time: they end with
 *   the window (a play with its `until`), each on its own and with everybody free.
 * - Without a window, or while it is `tbd`, `run`, `rollback` and `play` are relative to 0, and whatever needs T has no
 *   time.
 *
 * Times that hang on the end of something scheduled in another way than `after` does (`due x - 1d`, a phase from
 * `x.end`) take the time it has in the round before; the rounds end when nothing moves any more.
 */
export function schedule(plan: Plan, release: Release): Schedule {
  const calendars = calendarsOf(plan, release);
  const find = pointLookup(plan, release);
  let known: KnownTimes = nothingKnown(release);
  for (let round = 1; ; round++) {
    const asked = new Map<string, Asked>();
    const scheduler = new Scheduler({ plan, release, calendars, find, known, asked });
    const result = scheduler.schedule();
    known = scheduler.absolutely(result);
    const context = { T: result.T, zone: release.zone, calendar: calendars.release, spanStart: result.T };
    const point = pointResolver(known, find, context);
    const settled = [...asked.values()].every(({ ref, side, at }) => at === point(ref, side));
    if (settled || round === MOST_ROUNDS) return result;
  }
}

/** A chain of so many phases may each begin with the end of the one before. */
const MOST_ROUNDS = 12;

type Ref = Parameters<TimeContext['point']>[0];

interface Asked {
  readonly ref: Ref;
  readonly side: 'start' | 'end';
  readonly at: Instant | undefined;
}

interface Input {
  readonly plan: Plan;
  readonly release: Release;
  readonly calendars: Calendars;
  readonly find: PointLookup;
  /** The round before. */
  readonly known: KnownTimes;
  /** Filled with what was asked about things that are scheduled. */
  readonly asked: Map<string, Asked>;
}

function nothingKnown(release: Release): KnownTimes {
  return {
    release,
    steps: [],
    blocks: new Map(),
    milestones: new Map(),
    rehearsals: new Map(),
    uats: new Map(),
    rosters: new Map(),
  };
}

/** `absolute`: in real time; `relative`: runs without a window; `called`: one rollback or play. */
interface World {
  readonly kind: 'absolute' | 'relative' | 'called';
  readonly roots: readonly Block[];
  readonly material: Material;
  readonly solution: Solution;
  /** What to add to its instants. */
  readonly shift: Minutes;
}

class Scheduler {
  private readonly input: Input;
  private readonly frame: Frame;
  private readonly times: TimeContext;
  private readonly steps: (ScheduledStep | undefined)[];
  private readonly blocks = new Map<Block, Span>();
  private readonly milestones = new Map<Milestone, Instant>();
  private readonly conflicts: Conflict[] = [];
  private readonly worlds: World[] = [];

  constructor(input: Input) {
    this.input = input;
    const { release, calendars } = input;
    const base = { zone: release.zone, calendar: calendars.release };
    this.frame = frameOf(release, { ...base, point: this.pointsFor(base) });
    const context = { ...base, T: this.frame.T, spanStart: this.frame.T };
    this.times = { ...context, point: this.pointsFor(context) };
    this.steps = new Array(release.steps.length);
  }

  schedule(): Schedule {
    const { release } = this.input;
    const called = release.blocks.filter((block) => timingOf(block.kind) === 'called');
    const others = release.blocks.filter((block) => timingOf(block.kind) !== 'called');
    const relative = this.relativeRuns(others);
    const absolute = others.filter((block) => !relative.has(block));

    this.collect(
      this.world(
        'absolute',
        absolute,
        release.milestones.filter(({ block }) => !block),
      ),
    );
    if (relative.size > 0) this.collect(this.world('relative', [...relative]));
    const runs = others.filter((block) => blockKindIsRun(block));
    const run = spanOf(runs.flatMap((block) => this.blocks.get(block) ?? []));
    const windows = this.windows(runs);
    for (const block of called) this.collect(this.calledWorld(block, run, windows));
    this.waitForT();

    const decision = this.rollbacks(runs, windows);
    this.outsideWindow(runs, windows);
    const usual = run ? run.end - run.start : 0;
    const lastWindowEnd = this.windowEnd(runs.at(-1));
    const end = this.steps.reduce((a, step) => (step ? Math.max(a, step.end) : a), Number.NEGATIVE_INFINITY);
    return {
      release,
      T: this.frame.T,
      windows,
      steps: this.steps,
      blocks: this.blocks,
      milestones: this.milestones,
      rehearsals: rehearsalSpans(release, this.times, usual),
      uats: uatSpans(release, this.times),
      rosters: rosterSpans(release, this.times),
      run,
      outage: this.outage(),
      contingency: run && lastWindowEnd !== undefined ? lastWindowEnd - run.end : undefined,
      rollbackDecision: decision,
      end: Number.isFinite(end) ? end : undefined,
      conflicts: this.conflicts,
      bound: this.bound(runs),
    };
  }

  // ------------------------------------------------------------------------------------------------ worlds

  /** Runs of which nothing says when they start; those of one window go together. */
  private relativeRuns(blocks: readonly Block[]): ReadonlySet<Block> {
    const { release } = this.input;
    const anchored = new Set<number>();
    const runs = blocks.filter(blockKindIsRun);
    for (const block of runs) {
      const { start } = blockFacts(release, block, undefined, this.frame.windows, this.times);
      if (start !== undefined || block.after.length > 0) anchored.add(windowIndex(release, block));
    }
    return new Set(runs.filter((block) => !anchored.has(windowIndex(release, block))));
  }

  private world(kind: World['kind'], roots: readonly Block[], milestones: readonly Milestone[] = []): World {
    const { plan, release, calendars, find } = this.input;
    const shared = { plan, release, calendars, find, roots, milestones };
    const material: Material =
      kind === 'absolute'
        ? { ...shared, times: this.times, windows: this.frame.windows }
        : { ...shared, times: this.relativeTimes(), windows: [], origin: 0 };
    return { kind, roots, material, solution: solve(material), shift: 0 };
  }

  /** While T is open it is 0, so that `T+30m` still means something; nothing else is known. */
  private relativeTimes(): TimeContext {
    const T = this.frame.T === undefined ? 0 : undefined;
    return { ...this.times, T, spanStart: undefined, relative: true, point: () => undefined };
  }

  /** A rollback or play ends with the window, or its `until`; where there is no end, it begins after the run. */
  private calledWorld(block: Block, run: Span | undefined, windows: readonly Span[]): World {
    const world = this.world('called', [block]);
    const length = world.solution.leveled.end.reduce((a, end) => Math.max(a, end), 0);
    const until = resolveTimeIn({ ...this.times, spanStart: run?.start ?? this.times.spanStart }, block.until, 'due');
    const index = windowIndex(this.input.release, block);
    const limit = until ?? (this.frame.windows[index]?.end === undefined ? undefined : windows[index]?.end);
    return { ...world, shift: limit === undefined ? (run?.end ?? 0) : limit - length };
  }

  /** Whatever nothing else explains hangs on T while that is open. */
  private waitForT(): void {
    if (this.frame.T !== undefined) return;
    const told = new Set(this.conflicts.flatMap(({ steps }) => steps));
    const waiting = this.input.release.steps.filter(
      (step) => !this.steps[step.index] && !told.has(step) && rootBlock(step.block).kind !== 'messages',
    );
    if (waiting.length > 0) this.conflicts.push({ kind: 'unknown-time', steps: waiting, name: 'T' });
  }

  /** What of a result is in real time, for the next round: what counts from 0 would be somewhere in 1970. */
  absolutely(result: Schedule): KnownTimes {
    const relative = new Set(this.worlds.filter(({ kind }) => kind === 'relative').flatMap(({ roots }) => roots));
    if (relative.size === 0) return result;
    const isReal = (block: Block) => !relative.has(rootBlock(block)) && timingOf(rootBlock(block).kind) !== 'called';
    return {
      ...result,
      steps: result.steps.map((one) => (one && isReal(one.step.block) ? one : undefined)),
      blocks: new Map([...result.blocks].filter(([block]) => isReal(block))),
    };
  }

  private collect(world: World): void {
    this.worlds.push(world);
    const { solution, shift } = world;
    const { leveled, network } = solution;
    for (const [step, { index }] of solution.steps) {
      const placement = leveled.placements[index];
      const slack = solution.slack(index);
      const activity = network.activities[index]!;
      if (!placement || !slack || activity.kind !== 'step') continue;
      const span = { start: placement.start + shift, end: placement.end + shift };
      const by = [...placement.by, ...activity.by.outside];
      this.steps[step.index] = {
        step,
        ...span,
        latestStart: slack.latestStart + shift,
        latestEnd: slack.latestEnd + shift,
        totalFloat: slack.total,
        freeFloat: slack.free,
        critical: slack.critical,
        by,
        with: [...placement.with, ...activity.with.outside].filter((name) => !by.includes(name)),
        waits: solution.waits(index),
        occurrences: step.every ? occurrencesOf(step, span, this.rangeOf(step, solution), this.times) : [span],
        zone: zoneOf(step, this.input.release),
      };
    }
    for (const [milestone, { index }] of solution.milestones) {
      const at = leveled.start[index]!;
      if (Number.isFinite(at)) this.milestones.set(milestone, at + shift);
    }
    for (const block of solution.blocks.keys()) {
      const span = this.blockSpan(block, solution, shift);
      if (span) this.blocks.set(block, span);
    }
    this.conflicts.push(...solution.conflicts);
  }

  /** From the first start to the last end in it; a dated phase at least from its begin to its end. */
  private blockSpan(block: Block, solution: Solution, shift: Minutes): Span | undefined {
    const spans: Span[] = [];
    const visit = (one: Block) => {
      for (const child of one.children) {
        if (child.kind === 'step') {
          const step = this.steps[child.index];
          if (step && solution.steps.has(child)) spans.push(step);
        } else if (child.kind === 'milestone') {
          const at = this.milestones.get(child);
          if (at !== undefined) spans.push({ start: at, end: at });
        } else if ('children' in child) {
          const inner = this.blocks.get(child);
          if (inner) spans.push(inner);
          else visit(child);
        }
      }
    };
    visit(block);
    const facts = solution.blocks.get(block)?.facts;
    if (facts?.timing === 'dated' && block.during && facts.start !== undefined) {
      spans.push({ start: facts.start + shift, end: (facts.end ?? facts.start) + shift });
    }
    return spanOf(spans);
  }

  // ------------------------------------------------------------------------------------------------ the run

  private windows(runs: readonly Block[]): readonly Span[] {
    const { release } = this.input;
    const spans: Span[] = [];
    const lastKnown = this.frame.windows.findLastIndex((window) => window !== undefined);
    for (let i = 0; i <= lastKnown; i++) {
      const window = this.frame.windows[i];
      const before = spans.at(-1)?.end ?? 0;
      if (!window) spans.push({ start: before, end: before });
      else {
        const inIt = runs.filter((run) => windowIndex(release, run) === i).map((run) => this.blocks.get(run)?.end);
        const end = window.end ?? Math.max(window.start, ...inIt.filter((at) => at !== undefined));
        spans.push({ start: window.start, end: Math.max(window.start, end) });
      }
    }
    return spans;
  }

  private windowEnd(run: Block | undefined): Instant | undefined {
    return run && this.frame.windows[windowIndex(this.input.release, run)]?.end;
  }

  private runSteps(run: Block): readonly ScheduledStep[] {
    return this.steps.filter((one): one is ScheduledStep => one !== undefined && rootBlock(one.step.block) === run);
  }

  /** Fills in the rollback of each step; the decision of the release is the earliest of its runs. */
  private rollbacks(runs: readonly Block[], windows: readonly Span[]): Schedule['rollbackDecision'] {
    let decision: Schedule['rollbackDecision'];
    const called = calledRollback(this.input.release);
    const world = called && this.worlds.find(({ roots }) => roots.includes(called));
    for (const run of runs) {
      const steps = this.runSteps(run);
      const solution = this.worlds.find(({ roots }) => roots.includes(run))?.solution;
      if (!solution) continue;
      const rollbacks = world
        ? rollbackByBlock(steps, {
            steps: [...world.solution.steps.keys()],
            lengthOf: (kept) => lengthOf(world.material, kept),
          })
        : rollbackByUndo(steps, solution.network, solution.leveled);
      const end = this.windowEnd(run) === undefined ? undefined : windows[windowIndex(this.input.release, run)]?.end;
      for (const one of steps) {
        const rollback = rollbacks.get(one.step);
        if (rollback === undefined) continue;
        this.steps[one.step.index] = {
          ...one,
          rollback,
          rollbackDecision: end === undefined ? undefined : end - rollback,
        };
      }
      const last = end === undefined ? undefined : lastDecision(steps, rollbacks, end);
      if (last && (!decision || last.at < decision.at)) decision = last;
    }
    return decision;
  }

  private outsideWindow(runs: readonly Block[], windows: readonly Span[]): void {
    for (const run of runs) {
      const span = this.blocks.get(run);
      const index = windowIndex(this.input.release, run);
      const end = this.windowEnd(run) === undefined ? undefined : windows[index]?.end;
      const solution = this.worlds.find(({ roots }) => roots.includes(run))?.solution;
      if (!span || !solution || end === undefined || span.end <= end) continue;
      this.conflicts.push({
        kind: 'outside-window',
        steps: this.pathTo(run, solution),
        minutes: span.end - end,
        name: this.input.release.windows[index]?.name,
        place: this.input.release.windows[index]?.place,
      });
    }
  }

  /** The chain of steps of which each waits for the one before, up to the one that ends a run. */
  private pathTo(run: Block, { network, leveled, blocks }: Solution): readonly Step[] {
    const end = blocks.get(run)?.end;
    const path: Step[] = [];
    let step = end && lastStep(network, leveled, end.index);
    while (step && !path.includes(step)) {
      path.unshift(step);
      step = this.steps[step.index]?.waits.find((wait) => wait.step)?.step;
    }
    return path;
  }

  /** Outages that overlap count once. */
  private outage(): Minutes {
    const spans = [...this.blocks]
      .filter(([block]) => block.kind === 'outage' && timingOf(rootBlock(block).kind) !== 'called')
      .map(([, span]) => span)
      .sort((a, b) => a.start - b.start);
    let minutes = 0;
    let until = Number.NEGATIVE_INFINITY;
    for (const { start, end } of spans) {
      minutes += Math.max(0, end - Math.max(start, until));
      until = Math.max(until, end);
    }
    return minutes;
  }

  private bound(runs: readonly Block[]): Minutes {
    return this.worlds.reduce((bound, { roots, solution }) => {
      const steps = [...solution.steps].filter(([step]) => {
        const root = rootBlock(step.block);
        return runs.includes(root) && roots.includes(root);
      });
      const members = steps.map(([, { index }]) => index);
      return Math.max(bound, lowerBound(solution.network, members, solution.earliest, solution.latest));
    }, 0);
  }

  // ------------------------------------------------------------------------------------------------ times

  /** What a recurring step repeats in: its block's span, else until T. */
  private rangeOf(step: Step, solution: Solution): Partial<Span> {
    const facts = solution.blocks.get(step.block)?.facts;
    return { start: facts?.start, end: facts?.end ?? this.frame.T };
  }

  private pointsFor(context: Omit<TimeContext, 'point'>): TimeContext['point'] {
    const { known, find, asked } = this.input;
    return pointResolver(known, find, context, (ref, side, at) => {
      asked.set(`${ref.name} ${side}`, { ref, side, at });
    });
  }
}

function blockKindIsRun(block: Block): boolean {
  return (timingOf(block.kind) ?? 'run') === 'run';
}

/** The zone the times of a step are written in. */
function zoneOf(step: Step, release: Release): string {
  for (const time of [step.at, step.notBefore, step.due, step.during?.from]) {
    if (time && 'zone' in time) return time.zone;
  }
  return release.zone;
}

function spanOf(spans: readonly Span[]): Span | undefined {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const span of spans) {
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return start <= end ? { start, end } : undefined;
}
