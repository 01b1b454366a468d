/** A table of a release as HTML: its rows lead to their lines, with a box to tick where somebody records it. */
import { listed } from '../../plan/facts/words.ts';
import { box, tickBox } from '../box.ts';
import { renderDoubtful } from '../doubt.ts';
import { type Attributes, element, escapeText, tooltip } from '../markup.ts';
import { withCode } from '../page/release-findings.ts';
import type { List, ListRow } from '../rows/list.ts';
import type { TreePlace } from '../rows/rows-tree.ts';
import { findingMark } from '../schedule/paint/paint-label.ts';
import type { Source } from '../schedule/scene.ts';
import { GLYPH } from '../words/verbs.ts';
import { type Cell, type Column, isEmpty, type Sort, type Table, type TableRow, type TableSection } from './table.ts';

export interface TableOptions {
  /** `lines`: rows say their file and line (`data-file`, `data-line`, from zero). */
  readonly source: 'lines' | 'none';
  readonly lineOf?: (file: string, line: number) => number;
}

/** Empty: there is nothing in it. */
export function renderTable(table: Table, options: TableOptions): string {
  if (isEmpty(table)) return '';
  const { columns, sections } = table;
  return frame(
    table,
    sections.map((section) =>
      element(
        'tbody',
        {},
        section.title === '' ? '' : renderHead(section, columns, options),
        ...section.rows.map((row) => renderRow(row, columns, options)),
      ),
    ),
  );
}

/** The same for whoever shows a few of many rows; undefined: there is nothing in it. */
export function tableRows(table: Table, options: TableOptions): List | undefined {
  const { columns, sections, arranged } = table;
  if (isEmpty(table) && !arranged) return undefined;
  const rows = sections.flatMap((section): readonly ListRow[] => {
    const source = placeOf(section.source, options);
    const head: ListRow = {
      ...{ level: 0, height: section.isOutage ? OUTAGE_HEIGHT : HEAD_HEIGHT, source },
      markup: (place) => renderHead(section, columns, options, place),
    };
    return [
      ...(section.title === '' ? [] : [head]),
      ...section.rows.map((row) => ({
        level: 1,
        height: ROW_HEIGHT,
        source: placeOf(row.source, options),
        markup: (place: TreePlace) => renderRow(row, columns, options, place),
      })),
    ];
  });
  return { frame: frame(table, [element('tbody', { 'data-rows': '' }, '')], rows.length), rows, arranged };
}

/** Pixels, where no word wraps. */
const ROW_HEIGHT = 29;
const HEAD_HEIGHT = 31;
const OUTAGE_HEIGHT = 26;

/** `count`: how many rows there are, of which a few are in it; somebody is there then who can sort them. */
function frame({ caption, columns, arranged }: Table, bodies: readonly string[], count?: number): string {
  const head = columns.map((column) => {
    const isLive = count !== undefined && column.sorts === true;
    const sort = arranged?.sort?.column === column.title ? arranged.sort : undefined;
    const order = sort && (sort.isDescending ? 'descending' : 'ascending');
    return element(
      'th',
      { scope: 'col', ...columnStyle(column), 'aria-sort': isLive ? order : undefined },
      isLive ? sortButton(column, sort) : escapeText(column.title),
    );
  });
  return element(
    'div',
    { class: 'rp-tabled' },
    element(
      'table',
      { class: 'rp-table', 'aria-rowcount': count === undefined ? undefined : count + 1 },
      element('caption', { class: 'rp-sr' }, escapeText(caption)),
      element('thead', {}, element('tr', { 'aria-rowindex': count === undefined ? undefined : 1 }, ...head)),
      ...bodies,
    ),
    count === 0 ? element('p', { class: 'rp-clear' }, 'No row has all of these words.') : '',
    leftOut(columns),
  );
}

/** Up, then down, then back to the order of the table. */
function sortButton({ title }: Column, sort: Sort | undefined): string {
  const next = !sort ? `Sort by ${title}` : sort.isDescending ? 'Back to the order of the plan' : `${title}, downwards`;
  return element('button', { type: 'button', class: 'rp-sort', 'data-sort': title, title: next }, escapeText(title));
}

/** Seen where the page is too narrow for them, and not on paper, which has them all. */
function leftOut(columns: readonly Column[]): string {
  const extra = columns.filter(({ isExtra }) => isExtra).map(({ title }) => title);
  if (extra.length === 0) return '';
  return element(
    'p',
    { class: 'rp-left-out' },
    escapeText(`Left out, as there is no room here: ${listed(extra, extra.length)}.`),
  );
}

