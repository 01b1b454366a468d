/** The way back, simulated minute by minute by a program that shares nothing with the one under test. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Release } from '../../plan/model.ts';
import type { RunRollback, Schedule, WayBack } from '../../plan/schedule/model.ts';
import { itemsOf } from '../../plan/schedule/rollback/items.ts';
import { stageAt } from '../../plan/schedule/rollback/stages.ts';
import { schedule } from '../../plan/schedule/schedule.ts';
import { at, type BlockBuilder, PlanBuilder } from '../support/plan-builder.ts';
import { blocksAround, scheduledOf, type Timed } from '../support/scheduled.ts';
import { type Extra, planOf, planSpecs } from './random-plans.ts';

const START = at('2026-12-05 22:00');

interface StepSpec {
  readonly minutes: number;
  readonly by: string | undefined;
  readonly undo: number;
  readonly undoBy: string | undefined;
  readonly on: string;
  readonly changes: boolean;
  readonly forGood: boolean;
}
/** One step, or lanes side by side, or the point of no return. */
type PartSpec = StepSpec | readonly (readonly StepSpec[])[] | 'no-return';

const person = fc.constantFrom(undefined, 'ann', 'bob', 'cid');
const SYSTEMS = ['db', 'web', 'api'];
const step: fc.Arbitrary<StepSpec> = fc.record({
  minutes: fc.oneof(
    { weight: 1, arbitrary: fc.constant(0) },
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 25 }) },
  ),
  by: person,
  undo: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 })),
  undoBy: person,
  on: fc.constantFrom(...SYSTEMS),
  changes: fc.boolean(),
  forGood: fc.integer({ min: 0, max: 19 }).map((n) => n === 0),
});
const part: fc.Arbitrary<PartSpec> = fc.oneof(
  { weight: 12, arbitrary: step },
  { weight: 8, arbitrary: fc.array(fc.array(step, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant('no-return' as const) },
);
const run = fc.array(part, { minLength: 1, maxLength: 4 });
/** Of a rollback: one after the other, each of one person. */
const back = fc.array(
  fc.record({
    minutes: fc.integer({ min: 0, max: 40 }),
    verb: fc.constantFrom('restore' as const, 'verify' as const, 'notify' as const),
    on: fc.uniqueArray(fc.constantFrom(...SYSTEMS, 'elsewhere'), { maxLength: 2 }),
  }),
  { minLength: 1, maxLength: 4 },
);
type BackSpec = typeof back extends fc.Arbitrary<infer T> ? T : never;
const window = fc.integer({ min: 0, max: 200 });

function withRun(parts: readonly PartSpec[], minutes: number): PlanBuilder {
  const end = new Date((START + minutes) * 60_000).toISOString().slice(0, 16).replace('T', ' ');
  const plan = new PlanBuilder({ window: ['2026-12-05 22:00', end] }).people('ann', 'bob', 'cid');
  plan.system('db', { exclusive: true }).system('web').system('api');
  let count = 0;
  const add = (block: BlockBuilder, { minutes, by, undo, undoBy, on, changes, forGood }: StepSpec) =>
    block.step(changes ? 'deploy' : 'task', `${minutes}m`, {
      name: `s${count++}`,
      on: [on],
      by,
      ...(undo > 0 && { undo: `${undo}m`, undoBy }),
      irreversible: forGood,
    });
  return plan.block('run', (block) => {
    for (const one of parts) {
      if (one === 'no-return') block.noReturn();
      else if (!('length' in one)) add(block, one);
      else {
        block.block('parallel', (side) => {
          for (const lane of one) side.block('sequence', (inner) => void lane.map((each) => add(inner, each)));
        });
      }
    }
  });
}

function withBack(
  plan: PlanBuilder,
  steps: BackSpec,
  clauses: { name?: string; otherwise?: string; due?: string } = {},
) {
  return plan.block(
    'rollback',
    (block) => {
      for (const { minutes, verb, on } of steps) block.step(verb, `${minutes}m`, { on, by: 'ann' });
    },
    clauses,
  );
}

// -------------------------------------------------------------------------------------------------- the simulation

const isBegun = ({ start, end }: Timed, minute: number) => start < minute || end <= minute;

interface Night {
  readonly release: Release;
  readonly schedule: Schedule;
  /** Of its run. */
  readonly steps: readonly Timed[];
}

function nightOf(builder: PlanBuilder): Night {
  const { plan, release } = builder.build();
  const result = schedule(plan, release);
  const steps = scheduledOf(release, result).filter(({ step }) => blocksAround(step).at(-1)!.kind === 'run');
  return { release, schedule: result, steps };
}

/** By the order of the page: the innermost block that holds both is no `parallel`. */
function comesBefore(a: Timed, b: Timed): boolean {
  const common = blocksAround(a.step).find((block) => blocksAround(b.step).includes(block))!;
  return common.kind !== 'parallel' && a.step.index < b.step.index;
}

/** One minute after the other: what can go on does, and nobody overtakes on a person or an exclusive system. */
function undoLength(order: readonly Timed[]): number {
  const needs = order.map(({ step, by }) => [
    ...(step.undoBy ? [step.undoBy.ref.name] : by),
    ...step.targets.filter(({ name }) => name === 'db').map(({ name }) => `system ${name}`),
  ]);
  const left = order.map(({ step }) => step.undo!.likely.minutes);
  let minute = 0;
  for (; left.some((minutes) => minutes > 0); minute++) {
    const before = [...left];
    for (const [i, one] of order.entries()) {
      if (before[i]! <= 0) continue;
      const waits = order.some((other, j) => {
        if (before[j]! <= 0 || i === j) return false;
        return comesBefore(one, other) || (j < i && needs[i]!.some((name) => needs[j]!.includes(name)));
      });
      if (!waits) left[i]!--;
    }
  }
  return minute;
}

/** What begins at one moment may be undone in either order: all lengths that this allows. */
function undoLengths({ steps }: Night, minute: number, isUndone: (one: Timed) => boolean): readonly number[] {
  const from = ({ start, end }: Timed) => (end > start ? start : start - 1);
  const begun = steps.filter((one) => isBegun(one, minute) && one.step.undo && isUndone(one));
  const orders = permuted(
    begun.sort((a, b) => from(b) - from(a)),
    (a, b) => from(a) === from(b),
  );
  return orders
    .filter((order) => order.every((a, i) => order.slice(i + 1).every((b) => !comesBefore(a, b))))
    .map(undoLength);
}

/** All orders in which only neighbours that are equal change places. */
function permuted<T>(list: readonly T[], isEqual: (a: T, b: T) => boolean): readonly (readonly T[])[] {
  if (list.length === 0) return [[]];
  const first = list.filter((one) => isEqual(one, list[0]!));
  return first.flatMap((one) =>
    permuted(
      list.filter((other) => other !== one),
      isEqual,
    ).map((rest) => [one, ...rest]),
  );
}

const TOUCHING = ['deploy'];

/** What of a rollback is done when it is decided at a minute. */
function necessary(night: Night, minute: number, steps: BackSpec): BackSpec {
  const touched = (list: readonly Timed[]) =>
    new Set(
      list
        .filter(({ step }) => TOUCHING.includes(step.verb))
        .flatMap(({ step }) => step.targets.map(({ name }) => name)),
    );
  const all = touched(night.steps);
  const now = touched(night.steps.filter((one) => isBegun(one, minute)));
  if (now.size === 0) return [];
  return steps.filter(({ on }) => !on.some((name) => all.has(name)) || on.some((name) => now.has(name)));
}

function blockLength(night: Night, minute: number, steps: BackSpec): number {
  return necessary(night, minute, steps).reduce((sum, { minutes }) => sum + minutes, 0);
}

/** Something has begun by then that is taken back by its own `undo`. */
function isUndoing(night: Night, minute: number, isUndone: (one: Timed) => boolean): boolean {
  return night.steps.some((one) => one.step.undo && isUndone(one) && isBegun(one, minute));
}

/** A change of the target takes it back. */
const isTakenBack = (one: Timed, ...blocks: BackSpec[]) =>
  blocks
    .flat()
    .some(
      ({ verb, on }) =>
        verb === 'restore' && (on.length === 0 || one.step.targets.some(({ name }) => on.includes(name))),
    );

function noReturnOf(night: Night): number {
  const moments = night.steps.flatMap(({ step, start, end }) =>
    step.irreversible ? (end > start ? start : start - 1) : [],
  );
  for (const point of night.release.pointsOfNoReturn) {
    // All points stand in the run itself, behind everything with a smaller index.
    const before = night.steps.filter(({ step }) => step.index <= point.afterStep);
    moments.push(Math.max(night.schedule.run!.start, ...before.map(({ end }) => end)));
  }
  return Math.min(...moments, Number.POSITIVE_INFINITY);
}

/** Every minute at which a decision may be asked for. */
function minutesOf({ schedule }: Night, noReturn: number): readonly number[] {
  const { rollbacks } = schedule;
  const { stages, windowEnd } = rollbacks[0]!;
  const from = Math.min(schedule.run!.start, stages[0]?.from ?? schedule.run!.start);
  const to = Math.min(noReturn, Math.max(schedule.run!.end, windowEnd!));
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => from + 1 + i);
}

function lastFit(minutes: readonly number[], fits: (minute: number) => boolean, otherwise: number): number {
  return minutes.findLast(fits) ?? otherwise;
}

function checkItems(rollback: RunRollback, { stages, via }: WayBack): void {
  for (const stage of stages) {
    const items = itemsOf(rollback, stage);
    expect(items).toHaveLength(stage.items);
    for (const most of [1, 3, 8]) expect(itemsOf(rollback, stage, most)).toEqual(items.slice(0, most));
    const end = Math.max(0, ...items.map(({ start, minutes }) => start + minutes));
    if (via === 'undo') expect(end).toBe(stage.minutes);
    else expect(end).toBeLessThanOrEqual(stage.minutes);
    for (const [i, a] of items.entries()) {
      for (const b of items.slice(i + 1)) {
        if (!a.by.some((name) => b.by.includes(name)) || a.minutes === 0 || b.minutes === 0) continue;
        expect(a.start + a.minutes <= b.start || b.start + b.minutes <= a.start).toBe(true);
      }
    }
  }
}

// -------------------------------------------------------------------------------------------------- the properties

const RUNS = { numRuns: 200 };
test('by undo: every minute of a run, and the last decision, as simulated', () => {
  fc.assert(
    fc.property(run, window, (parts, minutes) => {
      const night = nightOf(withRun(parts, minutes));
      const result = night.schedule;
      const rollback = result.rollbacks[0];
      if (!rollback) return;
      const noReturn = noReturnOf(night);
      expect(rollback.noReturn?.at ?? Number.POSITIVE_INFINITY).toBe(noReturn);
      const all = minutesOf(night, noReturn);
      const taken = (minute: number) => stageAt(rollback.stages, minute)!.minutes;
      for (const minute of all) expect(undoLengths(night, minute, () => true)).toContain(taken(minute));
      const start = Math.min(result.run!.start, rollback.stages[0]?.from ?? result.run!.start);
      const last = lastFit(
        all,
        (minute) => minute + taken(minute) <= rollback.windowEnd!,
        Math.min(start, rollback.windowEnd!),
      );
      // Where nothing is ever taken back there is nothing to decide.
      const isDecided = all.some((minute) => isUndoing(night, minute, () => true));
      expect(rollback.decision?.at).toBe(isDecided ? Math.min(last, noReturn) : undefined);
      for (const way of rollback.ways) checkItems(rollback, way);
    }),
    RUNS,
  );
});

test('by block: what is necessary is done, and what no block takes back is undone behind it', () => {
  fc.assert(
    fc.property(run, window, back, (parts, minutes, steps) => {
      const night = nightOf(withBack(withRun(parts, minutes), steps));
      const rollback = night.schedule.rollbacks[0];
      if (!rollback) return;
      for (const minute of minutesOf(night, noReturnOf(night))) {
        const block = blockLength(night, minute, steps);
        const undos = undoLengths(night, minute, (one) => !isTakenBack(one, steps));
        expect(undos.map((length) => length + block)).toContain(stageAt(rollback.stages, minute)!.minutes);
      }
      for (const way of rollback.ways) checkItems(rollback, way);
    }),
    RUNS,
  );
});

test('of a cascade the first that fits is called, at every minute', () => {
  fc.assert(
    fc.property(run, window, back, back, fc.integer({ min: 0, max: 120 }), (parts, minutes, first, second, due) => {
      const clock = new Date((START + due) * 60_000).toISOString().slice(0, 16).replace('T', ' ');
      const plan = withRun(parts, minutes).trigger('quick');
      withBack(plan, first, { name: 'quick', otherwise: 'full', due: clock });
      withBack(plan, second, { name: 'full' });
      const night = nightOf(plan);
      const rollback = night.schedule.rollbacks[0];
      if (!rollback) return;
      const limits = [Math.min(START + due, rollback.windowEnd!), rollback.windowEnd!];
      const all = minutesOf(night, noReturnOf(night));
      let last: number | undefined;
      let isDecided = false;
      for (const minute of all) {
        const undos = undoLengths(night, minute, (one) => !isTakenBack(one, first, second));
        const fitting = [first, second].findIndex((steps, i) => {
          const block = blockLength(night, minute, steps);
          // What begins at one moment may be undone in either order, the same in both.
          const undo = undos.find((length) => length === stageAt(rollback.ways[i]!.stages, minute)!.minutes - block)!;
          return minute + block + undo <= limits[i]!;
        });
        const stage = stageAt(rollback.stages, minute)!;
        expect(stage.fits).toBe(fitting >= 0);
        if (fitting >= 0) last = minute;
        if (fitting >= 0) expect(stage.via).toBe(['release/quick', 'release/full'][fitting]);
        const called = stage.via === rollback.ways[0]!.via ? first : second;
        isDecided ||= necessary(night, minute, called).length > 0;
        isDecided ||= isUndoing(night, minute, (one) => !isTakenBack(one, first, second));
      }
      if (!isDecided) expect(rollback.decision).toBeUndefined();
      else if (last !== undefined) expect(rollback.decision!.at).toBe(last);
    }),
    RUNS,
  );
});

test('more to take back never takes less, by undo and by block, in any plan', () => {
  const undos = fc.array(fc.option(fc.integer({ min: 1, max: 90 }), { nil: undefined, freq: 2 }), {
    minLength: 40,
    maxLength: 40,
  });
  fc.assert(
    fc.property(planSpecs({ people: true }), undos, fc.option(back, { nil: undefined }), (spec, undo, steps) => {
      const extra: Extra = (index) => (undo[index % 40] ? { undo: `${undo[index % 40]}m` } : {});
      const { plan, release } = planOf(spec, extra, (builder) => steps && withBack(builder, steps));
      const result = schedule(plan, release);
      for (const rollback of result.rollbacks) {
        for (const way of rollback.ways) {
          for (const [i, stage] of way.stages.entries()) {
            const before = way.stages[i - 1];
            if (!before) continue;
            expect(stage.from).toBe(before.to);
            expect(stage.minutes).toBeGreaterThanOrEqual(before.minutes);
            expect(before.fits || !stage.fits).toBe(true);
          }
          checkItems(rollback, way);
        }
      }
    }),
    { numRuns: 150 },
  );
});
