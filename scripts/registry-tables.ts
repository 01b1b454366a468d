/**
 * The tables of views in the documents, as the list of them says. Run as a script it writes them into their pages;
 * `--check` only says whether they are there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { VIEWS } from '../view/views.ts';
import { withTable } from './word-tables.ts';

type Rows = readonly (readonly string[])[];

const TABLES: readonly { readonly page: string; readonly head: string; readonly rows: Rows }[] = [
  {
    page: 'docs/views.md',
    head: '| `--view` | shows | tab of the preview |',
    rows: VIEWS.map(({ id, about, isTab }) => [`\`${id}\``, about, isTab ? 'yes' : 'no']),
  },
];

for (const { page, head, rows } of TABLES) {
  const text = readFileSync(page, 'utf8');
  const fresh = withTable(text, head, rows);
  if (!process.argv.includes('--check')) writeFileSync(page, fresh);
  else if (fresh !== text) {
    console.error(`The table ${head} of ${page} is older than the list it is made from.`);
    process.exitCode = 1;
  }
}
