/** The ways back through every run: how long they take at each moment, by whom, and until when they fit. */
import { type ById, find } from '../../ids.ts';
import type { Block, Plan, PointOfNoReturn, Release, Step } from '../../model.ts';
import { rootBlock } from '../../model.ts';
import { windowIndex } from '../../order/blocks.ts';
import type { Instant } from '../../time/model.ts';
import { type Demand, peopleOf } from '../../who/people.ts';
import type { Cascade, RollbackDecision, RollbackStage, RunRollback, ScheduledStep, Span, WayBack } from '../model.ts';
import type { Solution } from '../solve.ts';
import { growthByBlock } from './by-block.ts';
import { growthByUndo, type UndoInput } from './by-undo.ts';
import { cascadesOf } from './cascades.ts';
import { coverageOf, type GroundsOf, groundsOf } from './coverage.ts';
import { countsAfter, oneAfterTheOther } from './growth.ts';
import { stagesWithin, takesBack, wayBack } from './stages.ts';

/** The run of one window, as it is scheduled. */
export interface ScheduledRun {
  readonly runs: readonly Block[];
  readonly windowIndex: number;
  readonly windowEnd?: Instant;
  /** Undefined: nothing of it has a time. */
  readonly span?: Span;
  readonly steps: readonly ScheduledStep[];
  readonly solution: Solution;
}

export interface RollbackInput {
  readonly plan: Plan;
  readonly release: Release;
  readonly runs: readonly ScheduledRun[];
  /** Each rollback and play on its own, from 0. */
  readonly called: ReadonlyMap<Block, Solution>;
  readonly pointsOfNoReturn: ById<PointOfNoReturn, Instant>;
  /** The `until` or `due` of a rollback or play itself, when it is called in a run. */
  readonly ownLimit: (block: Block, run: Span) => Instant | undefined;
}

export function rollbacksOf(input: RollbackInput): readonly RunRollback[] {
  const grounds = groundsOf(input.plan, input.release);
  const undoers = undoersOf(input);
  return input.runs.flatMap((run) => {
    if (!run.span) return [];
    return [rollbackOf({ ...input, run, span: run.span, grounds, undoers })];
  });
}

interface RunInput extends RollbackInput {
  readonly run: ScheduledRun;
  readonly span: Span;
  readonly grounds: GroundsOf;
  readonly undoers: UndoInput['undoers'];
}

function rollbackOf(input: RunInput): RunRollback {
  const { release, run, span, called, ownLimit } = input;
  const blocks = [...called.keys()].filter((block) => !block.window || windowIndex(release, block) === run.windowIndex);
  const noReturn = noReturnOf(input);
  // A response may go on when the night is over; a way back must not.
  const limitOf = (block: Block) => {
    const own = ownLimit(block, span);
    return block.kind === 'play' && own !== undefined ? own : earliest(own, run.windowEnd);
  };
  const { ways, undos } = waysOf(input, blocks, noReturn?.at, limitOf);
  const fitsUntil = (block: Block | 'undo') => {
    const way = ways.find(({ via }) => via === (block === 'undo' ? block : block.id));
    if (way || block === 'undo') return way?.fitsUntil;
    const limit = limitOf(block);
    return limit === undefined ? undefined : limit - lengthOf(called.get(block)!);
  };
  const cascades = cascadesOf({ release, runs: run.runs, blocks, fitsUntil });
  const counted = cascades[0]!;
  const stages = stagesOf(counted, ways);
  return {
    runs: run.runs.map(({ id }) => id),
    span,
    windowEnd: run.windowEnd,
    noReturn,
    ways,
    undos,
    cascades,
    stages,
    decision: takesBack(stages) ? decisionOf(release, counted, run.steps, noReturn) : undefined,
  };
}

