/** A step: when, how much air, what it waits for, how long the way back is from here, and what is wrong with it. */
import { factsOf } from '../../plan/findings/findings.ts';
import { find } from '../../plan/ids.ts';
import { type Release, rootBlock, type Step, stepLabel } from '../../plan/model.ts';
import { callOf, itemLines, stageAfter, viaName } from '../../plan/schedule/rollback/describe.ts';
import type { Doubt, Drawn } from '../../view/doubt.ts';
import { conflictReason, explainStep } from '../../view/schedule/explain.ts';
import { createClock, relativeClock } from '../../view/words/clock.ts';
import type { SourceFile } from '../files/source-file.ts';
import { contains, drawnIn, scheduleOf } from '../lookup.ts';
import { doubtNote, struck } from '../words/doubt.ts';
import { moment } from '../words/words.ts';
import { describeFindings } from './findings.ts';
import { code, document, list, paragraph, plain } from './markdown.ts';

export function describeStep(file: SourceFile, release: Release, step: Step): string {
  const schedule = scheduleOf(file.analysis, release);
  const drawn = schedule && drawnIn(file, schedule);
  const doubt = drawn?.doubt;
  return document(
    `**${plain(stepLabel(step))}**${step.title ? ` – ${plain(step.title)}` : ''}`,
    doubt && isTouched(doubt, step) && doubtNote(doubt, file.uri),
    drawn && told(file, { analysis: file.analysis, release, schedule }, drawn, step),
    findings(file, step),
    step.note && plain(step.note),
  );
}

/** Its own times, or with the run its float and the way back, hang on a line that cannot be read. */
function isTouched(doubt: Doubt, step: Step): boolean {
  return doubt.unread.steps.includes(step.id) || doubt.has('run') || doubt.has('rollback');
}

function told(file: SourceFile, present: Drawn, drawn: Drawn, step: Step): string {
  const { doubt } = drawn;
  const words = (version: Drawn, one: Step) => document(explanation(file, version, one), wayBack(version, one));
  if (!doubt || !isTouched(doubt, step)) return words(present, step);
  const before = doubt.was(step)?.step;
  if (before) return struck(words(drawn, find(drawn.release, before)), true);
  return doubt.unread.steps.includes(step.id) || !doubt.isEarlier ? words(present, step) : '';
}

/** The sentences that the picture shows for the same step, so that the two never disagree. */
function explanation({ workspace }: SourceFile, { analysis, release, schedule }: Drawn, step: Step): string {
  const scheduled = schedule.steps[step.id];
  if (!scheduled) return `It cannot be scheduled: ${plain(conflictReason(release, schedule.conflicts, step))}.`;
  const called = callOf(schedule, step);
  const clock =
    called !== undefined
      ? relativeClock(scheduled.zone, '', called)
      : createClock(scheduled.zone, schedule.T === undefined ? 'relative' : 'dated');
  const spans = scheduled.occurrences.length > 0 ? scheduled.occurrences : [scheduled];
  // Its first line is the title, which stands above already.
  const risk = workspace.risks.of(analysis.plan, release, schedule);
  const [, ...sentences] = explainStep(release, step, scheduled, spans, clock, risk).split('\n');
  return paragraph(...sentences.map(plain));
}

/** What would be taken back if the run stopped after it, by whom, and when counted from the decision. */
function wayBack({ release, schedule }: Drawn, step: Step): string | undefined {
  const scheduled = schedule.steps[step.id];
  if (!scheduled) return undefined;
  const run = schedule.rollbacks.find(({ runs }) => runs.includes(rootBlock(step.block).id));
  if (run?.noReturn && scheduled.end > run.noReturn.at) {
    return `After ${moment(run.noReturn.at, schedule, release.zone)} there is only forward.`;
  }
  const stage = stageAfter(release, schedule, scheduled);
  if (!run || !stage || stage.items === 0) return undefined;
  const by = stage.via === 'undo' ? '' : ` by ${code(viaName(release, stage.via))}`;
  return document(
    `Taken back${by} if the run stops after it${stage.fits ? '' : ', too late'}:`,
    list(itemLines(release, run, stage).map(plain)),
  );
}

function findings(file: SourceFile, step: Step): string {
  return describeFindings(
    file,
    factsOf(file.analysis.findings).filter(
      ({ place }) => place.file === step.head.file && contains((step.usedAt ?? step.head).range, place.range.start),
    ),
  );
}
