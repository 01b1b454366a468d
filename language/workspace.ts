/**
 * Files in, analyses out: the only door to the language for the server and the command line.
 *
 * The workspace is synchronous and holds texts; hosts read files (as they may: disk, editor, browser) and put them in.
 * Parsing, lowering and analysis each happen once per version of a file and of what it imports. Syntax trees are not kept:
 * they are ten times as large as the plan, and needed again only when an imported file changes.
 */
import {
  type Analysis,
  type FixesOf,
  type Judged,
  judged,
  publishAll,
  type ScheduledPlan,
  scheduleAll,
} from '../plan/analysis.ts';
import type { EarlierVersion } from '../plan/facts/facts.ts';
import type { Plan } from '../plan/model.ts';
import type { Severities } from '../plan/policy.ts';
import { ShownRisks } from '../plan/risk/shown.ts';
import type { Instant } from '../plan/time/model.ts';
import { ImportGraph, type Unread } from './import-graph.ts';
import { findImports, type ImportLine } from './imports.ts';
import { type LoweredFile, lower, type ResolvedImport } from './lower/lower.ts';
import { parseAgain } from './parse/parser.ts';

export interface WorkspaceOptions {
  /** URIs of the folders that imports may not leave; empty: the folder of each file. */
  readonly roots: readonly string[];
  /** Where a file lies that its imports are looked for beside; default: where its URI says. */
  readonly baseOf?: (uri: string) => string;
  /** The moment plans are judged at; undefined: no check looks at the clock. */
  readonly now?: () => Instant;
  /** The last word on the severity of checks; another value (by identity) makes all analyses new. */
  readonly severities?: () => Severities;
  /** What a file said before, see `AnalysisOptions.history`; asked when it is analysed. */
  readonly history?: (uri: string) => readonly EarlierVersion[] | undefined;
}

export interface Workspace {
  /** Adds a file or replaces its text. */
  set(uri: string, text: string): void;
  remove(uri: string): void;
  text(uri: string): string | undefined;
  /** URIs of all files that are present. */
  files(): readonly string[];
  /** URIs that present files import, that lie inside the roots, and that were neither set nor marked missing yet. */
  wanted(): readonly string[];
  /** Nothing can be read there; a later `set` takes it back. */
  markMissing(uri: string, why?: Unread): void;
  /** The files whose analysis changes when `uri` does: itself and all that import it, however far. */
  dependents(uri: string): readonly string[];
  /** The plan of the present version, with what it imports; an empty one for a file that is not present. */
  plan(uri: string): Plan;
  /** Plan, schedules and findings of the present version. */
  analysis(uri: string): Analysis;
  /** The repairs of its findings, for whoever asks. */
  fixesOf(uri: string): FixesOf;
  /** The moment plans are judged at, where one is known. */
  now(): Instant | undefined;
  /** What is shown of the risk of its schedules. */
  readonly risks: ShownRisks;
  /** The other plans it is judged beside, scheduled. */
  others(uri: string): readonly ScheduledPlan[];
  /** The analysis there would be if the file said this instead, beside the same other plans. Nothing is remembered. */
  judgedOf(uri: string, plan: Plan): Judged;
  /** A copy to try changes in, with other options if need be: what both hold is parsed once, what is done to it is not seen here. */
  fork(changed?: Partial<WorkspaceOptions>): Workspace;
}

/** What follows from a text and from what it imports; copies of a workspace share it until one of these changes there. */
interface Entry {
  readonly text: string;
  readonly imports: readonly ImportLine[];
  /**
   * What files that import this one read of it. In a circle of imports it knows nothing of the other files of the circle, so
   * that it is the same wherever one enters. Never there before that of all files it imports.
   */
  shared?: LoweredFile;
  lowered?: LoweredFile;
  scheduled?: Pick<ScheduledPlan, 'schedules' | 'published'>;
}

/** What follows from all files of a workspace together. */
interface Analysed extends Judged {
  /** What it was made with. */
  readonly severities: Severities | undefined;
}

export function createWorkspace(options: WorkspaceOptions): Workspace {
  return workspaceOf(options, new Map(), new ImportGraph(), true);
}

