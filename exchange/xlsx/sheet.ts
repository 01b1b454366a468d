/** One sheet of a workbook: its rows as people see them, and what else stands in it. */
import { atMost, LONGEST_TEXT, MOST_CELLS, MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS } from '../bounds.ts';
import { type Attributes, attributeIn } from '../xml/scan.ts';
import { type Book, scan } from './book.ts';
import { textOfNumber } from './formats.ts';
import type { Zip } from './zip.ts';

export interface Sheet {
  /** Those with anything in them. */
  readonly rows: readonly string[][];
  /** By what Excel calls each, from 1. */
  readonly numbers: readonly number[];
  readonly merged: readonly Area[];
  /** Cells with a colour of their own behind a text. */
  readonly coloured: readonly Coloured[];
  readonly unread: Unread;
}

export interface Coloured {
  /** As Excel calls it. */
  readonly row: number;
  readonly fill: number;
  readonly text: string;
}

/** `B3:B5`; from 1, columns from 0. */
export interface Area {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

/** What cells have besides their values, counted. */
export interface Unread {
  hidden: number;
  /** Formulas with the result that was saved with them, and without one. */
  saved: number;
  unsaved: number;
  /** `#REF!` and the like. */
  errors: number;
}

export function sheetIn(zip: Zip, part: string, book: Book, file: string): Sheet {
  countCells(zip, part, file);
  const rows: string[][] = [];
  const numbers: number[] = [];
  const merged: Area[] = [];
  const coloured: Coloured[] = [];
  const unread: Unread = { hidden: 0, saved: 0, unsaved: 0, errors: 0 };
  let [number, column, cells, areas, characters] = [0, 0, 0, 0, 0];
  let row: string[] = [];
  let type = '';
  let style = 0;
  let [text, isText, isReading, hasFormula] = ['', false, false, false];
  const isHidden = (attributes: Attributes) => /^(?:1|true)$/.test(attributeIn(attributes, 'hidden') ?? '');
  const enter = () => {
    const value = shownValue(text, type, style, book);
    if (type === 'e' && value !== '') unread.errors++;
    if (hasFormula) unread[value === '' ? 'unsaved' : 'saved']++;
    if (value.trim() === '' || type === 'e') return;
    atMost(column + 1, MOST_COLUMNS, 'columns', file);
    characters += value.length;
    atMost(characters, MOST_CHARACTERS, 'characters in one sheet', file);
    const fill = book.fills[style] ?? 0;
    if (fill > 0) coloured.push({ row: number, fill, text: value });
    while (row.length < column) row.push('');
    row[column] = value;
  };
  scan(zip, part, file, {
    open: (name, attributes) => {
      if (name === 'c') {
        const at = /^([A-Z]{1,3})\d/.exec(attributeIn(attributes, 'r') ?? '')?.[1];
        column = at === undefined ? column + 1 : columnOf(at);
        type = attributeIn(attributes, 't') ?? '';
        style = Number(attributeIn(attributes, 's') ?? 0);
        [text, hasFormula] = ['', false];
      } else if (name === 'row') {
        number = Number(attributeIn(attributes, 'r') ?? number + 1);
        [row, column] = [[], -1];
        if (isHidden(attributes)) unread.hidden++;
      } else if (name === 'f') hasFormula = true;
      else if (name === 'rPh') isReading = true;
      else if (name === 'col' && isHidden(attributes)) unread.hidden++;
      else if (name === 'mergeCell') {
        atMost(++areas, MOST_ROWS, 'merged areas', file);
        const area = areaIn(attributeIn(attributes, 'ref') ?? '');
        if (area) merged.push(area);
      }
      isText = (name === 'v' || name === 't') && !isReading;
    },
    text: (piece) => {
      if (!isText) return;
      text += piece;
      atMost(text.length, 2 * LONGEST_TEXT, 'characters in one cell', file);
    },
    close: (name) => {
      isText = false;
      if (name === 'rPh') isReading = false;
      if (name === 'c') enter();
      if (name !== 'row' || row.length === 0) return;
      atMost(rows.length + 1, MOST_ROWS + 1, 'rows in one sheet', file);
      cells += row.length;
      atMost(cells, MOST_CELLS, 'cells in one sheet', file);
      rows.push(row);
      numbers.push(number);
    },
  });
  return { rows, numbers, merged, coloured, unread };
}

/** Those with something in them, of which there are at least so many: before anything is made of the first. */
function countCells(zip: Zip, part: string, file: string): void {
  let [count, last, before] = [0, 0, 0];
  zip.look(part, (bytes) => {
    for (const sign of bytes) {
      // `<v>` of a value, `<is>` of a text that stands in its cell.
      if ((sign === V && last === LESS) || (sign === S && last === I && before === LESS)) count++;
      [before, last] = [last, sign];
    }
    return count <= MOST_CELLS;
  });
  atMost(count, MOST_CELLS, 'cells in one sheet', file);
}

const [LESS, V, I, S] = [0x3c, 0x76, 0x69, 0x73];

/** Rows with anything in them, for whom their number is enough. */
export function rowsOfSheet(zip: Zip, part: string, file: string): number {
  let [rows, hasValue] = [0, false];
  scan(zip, part, file, {
    open: (name) => {
      if (name === 'row') hasValue = false;
      else if (name === 'v' || name === 't') hasValue = true;
    },
    close: (name) => {
      if (name === 'row' && hasValue) rows++;
    },
  });
  return rows;
}

function shownValue(text: string, type: string, style: number, { texts, shown, is1904 }: Book): string {
  if (type === 's') return texts[Number(text)] ?? '';
  if (type === 'b') return text === '' ? '' : text === '1' ? 'yes' : 'no';
  if (type === '' || type === 'n') return textOfNumber(text.trim(), shown[style] ?? 'number', is1904);
  // A date as ISO 8601 has it, to the minute.
  if (type === 'd') return text.replace(/T00:00(?::00(?:\.0+)?)?Z?$|(?<=T\d\d:\d\d):.*$/, '');
  return text;
}

function areaIn(ref: string): Area | undefined {
  const [, column, first, last] = /^([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})$/.exec(ref) ?? [];
  return column === undefined ? undefined : { column: columnOf(column), from: Number(first), to: Number(last) };
}

/** `B` → 1. */
function columnOf(letters: string): number {
  let number = 0;
  for (let i = 0; i < letters.length; i++) number = number * 26 + letters.charCodeAt(i) - 64;
  return number - 1;
}
