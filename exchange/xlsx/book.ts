/** What the sheets of a workbook have in common: their names and parts, texts, and how numbers are shown. */
import { atMost, LONGEST_TEXT, Unreadable } from '../bounds.ts';
import { attributeIn, type Heard, Scanner } from '../xml/scan.ts';
import { type Shown, shownBy } from './formats.ts';
import type { Zip } from './zip.ts';

export interface Book {
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  /** Those that cells name by their number. */
  readonly texts: readonly string[];
  /** By the style of a cell. */
  readonly shown: readonly Shown[];
  /** By the style of a cell, which colour its ground has; 0: none. */
  readonly fills: readonly number[];
  /** Fonts that strike out. */
  readonly struck: number;
  readonly is1904: boolean;
}

const MOST_SHEETS = 200;
const MOST_STRINGS = 400_000;
/** Excel has as many. */
const MOST_STYLES = 65_490;

export function bookIn(zip: Zip, file: string): Book {
  const relations = new Map<string, string>();
  scan(zip, 'xl/_rels/workbook.xml.rels', file, {
    open: (name, attributes) => {
      if (name === 'Relationship')
        relations.set(attributeIn(attributes, 'Id') ?? '', attributeIn(attributes, 'Target') ?? '');
    },
  });
  const sheets: Book['sheets'][number][] = [];
  let is1904 = false;
  scan(zip, 'xl/workbook.xml', file, {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributeIn(attributes, 'date1904') ?? '');
      if (name !== 'sheet') return;
      atMost(sheets.length + 1, MOST_SHEETS, 'sheets', file);
      const target = relations.get(attributeIn(attributes, 'id') ?? '');
      if (target === undefined) return;
      sheets.push({
        name: attributeIn(attributes, 'name') ?? '',
        part: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
      });
    },
  });
  if (sheets.length === 0) throw new Unreadable(`${file} is no workbook: it has no sheet.`);
  return { sheets, is1904, ...stylesIn(zip, file), texts: textsIn(zip, file) };
}

/** Of a part that is not there nothing is heard. */
export function scan(zip: Zip, part: string, file: string, heard: Heard): void {
  const scanner = new Scanner(heard, file);
  zip.read(part, (text) => scanner.write(text));
  scanner.end();
}

function textsIn(zip: Zip, file: string): readonly string[] {
  const texts: string[] = [];
  let [text, isText, isReading] = ['', false, false];
  scan(zip, 'xl/sharedStrings.xml', file, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isReading = true;
      isText = name === 't' && !isReading;
    },
    text: (piece) => {
      if (!isText) return;
      text += piece;
      atMost(text.length, LONGEST_TEXT, 'characters in one text', file);
    },
    close: (name) => {
      isText = false;
      if (name === 'rPh') isReading = false;
      if (name !== 'si') return;
      atMost(texts.length + 1, MOST_STRINGS, 'texts', file);
      texts.push(text);
    },
  });
  return texts;
}

function stylesIn(zip: Zip, file: string): Pick<Book, 'shown' | 'fills' | 'struck'> {
  const codes = new Map<number, string>();
  const shown: Shown[] = [];
  const fillsOfStyles: number[] = [];
  let [fills, struck, isStyles, isFonts] = [0, 0, false, false];
  scan(zip, 'xl/styles.xml', file, {
    open: (name, attributes) => {
      const number = (of: string) => Number(attributeIn(attributes, of) ?? 0);
      if (name === 'cellXfs') isStyles = true;
      if (name === 'fonts') isFonts = true;
      if (name === 'numFmt') codes.set(number('numFmtId'), attributeIn(attributes, 'formatCode') ?? '');
      if (name === 'fill') fills++;
      if (name === 'strike' && isFonts) struck++;
      if (name !== 'xf' || !isStyles) return;
      atMost(shown.length + 1, MOST_STYLES, 'formats of cells', file);
      const id = number('numFmtId');
      shown.push(shownBy(id, codes.get(id)));
      // The first two are none and the pattern of Excel itself.
      fillsOfStyles.push(number('fillId') > 1 && fills > 2 ? number('fillId') : 0);
    },
    close: (name) => {
      if (name === 'cellXfs') isStyles = false;
      if (name === 'fonts') isFonts = false;
    },
  });
  return { shown, fills: fillsOfStyles, struck };
}
