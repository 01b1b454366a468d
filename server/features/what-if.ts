/** Tries something out: the schedule as it would be, and the difference, without a word of the text changed. */
import { readChanges, type Wanted } from '../../language/what-if.ts';
import { compare } from '../../plan/diff/compare.ts';
import { type Plan, type Release, stepLabel } from '../../plan/model.ts';
import { namesOf } from '../../plan/what-if/find.ts';
import { whatIf } from '../../plan/what-if/what-if.ts';
import type { SourceFile } from '../../service/source-file.ts';
import { renderDiff } from '../../view/diff/html.ts';
import { diffReport, diffSummary } from '../../view/diff/report.ts';
import { picturesOf } from '../../view/pictures.ts';
import type { PreviewOptions, Tried, WhatIfChoices } from '../protocol.ts';

export function tryOut(
  { analysis, workspace, uri }: SourceFile,
  version: number,
  changes: Wanted,
  { release, ...options }: PreviewOptions & { readonly now: number },
): Tried {
  const read = readChanges(analysis, changes);
  if ('trouble' in read) return read;
  const index = Math.max(
    analysis.schedules.findIndex((each) => each.release.name === release),
    0,
  );
  const { plan, gaps } = whatIf(analysis.plan, read.changes);
  const tried = workspace.analysisOf(uri, plan);
  const [before, after] = [analysis.schedules[index], tried.schedules[index]];
  if (!before || !after) return { trouble: 'This file declares no release, so there is nothing to try.' };
  const difference = compare(analysis, tried);
  return {
    version,
    pictures: picturesOf(tried, after, { ...options, before: (step) => before.steps[step.index] }),
    summary: diffSummary(difference),
    report: renderDiff(diffReport(difference, gaps), { source: 'lines' }),
  };
}

export function choicesOf(plan: Plan, release: Release): WhatIfChoices {
  return {
    steps: release.steps.map((step) => ({
      address: `${release.name}/#${step.index}`,
      label: stepLabel(step),
      duration: step.duration?.text ?? '',
      startClause: step.at ? 'at' : 'not before',
      file: step.place.file,
      line: step.place.range.start.line,
    })),
    people: [...namesOf(plan, new Set(['person', 'party']))],
  };
}
