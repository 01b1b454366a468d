/** Pieces of a text, by their places and by their words. */
import type { TextEdit } from '../../language/edit/edits.ts';
import { tokenizeAgain } from '../../language/parse/parser.ts';
import type { IToken } from '../../language/parse/tokens.ts';
import { endOf, startOf } from '../../language/parse/tokens.ts';
import type { Workspace } from '../../language/workspace.ts';
import type { Place, Position, Range } from '../../plan/model.ts';

/** What stands at a place; empty where the text is not there. */
export function textAt(workspace: Workspace, { file, range }: Place): string {
  const lines = (workspace.text(file) ?? '').split(/\r\n|\r|\n/).slice(range.start.line, range.end.line + 1);
  if (lines.length === 0) return '';
  const last = lines.length - 1;
  lines[last] = lines[last]!.slice(0, range.end.character);
  lines[0] = lines[0]!.slice(range.start.character);
  return lines.join('\n');
}

/** The words of a text that stand at a place. */
export function tokensAt(workspace: Workspace, { file, range }: Place): readonly IToken[] {
  return tokenizeAgain(workspace.text(file) ?? '').tokens.filter((token) => token.image !== '' && isIn(token, range));
}

/** The words of a statement before its block. */
export function headTokens(workspace: Workspace, statement: Place): readonly IToken[] {
  const tokens = tokensAt(workspace, statement);
  const open = tokens.findIndex(({ image }) => image === '{');
  return open < 0 ? tokens : tokens.slice(0, open);
}

export function isIn(token: IToken, { start, end }: Range): boolean {
  return !isBefore(startOf(token), start) && !isBefore(end, endOf(token));
}

export function isWithin(inner: Place, outer: Place): boolean {
  const { start, end } = outer.range;
  return inner.file === outer.file && !isBefore(inner.range.start, start) && !isBefore(end, inner.range.end);
}

export function replaced({ file, range }: Place, newText: string): TextEdit {
  return { file, range, newText };
}

/** Takes words of a statement out, with the space before them. */
export function removed(file: string, before: IToken | undefined, from: IToken, to: IToken): TextEdit {
  return { file, range: { start: before ? endOf(before) : startOf(from), end: endOf(to) }, newText: '' };
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
