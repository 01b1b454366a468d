/**
 * Clause words that people use as names, too: each is a keyword only right beside what makes it one (`not before`, `all of`), so
 * that a new word of the language takes no name away. `test/language/names.test.ts` declares every name of the project's plans.
 */
import type { IToken } from 'chevrotain';
import { VERBS } from '../../plan/model.ts';

interface Beside {
  /** Words, or names of terminals, one of which has to stand right before it. */
  readonly behind?: readonly string[];
  /** … and is none of these: what stands behind `deploy` or `rollback` is a name. */
  readonly notBehind?: readonly string[];
  /** … or right after it. */
  readonly before?: readonly string[];
}

/** What a clause may end with. */
const ENDS = [
  'STRING',
  'DURATION',
  'ESTIMATE',
  'NUMBER',
  '%',
  'CLOCK',
  'DATE',
  'OFFSET',
  'ZONE',
  'WEEKDAY',
  'URL',
  'VERSION',
  'tbd',
  'ID',
];

/** Words of steps, which are names of their kind in mid-line (`after deploy web`); `start` is mostly the end of something: `x.start`. */
const STEP_WORDS: readonly string[] = VERBS.filter((verb) => verb !== 'start');

/** Words alone, on an item of the scope. */
const OF_ITEMS = ['done', 'added', 'deferred', 'enhancement', 'correction'];

export const BESIDE: Readonly<Record<string, Beside>> = {
  // `at 5d before launch` is read, too.
  before: { behind: ['not', 'DURATION'] },
  if: { behind: ['only'] },
  // `by sam accountable mara`: behind whatever a clause may end with, before somebody.
  accountable: {
    behind: [...ENDS, '..', ')', '{', '}', 'done', 'irreversible', 'approved', 'asap', 'optional', ...OF_ITEMS],
    notBehind: STEP_WORDS,
    before: ['ID', 'tbd', 'any', 'all', 'relay', 'NUMBER'],
  },
  likely: { before: ['NUMBER', 'tbd'] },
  // Behind whatever a clause may end with, `x.start` as well; in `after deploy optional` it is the name of a system.
  optional: {
    behind: [...ENDS, ')', '{', '}', 'done', 'irreversible', 'approved', 'asap'],
    notBehind: STEP_WORDS,
  },
  // `when "Page online" >= 2h and "Engineering agrees"`: behind whatever a condition may end with.
  and: {
    behind: ['STRING', 'NUMBER', 'DURATION', 'ESTIMATE', 'VERSION', 'ID', '%', 'tbd', '=', '!=', '<', '<=', '>', '>='],
  },
  // `prepare asap {`: no block needs a name.
  asap: {
    behind: [...ENDS, 'done', 'irreversible', 'optional', 'prepare'],
    notBehind: [...STEP_WORDS, 'rollback', 'play'],
  },
  // `must PAY-311 "…" enhancement`, `must PAY-311 correction`.
  enhancement: { behind: [...ENDS, ...OF_ITEMS], notBehind: STEP_WORDS },
  correction: { behind: [...ENDS, ...OF_ITEMS], notBehind: STEP_WORDS },
  escalated: { before: ['to'] },
  dropped: { before: ['because'] },
  // `milestone beta Thu 2026-12-10 was Mon 2026-11-30`.
  was: { before: ['DATE', 'WEEKDAY', 'OFFSET', 'CLOCK', 'tbd'], notBehind: STEP_WORDS },
  meaning: { before: ['DATE', 'WEEKDAY', 'OFFSET', 'CLOCK', 'tbd'], notBehind: STEP_WORDS },
  where: { before: ['STRING', 'tbd'] },
  all: { before: ['of'] },
  independent: { before: ['of'] },
  relay: { before: ['of'] },
};

/** Whether a clause word is one between these tokens. */
export function isKeywordBetween(word: string, previous: IToken | undefined, next: IToken | undefined): boolean {
  const beside = Object.hasOwn(BESIDE, word) ? BESIDE[word]! : {};
  if (previous && beside.notBehind?.includes(previous.image)) return false;
  return isOneOf(previous, beside.behind) && isOneOf(next, beside.before);
}

function isOneOf(token: IToken | undefined, words: readonly string[] | undefined): boolean {
  if (words === undefined) return true;
  if (token === undefined) return false;
  // A name of other letters becomes an ID only when it is looked at.
  const type = token.tokenType.name === 'WORD' ? 'ID' : token.tokenType.name;
  return words.includes(token.image) || words.includes(type);
}
