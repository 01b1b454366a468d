/** The pictures of a release for a preview that scrolls and updates; where there is none, why. */
import type { Wanted } from '../../language/edit/what-if.ts';
import { type Plan, type Release, stepLabel } from '../../plan/model.ts';
import { releaseOf } from '../../plan/release-of.ts';
import { whoText } from '../../plan/said/words.ts';
import { type Found, namesOf } from '../../plan/what-if/find.ts';
import type { Noted } from '../../view/checklist/entries.ts';
import { renderDiff } from '../../view/diff/html.ts';
import { diffReport, diffSummary } from '../../view/diff/report.ts';
import { type Advice, type Pictures, picturesOf, type WholePictures } from '../../view/pictures.ts';
import type { Folded, Grouping } from '../../view/schedule/rows.ts';
import type { RowWindow } from '../../view/schedule/scene.ts';
import type { Arrangement } from '../../view/tables/arranged.ts';
import { lengthWords } from '../../view/words/run-words.ts';
import type { SourceFile } from '../files/source-file.ts';
import { gainWords, type RefinedRelease } from '../refine.ts';
import { tryOut } from '../versions/what-if.ts';

export interface PreviewOptions {
  /** The release to show, by name; the first one where there is none of that name. */
  release?: string;
  /** How the rows of the schedule are grouped. */
  grouping?: Grouping;
  /** Pixels there are for the schedule. */
  width?: number;
  zoom?: number;
}

/** Of one view alone, for a host that shows one at a time. */
export interface ViewOptions extends PreviewOptions {
  /** The only view that is wanted; default: all of them. */
  view?: string;
  /** The only rows of the view that are wanted, counted over all of it; `to` is behind the last. Default: all. */
  rows?: RowWindow;
  /** Groups of rows that are one row each; default: none. */
  folded?: Folded;
  /** Of a table: how it is sorted, and the words of the only rows that are wanted; default: as it is. */
  arranged?: Arrangement;
}

export interface ReleasePreview {
  /** Names of the releases of the file, in the order of the text. */
  releases: string[];
  /** Ready markup, every string of the plan escaped; missing where there is no release to draw. */
  pictures?: WholePictures;
  /** What can be tried out with the release that is shown. */
  choices?: WhatIfChoices;
  /** Why there is no picture, and where to look. */
  trouble?: { message: string; file?: string; line?: number };
}

/** What was asked for of it; what can be tried out is asked for apart (`whatIfChoices`). */
export interface ViewPreview extends Omit<ReleasePreview, 'pictures' | 'choices'> {
  pictures?: Pictures;
}

export interface WhatIfChoices {
  steps: StepChoice[];
  /** Names of people and parties. */
  people: string[];
}

export interface StepChoice {
  /** What `Wanted.set` calls it. */
  address: string;
  label: string;
  /** The id of the step. */
  step: string;
  /** Empty: it has none. */
  title: string;
  duration: string;
  /** Who does it, as it is written. Empty: nobody is named. */
  by: string;
  /** The clause that says when it starts at the earliest: `at` where it is fixed. */
  startClause: 'at' | 'not before';
  file: string;
  line: number;
}

/** `noted`: what the log of the run says, by the name of the release, while it is open. */
type At<T> = T & { readonly now?: number; readonly notedOf?: (release: Release) => Noted | undefined };
type Refinements = (file: SourceFile, release: string) => RefinedRelease | undefined;

/** `refined`: what a long search has found out about a release of this very text. */
export function previewOf(file: SourceFile, options: At<PreviewOptions>, refined?: Refinements): ReleasePreview;
export function previewOf(file: SourceFile, options: At<ViewOptions>, refined?: Refinements): ViewPreview;
export function previewOf(
  file: SourceFile,
  { release, notedOf, ...options }: At<ViewOptions>,
  refined: Refinements = () => undefined,
): ViewPreview | ReleasePreview {
  const { schedules, findings } = file.analysis;
  const releases = schedules.map((schedule) => schedule.release);
  const schedule = schedules.find((each) => each.release === release) ?? schedules[0];
  if (schedule) {
    const shown = releaseOf(file.analysis, schedule);
    const noted = notedOf?.(shown);
    const advice = adviceOf(refined(file, schedule.release));
    const { whole: earlier, workspace } = file;
    const known = { advice, earlier, riskOf: workspace.risks.of, ...(noted && { noted }) };
    const pictures = picturesOf(file.analysis, schedule, { ...options, ...known });
    if (options.view !== undefined) return { releases, pictures };
    const choices = choicesOf(file.plan, shown);
    return { releases, pictures: pictures as WholePictures, choices };
  }
  const error = findings.find((finding) => finding.severity === 'error');
  if (!error) return { releases, trouble: { message: 'This file declares no release, so there is nothing to draw.' } };
  const { file: at, range } = error.place;
  return { releases, trouble: { message: error.message, file: at, line: range.start.line } };
}

/** What can be tried out, edited and looked for in a release; undefined: the file has none. */
export function whatIfChoices({ analysis, plan }: SourceFile, release?: string): WhatIfChoices | undefined {
  const schedule = analysis.schedules.find((each) => each.release === release) ?? analysis.schedules[0];
  return schedule && choicesOf(plan, releaseOf(analysis, schedule));
}

export interface TrialPreview {
  /** The changed schedule, the bars that moved over where they were. */
  pictures: Pictures;
  /** The difference in a sentence. */
  summary: string;
  /** The difference as markup, every string of the plan escaped. */
  report: string;
}

export function trialPreviewOf(
  { analysis, workspace }: SourceFile,
  wanted: Wanted,
  { release, notedOf: _, ...options }: At<ViewOptions>,
): Found<TrialPreview> {
  const trial = tryOut(workspace, analysis, wanted);
  if ('trouble' in trial) return trial;
  const { tried, difference, gaps } = trial;
  const index = Math.max(
    analysis.schedules.findIndex((each) => each.release === release),
    0,
  );
  const [before, after] = [analysis.schedules[index], tried.schedules[index]];
  if (!before || !after) return { trouble: 'This file declares no release, so there is nothing to try.' };
  return {
    pictures: picturesOf(tried, after, { ...options, before: (step) => before.steps[step.id] }),
    summary: diffSummary(difference),
    report: renderDiff(diffReport(difference, gaps), { source: 'lines' }),
  };
}

function choicesOf(plan: Plan, release: Release): WhatIfChoices {
  return {
    steps: release.steps.map((step) => ({
      address: `${release.name}/#${step.index}`,
      label: stepLabel(step),
      step: step.id,
      title: step.title ?? '',
      duration: step.duration?.text ?? '',
      by: step.by ? whoText(step.by) : '',
      startClause: step.at ? 'at' : 'not before',
      file: step.place.file,
      line: step.place.range.start.line,
    })),
    people: [...namesOf(plan, new Set(['person', 'party']))],
  };
}

function adviceOf(found: RefinedRelease | undefined): Advice | undefined {
  if (!found) return undefined;
  const { proposal } = found;
  if (proposal) return { text: `${gainWords(proposal)} if ${proposal.words.join(', ')}.`, canApply: true };
  const text = lengthWords(found.found, found.bound);
  return text ? { text: `The run: ${text}.`, canApply: false } : undefined;
}
