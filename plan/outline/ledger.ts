/**
 * What became of everything that an import has read, row by row: taken as it is, changed (was … now …), or not taken and
 * why. Whoever reads, writes or merges enters it here, so that nothing gets lost in silence.
 */
import { counted } from '../counted.ts';
import type { OutlineItem } from './model.ts';

/** Something that is not as the file has it. */
export interface Entry {
  readonly kind: 'guessed' | 'changed' | 'left';
  readonly text: string;
}

export interface RowReport {
  /** `row 5`, `line 12`, `event 3`. */
  readonly place: string;
  /** What the row is about, as the file calls it. */
  readonly what: string;
  readonly entries: readonly Entry[];
}

/** One row of a file that is being read. */
export class Row implements RowReport {
  readonly place: string;
  readonly what: string;
  readonly entries: Entry[] = [];
  /** What was told already. */
  readonly #told = new Set<string>();

  constructor(place: string, what: string) {
    this.place = place;
    this.what = what;
  }

  /** What the file does not say, and was taken to be so. */
  guessed(text: string): void {
    this.#add('guessed', text);
  }

  changed(what: string, was: string, now: string): void {
    this.#add('changed', `${what} was ${shown(was)}, now ${shown(now)}`);
  }

  left(what: string, why: string): void {
    this.#add('left', `${what} not taken: ${why}`);
  }

  #add(kind: Entry['kind'], told: string): void {
    const text = told.replace(/\s+/g, ' ').trim();
    if (this.#told.has(`${kind} ${text}`)) return;
    this.#told.add(`${kind} ${text}`);
    this.entries.push({ kind, text });
  }
}

/** An item that remembers its row; a copy of it does, too. */
export function withRow(item: OutlineItem, row: Row): OutlineItem {
  return { ...item, row } as OutlineItem;
}

export function rowOf(item: OutlineItem): Row | undefined {
  return (item as { readonly row?: Row }).row;
}

/** A column of a table, and the field that it is taken for; undefined: none. */
export interface ReadColumn {
  readonly head: string;
  readonly field?: string;
}

export class Ledger {
  readonly rows: Row[] = [];
  /** Of what was read as a table. */
  columns: readonly ReadColumn[] = [];
  /** What holds for the file as a whole. */
  readonly file = new Row('file', '');

  row(place: string, what: string): Row {
    const row = new Row(place, what);
    this.rows.push(row);
    return row;
  }

  /** 0: all taken as it is, 1: something was changed or left out. Guesses are no loss, and are told. */
  get exitCode(): 0 | 1 {
    return [this.file, ...this.rows].some(({ entries }) => entries.some(({ kind }) => kind !== 'guessed')) ? 1 : 0;
  }

  /** Counts first, then every row that is not as it was. */
  report(): string {
    const worst = (row: Row): Entry['kind'] | 'taken' =>
      (['left', 'changed', 'guessed'] as const).find((kind) => row.entries.some((entry) => entry.kind === kind)) ??
      'taken';
    const count = (kind: Entry['kind'] | 'taken') => this.rows.filter((row) => worst(row) === kind).length;
    const taken = count('taken') + count('guessed');
    const counts = [
      `${counted(this.rows.length, 'row')} read: ${taken} taken`,
      `${count('changed')} changed`,
      `${count('left')} with something left out`,
      `${count('guessed')} with a guess`,
    ].join(', ');
    const told = [this.file, ...this.rows].filter(({ entries }) => entries.length > 0);
    const lines = told.flatMap((row) =>
      row.entries.map(
        ({ kind, text }) =>
          `  ${row.place}${row.what ? ` ${shown(row.what)}` : ''}: ${kind === 'guessed' ? 'guessed: ' : ''}${text}`,
      ),
    );
    return `${[`${counts}.`, ...lines].join('\n')}\n`;
  }
}

/** In quotation marks, short enough for a line. */
function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `"${line.length > 80 ? `${line.slice(0, 79)}…` : line}"`;
}
