/** Workbooks: the run sheet that was filled in, or any other whose first rows have a head. */
import readXlsxFile from 'read-excel-file/universal';
import type { Outline } from '../../plan/outline/model.ts';
import { TooMuch, Unreadable } from '../bounds.ts';
import type { Importing } from '../plan-format.ts';
import { readTable, type Table } from '../table/read.ts';
import { fillMerged } from './merged.ts';
import { countOf, unpacked } from './unpacked.ts';

/** What an export writes beside the run sheet, for people. */
const OURS = ['Checklist', 'People', 'Messages', 'Risks and scope', 'Findings'];

export async function readXlsx(importing: Importing): Promise<Outline> {
  const { bytes, file, ledger } = importing;
  const parts = unpacked(bytes, file);
  let sheets: readonly { readonly sheet: string; readonly data: readonly (readonly unknown[])[] }[];
  try {
    // Bytes of a host may lie in the middle of a larger buffer.
    sheets = (await readXlsxFile(new Uint8Array(bytes).buffer)) as never;
  } catch (error) {
    throw new Unreadable(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
  tellUnread(parts, importing);
  const title = (file.split(/[/\\]/).at(-1) ?? file).replace(/\.[^.]*$/, '');
  const wanted = importing.map.get('sheet');
  const chosen = wanted === undefined ? sheets : sheets.filter(({ sheet }) => sheet === wanted);
  if (chosen.length === 0)
    throw new Unreadable(`${file} has no sheet '${wanted}'. It has: ${sheets.map(({ sheet }) => sheet).join(', ')}.`);
  let trouble: Unreadable | undefined;
  for (const { sheet, data } of chosen) {
    const rows = data.map((row) => row.map(textOf));
    const merged = fillMerged(rows, sheet, parts, file);
    const table: Table = {
      rows,
      place: (row) => `${sheet}, row ${row + 1}`,
      title,
    };
    try {
      const outline = readTable(table, importing);
      if (merged.filled > 0)
        ledger.file.guessed(`${merged.filled} merged areas of "${sheet}" say the same of each of their rows`);
      for (const other of sheets) {
        if (other.sheet === sheet || other.data.length === 0) continue;
        if (OURS.includes(other.sheet))
          ledger.file.guessed(`the sheet "${other.sheet}" is one to read: what is written there is not taken`);
        else
          ledger.file.left(
            `the sheet "${other.sheet}" with ${other.data.length} rows`,
            `the run sheet is "${sheet}"; --map "sheet=${other.sheet}" reads that one`,
          );
      }
      return outline;
    } catch (error) {
      if (!(error instanceof Unreadable) || error instanceof TooMuch) throw error;
      trouble ??= error;
    }
  }
  throw trouble ?? new Unreadable(`${file} has no sheet with anything in it.`);
}

/** What a cell may have besides its value. */
function tellUnread(parts: ReadonlyMap<string, string>, { ledger }: Importing): void {
  const count = (pattern: RegExp, tag: string) =>
    [...parts].reduce((sum, [name, text]) => sum + (pattern.test(name) ? countOf(text, tag) : 0), 0);
  const told = (number: number, what: string, why: string) => {
    if (number > 0) ledger.file.left(`${number} ${what}`, why);
  };
  told(
    count(/^xl\/comments/, '<comment') + count(/^xl\/threadedComments\//, '<threadedComment'),
    'comments of cells',
    'only cells are read; copy what matters into a column',
  );
  told(
    Math.max(0, count(/^xl\/styles\.xml$/, '<fill') - 2),
    'colours',
    'what a colour means stands nowhere; say it in a column',
  );
  told(
    count(/^xl\/styles\.xml$/, '<strike'),
    'fonts that strike out',
    'a row that is struck out is read like any other',
  );
  told(
    matches(parts, /<(?:row|col)\b[^>]*\shidden="(?:1|true)"/g),
    'hidden rows or columns are read like any other, and their being hidden',
    'nothing of a plan is hidden',
  );
  const formulas = count(/^xl\/worksheets\/[^/]+$/, '<f');
  const saved = matches(parts, /<f\b(?:[^>]*\/>|[^>]*>[^<]*<\/f>)\s*<v>[^<]/g);
  if (saved > 0) ledger.file.guessed(`${saved} formulas are read as the results that were saved with them`);
  told(
    formulas - saved,
    'formulas',
    'no result was saved with them; open the workbook where it is computed, and save it',
  );
  const links = [...parts.keys()].filter(
    (name) => name.startsWith('xl/externalLinks/') && name.endsWith('.xml'),
  ).length;
  told(links, 'links to other workbooks', 'no other file is opened');
}

function matches(parts: ReadonlyMap<string, string>, pattern: RegExp): number {
  return [...parts].reduce(
    (sum, [name, text]) => sum + (/^xl\/worksheets\/[^/]+$/.test(name) ? (text.match(pattern)?.length ?? 0) : 0),
    0,
  );
}

/** A date as ISO 8601 has it, an hour alone as an hour: Excel counts it from its day 0. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (!(value instanceof Date)) return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
  if (Number.isNaN(value.getTime())) return '';
  const iso = new Date(Math.round(value.getTime() / 60_000) * 60_000).toISOString();
  const [date, clock] = [iso.slice(0, 10), iso.slice(11, 16)];
  if (value.getUTCFullYear() < 1905) return clock;
  return clock === '00:00' ? date : `${date}T${clock}`;
}
