/** `release-plan schedule FILE --refine`: is there an order of the steps that ends the run earlier? */
import { jsonReport } from '../../exchange/json/json.ts';
import { applyTextEdits } from '../../language/edit/edits.ts';
import { format } from '../../language/format.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import { fixesIn } from '../../service/findings/fixes.ts';
import {
  gainWords,
  type JsonRefined,
  jsonRefinement,
  type RefinedRelease,
  refinedReleases,
  searchReleases,
} from '../../service/refine.ts';
import { lengthWords } from '../../view/words/run-words.ts';
import type { AnalysisRun } from '../analyses.ts';
import type { ExitCode } from '../misuse.ts';
import { patch } from '../terminal/patch.ts';
import { printable } from '../terminal/printable.ts';
import type { Streams } from '../terminal/streams.ts';

export interface RefineOptions {
  readonly format: 'table' | 'json';
  /** Schedules to try for each run. */
  readonly schedules: number;
}

/** Prints what was found and, as a diff, what to write down for it. Nothing is written. */
export function refineAll(run: AnalysisRun, options: RefineOptions, streams: Streams): ExitCode {
  const found = run.analyses.map((analysis) => ({ analysis, releases: search(run, analysis, options, streams) }));
  if (options.format === 'json') {
    const refinements = found.flatMap(({ analysis, releases }) =>
      releases.map((one) => jsonRefinement(one, run.pathOf(analysis.plan.file))),
    );
    const report: JsonRefined = {
      ...jsonReport(run.analyses, run.pathOf, { fixesOf: fixesIn(run.workspace, run.analyses) }),
      refinements,
    };
    streams.data(`${JSON.stringify(report, null, 2)}\n`);
    return 0;
  }
  for (const { analysis, releases } of found) {
    const { file } = analysis.plan;
    for (const one of releases) streams.write(`${told(one, streams)}\n`);
    const edits = releases.flatMap(({ proposal }) => proposal?.edits ?? []);
    const before = run.workspace.text(file)!;
    if (edits.length === 0) continue;
    streams.data(patch(run.pathOf(file), before, format(applyTextEdits(before, edits))));
  }
  if (found.every(({ releases }) => releases.length === 0)) {
    streams.note('release-plan: no run in these files has an order to choose.\n');
  }
  return 0;
}

function search(
  { workspace }: AnalysisRun,
  analysis: Analysis,
  { schedules }: RefineOptions,
  streams: Streams,
): readonly RefinedRelease[] {
  const steps = searchReleases(analysis, schedules);
  for (;;) {
    const { done, value } = steps.next();
    streams.progress(done ? undefined : `${value.toLocaleString('en')} schedules tried`);
    if (done) return refinedReleases(workspace, analysis, value);
  }
}

function told(one: RefinedRelease, { paint }: Streams): string {
  const tried = `${one.schedules.toLocaleString('en')} ${one.schedules === 1 ? 'schedule' : 'schedules'} tried`;
  const length = `The run takes ${describeMinutes(one.planned)}`;
  if (!one.proposal)
    return printable(
      `${paint('bold', one.release)}: ${[length, lengthWords(one.found, one.bound)].filter(Boolean).join('; ')} (${tried}).`,
    );
  return printable(
    `${paint('bold', one.release)}: ${length}. ${gainWords(one.proposal)} if ${one.proposal.words.join(', ')} (${tried}).`,
  );
}
