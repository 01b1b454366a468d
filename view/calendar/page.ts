/** The calendar of changes as a page that needs nothing else, and the same for an editor, where everything leads to its line. */
import type { CalendarEntry, ChangeCalendar } from '../../plan/facts/calendar/model.ts';
import type { Place } from '../../plan/model.ts';
import { formatDate } from '../../plan/time/format.ts';
import { element, escapeText } from '../markup.ts';
import { type HtmlDocument, htmlDocument } from '../page/page.ts';
import { withCode } from '../page/release-findings.ts';
import { type CalendarSource, calendarPicture, leadsTo } from './picture.ts';
import { CALENDAR_STYLE } from './style.ts';
import { carriesWords, KIND_WORDS, namesWords, timesWords } from './words.ts';

export interface CalendarPageOptions extends Pick<CalendarOptions, 'for'>, Pick<HtmlDocument, 'theme' | 'script'> {}

export interface CalendarOptions {
  /** Of whom or what it is, where it is not of everything. */
  readonly for?: readonly string[];
  /** Everything leads to its line; default: nothing leads anywhere. */
  readonly source?: CalendarSource;
  /** Pixels there are for the picture. */
  readonly width?: number;
}

export function renderCalendar(calendar: ChangeCalendar, options: CalendarPageOptions = {}): string {
  return htmlDocument(titleOf(options), {
    ...options,
    main: calendarMarkup(calendar, options),
    style: CALENDAR_STYLE,
  });
}

/** What stands in the page. */
export function calendarMarkup(calendar: ChangeCalendar, options: CalendarOptions = {}): string {
  const { within, zone, entries, clashes } = calendar;
  const { source = 'none', width } = options;
  const when = `${formatDate(within.start, zone)} .. ${formatDate(within.end - 1, zone)}`;
  const items = clashes.map((clash) => clashItem(clash, entries, source));
  return [
    element('h1', {}, escapeText(titleOf(options))),
    element('p', { class: 'rp-kind' }, escapeText(`${when}, ${zone}`)),
    entries.length === 0
      ? element('p', { class: 'rp-clear' }, 'Nothing is planned then.')
      : element('figure', { class: 'rp-picture' }, calendarPicture(calendar, { source, width })),
    legend(entries),
    clashes.length === 0
      ? element('p', { class: 'rp-clear' }, 'Nothing clashes.')
      : section('Clashes', element('ul', { class: 'rp-findings' }, ...items)),
    entries.length === 0 ? '' : section('In order of time', table(entries, source)),
  ].join('');
}

function titleOf({ for: wanted = [] }: Pick<CalendarOptions, 'for'>): string {
  return wanted.length > 0 ? `Changes for ${wanted.join(', ')}` : 'Calendar of changes';
}

function section(title: string, body: string): string {
  return element('section', {}, element('h2', {}, escapeText(title)), body);
}

/** The sentence leads to where it is told, each name to what is called so. */
function clashItem(
  { code, severity, message, releases, place }: ChangeCalendar['clashes'][number],
  entries: readonly CalendarEntry[],
  source: CalendarSource,
): string {
  const names = releases.map((name) => {
    const own = entries.filter((entry) => entry.name === name);
    const named = own.find(({ kind }) => kind === 'release') ?? own[0];
    return element('strong', named ? entryLeadsTo(named.place, source) : {}, escapeText(name));
  });
  return element(
    'li',
    { class: `rp-finding rp-found-${severity}`, ...entryLeadsTo(place, source) },
    element('span', { class: 'rp-tag' }, escapeText(severity === 'information' ? 'note' : severity)),
    ' ',
    names.join(' and '),
    ' ',
    withCode(message),
    ' ',
    element('span', { class: 'rp-extra' }, escapeText(code)),
  );
}

/** It is one of those that the arrows go through. */
function entryLeadsTo(place: Place, source: CalendarSource) {
  const at = leadsTo(place, source);
  return at ? { ...at, tabindex: -1 } : {};
}

function table(entries: readonly CalendarEntry[], source: CalendarSource): string {
  const row = (entry: CalendarEntry) => {
    const { kind, name, title, of, who, on } = entry;
    const what = kind === 'rehearsal' || kind === 'uat' ? `${name} of ${of}` : name;
    const cells = [
      timesWords(entry),
      KIND_WORDS[kind],
      `${what}${title === undefined ? '' : `: ${title}`}${carriesWords(entry, '; carries ')}`,
      namesWords(on),
      namesWords(who),
    ];
    return element(
      'tr',
      entryLeadsTo(entry.place, source),
      ...cells.map((cell, i) => element('td', { 'data-th': HEADS[i] }, escapeText(cell))),
    );
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
