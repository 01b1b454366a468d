/** From how a way back grows to what it takes at each moment, and until when it fits. */
import type { Instant } from '../../time/model.ts';
import type { RollbackStage, Span, Via, WayBack } from '../model.ts';
import type { Growth } from './growth.ts';

export interface WayInput {
  readonly via: Via;
  readonly growth: readonly Growth[];
  readonly block?: WayBack['block'];
  readonly run: Span;
  readonly windowEnd: Instant | undefined;
  /** When the rollback must be over. */
  readonly endBy: Instant | undefined;
  /** From then on there is only forward. */
  readonly noReturn: Instant | undefined;
}

export function wayBack({ via, growth, block, run, windowEnd, endBy, noReturn }: WayInput): WayBack {
  const from = Math.min(run.start, growth[0]?.from ?? run.start);
  const to = noReturn ?? Math.max(run.end, windowEnd ?? run.end);
  const stages: RollbackStage[] = [];
  const add = (stage: Omit<RollbackStage, 'fits' | 'decideBy'>) => {
    const decideBy = endBy === undefined ? undefined : endBy - stage.minutes;
    const fitsTo = Math.min(stage.to, decideBy ?? stage.to);
    if (fitsTo > stage.from) stages.push({ ...stage, to: fitsTo, decideBy, fits: true });
    const lateFrom = Math.max(fitsTo, stage.from);
    if (stage.to > lateFrom) stages.push({ ...stage, from: lateFrom, decideBy, fits: false });
  };
  const end = (i: number) => Math.min(to, growth[i]?.from ?? to);
  add({ from, to: end(0), via, minutes: 0, items: 0 });
  for (const [i, { from, step, minutes, items, done }] of growth.entries()) {
    add({ from, to: end(i + 1), via, step, minutes, items, done });
  }
  return {
    via,
    endBy,
    block,
    stages,
    fitsUntil: endBy === undefined ? undefined : lastFit(stages, Math.min(from, endBy)),
  };
}

/** What holds for a rollback decided at a moment; undefined before the run and from the point of no return on. */
export function stageAt(stages: readonly RollbackStage[], at: Instant): RollbackStage | undefined {
  let low = 0;
  let high = stages.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (stages[middle]!.to >= at) high = middle;
    else low = middle + 1;
  }
  const found = stages[low];
  return found && found.from < at ? found : undefined;
}

/** Whether there is ever anything to take back, and so to decide. */
export function takesBack(stages: readonly RollbackStage[]): boolean {
  return stages.some(({ items }) => items > 0);
}

/** More to take back never takes less, so whatever fits comes first. */
function lastFit(stages: readonly RollbackStage[], otherwise: Instant): Instant {
  return stages.findLast(({ fits }) => fits)?.to ?? otherwise;
}

/** The part of the stages that lies between two moments. */
export function stagesWithin(stages: readonly RollbackStage[], from: Instant, to: Instant): readonly RollbackStage[] {
  return stages
    .filter((stage) => stage.to > from && stage.from < to)
    .map((stage) => ({ ...stage, from: Math.max(stage.from, from), to: Math.min(stage.to, to) }));
}

/**
 * The steps of a run in the order in which they end.
 *
 * @param run in the order of the page
 */
export function byEnd<S extends Span>(run: readonly S[]): readonly S[] {
  return [...run].sort((a, b) => a.end - b.end || a.start - b.start);
}
