/**
 * Gantt charts of Mermaid, alone or in a page of Markdown, with the dates that Mermaid makes of them. Where it draws something
 * else without a word, a date it cannot read or an `after` of nothing, that is told.
 */
import { type Row, withRow } from '../../plan/outline/ledger.ts';
import type { Outline, OutlineItem } from '../../plan/outline/model.ts';
import { atMost, LONGEST_TEXT, MOST_ROWS, textIn, Unreadable } from '../bounds.ts';
import type { Importing } from '../plan-format.ts';
import { inBlocks } from '../table/blocks.ts';
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
  const lines = chartIn(textIn(bytes, file), file);
  atMost(lines.length, MOST_ROWS, 'lines', file);
  return new Reader(importing, lines).read();
}

interface Line {
  readonly text: string;
  readonly number: number;
}

/** Of a page the first chart; every other one is told by the reader of pages. */
function chartIn(text: string, file: string): readonly Line[] {
  const all = text.split(/\r\n|\n/).map((line, i): Line => ({ text: line, number: i + 1 }));
  const begin = all.findIndex((line) => /^\s*gantt\s*(?:%%.*)?$/.test(line.text));
  if (begin === -1) throw new Unreadable(`${file} has no chart that begins with a line 'gantt'.`);
  const end = all.findIndex((line, i) => i > begin && /^\s*(?:`{3,}|~{3,}|:::)\s*$/.test(line.text));
  return all.slice(begin + 1, end === -1 ? undefined : end);
}

class Reader {
  readonly #importing: Importing;
  readonly #lines: readonly Line[];
  readonly #bars = new Map<string, Bar>();
  readonly #items: { readonly item: OutlineItem; readonly path: readonly string[] }[] = [];
  readonly #links = new Map<string, string>();
  #format = 'YYYY-MM-DD';
  #excludes: readonly string[] = [];
  #isInclusive = false;
  #title: string | undefined;
  #zone: string | undefined;
  #last: Bar = {};

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
    if (this.#items.length === 0) throw new Unreadable(`${file} has a chart without a task.`);
    const zone = wanted ?? this.#zone;
    if (zone === undefined)
      ledger.file.guessed('a chart has no zone: times are in UTC; --zone says another one, such as Europe/Berlin');
    const title = (file.split(/[/\\]/).at(-1) ?? file).replace(/\.[^.]*$/, '');
    return {
      title: this.#title ?? title,
      ...(zone !== undefined && { zone }),
      items: inBlocks(
        this.#items.map(({ item, path }) => {
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
    else if (word === 'excludes') this.#excludes = [...this.#excludes, ...rest.toLowerCase().split(/[\s,]+/)];
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
    const { start, after } = this.#start(begin, row);
    const bar = this.#bar(start, end, row);
    this.#last = bar;
    if (id !== undefined && id !== '') this.#bars.set(id, bar);
    const isMilestone = tags.includes('milestone') || tags.includes('vert');
    // Mermaid draws a milestone in the middle of its bar.
    const middle = bar.start === undefined ? undefined : bar.start + ((bar.end ?? bar.start) - bar.start) / 2;
    const [title, by] = this.#zone === undefined ? [plain(text)] : apart(plain(text));
    this.#items.push({
      item: withRow(
        {
          ...(isMilestone && { kind: 'milestone' }),
          ...(id && { id }),
          title,
          ...(by !== undefined && { by }),
          ...(isMilestone
            ? middle !== undefined && { start: iso(middle) }
            : {
                ...(bar.start !== undefined && { start: iso(bar.start) }),
                ...(bar.end !== undefined && { end: iso(bar.end) }),
              }),
          ...(after.length > 0 && { after: after.map((of) => ({ of })) }),
          ...(tags.includes('done') && { done: true }),
          ...(tags.includes('crit') && { notes: ['critical'] }),
        },
        row,
      ),
      path: section === undefined || section === 'Milestones' ? [] : section.split(' / '),
    });
  }

  #start(text: string | undefined, row: Row): { readonly start?: number; readonly after: readonly string[] } {
    if (text === undefined)
      return { ...(nextOf(this.#last) !== undefined && { start: nextOf(this.#last)! }), after: [] };
    const [, ids] = /^after\s+(.+)$/.exec(text) ?? [];
    if (ids !== undefined) {
      const known = ids.split(/\s+/).filter((id) => {
        if (this.#bars.has(id)) return true;
        row.left(`after ${id}`, 'nothing above is called so, and Mermaid draws it today');
        return false;
      });
      const ends = known.flatMap((id) => nextOf(this.#bars.get(id)!) ?? []);
      return { ...(ends.length > 0 && { start: ends.reduce((a, b) => Math.max(a, b)) }), after: known };
    }
    const start = dateReader(this.#format)(text);
    if (start === undefined) row.left(`"${text}" as its begin`, `it is no date as ${this.#format} says`);
    return { ...(start !== undefined && { start }), after: [] };
  }

  #bar(start: number | undefined, text: string | undefined, row: Row): Bar {
    const begin = start === undefined ? {} : { start };
    if (text === undefined || text === '') return begin;
    const [, until] = /^until\s+(\S+)/.exec(text) ?? [];
    if (until !== undefined) {
      const end = this.#bars.get(until)?.start;
      if (end === undefined) row.left(`until ${until}`, 'nothing above is called so');
      return { ...begin, ...(end !== undefined && { end }) };
    }
    const date = dateReader(this.#format)(text);
    if (date !== undefined) return { ...begin, end: this.#isInclusive ? date + 86_400_000 : date };
    const end = start === undefined ? undefined : lengthIn(text, start);
    if (lengthIn(text, 0) === undefined)
      row.left(`"${text}" as its end`, `it is neither a length nor a date as ${this.#format} says`);
    if (end === undefined) return begin;
    const { drawn, next } = excludedEnd(start!, end, this.#excludes);
    return { ...begin, end: drawn, next };
  }
}

function nextOf({ end, next = end }: Bar): number | undefined {
  return next;
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
