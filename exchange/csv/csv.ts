/** Run sheets as comma-separated values. No cell of it is a formula wherever it is opened, and what guards it goes again on the way back. */
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import type { Outline } from '../../plan/outline/model.ts';
import { atMost, LONGEST_TEXT, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, textIn, Unreadable } from '../bounds.ts';
import { outlineOf } from '../outline/outline-of.ts';
import type { Exporting, Importing } from '../plan-format.ts';
import { concerns, rowsOf } from '../sheet/rows.ts';
import { readTable } from '../table/read.ts';
import { PROFILES, RUN_SHEET } from './columns.ts';

export async function writeCsv({ analysis, release, profile, for: somebody }: Exporting): Promise<string> {
  const outline = outlineOf(analysis, release);
  const columns = (profile === undefined ? undefined : PROFILES.get(profile)) ?? RUN_SHEET;
  const teams = new Map((outline.teams ?? []).map(({ name, members = [] }) => [name!, members] as const));
  const all = rowsOf(outline);
  const rows = somebody === undefined ? all : all.filter((row) => concerns(row, somebody, teams));
  const numbers = new Map(
    rows.flatMap(({ item }, i) =>
      [item.id, item.name].flatMap((key) => (key === undefined ? [] : [[key, i + 1] as const])),
    ),
  );
  const labels = 1 + rows.reduce((most, { item }) => Math.max(most, item.tags?.length ?? 0), 0);
  const context = { outline, numbers, labels };
  return stringify(
    [
      columns.head(outline, labels),
      ...(columns.first?.(outline, rows) ?? []),
      ...rows.filter((row) => columns.has?.(row) ?? true).map((row, i) => columns.row(row, i + 1, context)),
    ],
    {
      escape_formulas: true,
      // Of either kind it ends a row somewhere.
      quoted_match: /[\r\n]/,
      record_delimiter: 'windows',
    },
  );
}

/** A quotation mark that is never closed would take all that follows. */
const LONGEST_ROW = 8 * LONGEST_TEXT;

export async function readCsv(importing: Importing): Promise<Outline> {
  const { bytes, file } = importing;
  const text = textIn(bytes, file);
  let rows: string[][];
  let cells = 0;
  try {
    rows = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      to: MOST_ROWS + 2,
      max_record_size: LONGEST_ROW,
      on_record: (row: string[]) => {
        atMost(row.length, MOST_COLUMNS, 'columns', file);
        cells += row.length;
        atMost(cells, MOST_CELLS, 'cells', file);
        return row;
      },
    });
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(`${file} is no CSV: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const most = (MOST_ROWS + 1).toLocaleString('en');
  // No further row was counted.
  if (rows.length > MOST_ROWS + 1)
    throw new Unreadable(`${file} has more than ${most} rows: at most ${most} are read.`);
  const title = (file.split(/[/\\]/).at(-1) ?? file).replace(/\.[^.]*$/, '');
  return readTable({ rows: rows.map((row) => row.map(unguarded)), place: (row) => `row ${row + 1}`, title }, importing);
}

/** The one that the first lines have most of, outside of quotation marks. */
function delimiterOf(text: string): string {
  const first = text
    .slice(0, 20_000)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .slice(0, 20)
    .join('\n');
  const counts = [',', ';', '\t', '|'].map((one) => ({ one, count: first.split(one).length - 1 }));
  return counts.reduce((best, each) => (each.count > best.count ? each : best)).one;
}

/** `'=1+1` was written so that no program computes it. */
function unguarded(cell: string): string {
  return /^'[=+\-@\t\r\0＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}
