/**
 * Files in, analyses out: the only door to the language for the server and the command line.
 *
 * The workspace is synchronous and holds texts; hosts read files (as they may: disk, editor, browser) and put them in.
 * Parsing, lowering and analysis each happen once per version of a file and of what it imports. Syntax trees are not kept:
 * they are ten times as large as the plan, and needed again only when an imported file changes.
 */
import {
  type Analysis,
  type AnalysisOptions,
  type FixesOf,
  type Judged,
  type JudgedVersion,
  judged,
  ownTrains,
  publishAll,
  type ScheduledPlan,
  scheduleAll,
} from '../plan/analysis.ts';
import type { Check } from '../plan/checks/check.ts';
import type { Elsewhere } from '../plan/facts/across/elsewhere.ts';
import type { EarlierVersion } from '../plan/facts/facts.ts';
import { type Folding, fold, foldable } from '../plan/facts/folded.ts';
import type { Published } from '../plan/facts/published.ts';
import type { Plan } from '../plan/model.ts';
import type { Severities } from '../plan/policies/policy.ts';
import { moved } from '../plan/reworded/moved.ts';
import { isRetimed, isReworded, type Reworded, rewordedSchedules } from '../plan/reworded/reworded.ts';
import { ShownRisks } from '../plan/risk/shown.ts';
import type { Schedule } from '../plan/schedule/model.ts';
import type { Instant } from '../plan/time/model.ts';
import { ImportGraph, type Unread } from './files/import-graph.ts';
import { findImports, type ImportLine } from './files/imports.ts';
import { Told } from './files/told.ts';
import { type LoweredAgain, lowerAgain } from './lower/again/again.ts';
import { type LoweredFile, lower, type ResolvedImport } from './lower/lower.ts';
import { leadBack, parseEdited } from './mend/mend.ts';
import { type Parsed, parseAgain } from './parse/parser.ts';

export interface WorkspaceOptions {
  /** URIs of the folders that imports may not leave; empty: the folder of each file. */
  readonly roots: readonly string[];
  /** Where a file lies that its imports are looked for beside; default: where its URI says. */
  readonly baseOf?: (uri: string) => string;
  /** The moment plans are judged at; undefined: no check looks at the clock. */
  readonly now?: () => Instant;
  /** The last word on the severity of checks; another value (by identity) makes all analyses new. */
  readonly severities?: () => Severities;
  /** What plans of other repositories tell that may concern one. */
  readonly elsewhere?: Pick<Elsewhere, 'near' | 'all'>;
  /** What a file said before, see `AnalysisOptions.history`; asked when it is analysed. */
  readonly history?: (uri: string) => readonly EarlierVersion[] | undefined;
  /** How what a plan tells the others is held that is let go of; left out: as it is. */
  readonly folding?: Folding;
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
  /** The files whose plan changes when `uri` does: itself and all that import it, however far. */
  dependents(uri: string): readonly string[];
  /**
   * The files whose analysis may be another one than when this was asked last: those that changed, what imports them, and
   * whatever has to do with the same people, environments, systems, rooms, freezes, change records or trains at the same
   * time as they have, or had. All others have the very analysis they had.
   */
  changed(): readonly string[];
  /** The files of which the others do not know yet what they say now; whoever asks for an analysis has all of them tell it. */
  unpublished(): readonly string[];
  /** Tells the others what a file says, now and not when somebody asks for an analysis. */
  publish(uri: string): void;
  /** Lets go of whatever can be made again; what it tells the others stays known. For who has more plans than memory. */
  letGo(uri: string): void;
  /** The plan of the present version, with what it imports; an empty one for a file that is not present. */
  plan(uri: string): Plan;
  /** The same with its schedules, which nothing has been asked of yet. */
  scheduled(uri: string): ScheduledPlan;
  /** Plan, schedules and findings of the present version. */
  analysis(uri: string): Analysis;
  /** The repairs of its findings, for whoever asks. */
  fixesOf(uri: string): FixesOf;
  /** Both, and as of when they hold. */
  judged(uri: string): Judged;
  /** The moment plans are judged at, where one is known. */
  now(): Instant | undefined;
  /** What is shown of the risk of its schedules. */
  readonly risks: ShownRisks;
  /** All plans of the workspace that have releases, whole and in the order of their files. */
  plans(): readonly ScheduledPlan[];
  /** What the releases of a file tell the others. */
  tells(uri: string): readonly Published[];
  /** What the releases of all other files tell. */
  others(uri: string): readonly Published[];
  /** What of that may concern a file, of those that have told it by now (`unpublished`). */
  near(uri: string): readonly Published[];
  /** The other files that have told of a release of one of these names: a train looks into them. */
  declaring(uri: string, releases: readonly string[]): readonly string[];
  /** What a file tells, as somebody knows who has read the same text: it is not read for that. */
  learn(uri: string, published: readonly Published[], hasTrain: boolean): void;
  /** All that the plan of a file is made of, by URI: its text and those that it imports, however far, or why one is not there. */
  sources(uri: string): ReadonlyMap<string, { readonly text: string } | { readonly missing: Unread }>;
  /** The analysis there would be if the file said this instead, beside the same other plans, by these checks or all. Nothing is remembered. */
  judgedOf(uri: string, plan: Plan, checks?: readonly Check[]): Judged;
  /** The analysis beside these and nothing else, whatever they say by now. Nothing is remembered. */
  judgedBeside(uri: string, others: readonly Published[]): Judged;
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
  /** The version that was lowered last, while nothing that it imports has changed; let go of once this one is judged. */
  before?: Entry;
  /** What it says otherwise than that one, where that is words alone. */
  reworded?: Reworded;
  judged?: Analysed;
}

