/** From a table of texts to an outline: which row is the head, which column is what, and a step for every row. */
import { type Ledger, type Row, withRow } from '../../plan/outline/ledger.ts';
import type { Outline, OutlineItem, OutlineScopeItem } from '../../plan/outline/model.ts';
import { atMost, LONGEST_TEXT, MOST_CHARACTERS, MOST_COLUMNS, MOST_ROWS } from '../bounds.ts';
import type { Importing } from '../plan-format.ts';
import { plannedZone, readDetails } from '../sheet/details.ts';
import { guessUtc } from '../zone.ts';
import { inBlocks, labelsIn } from './blocks.ts';
import { allIn, type Cell, type Column, cellsOf, notesIn, pathIn, textIn } from './cells.ts';
import { FIELDS } from './fields.ts';
import { headOf } from './head.ts';
import { scopeItem } from './scope-item.ts';
import type { Table } from './table.ts';
import { readRelease, withConstants } from './the-release.ts';
import { readAfter } from './values/after.ts';
import { tellOthers } from './values/again.ts';
import type { DayOrder } from './values/dates.ts';
import { durationIn } from './values/duration.ts';
import { clauseTimes, isClause, Moments } from './values/moments.ts';
import { peopleIn } from './values/people.ts';
import { statusOf } from './values/status.ts';
import { timesIn } from './values/times.ts';
import { whatItIs } from './what-it-is.ts';

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
  const { at, columns: found, zone: headZone } = headOf(table, importing);
  table.headed?.(at);
  ledger.columns = found.flatMap(({ head, field }) =>
    head.trim() === '' ? [] : [{ head: head.trim(), ...(field && { field }) }],
  );
  const moments = momentsOf(rows.slice(at + 1), found, ledger, map);
  moments.beginPart(table.year);
  const isScope = profile === 'jira' || profile === 'github';
  const columns = withConstants(found, rows.slice(at + 1));
  const { facts, notes, change } = readRelease(table, { at, columns }, moments, ledger);
  for (const { index, field, again, head, always } of columns) {
    if (field !== undefined || again !== undefined || head.trim() === '') continue;
    // That of the change is told of the release.
    if (change !== undefined && rows.every((row, i) => i <= at || i === change || !row[index]?.trim())) continue;
    const where =
      always === undefined ? 'its cells are comments' : `it says "${always}" in every row, a comment at the top`;
    ledger.file.guessed(
      `the column "${head}" is no field that is known: ${where}; --map "${head}=FIELD" says what it is (${FIELDS.join(', ')})`,
    );
  }
  const zone = importing.zone ?? facts.zone ?? headZone ?? zoneIn(rows.slice(at + 1));
  if (zone === undefined) guessUtc(ledger, 'no zone is said');
  const scope: OutlineScopeItem[] = [];
  const steps: { readonly item: OutlineItem; readonly path: readonly string[] }[] = [];
  for (let i = at + 1; i < rows.length; i++) {
    if (i === change) continue;
    const cells = cellsOf(rows[i]!, columns);
    if (cells.every(({ text }) => text === '')) continue;
    const title = textIn(cells, 'title') ?? textIn(cells, 'notes') ?? textIn(cells, 'id') ?? '';
    const row = ledger.row(table.place(i), title);
    if (isScope) scope.push(scopeItem(cells, row, moments));
    else {
      const item = itemOf(cells, row, moments, table.notes?.(i) ?? [], zone);
      if (!item) continue;
      tellOthers(cells, item, zone, row);
      steps.push({ item, path: pathIn(cells) });
    }
  }
  moments.tellDoubts(ledger);
  return {
    // The name of a file says less than that of the release.
    ...(facts.release === undefined && { title: table.title }),
    ...facts,
    ...(zone !== undefined && { zone }),
    ...(notes.length > 0 && { notes }),
    ...(scope.length > 0 && { scope }),
    items: inBlocks(steps),
  };
}

/** Of the times that stand in texts, where a table has no columns for them. */
function zoneIn(rows: Table['rows']): string | undefined {
  for (const row of rows)
    for (const cell of row) {
      const zone = plannedZone(cell);
      if (zone !== undefined) return zone;
    }
  return undefined;
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

function itemOf(
  cells: readonly Cell[],
  row: Row,
  moments: Moments,
  beside: readonly string[],
  zone: string | undefined,
): OutlineItem | undefined {
  const title = textIn(cells, 'title');
  const others = cells.filter(
    ({ text, field }) => text !== '' && field !== 'title' && field !== 'phase' && field !== 'id',
  );
  const what = whatItIs(cells);
  const details = detailsIn(cells, zone);
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
  const times = timesIn(cells, moments, row, isDate ? said : undefined);
  const when = clauseTimes(isDate ? undefined : said, row);
  const due = textIn(cells, 'due');
  const dueAt = due === undefined ? undefined : dueIn(due, textIn(cells, 'due time'), moments, row);
  const notes = [
    ...notesIn(cells.filter((cell) => !isDetails(cell))),
    ...(details.notes ?? []),
    ...beside,
    ...status.notes,
  ];
  const duration = durationIn(cells, row);
  const [by, ...further] = people;
  const also = [...further, ...helping];
  const actual = (field: 'actual start' | 'actual end') => {
    const text = textIn(cells, field);
    return text === undefined ? undefined : (moments.text(text, field, row) ?? text);
  };
  const [actualStart, actualEnd] = [actual('actual start'), actual('actual end')];
  const id = textIn(cells, 'id');
  const undo = textIn(cells, 'undo') ?? details.undo;
  const links = allIn(cells, 'link');
  const { tags } = labelsIn(allIn(cells, 'labels').join(','));
  const targets = allIn(cells, 'targets')
    .flatMap((text) => text.split(/[,;\n]/))
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return withRow(
    {
      ...(what.is === 'milestone' && { kind: 'milestone' }),
      ...(id !== undefined && { id }),
      ...(title !== undefined && { title }),
      ...(what.is === 'step' && what.verb !== undefined && { verb: what.verb }),
      ...(targets.length > 0 && { targets }),
      ...(duration !== undefined && { duration }),
      ...(by !== undefined && { by }),
      ...(also.length > 0 && { with: also }),
      ...readAfter(textIn(cells, 'after')),
      ...(details.start !== undefined && { start: details.start, end: details.end }),
      ...times,
      ...when,
      ...(dueAt !== undefined && { due: dueAt }),
      ...(undo !== undefined && { undo }),
      ...(status.done && { done: true }),
      ...(links.length > 0 && { links }),
      ...(tags.length > 0 && { tags }),
      ...(actualStart !== undefined && { actualStart }),
      ...(actualEnd !== undefined && { actualEnd }),
      ...(details.checklist && { checklist: details.checklist }),
      ...(notes.length > 0 && { notes }),
    },
    row,
  );
}

/** Columns whose texts say what a program has no other column for. */
function isDetails({ field, head }: Cell): boolean {
  return field === 'notes' && /^(?:body|description|details|implementation[_ ]plan)$/i.test(head.trim());
}

function detailsIn(cells: readonly Cell[], zone: string | undefined): ReturnType<typeof readDetails> {
  return readDetails(
    cells
      .filter(isDetails)
      .map(({ text }) => text)
      .join('\n'),
    zone,
  );
}

/** A day, and the hour that another column may have. */
function dueIn(due: string, time: string | undefined, moments: Moments, row: Row): string | undefined {
  const day = moments.text(due, 'due', row);
  const hour = time === undefined ? undefined : moments.text(time, 'due time', row);
  return day !== undefined && hour !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) ? `${day}T${hour}` : day;
}
