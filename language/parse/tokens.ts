/** Positions of tokens, which all have one here: Chevrotain counts from one, the Language Server Protocol from zero. */
import type { IToken } from 'chevrotain';
import type { Position, Range } from '../../plan/model.ts';

export type { IToken };

export function startOf(token: IToken): Position {
  return { line: token.startLine! - 1, character: token.startColumn! - 1 };
}

export function endOf(token: IToken): Position {
  return { line: token.endLine! - 1, character: token.endColumn! };
}

export function rangeOf(token: IToken): Range {
  return { start: startOf(token), end: endOf(token) };
}

/** The first token that does not begin before `offset`. */
export function indexAt(tokens: readonly IToken[], offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle]!.startOffset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
