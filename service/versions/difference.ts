/** A plan in two versions as one page: what matters in words, both schedules in one picture, everything else below. */
import type { Analysis } from '../../plan/analysis.ts';
import { compare } from '../../plan/diff/compare.ts';
import { differencePage } from '../../view/diff/page.ts';
import { fileName } from '../../view/page/release-findings.ts';

export interface DifferenceAsk {
  /** How the two are called. */
  readonly base: string;
  readonly head: string;
  /** Of the style of the page, for whoever allows no other. */
  readonly nonce?: string;
}

export function differenceOf(base: Analysis, head: Analysis, ask: DifferenceAsk): string {
  const difference = compare(base, head);
  return differencePage([{ status: 'changed', path: fileName(head.plan.file), base, head, difference }], ask);
}
