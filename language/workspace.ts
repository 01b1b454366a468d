/**
 * Files in, analyses out: the only door to the language for the server and the command line.
 *
 * The workspace is synchronous and holds texts; hosts read files (as they may: disk, editor, browser) and put them in.
 * Parsing, lowering and analysis each happen once per version of a file and of what it imports. Syntax trees are not kept:
 * they are ten times as large as the plan, and needed again only when an imported file changes.
 */
import { type Analysis, analyse, scheduleAll } from '../plan/analysis.ts';
import type { EarlierVersion } from '../plan/checks/check.ts';
import type { Import, Plan } from '../plan/model.ts';
import type { Severities } from '../plan/policy.ts';
import type { Schedule } from '../plan/schedule/model.ts';
import type { Instant } from '../plan/time/model.ts';
import { findImports, type ImportLine } from './imports.ts';
import { type LoweredFile, lower, type ResolvedImport } from './lower/lower.ts';
import { parse } from './parser.ts';

export interface WorkspaceOptions {
  /** URIs of the folders that imports may not leave; empty: the folder of each file. */
  readonly roots: readonly string[];
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
  markMissing(uri: string): void;
  /** The files whose analysis changes when `uri` does: itself and all that import it, however far. */
  dependents(uri: string): readonly string[];
  /** The plan of the present version, with what it imports; an empty one for a file that is not present. */
  plan(uri: string): Plan;
  /** Plan, schedules and findings of the present version. */
  analysis(uri: string): Analysis;
  /** The analysis there would be if the file said this instead, beside the same other plans. Nothing is remembered. */
  analysisOf(uri: string, plan: Plan): Analysis;
  /** A copy to try changes in, with other options if need be: what both hold is parsed once, what is done to it is not seen here. */
  fork(changed?: Partial<WorkspaceOptions>): Workspace;
}

/** What follows from a text and from what it imports; copies of a workspace share it until one of these changes there. */
interface Entry {
  readonly text: string;
  imports?: readonly ImportLine[];
  lowered?: LoweredFile;
  schedules?: readonly Schedule[];
}

/** What follows from all files of a workspace together. */
interface Analysed {
  readonly analysis: Analysis;
  /** What it was made with. */
  readonly severities: Severities | undefined;
}

export function createWorkspace(options: WorkspaceOptions): Workspace {
  return workspaceOf(options, new Map(), new Set());
}

function workspaceOf(options: WorkspaceOptions, entries: Map<string, Entry>, missing: Set<string>): Workspace {
  const analyses = new Map<string, Analysed>();

  function importsOf(uri: string): readonly ImportLine[] {
    const entry = entries.get(uri);
    if (!entry) return [];
    entry.imports ??= findImports(uri, entry.text, options.roots);
    return entry.imports;
  }

  function lowered(uri: string, path: readonly string[]): LoweredFile | undefined {
    const entry = entries.get(uri);
    if (!entry) return undefined;
    if (entry.lowered) return entry.lowered;
    const imports = importsOf(uri).map((line) => resolve(line, [...path, uri]));
    const result = lower(uri, parse(entry.text), imports);
    // Inside a cycle the answer depends on where the walk began: only the file the walk began with may keep it.
    if (path.length === 0 || !imports.some((one) => one.import.problem === 'cycle')) entry.lowered = result;
    return result;
  }

  function resolve(line: ImportLine, path: readonly string[]): ResolvedImport {
    const { target, problem, place } = line;
    const told: Import = { path: line.path, target, problem, place };
    if (problem !== undefined || target === undefined) return { import: told, file: undefined };
    // The walk stops where it would turn round again; the names on the way there are still read.
    const file = path.includes(target) ? undefined : lowered(target, path);
    const cycle = wayTo(path.at(-1)!, target);
    if (cycle) return { import: { ...told, problem: 'cycle', cycle }, file };
    return { import: file ? told : { ...told, problem: 'missing' }, file };
  }

  /** The files from `uri` over its import `target` back to `uri`, if imports lead there. */
  function wayTo(uri: string, target: string, seen = new Set<string>()): readonly string[] | undefined {
    if (target === uri) return [uri, uri];
    if (seen.has(target)) return undefined;
    seen.add(target);
    for (const { target: next } of importsOf(target)) {
      const way = next === undefined ? undefined : wayTo(uri, next, seen);
      if (way) return [uri, target, ...way.slice(1)];
    }
    return undefined;
  }

  function invalidate(uri: string): void {
    for (const dependent of dependents(uri)) {
      const entry = entries.get(dependent);
      if (entry) entries.set(dependent, { text: entry.text, imports: entry.imports });
    }
    // Checks across plans read every other plan.
    analyses.clear();
  }

  function dependents(uri: string): readonly string[] {
    const found = new Set([uri]);
    for (const one of found) {
      for (const file of entries.keys()) {
        if (!found.has(file) && importsOf(file).some((line) => line.target === one)) found.add(file);
      }
    }
    return [...found];
  }

  function schedulesOf(uri: string): readonly Schedule[] {
    const plan = planOf(uri);
    const entry = entries.get(uri);
    if (!entry) return scheduleAll(plan);
    entry.schedules ??= scheduleAll(plan);
    return entry.schedules;
  }

  function planOf(uri: string): Plan {
    return (lowered(uri, []) ?? lower(uri, parse(''), [])).plan;
  }

  /** Beside all other plans of the workspace. */
  function analysed(uri: string, plan: Plan, schedules: readonly Schedule[]): Analysis {
    const others = [...entries.keys()]
      .filter((file) => file !== uri)
      .map((file) => ({ plan: planOf(file), schedules: schedulesOf(file) }))
      .filter((other) => other.schedules.length > 0);
    const history = options.history?.(uri);
    return analyse(plan, { now: options.now?.(), schedules, others, severities: options.severities?.(), history });
  }

  return {
    set(uri, text) {
      if (entries.get(uri)?.text === text) return;
      entries.set(uri, { text });
      missing.delete(uri);
      invalidate(uri);
    },
    remove(uri) {
      const affected = dependents(uri);
      if (!entries.delete(uri)) return;
      for (const file of affected) invalidate(file);
    },
    text: (uri) => entries.get(uri)?.text,
    files: () => [...entries.keys()],
    wanted() {
      const wanted = new Set<string>();
      for (const uri of entries.keys()) {
        for (const { target, problem } of importsOf(uri)) {
          if (target !== undefined && problem === undefined && !entries.has(target) && !missing.has(target))
            wanted.add(target);
        }
      }
      return [...wanted];
    },
    markMissing: (uri) => void missing.add(uri),
    dependents,
    plan: planOf,
    analysis(uri) {
      const severities = options.severities?.();
      const known = analyses.get(uri);
      if (known && known.severities === severities) return known.analysis;
      const analysis = analysed(uri, planOf(uri), schedulesOf(uri));
      if (entries.has(uri)) analyses.set(uri, { analysis, severities });
      return analysis;
    },
    analysisOf: (uri, plan) => analysed(uri, plan, scheduleAll(plan)),
    fork: (changed) => workspaceOf({ ...options, ...changed }, new Map(entries), new Set(missing)),
  };
}
