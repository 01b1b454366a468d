/** A step: when, how much air, what it waits for, how long the way back is from here, and what is wrong with it. */
import { type Release, rootBlock, type Step, stepLabel } from '../../plan/model.ts';
import { shownRisk } from '../../plan/risk/risk.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { callOf, itemLines, stageAfter, viaName } from '../../plan/schedule/rollback/describe.ts';
import { createClock, relativeClock } from '../../view/clock.ts';
import type { Doubt, Drawn } from '../../view/doubt.ts';
import { conflictReason, explainStep } from '../../view/schedule/explain.ts';
import { doubtNote, struck } from '../doubt.ts';
import { contains, drawnIn, scheduleOf } from '../lookup.ts';
import type { SourceFile } from '../source-file.ts';
import { moment } from '../words.ts';
import { describeFindings } from './findings.ts';
import { code, document, list, paragraph, plain } from './markdown.ts';

export function describeStep(file: SourceFile, release: Release, step: Step): string {
  const schedule = scheduleOf(file.analysis, release);
  const drawn = schedule && drawnIn(file, schedule);
  const doubt = drawn?.doubt;
  return document(
    `**${plain(stepLabel(step))}**${step.title ? ` – ${plain(step.title)}` : ''}`,
    doubt && isTouched(doubt, step) && doubtNote(doubt, file.uri),
    schedule && drawn && told(schedule, drawn, step),
    findings(file, step),
    step.note && plain(step.note),
  );
}

/** Its own times, or with the run its float and the way back, hang on a line that cannot be read. */
function isTouched(doubt: Doubt, step: Step): boolean {
  return doubt.unread.steps.includes(step.index) || doubt.has('run') || doubt.has('rollback');
}

function told(schedule: Schedule, { schedule: earlier, doubt }: Drawn, step: Step): string {
  if (!doubt || !isTouched(doubt, step)) return document(explanation(schedule, step), wayBack(schedule, step));
  const before = doubt.was(step)?.step;
  if (before) return struck(document(explanation(earlier, before), wayBack(earlier, before)), true);
  return doubt.unread.steps.includes(step.index) || !doubt.isEarlier
    ? document(explanation(schedule, step), wayBack(schedule, step))
    : '';
}

/** The sentences that the picture shows for the same step, so that the two never disagree. */
function explanation(schedule: Schedule, step: Step): string {
  const scheduled = schedule.steps[step.index];
  if (!scheduled) return `It cannot be scheduled: ${plain(conflictReason(schedule.conflicts, step))}.`;
  const called = callOf(schedule, step);
  const clock =
    called !== undefined
      ? relativeClock(scheduled.zone, '', called)
      : createClock(scheduled.zone, schedule.T === undefined ? 'relative' : 'dated');
  const spans = scheduled.occurrences.length > 0 ? scheduled.occurrences : [scheduled];
  // Its first line is the title, which stands above already.
  const [, ...sentences] = explainStep(step, scheduled, spans, clock, shownRisk(schedule)).split('\n');
  return paragraph(...sentences.map(plain));
}

/** What would be taken back if the run stopped after it, by whom, and when counted from the decision. */
function wayBack(schedule: Schedule, step: Step): string | undefined {
  const scheduled = schedule.steps[step.index];
  if (!scheduled) return undefined;
  const run = schedule.rollbacks.find(({ runs }) => runs.includes(rootBlock(step.block)));
  if (run?.noReturn && scheduled.end > run.noReturn.at) {
    return `After ${moment(run.noReturn.at, schedule)} there is only forward.`;
  }
  const stage = stageAfter(schedule, scheduled);
  const items = stage?.items() ?? [];
  if (!stage || items.length === 0) return undefined;
  const by = stage.via === 'undo' ? '' : ` by ${code(viaName(stage.via))}`;
  return document(
    `Taken back${by} if the run stops after it${stage.fits ? '' : ', too late'}:`,
    list(itemLines(items).map(plain)),
  );
}

function findings(file: SourceFile, step: Step): string {
  return describeFindings(
    file,
    file.analysis.findings.filter(
      ({ place }) => place.file === step.head.file && contains((step.usedAt ?? step.head).range, place.range.start),
    ),
  );
}
