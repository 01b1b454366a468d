/** What is told of the runs of a release as a whole: windows, rollback, outage, the bound. */
import { type Block, type Release, rootBlock, type Step } from '../model.ts';
import type { Instant, Minutes } from '../time/model.ts';
import { timingOf, windowIndex } from './block-facts.ts';
import { lowerBound } from './bounds.ts';
import { lastStep } from './conflicts.ts';
import type { Conflict, Schedule, ScheduledStep, Span } from './model.ts';
import { lastDecision, rollbackByBlock, rollbackByUndo } from './rollback.ts';
import { lengthWith, type Solution } from './solve.ts';
import type { Frame } from './spans.ts';

/** One `run` block as it is scheduled. */
export interface Run {
  readonly block: Block;
  readonly windowIndex: number;
  /** Undefined: the window has no end, or is unknown. */
  readonly windowEnd?: Instant;
  /** When a rollback must be over: with the window, or at its own `due` before that. */
  readonly rollbackBy?: Instant;
  readonly span?: Span;
  readonly steps: readonly OpenStep[];
  readonly solution: Solution;
}

/** A scheduled step whose rollback is still to be filled in. */
export type OpenStep = Omit<ScheduledStep, 'rollback' | 'rollbackDecision'> & {
  rollback: Minutes | undefined;
  rollbackDecision: Instant | undefined;
};

/** `Schedule.windows`. */
export function windowSpans(
  release: Release,
  frame: Frame,
  runs: readonly Block[],
  blocks: ReadonlyMap<Block, Span>,
): readonly Span[] {
  const spans: Span[] = [];
  const lastKnown = frame.windows.findLastIndex((window) => window !== undefined);
  for (let i = 0; i <= lastKnown; i++) {
    const window = frame.windows[i];
    const before = spans.at(-1)?.end ?? 0;
    if (!window) spans.push({ start: before, end: before });
    else {
      const ends = runs.filter((run) => windowIndex(release, run) === i).flatMap((run) => blocks.get(run)?.end ?? []);
      spans.push({ start: window.start, end: Math.max(window.start, window.end ?? Math.max(window.start, ...ends)) });
    }
  }
  return spans;
}

/**
 * Sets the rollback of every step of the runs; the decision that is returned is the earliest of theirs.
 *
 * @param called the `rollback` block that is called when a run fails, if there is one
 */
export function fillInRollbacks(runs: readonly Run[], called: Solution | undefined): Schedule['rollbackDecision'] {
  let decision: Schedule['rollbackDecision'];
  for (const { steps: own, solution, rollbackBy } of runs) {
    const rollbacks = called
      ? rollbackByBlock(own, {
          steps: [...called.steps.keys()],
          lengthWith: (isDone) => lengthWith(called, isDone),
        })
      : rollbackByUndo(own, solution.network, solution.leveled);
    for (const one of own) {
      const rollback = rollbacks.get(one.step);
      if (rollback === undefined) continue;
      one.rollback = rollback;
      one.rollbackDecision = rollbackBy === undefined ? undefined : rollbackBy - rollback;
    }
    const last = rollbackBy === undefined ? undefined : lastDecision(own, rollbacks, rollbackBy);
    if (last && (!decision || last.at < decision.at)) decision = last;
  }
  return decision;
}

/** The conflict of a run that ends after its window. */
export function outsideWindow(
  { windowEnd, windowIndex: index, span, block, solution }: Run,
  release: Release,
  steps: readonly (ScheduledStep | undefined)[],
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

/** `Schedule.bound`: of several runs, the largest bound of one. */
export function boundOf(runs: readonly Run[]): Minutes {
  return runs.reduce((bound, { steps, solution }) => {
    const members = steps.map(({ step }) => solution.steps.get(step)!.index);
    return Math.max(bound, lowerBound(solution.network, members, solution.earliest, solution.order));
  }, 0);
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
function pathTo(
  run: Block,
  { network, leveled, blocks }: Solution,
  steps: readonly (ScheduledStep | undefined)[],
): readonly Step[] {
  const end = blocks.get(run)?.end;
  const path = new Set<Step>();
  let step = end && lastStep(network, leveled, end.index);
  while (step && !path.has(step)) {
    path.add(step);
    step = steps[step.index]?.waits.find((wait) => wait.step)?.step;
  }
  return [...path].reverse();
}
