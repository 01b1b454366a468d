/**
 * The tables of views and of formats in the documents, as the lists of them say. Run as a script it writes them into their pages;
 * `--check` only says whether they are there.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { formatTable } from '../../cli/formats.ts';
import type { Subject } from '../../exchange/formats.ts';
import { factsOf, kindOf } from '../../exchange/outline/facts.ts';
import { PLAN_FORMATS } from '../../exchange/plan-formats.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { VIEWS } from '../../view/views.ts';
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
  { page: 'docs/exchange.md', head: '| `--format` | out | in | file |', rows: planFormatRows() },
  { page: 'docs/exchange.md', head: '| format | carries | cannot say |', rows: carriedRows() },
  { page: 'docs/diff.md', head: '| `--format` | for | file |', rows: formatRows('difference') },
];

function formatRows(of: Subject): Rows {
  return formatTable(of).map(({ name, about, extension }) => [`\`${name}\``, about, `\`${extension}\``]);
}

function planFormatRows(): Rows {
  return PLAN_FORMATS.map(({ name, extension, about, write, read, reads, profiles = [] }) => {
    const told = profiles
      .map((one) => `<br>\`--profile ${one.name}\`: ${one.about}${one.reads ? `; read with it, ${one.reads}` : ''}`)
      .join('');
    return [
      `\`${name}\``,
      write ? `${about}${told}` : '–',
      read ? (reads ?? 'what it writes') : '–',
      `\`${extension}\``,
    ];
  });
}

/** All that a format says, and all that the examples say besides. */
function carriedRows(): Rows {
  const said = new Set(PLAN_FORMATS.flatMap(({ carries }) => carries));
  const examples = readdirSync('examples').filter((name) => name.endsWith('.release'));
  const workspace = createWorkspace({ roots: [] });
  const uri = (path: string) => pathToFileURL(path).href;
  for (const shared of readdirSync('examples/shared'))
    workspace.set(uri(`examples/shared/${shared}`), readFileSync(`examples/shared/${shared}`, 'utf8'));
  for (const name of examples) workspace.set(uri(`examples/${name}`), readFileSync(`examples/${name}`, 'utf8'));
  for (const name of examples) {
    const plan = workspace.plan(uri(`examples/${name}`));
    for (const release of plan.releases) for (const { key } of factsOf(plan, release)) said.add(key);
  }
  return PLAN_FORMATS.filter(({ write }) => write).map(({ name, carries }) => [
    `\`${name}\``,
    grouped(carries),
    grouped([...said].filter((key) => !carries.includes(key))),
  ]);
}

/** `step: verb, targets; window`. */
function grouped(keys: readonly string[]): string {
  const kinds = new Map<string, string[]>();
  for (const key of keys) {
    const kind = kindOf(key);
    const rest = key.slice(kind.length + 1);
    kinds.set(kind, [...(kinds.get(kind) ?? []), ...(rest === '' ? [] : [rest])]);
  }
  return [...kinds]
    .map(([kind, rest]) => (rest.length === 0 ? `**${kind}**` : `**${kind}**: ${rest.join(', ')}`))
    .join('; ');
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
