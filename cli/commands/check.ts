/** `release-plan check`: what is wrong with the plans, where, and what to do. */
import { jsonReport } from '../../exchange/json.ts';
import type { Analysis } from '../../plan/analysis.ts';
import type { Severity } from '../../plan/model.ts';
import { type AnalysisRun, analyseInputs } from '../analyses.ts';
import { frame, printable } from '../frame.ts';
import { readInputs } from '../inputs.ts';
import type { ExitCode } from '../misuse.ts';
import type { Streams } from '../streams.ts';

export interface CheckOptions {
  readonly format: 'text' | 'json';
  readonly maxWarnings?: number;
  readonly now: number;
}

export async function check(files: readonly string[], options: CheckOptions, streams: Streams): Promise<ExitCode> {
  const cwd = process.cwd();
  const inputs = await readInputs(files, cwd, streams);
  const run = await analyseInputs(inputs.files, { cwd, now: options.now });
  if (options.format === 'json') streams.write(json(run));
  else if (run.analyses.length > 0) streams.write(text(run, streams));
  for (const input of inputs.files) {
    if (input.text.trim() === '')
      streams.note(`release-plan: ${input.shown} is empty: there is nothing to check in it.\n`);
  }
  for (const problem of inputs.problems) streams.note(`release-plan: ${problem}\n`);
  const counts = count(run.analyses);
  if (inputs.problems.length > 0) return 2;
  if (counts.error > 0) return 1;
  if (options.maxWarnings !== undefined && counts.warning > options.maxWarnings) {
    streams.note(`release-plan: ${plural(counts.warning, 'warning')}, at most ${options.maxWarnings} allowed.\n`);
    return 1;
  }
  return 0;
}

function json(run: AnalysisRun): string {
  return `${JSON.stringify(jsonReport(run.analyses, run.pathOf), null, 2)}\n`;
}

function text(run: AnalysisRun, streams: Streams): string {
  const context = { paint: streams.paint, pathOf: run.pathOf, text: (uri: string) => run.workspace.text(uri) };
  const frames = run.analyses.flatMap(({ findings }) =>
    findings.filter((finding) => !finding.waived).map((finding) => frame(quiet(finding), context)),
  );
  return [...frames, summary(run.analyses, streams)].join('\n');
}

function quiet<T extends { readonly message: string }>(finding: T): T {
  return { ...finding, message: printable(finding.message) };
}

function summary(analyses: readonly Analysis[], { paint }: Streams): string {
  const counts = count(analyses);
  const releases = analyses.reduce((sum, { plan }) => sum + plan.releases.length, 0);
  const where = `${plural(releases, 'release')} in ${plural(analyses.length, 'file')}`;
  const waived = counts.waived > 0 ? `, ${counts.waived} waived` : '';
  if (counts.error + counts.warning + counts.information === 0) {
    return `${paint('green', 'No findings')} for ${where}${waived}.\n`;
  }
  const parts = [
    counts.error > 0 && paint('red', plural(counts.error, 'error')),
    counts.warning > 0 && paint('yellow', plural(counts.warning, 'warning')),
    counts.information > 0 && paint('cyan', plural(counts.information, 'note')),
  ];
  return `${parts.filter(Boolean).join(', ')}${waived} for ${where}.\n`;
}

function count(analyses: readonly Analysis[]): Record<Severity | 'waived', number> {
  const counts = { error: 0, warning: 0, information: 0, waived: 0 };
  for (const { findings } of analyses) for (const each of findings) counts[each.waived ? 'waived' : each.severity]++;
  return counts;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
