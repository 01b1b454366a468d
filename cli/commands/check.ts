/** `release-plan check`: what is wrong with the plans, where, and what to do. */
import { join, resolve } from 'node:path';
import { countsOf, type Report } from '../../exchange/reports/report.ts';
import { counted } from '../../plan/counted.ts';
import { HELD } from '../../service/files/one-by-one.ts';
import { identitiesIn, judge } from '../../service/findings/check.ts';
import { type AnalysisRun, analyseInputs, judgeInputs } from '../analyses.ts';
import { baselineAt, keepBaseline, tellOfGone } from '../baselines.ts';
import type { CacheFolder } from '../cache/folder.ts';
import { isForTerminal } from '../formats.ts';
import { repositoryOf } from '../git/repository.ts';
import { type Inputs, readInputs } from '../inputs.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import { pathsFrom } from '../paths.ts';
import { parseReportFile, type Reported, type ReportFile, reportIn } from '../reports.ts';
import { plansElsewhere, type StoreOptions } from '../stores.ts';
import type { Streams } from '../terminal/streams.ts';
import { writeAtomically } from '../terminal/write.ts';

export interface CheckOptions extends StoreOptions {
  readonly format: string;
  /** `FORMAT=FILE`: more reports, written to files. */
  readonly report?: readonly string[];
  readonly maxWarnings?: number;
  /** A file of findings that do not count. */
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly fix?: boolean;
  /** With `fix`: shows what it would change. */
  readonly dryRun?: boolean;
  readonly stdinPath?: string;
  /** False: files that `.releaseignore` leaves out are checked too. */
  readonly ignore?: boolean;
  /** False: git is not asked what plans said earlier. */
  readonly history?: boolean;
  /** A revision: only what is found once HEAD is merged with it, and on neither side alone. */
  readonly mergeBase?: string;
  /** A folder to keep in what was found out; false: nowhere; left out: beside the plans, where there are many. */
  readonly cache?: string | false;
  readonly now: number;
  /** Of Release Plan. */
  readonly version: string;
}

export async function check(files: readonly string[], options: CheckOptions, streams: Streams): Promise<ExitCode> {
  if (options.dryRun && !options.fix) throw new Misuse('--dry-run shows what --fix would do: say --fix as well.');
  const cwd = process.cwd();
  if (options.mergeBase !== undefined) refuseBesideMerge(files, options);
  const reportFiles = (options.report ?? []).map(parseReportFile);
  const baseline = options.baseline === undefined ? undefined : await baselineAt(options.baseline, cwd);
  const tellOf = (sentence: string) => streams.note(`release-plan: ${sentence}\n`);
  const history = options.history === false ? undefined : tellOf;
  const pathOf = pathsFrom(repositoryOf(cwd) ?? cwd);
  if (options.mergeBase !== undefined) {
    const { judgeMerging } = await import('../merging.ts');
    const { now, maxWarnings, version, ignore = true } = options;
    const merging = { cwd, now, baseline, maxWarnings, ignore, history, version, pathOf };
    const { run, report, notes } = await judgeMerging(options.mergeBase, files, merging);
    await put({ run, report, known: 0 }, options, reportFiles, streams.write, streams);
    for (const sentence of [...report.problems, ...notes]) streams.note(`release-plan: ${sentence}\n`);
    return codeOf(report, options, streams);
  }
  const inputs = await readInputs(files, cwd, streams, options);
  const isFixing = options.fix === true && !options.dryRun;
  // Repairs, and formats that tell the whole plan, need it whole.
  const isWhole = options.fix || [options.format, ...reportFiles.map(({ format }) => format)].includes('json');
  // Repairs are tried at other times, too.
  const elsewhere = plansElsewhere(options, cwd, tellOf, isWhole ? { from: options.now } : {});
  const settings = { cwd, now: options.now, history, elsewhere };
  const place = cacheFor(inputs, options, repositoryOf(cwd) ?? cwd);
  const cached = place && { place, note: tellOf };
  const found = isWhole ? undefined : await judgeInputs(inputs.files, settings, streams.progress, cached);
  let run: AnalysisRun = found ?? (await analyseInputs(inputs.files, settings));
  if (options.fix) {
    const { fixInputs, showFixes } = await import('../fixing.ts');
    if (isFixing) run = await fixInputs(inputs.files, run, streams);
    else showFixes(inputs.files, run, streams);
  }
  const { workspace, analyses } = run;
  if (options.writeBaseline !== undefined) {
    await keepBaseline(
      options.writeBaseline,
      cwd,
      found?.identities ?? identitiesIn(workspace, analyses, pathOf),
      streams,
    );
    return tellOfInputs(inputs, streams) ? 2 : 0;
  }

  const { maxWarnings, version } = options;
  const { problems } = inputs;
  const judging = { baseline, maxWarnings, problems, version, pathOf, shownAs: run.pathOf };
  const { report, known, gone } = judge(workspace, analyses, judging, found);
  tellOfGone(gone, streams);
  // After a diff there is nothing more to say on standard output, and behind a repaired text there must be nothing.
  const isBehindText = isFixing && inputs.files.some((input) => input.isStdin);
  await put({ run, report, known }, options, reportFiles, isBehindText ? streams.note : streams.write, streams);
  tellOfInputs(inputs, streams);
  return codeOf(report, options, streams);
}

