/** The run sheet as a workbook: real dates, a head that stays, columns to fill in; and sheets to read beside it. */
import writeExcelFile from 'write-excel-file/universal';
import type { Release } from '../../plan/model.ts';
import type { Outline } from '../../plan/outline/model.ts';
import { parseEstimate } from '../../plan/time/duration.ts';
import { formatIso } from '../../plan/time/format.ts';
import type { Zone } from '../../plan/time/model.ts';
import { zonesOf } from '../../view/words/zones.ts';
import { LONGEST_TEXT } from '../bounds.ts';
import { RUN_SHEET } from '../csv/columns.ts';
import { outlineOf } from '../outline/outline-of.ts';
import type { Exporting } from '../plan-format.ts';
import { cellTime, concerns, labelOf, rowsOf, type SheetRow } from '../sheet/rows.ts';
import { asPrinted } from './as-printed.ts';

/** A length in minutes; Excel counts in days. */
interface Length {
  readonly minutes: number;
}
type Value = string | Date | Length | undefined;
interface Cell {
  readonly value?: string | Date | number;
  readonly format?: string;
  readonly fontWeight?: 'bold';
  readonly backgroundColor?: string;
  readonly bottomBorderStyle?: 'thin';
  readonly wrap?: boolean;
  readonly align?: 'left';
  readonly alignVertical?: 'top' | 'center';
  readonly height?: number;
}

const DATE = 'ddd yyyy-mm-dd hh:mm';
const LENGTH = '[h]:mm';
/** In characters, by the column of the run sheet. */
const WIDTHS = [18, 18, 42, 12, 22, 18, 22, 14, 22, 22, 24, 22, 10, 12, 18, 18, 30, 50];
const WIDTH_OF_TIME = 22;
/** They have their room on paper, too: people write in them. */
const FILLED_IN = ['Status', 'Actual start', 'Actual end', 'Notes'];
const ROOM = 18;
/** Of a line, in points; where a text is wrapped a program that opens the file may not look how high its row is. */
const LINE_HEIGHT = 14;
/** Letters are narrower than the digits that Excel measures a column in. */
const IN_A_DIGIT = 1.2;
const HEAD_COLOUR = '#E4E9F0';
const DATES = ['Start', 'End'];

export async function writeXlsx({ analysis, release, for: somebody, tell }: Exporting): Promise<Uint8Array> {
  const outline = outlineOf(analysis, release);
  const teams = new Map((outline.teams ?? []).map(({ name, members = [] }) => [name!, members] as const));
  const rows = rowsOf(outline).filter((row) => somebody === undefined || concerns(row, somebody, teams));
  const { head, run, widths } = runSheet(outline, rows, furtherZones(analysis, release));
  const checklist = rows.flatMap(({ item }) =>
    (item.checklist ?? []).map(({ text, by, due, done }) => [
      labelOf(item),
      text,
      by ?? '',
      due ?? '',
      done ? 'done' : '',
    ]),
  );
  const people = (outline.people ?? []).map(({ name, title, zone, email, phone }) => [
    name!,
    title ?? '',
    zone ?? '',
    email ?? '',
    phone ?? '',
  ]);
  const messages = rows
    .filter(({ item }) => item.verb === 'notify')
    .map(({ item }): Value[] => [
      dateOf(cellTime(item.start, outline.zone)),
      item.by ?? '',
      (item.targets ?? []).join(', '),
      labelOf(item),
      (item.via ?? []).join(', '),
      (item.notes ?? []).join('\n'),
    ]);
  const scope = [
    ...(outline.scope ?? []).map(({ name, title, priority, by, due, done }) => [
      priority!,
      name!,
      title ?? '',
      by ?? '',
      due ?? '',
      done ? 'done' : '',
    ]),
    ...(outline.risks ?? []).map(({ name, title, by, likelihood, impact }) => [
      'risk',
      name!,
      title ?? '',
      by ?? '',
      [likelihood, impact].filter(Boolean).join(' / '),
      '',
    ]),
  ];
  const findings = analysis.findings
    .filter(({ waived }) => !waived)
    .map(({ severity, code, message }) => [severity, code, message]);
  const cut = [...run, ...checklist, ...messages, ...scope, ...findings]
    .flat()
    .filter((value) => typeof value === 'string' && value.length > LONGEST_TEXT);
  if (cut.length > 0)
    tell(
      `${cut.length} texts are longer than the ${LONGEST_TEXT.toLocaleString('en')} characters that a cell holds, and are cut.`,
    );
  const sheets = [
    sheet('Run sheet', head, run, widths),
    sheet('Checklist', ['Step', 'Item', 'By', 'Due', 'Status'], checklist, [30, 60, 18, 18, 12]),
    sheet('People', ['Name', 'Title', 'Zone', 'E-mail', 'Phone'], people, [18, 34, 22, 34, 22]),
    sheet('Messages', ['When', 'Who tells', 'Whom', 'What', 'Over', 'In words'], messages, [22, 18, 22, 42, 18, 60]),
    sheet('Risks and scope', ['What', 'Name', 'Title', 'By', 'Due', 'Status'], scope, [10, 22, 50, 18, 18, 12]),
    sheet('Findings', ['Severity', 'Check', 'Message'], findings, [14, 26, 110]),
  ].filter(({ data }, i) => i === 0 || data.length > 1);
  const extents = sheets.map(({ sheet: own, data }) => ({ sheet: own, rows: data.length, columns: data[0]!.length }));
  const blob = await writeExcelFile(sheets as never, { features: [asPrinted(extents)] } as never).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}

