/** Workbooks: the run sheet that was filled in, or any other whose first rows have a head. */
import { counted } from '../../plan/counted.ts';
import type { Row } from '../../plan/outline/ledger.ts';
import type { Outline } from '../../plan/outline/model.ts';
import { TooMuch, Unreadable } from '../bounds.ts';
import type { Importing } from '../plan-format.ts';
import { readTable } from '../table/read.ts';
import { type Book, bookIn } from './book.ts';
import { commentsOf } from './comments.ts';
import { meaningsIn } from './legend.ts';
import { fillMerged } from './merged.ts';
import { rowsOfSheet, type Sheet, sheetIn } from './sheet.ts';
import { Zip } from './zip.ts';

/** What an export writes beside the run sheet, for people. */
const OURS = ['Checklist', 'People', 'Messages', 'Risks and scope', 'Findings'];

export async function readXlsx(importing: Importing): Promise<Outline> {
  const { bytes, file, ledger } = importing;
  const zip = workbookIn(bytes, file);
  const book = bookIn(zip, file);
  const title = (file.split(/[/\\]/).at(-1) ?? file).replace(/\.[^.]*$/, '');
  const wanted = importing.map.get('sheet');
  const chosen = wanted === undefined ? book.sheets : book.sheets.filter(({ name }) => name === wanted);
  if (chosen.length === 0)
    throw new Unreadable(
      `${file} has no sheet '${wanted}'. It has: ${book.sheets.map(({ name }) => name).join(', ')}.`,
    );
  let trouble: Unreadable | undefined;
  for (const { name, part } of chosen) {
    const sheet = sheetIn(zip, part, book, file);
    const merged = fillMerged(sheet, file);
    const { rows, numbers } = sheet;
    try {
      const said = commentsOf(part, zip, file);
      const colours = meaningsIn(sheet);
      let head = 0;
      const outline = readTable(
        {
          rows,
          place: (row) => `${name}, row ${numbers[row]!}`,
          title,
          headed: (row) => {
            head = numbers[row]!;
          },
          notes: (row) => [...(said.get(numbers[row]!) ?? []), ...(colours.of.get(numbers[row]!) ?? [])],
        },
        importing,
      );
      if (merged > 0) ledger.file.guessed(`${merged} merged areas of "${name}" say the same of each of their rows`);
      // A head stands out by its colour, and says nothing with it.
      tellUnread(sheet, colours.unknown.filter((row) => row !== head).length, zip, book, importing);
      if (colours.of.size > 0)
        ledger.file.guessed(`the legend says what colours mean: it is a comment of ${counted(colours.of.size, 'row')}`);
      tellOthers(name, zip, book, importing);
      return outline;
    } catch (error) {
      if (!(error instanceof Unreadable) || error instanceof TooMuch) throw error;
      trouble ??= error;
    }
  }
  throw trouble ?? new Unreadable(`${file} has no sheet with anything in it.`);
}

function workbookIn(bytes: Uint8Array, file: string): Zip {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    throw new Unreadable(
      `${file} is no workbook of Excel (.xlsx)${bytes[0] === 0xd0 ? ': it is an old one (.xls), or has a password; save it as .xlsx without one' : ''}.`,
    );
  const zip = new Zip(bytes, file);
  if (!zip.has('xl/workbook.xml')) throw new Unreadable(`${file} is packed, and is no workbook.`);
  return zip;
}

/** What a cell may have besides its value. */
function tellUnread({ unread }: Sheet, coloured: number, zip: Zip, { struck }: Book, { ledger }: Importing): void {
  const left = leavesOut(ledger.file);
  left(coloured, 'coloured cell', 'what its colour means no legend says; say it in a column');
  left(struck, 'font that strikes out', 'a row that is struck out is read like any other');
  left(unread.hidden, 'hidden row or column', 'it is read like any other, as nothing of a plan is hidden');
  left(unread.errors, 'error in a cell', 'a formula of it came to nothing');
  if (unread.saved > 0)
    ledger.file.guessed(`${counted(unread.saved, 'formula')} read as the result that was saved with it`);
  left(unread.unsaved, 'formula', 'no result was saved with it; open the workbook where it is computed, and save it');
  const links = zip.names.filter((name) => /^xl\/externalLinks\/[^/]+\.xml$/.test(name)).length;
  left(links, 'link to another workbook', 'no other file is opened');
}

function tellOthers(read: string, zip: Zip, { sheets }: Book, { file, ledger }: Importing): void {
  for (const { name, part } of sheets) {
    if (name === read) continue;
    if (OURS.includes(name))
      ledger.file.guessed(`the sheet "${name}" is one to read: what is written there is not taken`);
    else
      leavesOut(ledger.file)(
        rowsOfSheet(zip, part, file),
        'row',
        `the run sheet is "${read}"; --map "sheet=${name}" reads that one`,
        ` of the sheet "${name}"`,
      );
  }
}

function leavesOut(row: Row) {
  return (count: number, what: string, why: string, of = '') => {
    if (count > 0) row.left(counted(count, what) + of, why);
  };
}
