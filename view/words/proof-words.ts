/** What a step says of how it is done and what shows that it was, as sentences: a checklist and a tooltip say the same. */
import type { Evidence, Step } from '../../plan/model.ts';
import { formatEstimate } from '../../plan/time/duration.ts';
import { criterionWords, whoWords } from './words.ts';

/** One a line. */
export function proofSentences({ proof }: Step): readonly string[] {
  if (!proof) return [];
  return [
    ...proof.how.map((text) => `How: ${text}`),
    ...proof.expects.map((criterion) => `Expect: ${criterionWords(criterion)}`),
    ...proof.evidence.map((one) => `Evidence: ${evidenceWords(one)}${one.done ? ', there' : ''}`),
  ];
}

/** `Tally export by client, keep 60mo`. */
export function evidenceWords({ text, by, keep }: Evidence): string {
  return `${text}${by ? ` by ${whoWords(by)}` : ''}${keep ? `, keep ${formatEstimate(keep)}` : ''}`;
}
