/**
 * Gantt charts of Mermaid, alone or in a page of Markdown, with the dates that Mermaid makes of them. Where it draws something
 * else without a word, a date it cannot read or an `after` of nothing, that is told.
 */
import { counted } from '../../plan/counted.ts';
import { type Row, withRow } from '../../plan/outline/ledger.ts';
import type { Outline, OutlineItem } from '../../plan/outline/model.ts';
import { atMost, atMostLines, LONGEST_TEXT, MOST_ROWS, textIn, Unreadable } from '../bounds.ts';
import { MOST_LINKS } from '../outline/bounds.ts';
import type { Importing } from '../plan-format.ts';
import { inBlocks } from '../table/blocks.ts';
import { guessUtc } from '../zone.ts';
import { dateReader, excludedEnd, lengthIn } from './dates.ts';
import { ZONE_COMMENT } from './write.ts';

const TAGS = ['active', 'done', 'crit', 'milestone', 'vert'];

interface Bar {
  readonly start?: number;
  readonly end?: number;
  /** When what comes behind it begins: behind days that are left out. */
  readonly next?: number;
}

export async function readMermaid(importing: Importing): Promise<Outline> {
  const { bytes, file } = importing;
  const text = textIn(bytes, file);
  atMostLines(text, MOST_LINES, file);
  const lines = chartIn(text, importing);
  atMost(lines.length, MOST_ROWS, 'lines', file);
  return new Reader(importing, lines).read();
}

interface Line {
  readonly text: string;
  readonly number: number;
}

