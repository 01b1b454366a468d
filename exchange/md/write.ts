/** A release as people write it in an issue or a wiki: what it is, a table for each part of it, lists to tick off. */
import type { Outline } from '../../plan/outline/model.ts';
import { RUN_SHEET } from '../csv/columns.ts';
import { outlineOf } from '../outline/outline-of.ts';
import type { Exporting } from '../plan-format.ts';
import { literal } from '../reports/markdown-text.ts';
import { cellTime, concerns, labelOf, rowsOf, type SheetRow } from '../sheet/rows.ts';
import { PAGES } from './pages.ts';

/** Of the run sheet those that say nothing here: the heading says the phase, and nobody fills in times. */
const ELSEWHERE = ['Phase', 'Actual start', 'Actual end'];
/** Where nothing else says what is done. */
const ALWAYS = ['Task'];

export async function writeMarkdown(exporting: Exporting): Promise<string> {
  const { analysis, release, for: somebody, profile } = exporting;
  const page = PAGES.get(profile);
  if (page) return page(exporting);
  const outline = outlineOf(analysis, release);
  const teams = new Map((outline.teams ?? []).map(({ name, members = [] }) => [name!, members] as const));
  const rows = rowsOf(outline).filter((row) => somebody === undefined || concerns(row, somebody, teams));
  const blocks = [
    `# ${literal(outline.title ?? outline.release!)}`,
    ...factList(outline),
    ...partTables(rows, outline),
  ];
  for (const { item } of rows) {
    if (!item.checklist) continue;
    blocks.push(`### Checklist of ${literal(labelOf(item))}`);
    blocks.push(
      item.checklist
        .map(({ text, by, due, done }) => {
          const told = [by && `by ${by}`, due && `due ${due}`].filter(Boolean).join(', ');
          return `- [${done ? 'x' : ' '}] ${literal(text)}${told === '' ? '' : ` (${literal(told)})`}`;
        })
        .join('\n'),
    );
  }
  if (somebody === undefined) blocks.push(...declarations(outline));
  return `${blocks.join('\n\n')}\n`;
}

function factList({ release, kind, owner, sponsor, zone, window, changes = [] }: Outline): readonly string[] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Release', release],
    ['Kind', kind],
    ['Owner', owner],
    ['Sponsor', sponsor],
    ['Zone', zone],
    ['Window', window && [window.from, window.to].flatMap((one) => (one ? [cellTime(one, zone)] : [])).join(' .. ')],
    ...changes.map((number) => ['Change', number] as const),
  ];
  return [facts.flatMap(([what, text]) => (text ? [`- **${what}:** ${literal(text)}`] : [])).join('\n')];
}

/** One for each stretch of rows in one block, without the columns that the whole release leaves empty. */
function partTables(rows: readonly SheetRow[], outline: Outline): readonly string[] {
  const head = RUN_SHEET.head(outline, 0);
  const context = { outline, numbers: new Map<string, number>() };
  const cells = rows.map((row, i) => RUN_SHEET.row(row, i + 1, context));
  const shown = head.flatMap((name, i) =>
    !ELSEWHERE.includes(name) && (ALWAYS.includes(name) || cells.some((row) => row[i] !== '')) ? [i] : [],
  );
  const blocks: string[] = [];
  let path: string | undefined;
  for (const [i, row] of rows.entries()) {
    if (row.path !== path) {
      path = row.path;
      blocks.push(
        `## ${literal(path === '' ? 'Milestones' : path)}`,
        tableOf(
          shown.map((at) => head[at]!),
          [],
        ),
      );
    }
    blocks[blocks.length - 1] += `\n${line(shown.map((at) => cells[i]![at]!))}`;
  }
  return blocks;
}

function declarations({ people = [], scope = [], risks = [] }: Outline): readonly string[] {
  return [
    ...section(
      'Scope',
      ['ID', 'Title', 'Priority', 'Owner', 'Due', 'Status'],
      scope.map(({ name, title, priority, by, due, done }) => [name, title, priority, by, due, done ? 'done' : '']),
    ),
    ...section(
      'Risks',
      ['ID', 'Title', 'Owner', 'Likelihood', 'Impact'],
      risks.map(({ name, title, by, likelihood, impact }) => [name, title, by, likelihood, impact]),
    ),
    ...section(
      'People',
      ['Name', 'Title', 'Zone', 'E-mail', 'Phone'],
      people.map(({ name, title, zone, email, phone }) => [name, title, zone, email, phone]),
    ),
  ];
}

function section(
  title: string,
  head: readonly string[],
  rows: readonly (readonly (string | undefined)[])[],
): readonly string[] {
  return rows.length === 0 ? [] : [`## ${title}`, tableOf(head, rows)];
}

function tableOf(head: readonly string[], rows: readonly (readonly (string | undefined)[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function line(cells: readonly (string | undefined)[]): string {
  return `| ${cells.map((cell = '') => (cell === '---' ? cell : literal(cell))).join(' | ')} |`;
}
