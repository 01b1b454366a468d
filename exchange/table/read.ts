/** From a table of texts to an outline: which row is the head, which column is what, and a step for every row. */
import { type Ledger, type Row, withRow } from '../../plan/outline/ledger.ts';
import type { Outline, OutlineItem, OutlineScopeItem } from '../../plan/outline/model.ts';
import { atMost, LONGEST_TEXT, MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS, Unreadable } from '../bounds.ts';
import type { Importing } from '../plan-format.ts';
import { readAfter } from './after.ts';
import { type Again, tellOthers } from './again.ts';
import { inBlocks, pathOf } from './blocks.ts';
import type { DayOrder } from './dates.ts';
import { FIELDS, type Field, fieldOf, unitOf } from './fields.ts';
import { clauseTimes, isClause, isDay, Moments } from './moments.ts';
import { peopleIn } from './people.ts';
import { takeFact } from './release-facts.ts';
import { statusOf } from './status.ts';

export interface Table {
  readonly rows: readonly (readonly string[])[];
  /** What messages call a row: `row 5`. */
  place(row: number): string;
  /** The title of what is read: the name of a file or sheet. */
  readonly title: string;
  /** Whether its first row is its head, whatever stands there. */
  readonly hasHead?: boolean;
  /** Of days that name none. */
  readonly year?: number | undefined;
  /** Is told which row the head is. */
  headed?(row: number): void;
  /** What is said of a row beside its cells. */
  notes?(row: number): readonly string[];
}

/** The head is looked for no further down. */
const HEAD_WITHIN = 30;

interface Column {
  readonly index: number;
  readonly head: string;
  readonly field?: Field;
  /** The second of those who do it. */
  readonly isSecond?: boolean;
  /** A time that another column says, too: by the clock of this zone. */
  readonly again?: Again;
}

export function readTable(table: Table, importing: Importing): Outline {
  const { rows } = table;
  const { file, ledger, map, profile } = importing;
  atMost(rows.length, MOST_ROWS, 'rows', file);
  let characters = 0;
  for (const row of rows) {
    atMost(row.length, MOST_COLUMNS, 'columns', file);
    for (const cell of row) {
      atMost(cell.length, LONGEST_TEXT, 'characters in one cell', file);
      characters += cell.length;
    }
  }
  atMost(characters, MOST_CHARACTERS, 'characters', file);
  // Where no head is found these may be said to be one.
  const first = rows.find((row) => row.filter((cell) => cell.trim() !== '').length > 1) ?? [];
  ledger.columns = first.flatMap((head) => (head.trim() === '' ? [] : [{ head: head.trim() }]));
  const { at, columns, zone: headZone } = headOf(table, importing);
  table.headed?.(at);
  ledger.columns = columns.flatMap(({ head, field }) =>
    head.trim() === '' ? [] : [{ head: head.trim(), ...(field && { field }) }],
  );
  const moments = momentsOf(rows.slice(at + 1), columns, ledger, map);
  moments.beginPart(table.year);
  const { facts, notes } = aboveHead(table, at, moments, ledger);
  for (const one of columns) {
    if (one.field === undefined && one.again === undefined && one.head.trim() !== '')
      ledger.file.guessed(
        `the column "${one.head}" is no field that is known: its cells are comments; --map "${one.head}=FIELD" says what it is (${FIELDS.join(', ')})`,
      );
  }
  const zone = importing.zone ?? facts.zone ?? headZone;
  if (zone === undefined)
    ledger.file.guessed('no zone is said: times are in UTC; --zone says another one, such as Europe/Berlin');
  const isScope = profile === 'jira' || profile === 'github';
  const scope: OutlineScopeItem[] = [];
  const steps: { readonly item: OutlineItem; readonly path: readonly string[] }[] = [];
  for (let i = at + 1; i < rows.length; i++) {
    const cells = cellsOf(rows[i]!, columns);
    if (cells.every(({ text }) => text === '')) continue;
    const title = textIn(cells, 'title') ?? textIn(cells, 'notes') ?? textIn(cells, 'id') ?? '';
    const row = ledger.row(table.place(i), title);
    if (isScope) scope.push(scopeItem(cells, row, moments));
    else {
      const item = itemOf(cells, row, moments, table.notes?.(i) ?? []);
      if (!item) continue;
      tellOthers(cells, item, zone, row);
      steps.push({ item, path: pathIn(cells) });
    }
  }
  moments.tellDoubts(ledger);
  return {
    title: table.title,
    ...facts,
    ...(zone !== undefined && { zone }),
    ...(notes.length > 0 && { notes }),
    ...(scope.length > 0 && { scope }),
    items: inBlocks(steps),
  };
}

