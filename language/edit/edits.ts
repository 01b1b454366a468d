/** Plan edits become text edits: indented as their place is, one statement a line. */
import type { IToken } from 'chevrotain';
import type { PlanEdit } from '../../plan/findings/findings.ts';
import type { Position, Range } from '../../plan/model.ts';
import { tokenizeAgain } from '../parse/parser.ts';
import { endOf, startOf } from '../parse/tokens.ts';

export interface TextEdit {
  readonly file: string;
  readonly range: Range;
  readonly newText: string;
}

const INDENT = '  ';

/** `text` gives the present text of a file; edits of files it does not know are left out. */
export function textEdits(edits: readonly PlanEdit[], text: (file: string) => string | undefined): readonly TextEdit[] {
  return edits.flatMap((edit) => {
    const content = text(edit.place.file);
    if (content === undefined) return [];
    const { range, newText } = textEdit(edit, content);
    // The lines that are added end as the others of the file do.
    return [
      { file: edit.place.file, range, newText: content.includes('\r\n') ? newText.replace(/\r?\n/g, '\r\n') : newText },
    ];
  });
}

/** The text after all edits; of overlapping ones the first in the list wins. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const starts = lineStarts(text);
  const offsetOf = ({ line, character }: Position): number => {
    if (line >= starts.length) return text.length;
    return Math.min(starts[line]! + character, starts[line + 1] ?? text.length);
  };
  const ordered = edits
    .map((edit, index) => ({ ...edit, index, from: offsetOf(edit.range.start), to: offsetOf(edit.range.end) }))
    .sort((a, b) => a.from - b.from || a.index - b.index);
  let result = '';
  let at = 0;
  for (const { from, to, newText } of ordered) {
    if (from < at) continue;
    result += text.slice(at, from) + newText;
    at = to;
  }
  return result + text.slice(at);
}

function textEdit(edit: PlanEdit, content: string): Omit<TextEdit, 'file'> {
  const lines = content.split(/\r?\n/);
  const { start, end } = edit.place.range;
  const indent = /^[ \t]*/.exec(lines[start.line] ?? '')![0];
  switch (edit.kind) {
    case 'replace':
      return { range: edit.place.range, newText: edit.text };
    case 'insert-before': {
      const startsLine = (lines[start.line] ?? '').slice(0, start.character).trim() === '';
      if (!startsLine) return insert(start, `${indented(edit.text, indent)}\n${indent}`);
      return insert({ line: start.line, character: 0 }, `${indent}${indented(edit.text, indent)}\n`);
    }
    case 'insert-after':
      return insert(afterComment(end, lines), `\n${indent}${indented(edit.text, indent)}`);
    case 'append-clause': {
      const open = bracesIn(content, edit.place.range)?.before;
      return insert(open ?? end, ` ${edit.text}`);
    }
    case 'append-line':
    case 'prepend-line':
      return intoBlock(edit, content, lines, indent);
  }
}

function intoBlock(edit: PlanEdit, content: string, lines: readonly string[], indent: string): Omit<TextEdit, 'file'> {
  const { end } = edit.place.range;
  const inner = indent + INDENT;
  const text = indented(edit.text, inner);
  const braces = bracesIn(content, edit.place.range);
  if (!braces) return insert(end, ` {\n${inner}${text}\n${indent}}`);
  if (edit.kind === 'prepend-line') {
    const oneLine = braces.open.line === braces.close.line;
    return oneLine
      ? insert(braces.afterOpen, `\n${inner}${text}\n${inner}`)
      : insert(afterComment(braces.afterOpen, lines), `\n${inner}${text}`);
  }
  const closesLine = (lines[braces.close.line] ?? '').slice(0, braces.close.character).trim() === '';
  return closesLine
    ? insert({ line: braces.close.line, character: 0 }, `${inner}${text}\n`)
    : insert(braces.close, `\n${inner}${text}\n${indent}`);
}

function insert(at: Position, newText: string): Omit<TextEdit, 'file'> {
  return { range: { start: at, end: at }, newText };
}

function indented(text: string, indent: string): string {
  return text.split('\n').join(`\n${indent}`);
}

/** Behind a comment that follows on the same line, so that it stays with its statement. */
function afterComment(at: Position, lines: readonly string[]): Position {
  const rest = (lines[at.line] ?? '').slice(at.character);
  return /^\s*(\/\/|\/\*.*\*\/\s*$)/.test(rest) ? { line: at.line, character: (lines[at.line] ?? '').length } : at;
}

/** The outermost block of the statement at `range`. */
function bracesIn(
  content: string,
  range: Range,
): { open: Position; afterOpen: Position; close: Position; before: Position } | undefined {
  const tokens = tokenizeAgain(content).tokens.filter((token) => token.image !== '' && isWithin(token, range));
  const index = tokens.findIndex((token) => token.image === '{');
  const open = tokens[index];
  const close = tokens.at(-1);
  const before = tokens[index - 1];
  if (!open || !before || close?.image !== '}') return undefined;
  return { open: startOf(open), afterOpen: endOf(open), close: startOf(close), before: endOf(before) };
}

function isWithin(token: IToken, { start, end }: Range): boolean {
  return !isBefore(startOf(token), start) && !isBefore(end, endOf(token));
}

function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** A lone `\r` ends a line, too, as it does for parser and editors. */
function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
}
