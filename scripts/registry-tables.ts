/**
 * The tables of views and of formats in the documents, as the lists of them say. Run as a script it writes them into their pages;
 * `--check` only says whether they are there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { formatTable } from '../cli/formats.ts';
import type { Subject } from '../exchange/formats.ts';
import { VIEWS } from '../view/views.ts';
import { withTable } from './word-tables.ts';

type Rows = readonly (readonly string[])[];

const TABLES: readonly { readonly page: string; readonly head: string; readonly rows: Rows }[] = [
  {
    page: 'docs/views.md',
    head: '| `--view` | shows | tab of the preview |',
    rows: VIEWS.map(({ id, about, isTab }) => [`\`${id}\``, about, isTab ? 'yes' : 'no']),
  },
  { page: 'docs/views.md', head: '| `--format` | is | file |', rows: formatRows('plan') },
  { page: 'docs/views.md', head: '| `schedule --format` | for | file |', rows: formatRows('schedule') },
  { page: 'docs/ci.md', head: '| format | for | file |', rows: formatRows('findings') },
  { page: 'docs/diff.md', head: '| `--format` | for | file |', rows: formatRows('difference') },
];

function formatRows(of: Subject): Rows {
  return formatTable(of).map(({ name, about, extension }) => [`\`${name}\``, about, `\`${extension}\``]);
}

for (const { page, head, rows } of TABLES) {
  const text = readFileSync(page, 'utf8');
  const fresh = withTable(text, head, rows);
  if (!process.argv.includes('--check')) writeFileSync(page, fresh);
  else if (fresh !== text) {
    console.error(`The table ${head} of ${page} is older than the list it is made from.`);
    process.exitCode = 1;
  }
}
