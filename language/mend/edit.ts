/** What an edit is, where it is little enough for whoever reads the tree to know all that it changes. */
import type { IToken } from 'chevrotain';
import type { Statement } from '../generated/ast.ts';
import type { Edit, Parsed } from '../parse/parser.ts';
import { type Changed, indexAt } from './changed.ts';

/** One word that became another one; to be asked before what stands behind it is moved. */
export function wordEdit({ text, tokens }: Parsed, { tokens: edit, isInLine }: Changed): Edit | undefined {
  const old = tokens.slice(edit.from, edit.to);
  const at = old.findIndex(({ image }, i) => image !== edit.now[i]?.image);
  const [was, is] = [old[at], edit.now[at]];
  if (!isInLine || !was || !is || old.length !== edit.now.length) return undefined;
  const by = is.endColumn! - was.endColumn!;
  const hasMoved = (token: IToken, i: number) => {
    const now = edit.now[i]!;
    return i < at ? now.startColumn === token.startColumn : now.startColumn! - by === token.startColumn;
  };
  const isOnLine = ({ startLine, endLine }: IToken) => startLine === was.startLine && endLine === was.startLine;
  const others = old.filter((_, i) => i !== at);
  if (![...old, ...edit.now].every(isOnLine)) return undefined;
  if (others.some((token) => token.image !== edit.now[old.indexOf(token)]!.image)) return undefined;
  if (was.startColumn !== is.startColumn || !old.every((token, i) => i === at || hasMoved(token, i))) return undefined;
  return { before: text, line: was.startLine! - 1, behind: was.endColumn!, by };
}

/** One comment alone, with the statement right below it. */
export function commentEdit(
  { text, comments: before }: Parsed,
  { tokens: edit, comments: { from, to, now }, isInLine }: Changed,
  { tokens, comments, root }: Parsed,
): Edit | undefined {
  const isOfWords = edit.from !== edit.to || edit.now.length > 0;
  const changed = now.filter(({ image }, i) => image !== before[from + i]?.image);
  const [comment] = changed;
  if (isOfWords || !isInLine || now.length !== to - from || !comment || changed.length > 1) return undefined;
  const line = comment.startLine! - 1;
  const edited = { before: text, line, behind: Number.POSITIVE_INFINITY, by: 0 };
  const next = indexAt(tokens, comment.startOffset);
  if (tokens[next - 1]?.endLine === comment.startLine) return edited;
  // Comments on lines one below the other are one text, which belongs to what stands below the last of them.
  let last = comments.indexOf(comment);
  while (comments[last + 1]?.startLine === comments[last]!.startLine! + 1) last++;
  const below = tokens[next];
  const isBelow = below?.startLine === comments[last]!.startLine! + 1;
  return isBelow ? { ...edited, statement: statementAt(root, below.startOffset) } : edited;
}

/** The one that begins there. */
function statementAt(root: Parsed['root'], offset: number): Statement | undefined {
  let lines: readonly Statement[] | undefined = root.statements;
  while (lines) {
    const around: Statement | undefined = lines.findLast(({ $cstNode }) => $cstNode!.offset <= offset);
    if (!around || around.$cstNode!.offset === offset) return around;
    lines = 'statements' in around ? around.statements : undefined;
  }
  return undefined;
}
