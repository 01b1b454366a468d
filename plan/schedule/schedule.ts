/** The schedule of a release: when everything happens, and why. */

import { lastsItself } from '../allotted.ts';
import { childrenOf } from '../children.ts';
import { byId, find } from '../ids.ts';
import type { Block, Milestone, Place, Plan, Release, Step } from '../model.ts';
import { isInside, rootBlock } from '../model.ts';
import { cycleAround, holdsRange, isOfRun, rootTiming, windowIndex } from '../order/blocks.ts';
import type { Order, StepOrder } from '../order/model.ts';
import { orderOf } from '../order/order.ts';
import { type PointLookup, pointLookup, type Scheduled } from '../order/points.ts';
import { addDuration, asksForDates, roughMinutes } from '../time/duration.ts';
import type { Duration, Instant, Minutes, OddTime } from '../time/model.ts';
import { resolveTimeIn, type TimeContext } from '../time/resolve.ts';
import { circles, memberOf } from './conflicts.ts';
import { datedOf } from './dated/dated.ts';
import type { Statement } from './dated/statements.ts';
import { countingFromT, type FromT } from './from-t.ts';
import { type Ground, type Groundwork, groundworkFor, keepGroundwork } from './groundwork.ts';
import { withMessages } from './messages.ts';
import type { Conflict, RunRollback, Schedule, ScheduledStep, Span } from './model.ts';
import { buildNetwork, type Material } from './network/build.ts';
import { sortNetwork } from './network/cycles.ts';
import { type KnownTimes, pointResolver } from './network/points.ts';
import { type Prepared, prepare, preparedAgain } from './network/prepared.ts';
import type { Rounds } from './network/rounds.ts';
import { Staffing } from './network/staffing.ts';
import { noReturnMoments } from './no-return.ts';
import { inEveryRound, occurrencesOf } from './occurrences.ts';
import { countsFromT } from './relative.ts';
import { type Reserves, reservesOf } from './reserves.ts';
import { rollbacksOf } from './rollback/rollbacks.ts';
import {
  fillInRollbacks,
  type OpenStep,
  outageOf,
  outsideWindow,
  type Run,
  runLength,
  runsByWindow,
  spanOf,
  windowRuns,
} from './run/run.ts';
import { type Solution, solve } from './solve.ts';
import { type Frame, frameOf, rehearsalSpans, rosterSpans, uatSpans } from './spans.ts';

/**
 * Schedules one release. Never throws: what contradicts itself becomes a conflict, and the rest still gets its times.
 *
 * - `run` goes forward from its window's start at whatever hour; `follow-up` and phases go forward in the working hours
 *   of whoever does it; `prepare`, and phases and streams without a begin, go back from T or their due, as late as they
 *   can. Messages have their own times.
 * - `rollback` and `play` blocks are shown as if called at the last moment at which they still end in time: they end with
 *   the window (a play with its `until`), each on its own and with everybody free.
 * - Without a window, or while it is `tbd`, a `run` with a `due` goes back from that, as late as it can; any other `run`,
 *   `rollback` and `play` are relative to 0, and whatever needs T has no time.
 *
 * Times that hang on the end of something scheduled in another way than `after` does (`due x - 1d`, a phase from
 * `x.end`) take the time it has in the round before; the rounds end when nothing moves any more.
 *
 * @param orders what has to wait besides, as if the text said so
 */
export function schedule(plan: Plan, release: Release, orders: readonly StepOrder[] = []): Schedule {
  return scheduleWithRuns(plan, release, orders).schedule;
}

/** The same, where a version of the release has been scheduled before; whatever it has of that one is what it would have anyway. */
export function scheduleAgain(plan: Plan, release: Release, before: Schedule): Schedule {
  return scheduleWithRuns(plan, release, [], groundworkFor(before, { plan, release })).schedule;
}