/** Of a page the first chart; whatever else stands there is told. */
function chartIn(text: string, { file, ledger }: Importing): readonly Line[] {
  const all = text.split(/\r\n|\n/).map((line, i): Line => ({ text: line, number: i + 1 }));
  const isBegin = (line: Line) => /^\s*gantt\s*(?:%%.*)?$/.test(line.text);
  const isFence = (line: Line) => /^\s*(?:`{3,}|~{3,}|:::)/.test(line.text);
  const begin = all.findIndex(isBegin);
  if (begin === -1) throw new Unreadable(`${file} has no chart that begins with a line 'gantt'.`);
  const behind = all.findIndex((line, i) => i > begin && isFence(line));
  const end = behind === -1 ? all.length : behind;
  const others = all.slice(end).filter(isBegin);
  if (others.length > 0)
    ledger.file.left(
      `the chart in line ${others.map(({ number }) => number).join(', ')}`,
      'of a page the first one is read; put each into a file of its own',
    );
  const around = [...all.slice(0, begin), ...all.slice(end)].filter((one) => one.text.trim() !== '' && !isFence(one));
  if (around.length > others.length)
    ledger.file.left(
      counted(around.length, 'line'),
      'outside of the chart nothing is read; --format markdown reads the page, and not its charts',
    );
  return all.slice(begin + 1, end);
}

/** A bar as its line says it. */
interface Task {
  readonly begin: string | undefined;
  readonly end: string | undefined;
  readonly row: Row;
  readonly before: Task | undefined;
  readonly item: (bar: Bar, after: readonly string[]) => OutlineItem;
  readonly path: readonly string[];
}

/** Of the page that it stands in. */
const MOST_LINES = 60_000;
/** Of all bars of a chart that leaves out days. */
const MOST_DAYS = 500_000;

/** As often as Mermaid looks again for bars that stand below. */
const PASSES = 10;

class Reader {
  readonly #importing: Importing;
  readonly #lines: readonly Line[];
  readonly #tasks: Task[] = [];
  readonly #byId = new Map<string, Task>();
  readonly #bars = new Map<Task, Bar>();
  readonly #links = new Map<string, string>();
  #format = 'YYYY-MM-DD';
  readonly #excludes = new Set<string>();
  /** Days of bars that were counted for those, and what bars wait for. */
  readonly #counted = { days: 0, links: 0 };
  #isInclusive = false;
  #title: string | undefined;
  #zone: string | undefined;

  constructor(importing: Importing, lines: readonly Line[]) {
    this.#importing = importing;
    this.#lines = lines;
  }

  read(): Outline {
    const { file, ledger, zone: wanted } = this.#importing;
    let section: string | undefined;
    for (const { text, number } of this.#lines) {
      atMost(text.length, LONGEST_TEXT, 'characters in one line', file);
      const line = text.trim();
      if (line.startsWith(ZONE_COMMENT)) this.#zone = line.slice(ZONE_COMMENT.length).trim();
      if (line === '' || line.startsWith('%%') || line === '---') continue;
      const [, word, rest = ''] = /^(\w+)\s*(.*)$/.exec(line) ?? [];
      if (word === 'section') section = plain(rest);
      else if (!this.#setting(word ?? '', rest)) this.#task(line, section, number);
    }
    if (this.#tasks.length === 0) throw new Unreadable(`${file} has a chart without a task.`);
    const zone = wanted ?? this.#zone;
    if (zone === undefined) guessUtc(ledger, 'a chart has no zone');
    const title = (file.split(/[/\\]/).at(-1) ?? file).replace(/\.[^.]*$/, '');
    return {
      title: this.#title ?? title,
      ...(zone !== undefined && { zone }),
      items: inBlocks(
        this.#items().map(({ item, path }) => {
          const link = item.id === undefined ? undefined : this.#links.get(item.id);
          return { item: link === undefined ? item : { ...item, links: [link] }, path };
        }),
      ),
    };
  }

  #setting(word: string, rest: string): boolean {
    const { ledger } = this.#importing;
    if (word === 'title') this.#title = plain(rest);
    else if (word === 'dateFormat') this.#format = rest;
    else if (word === 'inclusiveEndDates') this.#isInclusive = true;
    else if (word === 'excludes') for (const day of rest.toLowerCase().split(/[\s,]+/)) this.#excludes.add(day);
    else if (word === 'includes') ledger.file.left(`includes ${rest}`, 'days off stand one by one');
    else if (word === 'click') {
      const [, id, href] = /^(\S+)\s+(?:href\s+)?"?(https?:\/\/[^"\s]+)"?/.exec(rest) ?? [];
      if (id !== undefined) this.#links.set(id, href!);
      else ledger.file.left(`click ${rest}`, 'it leads to no page');
    } else
      return [
        'axisFormat',
        'tickInterval',
        'todayMarker',
        'weekday',
        'weekend',
        'accTitle',
        'accDescr',
        'topAxis',
        'displayMode',
      ].includes(word);
    return true;
  }

  #task(line: string, section: string | undefined, number: number): void {
    const at = line.indexOf(':');
    const [text, meta] = at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
    const row = this.#importing.ledger.row(`line ${number}`, plain(text));
    if (at === -1) {
      row.left('the line', 'it is no task: no colon stands in it');
      return;
    }
    const parts = meta.split(',').map((part) => part.trim());
    const tags: string[] = [];
    while (parts.length > 0 && TAGS.includes(parts[0]!)) tags.push(parts.shift()!);
    const [id, begin, end] =
      parts.length >= 3 ? parts : parts.length === 2 ? [undefined, ...parts] : [undefined, undefined, parts[0]];
    for (const part of parts.slice(3)) row.left(`"${part}"`, 'a task has an id, a begin and an end');
    const waits = /^after\s/.test(begin ?? '') ? begin!.trim().split(/\s+/).length - 1 : 0;
    this.#counted.links += waits;
    atMost(this.#counted.links, MOST_LINKS, 'links', this.#importing.file);
    const isMilestone = tags.includes('milestone') || tags.includes('vert');
    const [title, by] = this.#zone === undefined ? [plain(text)] : apart(plain(text));
    const task: Task = {
      begin,
      end,
      row,
      before: this.#tasks.at(-1),
      path: section === undefined || section === 'Milestones' ? [] : section.split(' / '),
      item: (bar, after) => ({
        ...(isMilestone && { kind: 'milestone' }),
        ...(id && { id }),
        title,
        ...(by !== undefined && { by }),
        ...(isMilestone ? middleOf(bar) : datesOf(bar)),
        ...(after.length > 0 && { after: after.map((of) => ({ of })) }),
        ...(tags.includes('done') && { done: true }),
        ...(tags.includes('crit') && { notes: ['critical'] }),
      }),
    };
    this.#tasks.push(task);
    if (id !== undefined && id !== '') this.#byId.set(id, task);
  }

  /** A bar may wait for one that stands below it. */
  #items(): readonly { readonly item: OutlineItem; readonly path: readonly string[] }[] {
    for (let pass = 0, open = this.#tasks.length; pass < PASSES && open > 0; pass++) {
      open = 0;
      for (const task of this.#tasks) {
        if (nextOf(this.#bars.get(task)) !== undefined) continue;
        const bar = this.#bar(this.#start(task).start, task);
        this.#bars.set(task, bar);
        if (bar.end === undefined) open++;
      }
    }
    return this.#tasks.map((task) => ({
      item: withRow(task.item(this.#bars.get(task) ?? {}, this.#start(task).after), task.row),
      path: task.path,
    }));
  }

  #start({ begin: text, row, before }: Task): { readonly start?: number; readonly after: readonly string[] } {
    if (text === undefined) {
      const start = before && nextOf(this.#bars.get(before));
      return { ...(start !== undefined && { start }), after: [] };
    }
    const [, ids] = /^after\s+(.+)$/.exec(text) ?? [];
    if (ids !== undefined) {
      const known = ids.split(/\s+/).filter((id) => {
        if (this.#byId.has(id)) return true;
        row.left(`after ${id}`, 'nothing is called so, and Mermaid draws it today');
        return false;
      });
      const ends = known.map((id) => nextOf(this.#bars.get(this.#byId.get(id)!)));
      const isKnown = ends.length > 0 && ends.every((end) => end !== undefined);
      return { ...(isKnown && { start: ends.reduce((a, b) => Math.max(a, b)) }), after: known };
    }
    const start = dateReader(this.#format)(text);
    if (start === undefined) row.left(`"${text}" as its begin`, `it is no date as ${this.#format} says`);
    return { ...(start !== undefined && { start }), after: [] };
  }

  #bar(start: number | undefined, { end: text, row }: Task): Bar {
    const begin = start === undefined ? {} : { start };
    if (text === undefined || text === '') return begin;
    const [, until] = /^until\s+(\S+)/.exec(text) ?? [];
    if (until !== undefined) {
      const other = this.#byId.get(until);
      if (!other) row.left(`until ${until}`, 'nothing is called so');
      const end = other && this.#bars.get(other)?.start;
      return { ...begin, ...(end !== undefined && { end }) };
    }
    const date = dateReader(this.#format)(text);
    if (date !== undefined) return { ...begin, end: this.#isInclusive ? date + 86_400_000 : date };
    const end = start === undefined ? undefined : lengthIn(text, start);
    if (lengthIn(text, 0) === undefined)
      row.left(`"${text}" as its end`, `it is neither a length nor a date as ${this.#format} says`);
    if (end === undefined) return begin;
    const { drawn, next } = excludedEnd(start!, end, this.#excludes, () =>
      atMost(++this.#counted.days, MOST_DAYS, 'days of bars where days are left out', this.#importing.file),
    );
    return { ...begin, end: drawn, next };
  }
}

function datesOf({ start, end }: Bar): Pick<OutlineItem, 'start' | 'end'> {
  return { ...(start !== undefined && { start: iso(start) }), ...(end !== undefined && { end: iso(end) }) };
}

/** Where Mermaid draws a milestone. */
function middleOf({ start, end = start }: Bar): Pick<OutlineItem, 'start'> {
  return start === undefined || end === undefined ? {} : { start: iso(start + (end - start) / 2) };
}

function nextOf(bar: Bar | undefined): number | undefined {
  return bar?.next ?? bar?.end;
}

/** `Deploy web (jonas)`, as an export writes who does it. */
function apart(text: string): readonly [string, string?] {
  const [, title, by] = /^(.+) \(([^()]+)\)$/.exec(text) ?? [];
  return title === undefined ? [text] : [title, by];
}

function plain(text: string): string {
  return text.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Math.min(Number(code), 0xffff))).trim();
}

/** Without a zone: that of the plan. */
function iso(at: number): string {
  return new Date(at).toISOString().slice(0, 16);
}
