/**
 * Canonical layout of a `.release` text: one statement a line, indented by block, clauses in the order of the language,
 * columns aligned in runs of neighbouring lines, comments kept. Idempotent. What the parser could not read stays as typed,
 * and no token is ever lost: should the result hold other tokens than the text, the text is returned as it was.
 */
import type { IToken } from 'chevrotain';
import { alignRows } from './format/align.ts';
import { canonicalCells, statementsByOffset } from './format/clauses.ts';
import { readRows } from './format/rows.ts';
import { type Parsed, parse, tokenize } from './parser.ts';

export interface FormatOptions {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

const DEFAULTS: FormatOptions = { tabSize: 2, insertSpaces: true };
/** Longer statements go on in the next line. */
const WIDTH = 120;

export function format(text: string, options: FormatOptions = DEFAULTS): string {
  const { result, hasErrors } = layOut(text, options);
  if (!sameTokens(text, result)) return text;
  // Around a mistake the parser guesses, and may guess otherwise about the new layout: only what is stable is kept.
  if (hasErrors && layOut(result, options).result !== result) return text;
  return result;
}

function layOut(text: string, options: FormatOptions): { readonly result: string; readonly hasErrors: boolean } {
  const parsed = parse(text);
  const hasErrors = parsed.errors.length > 0;
  // Where a brace is missing the depth of every line behind it would be a guess.
  if (parsed.missingBraces.length + parsed.strayBraces.length + parsed.tooDeep.length > 0)
    return { result: text, hasErrors };
  const indent = options.insertSpaces ? ' '.repeat(options.tabSize) : '\t';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const statements = statementsByOffset(parsed.root);
  const mistaken = linesWithMistakes(parsed);
  const rows = readRows(text, parsed).map((row) => ({
    ...row,
    cells: row.tokens.some((token) => mistaken.has(token.startLine ?? 0)) ? undefined : canonicalCells(row, statements),
  }));
  const lines = alignRows(rows, indent, WIDTH);
  return { result: lines.length > 0 ? `${lines.join(newline)}${newline}` : '', hasErrors };
}

function linesWithMistakes(parsed: Parsed): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const error of parsed.errors) {
    const { previousToken } = error as typeof error & { readonly previousToken?: IToken };
    for (const token of [error.token, previousToken, ...error.resyncedTokens]) lines.add(token?.startLine ?? 0);
  }
  return lines;
}

/** Clauses may have moved, so the tokens are compared as a bag. */
function sameTokens(before: string, after: string): boolean {
  const bag = (text: string): string => {
    const { tokens, comments } = tokenize(text);
    const images = (list: readonly IToken[]): string[] => list.map((token) => token.image.replace(/\s+/g, ' ').trim());
    return [...images(tokens), ...images(comments)].filter(Boolean).sort().join('\n');
  };
  return bag(before) === bag(after);
}
