/** What an edit is, where it is little enough for whoever reads the tree to know all that it changes. */
import type { IToken } from 'chevrotain';
import type { Statement } from '../generated/ast.ts';
import type { Edit, Parsed } from '../parse/parser.ts';
import { indexAt } from '../parse/tokens.ts';
import type { Changed } from './changed.ts';

/** Words of one line that became other words, more or fewer; to be asked before what stands behind them is moved. */
export function wordsEdit({ text, tokens }: Parsed, { tokens: edit, isInLine }: Changed): Edit | undefined {
  const old = tokens.slice(edit.from, edit.to);
  const { now } = edit;
  const most = Math.min(old.length, now.length);
  let [first, last] = [0, 0];
  while (first < most && old[first]!.image === now[first]!.image) first++;
  while (last < most - first && old.at(-1 - last)!.image === now.at(-1 - last)!.image) last++;
  const [was, is] = [old, now].map((all) => all.slice(first, all.length - last)) as [IToken[], IToken[]];
  const above = tokens[edit.from + first - 1];
  const one = was[0] ?? is[0];
  if (!isInLine || !one) return undefined;
  const line = one.startLine!;
  const isOnLine = ({ startLine, endLine }: IToken) => startLine === line && endLine === line;
  if (![...old, ...now].every(isOnLine)) return undefined;
  // What stands in a place of its own before and after is known to have moved by so much.
  if ((was.length === 0 || is.length === 0) && above?.endLine !== line) return undefined;
  if (was[0] && is[0] && was[0].startColumn !== is[0].startColumn) return undefined;
  const behind = was.at(-1)?.endColumn ?? above!.endColumn!;
  const by = (is.at(-1) ?? now[first - 1] ?? above)!.endColumn! - behind;
  const hasKept = (token: IToken, i: number) => token.startColumn === now[i]!.startColumn;
  const hasMoved = (token: IToken, i: number) => token.startColumn! + by === now[now.length - last + i]!.startColumn;
  if (!old.slice(0, first).every(hasKept) || !old.slice(old.length - last).every(hasMoved)) return undefined;
  return { before: text, line: line - 1, behind, by };
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
