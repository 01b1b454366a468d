/** The calendar as a picture: a row for each thing, months and weeks above, what clashes marked. */
import type { CalendarEntry, ChangeCalendar, EntryKind } from '../../plan/facts/calendar/model.ts';
import { dateOfDay, MINUTES_PER_DAY, weekdayOfDay } from '../../plan/time/date.ts';
import { dayAt, instantOfDay } from '../../plan/time/zone.ts';
import { element, escapeText, tooltip } from '../markup.ts';
import { fitText } from '../text-width.ts';
import { KIND_WORDS, whenWords } from './words.ts';

const WIDTH = 1060;
const LABEL = 210;
const ROW = 24;
const HEAD = 44;
const BAR = 14;
/** What is shorter is drawn as wide: an evening in a year. */
const LEAST = 5;

export interface CalendarRow {
  readonly label: string;
  readonly kind: EntryKind;
  readonly entries: readonly CalendarEntry[];
  readonly clashes: boolean;
}

/** Freezes and what others plan around first, then every release with its tests, in order of time. */
export function calendarRows({ entries, clashes }: ChangeCalendar): readonly CalendarRow[] {
  const clashing = new Set(clashes.flatMap(({ releases }) => releases));
  const rows = new Map<string, { kind: EntryKind; label: string; entries: CalendarEntry[] }>();
  for (const entry of entries) {
    const isOfRelease = ['release', 'rehearsal', 'uat'].includes(entry.kind);
    const label = isOfRelease ? (entry.of ?? entry.name) : entry.name;
    const key = `${isOfRelease ? 'release' : entry.kind} ${label}`;
    const row = rows.get(key) ?? { kind: isOfRelease ? 'release' : entry.kind, label, entries: [] };
    row.entries.push(entry);
    rows.set(key, row);
  }
  const rank = (kind: EntryKind) => ORDER.indexOf(kind);
  return [...rows.values()]
    .sort((a, b) => rank(a.kind) - rank(b.kind))
    .map((row) => ({ ...row, clashes: row.kind === 'release' && clashing.has(row.label) }));
}

const ORDER: readonly EntryKind[] = ['freeze', 'event', 'maintenance', 'departure', 'release', 'rehearsal', 'uat'];

export function calendarPicture(calendar: ChangeCalendar): string {
  const { within, now } = calendar;
  const rows = calendarRows(calendar);
  const height = HEAD + rows.length * ROW + 8;
  const x = (at: number) => LABEL + ((at - within.start) / (within.end - within.start)) * (WIDTH - LABEL);
  const clamped = (at: number) => Math.min(WIDTH, Math.max(LABEL, x(at)));
  const drawn = rows.map((row, i) => drawRow(row, HEAD + i * ROW, clamped));
  const isNow = now !== undefined && now >= within.start && now <= within.end;
  return element(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: 'img',
      class: 'rp-calendar',
      'aria-label': label(calendar, rows),
    },
    // Below everything else: a freeze goes through all rows.
    ...rows.flatMap(({ entries }) => entries).flatMap((entry) => shades(entry, height, clamped)),
    grid(calendar, height, x),
    ...drawn,
    isNow ? element('line', { x1: x(now), x2: x(now), y1: HEAD - 6, y2: height, class: 'rp-c-now' }) : '',
  );
}

function label({ clashes }: ChangeCalendar, rows: readonly CalendarRow[]): string {
  return `Calendar with ${rows.length} rows and ${clashes.length} clashes; the table below says the same in words.`;
}

/** Months, and the Mondays of their weeks. */
function grid({ within, zone }: ChangeCalendar, height: number, x: (at: number) => number): string {
  const parts: string[] = [];
  const days = (within.end - within.start) / MINUTES_PER_DAY;
  for (let day = dayAt(within.start, zone); instantOfDay(day, 0, zone) < within.end; day++) {
    const at = x(Math.max(within.start, instantOfDay(day, 0, zone)));
    const { year, month, day: date } = dateOfDay(day);
    const isFirst = date === 1 || instantOfDay(day, 0, zone) <= within.start;
    if (isFirst) {
      parts.push(
        element('line', { x1: at, x2: at, y1: 4, y2: height, class: 'rp-c-month' }),
        element('text', { x: at + 4, y: 16, class: 'rp-c-head' }, escapeText(`${MONTHS[month - 1]} ${year}`)),
      );
    }
    if (weekdayOfDay(day) === 0 && days <= 200) {
      parts.push(element('line', { x1: at, x2: at, y1: 22, y2: height, class: 'rp-c-week' }));
      if (days <= 130 && at < WIDTH - 14)
        parts.push(element('text', { x: at + 3, y: 33, class: 'rp-c-day' }, String(date)));
    }
  }
  return parts.join('');
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function drawRow(row: CalendarRow, y: number, x: (at: number) => number): string {
  const bars = row.entries.flatMap((entry) =>
    entry.spans.map((span) => {
      const [from, to] = [x(span.start), x(span.end)];
      const width = Math.max(LEAST, to - from);
      const clash = row.clashes && entry.kind === 'release' ? ' rp-c-clash' : '';
      const said = `${KIND_WORDS[entry.kind]} ${entry.name}, ${whenWords(span, entry.zone)}`;
      return element(
        'rect',
        {
          x: Math.min(from, WIDTH - width),
          y: y + (ROW - BAR) / 2,
          width,
          height: BAR,
          rx: 2,
          class: `rp-c-bar rp-c-${entry.kind}${clash}`,
        },
        tooltip(said),
      );
    }),
  );
  const mark = row.clashes ? element('text', { x: 4, y: y + 16, class: 'rp-c-mark' }, '!') : '';
  return element(
    'g',
    {},
    element('line', { x1: 0, x2: WIDTH, y1: y + ROW, y2: y + ROW, class: 'rp-c-week' }),
    mark,
    element(
      'text',
      { x: 16, y: y + 16, class: 'rp-c-label' },
      escapeText(fitText(row.label, LABEL - 26, 12.5)),
      tooltip(row.label),
    ),
    ...bars,
  );
}

function shades({ kind, spans }: CalendarEntry, height: number, x: (at: number) => number): readonly string[] {
  if (kind !== 'freeze') return [];
  return spans.flatMap(({ start, end }) => {
    const width = x(end) - x(start);
    return width < 1
      ? []
      : [element('rect', { x: x(start), y: HEAD, width, height: height - HEAD - 8, class: 'rp-c-shade' })];
  });
}
