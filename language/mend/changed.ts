/**
 * What an edit changed, as tokens. The lines that it touched are lexed, from the statement above them to the one below: what a
 * word is hangs on those around it, and never on more than the statement that it stands in.
 */
import type { IToken } from 'chevrotain';
import { type ReleaseLexer, STATEMENT_WORDS } from '../parse/lexer.ts';
import { lineStart } from '../parse/look-alikes.ts';
import type { Parsed } from '../parse/parser.ts';
import { indexAt } from '../parse/tokens.ts';

export interface Changed {
  /** In the place of what was there from `from` up to `to` stands `now`. */
  readonly tokens: Replaced;
  readonly comments: Replaced;
  /** How far what stands behind has moved. */
  readonly by: Moved;
  /** No line was begun or ended. */
  readonly isInLine: boolean;
}

export interface Replaced {
  readonly from: number;
  readonly to: number;
  readonly now: readonly IToken[];
}

export interface Moved {
  readonly characters: number;
  readonly lines: number;
}

export function changedIn(
  { text: old, tokens, comments }: Parsed,
  text: string,
  lexer: ReleaseLexer,
): Changed | undefined {
  const { start, end } = differenceOf(old, text);
  const characters = text.length - old.length;
  // Another file, or as good as one: to look for what is the same in it would read it twice.
  if (2 * (end + characters - start) > text.length) return undefined;
  const first = lastOpening(tokens, indexAt(tokens, lineStart(old, start)) - 1);
  const next = firstOpening(tokens, indexAt(tokens, end), (offset) => lineStart(old, offset) > end);
  const [from, to] = [Math.max(first, 0), next];
  const opening = first < 0 ? undefined : tokens[first]!;
  const base = {
    characters: opening ? lineStart(old, opening.startOffset) : 0,
    lines: opening ? opening.startLine! - 1 : 0,
  };
  const behind = tokens[next];
  const below = behind ? lineStart(old, behind.startOffset) : old.length;
  // The line below is read with them, for the last word of a line may hang on the one that comes next.
  const read = lexer.lines(text.slice(base.characters, behind ? behind.endOffset! + 1 + characters : text.length));
  if (!read) return undefined;
  const all = [...read.tokens, ...read.comments];
  for (const token of all) move(token, base);
  const isAbove = (token: IToken) => token.startOffset < below + characters;
  const now = read.tokens.filter(isAbove);
  const known = read.tokens[now.length];
  if (behind && !(known && isSame(behind, known, { characters, lines: known.startLine! - behind.startLine! })))
    return undefined;
  // Behind a comma a list goes on, whatever its next word is.
  if (behind && now.at(-1)?.image === ',') return undefined;
  const by = { characters, lines: behind ? known!.startLine! - behind.startLine! : 0 };
  return {
    tokens: trimmed(tokens, { from, to, now }, by, behind !== undefined),
    comments: {
      from: indexAt(comments, base.characters),
      to: indexAt(comments, below),
      now: read.comments.filter(isAbove),
    },
    by,
    isInLine: !/[\r\n]/.test(old.slice(start, end) + text.slice(start, end + characters)),
  };
}

export function move(token: IToken, { characters, lines }: Moved): void {
  token.startOffset += characters;
  token.endOffset! += characters;
  token.startLine! += lines;
  token.endLine! += lines;
}

/** What differs: from `start` on, up to `end` in the old text. */
function differenceOf(old: string, text: string): { readonly start: number; readonly end: number } {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start + STRETCH <= shorter && old.startsWith(text.slice(start, start + STRETCH), start)) start += STRETCH;
  while (start < shorter && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  let same = 0;
  while (same + STRETCH <= shorter - start && isSameBefore(old.length - same, text.length - same)) same += STRETCH;
  while (same < shorter - start && old.charCodeAt(old.length - 1 - same) === text.charCodeAt(text.length - 1 - same))
    same++;
  return { start, end: old.length - same };

  function isSameBefore(end: number, now: number): boolean {
    return old.startsWith(text.slice(now - STRETCH, now), end - STRETCH);
  }
}

/** Characters that are compared at once. */
const STRETCH = 4096;

/** A word that opens its line; -1: there is none. */
function lastOpening(tokens: readonly IToken[], from: number): number {
  let i = from;
  while (i >= 0 && !isOpening(tokens, i)) i--;
  return i;
}

function firstOpening(tokens: readonly IToken[], from: number, isBelow: (offset: number) => boolean): number {
  let i = from;
  while (i < tokens.length && !(isOpening(tokens, i) && isBelow(tokens[i]!.startOffset))) i++;
  return i;
}

function isOpening(tokens: readonly IToken[], i: number): boolean {
  const token = tokens[i]!;
  return STATEMENT_WORDS.has(token.tokenType.name) && (i === 0 || tokens[i - 1]!.endLine !== token.startLine);
}

/** Without what is the same at both ends. */
function trimmed(tokens: readonly IToken[], { from, to, now }: Replaced, by: Moved, isMoved: boolean): Replaced {
  const shorter = Math.min(to - from, now.length);
  let first = 0;
  while (first < shorter && isSame(tokens[from + first]!, now[first]!, NOT_MOVED)) first++;
  let last = 0;
  while (isMoved && last < shorter - first && isSame(tokens[to - 1 - last]!, now[now.length - 1 - last]!, by)) last++;
  return { from: from + first, to: to - last, now: now.slice(first, now.length - last) };
}

const NOT_MOVED: Moved = { characters: 0, lines: 0 };

function isSame(old: IToken, now: IToken, { characters, lines }: Moved): boolean {
  return (
    old.image === now.image &&
    old.tokenType === now.tokenType &&
    old.startOffset + characters === now.startOffset &&
    old.startLine! + lines === now.startLine &&
    old.startColumn === now.startColumn &&
    old.endColumn === now.endColumn
  );
}
