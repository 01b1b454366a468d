/**
 * Words inside of a value or a condition: they open no clause, and each says something only where it stands. Completion
 * offers them, and where the mouse rests on one it says what it is for.
 */
import type { BuiltInKind, Consequence } from '../plan/model.ts';

interface Part {
  readonly detail: string;
  readonly example: string;
}

/** Words that the lexer knows. */
export const PARTS = {
  tbd: { detail: 'not decided yet', example: 'by tbd' },
  any: { detail: 'whoever of a team can begin first', example: 'by any of ops' },
  all: { detail: 'everybody of a team', example: 'with all of ops' },
  relay: { detail: 'whoever of a team is on shift, one after the other', example: 'by relay of ops' },
  of: { detail: 'part of a set, or of what was measured before', example: 'with 2 of ops' },
  skilled: { detail: 'only those who have the skill', example: 'by any of ops skilled in postgres' },
  independent: { detail: 'not the same person, team or party', example: 'by eve independent of vendor' },
  else: { detail: 'who stands in, one after the other', example: 'by ann else bob else cid' },
  and: { detail: 'this has to hold, too', example: '"Page online" >= 2h and "Engineering agrees"' },
  over: { detail: 'for how long it is measured', example: 'over 15m' },
  from: { detail: 'where it is read', example: 'from grafana' },
  likely: { detail: 'how likely it is', example: 'likely 30 %' },
  then: { detail: 'what follows', example: 'then rollback' },
} as const satisfies Readonly<Record<string, Part>>;

export type PartWord = keyof typeof PARTS;

/** Behind `every`: which days of a month, and of what they are counted. */
export const OF_MONTH = {
  which: {
    first: 'counted from its begin',
    second: 'the second weekday of that name',
    third: 'the third weekday of that name',
    fourth: 'the fourth weekday of that name',
    last: 'counted from its end',
  },
  period: { month: 'in each month', quarter: 'in each quarter of a year' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Behind `then`: what follows, in the order in which it is offered. */
export const CONSEQUENCES: Readonly<Record<Exclude<Consequence['action'], 'text'>, Part>> = {
  rollback: { detail: 'it is taken back', example: 'then rollback' },
  play: { detail: 'a response that is prepared', example: 'then play read-only' },
  notify: { detail: 'somebody is told', example: 'then notify customers via email' },
  postpone: { detail: 'it is put off to another date', example: 'then postpone to T+7d' },
  stop: { detail: 'nothing more is done', example: 'then stop' },
  again: { detail: 'it is decided once more', example: 'then again at T+1h' },
};

/** Behind the `then` of an `acknowledge`. */
export const CONSENT: Readonly<Record<'approve', Part>> = {
  approve: { detail: 'silence is consent', example: 'acknowledge within 5d then approve texts' },
};

/** Behind `point`, one after the other. */
export const NO_RETURN: Readonly<Record<string, string>> = Object.fromEntries(
  ['of', 'no', 'return'].map((word) => [word, 'from here on there is no way back']),
);

/** How a condition compares. */
export const OPERATORS: Readonly<Record<string, string>> = {
  '=': 'is',
  '!=': 'is not',
  '<': 'is less than',
  '<=': 'is at most',
  '>': 'is more than',
  '>=': 'is at least',
};

/** What a release is asked, by its kind. */
export const KINDS_IN_WORDS: Readonly<Record<BuiltInKind, string>> = {
  standard: 'small, and approved beforehand: it decides nothing',
  normal: 'is asked everything',
  emergency: 'something is broken now: little can be asked before, much afterwards',
  major: 'large, or risky: is asked more than once',
};
