/** A shorter run than the one planned, and the fewest `after` that make the plan say so. */
import { find } from '../../ids.ts';
import type { Plan, Release, Step } from '../../model.ts';
import type { StepOrder } from '../../order/model.ts';
import { type Precedence, precedence } from '../../order/precedence.ts';
import type { Minutes } from '../../time/model.ts';
import type { Schedule } from '../model.ts';
import { scheduleWithRuns } from '../schedule.ts';
import { lowerBound } from '../search/bounds.ts';
import type { Answer } from '../search/project.ts';
import { type RefineOptions, refine } from '../search/refine.ts';
import type { Run } from './run.ts';
import { insideOf, type RunProject, runProject } from './run-project.ts';

/** What a long search found out about the runs of a release. */
export interface Refinement {
  /** Schedules tried. */
  readonly schedules: number;
  /** Minutes of the longest run: as planned, as found, and the bound that no order can beat. */
  readonly planned: Minutes;
  readonly found: Minutes;
  /** Undefined where lengths depend on the moment, so that nothing can be proven. */
  readonly bound?: Minutes;
  /** Only where it ends the run earlier than the plan does. */
  readonly proposal?: Proposal;
}

type Scheduled = ReturnType<typeof scheduleWithRuns>;

export interface Proposal {
  /** What has to wait for what, in the order of the page: as few as were found to be enough. */
  readonly orders: readonly StepOrder[];
  /** The schedule with them. */
  readonly schedule: Schedule;
}

/**
 * Searches for a shorter run. Nothing of the plan changes but which of two steps goes first where one person, or one
 * system, has to do both. Yields how many schedules are tried so far, so that whoever drives it can show that, wait, or stop.
 *
 * Undefined where the release has no run that could be searched. Never proposes an order that makes an outage longer or
 * breaks what held before.
 */
export function* refineRuns(
  plan: Plan,
  release: Release,
  planned: Schedule,
  options: RefineOptions,
): Generator<number, Refinement | undefined> {
  let best: Scheduled = { ...scheduleWithRuns(plan, release), schedule: planned };
  let orders: readonly StepOrder[] = [];
  let schedules = 0;
  const depends = precedence(plan, release, planned.order);
  const told: { readonly planned: Minutes; readonly found: Minutes; readonly bound?: Minutes }[] = [];
  for (const [i, run] of best.runs.entries()) {
    const project = projectOf(run);
    if (!project) continue;
    const length = lengthOf(run);
    const answer = yield* counted(refine(project.project, options), schedules);
    schedules += answer.schedules;
    if (answer.lateness === 0 && endOf(project, answer) < run.span!.end) {
      const wanted = resourceOrders(run, project, answer, depends);
      const fewest = fewestOrders(plan, release, best, i, orders, wanted);
      if (fewest) {
        orders = fewest.orders;
        best = fewest;
      }
    }
    const found = best.runs[i]!;
    told.push({ planned: length, found: lengthOf(found), bound: boundOf(project, found) });
  }
  const longest = told.reduce<(typeof told)[number] | undefined>(
    (a, b) => (a && a.planned >= b.planned ? a : b),
    undefined,
  );
  if (!longest) return undefined;
  return {
    schedules,
    ...longest,
    proposal: orders.length > 0 ? { orders: inPageOrder(release, orders), schedule: best.schedule } : undefined,
  };
}

function projectOf({ block, solution, span }: Run): RunProject | undefined {
  return span && runProject(solution.network, solution.leveled, insideOf(block));
}

function* counted(
  search: ReturnType<typeof refine>,
  before: number,
): Generator<number, Answer & { schedules: number }> {
  for (;;) {
    const { done, value } = search.next();
    if (done) return value;
    yield before + value;
  }
}

function endOf({ origin }: RunProject, { makespan }: Answer) {
  return origin + makespan;
}

