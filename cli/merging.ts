/** `check --merge-base`: the plans as they would be after HEAD is merged with another revision, judged before that is done. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ignore from 'ignore';
import type { Baseline } from '../exchange/reports/baseline.ts';
import type { Report } from '../exchange/reports/report.ts';
import { counted } from '../plan/counted.ts';
import { asksForHistory } from '../plan/facts/history.ts';
import { listed } from '../plan/facts/words.ts';
import { uriOf } from '../server/files.ts';
import { judgeMerge } from '../service/versions/merge.ts';
import type { AnalysisRun } from './analyses.ts';
import type { Repository } from './git/git.ts';
import { remember } from './git/history.ts';
import { ignoring } from './git/ignored.ts';
import { type Merge, mergeOf } from './git/merge.ts';
import { loadAll, loadBeside, type Side } from './git/sides.ts';
import { pathFrom, pathIn } from './git/versions.ts';
import { shownPath } from './inputs.ts';
import { named } from './terminal/printable.ts';

export interface MergingOptions {
  readonly cwd: string;
  readonly now: number;
  readonly baseline?: Baseline;
  readonly maxWarnings?: number;
  /** False: `.releaseignore` leaves nothing out. */
  readonly ignore: boolean;
  /** Asks git what plans said earlier; gets a sentence where more could be known. */
  readonly history?: (note: string) => void;
  /** Of Release Plan. */
  readonly version: string;
  readonly pathOf: (uri: string) => string;
}

export interface Merged {
  readonly run: AnalysisRun;
  readonly report: Report;
  /** What was judged, and what a reader should know beside. */
  readonly notes: readonly string[];
}

/** `files` as `check` takes them: paths from the current folder, or patterns; none: all plans below it. Throws a `Misuse`. */
export async function judgeMerging(
  revision: string,
  files: readonly string[],
  options: MergingOptions,
): Promise<Merged> {
  const merge = await mergeOf(revision, options.cwd);
  try {
    return await judged(merge, files, options);
  } finally {
    await merge.close();
  }
}

async function judged(merge: Merge, files: readonly string[], options: MergingOptions): Promise<Merged> {
  const { cwd, now, history, pathOf } = options;
  const ours = await loadAll(merge.ours, now);
  // Who has told the others once is judged anew on the other sides only where something is other there.
  for (const uri of ours.workspace.unpublished()) ours.workspace.publish(uri);
  const theirs = await loadBeside(ours, merge.theirs);
  const merged = await loadBeside(ours, merge.merged);
  const news = { theirs: theirs.workspace.changed(), merged: merged.workspace.changed() };
  if (history) await rememberAll(merge, [ours, theirs, merged], new Set([...news.theirs, ...news.merged]), history);
  const isAsked = askedBy(merge.repository, files, options);
  const problems = [...problemsOf(merged, isAsked), ...conflictsOf(merge, isAsked)];
  const shownAs = (uri: string) => (uri.startsWith('file:') ? named(shownPath(fileURLToPath(uri), cwd)) : uri);
  const report = judgeMerge(
    {
      ours: { name: merge.ours.name, workspace: ours.workspace },
      theirs: { name: merge.theirs.name, workspace: theirs.workspace },
      merged: merged.workspace,
      news,
      isAsked: (uri) => isAsked(pathFrom(merge.repository.root, fileURLToPath(uri))),
    },
    { ...options, pathOf, shownAs, problems },
  );
  const run = {
    workspace: merged.workspace,
    analyses: report.analyses,
    roots: [uriOf(merge.repository.root)],
    pathOf: shownAs,
  };
  return { run, report, notes: notesOf(merge, report, files) };
}

/** Whether a path from the root of the repository is meant. */
function askedBy(repository: Repository, files: readonly string[], { cwd, ignore: isIgnoring }: MergingOptions) {
  const { root } = repository;
  const ignoredBy = isIgnoring ? ignoring(root) : () => undefined;
  const here = pathIn(repository, '.', cwd);
  const asked = (files.length > 0 ? files : ['.']).map((file): ((path: string) => boolean) => {
    if (/[*?{[!]/.test(file)) {
      const pattern = ignore().add(`/${here === '' ? '' : `${here}/`}${file.replace(/^\.\//, '')}`);
      return (path) => pattern.ignores(path);
    }
    const inside = pathIn(repository, file, cwd).replace(/\/$/, '');
    return (path) => inside === '' || path === inside || path.startsWith(`${inside}/`);
  });
  return (path: string) => asked.some((isMeant) => isMeant(path)) && !ignoredBy(resolve(root, path));
}

async function rememberAll(
  merge: Merge,
  [ours, theirs, merged]: readonly Side[],
  concerned: ReadonlySet<string>,
  note: (sentence: string) => void,
): Promise<void> {
  const { repository } = merge;
  const told = new Set<string>();
  const once = (sentence: string) => {
    if (!told.has(sentence)) note(sentence);
    told.add(sentence);
  };
  const asking = (side: Side) => side.files.filter(({ uri, plan }) => concerned.has(uri) && asksForHistory(plan));
  await remember(repository, merge.ours.commit!, asking(ours!), ours!.histories, once);
  await remember(repository, merge.theirs.commit!, asking(theirs!), theirs!.histories, once);
  // What came from there was said there earlier.
  const isTheirs = ({ uri, text }: Side['files'][number]) =>
    text !== ours!.workspace.text(uri) && text === theirs!.workspace.text(uri);
  const [come, own] = [asking(merged!).filter(isTheirs), asking(merged!).filter((file) => !isTheirs(file))];
  await remember(repository, merge.theirs.commit!, come, merged!.histories, once);
  await remember(repository, merge.ours.commit!, own, merged!.histories, once);
}

function problemsOf({ unreadable }: Side, isAsked: (path: string) => boolean): readonly string[] {
  return [...unreadable].filter(([path]) => isAsked(path)).map(([, problem]) => problem);
}

function conflictsOf({ ours, theirs, conflicts }: Merge, isAsked: (path: string) => boolean): readonly string[] {
  return conflicts
    .filter(isAsked)
    .map(
      (path) =>
        `${named(path)} cannot be merged as text: ${ours.name} and ${named(theirs.name)} both changed it. Merge it by hand; ` +
        `until then the others are judged beside it as it is in ${ours.name}.`,
    );
}

function notesOf({ ours, theirs, within }: Merge, { analyses }: Report, files: readonly string[]): readonly string[] {
  const other = named(theirs.name);
  if (within === 'ours') return [`${other} is in ${ours.name} already: there is nothing to merge.`];
  if (within === 'theirs') return [`${ours.name} is in ${other} already: there is nothing to merge.`];
  const what = files.length > 0 ? ` of ${listed(files.map(named))}` : '';
  return [
    `judged as after a merge of ${ours.name} (${ours.commit!.short}) with ${other} (${theirs.commit!.short}): ` +
      `${counted(analyses.length, 'plan')}${what} may be told otherwise than in ${ours.name}.`,
  ];
}
