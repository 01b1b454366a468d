/** Merged cells of a sheet: what stands over several rows is said once, and meant for each of them. */
import { atMost, MOST_ROWS } from '../bounds.ts';
import { allIn, type Element, xmlIn } from '../xml/read.ts';

/** Fills the value of a merged area down its rows; says how many areas those were, and how many lie in one row, which say nothing more. */
export function fillMerged(
  rows: readonly string[][],
  sheet: string,
  parts: ReadonlyMap<string, string>,
  file: string,
): { readonly filled: number; readonly flat: number } {
  const text = parts.get(partOf(sheet, parts, file) ?? '') ?? '';
  let [filled, flat, cells] = [0, 0, 0];
  for (const [, column, first, , last] of text.matchAll(
    /<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g,
  )) {
    atMost(filled + flat + 1, MOST_ROWS, 'merged areas', file);
    const at = indexOf(column!);
    const [from, to] = [Number(first) - 1, Math.min(Number(last), rows.length) - 1];
    if (Number(last) <= Number(first)) {
      flat++;
      continue;
    }
    filled++;
    const value = rows[from]?.[at] ?? '';
    for (let row = from + 1; row <= to; row++) {
      // Areas never overlap in a workbook that a program wrote.
      atMost(++cells, MOST_ROWS * 20, 'rows of merged areas', file);
      const cellsOfRow = rows[row]!;
      while (cellsOfRow.length <= at) cellsOfRow.push('');
      if (cellsOfRow[at] === '') cellsOfRow[at] = value;
    }
  }
  return { filled, flat };
}

/** The part that holds a sheet: the workbook has its name and a relation, and that leads there. */
function partOf(sheet: string, parts: ReadonlyMap<string, string>, file: string): string | undefined {
  const read = (part: string): Element => xmlIn(new TextEncoder().encode(parts.get(part) ?? '<none/>'), file).root;
  const own = allIn(read('xl/workbook.xml'), 'sheets', 'sheet').find(({ attributes }) => attributes.name === sheet);
  const id = Object.entries(own?.attributes ?? {}).find(([name]) => /(?:^|:)id$/.test(name) && name !== 'id')?.[1];
  const relation = read('xl/_rels/workbook.xml.rels').children.find(({ attributes }) => attributes.Id === id);
  const target = relation?.attributes.Target;
  return target?.startsWith('/') ? target.slice(1) : target && `xl/${target}`;
}

/** `B` → 1. */
function indexOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