/** What follows from all files of a workspace together. */
interface Analysed extends JudgedVersion {
  /** What it was made with. */
  readonly severities: Severities | undefined;
  readonly now: Instant | undefined;
}

/** The clock goes on, and what has passed by is another finding: so long what is found may stand in an editor, in minutes. */
export const FRESH = 60;

export function createWorkspace(options: WorkspaceOptions): Workspace {
  return workspaceOf(options, new Map(), new ImportGraph(), new Told());
}

function workspaceOf(
  options: WorkspaceOptions,
  entries: Map<string, Entry>,
  graph: ImportGraph,
  told: Told,
  isCopy = false,
): Workspace {
  /** No copy shares its entries. */
  let alone = !isCopy;
  const analyses = new Map<string, Analysed>();

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

  function lowerFile(uri: string, entry: Entry, as: 'shared' | 'whole'): LoweredFile {
    // Of a copy several texts are tried that each say something else than the same one; each is mended where it does.
    if (isCopy && entry.before) leadBack(entry.before.text);
    const parsed = parseEdited(entry.text);
    const again = as === 'whole' ? loweredAgain(uri, entry, parsed) : undefined;
    if (again) {
      if (isReworded(again)) entry.reworded = { ...again, move: { file: uri, ...parsed.edit! } };
      return again.file;
    }
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
    return lower(uri, parsed, imports);
  }

  /** Of a version that says nearly what the one before it says. */
  function loweredAgain(uri: string, { before }: Entry, parsed: Parsed): LoweredAgain | undefined {
    if (!before?.lowered || before.text !== parsed.edit?.before || graph.isInCircle(uri)) return undefined;
    return lowerAgain(before.lowered, parsed);
  }

  function invalidate(uri: string): void {
    // What was never read has nothing to forget, and neither have those that import it; but a copy may yet read it there.
    const isRead = (importer: string) => !alone || entries.get(importer)?.shared !== undefined;
    for (const dependent of graph.dependents(uri, isRead)) {
      const entry = entries.get(dependent);
      if (entry) entries.set(dependent, { text: entry.text, imports: entry.imports });
      analyses.delete(dependent);
      told.outdate(dependent);
    }
    told.outdate(uri);
  }

  /** What changed is told, and whom it concerns is judged anew. */
  function publish(uri: string): void {
    const { plan, published } = entries.has(uri) ? scheduledOf(uri) : { plan: undefined, published: [] };
    const hasTrain = plan !== undefined && ownTrains(plan).length > 0;
    for (const file of told.tell(uri, published, hasTrain)) analyses.delete(file);
  }

  function foldTold(uri: string): void {
    if (options.folding) for (const one of told.of(uri)) fold(one, options.folding);
  }

  function publishOutdated(): void {
    for (const uri of told.outdated()) publish(uri);
  }

  function scheduledOf(uri: string): ScheduledPlan {
    const plan = planOf(uri);
    const entry = entries.get(uri);
    if (entry?.scheduled) return { plan, ...entry.scheduled };
    const reworded = entry && rescheduled(entry);
    const known = reworded ?? scheduledAnew(plan, entry?.before?.scheduled?.schedules);
    if (entry) {
      entry.scheduled = known;
      // What tells the words may be told by any check.
      if (!reworded && entry.reworded && !isRetimed(entry.reworded)) entry.reworded = undefined;
    }
    return { plan, ...known };
  }

  function rescheduled({ before, reworded }: Entry): Entry['scheduled'] {
    const { schedules, published } = before?.scheduled ?? {};
    const now = schedules && reworded && rewordedSchedules(schedules, reworded);
    return now && { schedules: now, published: moved(published!, reworded!.move).map(foldable) };
  }

  function scheduledAnew(plan: Plan, before?: readonly Schedule[]): ScheduledPlan {
    const schedules = scheduleAll(plan, before);
    return { plan, schedules, published: publishAll(plan, schedules).map(foldable) };
  }

  function planOf(uri: string): Plan {
    return (lowered(uri) ?? lower(uri, parseAgain(''), [])).plan;
  }

  /** Beside all other plans of the workspace. */
  function judgedAnew(
    uri: string,
    scheduled: ScheduledPlan,
    how: Pick<AnalysisOptions, 'before' | 'checks'> = {},
  ): JudgedVersion {
    const history = options.history?.(uri);
    publishOutdated();
    const { plan, published } = scheduled;
    const others = [...told.near(uri, published), ...(options.elsewhere?.near(plan, published) ?? [])];
    const trainmates = (releases: ReadonlySet<string>) => told.declaring(uri, releases).map(scheduledOf);
    return judgedWith(scheduled, { others, trainmates, history, ...how });
  }

  function judgedWith({ plan, ...known }: ScheduledPlan, around: AnalysisOptions): JudgedVersion {
    return judged(plan, { now: options.now?.(), severities: options.severities?.(), ...known, ...around });
  }

  function judgedOf(uri: string): Judged {
    const severities = options.severities?.();
    const now = options.now?.();
    publishOutdated();
    const known = analyses.get(uri);
    const isFresh = known && (now === known.now || (now ?? Number.NaN) - (known.now ?? Number.NaN) < FRESH);
    if (isFresh && known.severities === severities) return known;
    const entry = entries.get(uri);
    const scheduled = scheduledOf(uri);
    const { before, reworded } = entry ?? {};
    const anew = {
      ...judgedAnew(uri, scheduled, reworded && before?.judged && { before: { judged: before.judged, reworded } }),
      severities,
      now,
    };
    if (entry) {
      analyses.set(uri, anew);
      entry.before = undefined;
      entry.reworded = undefined;
    }
    return anew;
  }

  return {
    set(uri, text) {
      if (entries.get(uri)?.text === text) return;
      const imports = findImports(uri, text, options.roots, options.baseOf?.(uri));
      const known = entries.get(uri);
      const before = known?.lowered ? { ...known, judged: analyses.get(uri) } : known?.before;
      told.place(uri);
      entries.set(uri, { text, imports });
      graph.set(uri, imports);
      invalidate(uri);
      // Nobody asks for a version before that any more.
      if (before) entries.set(uri, { text, imports, before: { ...before, before: undefined } });
    },
    remove(uri) {
      if (!entries.delete(uri)) return;
      graph.remove(uri);
      told.remove(uri);
      analyses.delete(uri);
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
    changed() {
      publishOutdated();
      return told.news();
    },
    unpublished: () => told.outdated(),
    publish,
    letGo(uri) {
      const entry = entries.get(uri);
      analyses.delete(uri);
      foldTold(uri);
      if (!entry) return;
      const { text, imports, shared } = entry;
      // What others import is read by them.
      const isImported = graph.dependents(uri).length > 1;
      entries.set(uri, { text, imports, ...(isImported && { shared }) });
    },
    plan: planOf,
    scheduled: scheduledOf,
    analysis: (uri) => judgedOf(uri).analysis,
    fixesOf: (uri) => judgedOf(uri).fixesOf,
    judged: judgedOf,
    plans() {
      publishOutdated();
      return told.publishing().map(scheduledOf);
    },
    tells(uri) {
      if (told.isOutdated(uri)) publish(uri);
      return told.of(uri);
    },
    others(uri) {
      publishOutdated();
      return [...told.others(uri), ...(options.elsewhere?.all(planOf(uri)) ?? [])];
    },
    near: (uri) => told.near(uri, told.of(uri)),
    declaring: (uri, releases) => told.declaring(uri, releases),
    learn(uri, published, hasTrain) {
      for (const file of told.tell(uri, published.map(foldable), hasTrain)) analyses.delete(file);
      foldTold(uri);
    },
    sources: (uri) =>
      new Map(
        graph.reads(uri).map((file) => {
          const entry = entries.get(file);
          return [file, entry ? { text: entry.text } : { missing: graph.whyMissing(file) }];
        }),
      ),
    risks: new ShownRisks(),
    now: () => options.now?.(),
    judgedOf: (uri, plan, checks) => judgedAnew(uri, scheduledAnew(plan), { ...(checks && { checks }) }),
    judgedBeside: (uri, others) => judgedWith(scheduledOf(uri), { others }),
    fork(changed) {
      alone = false;
      return workspaceOf({ ...options, ...changed }, new Map(entries), graph.fork(), told.fork(), true);
    },
  };
}
