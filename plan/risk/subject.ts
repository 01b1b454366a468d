/** What of a release is simulated: its steps with their spreads, its risks, and what is asked of them. */

import { allotted } from '../allotted.ts';
import { childrenOf } from '../children.ts';
import { find, type Id } from '../ids.ts';
import { type Block, type Plan, type Release, rootBlock, type Step, stepLabel } from '../model.ts';
import { holdsRange, isCalled, rootTiming, timingOf } from '../order/blocks.ts';
import type { Schedule } from '../schedule/model.ts';
import { scheduleWithRuns } from '../schedule/schedule.ts';
import type { Solution } from '../schedule/solve.ts';
import type { Instant } from '../time/model.ts';
import { chancesOf } from './chances.ts';
import { riskEvents } from './events.ts';
import { NEVER, type SampledNetwork, sampledNetwork } from './network.ts';
import type { Question } from './simulate.ts';
import { measurements, type StepSpread, spreadOf } from './spreads.ts';

/** The runs of a release, and what is asked of them. */
export interface Subject {
  readonly question: Question;
  readonly watched: readonly Step[];
  readonly spreads: ReadonlyMap<Step, StepSpread>;
  readonly events: ReturnType<typeof riskEvents>['events'];
  readonly others: ReturnType<typeof riskEvents>['others'];
  /** When the runs end in the schedule. */
  readonly planned: Instant;
}

/**
 * Undefined where nothing runs. Runs that count from 0 because their window is not known cannot be added to runs that have a
 * date: these count alone.
 */
export function subjectOf(plan: Plan, release: Release, schedule: Schedule): Subject | undefined {
  const all = scheduleWithRuns(plan, release).runs;
  const solution = (all.find(({ windowEnd }) => windowEnd !== undefined) ?? all[0])?.solution;
  if (!solution) return undefined;
  const runs = all.filter((run) => run.solution === solution && run.span);
  const running = new Set(runs.flatMap(({ steps }) => steps.map(({ step }) => find(release, step))));
  // An outage beside the run cuts users off as one in it does, and lasts as differently.
  const varying = new Set([
    ...running,
    ...stepsOfOutages(release, schedule).filter((step) => isBeside(step, solution)),
  ]);
  const measured = measurements(release, schedule);
  const shares = allotted(release);
  const spreads = new Map<Step, StepSpread>();
  for (const step of varying) {
    const { start, end } = schedule.steps[step.id]!;
    const spread = spreadOf(step, end - start, measured.get(step) ?? [], shares.get(step));
    if (spread) spreads.set(step, spread);
  }
  const { events, others } = riskEvents(release, varying);
  const chances = chancesOf(release, varying);
  const network = sampledNetwork(solution, new Set([...spreads.keys(), ...events.flatMap(({ steps }) => steps)]));
  const names = namesOf(release);
  const units = (at: Instant) => Math.round((at - network.base) * network.unit);
  const watched = [...running];
  return {
    watched,
    spreads,
    events,
    others,
    planned: runs.reduce((last, { span }) => Math.max(last, span!.end), Number.NEGATIVE_INFINITY),
    question: {
      network,
      variables: [...spreads].map(([step, spread]) => ({
        ...spread,
        name: names.get(step)!,
        member: network.memberOf.get(step)!,
      })),
      events: events.map(({ risk, probability, delay, steps }) => ({
        name: `risk ${risk.name}`,
        probability,
        delay,
        members: steps.map((step) => network.memberOf.get(step)!),
      })),
      chances: chances.map(({ id, probability, steps }) => ({
        name: `only if ${id.slice(id.indexOf('/') + 1)}`,
        probability,
        members: steps.flatMap((step) => network.memberOf.get(step) ?? []),
      })),
      ends: runs.map(({ block, windowEnd }) => ({
        row: network.blockEnd.get(block)!,
        limit: windowEnd === undefined ? undefined : units(windowEnd),
      })),
      outages: mayLastOtherwise(release, schedule, varying, shares) ? [] : outagesOf(release, schedule, network),
      margins: watched.flatMap((step) => {
        const { rollback, rollbackDecision } = schedule.steps[step.id]!;
        if (!rollback || rollbackDecision === undefined) return [];
        return [{ row: network.endRow.get(step)!, limit: units(rollbackDecision) }];
      }),
      watched: watched.map((step) => network.endRow.get(step)!),
    },
  };
}

