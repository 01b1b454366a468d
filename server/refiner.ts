/**
 * What takes long, in a thread of its own: the simulation of a run, and the search for a shorter one. What the thread is
 * asked, what it answers, and the loop in between.
 *
 * The thread gets texts and gives text edits: it has a workspace of its own, so nothing of the server's is shared.
 */
import { applyTextEdits, type TextEdit, textEdits } from '../language/edits.ts';
import { createWorkspace, type Workspace } from '../language/workspace.ts';
import type { Analysis } from '../plan/analysis.ts';
import type { Release } from '../plan/model.ts';
import type { ScheduleRisk } from '../plan/risk/model.ts';
import { riskOf } from '../plan/risk/risk.ts';
import type { Schedule } from '../plan/schedule/model.ts';
import { orderEdits, orderWords } from '../plan/schedule/order-edits.ts';
import { type Refinement, refineRuns } from '../plan/schedule/proposal.ts';
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
function simulateFile(workspace: Workspace, uri: string): readonly SimulatedRelease[] {
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
function workspaceOf({ files, roots }: RefineAsk): Workspace {
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

export type RefinerMessage =
  | { readonly kind: 'simulated'; readonly id: number; readonly releases: readonly SimulatedRelease[] }
  | { readonly kind: 'found'; readonly id: number; readonly releases: readonly RefinedRelease[] }
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** A thread that searches; what it is asked last counts. */
export interface RefinerThread {
  ask(id: number, ask: RefineAsk): void;
  stop(): void;
}

/**
 * Answers in the thread itself: searches in slices, so that a newer question ends an older one.
 *
 * @returns what to call with each message that comes in
 */
export function refinerLoop(
  send: (message: RefinerMessage) => void,
): (message: { id: number; ask: RefineAsk }) => void {
  let newest = 0;
  return ({ id, ask }) => {
    newest = id;
    let search: ReturnType<typeof refineFile> | undefined;
    const slice = () => {
      if (newest !== id) return;
      try {
        if (!search) {
          // What the eye looks for first, and soon done.
          const workspace = workspaceOf(ask);
          send({ kind: 'simulated', id, releases: simulateFile(workspace, ask.uri) });
          search = refineFile(ask, SCHEDULES, workspace);
        }
        const until = performance.now() + SLICE;
        for (;;) {
          const { done, value } = search.next();
          if (done) return send({ kind: 'found', id, releases: value });
          if (performance.now() > until) break;
        }
      } catch (error) {
        return send({
          kind: 'failed',
          id,
          message: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
      }
      setTimeout(slice);
    };
    slice();
  };
}

/** In milliseconds: so long a newer question may have to wait. */
const SLICE = 50;
