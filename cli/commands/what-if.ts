/** `release-plan schedule FILE --set … --without … --start …`: what would be different. */
import type { Wanted } from '../../language/edit/what-if.ts';
import { jsonTrial, tryOut } from '../../service/versions/what-if.ts';
import { diffReport, diffSummary } from '../../view/diff/report.ts';
import type { AnalysisRun } from '../analyses.ts';
import { differenceText } from '../difference.ts';
import { type ExitCode, Misuse } from '../misuse.ts';
import { printable } from '../terminal/printable.ts';
import type { Streams } from '../terminal/streams.ts';

export interface WhatIfOptions extends Wanted {
  readonly format: 'table' | 'json';
}

/** Exits 0 whatever the difference is: it was only tried. */
export function showTrial(
  { analyses, workspace, pathOf }: AnalysisRun,
  options: WhatIfOptions,
  streams: Streams,
): ExitCode {
  const [base] = analyses;
  if (!base || analyses.length > 1) {
    throw new Misuse(`--set, --without and --start try out one plan; ${analyses.length} are named. Name one of them.`);
  }
  const trial = tryOut(workspace, base, options);
  if ('trouble' in trial) throw new Misuse(trial.trouble);
  if (options.format === 'json') {
    streams.data(`${JSON.stringify(jsonTrial(trial, pathOf), null, 2)}\n`);
    return 0;
  }
  const title = [
    ...(options.set ?? []),
    ...(options.start === undefined ? [] : [`start ${options.start}`]),
    ...(options.without ?? []).map((name) => `without ${name}`),
  ];
  streams.write(
    `${streams.paint('bold', printable(`What if: ${title.join(', ')}`))}\n${printable(diffSummary(trial.difference))}\n`,
  );
  streams.write(differenceText(diffReport(trial.difference, trial.gaps), streams.paint));
  return 0;
}
