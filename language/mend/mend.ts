/**
 * A text that was edited: what was read of it before is mended where it changed. The lines of the edit are lexed, the statements that it
 * touches are parsed, and what stands behind them is moved. Whatever an edit may do to more than its own statement is not mended,
 * and all is read: braces, parameters, comments over lines, characters that stand for others, any mistake of form.
 *
 * Mended is the very tree that was there, for a copy of it would cost half of what reading does. So what was read before is not to be
 * used any more, whatever comes of it.
 */
import type { IToken } from 'chevrotain';
import type { CompositeCstNode } from 'langium';
import type { Statement } from '../generated/ast.ts';
import { adoptOwnClauses } from '../own-clauses.ts';
import { mendBack, type Parsed, parseNext, type Reader } from '../parse/parser.ts';
import { changedIn, move, type Replaced } from './changed.ts';
import { commentEdit, wordsEdit } from './edit.ts';
import { graft, moveBehind, setText } from './graft.ts';
import { touchedBy } from './touched.ts';

/** `parseAgain`, for lowering: it is through with a tree before another text is read. */
export function parseEdited(text: string): Parsed {
  return parseNext(text, (before, reader) => mended(before, text, reader));
}

/** Whoever tries several edits of one text has each mended: what came of the one before is led back. */
export function leadBack(text: string): void {
  mendBack(text, (before, reader) => mended(before, text, reader));
}

/** Undefined: all of it has to be read. */
function mended(before: Parsed, text: string, { lexer, treeOf }: Reader): Parsed | undefined {
  if (!isMendable(before) || text.includes('/*') || text.startsWith('\ufeff')) return undefined;
  const changed = changedIn(before, text, lexer);
  if (!changed) return undefined;
  const { tokens: edit, by } = changed;
  const [old, now] = [before.tokens.slice(edit.from, edit.to), edit.now].map(shapeOf);
  if (old !== now || /[^{}]/.test(old!)) return undefined;
  const touched = touchedBy(before, edit);
  const behind = before.tokens[edit.to]?.startOffset;
  const tokens = replaced(before.tokens, edit);
  const comments = replaced(before.comments, changed.comments);
  const more = edit.now.length - (edit.to - edit.from);
  if (behind !== undefined && (by.characters !== 0 || by.lines !== 0)) {
    for (const token of before.tokens.slice(edit.to)) move(token, by);
    moveBehind(before.root.$cstNode as CompositeCstNode, behind, by);
  }
  for (const comment of before.comments.slice(changed.comments.to)) move(comment, by);
  setText(before.root, text);
  const words = wordsEdit(before, changed);
  let edited: Statement | undefined;
  if (edit.now.length > 0 || edit.from < edit.to) {
    const own = tokens.slice(touched.from, touched.to + more);
    const { root, errors } = treeOf(text, touched.isHead ? [...own, tokens[touched.closing + more]!] : own);
    if (errors.length > 0 || (touched.isHead && root.statements.length !== 1)) return undefined;
    adoptOwnClauses(root);
    graft(touched, root.statements);
    if (root.statements.length === 1) edited = root.statements[0];
  }
  const next = { ...before, text, tokens, comments };
  const said = words ? edited && { ...words, statement: edited } : commentEdit(before, changed, next);
  return { ...next, edit: said };
}

/** Nothing in it that reaches farther than its line; and no runbook, which is read once more wherever it is used. */
function isMendable({ text, root, hasParameters, errors, ...marks }: Parsed): boolean {
  const { strayBraces, missingBraces, surplusBraces, tooDeep, unreadable, lookAlikes } = marks;
  const all = [errors, strayBraces, missingBraces, surplusBraces, tooDeep, unreadable, lookAlikes];
  if (hasParameters || all.some(({ length }) => length > 0)) return false;
  if (text.includes('/*') || text.startsWith('\ufeff')) return false;
  return !root.statements.some((line) => line.$type === 'Declaration' && line.kind === 'runbook');
}

/** Where blocks begin and end, which may move along with what stands before them; and what has to do with parameters, which may not. */
function shapeOf(tokens: readonly IToken[]): string {
  const isOfShape = ({ image, tokenType: { name } }: IToken) =>
    /^[(){}]$/.test(image) || name === 'runbook' || name === 'release';
  return tokens.flatMap((token) => (isOfShape(token) ? token.image : [])).join('');
}

function replaced(all: readonly IToken[], { from, to, now }: Replaced): readonly IToken[] {
  return all.slice(0, from).concat(now, all.slice(to));
}
