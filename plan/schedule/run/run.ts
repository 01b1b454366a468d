/** What is told of the runs of a release as a whole: windows, rollback, outage, the bound. */
import type { Id } from '../../ids.ts';
import { type Block, type Release, rootBlock, type Step } from '../../model.ts';
import { timingOf } from '../../order/blocks.ts';
import type { Instant, Minutes } from '../../time/model.ts';
import { lastStep } from '../leveling/last-step.ts';
import type { Conflict, RunRollback, Schedule, ScheduledStep, Span, WindowRun } from '../model.ts';
import type { ScheduledRun } from '../rollback/rollbacks.ts';
import { stageAt, takesBack } from '../rollback/stages.ts';
import type { Solution } from '../solve.ts';
import { earliestEnd } from './bounds.ts';

/** One `run` block as it is scheduled. */
export interface Run {
  readonly block: Block;
  readonly windowIndex: number;
  /** Undefined: the window has no end, or is unknown. */
  readonly windowEnd?: Instant;
  readonly span?: Span;
  readonly steps: readonly OpenStep[];
  readonly solution: Solution;
}

/** A scheduled step whose rollback is still to be filled in. */
export type OpenStep = Omit<ScheduledStep, 'rollback' | 'rollbackDecision'> & {
  rollback: Minutes | undefined;
  rollbackDecision: Instant | undefined;
};

/** The runs of each window together, as the way back through them sees them. */
export function runsByWindow(runs: readonly Run[]): readonly ScheduledRun[] {
  return [...new Set(runs.map((run) => run.windowIndex))].map((index) => {
    const own = runs.filter((run) => run.windowIndex === index);
    const { windowEnd, solution } = own[0]!;
    return {
      runs: own.map(({ block }) => block),
      windowIndex: index,
      windowEnd,
      span: spanOf(own.flatMap(({ span }) => span ?? [])),
      steps: own.flatMap(({ steps }) => steps),
      solution,
    };
  });
}

/** Sets the rollback of every step of the runs. */
export function fillInRollbacks(runs: readonly Run[], rollbacks: readonly RunRollback[]): void {
  for (const { runs: blocks, stages, noReturn } of rollbacks) {
    if (!takesBack(stages)) continue;
    for (const one of runs.flatMap(({ block, steps }) => (blocks.includes(block.id) ? steps : []))) {
      if (noReturn && one.end > noReturn.at) continue;
      const stage = stageAt(stages, one.end);
      one.rollback = stage?.minutes ?? 0;
      one.rollbackDecision = one.rollback > 0 ? stage?.decideBy : undefined;
    }
  }
}

/** The conflict of a run that ends after its window. */
export function outsideWindow(
  { windowEnd, windowIndex: index, span, block, solution }: Run,
  release: Release,
  steps: Schedule['steps'],
): Conflict[] {
  if (!span || windowEnd === undefined || span.end <= windowEnd) return [];
  const window = release.windows[index];
  return [
    {
      kind: 'outside-window',
      steps: pathTo(block, solution, steps),
      minutes: span.end - windowEnd,
      name: window?.name,
      place: window?.place,
    },
  ];
}

/** Elapsed minutes of all outages that are planned; those that overlap count once. */
export function outageOf(blocks: ReadonlyMap<Block, Span>): Minutes {
  const spans = [...blocks]
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

/** `Schedule.runs`. */
export function windowRuns(release: Release, runs: readonly Run[]): readonly WindowRun[] {
  return runsByWindow(runs).flatMap(({ runs: blocks, windowIndex: index, windowEnd, span, steps, solution }) => {
    if (!span) return [];
    const timed = new Set<Id<Step>>();
    for (const { step } of steps) timed.add(step);
    const members: number[] = [];
    for (const step of release.steps) if (timed.has(step.id)) members.push(solution.steps.get(step)!.index);
    const over = earliestEnd(solution.network, members, solution.earliest, solution.order) ?? span.start;
    return [
      {
        blocks: blocks.map(({ id }) => id),
        window: release.windows[index]?.name,
        span,
        untimed: release.steps.filter((step) => !timed.has(step.id) && blocks.includes(rootBlock(step.block))).length,
        contingency: windowEnd === undefined ? undefined : windowEnd - span.end,
        // From where it begins: one that begins late, because somebody is not free before, may be shorter than it is without that.
        bound: Math.min(Math.max(0, over - span.start), span.end - span.start),
      },
    ];
  });
}

/** How long is run, in all windows together. */
export function runLength({ runs }: Pick<Schedule, 'runs'>): Minutes {
  return runs.reduce((sum, { span }) => sum + span.end - span.start, 0);
}

/** From the first start to the last end. */
export function spanOf(spans: readonly Span[]): Span | undefined {
  let start = Number.POSITIVE_INFINITY;
  let end = Number.NEGATIVE_INFINITY;
  for (const span of spans) {
    start = Math.min(start, span.start);
    end = Math.max(end, span.end);
  }
  return start <= end ? { start, end } : undefined;
}

/** The chain of steps of which each waits for the one before, up to the one that ends a run. */
function pathTo(run: Block, { network, leveled, blocks }: Solution, steps: Schedule['steps']): Conflict['steps'] {
  const end = blocks.get(run)?.end;
  const path = new Set<Id<Step>>();
  let step = end && lastStep(network, leveled, end.index)?.step.id;
  while (step && !path.has(step)) {
    path.add(step);
    step = steps[step]?.waits.find((wait) => wait.step)?.step;
  }
  return [...path].reverse();
}
