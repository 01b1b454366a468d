/**
 * The two tables of all words at the end of `docs/language.md`, as `language/lines.ts` and `language/clauses.ts` have them, and that of
 * words with another spelling, as `language/respelled.ts` has it. Run as a script it
 * writes them into the page; `--check` only says whether they are there.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Clause } from '../../language/clauses.ts';
import { CLAUSES, clausesOf, factsOf } from '../../language/clauses-of.ts';
import { LINES, type Owner } from '../../language/lines.ts';
import { RESPELLED } from '../../language/respelled.ts';
import { SYSTEM_KINDS, VERBS } from '../../plan/model.ts';

/** What stands where: a place, and the words that may open a line there. */
export function linesTable(): string[][] {
  return (Object.entries(LINES) as [Owner, readonly string[]][])
    .filter(([, lines]) => lines.length > 0)
    .map(([owner, lines]) => {
      return [OWNERS[owner] ?? `\`${owner}\``, grouped(lines)];
    });
}

/** What a line may carry; lines that take the same clauses stand together. */
export function clausesTable(): string[][] {
  const byClauses = new Map<string, string[]>();
  for (const word of new Set(Object.values(LINES).flat())) {
    const own = clausesOf(word);
    const clauses = CLAUSES.filter((clause) => own.includes(clause))
      .map(clauseText)
      .join(' ');
    if (clauses) byClauses.set(clauses, [...(byClauses.get(clauses) ?? []), word]);
  }
  return [...byClauses].map(([clauses, lines]) => [grouped(lines), clauses]);
}

/** Words that are spelled otherwise than they were; a table without a row says so. */
export function respelledTable(): string[][] {
  if (RESPELLED.length === 0) return [['–', '–', 'no word yet: all are as they were in 0.1.0']];
  return RESPELLED.map(({ was, is, since }) => [`\`${was}\``, `\`${is}\``, since]);
}

const OWNERS: Readonly<Partial<Record<Owner, string>>> = {
  file: 'a file',
  steps: 'blocks of steps, `runbook`',
  gate: '`gate`',
  step: 'the other *steps*',
  message: '`notify`',
  item: 'a line of a checklist',
  system: '*systems*',
  roster: '`hypercare` `roster`',
};

const GROUPS = [
  { words: VERBS, name: '*steps*' },
  { words: SYSTEM_KINDS, name: '*systems*' },
] as const;

/** The verbs and the kinds of systems are said in one word where all of them are meant. */
function grouped(lines: readonly string[]): string {
  const texts: string[] = [];
  for (const line of lines) {
    const group = GROUPS.find(({ words }) => isOneOf(words, line) && words.every((word) => lines.includes(word)));
    const text = group?.name ?? lineText(line);
    if (!texts.includes(text)) texts.push(text);
  }
  return texts.join(' ');
}

function isOneOf(words: readonly string[], word: string): boolean {
  return words.includes(word);
}

function lineText(word: string): string {
  if (word === 'item') return '`- "…"`';
  return word === 'point' ? '`point of no return`' : `\`${word}\``;
}

function clauseText(clause: Clause): string {
  const { called } = factsOf(clause);
  return called ? `*${called.inTables}*` : `\`${clause}\``;
}

const PAGE = 'docs/language.md';

if (import.meta.main) {
  const page = readFileSync(PAGE, 'utf8');
  const tables: readonly (readonly [head: string, rows: string[][]])[] = [
    ['| was | is | since |', respelledTable()],
    ['| in | lines |', linesTable()],
    ['| line | clauses |', clausesTable()],
  ];
  const fresh = tables.reduce((text, [head, rows]) => withTable(text, head, rows), page);
  if (!process.argv.includes('--check')) writeFileSync(PAGE, fresh);
  else if (fresh !== page) {
    console.error(
      `The tables of words in ${PAGE} are older than language/lines.ts, language/clauses.ts and language/respelled.ts.`,
    );
    process.exitCode = 1;
  }
}

/** The page with other rows in the table that has this head. */
export function withTable(page: string, head: string, rows: readonly (readonly string[])[]): string {
  const lines = page.split('\n');
  const start = lines.indexOf(head) + 2;
  if (start < 2) throw new Error(`There is no table ${head}`);
  let end = start;
  while (lines[end]?.startsWith('|')) end++;
  return [...lines.slice(0, start), ...rows.map((row) => `| ${row.join(' | ')} |`), ...lines.slice(end)].join('\n');
}