/** The schedule, and the networks of its runs for whoever asks what may come of them; in the order of the page. */
export function scheduleWithRuns(
  plan: Plan,
  release: Release,
  orders: readonly StepOrder[] = [],
  before?: Groundwork,
): { readonly schedule: Schedule; readonly runs: readonly Run[] } {
  const staffing = before?.ground?.staffing ?? new Staffing(plan, release);
  const find = pointLookup(plan, release);
  const order = before?.order ?? orderOf(plan, release, orders);
  let known: Known = NOTHING_KNOWN;
  let settled = false;
  for (let round = 1; ; round++) {
    const asked = new Map<string, Asked>();
    const scheduler = new Scheduler({ plan, release, staffing, find, known, asked, order, settled, before });
    const result = scheduler.schedule();
    known = { ...scheduler.absolutely(result), fromT: scheduler.fromOpenT(result) };
    const { point } = scheduler.timesOf(known);
    const moving = [...asked.values()].filter(({ now, at }) => at !== now(known, point));
    // Whom a reserve of so many hours keeps free is known once the steps are.
    const isFirst = round === 1 && release.reserves.some(({ whole }) => !whole);
    if (moving.length === 0 && !isFirst) {
      if (settled || [...asked.values()].every(({ at }) => at !== undefined)) {
        const whole = scheduler.dated(result, known);
        if (orders.length === 0)
          keepGroundwork(whole.schedule, { plan, release }, asked.size === 0 ? scheduler.ground() : undefined);
        return whole;
      }
      settled = true;
    }
    // A chain of so many, each with the end of the one before, has settled by now; people who give way may take some more.
    if (moving.length > 0 && round > Math.min(asked.size + SPARE_ROUNDS, MOST_ROUNDS)) {
      return scheduler.dated(withoutEnd(result, moving), known);
    }
  }
}

const SPARE_ROUNDS = 10;
/** However long a chain is, it must not take longer than this. */
const MOST_ROUNDS = 60;

/** What hangs on itself by times (`due b.start - 1d` and back) moves on for ever: told like any other circle. */
function withoutEnd(result: Undated, moving: readonly Asked[]): Undated {
  const things = new Set(moving.flatMap(({ of }) => of ?? []));
  const steps = [...things].filter((thing) => thing.kind === 'step').map(({ id }) => id);
  const isTold = result.conflicts.some(
    ({ kind, members = [] }) =>
      kind === 'cycle' && members.some(({ place }) => [...things].some((thing) => thing.head === place)),
  );
  if (isTold || things.size === 0) return result;
  const conflict: Conflict = { kind: 'cycle', steps, members: [...things].map(memberOf) };
  return { ...result, conflicts: [...result.conflicts, conflict] };
}

/** Before its dates are collected. */
type Undated = Omit<Schedule, 'dated' | 'moments' | 'oddTimes' | 'reversed'>;

interface Asked {
  /** Undefined: it is not scheduled. */
  readonly of: Scheduled | undefined;
  readonly at: Instant | undefined;
  /** The same, asked again. */
  now(known: Known, point: TimeContext['point']): Instant | undefined;
}

interface Input {
  readonly plan: Plan;
  readonly release: Release;
  readonly staffing: Staffing;
  readonly find: PointLookup;
  /** The round before. */
  readonly known: Known;
  /** Filled with what was asked about things that are scheduled. */
  readonly asked: Map<string, Asked>;
  readonly order: Order;
  /** Nothing moves any more: what was asked for and has no time gets none. */
  readonly settled: boolean;
  /** Of a version before, where that holds. */
  readonly before: Groundwork | undefined;
}

/** What is in real time, and beside that what counts from T while that is open. */
interface Known extends KnownTimes {
  readonly fromT?: KnownTimes;
}

const NOTHING_KNOWN: KnownTimes = { steps: {}, blocks: {}, milestones: {}, rehearsals: {}, uats: {}, rosters: {} };

/** `absolute`: in real time; `relative`: runs without a window; `called`: one rollback or play. */
interface World {
  readonly kind: 'absolute' | 'relative' | 'called';
  readonly roots: readonly Block[];
  readonly solution: Solution;
  /** What to add to its instants. */
  readonly shift: Minutes;
}

