/** What stands between the words of a text: comments, and whatever the syntax has no use for. */
import type { Lexed } from '../parse/parser.ts';

export interface Between {
  readonly offset: number;
  readonly image: string;
  readonly kind: 'comment' | 'unread';
}

/** White space that means nothing; of any other it is told that it is no plain one, so that it stays where it is. */
const PLAIN = ' \\t\\r\\n\\f\\v';
const UNREAD = new RegExp(`[^${PLAIN}]+`, 'g');
const SPACING = new RegExp(`[${PLAIN}]+`, 'g');

/** A text without its white space. */
export function dense(text: string): string {
  return text.replace(SPACING, '');
}

/** All characters that are no white space and belong to no word, in the order of the text. */
export function everythingBetween(text: string, { tokens, comments }: Lexed): readonly Between[] {
  const found: Between[] = comments.map(({ startOffset, endOffset }) => ({
    offset: startOffset,
    image: text.slice(startOffset, endOffset! + 1),
    kind: 'comment',
  }));
  let end = 0;
  for (const { startOffset, endOffset } of inOrder([...tokens, ...comments])) {
    // Most gaps are one blank.
    if (startOffset > end) found.push(...unread(text, end, startOffset));
    end = Math.max(end, endOffset! + 1);
  }
  found.push(...unread(text, end, text.length));
  return found.sort((a, b) => a.offset - b.offset);
}

function unread(text: string, from: number, to: number): Between[] {
  if (to - from === 1 && text[from] === ' ') return [];
  return [...text.slice(from, to).matchAll(UNREAD)].map(({ index, 0: image }) => ({
    offset: from + index,
    image,
    kind: 'unread',
  }));
}

function inOrder<T extends { readonly startOffset: number }>(tokens: readonly T[]): readonly T[] {
  return tokens.toSorted((a, b) => a.startOffset - b.startOffset);
}
