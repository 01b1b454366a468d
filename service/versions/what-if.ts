/** Tries something out: the plan as it would be, and the difference, without a word of the text changed. */
import { type JsonDifference, jsonDifference } from '../../exchange/json/difference.ts';
import { type JsonReport, jsonReport } from '../../exchange/json/json.ts';
import { readChanges, type Wanted } from '../../language/edit/what-if.ts';
import type { Workspace } from '../../language/workspace.ts';
import type { Analysis, FixesOf } from '../../plan/analysis.ts';
import { compare } from '../../plan/diff/compare.ts';
import type { Difference } from '../../plan/diff/model.ts';
import type { Gap } from '../../plan/what-if/absence.ts';
import type { Found } from '../../plan/what-if/find.ts';
import { whatIf } from '../../plan/what-if/what-if.ts';

export interface Trial {
  /** What there would be instead, beside the same other plans. */
  readonly tried: Analysis;
  readonly fixesOf: FixesOf;
  readonly difference: Difference;
  /** Work that nobody could do. */
  readonly gaps: readonly Gap[];
}

/** `base` is an analysis of the workspace; a sentence where what is wanted means nothing in it. */
export function tryOut(workspace: Workspace, base: Analysis, wanted: Wanted): Found<Trial> {
  const read = readChanges(base, wanted);
  if ('trouble' in read) return read;
  const { plan, gaps } = whatIf(base.plan, read.changes);
  const { analysis: tried, fixesOf } = workspace.judgedOf(base.plan.file, plan);
  return { tried, fixesOf, difference: compare(base, tried), gaps };
}

/** What is scheduled then and what is found in it, and what is different: the contract of `schedule --set --format json`. */
export interface JsonTrial extends JsonReport {
  difference: JsonDifference;
}

export function jsonTrial({ tried, fixesOf, difference, gaps }: Trial, pathOf: (uri: string) => string): JsonTrial {
  return { ...jsonReport([tried], pathOf, { fixesOf }), difference: jsonDifference(difference, gaps, pathOf) };
}