interface Cell {
  readonly text: string;
  readonly head: string;
  readonly field?: Field;
  /** The second of those who do it. */
  readonly isSecond?: boolean;
  readonly again?: Again;
}

/** The row with the most heads that are known; it needs two, and something that says what is done. */
function headOf(
  { rows, hasHead }: Table,
  { map, file, ledger }: Importing,
): { readonly at: number; readonly columns: readonly Column[]; readonly zone?: string } {
  let best:
    | { readonly at: number; readonly columns: readonly Column[]; readonly known: number; readonly zone?: string }
    | undefined;
  for (const [at, row] of rows.slice(0, HEAD_WITHIN).entries()) {
    const taken = new Set<Field>();
    const read = row.map((head) => fieldOf(head, map));
    const columns = row.map((head, index): Column => {
      const known = read[index]!.field;
      // The second of those who do it helps the first.
      const isSecond = known === 'by' && taken.has('by');
      const field = isSecond ? 'with' : known;
      const isNew =
        field !== undefined && (!taken.has(field) || ['notes', 'with', 'targets', 'phase', 'nothing'].includes(field));
      if (isNew) taken.add(field);
      const { zone } = read[index]!;
      const again =
        !isNew && zone !== undefined && (field === 'start' || field === 'end') ? { field, zone } : undefined;
      return { index, head, ...(isNew && { field }), ...(isSecond && { isSecond }), ...(again && { again }) };
    });
    const known = taken.size;
    const zone = read.find((one) => one.zone !== undefined)?.zone;
    if (taken.has('title') && known > Math.max(1, best?.known ?? 0))
      best = { at, columns, known, ...(zone !== undefined && { zone }) };
  }
  if (best) return best;
  const guess = hasHead ? headOfDays(rows) : undefined;
  if (guess) {
    const [title, start] = (['title', 'start'] as const).map((field) => guess.find((one) => one.field === field)!.head);
    ledger.file.guessed(`no head says what is done: "${title}" says it, and "${start}" when`);
    return { at: 0, columns: guess };
  }
  if (rows.every((row) => row.every((cell) => cell.trim() === ''))) throw new Unreadable(`${file} is empty.`);
  throw new Unreadable(
    `${file} has no head in its first ${HEAD_WITHIN} rows that says what its columns are. One of them must be the task; --map "HEAD=title" says which, and --map "HEAD=by", "HEAD=duration" … the others.`,
  );
}

/** `Phase | Planned | Realized`: the first column that has days says when, the first that has other texts what is then. */
function headOfDays([head = [], ...rows]: Table['rows']): readonly Column[] | undefined {
  const textsOf = (index: number) => rows.slice(0, HEAD_WITHIN).flatMap((row) => row[index]?.trim() || []);
  const hasDays = (index: number) => {
    const texts = textsOf(index);
    return texts.length > 0 && 2 * texts.filter(isDay).length > texts.length;
  };
  const start = head.findIndex((_, index) => hasDays(index));
  const title = head.findIndex((_, index) => textsOf(index).length > 0 && !hasDays(index));
  if (start === -1 || title === -1) return undefined;
  return head.map((text, index) => ({
    index,
    head: text,
    ...(index === title && { field: 'title' as const }),
    ...(index === start && { field: 'start' as const }),
  }));
}

function momentsOf(
  rows: readonly (readonly string[])[],
  columns: readonly Column[],
  ledger: Ledger,
  map: ReadonlyMap<string, string>,
): Moments {
  const said = map.get('date-order');
  const order: DayOrder | undefined = said === 'month' ? 'month first' : said === 'day' ? 'day first' : undefined;
  if (said !== undefined && order === undefined) ledger.file.left(`date-order=${said}`, 'it is day or month');
  const dates = columns.filter(
    ({ field }) =>
      field !== undefined && ['start', 'end', 'date', 'end date', 'due', 'actual start', 'actual end'].includes(field),
  );
  return new Moments(
    order,
    rows.flatMap((row) => dates.map(({ index }) => row[index] ?? '')),
  );
}