class Scheduler {
  private readonly input: Input;
  private readonly frame: Frame;
  private readonly times: TimeContext;
  private readonly steps: (OpenStep | undefined)[];
  private readonly blocks = new Map<Block, Span>();
  /** Of cycles: those within one round of whatever comes round itself around it. */
  private readonly rounds = new Map<Block, readonly Span[]>();
  private readonly milestones = new Map<Milestone, Instant>();
  private readonly conflicts: Conflict[] = [];
  private readonly worlds: World[] = [];
  private readonly oddTimes = new Map<Place, OddTime>();
  private night: readonly Run[] = [];
  private readonly reserves: Reserves;
  private readonly fromT: FromT;

  constructor(input: Input) {
    this.input = input;
    const { release, staffing } = input;
    const onOdd = (odd: OddTime): void => void this.oddTimes.set(odd.place, odd);
    const base = { zone: release.zone, calendar: staffing.calendars.release, onOdd };
    this.frame = frameOf(release, { ...base, point: this.pointsFor(base) });
    const context = { ...base, T: this.frame.T, spanStart: this.frame.T };
    this.times = { ...context, point: this.pointsFor(context) };
    this.steps = new Array(release.steps.length);
    this.reserves = reservesOf(input.plan, release, input.find, input.known);
    const roots = release.blocks.filter((block) => rootTiming(block) !== 'called');
    this.fromT = countingFromT(release, roots, input.find, this.frame, this.times);
  }

  schedule(): Undated {
    const { release } = this.input;
    const called = release.blocks.filter((block) => rootTiming(block) === 'called');
    const others = release.blocks.filter((block) => rootTiming(block) !== 'called');
    const { blocks: relative, lines } = this.fromT;
    const absolute = others.filter((block) => !relative.has(block));
    const beside = others.filter((block) => block.kind === 'messages' && lines.size > 0);
    const milestones = release.milestones.filter(({ block }) => !block);

    const isCounted = (milestone: Milestone) => lines.has(milestone);
    this.collect(
      this.world(
        'absolute',
        absolute,
        milestones.filter((one) => !isCounted(one)),
      ),
    );
    if (relative.size + lines.size > 0)
      this.collect(this.world('relative', [...relative, ...beside], milestones.filter(isCounted)));
    if (relative.size > 0 && absolute.length > 0) this.conflicts.push(...this.circlesBetween(relative, others));
    const runs = others.filter((block) => isOfRun(release, block));
    const run = spanOf(runs.flatMap((block) => this.blocks.get(block) ?? []));
    for (const block of called) this.collect(this.calledWorld(block, run));

    const night = runs.map((block) => this.runOf(block));
    const spans = {
      steps: byId(release.steps, ({ index }) => this.steps[index]),
      blocks: byId(this.blocks.keys(), (block) => this.blocks.get(block)),
      cycles: byId(this.rounds.keys(), (block) => this.inAllRounds(this.rounds.get(block)!, block.parent)),
      milestones: byId(release.milestones, (milestone) => this.milestones.get(milestone)),
    };
    const pointsOfNoReturn = noReturnMoments(release, spans);
    const rollbacks = this.rollbacks(night, pointsOfNoReturn);
    fillInRollbacks(night, rollbacks);
    this.conflicts.push(...night.flatMap((one) => outsideWindow(one, release, spans.steps)));
    const windowed = windowRuns(release, night);
    const left = windowed.flatMap(({ contingency }) => contingency ?? []);
    // What happens only when it is called does not make the release longer.
    const planned = release.steps.flatMap(({ index, block }) =>
      called.includes(rootBlock(block)) ? [] : (this.steps[index]?.end ?? []),
    );
    const end = planned.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    this.night = night;
    return {
      release: release.name,
      zone: release.zone,
      order: this.input.order,
      T: this.frame.T,
      windows: byId(release.windows, ({ index }) => this.frame.windows[index]),
      ...spans,
      rehearsals: rehearsalSpans(release, this.times, runLength({ runs: windowed })),
      uats: uatSpans(release, this.times),
      rosters: rosterSpans(release, this.times),
      reserves: this.reserves.reserved(this.times),
      run,
      outage: outageOf(this.blocks),
      runs: windowed,
      contingency: left.length > 0 ? Math.min(...left) : undefined,
      pointsOfNoReturn,
      rollbacks,
      rollbackDecision: rollbacks.flatMap(({ decision }) => decision ?? []).sort((a, b) => a.at - b.at)[0],
      end: Number.isFinite(end) ? end : undefined,
      conflicts: this.conflicts,
      bound: windowed.reduce((sum, { bound }) => sum + bound, 0),
    };
  }

