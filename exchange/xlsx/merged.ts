/** Merged cells of a sheet: what stands over several rows is said once, and meant for each of them. */
import { atMost, MOST_ROWS } from '../bounds.ts';
import type { Sheet } from './sheet.ts';

/** Fills the value of a merged area down its rows; says how many of them are of several rows: those within one say nothing more. */
export function fillMerged({ rows, numbers, merged }: Sheet, file: string): number {
  const at = new Map(numbers.map((number, i) => [number, i] as const));
  let [filled, cells] = [0, 0];
  for (const { column, from, to } of merged) {
    if (to <= from) continue;
    filled++;
    const first = at.get(from);
    const value = first === undefined ? '' : (rows[first]![column] ?? '');
    if (value === '') continue;
    for (let i = first! + 1; i < rows.length && numbers[i]! <= to; i++) {
      // Areas never overlap in a workbook that a program wrote.
      atMost(++cells, MOST_ROWS * 20, 'rows of merged areas', file);
      const row = rows[i]!;
      while (row.length <= column) row.push('');
      if (row[column] === '') row[column] = value;
    }
  }
  return filled;
}
