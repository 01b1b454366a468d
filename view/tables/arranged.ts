/** A table as one of its readers wants it: by another column, or only the rows that have certain words. */
import {
  type Cell,
  type Column,
  cellText,
  type Sort,
  type Table,
  type TableRow,
  type TableSection,
  withCells,
} from './table.ts';

/** What is wanted; nothing: the table as it is. */
export interface Arrangement {
  readonly sort?: Sort;
  /** All of these words are in the row, or in the title above it; `who:mara` is looked for in that column alone. */
  readonly words?: string;
}

/** A column that the table has not, or that cannot be sorted by, sorts nothing. */
export function arrange(table: Table, { sort, words = '' }: Arrangement): Table {
  const column = table.columns.findIndex(({ title, sorts }) => sorts && title === sort?.column);
  const tests = testsOf(words, table.columns);
  if (column < 0 && tests.length === 0) return table;
  const all = table.sections.flatMap(({ rows }) => rows);
  const kept = table.sections
    .map((section) => ({ ...section, rows: section.rows.filter((row) => tests.every((fits) => fits(row, section))) }))
    .filter(({ rows }) => rows.length > 0);
  const sections = column < 0 ? kept : [sorted(kept, column, sort!.isDescending)];
  const alone = sections.map((section) => ({ ...section, rows: section.rows.map(standingAlone) }));
  return {
    ...table,
    sections: alone,
    arranged: {
      ...(column >= 0 && { sort }),
      ...(tests.length > 0 && { found: { rows: count(kept), of: all.length } }),
    },
  };
}

function count(sections: readonly TableSection[]): number {
  return sections.reduce((sum, { rows }) => sum + rows.length, 0);
}

type Test = (row: TableRow, section: TableSection) => boolean;

function testsOf(words: string, columns: readonly Column[]): readonly Test[] {
  return words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word): Test => {
      const [, title, wanted] = /^(.+?):(.*)$/.exec(word) ?? [];
      const column = columns.findIndex((each) => each.title.toLowerCase() === title);
      if (column >= 0) return (row) => wordsOf(row.cells[column]).includes(wanted!);
      return ({ cells }, section) =>
        section.title.toLowerCase().includes(word) || cells.some((cell) => wordsOf(cell).includes(word));
    });
}

function wordsOf(cell: Cell | undefined): string {
  return cell ? cellText(cell).toLowerCase() : '';
}

/** One section of all rows: under their titles they are not any more. Equal ones stay in the order of the table. */
function sorted(sections: readonly TableSection[], column: number, isDescending: boolean): TableSection {
  const rows = sections.flatMap((section) => section.rows);
  const keyed = rows.map((row) => ({ row, key: keyOf(row.cells[column]) }));
  keyed.sort((a, b) => a.key.rank - b.key.rank || compare(a.key, b.key) * (isDescending ? -1 : 1));
  return { title: '', detail: '', rows: keyed.map(({ row }) => row) };
}

interface Key {
  /** Numbers, then words, then nothing, whichever way they are sorted. */
  readonly rank: 0 | 1 | 2;
  readonly by: number;
  readonly text: string;
}

function keyOf(cell: Cell | undefined): Key {
  const text = cell ? cellText(cell) : '';
  if (cell?.by !== undefined) return { rank: 0, by: cell.by, text: '' };
  return { rank: text === '' ? 2 : 1, by: 0, text };
}

const WORDS = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function compare(a: Key, b: Key): number {
  return a.by - b.by || WORDS.compare(a.text, b.text);
}

/** What a cell leaves out since the row above says it. */
function standingAlone(row: TableRow): TableRow {
  return withCells(row, () =>
    row.cells.map((cell) => (cell.alone === undefined ? cell : { ...cell, text: cell.alone })),
  );
}
