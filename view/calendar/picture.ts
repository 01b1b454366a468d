/** The calendar as a picture: a row for each thing, months and weeks above, what clashes marked. */
import type { CalendarEntry, ChangeCalendar, EntryKind } from '../../plan/facts/calendar/model.ts';
import type { Place } from '../../plan/model.ts';
import { dateOfDay, MINUTES_PER_DAY, weekdayOfDay } from '../../plan/time/date.ts';
import { dayAt, instantOfDay } from '../../plan/time/zone.ts';
import { element, escapeText, tooltip } from '../markup.ts';
import { fitText, textWidth } from '../text-width.ts';
import { carriesWords, KIND_WORDS, whenWords } from './words.ts';

const WIDTH = 1060;
/** Less would be no picture. */
const NARROWEST = 400;
/** Of the names of the rows, at most and at least. */
const LABEL = 210;
const SHORT_LABEL = 120;
const ROW = 24;
const HEAD = 44;
const BAR = 14;
/** What is shorter is drawn as wide: an evening in a year. */
const LEAST = 5;

/** `lines`: whoever shows it can lead to the line of a file. */
export type CalendarSource = 'lines' | 'none';

export interface PictureOptions {
  readonly source?: CalendarSource;
  /** Pixels there are. */
  readonly width?: number;
}

/** Undefined: there is nothing to lead to, as for what another repository tells. */
export function leadsTo({ file, range }: Place, source: CalendarSource) {
  if (source === 'none' || file.startsWith('store:')) return undefined;
  return { 'data-file': file, 'data-line': range.start.line };
}

export interface CalendarRow {
  readonly label: string;
  readonly kind: EntryKind;
  readonly entries: readonly CalendarEntry[];
  /** Its label, or a release in it, that something clashes with. */
  readonly clashed: ReadonlySet<string>;
}

/** Freezes and what others plan around first, then trains with all their releases, and every other release with its tests, in order of time. */
export function calendarRows({ entries, clashes }: ChangeCalendar): readonly CalendarRow[] {
  const clashing = new Set(clashes.flatMap(({ releases }) => releases));
  const rows = new Map<string, { kind: EntryKind; label: string; entries: CalendarEntry[] }>();
  for (const entry of entries) {
    const { kind, label } = rowOf(entry);
    const key = `${kind} ${label}`;
    const row = rows.get(key) ?? { kind, label, entries: [] };
    row.entries.push(entry);
    rows.set(key, row);
  }
  const rank = (kind: EntryKind) => ORDER.indexOf(kind);
  return [...rows.values()]
    .sort((a, b) => rank(a.kind) - rank(b.kind))
    .map((row) => {
      const names = row.entries.flatMap(({ kind, name }) => (kind === 'release' ? name : []));
      const isOfReleases = row.kind === 'release' || row.kind === 'departure';
      const clashed = new Set(isOfReleases ? [row.label, ...names].filter((name) => clashing.has(name)) : []);
      return { ...row, clashed };
    });
}

function rowOf({ kind, name, of, train }: CalendarEntry): Pick<CalendarRow, 'kind' | 'label'> {
  if (!['release', 'rehearsal', 'uat'].includes(kind)) return { kind, label: name };
  return train === undefined ? { kind: 'release', label: of ?? name } : { kind: 'departure', label: train };
}

const ORDER: readonly EntryKind[] = ['freeze', 'event', 'maintenance', 'departure', 'release', 'rehearsal', 'uat'];

export function calendarPicture(calendar: ChangeCalendar, options: PictureOptions = {}): string {
  const { within, now } = calendar;
  const { source = 'none', width = WIDTH } = options;
  const wide = Math.max(width, NARROWEST);
  const rows = calendarRows(calendar);
  const height = HEAD + rows.length * ROW + 8;
  const names = Math.min(LABEL, Math.max(SHORT_LABEL, wide * 0.28));
  const x = (at: number) => names + ((at - within.start) / (within.end - within.start)) * (wide - names);
  const clamped = (at: number) => Math.min(wide, Math.max(names, x(at)));
  const canvas: Canvas = { wide, names, height, x, clamped, source };
  const isNow = now !== undefined && now >= within.start && now <= within.end;
  return element(
    'svg',
    {
      viewBox: `0 0 ${wide} ${height}`,
      width: wide,
      height,
      role: 'img',
      class: 'rp-calendar',
      'aria-label': label(calendar, rows),
    },
    // Below everything else: a freeze goes through all rows.
    ...rows.flatMap(({ entries }) => entries).flatMap((entry) => shades(entry, canvas)),
    grid(calendar, canvas),
    ...rows.map((row, i) => drawRow(row, HEAD + i * ROW, canvas)),
    isNow ? element('line', { x1: x(now), x2: x(now), y1: HEAD - 6, y2: height, class: 'rp-c-now' }) : '',
  );
}

interface Canvas {
  readonly wide: number;
  /** Of the column of names. */
  readonly names: number;
  readonly height: number;
  readonly x: (at: number) => number;
  /** Beside the labels, and not beyond the edge. */
  readonly clamped: (at: number) => number;
  readonly source: CalendarSource;
}

