/** Tries something out in a text, as the command line and the preview do. */
import { readChanges, type Wanted } from '../../language/edit/what-if.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { compare } from '../../plan/diff/compare.ts';
import type { Difference } from '../../plan/diff/model.ts';
import { stepLabel } from '../../plan/model.ts';
import type { Gap } from '../../plan/what-if/absence.ts';
import { whatIf } from '../../plan/what-if/what-if.ts';
import { diffReport } from '../../view/diff/report.ts';
import { openFiles } from '../server/source-file.ts';

export interface Trial {
  readonly base: Analysis;
  readonly head: Analysis;
  readonly gaps: readonly Gap[];
  readonly difference: Difference;
}

export function analysed(text: string): Analysis {
  return openFiles(text).file.analysis;
}

export function tried(text: string, wanted: Wanted): Trial {
  const { file } = openFiles(text);
  const read = readChanges(file.analysis, wanted);
  if ('trouble' in read) throw new Error(read.trouble);
  const { plan, gaps } = whatIf(file.plan, read.changes);
  const head = file.workspace.judgedOf(file.uri, plan).analysis;
  return { base: file.analysis, head, gaps, difference: compare(file.analysis, head) };
}

/** Why it cannot be tried. */
export function trouble(text: string, wanted: Wanted): string {
  const read = readChanges(analysed(text), wanted);
  if ('trouble' in read) return read.trouble;
  throw new Error(`${JSON.stringify(wanted)} was understood`);
}

/** Minutes from T at which each step of the run starts and ends, and who does it: `deploy web 50..65 mara`. */
export function night({ plan, schedules: [schedule] }: Analysis): readonly string[] {
  return plan.releases[0]!.steps.map((step) => {
    const label = stepLabel(step);
    const one = schedule!.steps[step.id];
    return one ? `${label} ${one.start - schedule!.T!}..${one.end - schedule!.T!} ${one.by.join('+')}` : `${label} -`;
  });
}

/** The report, row by row: `~ Run ends: Sat …`. */
export function told({ difference, gaps }: Pick<Trial, 'difference' | 'gaps'>): readonly string[] {
  return diffReport(difference, gaps).flatMap(({ rows }) =>
    rows.map(({ sign, label, text }) => `${sign} ${label}: ${text}`),
  );
}
