/** Which of many rows stands at a height, or is of a line. */
import type { IndexedRow } from '../../../view/rows/rows-index.ts';

export function indexOfLine(rows: readonly IndexedRow[], file: string, line: number): number {
  return rows.findIndex((row) => row.file === file && row.line === line);
}

/** The row whose statement begins last at or before the line. */
export function nearest(rows: readonly IndexedRow[], file: string, line: number): number {
  let best = -1;
  for (const [index, row] of rows.entries()) {
    if (row.file === file && row.line >= 0 && row.line <= line && row.line > (rows[best]?.line ?? -1)) best = index;
  }
  return best;
}

/** Where a row is among others: at the same place where that is of the same line, since several may be of one. */
export function indexAgain(rows: readonly IndexedRow[], before: readonly IndexedRow[], index: number): number {
  const wanted = before[index];
  if (!wanted) return -1;
  const isIt = (row: IndexedRow | undefined) => row?.file === wanted.file && row.line === wanted.line;
  return isIt(rows[index]) ? index : rows.findIndex(isIt);
}

/** Numbers of the rows that lie between two heights; the second is behind the last. */
export function rowsBetween(rows: readonly IndexedRow[], from: number, to: number): readonly [number, number] {
  const first = firstBelow(rows, from);
  let last = first;
  while (last < rows.length && rows[last]!.top < to) last++;
  return [first, last];
}

/** Index of the first row that ends below `y`. */
export function firstBelow(rows: readonly IndexedRow[], y: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.bottom <= y) low = middle + 1;
    else high = middle;
  }
  return low;
}
