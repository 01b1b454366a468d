/** What a message says, to whom: one sentence for those who share a zone. */
import type { ScheduledStep } from '../../plan/schedule/model.ts';

export function messageSentences(scheduled: ScheduledStep | undefined): readonly string[] {
  return (scheduled?.messages ?? []).map(({ to, text }) => `To ${to.join(', ')}: ${text}`);
}
