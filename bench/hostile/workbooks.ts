/** Workbooks that are small on the disk, and would be large as soon as somebody unpacks them or takes them apart. */
import { strToU8, zipSync } from 'fflate';
import type { Hostile } from './files.ts';

const MB = 1024 * 1024;

export const WORKBOOKS: readonly Hostile[] = [
  book('zip: a part of 300 MB of zeros', () => ({ ...workbook(1), 'xl/sharedStrings.xml': new Uint8Array(300 * MB) })),
  book('zip: 300 MB that nobody reads, as a picture', () => ({
    ...sheets(1, rowsOf(20, 5)),
    'xl/media/image1.png': new Uint8Array(300 * MB),
  })),
  book('zip: 5,000 parts', () => ({
    ...workbook(1),
    ...Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`xl/worksheets/sheet${i + 1}.xml`, '<worksheet/>'])),
  })),
  book('zip: a zip within a zip within a zip', () => ({
    'a.zip': zipSync({ 'b.zip': zipSync({ 'c.xml': new Uint8Array(100 * MB) }) }),
  })),
  book('sheets: 1,000 with a row each', () => sheets(1000, rowsOf(2, 3))),
  book('sheets: 100 of 20,000 rows each', () => sheets(100, '<row/>'.repeat(20_000))),
  book('rows: 1,000,000', () => sheets(1, '<row/>'.repeat(1_000_000))),
  book('rows: 20,000 of 50 cells', () => sheets(1, rowsOf(20_000, 50))),
  book('cells: 1,000,000 that are empty', () => sheets(1, `<row>${'<c/>'.repeat(1_000_000)}</row>`)),
  book('cells: one at XFD1048576', () =>
    sheets(1, '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'),
  ),
  book('cells: 20,000 of one shared text of 32 kB', () => ({
    ...sheets(
      1,
      head +
        Array.from(
          { length: 19_990 },
          (_, i) => `<row r="${i + 2}"><c r="A${i + 2}" t="s"><v>0</v></c><c r="B${i + 2}" t="s"><v>0</v></c></row>`,
        ).join(''),
    ),
    'xl/sharedStrings.xml': `<sst><si><t>${'long text '.repeat(3200)}</t></si></sst>`,
  })),
  book('shared texts: 600,000', () => ({
    ...sheets(1, rowsOf(2, 2)),
    'xl/sharedStrings.xml': `<sst>${'<si><t>x</t></si>'.repeat(600_000)}</sst>`,
  })),
  book('shared texts: one of 30 MB', () => ({
    ...sheets(1, '<row><c t="s"><v>0</v></c></row>'),
    'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(30 * MB)}</t></si></sst>`,
  })),
  book('elements: 1,000,000 within each other', () =>
    sheets(1, `${'<row>'.repeat(1_000_000)}${'</row>'.repeat(1_000_000)}`),
  ),
  book('styles: 500,000 formats of cells', () => ({
    ...sheets(1, rowsOf(2, 2)),
    'xl/styles.xml': `<styleSheet><cellXfs>${'<xf numFmtId="14"/>'.repeat(500_000)}</cellXfs></styleSheet>`,
  })),
  book('merged areas: 20,000 of all rows', () => ({
    ...sheets(1, rowsOf(2000, 3), `<mergeCells>${'<mergeCell ref="A1:A2000"/>'.repeat(20_000)}</mergeCells>`),
  })),
  book('entities that multiply', () => ({
    ...workbook(1),
    'xl/worksheets/sheet1.xml': `<!DOCTYPE x [<!ENTITY a "${'b'.repeat(1000)}">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${(i === 0 ? '&a;' : `&a${i - 1};`).repeat(10)}">`).join('')}]><worksheet>&a8;</worksheet>`,
  })),
  book('numeric references without end', () =>
    sheets(1, `<row><c t="inlineStr"><is><t>&#${'0'.repeat(20 * MB)}65;</t></is></c></row>`),
  ),
  book('a formula that names another workbook', () => ({
    ...sheets(1, `${head}<row r="2"><c r="A2"><f>[1]Other!A1</f></c></row>`),
    'xl/externalLinks/externalLink1.xml': '<externalLink/>',
  })),
];

const head =
  '<row r="1"><c r="A1" t="inlineStr"><is><t>Task</t></is></c><c r="B1" t="inlineStr"><is><t>Notes</t></is></c></row>';

function book(name: string, parts: () => Record<string, string | Uint8Array>): Hostile {
  return {
    name: `xlsx ${name}`,
    file: 'sheet.xlsx',
    make: () => packed(parts()),
  };
}

/** As a program would pack them. */
export function packed(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([part, content]) => [part, typeof content === 'string' ? strToU8(content) : content]),
    ),
  );
}

/** All that a workbook of so many sheets has besides them. */
export function workbook(count: number): Record<string, string> {
  const all = Array.from({ length: count }, (_, i) => i + 1);
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': '<Relationships/>',
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${all.map((i) => `<sheet name="Sheet ${i}" sheetId="${i}" r:id="rId${i}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${all.map((i) => `<Relationship Id="rId${i}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i}.xml"/>`).join('')}</Relationships>`,
  };
}

/** So many sheets of the same rows. */
export function sheets(count: number, rows: string, behind = ''): Record<string, string> {
  const sheet = `<worksheet><sheetData>${rows}</sheetData>${behind}</worksheet>`;
  return {
    ...workbook(count),
    ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheet])),
  };
}

function rowsOf(rows: number, columns: number): string {
  const cells = (row: number) =>
    Array.from({ length: columns }, (_, i) => {
      const column = (i >= 26 ? String.fromCharCode(64 + Math.floor(i / 26)) : '') + String.fromCharCode(65 + (i % 26));
      return `<c r="${column}${row}"><v>${row * i}</v></c>`;
    }).join('');
  return head + Array.from({ length: rows - 1 }, (_, i) => `<row r="${i + 2}">${cells(i + 2)}</row>`).join('');
}
