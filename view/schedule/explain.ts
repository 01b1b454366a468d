/** What a row says in words: who, when, how much slack, and why it starts when it does. */
import { find, type Id } from '../../plan/ids.ts';
import { accountableFor, isTbd, type Release, type Step, stepLabel } from '../../plan/model.ts';
import type { ScheduleRisk } from '../../plan/risk/model.ts';
import { time } from '../../plan/said/words.ts';
import type { Conflict, ScheduledStep, Span, Wait } from '../../plan/schedule/model.ts';
import { slides } from '../../plan/taking-time.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Instant, Minutes } from '../../plan/time/model.ts';
import { answerSentences } from '../words/answer-words.ts';
import type { Clock } from '../words/clock.ts';
import { messageSentences } from '../words/message-words.ts';
import { proofSentences } from '../words/proof-words.ts';
import { stepRiskSentence } from '../words/risk-words.ts';
import { conditionWords, whoWords } from '../words/words.ts';

/** Sentences, one a line. */
export function explainStep(
  release: Release,
  step: Step,
  scheduled: ScheduledStep | undefined,
  spans: readonly Span[],
  clock: Clock,
  risk?: ScheduleRisk,
): string {
  const lines = [stepTitle(step)];
  const span = spans[0];
  if (span) lines.push(`${clock.range(span.start, span.end)}${lengthOf(step, span)}`);
  else lines.push('It cannot be scheduled.');
  if (spans.length > 1) lines.push(`${spans.length} times, the last ${clock.moment(spans.at(-1)!.start)}.`);
  if (!scheduled) return lines.join('\n');
  const people = scheduled.relay ? relaySentence(scheduled, clock) : peopleSentence(scheduled, step);
  if (people) lines.push(people);
  if (scheduled.measured) lines.push(measuredSentence(step, scheduled.measured));
  if (step.untilWhen) lines.push(`Until ${conditionWords([step.untilWhen])}.`);
  if (step.where !== undefined) lines.push(`Where: ${step.where}.`);
  if (step.was?.length) lines.push(`It was planned for ${step.was.map(time).join(', ')}.`);
  if (step.done) lines.push(step.doneOn ? `Done on ${time(step.doneOn)}.` : 'Done.');
  else lines.push(slackSentence(step, scheduled, clock));
  const uncertain = !step.done && risk && stepRiskSentence(scheduled, risk, clock);
  if (uncertain) lines.push(uncertain);
  lines.push(...messageSentences(scheduled), ...answerSentences(step, scheduled, clock), ...proofSentences(step));
  for (const wait of scheduled.waits) lines.push(waitSentence(release, wait));
  if (scheduled.rollback !== undefined) {
    lines.push(rollbackSentence(scheduled.rollback, scheduled.rollbackDecision, clock));
  }
  return lines.join('\n');
}

/** Who reads `20m` in the plan and 35 minutes in the picture wants to know why. */
function measuredSentence({ duration }: Step, { minutes, rehearsal }: NonNullable<ScheduledStep['measured']>): string {
  const written = duration && !isTbd(duration) ? `, and not with ${duration.text}` : '';
  return `Counts with the ${describeMinutes(minutes)} that ${rehearsal} measured${written}.`;
}

function rollbackSentence(minutes: Minutes, decideBy: Instant | undefined, clock: Clock): string {
  if (minutes === 0) return 'Nothing has to be taken back yet.';
  const decide = decideBy === undefined ? '' : `; decide by ${clock.moment(decideBy)}`;
  return `Taking everything back after it lasts ${describeMinutes(minutes)}${decide}.`;
}

/** `migrate orders-db as refund-tables: Refund tables`. */
export function stepTitle(step: Step): string {
  const targets = step.targets.map((target) => target.name).join(', ');
  const named = step.name ? (targets ? ` as ${step.name}` : ` ${step.name}`) : '';
  return `${step.verb}${targets ? ` ${targets}` : ''}${named}${step.title ? `: ${step.title}` : ''}`;
}

