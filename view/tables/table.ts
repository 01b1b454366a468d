/**
 * A view that is a table, as plain data: what is written in which cell. One file each draws it for a page, for Markdown and as
 * a picture, so that all of them say the same.
 */
import type { RowFindings } from '../row-findings.ts';
import type { Source } from '../schedule/scene.ts';
import type { Family } from '../words/verbs.ts';

export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly sections: readonly TableSection[];
  /** Whoever reads it has put it into another order, or looks at some of its rows. */
  readonly arranged?: Arranged;
}

export interface Sort {
  /** Title of the column. */
  readonly column: string;
  readonly isDescending: boolean;
}

/** What became of it. */
export interface Arranged {
  /** Missing: the rows are in the order of the table. */
  readonly sort?: Sort;
  /** How many rows have the words, of how many; missing: none were wanted. */
  readonly found?: { readonly rows: number; readonly of: number };
}

export interface Column {
  readonly title: string;
  /** Numbers and times stand at the right edge of theirs. */
  readonly align?: 'end';
  /** Of the width of a picture, beside the other columns; default: 1. */
  readonly share?: number;
  /** On a phone it is left out, and everywhere where nothing stands in it. */
  readonly isExtra?: boolean;
  /** Whether anything stands in it, where that is known without writing all of its cells; default: they are looked through. */
  readonly isUsed?: boolean;
  /** Its rows make sense in the order of this column. */
  readonly sorts?: boolean;
}

export interface TableSection {
  readonly title: string;
  readonly detail: string;
  readonly source?: Source;
  /** Users are cut off meanwhile. */
  readonly isOutage?: boolean;
  readonly rows: readonly TableRow[];
}

/** Of thousands of rows a screen shows a few: what is long to say may be written when it is asked for, see `whenWanted`. */
export interface TableRow {
  readonly cells: readonly Cell[];
  readonly source?: Source;
  /** The id of its step. */
  readonly step?: string;
  /** It has one cell, as wide as the table. */
  readonly isNote?: boolean;
  /** All of it in words. */
  readonly description?: string;
  /** It has a box: ticked or not. */
  readonly done?: boolean;
  /** The moment to decide by, between two rows. */
  readonly isDecision?: boolean;
  readonly isOutage?: boolean;
  readonly finding?: RowFindings;
}

export interface Cell {
  /** What weighs most, before everything else: a verb. */
  readonly lead?: string;
  readonly text: string;
  /** Less important, behind it. */
  readonly note?: string;
  readonly family?: Family;
  /** It hangs on a line that cannot be read. */
  readonly doubt?: 'was' | 'without';
  /** Something is not there that somebody misses. */
  readonly isMissing?: boolean;
  /** Every minute of delay moves the end. */
  readonly isCritical?: boolean;
  /** What it is sorted by; default: its words. */
  readonly by?: number;
  /** Its text where the row above is another one. */
  readonly alone?: string;
}

export function cell(text: string, more: Omit<Cell, 'text'> = {}): Cell {
  return { text, ...more };
}

/** There is nothing in it. */
export function isEmpty({ sections }: Table): boolean {
  return sections.every(({ rows }) => rows.length === 0);
}

/** All a cell says, as one text. */
export function cellText({ lead, text, note, doubt, isCritical }: Cell): string {
  const marked = doubt && text !== '' ? (doubt === 'was' ? `was ${text}` : `${text} ?`) : text;
  return [lead, marked, note, isCritical ? 'critical' : ''].filter((part) => part).join(' ');
}

/** Without the columns that nobody needs: nothing stands in them. */
export function pruned(table: Table): Table {
  const rows = table.sections.flatMap((section) => section.rows);
  const isKept = table.columns.map(
    ({ isExtra, isUsed }, i) =>
      !isExtra || (isUsed ?? rows.some((row) => !row.isNote && cellText(row.cells[i]!) !== '')),
  );
  return withColumns(table, isKept);
}

/** Without those that only help: where there is no room for all. */
export function narrowed(table: Table): Table {
  return withColumns(
    table,
    table.columns.map(({ isExtra }) => !isExtra),
  );
}

function withColumns(table: Table, isKept: readonly boolean[]): Table {
  if (!isKept.includes(false)) return table;
  const kept = <T>(all: readonly T[]) => all.filter((_, i) => isKept[i]);
  return {
    ...table,
    columns: kept(table.columns),
    sections: table.sections.map((section) => ({
      ...section,
      rows: section.rows.map((row) => withCells(row, () => (row.isNote ? row.cells : kept(row.cells)))),
    })),
  };
}

/** A row of which nothing is written before somebody asks for it; where it leads is known. */
export function whenWanted(source: Source | undefined, write: () => Omit<TableRow, 'source'>): TableRow {
  return new RowWhenWanted(source, write);
}

/** The same row with other cells; nothing of it is asked for. */
export function withCells(row: TableRow, cells: () => readonly Cell[]): TableRow {
  return whenWanted(row.source, () => Object.create(row, { cells: { get: cells, enumerable: true } }) as TableRow);
}

/** A class, since there are thousands of them and getters of its own would make each ten times as dear. */
class RowWhenWanted implements TableRow {
  readonly source: Source | undefined;
  private readonly write: () => Omit<TableRow, 'source'>;
  private row: Omit<TableRow, 'source'> | undefined;

  constructor(source: Source | undefined, write: () => Omit<TableRow, 'source'>) {
    this.source = source;
    this.write = write;
  }

  private get written(): Omit<TableRow, 'source'> {
    this.row ??= this.write();
    return this.row;
  }

  get cells() {
    return this.written.cells;
  }

  get step() {
    return this.written.step;
  }

  get isNote() {
    return this.written.isNote;
  }

  get description() {
    return this.written.description;
  }

  get done() {
    return this.written.done;
  }

  get isDecision() {
    return this.written.isDecision;
  }

  get isOutage() {
    return this.written.isOutage;
  }

  get finding() {
    return this.written.finding;
  }
}