  /** The schedule with everything that has a date. */
  dated(schedule: Undated, known: KnownTimes): { readonly schedule: Schedule; readonly runs: readonly Run[] } {
    const { plan, release, staffing } = this.input;
    const facts = new Map(this.worlds.flatMap(({ solution }) => [...solution.blocks]));
    const dates = datedOf({
      plan,
      release,
      schedule,
      times: { ...this.timesOf(known), onOdd: this.times.onOdd },
      calendarFor: (what, by) => staffing.calendarFor(what, by),
      calendarOf: (step) => staffing.timesCalendar(step),
      spanStart: (block) => facts.get(block)?.facts.spanStart,
      isReal: (thing) => this.isReal(thing),
    });
    const whole: Schedule = { ...schedule, ...dates, oddTimes: [...this.oddTimes.values()] };
    return { schedule: { ...whole, steps: withMessages(plan, release, whole) }, runs: this.night };
  }

  /** T, and named things as they are in `known`, read with the release's calendar. */
  timesOf(known: KnownTimes): TimeContext {
    const { release, staffing, find } = this.input;
    const context = {
      T: this.frame.T,
      zone: release.zone,
      calendar: staffing.calendars.release,
      spanStart: this.frame.T,
    };
    const contextFor = ({ what, by }: Statement) => ({ ...context, calendar: staffing.calendarFor(what, by) });
    return { ...context, point: pointResolver(known, find, contextFor) };
  }

  // ------------------------------------------------------------------------------------------------ worlds

  /** While T is open: what waits in a circle for a run that counts from 0, and that for it; in neither world it is one. */
  private circlesBetween(relative: ReadonlySet<Block>, roots: readonly Block[]): readonly Conflict[] {
    const { release } = this.input;
    const { network } = buildNetwork({ ...this.materialOf('relative', roots), isPart: () => true });
    const isRelative = (id: Step['id']) => relative.has(rootBlock(find(release, id).block));
    return circles(network, sortNetwork(network).cycles).filter(
      ({ steps }) => steps.some(isRelative) && !steps.every(isRelative),
    );
  }

  private world(kind: World['kind'], roots: readonly Block[], milestones: readonly Milestone[] = []): World {
    const material = this.materialOf(kind, roots, milestones);
    const prepared = (kind === 'absolute' && this.preparedAgain(material)) || prepare(material);
    return { kind, roots, solution: solve(material, prepared), shift: 0 };
  }

  private preparedAgain(material: Material): Prepared | undefined {
    const { ground, edited } = this.input.before ?? {};
    return ground && preparedAgain(ground.prepared, material, edited!);
  }

  /** What the next version may stand on: no time is odd, and all of what is planned is in one world. */
  ground(): Ground | undefined {
    const { fromT, frame, oddTimes, worlds } = this;
    const planned = worlds.filter(({ kind }) => kind !== 'called');
    if (frame.T === undefined || oddTimes.size + fromT.blocks.size + fromT.lines.size > 0) return undefined;
    return { staffing: this.input.staffing, prepared: planned[0]!.solution.prepared };
  }

