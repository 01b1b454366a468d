/** Old spellings of words: read as the words of today wherever these would be words of the language, and told. Names stay as typed. */
import type { IToken } from 'chevrotain';
import type { LookAlike } from './parse/look-alikes.ts';
import { RESPELLED, type Respelled } from './respelled.ts';

export type OldWords = ReadonlyMap<IToken, Respelled>;

const NONE: OldWords = new Map();

/** Those that may be old words have the image of the new one, until it is settled what each word is. */
export function underNewWords(tokens: readonly IToken[]): OldWords {
  if (RESPELLED.length === 0) return NONE;
  const rows = new Map(RESPELLED.map((row) => [row.was, row]));
  const old = new Map<IToken, Respelled>();
  for (const token of tokens) {
    const row = token.tokenType.name === 'ID' ? rows.get(token.image) : undefined;
    if (!row) continue;
    token.image = row.is;
    old.set(token, row);
  }
  return old;
}

/** Gives names what was typed, and marks the others. */
export function withNamesAsTyped(old: OldWords): void {
  for (const [token, row] of old) {
    if (token.tokenType.name === row.is) token.payload = row;
    else token.image = row.was;
  }
}

/** Whether a word of the language stands there as it was spelled before. */
export function isOldWord(token: IToken): boolean {
  return token.payload !== undefined;
}

/** What is told of them, where they stand in the text. */
export function toldOf(old: OldWords): LookAlike[] {
  return [...old].flatMap(([token, { is }]) =>
    isOldWord(token) ? [{ start: token.startOffset, end: token.endOffset! + 1, text: is, kind: 'word' }] : [],
  );
}
