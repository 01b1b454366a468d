/** The calendar of changes as a page that needs nothing else. */
import type { CalendarEntry, ChangeCalendar } from '../../plan/facts/calendar/model.ts';
import { formatDate } from '../../plan/time/format.ts';
import { element, escapeText } from '../markup.ts';
import { htmlDocument } from '../page/page.ts';
import { withCode } from '../page/release-findings.ts';
import { calendarPicture } from './picture.ts';
import { KIND_WORDS, namesWords, timesWords } from './words.ts';

export interface CalendarPageOptions {
  readonly theme?: 'light' | 'dark' | 'reader';
  /** Of whom or what it is, where it is not of everything. */
  readonly for?: readonly string[];
}

export function renderCalendar(calendar: ChangeCalendar, options: CalendarPageOptions = {}): string {
  const { within, zone, entries, clashes } = calendar;
  const title = options.for?.length ? `Changes for ${options.for.join(', ')}` : 'Calendar of changes';
  const when = `${formatDate(within.start, zone)} .. ${formatDate(within.end - 1, zone)}`;
  const main = [
    element('h1', {}, escapeText(title)),
    element('p', { class: 'rp-kind' }, escapeText(`${when}, ${zone}`)),
    entries.length === 0
      ? element('p', { class: 'rp-clear' }, 'Nothing is planned then.')
      : element('figure', { class: 'rp-picture' }, calendarPicture(calendar)),
    legend(entries),
    clashes.length === 0
      ? element('p', { class: 'rp-clear' }, 'Nothing clashes.')
      : section('Clashes', element('ul', { class: 'rp-findings' }, ...clashes.map(clashItem))),
    entries.length === 0 ? '' : section('In order of time', table(entries)),
  ];
  return htmlDocument(title, { theme: options.theme, main: main.join(''), style: STYLE });
}

function section(title: string, body: string): string {
  return element('section', {}, element('h2', {}, escapeText(title)), body);
}

function clashItem({ code, severity, message, releases }: ChangeCalendar['clashes'][number]): string {
  return element(
    'li',
    { class: `rp-finding rp-found-${severity}` },
    element('span', { class: 'rp-tag' }, escapeText(severity === 'information' ? 'note' : severity)),
    ' ',
    element('strong', {}, escapeText(releases.join(' and '))),
    ' ',
    withCode(message),
    ' ',
    element('span', { class: 'rp-extra' }, escapeText(code)),
  );
}

function table(entries: readonly CalendarEntry[]): string {
  const row = (entry: CalendarEntry) => {
    const { kind, name, title, of, who, on } = entry;
    const what = kind === 'rehearsal' || kind === 'uat' ? `${name} of ${of}` : name;
    const cells = [
      timesWords(entry),
      KIND_WORDS[kind],
      title === undefined ? what : `${what}: ${title}`,
      namesWords(on),
      namesWords(who),
    ];
    return element('tr', {}, ...cells.map((cell, i) => element('td', { 'data-th': HEADS[i] }, escapeText(cell))));
  };
  const head = element('tr', {}, ...HEADS.map((cell) => element('th', { scope: 'col' }, cell)));
  return element(
    'table',
    { class: 'rp-dates rp-c-table' },
    element('thead', {}, head),
    element('tbody', {}, ...entries.map(row)),
  );
}

const HEADS = ['when', 'kind', 'what', 'on', 'who'];

function legend(entries: readonly CalendarEntry[]): string {
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  return element(
    'p',
    { class: 'rp-c-legend' },
    ...kinds.map((kind) =>
      element('span', {}, element('i', { class: `rp-c-key rp-c-${kind}` }, ''), escapeText(KIND_WORDS[kind])),
    ),
  );
}

const STYLE = `.rp-picture .rp-calendar{max-width:none}
.rp-c-head{font:600 12.5px system-ui,sans-serif;fill:var(--rp-text)}
.rp-c-label{font:12.5px system-ui,sans-serif;fill:var(--rp-text)}
.rp-c-day{font:10.5px system-ui,sans-serif;fill:var(--rp-muted)}
.rp-c-mark{font:700 14px system-ui,sans-serif;fill:var(--rp-danger)}
.rp-c-month{stroke:var(--rp-line);stroke-width:1}
.rp-c-week{stroke:var(--rp-grid);stroke-width:1}
.rp-c-now{stroke:var(--rp-now);stroke-width:2}
.rp-c-shade{fill:var(--rp-freeze)}
.rp-c-release{fill:var(--rp-change);background:var(--rp-change)}
.rp-c-rehearsal{fill:var(--rp-prove);background:var(--rp-prove)}
.rp-c-uat{fill:var(--rp-decide);background:var(--rp-decide)}
.rp-c-departure{fill:none;stroke:var(--rp-change);stroke-width:1.5;border:1.5px solid var(--rp-change)}
.rp-c-freeze{fill:var(--rp-protect);background:var(--rp-protect)}
.rp-c-maintenance{fill:var(--rp-record);background:var(--rp-record)}
.rp-c-event{fill:var(--rp-tell);background:var(--rp-tell)}
.rp-c-clash{stroke:var(--rp-danger);stroke-width:2.5}
.rp-c-legend{display:flex;flex-wrap:wrap;gap:4px 16px;color:var(--rp-muted);font-size:12.5px;margin:8px 0 0}
.rp-c-key{display:inline-block;width:12px;height:12px;border-radius:2px;margin-right:6px;vertical-align:-1px}
.rp-c-table td[data-th="kind"]{white-space:nowrap}
@media (max-width:640px){.rp-c-table thead{display:none}.rp-c-table tr{display:block;padding:8px 0;border-bottom:1px solid var(--rp-grid)}.rp-c-table td{display:block;border:0;padding:1px 0}.rp-c-table td:empty{display:none}.rp-c-table td[data-th="kind"]{color:var(--rp-muted);font-size:12px}}`;