  private materialOf(kind: World['kind'], roots: readonly Block[], milestones: readonly Milestone[] = []): Material {
    const { release, staffing, find, order, settled } = this.input;
    const { keptFrom } = this.reserves;
    const { lines } = this.fromT;
    const isPart = (step: Step) => step.block.kind !== 'messages' || lines.has(step) === (kind === 'relative');
    const shared = { release, staffing, find, roots, milestones, order, settled, keptFrom, isPart };
    return kind === 'absolute'
      ? { ...shared, times: this.times, windows: this.frame.windows, roundsOf: this.roundsOf }
      : {
          ...shared,
          times: kind === 'called' ? this.calledTimes(roots) : this.relativeTimes(),
          windows: [],
          origin: 0,
          since: kind === 'called' ? this.frame.T : undefined,
        };
  }

  /** While T is open it is 0, so that `T+30m` still means something, and what counts from it; nothing else is known. */
  private relativeTimes(): TimeContext {
    const T = this.frame.T === undefined ? 0 : undefined;
    const times = { ...this.times, T, spanStart: undefined, relative: true };
    const pointIn = (known: Known, onAsk?: Parameters<typeof pointResolver>[3]) =>
      pointResolver(known.fromT ?? NOTHING_KNOWN, this.input.find, () => times, onAsk);
    const point = pointIn(this.input.known, (of, side, at) => {
      const { find, asked } = this.input;
      const target = find(of, side);
      const thing = target?.kind === 'scheduled' ? target.thing : undefined;
      const key = `T ${of.ref.name} ${of.target?.name ?? ''} ${side}`;
      asked.set(key, { of: thing, at, now: (known) => pointIn(known)(of, side) });
    });
    return { ...times, point };
  }

  /** What is called counts from the call: where T is then, and what counts from it, nobody knows. */
  private calledTimes(roots: readonly Block[]): TimeContext {
    return { ...this.relativeTimes(), T: undefined, point: () => undefined, ...this.sinceCalled(roots) };
  }

  /** What is done behind a rollback or play counts from its end, and knows when what is in that was, before it. */
  private sinceCalled([root]: readonly Block[]): Partial<Pick<TimeContext, 'point'>> {
    const { find, release } = this.input;
    const called = root?.follows && release.blocks.find(({ name }) => name === root.follows?.name);
    const end = called && this.blocks.get(called)?.end;
    if (end === undefined) return {};
    const isBefore = (block: Block) => rootBlock(block) === called;
    const back = ({ start, end: over }: Span) => ({ start: start - end, end: over - end });
    const known: KnownTimes = {
      ...NOTHING_KNOWN,
      steps: byId(release.steps, (step) => {
        const planned = isBefore(step.block) ? this.steps[step.index] : undefined;
        return planned && { ...planned, ...back(planned), occurrences: planned.occurrences.map(back) };
      }),
      blocks: byId(this.blocks.keys(), (block) => (isBefore(block) ? back(this.blocks.get(block)!) : undefined)),
    };
    return { point: pointResolver(known, find, () => this.relativeTimes()) };
  }

  /** What counts from 0 or from a call knows no dates, and of named things only where those are that count with it. */
  private ownTimes({ kind, solution }: World): TimeContext {
    if (kind === 'absolute') return this.times;
    const { find, release } = this.input;
    const known: KnownTimes = {
      ...NOTHING_KNOWN,
      steps: byId(release.steps, (step) => (solution.steps.has(step) ? this.steps[step.index] : undefined)),
      blocks: byId(solution.blocks.keys(), (block) => this.blocks.get(block)),
      milestones: byId(solution.milestones.keys(), (milestone) => this.milestones.get(milestone)),
    };
    const times = { ...this.relativeTimes(), ...(kind === 'called' && { T: undefined }) };
    return { ...times, point: pointResolver(known, find, () => times) };
  }

  /** A rollback or play ends with the window, or its `until`; where there is no end, it begins after the run. */
  private calledWorld(block: Block, run: Span | undefined): World {
    const world = this.world('called', [block]);
    const length = world.solution.leveled.end.reduce((a, end) => Math.max(a, end), 0);
    const limit = this.calledBy(block, run);
    return { ...world, shift: limit === undefined ? (run?.end ?? 0) : limit - length };
  }

