/** What a table says of the release itself: above its head, in columns that say the same in every row, and in the row of the change whose tasks the others are. */
import type { Ledger } from '../../plan/outline/ledger.ts';
import type { Outline } from '../../plan/outline/model.ts';
import { type Cell, type Column, cellsOf, textIn } from './cells.ts';
import type { Head } from './head.ts';
import { takeFact } from './release-facts.ts';
import type { Table } from './table.ts';
import type { Moments } from './values/moments.ts';
import { peopleIn } from './values/people.ts';
import { timesIn } from './values/times.ts';
import { whatItIs } from './what-it-is.ts';

export interface OfTheRelease {
  readonly facts: Outline;
  /** What has no place in a release. */
  readonly notes: readonly string[];
  /** The row that is no step, from 0. */
  readonly change?: number;
}

type Facts = { -readonly [K in keyof Outline]: Outline[K] };

export function readRelease(
  table: Table,
  { at, columns }: Pick<Head, 'at' | 'columns'>,
  moments: Moments,
  ledger: Ledger,
): OfTheRelease {
  const facts: Facts = {};
  const notes: string[] = [];
  readAbove(table, at, facts, notes, moments, ledger);
  const change = changeIn(table.rows, at, columns);
  if (change !== undefined)
    readChange(cellsOf(table.rows[change]!, columns), facts, notes, moments, table.place(change), ledger);
  for (const { head, field, always } of columns) {
    if (always === undefined || facts.changes?.includes(always)) continue;
    if (CHANGE_NUMBER.test(always) && field === 'release') facts.changes = [...(facts.changes ?? []), always];
    // A mere number is what another program counts its rows by.
    else if (
      field === 'release' &&
      /\p{L}/u.test(always) &&
      takeFact(`Release: ${always}`, facts, moments, ledger.file)
    )
      ledger.file.guessed(`"${head.trim()}" says "${always}" in every row: that is the release`);
    else notes.push(`${head.trim()}: ${always}`);
  }
  return { facts, notes, ...(change !== undefined && { change }) };
}

/** Columns that nobody knows, or that name what a row is part of, and say the same in all rows: it is said once. */
export function withConstants(columns: readonly Column[], rows: Table['rows']): readonly Column[] {
  const said = rows
    .map((row) => cellsOf(row, columns))
    .filter((cells) => cells.some(({ text }) => text !== '') && whatItIs(cells).is !== 'change');
  if (said.length < 2) return columns;
  return columns.map((column, i) => {
    const always = said[0]![i]?.text ?? '';
    const isOfRows = (column.field !== undefined && column.field !== 'release') || column.again !== undefined;
    if (isOfRows || always === '' || column.head.trim() === '') return column;
    return said.every((cells) => cells[i]?.text === always) ? { ...column, always } : column;
  });
}

const CHANGE_NUMBER = /^(?:CHG|RFC|CR)-?\d+$/i;

/** A line by itself is the title; `Owner: Mara Lind` is of the release, whatever else stands there a comment. */
function readAbove(
  { rows, place }: Table,
  at: number,
  facts: Facts,
  notes: string[],
  moments: Moments,
  ledger: Ledger,
): void {
  for (const [i, cells] of rows.slice(0, at).entries()) {
    const said = inPairs(cells.map((cell) => cell.trim()).filter((cell) => cell !== ''));
    if (said.length === 0) continue;
    const row = ledger.row(place(i), said.join(' | '));
    const rest = said.filter((cell) => !takeFact(cell, facts, moments, row));
    if (facts.title === undefined && said.length === 1 && rest.length === 1 && notes.length === 0)
      facts.title = rest[0]!;
    else if (rest.length > 0) {
      notes.push(rest.join(' | '));
      row.left('the row', 'it stands above the head of the table; it is a comment at the top');
    }
  }
}

/** `Owner:` and what stands in the cell beside it. */
function inPairs(cells: readonly string[]): readonly string[] {
  const pairs: string[] = [];
  for (const cell of cells) {
    const last = pairs.at(-1);
    if (last?.endsWith(':')) pairs[pairs.length - 1] = `${last} ${cell}`;
    else pairs.push(cell);
  }
  return pairs;
}

/** Of several changes none is that of the others. */
function changeIn(rows: Table['rows'], at: number, columns: readonly Column[]): number | undefined {
  const changes = rows.flatMap((row, i) => (i > at && whatItIs(cellsOf(row, columns)).is === 'change' ? [i] : []));
  return changes.length === 1 ? changes[0] : undefined;
}

const TAKEN: readonly Cell['field'][] = [
  'id',
  'title',
  'start',
  'date',
  'time',
  'end',
  'end date',
  'end time',
  'by',
  'verb',
  'nothing',
];

/** Its window, number, kind and owner are the release's; its plans are told at the top. */
function readChange(
  cells: readonly Cell[],
  facts: Facts,
  notes: string[],
  moments: Moments,
  place: string,
  ledger: Ledger,
): void {
  const title = textIn(cells, 'title');
  const row = ledger.row(place, title ?? textIn(cells, 'id') ?? '');
  const number = textIn(cells, 'id');
  const kind = cells.find(({ head, text }) => /^(?:change )?type$/i.test(head.trim()) && text !== '');
  const { start, end } = timesIn(cells, moments, row);
  const [owner] = peopleIn(textIn(cells, 'by'));
  if (number !== undefined) facts.changes = [number];
  if (title !== undefined) facts.title ??= title;
  if (kind) facts.kind ??= kind.text.toLowerCase();
  if (start !== undefined) facts.window ??= { from: start, ...(end !== undefined && { to: end }) };
  if (owner !== undefined) facts.owner ??= owner;
  for (const cell of cells) {
    const isTaken = cell === kind || TAKEN.includes(cell.field);
    if (cell.text === '' || isTaken) continue;
    notes.push(`${cell.head.trim()}: ${cell.text}`);
    row.left(cell.head.trim(), 'a release has no place for it; it is a comment at the top');
  }
}
