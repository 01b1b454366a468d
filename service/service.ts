/**
 * All that can be asked of plans: the one interface of the command line, the language server, and of whoever embeds the
 * package. Every question takes texts and options and gives plain data, which can be stored, sent and compared.
 *
 * What a plan says wrong is an answer, never an exception; only a file that nobody has put in is one.
 */
import { type JsonComparison, jsonComparison } from '../exchange/json/difference.ts';
import { type JsonOptions, type JsonReport, jsonReport } from '../exchange/json/json.ts';
import type { JsonPolicy } from '../exchange/json/policy.ts';
import { repair } from '../language/edit/repair.ts';
import type { Wanted } from '../language/edit/what-if.ts';
import { checks } from '../plan/checks/catalogue.ts';
import type { Position, Range } from '../plan/model.ts';
import type { Shape } from '../plan/risk/model.ts';
import { completion } from './completion/completion.ts';
import type { Proposal } from './completion/proposal.ts';
import { editsFor, type JsonEdits, jsonEdits, type PlanChange } from './editing/edit.ts';
import { type PlanWorkspace, workspaceBehind } from './files/plan-workspace.ts';
import type { SourceFile } from './files/source-file.ts';
import { canonicalUri } from './files/uri.ts';
import { checkNamed, type JsonCheck, jsonCheck } from './findings/explain.ts';
import { type JsonRepairs, jsonRepairs } from './findings/fix.ts';
import { fixesIn } from './findings/fixes.ts';
import { checksHeld, jsonPolicies, type PolicyAsk } from './findings/policy.ts';
import { describe } from './hover/hover.ts';
import { type NewPlan, type NewPlanKind, type NewPlanWish, newKinds, newPlan } from './new/new-plan.ts';
import { type PreviewOptions, previewOf, type ReleasePreview } from './pictures/preview.ts';
import { drawn, type RenderAsk } from './pictures/render.ts';
import type { Trouble } from './trouble.ts';
import { nothingIn, planVersions } from './versions/diff.ts';
import { type JsonTrial, jsonTrial, tryOut } from './versions/what-if.ts';

export type { Trouble };

export interface PlanServiceOptions {
  /** How answers name a file; default: its URI. */
  readonly pathOf?: (uri: string) => string;
}

/** Lines and characters count from 0. Instants are ISO 8601 with the offset of the release's zone. */
export interface PlanService {
  /** What is wrong with plans, by how much, and what to do. Default: every file that is there. */
  check(files?: Files): JsonReport;
  /** When every step starts and ends, everything else that has a date, and what may come of it. */
  schedule(files?: Files, options?: ScheduleOptions): JsonReport;
  /** What a check finds and why it matters; without a code all of them. */
  explain(): JsonCheck[];
  explain(code: string): JsonCheck | Trouble;
  /** What would be different if the plan said something else; it does not. */
  whatIf(file: string, wanted: Wanted): JsonTrial | Trouble;
  /** What is different from earlier texts, by URI; `null`: the file was not there. What they do not name was as it is. */
  diff(earlier: Readonly<Record<string, string | null>>): JsonComparison;
  /** Makes the repairs that have one way out and do no harm; the workspace stays as it is. */
  fix(files?: Files): JsonRepairs;
  /** What may be written at a place. */
  complete(file: string, position: Position): CompletionList;
  /** What there is to know of the thing at a place, as Markdown; `null`: nothing. */
  hover(file: string, position: Position): HoverText | null;
  /** The pictures of a release, ready to be shown; places in them lead back by URI. */
  preview(file: string, options?: PreviewOptions): ReleasePreview;
  /** A plan as a picture or a page that stands alone, in the formats of `render`. */
  render(file: string, options: RenderAsk): Promise<string | Trouble>;
  /** Which checks hold for the releases of a file, or for any release of a kind, and who says so. */
  policy(file: string, options?: PolicyAsk): JsonPolicy[] | Trouble;
  /** The kinds of plans that there is something to begin with for. */
  newKinds(): NewPlanKind[];
  /** A plan to begin with, in which nothing is found; the workspace stays as it is. */
  newPlan(wish: NewPlanWish): NewPlan | Trouble;
  /** The text edits that make a change; the workspace stays as it is. */
  edit(file: string, change: PlanChange): JsonEdits | Trouble;
}

/** One URI, or several. */
export type Files = string | readonly string[];

export interface ScheduleOptions {
  /** Of the simulation: how often the run is tried, with which luck, and how estimates are spread. */
  readonly risk?: { readonly runs?: number; readonly seed?: number; readonly distribution?: Shape };
}