/** Whole plans go to standard output for programs, and are cut for nobody; `write` for people. */
async function put(
  reported: Reported,
  { format, dryRun }: CheckOptions,
  files: readonly ReportFile[],
  write: Streams['write'],
  streams: Streams,
): Promise<void> {
  const show = isForTerminal('findings', format) || write === streams.note ? write : streams.data;
  if (!dryRun) show(await reportIn(format, reported, streams.paint));
  for (const { format, path } of files) {
    await writeAtomically(resolve(process.cwd(), path), await reportIn(format, reported, (_, text) => text));
  }
}

function codeOf(report: Report, { maxWarnings }: CheckOptions, streams: Streams): ExitCode {
  const counts = countsOf(report.analyses.flatMap(({ findings }) => findings));
  if (report.isOverWarned && report.exitCode === 1 && counts.error === 0) {
    streams.note(`release-plan: ${counted(counts.warning, 'warning')}, at most ${maxWarnings} allowed.\n`);
  }
  return report.exitCode;
}

/** What is judged lies nowhere: it cannot be repaired, and nobody can have agreed to live with it. */
function refuseBesideMerge(files: readonly string[], { fix, writeBaseline, stdinPath, store }: CheckOptions): void {
  const other = fix
    ? '--fix'
    : writeBaseline !== undefined
      ? '--write-baseline'
      : store !== undefined
        ? '--store'
        : undefined;
  if (other) throw new Misuse(`--merge-base judges plans that lie nowhere yet: leave ${other} out.`);
  if (files.includes('-') || stdinPath !== undefined)
    throw new Misuse('--merge-base judges what is committed: standard input is not.');
}

/** In CI nobody comes back to what is kept, unless they say where. Of a few plans everything is found again as fast. */
function cacheFor({ files }: Inputs, { cache }: CheckOptions, root: string): CacheFolder | undefined {
  if (cache === false) return undefined;
  if (cache !== undefined) return { folder: resolve(process.cwd(), cache), isNamed: true };
  const { CI = '' } = process.env;
  if (files.length <= HELD || !['', '0', 'false'].includes(CI)) return undefined;
  return { folder: join(root, '.release-plan', 'cache'), isNamed: false };
}

/** True: something could not be read. */
function tellOfInputs({ files, problems }: Inputs, streams: Streams): boolean {
  for (const { shown, text } of files) {
    if (text.trim() === '') streams.note(`release-plan: ${shown} is empty: there is nothing to check in it.\n`);
  }
  for (const problem of problems) streams.note(`release-plan: ${problem}\n`);
  return problems.length > 0;
}