/** `isAlone`: no copy shares its entries. */
function workspaceOf(
  options: WorkspaceOptions,
  entries: Map<string, Entry>,
  graph: ImportGraph,
  isAlone: boolean,
): Workspace {
  let alone = isAlone;
  const analyses = new Map<string, Analysed>();
  let scheduled: readonly (ScheduledPlan & { readonly uri: string })[] | undefined;

  function lowered(uri: string): LoweredFile | undefined {
    const entry = entries.get(uri);
    if (!entry || entry.lowered) return entry?.lowered;
    for (const file of graph.inOrder(uri, (imported) => !entries.get(imported)!.shared)) {
      const one = entries.get(file)!;
      if (graph.isInCircle(file)) one.shared ??= lowerFile(file, one, 'shared');
      else one.shared = one.lowered ??= lowerFile(file, one, 'whole');
    }
    entry.lowered ??= lowerFile(uri, entry, 'whole');
    return entry.lowered;
  }

  function lowerFile(uri: string, { text }: Entry, as: 'shared' | 'whole'): LoweredFile {
    const sharedBy = (file: string) => entries.get(file)!.shared!;
    const reached = graph.reachedFrom(uri, (file) => as === 'whole' || !graph.areInOneCircle(uri, file));
    const imports = reached.map(({ line, isRead, nearest, foundations, isCut }): ResolvedImport => {
      const { target = '', path, place } = line;
      const isCircle = graph.areInOneCircle(uri, target);
      const problem = line.problem ?? (isCircle ? 'cycle' : entries.has(target) ? undefined : graph.whyMissing(target));
      const cycle = isCircle && as === 'whole' ? graph.circleOver(uri, target) : undefined;
      return {
        import: { path, target: line.target, problem, cycle, place },
        itself: isRead ? sharedBy(target) : undefined,
        nearest: nearest.map(sharedBy),
        foundations: foundations.map(sharedBy),
        isCut,
      };
    });
    return lower(uri, parseAgain(text), imports);
  }

  function invalidate(uri: string): void {
    // What was never read has nothing to forget, and neither have those that import it; but a copy may yet read it there.
    const isRead = (importer: string) => !alone || entries.get(importer)?.shared !== undefined;
    for (const dependent of graph.dependents(uri, isRead)) {
      const entry = entries.get(dependent);
      if (entry) entries.set(dependent, { text: entry.text, imports: entry.imports });
    }
    // Checks across plans read every other plan.
    analyses.clear();
    scheduled = undefined;
  }

  function scheduledOf(uri: string): ScheduledPlan {
    const plan = planOf(uri);
    const entry = entries.get(uri);
    const known = entry?.scheduled ?? scheduledAnew(plan);
    if (entry) entry.scheduled = known;
    return { plan, ...known };
  }

  function scheduledAnew(plan: Plan): ScheduledPlan {
    const schedules = scheduleAll(plan);
    return { plan, schedules, published: publishAll(plan, schedules) };
  }

  function planOf(uri: string): Plan {
    return (lowered(uri) ?? lower(uri, parseAgain(''), [])).plan;
  }

  /** Beside all other plans of the workspace. */
  function judgedAnew(uri: string, { plan, schedules, published }: ScheduledPlan): Judged {
    const history = options.history?.(uri);
    const others = othersOf(uri);
    const known = { schedules, published, others, history };
    return judged(plan, { now: options.now?.(), severities: options.severities?.(), ...known });
  }

  function judgedOf(uri: string): Judged {
    const severities = options.severities?.();
    const known = analyses.get(uri);
    if (known && known.severities === severities) return known;
    const anew = { ...judgedAnew(uri, scheduledOf(uri)), severities };
    if (entries.has(uri)) analyses.set(uri, anew);
    return anew;
  }

  function othersOf(uri: string): ReturnType<Workspace['others']> {
    scheduled ??= [...entries.keys()]
      .map((file) => ({ uri: file, ...scheduledOf(file) }))
      .filter((other) => other.schedules.length > 0);
    return scheduled.filter((other) => other.uri !== uri);
  }

  return {
    set(uri, text) {
      if (entries.get(uri)?.text === text) return;
      const imports = findImports(uri, text, options.roots, options.baseOf?.(uri));
      entries.set(uri, { text, imports });
      graph.set(uri, imports);
      invalidate(uri);
    },
    remove(uri) {
      if (!entries.delete(uri)) return;
      graph.remove(uri);
      invalidate(uri);
    },
    text: (uri) => entries.get(uri)?.text,
    files: () => [...entries.keys()],
    wanted: () => graph.wanted(),
    markMissing(uri, why = 'missing') {
      graph.markMissing(uri, why);
      invalidate(uri);
    },
    dependents: (uri) => graph.dependents(uri),
    plan: planOf,
    analysis: (uri) => judgedOf(uri).analysis,
    fixesOf: (uri) => judgedOf(uri).fixesOf,
    others: othersOf,
    risks: new ShownRisks(),
    now: () => options.now?.(),
    judgedOf: (uri, plan) => judgedAnew(uri, scheduledAnew(plan)),
    fork(changed) {
      alone = false;
      return workspaceOf({ ...options, ...changed }, new Map(entries), graph.fork(), false);
    },
  };
}