export interface CompletionList {
  /** What every one of them replaces. */
  range: Range;
  /** The best first. */
  items: Proposal[];
  /** There are more: ask again with the next letter. */
  isIncomplete: boolean;
}

export interface HoverText {
  markdown: string;
  range: Range;
}

export function createPlanService(planWorkspace: PlanWorkspace, options: PlanServiceOptions = {}): PlanService {
  const workspace = workspaceBehind(planWorkspace);
  const pathOf = options.pathOf ?? ((uri: string) => uri);

  function present(uri: string): string {
    const file = canonicalUri(uri);
    if (workspace.text(file) !== undefined) return file;
    throw new RangeError(`There is no text of ${uri}. Put it in first: workspace.set('${uri}', text).`);
  }

  function uris(files: Files = workspace.files()): readonly string[] {
    return (typeof files === 'string' ? [files] : files).map(present);
  }

  function source(uri: string): SourceFile {
    const file = present(uri);
    const analysis = workspace.analysis(file);
    return { uri: file, text: workspace.text(file)!, plan: analysis.plan, analysis, workspace };
  }

  const now = () => workspace.now() ?? Math.floor(Date.now() / 60_000);
  const analyses = (files: Files | undefined) => uris(files).map((uri) => workspace.analysis(uri));

  function report(files: Files | undefined, options: Omit<JsonOptions, 'fixesOf'> = {}): JsonReport {
    const own = analyses(files);
    return jsonReport(own, pathOf, { ...options, fixesOf: fixesIn(workspace, own) });
  }

  function explain(): JsonCheck[];
  function explain(code: string): JsonCheck | Trouble;
  function explain(code?: string): JsonCheck[] | JsonCheck | Trouble {
    if (code === undefined) return checks.map(jsonCheck);
    const check = checkNamed(code);
    return 'trouble' in check ? check : jsonCheck(check);
  }

  return {
    check: (files) => report(files),
    schedule: (files, { risk = {} } = {}) =>
      report(files, {
        risk: { runs: risk.runs, seed: risk.seed, shape: risk.distribution },
        dates: true,
      }),
    explain,
    whatIf(file, wanted) {
      const { analysis } = source(file);
      const trial = tryOut(workspace, analysis, wanted);
      return 'trouble' in trial ? trial : jsonTrial(trial, pathOf);
    },
    diff(earlier) {
      const before = workspace.fork();
      const changed = Object.entries(earlier).map(([uri, text]) => [canonicalUri(uri), text] as const);
      for (const [uri, text] of changed) {
        if (text !== null) before.set(uri, text);
        else {
          before.remove(uri);
          before.markMissing(uri);
        }
      }
      const affected = new Set(
        changed.flatMap(([uri]) => [uri, ...workspace.dependents(uri), ...before.dependents(uri)]),
      );
      const nothing = nothingIn(workspace);
      const plans = [...affected].sort().flatMap((uri) => {
        const version = (of: typeof workspace) =>
          of.text(uri) === undefined ? undefined : { path: pathOf(uri), analysis: of.analysis(uri) };
        const [base, head] = [version(before), version(workspace)];
        const versions = base || head ? planVersions({ base, head }, nothing) : undefined;
        return versions ? [versions] : [];
      });
      return jsonComparison({ base: { name: 'before' }, head: { name: 'now' }, plans, problems: [], pathOf });
    },
    fix: (files) => jsonRepairs(repair(workspace, uris(files)), pathOf),
    complete(file, position) {
      const { range, items, isIncomplete } = completion(source(file), position, { now: now() });
      return { range, items: [...items], isIncomplete };
    },
    hover: (file, position) => describe(source(file), position) ?? null,
    async render(file, ask) {
      const { analysis } = source(file);
      const picture = await drawn(analysis, pathOf(analysis.plan.file), ask);
      return 'trouble' in picture ? picture : picture.text;
    },
    policy(file, ask = {}) {
      const { plan } = source(file);
      const held = checksHeld(plan, pathOf(plan.file), ask);
      return 'trouble' in held ? held : jsonPolicies(plan, held, pathOf);
    },
    preview: (file, wanted = {}) => previewOf(source(file), { ...wanted, now: workspace.now() }),
    newKinds,
    newPlan: (wish) => newPlan(wish, now()),
    edit(file, change) {
      const one = source(file);
      const files = workspace.files().map((uri) => ({ uri, text: workspace.text(uri)!, plan: workspace.plan(uri) }));
      const found = editsFor(one, change, files);
      return 'trouble' in found ? found : jsonEdits(found.edits, pathOf);
    },
  };
}
