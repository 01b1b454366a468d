/**
 * From a page of Markdown to an outline: headings are blocks, lines to tick off and numbered lines are steps, rows of tables
 * that have a head are steps, too. Everything else that is said is a comment where it stands, and is told.
 */
import { type Row, rowOf } from '../../plan/outline/ledger.ts';
import type { Outline, OutlineCheck, OutlineItem, OutlineRisk } from '../../plan/outline/model.ts';
import { TooMuch, Unreadable } from '../bounds.ts';
import type { Importing } from '../plan-format.ts';
import { labelOf } from '../sheet/rows.ts';
import { inBlocks } from '../table/blocks.ts';
import { readTable } from '../table/read.ts';
import { takeFact } from '../table/release-facts.ts';
import { Moments } from '../table/values/moments.ts';
import { guessUtc } from '../zone.ts';
import { checks, itemIn } from './item.ts';
import { type ListPiece, type PagePiece, pageOf } from './page.ts';

export async function readMarkdown(importing: Importing): Promise<Outline> {
  return new Reader(importing, pageOf(importing.bytes, importing.file)).read();
}

type Facts = { -readonly [K in keyof Outline]: Outline[K] };

class Reader {
  readonly #importing: Importing;
  readonly #page: readonly PagePiece[];
  readonly #moments: Moments;
  readonly #facts: Facts = {};
  readonly #steps: { item: OutlineItem; readonly path: readonly string[] }[] = [];
  readonly #checks = new Map<string, OutlineCheck[]>();
  readonly #hasBoxes: boolean;
  /** Headings that are open, with their depth. */
  #open: { readonly depth: number; readonly text: string }[] = [];
  /** Comments of what comes next, and those of which nothing came. */
  #notes: string[] = [];
  readonly #loose: string[] = [];

  constructor(importing: Importing, page: readonly PagePiece[]) {
    this.#importing = importing;
    this.#page = page;
    const dates = page.flatMap((piece) =>
      piece.kind === 'list' ? everyText(piece.items) : piece.kind === 'table' ? piece.rows.flat() : [piece.text],
    );
    const said = importing.map.get('date-order');
    this.#moments = new Moments(said === 'month' ? 'month first' : said === 'day' ? 'day first' : undefined, dates);
    const lists = page.flatMap((piece) => (piece.kind === 'list' ? [piece] : []));
    this.#hasBoxes = lists.some(({ items }) => items.some(hasBox));
  }

  read(): Outline {
    const { file, ledger, zone } = this.#importing;
    for (const piece of this.#page) {
      if (piece.kind === 'heading') this.#heading(piece.text, piece.depth, piece.line);
      else if (piece.kind === 'table') this.#table(piece.rows, piece.lines);
      else if (piece.kind === 'list') this.#list(piece.items, piece.isOrdered);
      else this.#text(piece.text, piece.line);
    }
    this.#close();
    this.#tick();
    const isPlan = this.#steps.length > 0 || (this.#facts.scope ?? []).length > 0;
    if (!isPlan)
      throw new Unreadable(
        `${file} has no step: neither a line to tick off (- [ ]), nor a numbered one, nor a table whose head says what its columns are.`,
      );
    this.#moments.tellDoubts(ledger);
    const own = this.#zone();
    if (own === undefined) guessUtc(ledger, 'no zone is said');
    const title = (file.split(/[/\\]/).at(-1) ?? file).replace(/\.[^.]*$/, '');
    return {
      title,
      ...this.#facts,
      ...((own ?? zone) !== undefined && { zone: own ?? zone }),
      ...(this.#loose.length > 0 && { notes: this.#loose }),
      items: inBlocks(this.#steps.map(({ item, path }) => ({ item: milestoneOf(item), path }))),
    };
  }

  #zone(): string | undefined {
    return this.#importing.zone ?? this.#facts.zone;
  }

  #row(line: number, what: string): Row {
    return this.#importing.ledger.row(`line ${line}`, what);
  }

  #heading(text: string, depth: number, line: number): void {
    this.#close();
    this.#open = this.#open.filter((one) => one.depth < depth);
    const year = /\b(20\d\d)\b/.exec(text)?.[1];
    this.#moments.beginPart(year === undefined ? undefined : Number(year));
    if (depth === 1 && this.#facts.title === undefined) this.#facts.title = text;
    else {
      this.#open.push({ depth, text: text.replace(/^(?:\d+(?:\.\d+)*[.)]?|[a-z]\)|step \d+[:.]?)\s+/i, '') || text });
      // `## Saturday 5 December 2026`: the day of the hours below.
      if (/\d/.test(text) && this.#moments.reads(text)) this.#moments.timesOf({ start: text }, this.#row(line, text));
    }
  }

  /** What a comment stood in front of never came. */
  #close(): void {
    if (this.#notes.length === 0) return;
    const under = this.#open.map(({ text }) => text).join(' / ');
    this.#loose.push(...(under === '' ? this.#notes : [`${under}:`, ...this.#notes]));
    this.#notes = [];
  }

  #path(): readonly string[] {
    return this.#open
      .map(({ text }) => text)
      .filter((text) => text !== 'Milestones')
      .flatMap((text) => text.split(' / '));
  }

