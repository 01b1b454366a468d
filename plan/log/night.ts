/** What of a plan a night is run from: worked out once for each version of the text, and asked after every event. */
import { allotted } from '../allotted.ts';
import { find, type Id } from '../ids.ts';
import { type Block, isInside, type Plan, type Release, rootBlock, type Step } from '../model.ts';
import { timingOf } from '../order/blocks.ts';
import { measurements, type StepSpread, spreadOf } from '../risk/spreads.ts';
import type { Schedule } from '../schedule/model.ts';
import type { Run } from '../schedule/run/run.ts';
import { scheduleWithRuns } from '../schedule/schedule.ts';
import type { Solution } from '../schedule/solve.ts';
import type { Instant } from '../time/model.ts';

export interface Night {
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
  readonly runs: readonly Run[];
  /** Undefined: nothing runs. */
  readonly solution?: Solution;
  /** What the log may speak of, in the order of the page, and which part of the night it is. */
  readonly parts: ReadonlyMap<Step, 'run' | 'called' | 'other'>;
  readonly start: Instant;
  /** How long steps may take that are not sure of it. */
  readonly spreads: ReadonlyMap<Step, StepSpread>;
  /** Outages that are no part of another one. */
  readonly outages: readonly Block[];
}

export function nightOf(plan: Plan, release: Release, schedule: Schedule): Night {
  const all = scheduleWithRuns(plan, release).runs;
  const solution = (all.find(({ windowEnd }) => windowEnd !== undefined) ?? all[0])?.solution;
  const runs = all.filter((run) => run.solution === solution && run.span);
  const start = runs.reduce((first, { span }) => Math.min(first, span!.start), Number.POSITIVE_INFINITY);
  const parts = new Map<Step, 'run' | 'called' | 'other'>();
  for (const step of release.steps) {
    const timing = timingOf(rootBlock(step.block).kind);
    if (schedule.steps[step.id]) parts.set(step, timing === 'run' ? 'run' : timing === 'called' ? 'called' : 'other');
  }
  const measured = measurements(release, schedule);
  const shares = allotted(release);
  const spreads = new Map<Step, StepSpread>();
  for (const [step, part] of parts) {
    if (part !== 'run') continue;
    const planned = schedule.steps[step.id]!;
    const spread = spreadOf(step, planned.end - planned.start, measured.get(step) ?? [], shares.get(step));
    if (spread) spreads.set(step, spread);
  }
  const outages = (Object.keys(schedule.blocks) as Id<Block>[])
    .map((id) => find(release, id))
    .filter((block) => block.kind === 'outage' && timingOf(rootBlock(block).kind) === 'run')
    .filter((block, _, others) => !others.some((other) => other !== block && isInside(block, other)));
  return { plan, release, schedule, runs, solution, parts, start, spreads, outages };
}

/** The steps in a block, at whatever depth. */
export function stepsIn({ release }: Night, block: Block): readonly Step[] {
  return release.steps.filter((step) => isInside(step.block, block));
}

/** How the log calls a thing of this release. */
export function logName({ release }: Pick<Night, 'release'>, id: Id): string {
  return id.slice(release.name.length + 1);
}

/** What the log of a night is called, and that of a rehearsal of it. */
export function runName({ name }: Pick<Release, 'name'>, rehearsal: string | undefined): string {
  return rehearsal === undefined ? name : `${name}@${rehearsal}`;
}

/** How a run is opened: which rehearsal it is, is not for its sender to say. */
export function opening(rehearsal: string | undefined): { open: 'real' } | { open: 'rehearsal'; rehearsal: string } {
  return rehearsal === undefined ? { open: 'real' } : { open: 'rehearsal', rehearsal };
}

/** Of the name of a log. */
export function rehearsalOf(run: string): string | undefined {
  return /@([^@+]+)/.exec(run)?.[1];
}