export function waitSentence(release: Release, wait: Wait): string {
  if (wait.backwards) return latestSentence(release, wait);
  const long = wait.minutes > 0 ? ` ${describeMinutes(wait.minutes)}` : '';
  const step = wait.step && labelOf(release, wait.step);
  switch (wait.reason) {
    case 'after':
      return `Starts after ${step ?? wait.name ?? 'what comes before it'}.`;
    case 'person':
      return `Waits${long} for ${wait.name ?? 'somebody'}${step ? `, busy with ${step}` : ''}.`;
    case 'calendar':
      return `Waits${long} for the working hours of ${wait.name ?? 'whoever does it'}.`;
    case 'time':
      return `Waits${long} for its time${wait.name ? `, ${wait.name}` : ''}.`;
    case 'window':
      return `Starts with ${wait.name ?? 'its window'}.`;
    case 'system':
      return `Waits${long} for ${wait.name ?? 'a system'}${step ? `, in use by ${step}` : ', in use'}.`;
  }
}

/** Of a step planned as late as possible: what keeps it from being later. */
function latestSentence(release: Release, wait: Wait): string {
  const step = wait.step && labelOf(release, wait.step);
  switch (wait.reason) {
    case 'after':
      return `Must be done before ${step ?? wait.name ?? 'what comes after it'}.`;
    case 'person':
      return `No later, because ${wait.name ?? 'somebody'} is busy${step ? ` with ${step}` : ''} then.`;
    case 'calendar':
      return `Must end in the working hours of ${wait.name ?? 'whoever does it'}.`;
    case 'time':
    case 'window':
      return `Must be done by ${wait.name ?? 'then'}.`;
    case 'system':
      return `No later, because ${wait.name ?? 'a system'} is in use${step ? ` by ${step}` : ''} then.`;
  }
}

/** Why a step has no time. */
export function conflictReason(release: Release, conflicts: readonly Conflict[], step: Step): string {
  const conflict = conflicts.find((candidate) => candidate.steps.includes(step.id));
  switch (conflict?.kind) {
    case 'cycle':
      return `it waits for itself: ${[...conflict.steps, conflict.steps[0]!].map((id) => labelOf(release, id)).join(' → ')}`;
    case 'no-working-time':
      return `${conflict.name ?? 'whoever does it'} never works in the time there is`;
    case 'unknown-time':
      return `it hangs on ${conflict.name ?? 'a time'} that is not known yet`;
    case undefined:
      return 'nothing says when';
    default:
      return 'its times contradict each other';
  }
}

function labelOf(release: Release, step: Id<Step>): string {
  return stepLabel(find(release, step));
}

function lengthOf(step: Step, span: Span): string {
  if (isTbd(step.duration)) return ' (nobody has said yet how long it takes)';
  if (span.end === span.start) return '';
  const written = step.duration?.text;
  const estimate = written?.includes('..') ? `, estimated ${written}` : '';
  return ` (${describeMinutes(span.end - span.start)}${estimate})`;
}

/** `By nora until Thu 06:00, tom until 14:00.`: who hands over to whom when. */
function relaySentence({ relay = [] }: ScheduledStep, clock: Clock): string {
  if (relay.length === 0) return 'By nobody: no shift of the team is there.';
  const [shown, more] = [relay.slice(0, MOST_PARTS), relay.length - MOST_PARTS];
  const parts = shown.map(({ name, end }) => `${name} until ${clock.moment(end)}`);
  return `By ${parts.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}

const MOST_PARTS = 8;

function peopleSentence(scheduled: ScheduledStep, step: Step): string {
  const by = scheduled.by.length > 0 ? `By ${scheduled.by.join(', ')}` : '';
  const others = scheduled.with.filter((name) => !scheduled.by.includes(name));
  const company = others.length > 0 ? `${by ? ' with' : 'With'} ${others.join(', ')}` : '';
  const answers = accountableFor(step);
  return [(by || company) && `${by}${company}.`, answers && `${whoWords(answers)} answers for it.`]
    .filter(Boolean)
    .join(' ');
}

function slackSentence(step: Step, scheduled: ScheduledStep, clock: Clock): string {
  if (scheduled.critical) return 'Critical: every minute of delay moves the end.';
  if (!slides(step)) return 'At its own time.';
  if (scheduled.totalFloat <= 0) return 'No float.';
  return `Float ${describeMinutes(scheduled.totalFloat)}: may end as late as ${clock.moment(scheduled.latestEnd)}.`;
}