  #add(items: readonly OutlineItem[]): void {
    for (const [i, item] of items.entries()) {
      const notes = i === 0 ? this.#notes : [];
      this.#steps.push({
        item: notes.length === 0 ? item : { ...item, notes: [...notes, ...(item.notes ?? [])] },
        path: this.#path(),
      });
    }
    if (items.length > 0) this.#notes = [];
  }

  #text(text: string, line: number): void {
    const lines = text.split('\n').map((one) => one.trim());
    const row = this.#row(line, lines[0] ?? '');
    const others = lines.filter((one) => {
      if (one === '' || takeFact(one, this.#facts, this.#moments, row)) return false;
      // `Release date: 2026-05-01`; a sentence in which a date stands is none.
      const item = one.length > 100 ? undefined : itemIn({ text: one, line, items: [], notes: [] }, row, this.#moments);
      if (item?.start === undefined) return true;
      this.#add([item]);
      return false;
    });
    if (others.length > 0) this.#prose(others, row);
  }

  #prose(lines: readonly string[], row: Row): void {
    this.#notes.push(...lines);
    row.left('the text', 'it is no step; it stands in a comment');
  }

  #list(items: readonly ListPiece[], isOrdered: boolean): void {
    const checked = this.#checklistOf();
    if (checked) {
      for (const one of items) checked.push(...checks(one, this.#moments, this.#row(one.line, one.text)));
      return;
    }
    for (const one of items) {
      const row = this.#row(one.line, one.text);
      if (one.done === undefined && takeFact(one.text, this.#facts, this.#moments, row)) {
        this.#further(one.items, row);
        continue;
      }
      const item = itemIn(one, row, this.#moments);
      if (item.during && FREEZES.test(this.#open.at(-1)?.text ?? '')) this.#freeze(item);
      else if (one.done !== undefined || isOrdered || item.start !== undefined || item.during) this.#add([item]);
      else if (one.items.some(hasBox)) {
        // `- Documentation` over lines to tick off is what these are about.
        this.#open.push({ depth: 7 + this.#open.length, text: one.text || 'list' });
        this.#list(one.items, false);
        this.#open.pop();
      } else if (this.#hasBoxes || !this.#isOfPlan()) this.#prose([one.text, ...everyText(one.items)], row);
      else this.#add([item]);
    }
  }

  /** Under `Code freeze windows` stand those. */
  #freeze(item: OutlineItem): void {
    const { title, during, notes } = item;
    rowOf(item)?.guessed('it is a freeze of production');
    const freeze = { ...(title !== undefined && { title }), ...during, ...(notes && { notes }) };
    this.#facts.freezes = [...(this.#facts.freezes ?? []), freeze];
  }

  /** A page without a box to tick off has its steps in plain lists, under headings that say so. */
  #isOfPlan(): boolean {
    return this.#open.some(({ text }) =>
      /plan|step|schedule|timeline|run ?book|tasks?|check ?list|ablauf|schritte/i.test(text),
    );
  }

  #further(items: readonly ListPiece[], row: Row): void {
    if (items.length > 0) this.#prose(everyText(items), row);
  }

  /** Under `Checklist of Deploy web`: what is ticked off within that step. */
  #checklistOf(): OutlineCheck[] | undefined {
    const [, of] = /^checklist (?:of|for):? (.+)$/i.exec(this.#open.at(-1)?.text ?? '') ?? [];
    if (of === undefined) return undefined;
    const key = of.toLowerCase();
    if (!this.#steps.some(({ item }) => labelOf(item).toLowerCase() === key)) return undefined;
    const all = this.#checks.get(key) ?? [];
    this.#checks.set(key, all);
    return all;
  }

  #tick(): void {
    for (const [key, checklist] of this.#checks) {
      const step = this.#steps.find(({ item }) => labelOf(item).toLowerCase() === key)!;
      step.item = { ...step.item, checklist: [...(step.item.checklist ?? []), ...checklist] };
    }
  }

  #table(rows: readonly (readonly string[])[], lines: readonly number[]): void {
    const about = this.#open.at(-1)?.text ?? '';
    const head = (rows[0] ?? []).map((one) => one.toLowerCase());
    if (/^(?:people|team members|contacts)$/i.test(about) && head.includes('name')) {
      this.#people(rows, head, lines);
      return;
    }
    if (/^risks?$/i.test(about) && head.includes('title')) {
      this.#risks(rows, head, lines);
      return;
    }
    const isScope = /^(?:scope|in scope|umfang)$/i.test(about);
    const zone = this.#zone();
    try {
      const outline = readTable(
        { rows, place: (row) => `line ${lines[row]}`, title: '', hasHead: true, year: this.#moments.year },
        { ...this.#importing, ...(zone !== undefined && { zone }), ...(isScope && { profile: 'jira' }) },
      );
      if (outline.zone !== undefined) this.#facts.zone ??= outline.zone;
      if (outline.scope) this.#facts.scope = [...(this.#facts.scope ?? []), ...outline.scope];
      this.#add(outline.items ?? []);
    } catch (error) {
      if (!(error instanceof Unreadable) || error instanceof TooMuch) throw error;
      const text = rows.map((row) => row.join(' | '));
      const row = this.#row(lines[0]!, text[0] ?? '');
      this.#notes.push(...text);
      row.left('the table', 'no head says what is done in it; it stands in a comment');
    }
  }

  #people(rows: readonly (readonly string[])[], head: readonly string[], lines: readonly number[]): void {
    const of = columnsOf(head);
    const people = rows.slice(1).map((row, i) => {
      const told = this.#row(lines[i + 1]!, row[0] ?? '');
      for (const [at, text] of row.entries())
        if (text !== '' && !PEOPLE.includes(head[at] ?? ''))
          told.left(`${head[at]} "${text}"`, 'a person has no place for it');
      return {
        ...of(row, 'name', 'name'),
        ...of(row, 'title', 'title'),
        ...of(row, 'zone', 'zone'),
        ...of(row, 'e-mail', 'email'),
        ...of(row, 'phone', 'phone'),
      };
    });
    this.#facts.people = [...(this.#facts.people ?? []), ...people];
  }

  #risks(rows: readonly (readonly string[])[], head: readonly string[], lines: readonly number[]): void {
    const of = columnsOf(head);
    const risks = rows.slice(1).map((row, i): OutlineRisk => {
      const told = this.#row(lines[i + 1]!, row[0] ?? '');
      for (const [at, text] of row.entries())
        if (text !== '' && !RISKS.includes(head[at] ?? ''))
          told.left(`${head[at]} "${text}"`, 'a risk has no place for it');
      return {
        ...of(row, 'id', 'name'),
        ...of(row, 'title', 'title'),
        ...of(row, 'owner', 'by'),
        ...of(row, 'likelihood', 'likelihood'),
        ...of(row, 'impact', 'impact'),
      };
    });
    this.#facts.risks = [...(this.#facts.risks ?? []), ...risks];
  }
}

const FREEZES = /\b(?:freezes?|blackouts?|moratorium|no[ -]?change|change[ -]?stop|sperr(?:e|zeit)(?:en)?)\b/i;
const PEOPLE: readonly string[] = ['name', 'title', 'zone', 'e-mail', 'phone'];
const RISKS: readonly string[] = ['id', 'title', 'owner', 'likelihood', 'impact'];

/** `Very low` is one word of the language. */
function levelIn(text: string): string {
  return text.toLowerCase().replace(/^very /, 'very-');
}

function columnsOf(head: readonly string[]) {
  return (row: readonly string[], column: string, name: string): { readonly [key: string]: string } => {
    const text = row[head.indexOf(column)] ?? '';
    return text === '' ? {} : { [name]: name === 'likelihood' || name === 'impact' ? levelIn(text) : text };
  };
}

function hasBox({ done, items }: ListPiece): boolean {
  return done !== undefined || items.some(hasBox);
}

function everyText(items: readonly ListPiece[]): readonly string[] {
  return items.flatMap(({ text, items: inner, notes }) => [text, ...notes, ...everyText(inner)]);
}

/** A day without an hour and a length is when something is so, not when somebody works. */
function milestoneOf(item: OutlineItem): OutlineItem {
  if (item.items) return { ...item, items: item.items.map(milestoneOf) };
  const { start, verb: _, ...rest } = item;
  const isDay = start !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(start);
  if (!isDay || item.verb !== undefined || item.duration !== undefined || item.end !== undefined || item.checklist)
    return item;
  return { ...rest, kind: 'milestone', at: start, ...(rowOf(item) && { row: rowOf(item) }) };
}
