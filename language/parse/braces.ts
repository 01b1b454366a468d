/**
 * Brace repair by indentation. Only in files whose braces do not balance, and only for a `{` that ends its line and a
 * `}` that starts one: the way blocks are laid out. So a brace missing in one block does not swallow the rest of the file.
 */
import type { IToken, TokenType } from 'chevrotain';

export interface Repaired {
  readonly tokens: readonly IToken[];
  /** `}` that close nothing; they are not among the tokens. */
  readonly surplus: readonly IToken[];
}

export function repairBraces(tokens: readonly IToken[], open: TokenType, close: TokenType): Repaired {
  if (balanced(tokens)) return { tokens, surplus: [] };
  const result: IToken[] = [];
  const surplus: IToken[] = [];
  /** Columns of the lines that opened the blocks around the current token. */
  const blocks: number[] = [];
  let lineColumn = 1;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const previous = tokens[i - 1];
    const startsLine = !previous || previous.endLine !== token.startLine;
    if (startsLine) {
      const column = token.startColumn!;
      // Whatever stands no deeper than the line of a `{` is behind its block.
      while (blocks.length > 0 && (token.image === '}' ? blocks.at(-1)! > column : blocks.at(-1)! >= column)) {
        result.push(braceAt(result.at(-1) ?? token, close, '}'));
        blocks.pop();
      }
      if (token.image === '}') {
        if (blocks.length === 0 || blocks.at(-1)! < column) {
          // A closing brace deeper than any open block: a line at its column lost its opening brace.
          if (!insertOpening(result, column, blocks.at(-1) ?? 0, open)) {
            surplus.push(token);
            continue;
          }
        } else {
          blocks.pop();
        }
        result.push(token);
        continue;
      }
      lineColumn = column;
    }
    if (token.image === '{') blocks.push(lineColumn);
    else if (token.image === '}') {
      if (blocks.length === 0) {
        surplus.push(token);
        continue;
      }
      blocks.pop();
    }
    result.push(token);
  }
  while (blocks.pop() !== undefined) result.push(braceAt(result.at(-1)!, close, '}'));
  return { tokens: result, surplus };
}

function balanced(tokens: readonly IToken[]): boolean {
  let depth = 0;
  for (const token of tokens) {
    if (token.image === '{') depth++;
    else if (token.image === '}' && --depth < 0) return false;
  }
  return depth === 0;
}

/** Puts a `{` at the end of the last line that starts at `column`; false when there is none above `outer`. */
function insertOpening(result: IToken[], column: number, outer: number, open: TokenType): boolean {
  for (let i = result.length - 1; i >= 0; i--) {
    const token = result[i]!;
    const startsLine = i === 0 || result[i - 1]!.endLine !== token.startLine;
    if (!startsLine) continue;
    const start = token.startColumn!;
    if (start <= outer || token.image === '}') return false;
    if (start !== column) continue;
    let end = i;
    while (result[end + 1] && result[end + 1]!.startLine === token.startLine) end++;
    result.splice(end + 1, 0, braceAt(result[end]!, open, '{'));
    return true;
  }
  return false;
}

/** A brace that nobody typed, right behind `token`. */
function braceAt(token: IToken, type: TokenType, image: string): IToken {
  const offset = (token.endOffset ?? token.startOffset) + 1;
  const column = token.endColumn! + 1;
  return {
    image,
    startOffset: offset,
    endOffset: offset - 1,
    startLine: token.endLine,
    endLine: token.endLine,
    startColumn: column,
    endColumn: column - 1,
    tokenType: type,
    tokenTypeIdx: type.tokenTypeIdx!,
  };
}