/** A line by itself above the head is the title; `Owner: Mara Lind` is of the release, whatever else stands there a comment. */
function aboveHead({ rows, place }: Table, at: number, moments: Moments, ledger: Ledger) {
  const facts: { -readonly [K in keyof Outline]: Outline[K] } = {};
  const notes: string[] = [];
  for (const [i, cells] of rows.slice(0, at).entries()) {
    const said = inPairs(cells.map((cell) => cell.trim()).filter((cell) => cell !== ''));
    if (said.length === 0) continue;
    const row = ledger.row(place(i), said.join(' | '));
    const rest = said.filter((cell) => !takeFact(cell, facts, moments, row));
    if (facts.title === undefined && said.length === 1 && rest.length === 1 && notes.length === 0)
      facts.title = rest[0]!;
    else if (rest.length > 0) {
      notes.push(rest.join(' | '));
      row.left('the row', 'it stands above the head of the table; it is a comment at the top');
    }
  }
  return { facts, notes };
}

/** `Owner:` and what stands in the cell beside it. */
function inPairs(cells: readonly string[]): readonly string[] {
  const pairs: string[] = [];
  for (const cell of cells) {
    const last = pairs.at(-1);
    if (last?.endsWith(':')) pairs[pairs.length - 1] = `${last} ${cell}`;
    else pairs.push(cell);
  }
  return pairs;
}

function cellsOf(row: readonly string[], columns: readonly Column[]): readonly Cell[] {
  return row.map((text, i) => {
    const { head = '', field, isSecond, again } = columns[i] ?? {};
    return {
      text: text.trim(),
      head,
      ...(field && { field }),
      ...(isSecond && { isSecond }),
      ...(again && { again }),
    };
  });
}

function textIn(cells: readonly Cell[], field: Field): string | undefined {
  return cells.find((cell) => cell.field === field && cell.text !== '')?.text;
}

function allIn(cells: readonly Cell[], field: Field): readonly string[] {
  return cells.filter((cell) => cell.field === field && cell.text !== '').map(({ text }) => text);
}

function pathIn(cells: readonly Cell[]): readonly string[] {
  return allIn(cells, 'phase').flatMap(pathOf);
}

/** Cells that no field takes are notes under their head, so that nothing goes. */
function notesIn(cells: readonly Cell[]): readonly string[] {
  return cells.flatMap(({ text, head, field, again }) => {
    if (text === '' || again || (field !== undefined && !['notes', 'release', 'priority'].includes(field))) return [];
    return [field === 'notes' || head.trim() === '' ? text : `${head.trim()}: ${text}`];
  });
}