  /** When a rollback or play must be over. */
  private calledBy(block: Block, run: Span | undefined): Instant | undefined {
    const own = this.ownLimit(block, run);
    if (block.follows) return own;
    const windowEnd = this.windowOf(block)?.end;
    // What is a response may go on when the night is over; a way back must not.
    if (own === undefined || block.kind === 'play') return own ?? windowEnd;
    return Math.min(own, windowEnd ?? own);
  }

  /** What a rollback or play says itself. */
  private ownLimit(block: Block, run: Span | undefined): Instant | undefined {
    // While T is open the run counts from it, and so does what is written relative to it.
    const isRelative = this.worlds.some(({ kind }) => kind === 'relative');
    const spanStart = isRelative ? undefined : (run?.start ?? this.times.spanStart);
    const limits = [block.until, block.due, block.during?.to].flatMap((time) => {
      const times = isRelative && time?.kind === 'offset' ? this.relativeTimes() : { ...this.times, spanStart };
      return resolveTimeIn(times, time, time === block.during?.to ? 'end' : 'due') ?? [];
    });
    return limits.length === 0 ? undefined : Math.min(...limits);
  }

  /** What of a result is in real time, for the next round: what counts from 0 would be somewhere in 1970. */
  absolutely(result: Undated): KnownTimes {
    const { blocks, lines } = this.fromT;
    if (blocks.size + lines.size === 0) return result;
    const { steps, milestones } = this.input.release;
    const isReal = (block: Block) => this.isReal(block) && rootTiming(rootBlock(block)) !== 'called';
    return {
      ...result,
      steps: byId(steps, (step) => (isReal(step.block) && this.isReal(step) ? result.steps[step.id] : undefined)),
      milestones: byId(milestones, (one) => (lines.has(one) ? undefined : result.milestones[one.id])),
      blocks: byId(this.blocks.keys(), (block) => (isReal(block) ? result.blocks[block.id] : undefined)),
    };
  }

  /** The other ones. */
  fromOpenT(result: Undated): KnownTimes | undefined {
    const { blocks, lines } = this.fromT;
    if (blocks.size + lines.size === 0) return undefined;
    const { steps, milestones } = this.input.release;
    return {
      ...NOTHING_KNOWN,
      steps: byId(steps, (step) => (this.isReal(step) ? undefined : result.steps[step.id])),
      milestones: byId(milestones, (one) => (this.isReal(one) ? undefined : result.milestones[one.id])),
      blocks: byId(this.blocks.keys(), (block) => (this.isReal(block) ? undefined : result.blocks[block.id])),
    };
  }

  /** Whether its times are dates, and do not count from 0. */
  private isReal(thing: Block | Step | Milestone): boolean {
    if ('children' in thing) return !this.fromT.blocks.has(rootBlock(thing));
    return !this.fromT.lines.has(thing) && (!thing.block || this.isReal(thing.block));
  }

  private windowOf(block: Block): Partial<Span> | undefined {
    return this.frame.windows[windowIndex(this.input.release, block)];
  }

  private runOf(block: Block): Run {
    const { release } = this.input;
    return {
      block,
      windowIndex: windowIndex(release, block),
      windowEnd: this.windowOf(block)?.end,
      span: this.blocks.get(block),
      steps: release.steps.flatMap((step) => (rootBlock(step.block) === block ? (this.steps[step.index] ?? []) : [])),
      solution: this.worlds.find(({ roots }) => roots.includes(block))!.solution,
    };
  }

