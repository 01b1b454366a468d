/** `docs/language.md` as tests and the site read it: its fences of plan text, and the tables below them. */
import { readFileSync } from 'node:fs';

export interface Fence {
  /** Line of the page that the fence opens on, counted from 1. */
  readonly line: number;
  /** Behind `release`: nothing for a whole file, `checked`, `in run`, `file NAME`. */
  readonly marker: string;
  readonly text: string;
  /** The table of instants right below it. */
  readonly table?: Table;
}

export interface Table {
  readonly line: number;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Page {
  readonly text: string;
  readonly fences: readonly Fence[];
  readonly tables: readonly Table[];
}

export const CAST = 'cast.release';

export function referencePage(): Page {
  const text = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8');
  const lines = text.split('\n');
  const fences: Fence[] = [];
  const tables: Table[] = [];
  for (let i = 0; i < lines.length; i++) {
    const opening = /^```(\w*) ?(.*)$/.exec(lines[i]!);
    if (opening) {
      const end = lines.indexOf('```', i + 1);
      const body = `${lines.slice(i + 1, end).join('\n')}\n`;
      if (opening[1] === 'release') {
        const below = tableAt(lines, end + 2);
        const table = below?.header[0] === 'what' ? below : undefined;
        fences.push({ line: i + 1, marker: opening[2]!, text: body, table });
      }
      i = end;
    } else {
      const table = tableAt(lines, i);
      if (!table) continue;
      tables.push(table);
      i += table.rows.length + 1;
    }
  }
  return { text, fences, tables };
}

/** The table whose first column is called that. */
export function tableOf(page: Page, heading: string): Table {
  const found = page.tables.filter(({ header }) => header[0] === heading);
  if (found.length !== 1) throw new Error(`${found.length} tables of the page begin with a column "${heading}".`);
  return found[0]!;
}

/** A fence as the file it stands for: fragments inside the block they belong into, the cast imported. */
export function fileOf({ marker, text }: Fence): string {
  const inside = /^in (release|run)$/.exec(marker)?.[1];
  if (!inside) return text.includes('import "') || marker === `file ${CAST}` ? text : `import "${CAST}"\n\n${text}`;
  const frame = [
    `import "${CAST}"`,
    '',
    'release example-1.0 {',
    '  zone   Europe/Berlin',
    '  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00',
    '',
  ];
  if (inside === 'release') return `${[...frame, indented(text, 2), '}'].join('\n')}\n`;
  return `${[...frame, '  run {', indented(text, 4), '  }', '}'].join('\n')}\n`;
}

function indented(text: string, by: number): string {
  return text.trimEnd().replace(/^(?=.)/gm, ' '.repeat(by));
}

function tableAt(lines: readonly string[], at: number): Table | undefined {
  if (!lines[at]?.startsWith('|') || !/^\|[ |-]+\|$/.test(lines[at + 1] ?? '')) return undefined;
  const rows: string[][] = [];
  for (let i = at + 2; lines[i]?.startsWith('|'); i++) rows.push(cells(lines[i]!));
  return { line: at + 1, header: cells(lines[at]!), rows };
}

function cells(line: string): string[] {
  return line
    .slice(1, line.lastIndexOf('|'))
    .split('|')
    .map((cell) => cell.trim());
}
