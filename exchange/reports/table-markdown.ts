/** A table of a release in Markdown. */
import { type Cell, type Column, cellText, isEmpty, type Table, type TableRow } from '../../view/tables/table.ts';
import { NOTHING } from '../../view/views.ts';
import { prose } from './markdown-text.ts';

/** `title` is text: that of the release. */
export function tableMarkdown(table: Table, title: string): string {
  const { columns, sections, caption } = table;
  const blocks = [`## ${prose(title)}`, prose(caption)];
  for (const section of sections) {
    if (section.rows.length === 0) continue;
    if (section.title !== '') blocks.push(`### ${prose([section.title, section.detail].filter(Boolean).join(', '))}`);
    blocks.push(
      [
        `| ${columns.map((column) => prose(column.title)).join(' | ')} |`,
        `| ${columns.map(({ align }) => (align === 'end' ? '--:' : '---')).join(' | ')} |`,
        ...section.rows.map((row) => `| ${cellsOf(row, columns).join(' | ')} |`),
      ].join('\n'),
    );
  }
  if (isEmpty(table)) blocks.push(NOTHING);
  return `${blocks.join('\n\n')}\n`;
}

/** A note stands under the widest column. */
function cellsOf(row: TableRow, columns: readonly Column[]): readonly string[] {
  if (!row.isNote) return row.cells.map((cell, i) => written(cell, row, i));
  const widest = columns.reduce((best, { share = 0 }, i) => (share > (columns[best]!.share ?? 0) ? i : best), 0);
  return columns.map((_, i) => (i === widest ? written(row.cells[0]!, row, -1) : ''));
}

function written(cell: Cell, row: TableRow, index: number): string {
  if (row.done !== undefined && index === row.cells.length - 1) return row.done ? '☑' : '☐';
  const { lead, doubt, isMissing } = cell;
  if (isMissing || row.isDecision) return cellText(cell) === '' ? '' : `**${prose(cellText(cell))}**`;
  const text = prose(cellText({ ...cell, lead: undefined, doubt: doubt === 'was' ? undefined : doubt }));
  const told = doubt === 'was' && text !== '' ? `~~${text}~~` : text;
  return [lead && `**${prose(lead)}**`, told].filter(Boolean).join(' ');
}
