/** Whose working days a time counts: `T-2wd` is one day for everything in a row of the same word. */
import type { Step } from '../../model.ts';

/**
 * `release`: the release's calendar; `doer`: that of whoever the line names with `by`, and the release's where it names
 * nobody; `audience`: that of the audience a message is for. What it is, in the words of the table that users read.
 */
export const WHOSE_DAYS = {
  window: 'release',
  milestone: 'release',
  freeze: 'release',
  maintenance: 'release',
  event: 'release',
  rehearsal: 'release',
  'rehearsal result': 'release',
  uat: 'release',
  hypercare: 'release',
  roster: 'release',
  cover: 'release',
  reserve: 'release',
  shift: 'release',
  run: 'release',
  prepare: 'release',
  'follow-up': 'release',
  phase: 'release',
  stream: 'release',
  cycle: 'release',
  block: 'release',
  rollback: 'release',
  play: 'release',
  'point of no return': 'release',
  trigger: 'release',
  postponement: 'release',
  gate: 'release',
  'gate again': 'release',
  message: 'audience',
  meeting: 'doer',
  step: 'doer',
  checklist: 'doer',
  'sign-off': 'doer',
  'scope item': 'doer',
  'scope change': 'release',
  'scope freeze': 'release',
  escalation: 'release',
  issue: 'doer',
  'risk review': 'doer',
  'benefit review': 'doer',
  'benefit assessed': 'release',
  'benefit measured': 'release',
  change: 'release',
  'change approval': 'release',
  'budget approval': 'release',
  spending: 'release',
  confirmation: 'release',
  'agreed date': 'release',
  waiver: 'release',
  'first use': 'release',
  expiry: 'release',
} as const satisfies Readonly<Record<string, 'release' | 'doer' | 'audience'>>;

/** What a dated thing is, as users call it. */
export type What = keyof typeof WHOSE_DAYS;

/** What a step is among the dated things. */
export function whatIs({ verb }: Step): What {
  switch (verb) {
    case 'notify':
      return 'message';
    case 'gate':
      return 'gate';
    case 'meet':
      return 'meeting';
    default:
      return 'step';
  }
}
