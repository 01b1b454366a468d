/** A text as rows: statements, closing braces, comments and blank lines, in the order of the text. */
import type { IToken } from 'chevrotain';
import { opensStatement } from '../lexer.ts';
import type { Parsed } from '../parser.ts';

export interface Row {
  readonly kind: 'statement' | 'close' | 'comment' | 'blank';
  readonly depth: number;
  /** Of a statement, its `{` left out. */
  readonly tokens: readonly IToken[];
  /** As it stands in the text; of a comment its lines. */
  readonly text: string;
  readonly opens: boolean;
  /** A comment behind it on the same line. */
  readonly trailing?: string;
  /** A comment stands between its tokens, so that it cannot be laid out anew. */
  readonly hasInnerComment: boolean;
  /** The block of the statement was written on one line, and may stay there: its only statement, `''` when empty. */
  readonly line: number;
}

export function readRows(text: string, parsed: Parsed): Row[] {
  const tokens = parsed.tokens;
  const rows: Row[] = [];
  const comments = [...parsed.comments];
  let depth = 0;
  let lastLine = 0;

  const blankBefore = (line: number): void => {
    if (rows.length > 0 && line - lastLine > 1 && rows.at(-1)!.kind !== 'blank') {
      rows.push({ ...EMPTY, kind: 'blank', depth, line });
    }
  };
  const flushComments = (before: number): void => {
    while (comments.length > 0 && comments[0]!.startOffset < before) {
      const comment = comments.shift()!;
      const last = rows.at(-1);
      if (last && comment.startLine === lastLine && last.kind !== 'comment' && last.kind !== 'blank') {
        const trailing = last.trailing ? `${last.trailing} ${comment.image.trimEnd()}` : comment.image.trimEnd();
        rows[rows.length - 1] = { ...last, trailing };
      } else {
        blankBefore(comment.startLine ?? 0);
        rows.push({ ...EMPTY, kind: 'comment', depth, text: comment.image.trimEnd(), line: comment.startLine ?? 0 });
      }
      lastLine = comment.endLine ?? lastLine;
    }
  };

  let i = 0;
  while (i < tokens.length) {
    const token = tokens[i]!;
    if (token.image === '') {
      i++;
      continue;
    }
    flushComments(token.startOffset);
    blankBefore(token.startLine ?? 0);
    if (token.image === '}') {
      depth = Math.max(0, depth - 1);
      rows.push({ ...EMPTY, kind: 'close', depth, tokens: [token], text: '}', line: token.startLine ?? 0 });
      lastLine = token.endLine ?? 0;
      i++;
      continue;
    }
    const own: IToken[] = [];
    while (
      i < tokens.length &&
      (own.length === 0 || !startsRow(tokens, i)) &&
      tokens[i]!.image !== '{' &&
      tokens[i]!.image !== '}'
    ) {
      if (tokens[i]!.image !== '') own.push(tokens[i]!);
      i++;
    }
    const opens = tokens[i]?.image === '{';
    const last = opens ? tokens[i]! : own.at(-1)!;
    const first = own[0] ?? last;
    const hasInnerComment = comments.length > 0 && comments[0]!.startOffset < last.startOffset;
    const slice = text.slice(first.startOffset, (own.at(-1)?.endOffset ?? first.startOffset - 1) + 1);
    if (hasInnerComment && opens) {
      // A comment between head and brace moves behind the brace.
      const inner = comments.findIndex((comment) => comment.startOffset > (own.at(-1)?.endOffset ?? 0));
      if (inner !== 0)
        while (comments.length > 0 && comments[0]!.startOffset < (own.at(-1)?.endOffset ?? 0)) comments.shift();
    } else if (hasInnerComment) {
      while (comments.length > 0 && comments[0]!.startOffset < last.startOffset) comments.shift();
    }
    rows.push({
      kind: 'statement',
      depth,
      tokens: own,
      text: slice,
      opens,
      hasInnerComment,
      line: first.startLine ?? 0,
    });
    lastLine = last.endLine ?? 0;
    if (opens) {
      depth++;
      i++;
    }
  }
  flushComments(Number.POSITIVE_INFINITY);
  while (rows.at(-1)?.kind === 'blank') rows.pop();
  return rows;
}

const EMPTY: Row = { kind: 'blank', depth: 0, tokens: [], text: '', opens: false, hasInnerComment: false, line: 0 };

function startsRow(tokens: readonly IToken[], index: number): boolean {
  const token = tokens[index]!;
  const previous = tokens[index - 1];
  const type = token.tokenType.name;
  if (type === 'LINE') return true;
  if (previous?.image === '' && previous.tokenType.name === 'LINE') return false;
  const firstOfLine = previous?.endLine !== token.startLine;
  if (!firstOfLine) return false;
  return opensStatement(token);
}
