/**
 * Canonical layout of a `.release` text: one statement a line, indented by block, clauses in the order of the language,
 * columns aligned in runs of neighbouring lines, comments kept. It changes nothing that the text says, and loses no
 * character: a statement of which that cannot be shown stays as typed. Idempotent.
 */
import type { IToken } from 'chevrotain';
import { alignRows } from './format/align.ts';
import { type LaidOutRow, laidOutRows, type Stays } from './format/as-typed.ts';
import { dense } from './format/between.ts';
import { canonicalCells, statementsByOffset } from './format/clauses.ts';
import { misread } from './format/misread.ts';
import { type Row, readRows } from './format/rows.ts';
import { TextLines } from './format/text-lines.ts';
import { opensStatement } from './parse/lexer.ts';
import { isClosed, tokenBefore } from './parse/messages.ts';
import { type Parsed, parseAgain } from './parse/parser.ts';
import { straysIn } from './strays.ts';

export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

export interface Formatted {
  readonly text: string;
  readonly statements: number;
  /** How many of them stay as typed. */
  readonly asTyped: number;
}

const DEFAULTS: FormatOptions = { tabSize: 2, insertSpaces: true };
/** Longer statements go on in the next line. */
const WIDTH = 120;
/** Each time more stays as typed; a text that would need more is left alone. */
const ATTEMPTS = 8;

export function format(text: string, options: FormatOptions = DEFAULTS): string {
  return formatted(text, options).text;
}

/** The text in its layout, and how much of it that is. */
export function formatted(text: string, options: FormatOptions = DEFAULTS): Formatted {
  // The mark of an encoding stands in no column.
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const first = layOut(text.slice(mark.length), options);
  let { text: last, isSettled } = first;
  // Around a mistake the parser guesses, and may guess otherwise about the new layout: only what is stable is kept.
  for (let i = 0; !isSettled && i < ATTEMPTS; i++) {
    const again = layOut(last, options);
    isSettled = again.isSettled || again.text === last;
    last = again.text;
  }
  return isSettled ? { ...first, text: mark + last } : { ...first, text, asTyped: first.statements };
}

/** One layout of a text, which says the same. Settled: nothing in it could be laid out otherwise the next time. */
function layOut(text: string, options: FormatOptions): Formatted & { readonly isSettled: boolean } {
  const parsed = parseAgain(text);
  const lines = new TextLines(text);
  const read = readRows(parsed, lines);
  const syntax = statementsByOffset(parsed.root);
  const mistaken = wordsOfMistakes(parsed);
  const cells = read.rows.map((row) => (row.tokens.some(isMistaken) ? undefined : canonicalCells(row, syntax)));
  const stays = read.rows.map((row, i): Stays => {
    if (read.guessed.has(row.unit)) return 'everything';
    return row.isMixed || row.tokens.some(isMistaken) || (row.kind === 'statement' && !cells[i]) ? 'line' : 'nothing';
  });
  const isClean = parsed.errors.length + parsed.missingBraces.length === 0 && !read.rows.some((row) => row.isMixed);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const rows = laidOutRows(read, cells, stays, lines);
    const result = textOf(rows, text, options);
    const wrong = result === text ? new Set<LaidOutRow>() : misread(parsed, rows, result);
    if (wrong.size === 0 && sameCharacters(text, result))
      return { text: result, ...count(rows, read.rows), isSettled: (isClean && attempt === 0) || result === text };
    if (wrong.size === rows.length || ![...wrong].map((row) => leaveMore(row, stays, read.rows)).includes(true)) break;
  }
  const statements = statementsIn(read.rows);
  return { text, statements, asTyped: statements, isSettled: true };

  /**
   * What the parser stumbled over, a text that is not closed and so ends with its line wherever that ends, and a word that
   * was read for other characters than stand there.
   */
  function isMistaken(token: IToken): boolean {
    return (
      mistaken.has(token) ||
      (token.tokenType.name === 'STRING' && !isClosed(token.image)) ||
      !text.startsWith(token.image, token.startOffset) ||
      token.endOffset! - token.startOffset + 1 !== token.image.length
    );
  }
}

function textOf(rows: readonly LaidOutRow[], text: string, { tabSize, insertSpaces }: FormatOptions): string {
  const indent = insertSpaces ? ' '.repeat(Math.max(1, tabSize)) : '\t';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const visible = rows.at(-1)?.kind === 'blank' ? rows.slice(0, -1) : rows;
  return alignRows(visible, indent, WIDTH)
    .map((line) => line + newline)
    .join('');
}

function wordsOfMistakes(parsed: Parsed): ReadonlySet<IToken> {
  const { errors, tokens } = parsed;
  const words = new Set<IToken>();
  for (const error of errors) {
    const { previousToken } = error as typeof error & { readonly previousToken?: IToken };
    // The one that the parser remembers, and the one that stands there: what was read wrong, and what is told of.
    const before = tokenBefore(error.token, tokens);
    for (const token of [previousToken, before, ...error.resyncedTokens]) if (token) words.add(token);
    // What begins a later line came too early for the one before: that is the one with the mistake.
    const isLater = before !== undefined && before.endLine !== error.token.startLine;
    if (!(isLater && (opensStatement(error.token) || error.token.image === '}'))) words.add(error.token);
  }
  for (const token of straysIn(parsed).flat()) words.add(token);
  return words;
}

/** True if there is anything more of the row, or of those around it, that can stay as typed. */
function leaveMore({ from, to }: LaidOutRow, stays: Stays[], rows: readonly Row[]): boolean {
  const own = stays.slice(from, to + 1);
  if (own.some((one) => one !== 'everything')) {
    const more = own.includes('nothing') ? 'line' : 'everything';
    stays.fill(more, from, to + 1);
    return true;
  }
  const around = [from - 1, to + 1].map((i) => (rows[i]?.kind === 'blank' ? i + Math.sign(i - from) : i));
  const open = around.filter((i) => rows[i] && stays[i] !== 'everything');
  for (const i of open) stays[i] = 'everything';
  return open.length > 0;
}

function count(rows: readonly LaidOutRow[], all: readonly Row[]): { statements: number; asTyped: number } {
  const typed = rows.filter((row) => row.kind === 'typed');
  const asTyped = typed.reduce((sum, { from, to }) => sum + statementsIn(all.slice(from, to + 1)), 0);
  return { statements: statementsIn(all), asTyped };
}

function statementsIn(rows: readonly Row[]): number {
  return rows.filter(({ kind, tokens }) => kind === 'statement' && tokens.length > 0).length;
}

/** The last guard: not one character that is no white space is more or less than before, nor becomes the mark of an encoding. */
function sameCharacters(before: string, after: string): boolean {
  if (before.startsWith('\uFEFF') !== after.startsWith('\uFEFF')) return false;
  const counts = new Map<number, number>();
  const tally = (text: string, by: number): void => {
    const characters = dense(text);
    for (let i = 0; i < characters.length; i++) {
      const code = characters.charCodeAt(i);
      counts.set(code, (counts.get(code) ?? 0) + by);
    }
  };
  tally(before, 1);
  tally(after, -1);
  return [...counts.values()].every((count) => count === 0);
}
