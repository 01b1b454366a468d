/** `release-plan schedule FILE --set … --without … --start …`: what would be different. */
import { jsonDifference } from '../../exchange/difference-json.ts';
import { jsonReport } from '../../exchange/json.ts';
import { readChanges, type Wanted } from '../../language/what-if.ts';
import { compare } from '../../plan/diff/compare.ts';
import { whatIf } from '../../plan/what-if/what-if.ts';
import { diffReport, diffSummary } from '../../view/diff/report.ts';
import type { AnalysisRun } from '../analyses.ts';
import { differenceText } from '../difference.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import { printable } from '../printable.ts';
import type { Streams } from '../streams.ts';

export interface WhatIfOptions extends Wanted {
  readonly format: 'table' | 'json';
}

/** Exits 0 whatever the difference is: it was only tried. */
export function tryOut(
  { analyses, workspace, pathOf }: AnalysisRun,
  options: WhatIfOptions,
  streams: Streams,
): ExitCode {
  const [base] = analyses;
  if (!base || analyses.length > 1) {
    throw new Misuse(`--set, --without and --start try out one plan; ${analyses.length} are named. Name one of them.`);
  }
  const read = readChanges(base, options);
  if ('trouble' in read) throw new Misuse(read.trouble);
  const tried = whatIf(base.plan, read.changes);
  const head = workspace.analysisOf(base.plan.file, tried.plan);
  const difference = compare(base, head);
  if (options.format === 'json') {
    const report = { ...jsonReport([head], pathOf), difference: jsonDifference(difference, tried.gaps, pathOf) };
    streams.data(`${JSON.stringify(report, null, 2)}\n`);
    return 0;
  }
  const title = [
    ...(options.set ?? []),
    ...(options.start === undefined ? [] : [`start ${options.start}`]),
    ...(options.without ?? []).map((name) => `without ${name}`),
  ];
  streams.write(
    `${streams.paint('bold', printable(`What if: ${title.join(', ')}`))}\n${printable(diffSummary(difference))}\n`,
  );
  streams.write(differenceText(diffReport(difference, tried.gaps), streams.paint));
  return 0;
}
