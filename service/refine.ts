/**
 * What takes long: the simulation of a run, and the search for a shorter one. A plan and its schedules in, plain data out, so
 * that another thread can do it; what to write into the text is made where the text is.
 */
import type { JsonReport } from '../exchange/json/json.ts';
import { applyTextEdits, type TextEdit, textEdits } from '../language/edit/edits.ts';
import type { Workspace } from '../language/workspace.ts';
import type { Analysis } from '../plan/analysis.ts';
import type { Plan, Range, Release } from '../plan/model.ts';
import type { StepOrder } from '../plan/order/model.ts';
import type { ScheduleRisk } from '../plan/risk/model.ts';
import { riskOf } from '../plan/risk/risk.ts';
import type { Schedule } from '../plan/schedule/model.ts';
import { orderEdits, orderWords } from '../plan/schedule/run/order-edits.ts';
import { type Refinement, refineRuns } from '../plan/schedule/run/proposal.ts';
import { describeMinutes } from '../plan/time/format.ts';
import type { Instant, Minutes } from '../plan/time/model.ts';

/** Of an analysis what a search needs to know; it survives `structuredClone`. */
export interface RefineAsk {
  readonly plan: Plan;
  /** One for each release of the plan. */
  readonly schedules: readonly Schedule[];
}

/** What the simulation of one release says; undefined: nothing is uncertain. */
export interface SimulatedRelease {
  readonly release: string;
  readonly risk: ScheduleRisk | undefined;
}

/** Simulates all releases of a plan. */
export function simulateReleases({ plan, schedules }: RefineAsk): readonly SimulatedRelease[] {
  return schedules.map((schedule, i) => ({
    release: schedule.release,
    risk: riskOf(plan, plan.releases[i]!, schedule),
  }));
}

type Figures = Omit<Refinement, 'proposal'> & { readonly release: string };

/** What the search found for one release, as the plan has it. */
export interface SearchedRelease extends Figures {
  /** What has to wait for what so that the run ends earlier. */
  readonly orders?: readonly StepOrder[];
}

/** The same, as the text has it. */
export interface RefinedRelease extends Figures {
  readonly proposal?: ShorterRun;
}

/** An order of the steps that ends the run earlier, ready to be put into the text. */
export interface ShorterRun {
  readonly edits: readonly TextEdit[];
  /** What has to wait for what: "`deploy web` waits for `deploy api`". */
  readonly words: readonly string[];
  readonly end: { readonly before: Instant; readonly after: Instant };
  readonly outage: { readonly before: Minutes; readonly after: Minutes };
}

/** Schedules tried for each run; more takes longer and rarely finds more. */
export const SCHEDULES = 5000;

/** Searches the releases that the file of the plan declares; yields now and then how many schedules were tried. */
export function* searchReleases(
  { plan, schedules }: RefineAsk,
  count = SCHEDULES,
): Generator<number, readonly SearchedRelease[]> {
  const found: SearchedRelease[] = [];
  for (const [i, schedule] of schedules.entries()) {
    const release = plan.releases[i]!;
    if (release.place.file !== plan.file) continue;
    const refinement = yield* refineRuns(plan, release, schedule, { schedules: count, seed: SEED });
    if (!refinement) continue;
    const { proposal, ...figures } = refinement;
    found.push({ release: release.name, ...figures, orders: proposal?.orders });
  }
  return found;
}

/** The same plan gives the same answer, on every host. */
const SEED = 1;

/**
 * What to write down for what was found. Only what the text with the edits really says is proposed: it is read and
 * scheduled once more.
 *
 * @param analysis the one that was searched; the workspace holds its texts and stays as it is
 */
export function refinedReleases(
  workspace: Workspace,
  { plan, schedules }: Analysis,
  found: readonly SearchedRelease[],
): readonly RefinedRelease[] {
  return found.map(({ orders, ...figures }) => {
    const i = plan.releases.findIndex(({ name }) => name === figures.release);
    const proposal = orders && shorterRun(workspace, plan.releases[i]!, schedules[i]!, orders);
    return { ...figures, proposal };
  });
}

function shorterRun(
  workspace: Workspace,
  release: Release,
  before: Schedule,
  orders: readonly StepOrder[],
): ShorterRun | undefined {
  const { file } = release.place;
  const edits = textEdits(orderEdits(release, orders), (uri) => workspace.text(uri));
  const tried = workspace.fork();
  tried.set(file, applyTextEdits(workspace.text(file)!, edits));
  const after = tried.analysis(file).schedules.find((one) => one.release === release.name);
  if (!before.run || !after?.run || after.run.end >= before.run.end) return undefined;
  return {
    edits,
    words: orders.map((order) => orderWords(release, order)),
    end: { before: before.run.end, after: after.run.end },
    outage: { before: before.outage, after: after.outage },
  };
}

/** `The run can end 25 min earlier, with 10 min less outage`. */
export function gainWords({ end, outage }: ShorterRun): string {
  const less = outage.before - outage.after;
  const shorter = less > 0 ? `, with ${describeMinutes(less)} less outage` : '';
  return `The run can end ${describeMinutes(end.before - end.after)} earlier${shorter}`;
}

/** The contract of `schedule --refine --format json`: the schedule as it is, and what could be shorter. */
export interface JsonRefined extends JsonReport {
  refinements: JsonRefinement[];
}

export interface JsonRefinement {
  path: string;
  release: string;
  /** How many schedules were tried. */
  schedules: number;
  /** How long the run takes as planned, how long it could, and the least that any order could. */
  plannedMinutes: number;
  foundMinutes: number;
  boundMinutes: number | null;
  proposal: JsonProposal | null;
}

export interface JsonProposal {
  gainMinutes: number;
  outageGainMinutes: number;
  /** What has to wait for what, in words. */
  orders: readonly string[];
  /** What to write down for it. */
  edits: { range: Range; newText: string }[];
}

export function jsonRefinement(found: RefinedRelease, path: string): JsonRefinement {
  const { release, schedules, planned, bound, proposal } = found;
  return {
    path,
    release,
    schedules,
    plannedMinutes: planned,
    foundMinutes: found.found,
    boundMinutes: bound ?? null,
    proposal: proposal
      ? {
          gainMinutes: proposal.end.before - proposal.end.after,
          outageGainMinutes: proposal.outage.before - proposal.outage.after,
          orders: proposal.words,
          edits: proposal.edits.map(({ range, newText }) => ({ range, newText })),
        }
      : null,
  };
}