function itemOf(
  cells: readonly Cell[],
  row: Row,
  moments: Moments,
  beside: readonly string[],
): OutlineItem | undefined {
  const title = textIn(cells, 'title');
  const others = cells.filter(
    ({ text, field }) => text !== '' && field !== 'title' && field !== 'phase' && field !== 'id',
  );
  const verb = textIn(cells, 'verb');
  if (title !== undefined && others.length === 0 && textIn(cells, 'id') === undefined) {
    row.left('the row', 'it says a title alone, as a heading does; it is a task without a length');
  }
  const people = cells
    .filter(({ field, isSecond }) => field === 'by' || isSecond)
    .flatMap(({ text }) => peopleIn(text));
  const helping = cells
    .filter(({ field, isSecond }) => field === 'with' && !isSecond)
    .flatMap(({ text }) => peopleIn(text));
  const status = statusOf(textIn(cells, 'status'));
  const said = textIn(cells, 'when');
  const isDate = said !== undefined && !isClause(said) && moments.reads(said);
  const times = moments.timesOf(
    {
      start: textIn(cells, 'start') ?? (isDate ? said : undefined),
      date: textIn(cells, 'date'),
      time: textIn(cells, 'time'),
      end: textIn(cells, 'end'),
      endDate: textIn(cells, 'end date'),
      endTime: textIn(cells, 'end time'),
    },
    row,
  );
  const when = clauseTimes(isDate ? undefined : said, row);
  const due = textIn(cells, 'due');
  const dueAt = due === undefined ? undefined : moments.text(due, 'due', row);
  const notes = [...notesIn(cells), ...beside, ...status.notes];
  const isMilestone = verb?.toLowerCase() === 'milestone';
  const duration = durationIn(cells, row);
  const [by, ...further] = people;
  const also = [...further, ...helping];
  const actual = (field: 'actual start' | 'actual end') => {
    const text = textIn(cells, field);
    return text === undefined ? undefined : (moments.text(text, field, row) ?? text);
  };
  const [actualStart, actualEnd] = [actual('actual start'), actual('actual end')];
  const id = textIn(cells, 'id');
  const undo = textIn(cells, 'undo');
  const links = allIn(cells, 'link');
  const targets = allIn(cells, 'targets')
    .flatMap((text) => text.split(/[,;\n]/))
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return withRow(
    {
      ...(isMilestone && { kind: 'milestone' }),
      ...(id !== undefined && { id }),
      ...(title !== undefined && { title }),
      ...(verb !== undefined && !isMilestone && { verb }),
      ...(targets.length > 0 && { targets }),
      ...(duration !== undefined && { duration }),
      ...(by !== undefined && { by }),
      ...(also.length > 0 && { with: also }),
      ...readAfter(textIn(cells, 'after')),
      ...times,
      ...when,
      ...(dueAt !== undefined && { due: dueAt }),
      ...(undo !== undefined && { undo }),
      ...(status.done && { done: true }),
      ...(links.length > 0 && { links }),
      ...(actualStart !== undefined && { actualStart }),
      ...(actualEnd !== undefined && { actualEnd }),
      ...(notes.length > 0 && { notes }),
    },
    row,
  );
}

/** A bare number has the unit of its head, else it is minutes; a part of one is a part of a day, as spreadsheets count. */
function durationIn(cells: readonly Cell[], row: Row): string | undefined {
  const cell = cells.find(({ field, text }) => field === 'duration' && text !== '');
  if (!cell) return undefined;
  const number = /^\d+(?:[.,]\d+)?$/.exec(cell.text);
  const unit = unitOf(cell.head);
  const part = Number(cell.text.replace(',', '.'));
  if (number && unit === undefined && part > 0 && part < 1) {
    const minutes = `${Math.round(part * 1440)}m`;
    row.guessed(`duration "${cell.text}" is a part of a day: ${minutes}`);
    return minutes;
  }
  // `25'`, `1h 30′`: minutes as clocks write them.
  return number ? `${cell.text}${unit ?? 'm'}` : cell.text.replace(/(\d)\s*['′](?!['′])/g, '$1m');
}

function scopeItem(cells: readonly Cell[], row: Row, moments: Moments): OutlineScopeItem {
  const id = textIn(cells, 'id');
  const title = textIn(cells, 'title');
  const [by] = peopleIn(textIn(cells, 'by'));
  const due = textIn(cells, 'due');
  const dueAt = due === undefined ? undefined : moments.text(due, 'due', row);
  const priority = textIn(cells, 'priority')?.toLowerCase();
  const status = statusOf(textIn(cells, 'status'));
  for (const { text, head, field } of cells) {
    const isTaken = field !== undefined && ['id', 'title', 'by', 'due', 'priority', 'status'].includes(field);
    if (text !== '' && !isTaken) row.left(`${head} "${text}"`, 'an item of the scope has no place for it');
  }
  for (const note of status.notes) row.left(note, 'an item of the scope is done or not');
  const rank =
    priority === undefined || ['must', 'should', 'could', 'wont'].includes(priority)
      ? (priority ?? 'must')
      : /low|minor|trivial|could|niedrig/.test(priority)
        ? 'could'
        : /medium|should|normal|mittel/.test(priority)
          ? 'should'
          : 'must';
  if (priority !== undefined && priority !== rank) row.guessed(`priority "${priority}" is \`${rank}\``);
  return {
    ...(id !== undefined && { name: id }),
    ...(title !== undefined && { title }),
    priority: rank,
    ...(by !== undefined && { by }),
    ...(dueAt !== undefined && { due: dueAt }),
    ...(status.done && { done: true }),
  };
}
