/** What takes long: the simulation of a run, and the search for a shorter one. Texts in, plain data and text edits out. */
import type { JsonReport } from '../exchange/json.ts';
import { applyTextEdits, type TextEdit, textEdits } from '../language/edits.ts';
import { createWorkspace, type Workspace } from '../language/workspace.ts';
import type { Analysis } from '../plan/analysis.ts';
import type { Range, Release } from '../plan/model.ts';
import type { ScheduleRisk } from '../plan/risk/model.ts';
import { riskOf } from '../plan/risk/risk.ts';
import type { Schedule } from '../plan/schedule/model.ts';
import { orderEdits, orderWords } from '../plan/schedule/run/order-edits.ts';
import { type Refinement, refineRuns } from '../plan/schedule/run/proposal.ts';
import { describeMinutes } from '../plan/time/format.ts';
import type { Instant, Minutes } from '../plan/time/model.ts';

export interface RefineAsk {
  /** The text of every file that is needed, by URI. */
  readonly files: Readonly<Record<string, string>>;
  readonly roots: readonly string[];
  readonly uri: string;
}

/** What the simulation of one release says; undefined: nothing is uncertain. */
export interface SimulatedRelease {
  readonly release: string;
  readonly risk: ScheduleRisk | undefined;
}

/** Simulates all releases of a file. */
export function simulateFile(workspace: Workspace, uri: string): readonly SimulatedRelease[] {
  const { plan, schedules } = workspace.analysis(uri);
  return schedules.map((schedule, i) => ({
    release: schedule.release,
    risk: riskOf(plan, plan.releases[i]!, schedule),
  }));
}

/** What the search found for one release. */
export interface RefinedRelease extends Omit<Refinement, 'proposal'> {
  readonly release: string;
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

/** Searches all releases of a file; yields now and then how many schedules were tried. */
export function* refineFile(
  ask: RefineAsk,
  schedules = SCHEDULES,
  workspace = workspaceOf(ask),
): Generator<number, readonly RefinedRelease[]> {
  const analysis = workspace.analysis(ask.uri);
  const found: RefinedRelease[] = [];
  for (const [i, schedule] of analysis.schedules.entries()) {
    const release = analysis.plan.releases[i]!;
    if (release.place.file !== ask.uri) continue;
    const refinement = yield* refineRuns(analysis.plan, release, schedule, { schedules, seed: SEED });
    if (!refinement) continue;
    const { proposal, ...figures } = refinement;
    const shorter = proposal && shorterRun(workspace, analysis, release, schedule, proposal);
    found.push({ release: release.name, ...figures, proposal: shorter });
  }
  return found;
}

/** The same plan gives the same answer, on every host. */
const SEED = 1;

/** To be made once for each question, so that its plans are read and scheduled once. */
export function workspaceOf({ files, roots }: RefineAsk): Workspace {
  const workspace = createWorkspace({ roots });
  for (const [uri, text] of Object.entries(files)) workspace.set(uri, text);
  return workspace;
}

/** Only what the text with the edits really says is proposed: it is read and scheduled once more. */
function shorterRun(
  workspace: Workspace,
  { plan }: Analysis,
  release: Release,
  before: Schedule,
  proposal: NonNullable<Refinement['proposal']>,
): ShorterRun | undefined {
  const edits = textEdits(orderEdits(release, proposal.orders), (uri) => workspace.text(uri));
  const text = workspace.text(plan.file)!;
  workspace.set(plan.file, applyTextEdits(text, edits));
  const after = workspace.analysis(plan.file).schedules.find((one) => one.release === release.name);
  workspace.set(plan.file, text);
  if (!before.run || !after?.run || after.run.end >= before.run.end) return undefined;
  return {
    edits,
    words: proposal.orders.map((order) => orderWords(release, order)),
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
