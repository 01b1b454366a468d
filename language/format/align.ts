/** Rows → lines: columns aligned in runs of neighbouring statements, long statements broken between clauses. */
import type { Cells } from './clauses.ts';
import type { Row } from './rows.ts';

export type LaidOutRow = Row & { readonly cells: Cells | undefined };

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
      lines.push(withComment(indentOf(row, indent) + folded.text, folded.trailing));
      i += folded.rows;
    } else if (row.kind === 'statement' && row.cells && !row.opens) {
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
  if (head.kind !== 'statement' || !head.opens || head.trailing) return undefined;
  const headText = statementText(head);
  if (inner?.kind === 'close' && inner.line === head.line)
    return { text: `${headText} {}`, trailing: inner.trailing, rows: 2 };
  if (inner?.kind !== 'statement' || inner.opens || inner.trailing || close?.kind !== 'close') return undefined;
  if (inner.line !== head.line || close.line !== head.line) return undefined;
  return { text: `${headText} { ${statementText(inner)} }`, trailing: close.trailing, rows: 3 };
}

/** Statements without a block that follow each other line by line. */
function groupAt(rows: readonly LaidOutRow[], index: number): LaidOutRow[] {
  const group: LaidOutRow[] = [];
  for (let i = index; i < rows.length; i++) {
    const row = rows[i]!;
    if (row.kind !== 'statement' || row.opens || !row.cells || row.depth !== rows[index]!.depth) break;
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
    return [...lines.slice(0, -1), withComment(last + ' '.repeat(gap), row.trailing)];
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

function broken(row: LaidOutRow, indent: string, width: number): string[] {
  const lines: string[] = [];
  const further = indentOf(row, indent) + indent + indent;
  let line = indentOf(row, indent) + row.cells!.columns.filter(Boolean).join(' ');
  for (const piece of row.cells!.rest) {
    if (line.length + 1 + piece.length > width && line.trim() !== '') {
      lines.push(line);
      line = further + piece;
    } else {
      line += ` ${piece}`;
    }
  }
  return [...lines, line];
}

function plainLines(row: LaidOutRow, indent: string): string[] {
  if (row.kind === 'blank') return [''];
  const margin = indentOf(row, indent);
  if (row.kind === 'comment')
    return row.text.split(/\r?\n/).map((line, i) => (i === 0 ? margin + line : line.trimEnd()));
  const text = row.kind === 'close' ? '}' : `${statementText(row)}${row.opens ? ' {' : ''}`;
  return withComment(margin + text, row.trailing).split(/\r?\n/);
}

function statementText(row: LaidOutRow): string {
  if (!row.cells) return row.text.trimEnd();
  return [...row.cells.columns, ...row.cells.rest].filter(Boolean).join(' ');
}

function withComment(text: string, comment: string | undefined): string {
  return comment === undefined ? text : `${text}  ${comment}`;
}

function indentOf(row: Row, indent: string): string {
  return indent.repeat(row.depth);
}