/** The project counts from its first moment, at which nothing of the run may be able to begin. */
function boundOf({ exact, origin, project }: RunProject, { span }: Run): Minutes | undefined {
  return exact && span ? Math.max(0, lowerBound(project).bound + origin - span.start) : undefined;
}

function lengthOf({ span }: Run): Minutes {
  return span ? span.end - span.start : 0;
}

/** Of everything that takes one person or system in the answer, each after the one before, unless the plan says it already. */
function resourceOrders(
  { solution }: Run,
  { members, project }: RunProject,
  { chosen, starts }: Answer,
  depends: Precedence,
): readonly StepOrder[] {
  const queues = new Map<number, { readonly step: Step; readonly start: number }[]>();
  for (const [activity, group] of members.entries()) {
    const taken = [...project.needs[activity]!.map(({ resource }) => resource), ...(chosen[activity] ?? [])];
    for (const resource of taken) {
      for (const index of group) {
        const one = solution.network.activities[index]!;
        if (one.kind !== 'step' || one.pace.instant) continue;
        const queue = queues.get(resource) ?? [];
        queue.push({ step: one.step, start: starts[activity]! });
        queues.set(resource, queue);
      }
    }
  }
  const orders = new Map<string, StepOrder>();
  for (const queue of queues.values()) {
    queue.sort((a, b) => a.start - b.start || a.step.index - b.step.index);
    for (let i = 1; i < queue.length; i++) {
      const [after, step] = [queue[i - 1]!.step, queue[i]!.step];
      // A line of a runbook stands for every use of it: no order of one use can be written there.
      if (after.usedAt || step.usedAt || depends.precedes(after, step) || depends.precedes(step, after)) continue;
      orders.set(`${after.index} ${step.index}`, { step: step.id, after: after.id });
    }
  }
  return [...orders.values()];
}

/**
 * As few of `wanted` as still end the run when all of them do. Halves are left out, then quarters, down to single ones
 * (delta debugging, Zeller & Hildebrandt 2002), each time scheduling the release anew.
 */
function fewestOrders(
  plan: Plan,
  release: Release,
  before: Scheduled,
  run: number,
  given: readonly StepOrder[],
  wanted: readonly StepOrder[],
): (Scheduled & Pick<Proposal, 'orders'>) | undefined {
  const of = (orders: readonly StepOrder[]) => scheduleWithRuns(plan, release, [...given, ...orders]);
  const endOfRun = ({ runs }: Scheduled) => runs[run]?.span?.end ?? Number.POSITIVE_INFINITY;
  let kept = wanted;
  let best = of(kept);
  if (endOfRun(best) >= endOfRun(before) || isWorse(before.schedule, best.schedule)) return undefined;
  const target = endOfRun(best);
  let attempts = MOST_ATTEMPTS;
  for (let size = Math.ceil(kept.length / 2); size >= 1 && attempts > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < kept.length && attempts > 0; attempts--) {
      const fewer = [...kept.slice(0, from), ...kept.slice(from + size)];
      const without = of(fewer);
      if (endOfRun(without) <= target && !isWorse(before.schedule, without.schedule)) {
        kept = fewer;
        best = without;
      } else from += size;
    }
  }
  return { ...best, orders: [...given, ...kept] };
}

const MOST_ATTEMPTS = 400;

/** Something that held before does not hold any more, or the users are cut off for longer. */
function isWorse(before: Schedule, after: Schedule): boolean {
  return (
    after.outage > before.outage ||
    after.conflicts.length > before.conflicts.length ||
    (after.rollbackDecision?.at ?? 0) < Math.min(before.rollbackDecision?.at ?? 0, before.run?.end ?? 0)
  );
}

function inPageOrder(release: Release, orders: readonly StepOrder[]): readonly StepOrder[] {
  const at = (id: StepOrder['step']) => find(release, id).index;
  return [...orders].sort((a, b) => at(a.step) - at(b.step) || at(a.after) - at(b.after));
}
