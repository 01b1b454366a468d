/** Rows → lines: columns aligned in runs of neighbouring statements, long statements broken between clauses. */
import type { IToken } from 'chevrotain';
import { goesOn } from '../parse/lexer.ts';
import type { LaidOutRow } from './as-typed.ts';
import type { Cells } from './clauses.ts';
import { spell } from './spell.ts';

/** A column is not padded further than this: one long title must not push all others away. */
const WIDEST_GAP = 24;
/** By column: word, subject, title, duration. */
const WIDEST_GAPS = [12, 24, 32, 5];

export function alignRows(rows: readonly LaidOutRow[], indent: string, width: number): string[] {
  const lines: string[] = [];
  for (let i = 0; i < rows.length; ) {
    const row = rows[i]!;
    const folded = foldedBlock(rows, i);
    if (folded) {
      lines.push(...splitLines(withComment(indentOf(row, indent) + folded.text, folded.trailing)));
      i += folded.rows;
    } else if (row.cells && !row.brace) {
      const group = groupAt(rows, i);
      lines.push(...alignGroup(group, indent, width));
      i += group.length;
    } else {
      lines.push(...plainLines(row, indent));
      i++;
    }
  }
  return lines;
}

/** `person jonas { calendar berlin }` may stay on one line if it was. */
function foldedBlock(
  rows: readonly LaidOutRow[],
  index: number,
): { text: string; trailing?: string; rows: number } | undefined {
  const [head, inner, close] = [rows[index]!, rows[index + 1], rows[index + 2]];
  if (!head.brace || head.trailing || head.kind !== 'statement') return undefined;
  const headText = statementText(head);
  if (inner?.kind === 'close' && inner.first === head.first)
    return { text: `${headText} {}`, trailing: inner.trailing, rows: 2 };
  if (inner?.kind !== 'statement' || inner.brace || inner.trailing || close?.kind !== 'close') return undefined;
  if (inner.first !== head.first || close.first !== head.first) return undefined;
  return { text: `${headText} { ${statementText(inner)} }`, trailing: close.trailing, rows: 3 };
}

/** Statements without a block that follow each other line by line. */
function groupAt(rows: readonly LaidOutRow[], index: number): LaidOutRow[] {
  const group: LaidOutRow[] = [];
  for (let i = index; i < rows.length; i++) {
    const row = rows[i]!;
    if (row.brace || !row.cells || row.depth !== rows[index]!.depth) break;
    group.push(row);
  }
  return group;
}

function alignGroup(group: readonly LaidOutRow[], indent: string, width: number): string[] {
  const widths = columnWidths(group.map((row) => row.cells!));
  const texts = group.map((row) => {
    const text = indentOf(row, indent) + padded(row.cells!, widths);
    return text.length <= width ? [text] : broken(row, indent, width);
  });
  const commented = group.map((row, i) => (row.trailing && texts[i]!.length === 1 ? texts[i]![0]!.length : 0));
  const column = Math.max(...commented);
  return group.flatMap((row, i) => {
    const lines = texts[i]!;
    if (!row.trailing) return lines;
    const last = lines.at(-1)!;
    const gap = lines.length === 1 && column - last.length <= WIDEST_GAP ? column - last.length : 0;
    return [...lines.slice(0, -1), ...splitLines(withComment(last + ' '.repeat(gap), row.trailing))];
  });
}

function columnWidths(cells: readonly Cells[]): number[] {
  const count = Math.max(...cells.map((cell) => cell.columns.length));
  return Array.from({ length: count }, (_, column) => {
    const lengths = cells.flatMap((cell) => (cell.columns[column] === undefined ? [] : [cell.columns[column]!.length]));
    const longest = Math.max(0, ...lengths);
    const shortest = Math.min(longest, ...lengths.filter((length) => length > 0));
    return longest - shortest > (WIDEST_GAPS[column] ?? 0) ? 0 : longest;
  });
}

function padded(cells: Cells, widths: readonly number[]): string {
  let text = '';
  cells.columns.forEach((cell, column) => {
    const width = widths[column]!;
    if (cell === '' && width === 0) return;
    text += `${cell.padEnd(width)} `;
  });
  return `${text}${cells.rest.join(' ')}`.trimEnd();
}

/** A long statement: between its clauses if possible, inside of long lists too, and only where the lexer lets a line go on. */
function broken(row: LaidOutRow, indent: string, width: number): string[] {
  const lines: string[] = [];
  const further = indentOf(row, indent) + indent + indent;
  let line = indentOf(row, indent);
  let previous: IToken | undefined;
  const fits = (text: string): boolean => line.length + 1 + text.length <= width;
  const add = (tokens: readonly IToken[]): void => {
    const text = spell(tokens);
    if (previous === undefined) line += text;
    else if (fits(text) || !goesOn(previous, tokens[0]!)) line += ` ${text}`;
    else {
      lines.push(line);
      line = further + text;
    }
    previous = tokens.at(-1);
  };
  for (const piece of row.cells!.pieces) {
    if (fits(spell(piece)) || further.length + spell(piece).length <= width) add(piece);
    else for (const part of partsOf(piece)) add(part);
  }
  return [...lines, line];
}

/** A list, split behind its commas. */
function partsOf(piece: readonly IToken[]): IToken[][] {
  const parts: IToken[][] = [[]];
  piece.forEach((token, i) => {
    if (piece[i - 1]?.image === ',') parts.push([]);
    parts.at(-1)!.push(token);
  });
  return parts;
}

function plainLines(row: LaidOutRow, indent: string): string[] {
  const margin = indentOf(row, indent);
  switch (row.kind) {
    case 'blank':
      return [''];
    case 'typed':
      return row.isUnmoved ? [...row.lines] : moved(row.lines, margin);
    case 'comment':
      return splitLines(row.text).map((line, i) => (i === 0 ? margin + line : line.trimEnd()));
    default: {
      const text = row.kind === 'close' ? '}' : `${statementText(row)}${row.brace ? ' {' : ''}`;
      return splitLines(withComment(margin + text, row.trailing));
    }
  }
}

/** Lines as they were typed, all moved as the first of them is. */
function moved([first = '', ...others]: readonly string[], margin: string): string[] {
  const typed = /^[ \t]*/.exec(first)![0];
  return [first, ...others].map((line) => (line.startsWith(typed) ? margin + line.slice(typed.length) : line));
}

/** A comment may be of several lines. */
function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

function statementText({ cells }: LaidOutRow): string {
  return cells ? [...cells.columns, ...cells.rest].filter(Boolean).join(' ') : '';
}

function withComment(text: string, comment: string | undefined): string {
  return comment === undefined ? text : `${text}  ${comment}`;
}

function indentOf(row: LaidOutRow, indent: string): string {
  return indent.repeat(row.depth);
}