/** Those in which people of the release read their clocks, besides its own. */
function furtherZones({ plan, schedules }: Exporting['analysis'], release: Release): readonly Zone[] {
  return zonesOf(plan, release, schedules[plan.releases.indexOf(release)]!).slice(1);
}

/** Behind the times of the release those of each further zone. */
function runSheet(outline: Outline, rows: readonly SheetRow[], zones: readonly Zone[]) {
  const head = RUN_SHEET.head(outline, 0);
  const behind = head.findIndex((text) => text.startsWith('End (')) + 1;
  const into = <T>(all: readonly T[], some: readonly T[]) => all.toSpliced(behind, 0, ...some);
  const valueIn = (text: string, column: number): Value => {
    if (DATES.some((word) => head[column]!.startsWith(`${word} (`))) return dateOf(text);
    return head[column] === 'Duration' ? lengthOf(text) : text;
  };
  const context = { outline, numbers: new Map<string, number>() };
  return {
    head: into(
      head,
      zones.flatMap((zone) => DATES.map((word) => `${word} (${zone})`)),
    ),
    run: rows.map((row, i) =>
      into(
        RUN_SHEET.row(row, i + 1, context).map(valueIn),
        zones.flatMap((zone) => [row.item.start, row.item.end].map((iso) => dateOf(timeIn(iso, zone)))),
      ),
    ),
    widths: into(
      WIDTHS,
      zones.flatMap(() => [WIDTH_OF_TIME, WIDTH_OF_TIME]),
    ),
  };
}

/** Another clock at the same moment. */
function timeIn(iso: string | undefined, zone: Zone): string {
  return iso === undefined ? '' : cellTime(formatIso(Date.parse(iso) / 60_000, zone), zone);
}

/** What Excel can add up; estimates and days, which are not always 24 hours, are texts. */
function lengthOf(text: string): Value {
  const estimate = parseEstimate(text);
  if (!estimate || text.includes('..')) return text;
  const { months, days, workingDays, minutes } = estimate.likely;
  return months === 0 && days === 0 && workingDays === 0 ? { minutes } : text;
}

function sheet(name: string, head: readonly string[], rows: readonly (readonly Value[])[], widths: readonly number[]) {
  const columns = widths.map((width, i) => {
    const wanted = Math.min(width, widest([head, ...rows], i));
    return { width: FILLED_IN.includes(head[i]!) ? Math.max(wanted, Math.min(width, ROOM)) : wanted };
  });
  return {
    sheet: name,
    data: [
      head.map(
        (value): Cell => ({
          value,
          fontWeight: 'bold',
          backgroundColor: HEAD_COLOUR,
          bottomBorderStyle: 'thin',
          wrap: true,
          alignVertical: 'center',
          height: 1.5 * LINE_HEIGHT,
        }),
      ),
      ...rows.map((row) => {
        const lines = row.reduce<number>(
          (most, value, i) => Math.max(most, linesOf(value, columns[i]!.width * IN_A_DIGIT)),
          1,
        );
        return row.map((value, i) => cellOf(value, i === 0 && lines > 1 ? lines * LINE_HEIGHT : undefined));
      }),
    ],
    columns,
    stickyRowsCount: 1,
    orientation: 'landscape',
  };
}

/** That a text takes in a column; words that are too long for what is left of a line begin the next. */
function linesOf(value: Value, width: number): number {
  if (typeof value !== 'string') return 1;
  return value.split('\n').reduce((count, line) => {
    let [lines, used] = [1, 0];
    for (const { length } of line.split(' ')) {
      if (used > 0 && used + 1 + length > width) [lines, used] = [lines + 1, 0];
      used += (used > 0 ? 1 : 0) + length;
      lines += Math.floor(Math.max(0, used - 1) / width);
      used = used > width ? used % width : used;
    }
    return count + lines;
  }, 0);
}

/** In characters: what is empty takes no room on paper. */
function widest(rows: readonly (readonly Value[])[], column: number): number {
  return rows.reduce((most, row) => {
    const value = row[column];
    const lines =
      typeof value === 'string'
        ? value.split('\n')
        : value === undefined
          ? []
          : [value instanceof Date ? DATE : LENGTH];
    return lines.reduce((longest, { length }) => Math.max(longest, length + 2), most);
  }, 0);
}

/** Texts are texts, whatever they begin with: a formula would have to be meant. */
function cellOf(value: Value, height: number | undefined): Cell | null {
  const shape = { align: 'left', alignVertical: 'top', ...(height !== undefined && { height }) } as const;
  if (value === undefined || value === '') return height === undefined ? null : shape;
  if (value instanceof Date) return { value, format: DATE, ...shape };
  if (typeof value === 'object') return { value: value.minutes / 1440, format: LENGTH, ...shape };
  return { value: plainText(value), wrap: true, ...shape };
}

/** What no cell can hold. */
function plainText(text: string): string {
  return text.replace(/(?![\t\n])\p{Cc}/gu, ' ').slice(0, LONGEST_TEXT);
}

/** The wall clock, as a sheet without zones has it; an hour that comes twice is a text, with its offset. */
function dateOf(text: string): Value {
  if (text.length > 16) return text;
  return text === '' ? undefined : new Date(`${text.replace(' ', 'T')}:00Z`);
}
