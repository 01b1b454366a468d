/** How a step is done and what shows that it was, as JSON. */
import type { Step } from '../../plan/model.ts';
import { criterion, whoText } from '../../plan/said/words.ts';

/** Only what the step says. */
export interface JsonProof {
  how?: string[];
  /** What must be seen, as it is written: `Balance = 0`. */
  expect?: string[];
  evidence?: JsonEvidence[];
}

export interface JsonEvidence {
  text: string;
  /** `null`: whoever does the step. */
  by: string | null;
  /** How long it is kept. */
  keep: string | null;
  done: boolean;
}

export function jsonProof({ proof }: Step): JsonProof {
  if (!proof) return {};
  const { how, expects, evidence } = proof;
  return {
    ...(how.length > 0 && { how: [...how] }),
    ...(expects.length > 0 && { expect: expects.map(criterion) }),
    ...(evidence.length > 0 && {
      evidence: evidence.map(({ text, by, keep, done }) => {
        return { text, by: by ? whoText(by) : null, keep: keep?.text ?? null, done };
      }),
    }),
  };
}