  private rollbacks(night: readonly Run[], pointsOfNoReturn: Schedule['pointsOfNoReturn']): readonly RunRollback[] {
    const { plan, release } = this.input;
    // What comes behind a way back is no part of it.
    const called = this.worlds.filter(({ kind, roots }) => kind === 'called' && !roots[0]?.follows);
    return rollbacksOf({
      plan,
      release,
      runs: runsByWindow(night),
      called: new Map(called.map(({ roots, solution }) => [roots[0]!, solution])),
      pointsOfNoReturn,
      ownLimit: (block, run) => this.ownLimit(block, run),
    });
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
      const { relay } = placement;
      const by = activity.by.outside.length > 0 ? [...placement.by, ...activity.by.outside] : placement.by;
      const { outside } = activity.with;
      const row: OpenStep = {
        step: step.id,
        start: span.start,
        end: span.end,
        latestStart: slack.latestStart + shift,
        latestEnd: slack.latestEnd + shift,
        totalFloat: slack.total,
        freeFloat: slack.free,
        critical: slack.critical,
        by,
        with:
          outside.length > 0 ? [...placement.with, ...outside].filter((name) => !by.includes(name)) : placement.with,
        waits: solution.waits(index),
        rollback: undefined,
        rollbackDecision: undefined,
        occurrences: [span],
        zone: zoneOf(step, this.input.release),
      };
      // There are thousands of rows, and few say any of these.
      this.steps[step.index] =
        relay || step.acknowledge || this.input.staffing.measured.size > 0
          ? {
              ...row,
              ...(relay && {
                relay: relay.map((part) => ({ ...part, start: part.start + shift, end: part.end + shift })),
              }),
              ...this.consentTo(step, span.end),
              ...this.asMeasured(step),
            }
          : row;
    }
    for (const [milestone, { index }] of solution.milestones) {
      const at = leveled.start[index]!;
      if (Number.isFinite(at)) this.milestones.set(milestone, at + shift);
    }
    for (const block of solution.blocks.keys()) {
      const span = this.blockSpan(block, solution, shift);
      if (!span || (world.kind === 'relative' && block.kind === 'messages')) continue;
      this.blocks.set(block, this.allRounds(block, span, world));
      this.conflicts.push(...this.offEstimate(block, span, world));
    }
    for (const [step] of solution.steps) {
      const once = this.steps[step.index];
      if (!step.every || !once) continue;
      const span = { start: once.start, end: once.end };
      const within = this.rangeOf(step, step.block, solution);
      // Every working day is one of whoever does it.
      const times = { ...this.ownTimes(world), calendar: this.input.staffing.timesCalendar(step) };
      this.steps[step.index] = { ...once, occurrences: occurrencesOf(step, span, within, times) };
    }
    for (const [{ index, block }] of this.rounds.size === 0 ? [] : solution.steps) {
      const step = this.steps[index];
      if (step) this.steps[index] = { ...step, occurrences: this.inAllRounds(step.occurrences, block) };
    }
    this.conflicts.push(...solution.conflicts);
  }

  /** It takes longer than it is estimated at most, or shorter than at least; what has no time could change that. */
  private offEstimate(block: Block, span: Span, { kind, solution: { blocks } }: World): readonly Conflict[] {
    const { duration } = block;
    if (!duration || (kind === 'relative' && asksForDates(duration.max))) return [];
    if (this.input.release.steps.some((step) => isInside(step.block, block) && !this.steps[step.index])) return [];
    const { working } = blocks.get(block)!.facts;
    const endOf = (one: Duration) => this.input.staffing.blockPace(one, working).endOf(span.start);
    const over = duration.open === 'max' ? 0 : Math.max(0, span.end - endOf(duration.max));
    const under =
      duration.open === 'min' || lastsItself(this.input.release, block)
        ? 0
        : Math.max(0, endOf(duration.min) - span.end);
    if (over === 0 && under === 0) return [];
    return [{ kind: 'off-estimate', steps: [], block: block.id, minutes: over || -under, place: duration.place }];
  }

  /** Of a cycle until its last round is over. */
  private allRounds(block: Block, first: Span, { kind, solution }: World): Span {
    if (block.kind !== 'cycle') return first;
    const times = kind === 'absolute' ? this.times : this.relativeTimes();
    const rounds = occurrencesOf(block, first, this.rangeOf(block, block.parent, solution), times);
    this.rounds.set(block, rounds);
    return { start: first.start, end: rounds.at(-1)?.end ?? first.end };
  }

  /** What is in a block, in every round of each cycle that the block is in. */
  private inAllRounds(spans: readonly Span[], block: Block | undefined): readonly Span[] {
    const cycle = cycleAround(block);
    if (!cycle) return spans;
    const rounds = this.rounds.get(cycle) ?? [];
    return this.inAllRounds(inEveryRound(spans, rounds, this.input.release.zone), cycle.parent);
  }

  private readonly roundsOf = (cycle: Block): Rounds => {
    const { known, asked } = this.input;
    const next = (times: KnownTimes) => times.cycles?.[cycle.id]?.[1]?.start;
    const over = (times: KnownTimes) => times.blocks[cycle.id]?.end;
    asked.set(`${cycle.id} next`, { of: cycle, at: next(known), now: next });
    asked.set(`${cycle.id} over`, { of: cycle, at: over(known), now: over });
    return { next: next(known), over: over(known) };
  };

  private asMeasured(step: Step): Pick<ScheduledStep, 'measured'> {
    const counted = this.input.staffing.measured.get(step);
    if (!counted) return {};
    return { measured: { minutes: roughMinutes(counted.duration), rehearsal: counted.rehearsal.name } };
  }

  private consentTo(step: Step, end: Instant): Pick<ScheduledStep, 'consent'> {
    const { approves, within } = step.acknowledge ?? {};
    if (!approves || !within || (this.frame.T === undefined && countsFromT(end) && asksForDates(within))) return {};
    const { staffing, release } = this.input;
    return { consent: addDuration(end, within, release.zone, staffing.timesCalendar(step)) };
  }

  /** From the first start to the last end in it; a dated phase at least from its begin to its end. */
  private blockSpan(block: Block, solution: Solution, shift: Minutes): Span | undefined {
    const spans: Span[] = [];
    const visit = (one: Block) => {
      for (const child of childrenOf(this.input.release, one)) {
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
    const node = solution.blocks.get(block);
    if (node && lastsItself(this.input.release, block)) {
      const { start, end } = solution.leveled;
      const own = { start: start[node.start.index]! + shift, end: end[node.end.index]! + shift };
      if (Number.isFinite(own.end - own.start)) spans.push(own);
    }
    if (node && !node.facts.late && node.facts.start !== undefined && holdsRange(block, node.facts.timing)) {
      const { start, end } = solution.leveled;
      const own = { start: start[node.start.index]! + shift, end: end[node.end.index]! + shift };
      if (Number.isFinite(own.end - own.start)) spans.push(own);
    }
    return spanOf(spans);
  }

  // ------------------------------------------------------------------------------------------------ times

  /** What a recurring thing repeats in: one round of the cycle around it, its block's span, else until T. */
  private rangeOf({ every }: Step | Block, block: Block | undefined, solution: Solution): Partial<Span> {
    if (!every) return {};
    const around = cycleAround(block);
    const next = around && this.roundsOf(around).next;
    if (next !== undefined) return { end: next - 1 };
    const facts = block && solution.blocks.get(block)?.facts;
    return { start: facts?.start, end: facts?.end ?? this.frame.T };
  }

  private pointsFor(context: Omit<TimeContext, 'point'>): TimeContext['point'] {
    const { known, find, asked, staffing } = this.input;
    const contextFor = ({ what, by }: Statement) => ({ ...context, calendar: staffing.calendarFor(what, by) });
    return pointResolver(known, find, contextFor, (of, side, at) => {
      const target = find(of, side);
      const thing = target?.kind === 'scheduled' ? target.thing : undefined;
      const key = `${of.ref.name} ${of.target?.name ?? ''} ${side}`;
      asked.set(key, { of: thing, at, now: (_, point) => point(of, side) });
    });
  }
}

/** The zone the times of a step are written in. */
function zoneOf(step: Step, release: Release): string {
  for (const time of [step.at, step.notBefore, step.due, step.during?.from]) {
    if (time && 'zone' in time) return time.zone;
  }
  return release.zone;
}
