/** Who watches for an answer, what silence means, and who is called when nobody answers. */
import type { Step } from '../../plan/model.ts';
import type { ScheduledStep } from '../../plan/schedule/model.ts';
import { formatDuration } from '../../plan/time/duration.ts';
import type { Duration } from '../../plan/time/model.ts';
import type { Clock } from './clock.ts';
import { whoWords } from './words.ts';

/** `reachedBy`: how somebody is reached, for where there is room to say it. */
export function answerSentences(
  { acknowledge, escalate }: Step,
  scheduled: ScheduledStep | undefined,
  clock: Clock,
  reachedBy: (name: string) => string | undefined = () => undefined,
): readonly string[] {
  const sentences: string[] = [];
  if (acknowledge) {
    const by = acknowledge.by ? `, watched by ${whoWords(acknowledge.by)}` : '';
    sentences.push(`Acknowledged${limit(acknowledge.within)}${by}${acknowledge.done ? ': done' : ''}.`);
  }
  if (acknowledge?.approves) {
    const from = scheduled?.consent === undefined ? 'after that' : `from ${clock.moment(scheduled.consent)} on`;
    const what = acknowledge.approves.ref ? ` ${acknowledge.approves.ref.name}` : '';
    sentences.push(`Silence approves${what} ${from}.`);
  }
  if (escalate) {
    const called = escalate.to.map(({ name }) => [name, bracketed(reachedBy(name))].join(''));
    sentences.push(`No answer${limit(escalate.within)}: call ${called.join(', then ')}.`);
  }
  return sentences;
}

function limit(within: Duration | undefined): string {
  return within ? ` within ${formatDuration(within)}` : '';
}

function bracketed(contact: string | undefined): string {
  return contact === undefined ? '' : ` (${contact})`;
}
