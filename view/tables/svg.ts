/** A table of a release as one SVG that stands alone: rows as those of the schedule. */
import { element, escapeText, tooltip } from '../markup.ts';
import { findingMark, glyph } from '../schedule/paint/paint-label.ts';
import { standaloneSvgStyle } from '../style.ts';
import { fitText, textWidth } from '../text-width.ts';
import { NOTHING } from '../views.ts';
import { type Cell, type Column, cellText, isEmpty, narrowed, type Table, type TableRow } from './table.ts';

const ROW = 24;
const PAD = 8;
/** Room for the mark of a finding. */
const MARK = 14;

/** `title` is text: that of the release. */
export function tablePicture(whole: Table, title: string, width: number): string {
  const table = fitting(whole, width);
  const columns = placed(table, needsOf(table), width);
  const parts: string[] = [];
  let y = 26;
  parts.push(text('rp-title', PAD, 18, fitText(title, width - 2 * PAD, 13.5)));
  if (isEmpty(table)) parts.push(text('rp-detail', PAD, y + 16, NOTHING));
  else parts.push(...columns.map((column) => text('rp-tick', column.textX, y + 16, column.title, column.align)));
  y += ROW;
  parts.push(element('rect', { class: 'rp-stripe', x: 0, y: y - 1, width, height: 1 }));
  for (const section of table.sections) {
    if (section.title !== '') {
      if (section.isOutage) parts.push(element('rect', { class: 'rp-shade-outage', x: 0, y, width, height: ROW }));
      const tone = section.isOutage ? ' rp-cut-off' : '';
      parts.push(text(`rp-group${tone}`, PAD, y + 16, fitText(section.title, width / 2, 12.4)));
      const x = PAD + textWidth(fitText(section.title, width / 2, 12.4), 12.4) * 1.06 + 8;
      parts.push(text(`rp-detail${tone}`, x, y + 16, fitText(section.detail, width - x - PAD, 12.4)));
      y += ROW;
    }
    for (const row of section.rows) {
      parts.push(rowOf(row, columns, y, width));
      y += ROW;
      parts.push(element('rect', { class: 'rp-stripe', x: 0, y: y - 0.5, width, height: 0.5 }));
    }
  }
  const height = Math.ceil(y + PAD);
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'rp-svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-labelledby': 'rp-t rp-d',
    },
    element('title', { id: 'rp-t' }, escapeText(title)),
    element('desc', { id: 'rp-d' }, escapeText(table.caption)),
    element('style', {}, standaloneSvgStyle()),
    element('rect', { class: 'rp-ground', width: '100%', height: '100%' }),
    ...parts,
  )}\n`;
}

interface PlacedColumn extends Column {
  readonly x: number;
  readonly width: number;
  readonly textX: number;
}

/** What each column needs, for its widest words to stand whole. */
function needsOf({ columns, sections }: Table): readonly number[] {
  const rows = sections.flatMap((section) => section.rows.filter(({ isNote }) => !isNote)).slice(0, 400);
  return columns.map(
    ({ title }, i) =>
      rows.reduce(
        (most, { cells, isDecision }) =>
          isDecision && columns[i]!.share
            ? most
            : Math.max(most, Math.min(textWidth(cellText(cells[i]!), 12.2), 360) + (cells[i]!.family ? 18 : 0)),
        textWidth(title, 11.5),
      ) +
      2 * PAD +
      (i === 0 ? MARK : 0),
  );
}

/** Columns with a share divide what is left over, or make up for what is missing: no word is cut beside empty room. */
function placed({ columns }: Table, needs: readonly number[], width: number): readonly PlacedColumn[] {
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
  const over = width - sum(needs);
  const shared = needs.map((need, i) => {
    const { share = 0 } = columns[i]!;
    return over < 0 && share > 0 ? need / share : share;
  });
  const parts = sum(shared) > 0 ? shared : needs;
  let x = 0;
  return columns.map((column, i) => {
    const own = needs[i]! + (over * parts[i]!) / sum(parts);
    const at = { ...column, x, width: own, textX: column.align === 'end' ? x + own - PAD : x + PAD };
    x += own;
    return at;
  });
}

/** So much is left of what a column with a share needs, at least. */
const READABLE = 0.6;

/** The columns that only help are left out before the words of the others are. */
function fitting(table: Table, width: number): Table {
  const needs = needsOf(table);
  const least = table.columns.reduce((sum, { share }, i) => sum + needs[i]! * (share ? READABLE : 1), 0);
  return least > width ? narrowed(table) : table;
}

function rowOf(row: TableRow, columns: readonly PlacedColumn[], y: number, width: number): string {
  const parts = row.isNote
    ? [cellOf(row, row.cells[0]!, { title: '', x: 14, width: width - 14, textX: 14 + PAD }, y, false)]
    : columns.map((column, i) => cellOf(row, row.cells[i]!, column, y, i === columns.length - 1));
  if (row.isOutage) parts.push(element('rect', { class: 'rp-cut-off', x: 0, y, width: 3, height: ROW }));
  if (row.isDecision) parts.push(element('rect', { class: 'rp-error', x: 0, y: y - 1, width, height: 2 }));
  if (row.finding) parts.push(findingMark(row.finding.severity, row.finding.text, 10, y + ROW / 2));
  return element('g', {}, ...parts, row.description ? tooltip(row.description) : '');
}

function cellOf(row: TableRow, one: Cell, column: PlacedColumn, y: number, isLast: boolean): string {
  if (isLast && row.done !== undefined) {
    const place = { x: column.textX - 13, y: y + 5, width: 13, height: 13, rx: 2.5 };
    const sign = row.done
      ? element('path', { class: 'rp-ink', d: `M${place.x + 3} ${y + 11}l3 3l5 -7l-1.5 -1l-3.6 5l-1.6 -1.6Z` })
      : '';
    return element('rect', { class: 'rp-outlined', ...place, 'stroke-width': 1.2 }) + sign;
  }
  if (one.isCritical)
    return element('rect', { class: 'rp-ink', x: column.textX - 14, y: y + 9, width: 14, height: 7, rx: 2 });
  const tone = row.isDecision ? 'rp-decision-text' : one.isMissing ? 'rp-verb rp-label' : 'rp-label';
  const shape = one.family ? glyph(one.family, column.x + PAD, y + ROW / 2) : '';
  const x = column.align === 'end' ? column.textX : column.x + PAD + (one.family ? 18 : 0);
  // Nothing stands behind the words of a moment to decide by.
  let room = row.isDecision ? 600 : column.x + column.width - PAD - (column.align === 'end' ? column.x : x);
  const spans: string[] = [];
  const styles = [
    [one.lead ?? '', 'rp-verb'],
    [one.doubt === 'without' && one.text !== '' ? `${one.text} ?` : one.text, one.doubt ? `rp-${one.doubt}` : tone],
    [one.note ?? '', 'rp-detail'],
  ] as const;
  for (const [said, style] of styles) {
    if (said === '' || room < 16) continue;
    const shown = fitText(said, room, 12.2);
    room -= textWidth(shown, 12.2) + 5;
    spans.push(element('tspan', { class: style }, escapeText(shown)));
  }
  const anchor = column.align === 'end' ? 'end' : undefined;
  return shape + element('text', { x, y: y + 16, 'text-anchor': anchor }, spans.join(' '));
}

function text(style: string, x: number, y: number, said: string, align?: 'end'): string {
  return element('text', { class: style, x, y, 'text-anchor': align }, escapeText(said));
}