/** Every `rollback` block; where there is none, the undo of the steps. What no block takes back is undone behind it. */
function waysOf(
  { release, run, span, called, grounds, undoers }: RunInput,
  blocks: readonly Block[],
  noReturn: Instant | undefined,
  limitOf: (block: Block) => Instant | undefined,
): Pick<RunRollback, 'ways' | 'undos'> {
  const rollbacks = blocks.filter(({ kind }) => kind === 'rollback');
  const shared = { run: span, windowEnd: run.windowEnd, noReturn };
  const { network, leveled } = run.solution;
  const own = new Map(run.steps.map((one) => [one.step, one]));
  const isCovered = coverageOf(
    rollbacks.flatMap((block) => [...called.get(block)!.steps.keys()]),
    grounds,
  );
  const undone = growthByUndo({
    network,
    leveled,
    isUndone: (step) => own.has(step.id) && !isCovered(step),
    doers: (step) => own.get(step.id)!.by,
    undoers,
  });
  const undos = undone?.undos;
  const undoGrowth = undone?.growth ?? [];
  if (rollbacks.length === 0) {
    return { ways: [wayBack({ ...shared, via: 'undo', growth: undoGrowth, endBy: run.windowEnd })], undos };
  }
  const ways = rollbacks.map((rollback) => {
    const solution = called.get(rollback)!;
    const { growth, block } = growthByBlock(release, run.steps, solution, grounds);
    // Of which a part takes nobody knows how long, nobody knows how long it takes.
    const both = isTimed(solution) ? oneAfterTheOther(growth, undoGrowth) : [];
    return wayBack({ ...shared, via: rollback.id, growth: both, block, endBy: limitOf(rollback) });
  });
  return { ways, undos };
}

/** What comes first: a point of no return, or a step that cannot be taken back. */
function noReturnOf({ release, run, pointsOfNoReturn }: RunInput): RunRollback['noReturn'] {
  let first: RunRollback['noReturn'];
  for (const { id, block } of release.pointsOfNoReturn) {
    const at = pointsOfNoReturn[id];
    if (at === undefined || !run.runs.includes(rootBlock(block))) continue;
    if (!first || at < first.at) first = { at, because: id };
  }
  for (const one of run.steps) {
    const at = countsAfter(one);
    if (find(release, one.step).irreversible && (!first || at < first.at)) first = { at, because: one.step };
  }
  return first;
}

/** One link of the cascade after the other, each until it no longer fits. */
function stagesOf({ links }: Cascade, ways: readonly WayBack[]): readonly RollbackStage[] {
  const active = links.flatMap(({ via, idle }) => (idle ? [] : (ways.find((way) => way.via === via) ?? [])));
  let from = Number.NEGATIVE_INFINITY;
  return active.flatMap(({ stages, fitsUntil }, i) => {
    const to = i === active.length - 1 ? Number.POSITIVE_INFINITY : (fitsUntil ?? Number.POSITIVE_INFINITY);
    const part = stagesWithin(stages, from, to);
    from = to;
    return part;
  });
}

function decisionOf(
  release: Release,
  { fitsUntil }: Cascade,
  steps: readonly ScheduledStep[],
  noReturn: RunRollback['noReturn'],
): RollbackDecision | undefined {
  if (noReturn && (fitsUntil === undefined || noReturn.at <= fitsUntil)) {
    const because = find(release, noReturn.because);
    return { at: noReturn.at, step: because.kind === 'step' ? because.id : undefined, noReturn: true };
  }
  if (fitsUntil === undefined) return undefined;
  return { at: fitsUntil, step: firstToEnd(steps, fitsUntil)?.step };
}

/** Of those that end behind a moment; in the order of `byEnd`. */
function firstToEnd(steps: readonly ScheduledStep[], behind: Instant): ScheduledStep | undefined {
  let first: ScheduledStep | undefined;
  for (const one of steps) {
    if (one.end <= behind) continue;
    if (!first || one.end < first.end || (one.end === first.end && one.start < first.start)) first = one;
  }
  return first;
}

/** Who undoes a step, where it says so. */
function undoersOf({ plan, release }: RollbackInput): UndoInput['undoers'] {
  const known = new Map<string, Demand>();
  return ({ undoBy }: Step) => {
    if (!undoBy) return undefined;
    const key = `${undoBy.count ?? ''} ${undoBy.ref.name}`;
    let demand = known.get(key);
    if (!demand) {
      demand = peopleOf(plan, release, undoBy, 'by');
      known.set(key, demand);
    }
    return demand;
  };
}

/** While T is open, two working days are of no length that anybody knows. */
function isTimed({ steps, leveled }: Solution): boolean {
  return [...steps.values()].every(({ index, open }) => !open || leveled.placements[index] !== undefined);
}

export function lengthOf({ leveled }: Solution): number {
  return leveled.end.reduce((a, end) => Math.max(a, end), 0);
}

function earliest(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