function label({ clashes }: ChangeCalendar, rows: readonly CalendarRow[]): string {
  return `Calendar with ${rows.length} rows and ${clashes.length} clashes; the table below says the same in words.`;
}

/** Months, and the Mondays of their weeks. */
function grid({ within, zone }: ChangeCalendar, { wide, names, height, x }: Canvas): string {
  const parts: string[] = [];
  const days = (within.end - within.start) / MINUTES_PER_DAY;
  const perDay = (wide - names) / days;
  /** Else one of each quarter. */
  const isEach = 30 * perDay >= 28;
  for (let day = dayAt(within.start, zone); instantOfDay(day, 0, zone) < within.end; day++) {
    const at = x(Math.max(within.start, instantOfDay(day, 0, zone)));
    const { year, month, day: date } = dateOfDay(day);
    const isStart = instantOfDay(day, 0, zone) <= within.start;
    if (date === 1 || isStart) {
      const isNamed = isEach || (date === 1 && month % 3 === 1);
      const room = perDay * (isStart ? 30 - date : isEach ? 30 : 90);
      const said = isNamed ? monthWords({ year, month }, Math.min(wide - at, room)) : '';
      parts.push(
        element('line', { x1: at, x2: at, y1: 4, y2: height, class: 'rp-c-month' }),
        said === '' ? '' : element('text', { x: at + 4, y: 16, class: 'rp-c-head' }, escapeText(said)),
      );
    }
    if (weekdayOfDay(day) === 0 && days <= 200) {
      parts.push(element('line', { x1: at, x2: at, y1: 22, y2: height, class: 'rp-c-week' }));
      if (days <= 130 && 7 * perDay >= 17 && at < wide - 14)
        parts.push(element('text', { x: at + 3, y: 33, class: 'rp-c-day' }, String(date)));
    }
  }
  return parts.join('');
}

/** As much as there is room for, in pixels; empty: there is none. */
function monthWords({ year, month }: { readonly year: number; readonly month: number }, room: number): string {
  const name = MONTHS[month - 1]!;
  if (room >= 74) return `${name} ${year}`;
  if (room < 28) return '';
  return month === 1 && room >= 52 ? `${name} ${String(year).slice(2)}` : name;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function drawRow(row: CalendarRow, y: number, { wide, names, clamped: x, source }: Canvas): string {
  const bars = row.entries.flatMap((entry) =>
    entry.spans.map((span) => {
      const [from, to] = [x(span.start), x(span.end)];
      const width = Math.max(LEAST, to - from);
      const clash = entry.kind === 'release' && row.clashed.has(entry.name) ? ' rp-c-clash' : '';
      const said = `${KIND_WORDS[entry.kind]} ${entry.name}, ${whenWords(span, entry.zone)}${carriesWords(entry, '; carries ')}`;
      return element(
        'rect',
        {
          x: Math.min(from, wide - width),
          y: y + (ROW - BAR) / 2,
          width,
          height: BAR,
          rx: 2,
          class: `rp-c-bar rp-c-${entry.kind}${clash}`,
          ...leadsTo(entry.place, source),
        },
        tooltip(said),
      );
    }),
  );
  const mark = row.clashed.size > 0 ? element('text', { x: 4, y: y + 16, class: 'rp-c-mark' }, '!') : '';
  return element(
    'g',
    {},
    element('line', { x1: 0, x2: wide, y1: y + ROW, y2: y + ROW, class: 'rp-c-week' }),
    mark,
    element(
      'text',
      { x: 16, y: y + 16, class: 'rp-c-label', ...leadsTo((ownOf(row) ?? row.entries[0]!).place, source) },
      escapeText(fitText(row.label, names - 26, 12.5)),
      tooltip(row.label),
    ),
    ...bars,
    ...namesBeside(row, y, wide, x),
  );
}

/** Of a train each release by what it is called besides the train, where there is room up to the next one. */
function namesBeside({ kind, label, entries }: CalendarRow, y: number, wide: number, x: (at: number) => number) {
  if (kind !== 'departure') return [];
  const starts = entries.flatMap(({ spans }) => spans.map(({ start }) => x(start))).sort((a, b) => a - b);
  return entries.flatMap((entry) => {
    if (entry.kind !== 'release') return [];
    const { start, end } = entry.spans.at(-1)!;
    const at = Math.max(x(start) + LEAST, x(end)) + 3;
    const room = (starts.find((one) => one > x(start)) ?? wide) - at - 3;
    const name = entry.name.startsWith(`${label}-`) ? entry.name.slice(label.length + 1) : entry.name;
    if (textWidth(name, 10.5) > room) return [];
    return [element('text', { x: at, y: y + 16, class: 'rp-c-day' }, escapeText(name))];
  });
}

/** A row of a release may begin with its rehearsal. */
function ownOf({ kind, entries }: CalendarRow): CalendarEntry | undefined {
  return entries.find((entry) => entry.kind === kind);
}

function shades({ kind, spans }: CalendarEntry, { height, clamped: x }: Canvas): readonly string[] {
  if (kind !== 'freeze') return [];
  return spans.flatMap(({ start, end }) => {
    const width = x(end) - x(start);
    return width < 1
      ? []
      : [element('rect', { x: x(start), y: HEAD, width, height: height - HEAD - 8, class: 'rp-c-shade' })];
  });
}
