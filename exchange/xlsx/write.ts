/** The run sheet as a workbook: real dates, a head that stays, columns to fill in; and sheets to read beside it. */
import writeExcelFile from 'write-excel-file/universal';
import { LONGEST_TEXT } from '../bounds.ts';
import { RUN_SHEET } from '../csv/columns.ts';
import { outlineOf } from '../outline/outline-of.ts';
import type { Exporting } from '../plan-format.ts';
import { cellTime, concerns, labelOf, rowsOf } from '../sheet/rows.ts';
import { asPrinted } from './as-printed.ts';

type Value = string | Date | undefined;
interface Cell {
  readonly value?: string | Date;
  readonly format?: string;
  readonly fontWeight?: 'bold';
  readonly wrap?: boolean;
  readonly alignVertical?: 'top';
}

const DATE = 'ddd yyyy-mm-dd hh:mm';
/** In characters, by the column of the run sheet. */
const WIDTHS = [18, 18, 42, 12, 22, 18, 22, 12, 22, 22, 24, 22, 10, 12, 18, 18, 30, 50];
const DATES = ['Start', 'End'];

export async function writeXlsx({ analysis, release, for: somebody, tell }: Exporting): Promise<Uint8Array> {
  const outline = outlineOf(analysis, release);
  const teams = new Map((outline.teams ?? []).map(({ name, members = [] }) => [name!, members] as const));
  const rows = rowsOf(outline).filter((row) => somebody === undefined || concerns(row, somebody, teams));
  const head = RUN_SHEET.head(outline);
  const context = { outline, numbers: new Map<string, number>() };
  const isDate = head.map((text) => DATES.some((word) => text.startsWith(`${word} (`)));
  const run = rows.map((row, i) =>
    RUN_SHEET.row(row, i + 1, context).map((text, column): Value => (isDate[column] ? dateOf(text) : text)),
  );
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
    sheet('Run sheet', head, run, WIDTHS),
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

function sheet(name: string, head: readonly string[], rows: readonly (readonly Value[])[], widths: readonly number[]) {
  return {
    sheet: name,
    data: [
      head.map((value): Cell => ({ value, fontWeight: 'bold', wrap: true })),
      ...rows.map((row) => row.map(cellOf)),
    ],
    columns: widths.map((width) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape',
  };
}

/** Texts are texts, whatever they begin with: a formula would have to be meant. */
function cellOf(value: Value): Cell | null {
  if (value === undefined || value === '') return null;
  if (value instanceof Date) return { value, format: DATE, alignVertical: 'top' };
  return { value: plainText(value), wrap: true, alignVertical: 'top' };
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
