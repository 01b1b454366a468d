/** The formatter's text as edits by line. */
import type { FormattingOptions, TextEdit } from 'vscode-languageserver';
import { format } from '../../../language/format.ts';
import { tokenizeAgain } from '../../../language/parse/parser.ts';
import { rangeOf } from '../../../language/parse/tokens.ts';
import type { Position, Range } from '../../../plan/model.ts';
import { lineEdits } from '../../../service/editing/line-edits.ts';

export function formatting(text: string, options: FormattingOptions): TextEdit[] {
  return lineEdits(text, format(text, { tabSize: options.tabSize, insertSpaces: options.insertSpaces }));
}

/** Only the lines of `range`; the whole file decides how they are aligned. */
export function rangeFormatting(text: string, range: Range, options: FormattingOptions): TextEdit[] {
  return linesLaidOut(text, range.start.line, range.end.line, options);
}

/** What was typed that ends something, the first one first. */
export const ENDINGS = ['\n', '}'] as const;

/**
 * Behind a line that is ended that line, with those above it whose columns are its own; behind a brace the block it closes. The
 * line that is begun is the typist's, and so is everything below.
 */
export function onTypeFormatting(text: string, at: Position, typed: string, options: FormattingOptions): TextEdit[] {
  const lines = text.split(/\r\n|\r|\n/);
  const isEnter = typed !== '}';
  const last = isEnter ? at.line - 1 : at.line;
  if (isEnter && isInComment(text, at)) return [];
  const first = isEnter ? firstOfRows(lines, last) : openedAt(text, last);
  return first === undefined ? [] : linesLaidOut(text, first, last, options);
}

/** A statement may get lines or lose them: where these are in the layout is told by how many characters stand before them. */
function linesLaidOut(text: string, above: number, below: number, options: FormattingOptions): TextEdit[] {
  const [was, is] = [text, format(text, { tabSize: options.tabSize, insertSpaces: options.insertSpaces })].map(linesOf);
  const said = [...was!.keys()].filter((line) => was![line]!.said && line >= above && line <= below);
  const [first, last] = [said[0], said.at(-1)];
  if (first === undefined || last === undefined) return [];
  const from = is!.findIndex(({ said, before }) => said && before === was![first]!.before);
  const to = is!.findLastIndex(({ said, behind }) => said && behind === was![last]!.behind);
  if (from < 0 || to < from) return [];
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const part = (lines: readonly TextLine[], start: number, stop: number) =>
    lines
      .slice(start, stop + 1)
      .map(({ text }) => text)
      .join(end);
  return lineEdits(part(was!, first, last), part(is!, from, to)).map(({ range: { start, end }, newText }) => ({
    range: { start: { ...start, line: start.line + first }, end: { ...end, line: end.line + first } },
    newText,
  }));
}

interface TextLine {
  readonly text: string;
  /** It has more than white space. */
  readonly said: boolean;
  /** How many characters that are no white space stand before its own, and with its own. */
  readonly before: number;
  readonly behind: number;
}

function linesOf(text: string): readonly TextLine[] {
  let count = 0;
  return text.split(/\r\n|\r|\n/).map((line) => {
    const before = count;
    count += line.replace(/\s+/g, '').length;
    return { text: line, said: count > before, before, behind: count };
  });
}

function isInComment(text: string, at: Position): boolean {
  return tokenizeAgain(text).comments.some((comment) => {
    const { start, end } = rangeOf(comment);
    return start.line < at.line && at.line <= end.line;
  });
}

function firstOfRows(lines: readonly string[], last: number): number {
  return lines.slice(0, last).findLastIndex((line) => !/[^\s{}]\s*$/.test(line)) + 1;
}

/** The line of the block that is closed on a line. */
function openedAt(text: string, line: number): number | undefined {
  const open: number[] = [];
  for (const token of tokenizeAgain(text).tokens) {
    const { start } = rangeOf(token);
    if (token.image === '{') open.push(start.line);
    if (token.image !== '}') continue;
    const opened = open.pop();
    if (start.line === line) return opened;
  }
  return undefined;
}
