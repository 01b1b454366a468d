/**
 * Clause words that people use as names, too: each is a keyword only right beside what makes it one (`not before`, `all of`), so
 * that a new word of the language takes no name away. `test/language/names.test.ts` declares every name of the project's plans.
 */
import type { IToken } from 'chevrotain';
import { VERBS } from '../../plan/model.ts';

interface Beside {
  /** Words, or names of terminals, one of which has to stand right before it. */
  readonly behind?: readonly string[];
  /** … none of which may: what stands behind `deploy` or `rollback` is a name. */
  readonly notBehind?: readonly string[];
  /** … or right after it. */
  readonly before?: readonly string[];
}

/** What a clause may end with. */
const ENDS =
  'ID STRING DURATION ESTIMATE DATE CLOCK OFFSET ZONE WEEKDAY NUMBER VERSION URL tbd done irreversible'.split(' ');

export const BESIDE: Readonly<Record<string, Beside>> = {
  before: { behind: ['not'] },
  // `prepare asap {`: no block needs a name.
  asap: { behind: [...ENDS, 'prepare'], notBehind: [...VERBS, 'rollback', 'play'] },
};

/** Whether a clause word is one between these tokens. */
export function isKeywordBetween(word: string, previous: IToken | undefined, next: IToken | undefined): boolean {
  const beside = Object.hasOwn(BESIDE, word) ? BESIDE[word]! : {};
  const isBehindName = beside.notBehind?.includes(previous?.image ?? '') ?? false;
  return !isBehindName && isOneOf(previous, beside.behind) && isOneOf(next, beside.before);
}

function isOneOf(token: IToken | undefined, words: readonly string[] | undefined): boolean {
  if (words === undefined) return true;
  return token !== undefined && (words.includes(token.image) || words.includes(token.tokenType.name));
}
