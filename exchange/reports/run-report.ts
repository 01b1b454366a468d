/** The report of a night, as Markdown, HTML, comma-separated values and JSON. */
import { stringify } from 'csv-stringify/sync';
import { element, escapeText } from '../../view/markup.ts';
import type { JsonRunReport, JsonRunStep } from '../../view/run/report.ts';
import { prose } from './markdown-text.ts';

export const RUN_REPORT_FORMATS = ['markdown', 'html', 'csv', 'json'] as const;
export type RunReportFormat = (typeof RUN_REPORT_FORMATS)[number];

export function runReportText(report: JsonRunReport, format: RunReportFormat): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'csv':
      return stringify([HEAD, ...report.steps.map(cells)], {
        escape_formulas: true,
        quoted_match: /[\r\n]/,
        record_delimiter: 'windows',
      });
    case 'markdown':
      return markdown(report);
    case 'html':
      return html(report);
  }
}

const HEAD = [
  'step',
  'who',
  'progress',
  'planned start',
  'planned end',
  'start',
  'end',
  'planned min',
  'took min',
  'late min',
];

function cells({
  step,
  by,
  progress,
  plannedStart,
  plannedEnd,
  start,
  end,
  planned,
  took,
  late,
}: JsonRunStep): string[] {
  const number = (value: number | null) => (value === null ? '' : String(value));
  return [
    step,
    by.join(', '),
    progress,
    plannedStart,
    plannedEnd,
    start ?? '',
    end ?? '',
    String(planned),
    number(took),
    number(late),
  ];
}

interface Section {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

function sectionsOf(report: JsonRunReport): readonly Section[] {
  const all: Section[] = [
    { title: 'The night', head: ['', ''], rows: report.facts.map(({ what, is }) => [what, is]) },
    { title: 'Steps', head: HEAD, rows: report.steps.map(cells) },
    {
      title: 'Out of order',
      head: ['what', 'why'],
      rows: report.odd.map(({ message, because }) => [message, because ?? 'nobody said']),
    },
    {
      title: 'Changed on the way',
      head: ['when', 'who', 'what'],
      rows: report.deviations.map(({ at, by, said }) => [at, by, said]),
    },
    {
      title: 'Decisions',
      head: ['when', 'who', 'what'],
      rows: report.decisions.map(({ at, by, said }) => [at, by, said]),
    },
    {
      title: 'Votes',
      head: ['gate', 'who', 'vote', 'why'],
      rows: report.votes.map(({ gate, who, said, because }) => [gate, who, said, because ?? '']),
    },
    {
      title: 'Messages',
      head: ['message', 'sent', 'answered'],
      rows: report.messages.map(({ message, sent, answered }) => [message, sent ?? 'not sent', answered ?? '']),
    },
    {
      title: 'Evidence',
      head: ['step', 'what', 'when', 'who'],
      rows: report.evidence.map(({ step, is, at, by }) => [step, is, at ?? 'not given', by ?? '']),
    },
    { title: 'To take over into the plan', head: ['line'], rows: report.takeOver.map((line) => [line]) },
  ];
  return all.filter(({ rows }) => rows.length > 0);
}

function markdown(report: JsonRunReport): string {
  const row = (values: readonly string[]) => `| ${values.map((value) => prose(value)).join(' | ')} |`;
  const blocks = sectionsOf(report).map(({ title, head, rows }) =>
    [`## ${title}`, '', row(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(row)].join('\n'),
  );
  return `${[`# ${prose(report.title)}`, ...blocks].join('\n\n')}\n`;
}

function html(report: JsonRunReport): string {
  const cell = (name: 'td' | 'th') => (value: string) => element(name, {}, escapeText(value));
  const sections = sectionsOf(report).map(({ title, head, rows }) =>
    [
      element('h2', {}, escapeText(title)),
      element(
        'table',
        {},
        head.some((one) => one !== '') ? element('thead', {}, element('tr', {}, ...head.map(cell('th')))) : '',
        element('tbody', {}, ...rows.map((values) => element('tr', {}, ...values.map(cell('td'))))),
      ),
    ].join(''),
  );
  const style =
    ':root{color-scheme:light dark}body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{text-align:left;border-bottom:1px solid #8888;padding:.3rem .6rem .3rem 0;vertical-align:top;font-variant-numeric:tabular-nums}';
  return `<!doctype html>\n<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeText(report.title)}</title><style>${style}</style><h1>${escapeText(report.title)}</h1>${sections.join('')}</html>\n`;
}