function renderHead(
  section: TableSection,
  columns: readonly Column[],
  options: TableOptions,
  place?: TreePlace,
): string {
  return element(
    'tr',
    {
      class: `rp-table-head${section.isOutage ? ' rp-table-outage' : ''}`,
      ...linkOf(section.source, options),
      ...rowIndex(place),
    },
    element(
      'th',
      { colspan: columns.length, scope: 'rowgroup' },
      escapeText(section.title),
      section.detail === '' ? '' : element('span', { class: 'rp-when' }, escapeText(section.detail)),
    ),
  );
}

/** Its head is the first row. */
function rowIndex(place: TreePlace | undefined): Attributes {
  return place ? { 'aria-rowindex': place.index + 1 } : {};
}

function renderRow(row: TableRow, columns: readonly Column[], options: TableOptions, place?: TreePlace): string {
  const { cells } = row;
  const classes = [
    row.isDecision && 'rp-table-decision',
    row.isOutage && 'rp-in-outage',
    row.done && 'rp-is-done',
    cells.some(({ isCritical }) => isCritical) && 'rp-is-critical',
  ].filter(Boolean);
  const found = row.finding;
  return element(
    'tr',
    {
      class: classes.length > 0 ? classes.join(' ') : undefined,
      title: row.description,
      ...linkOf(row.source, options),
      'data-step': options.source === 'none' ? undefined : row.step,
      ...rowIndex(place),
    },
    ...cells.map((one, i) => {
      const isBox = row.done !== undefined && i === cells.length - 1;
      const inner = isBox ? (options.source === 'none' ? box(row.done!) : tickBox(row.done!)) : renderCell(one);
      const mark = found && i === 0 ? markOf(found.severity, found.text) : '';
      const column = columns[i]!;
      const attributes = row.isNote
        ? { colspan: columns.length }
        : { ...columnStyle(column), 'data-title': titleOn(i, columns, inner) };
      return element('td', attributes, mark, inner);
    }),
  );
}

/** On a phone the cells of a row stand below each other, each with what it is, where that is not plain. */
function titleOn(index: number, columns: readonly Column[], inner: string): string | undefined {
  const { title, share = 0 } = columns[index]!;
  return index === 0 || share > 2 || columns.length < 3 || inner === '' ? undefined : title;
}

function renderCell({ lead, text, note, family, doubt, isMissing, isCritical }: Cell): string {
  return [
    family ? glyphOf(family) : '',
    lead ? element('b', { class: 'rp-verb' }, escapeText(lead)) : '',
    lead && text !== '' ? ' ' : '',
    isMissing ? element('b', { class: 'rp-missing' }, escapeText(text)) : '',
    isMissing ? '' : doubt && text !== '' ? renderDoubtful(text, doubt === 'was') : withCode(text),
    note ? element('span', { class: 'rp-extra' }, escapeText(` ${note}`)) : '',
    isCritical ? element('span', { class: 'rp-block-mark', role: 'img', 'aria-label': 'critical' }, '') : '',
  ].join('');
}

function glyphOf(family: keyof typeof GLYPH): string {
  return element(
    'svg',
    { class: 'rp-glyph', width: 12, height: 12, viewBox: '0 0 12 12', 'aria-hidden': 'true' },
    element('path', { class: `rp-${family}`, d: GLYPH[family] }),
  );
}

/** What a mark says is in its title, and in the words of the row for whoever does not see it. */
function markOf(severity: Parameters<typeof findingMark>[0], text: string): string {
  return element(
    'svg',
    { class: 'rp-found-mark', width: 14, height: 14, viewBox: '0 0 14 14', role: 'img', 'aria-label': text },
    findingMark(severity, '', 7, 7),
    tooltip(text),
  );
}

function columnStyle({ align, isExtra, share = 0 }: Column): Attributes {
  const classes = [align === 'end' && 'rp-end', isExtra && 'rp-extra-column', share > 2 && 'rp-wide-column']
    .filter(Boolean)
    .join(' ');
  return { class: classes === '' ? undefined : classes };
}

function linkOf(source: Source | undefined, options: TableOptions): Attributes {
  const place = placeOf(source, options);
  return place ? { 'data-file': place.file, 'data-line': place.line, tabindex: -1 } : {};
}

function placeOf(source: Source | undefined, { source: how, lineOf }: TableOptions): Source | undefined {
  if (how === 'none' || !source) return undefined;
  return lineOf ? { file: source.file, line: lineOf(source.file, source.line) } : source;
}