/** What a step is known by when the plan is edited: its name, else verb and targets, and which one of those it is. */
function namesOf({ steps }: Release): ReadonlyMap<Step, string> {
  const seen = new Map<string, number>();
  return new Map(
    steps.map((step) => {
      const name = stepLabel(step);
      const before = seen.get(name) ?? 0;
      seen.set(name, before + 1);
      return [step, before === 0 ? name : `${name} ${before + 1}`];
    }),
  );
}

/** Whether an outage has steps that are not simulated (in a phase it waits for working hours) and may last longer than planned. */
function mayLastOtherwise(
  release: Release,
  schedule: Schedule,
  simulated: ReadonlySet<Step>,
  shares: ReturnType<typeof allotted>,
): boolean {
  return stepsOfOutages(release, schedule).some((step) => {
    const { start, end } = schedule.steps[step.id]!;
    return !simulated.has(step) && spreadOf(step, end - start, [], shares.get(step)) !== undefined;
  });
}

function stepsOfOutages(release: Release, { steps }: Schedule): readonly Step[] {
  const isInOutage = (block: Block): boolean => block.kind === 'outage' || hasOuterOutage(block);
  return release.steps.filter(({ id, block }) => steps[id] && !isCalled(block) && isInOutage(block));
}

function isBeside(step: Step, solution: Solution): boolean {
  return rootTiming(rootBlock(step.block)) === 'run' && solution.steps.has(step);
}

/** What each planned outage begins and ends with; an outage inside of another one is part of it. */
function outagesOf(
  release: Release,
  { blocks, steps, milestones }: Schedule,
  network: SampledNetwork,
): Question['outages'] {
  const units = (at: Instant) => Math.round((at - network.base) * network.unit);
  const scheduled = (Object.keys(blocks) as Id<Block>[]).map((id) => find(release, id));
  const outages = scheduled.filter(
    (block) => block.kind === 'outage' && timingOf(rootBlock(block).kind) !== 'called' && !hasOuterOutage(block),
  );
  return outages.map((block) => {
    const starts = new Set<number>();
    const ends = new Set<number>();
    const fixed: number[] = [];
    const visit = (one: Block) => {
      for (const child of childrenOf(release, one)) {
        if (child.kind === 'step') {
          const [start, end] = [network.startRow.get(child), network.endRow.get(child)];
          const planned = steps[child.id];
          if (start !== undefined && end !== undefined) {
            starts.add(start);
            ends.add(end);
          } else if (planned) fixed.push(units(planned.start), units(planned.end));
        } else if (child.kind === 'milestone') {
          const row = network.milestoneRow.get(child);
          const at = milestones[child.id];
          if (row !== undefined) {
            starts.add(row);
            ends.add(row);
          } else if (at !== undefined) fixed.push(units(at));
        } else if ('children' in child) visit(child);
      }
    };
    visit(block);
    const span = blocks[block.id];
    if (span && holdsRange(block, 'run')) fixed.push(units(span.start), units(span.end));
    const last = fixed.reduce((latest, at) => Math.max(latest, at), NEVER);
    return {
      starts: [...starts],
      ends: [...ends],
      first: fixed.reduce((least, at) => Math.min(least, at), -NEVER),
      last,
    };
  });
}

function hasOuterOutage({ parent }: Block): boolean {
  return parent !== undefined && (parent.kind === 'outage' || hasOuterOutage(parent));
}
