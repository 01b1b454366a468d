/**
 * From Microsoft Project XML to an outline, as Project 2003 to 2019 write it: summaries are phases, tasks steps, resources those who
 * do them. Begin and end are those of the file; what Project has and the language has not is a note, or told.
 */
import { append } from '../../plan/grouped.ts';
import { type Row, withRow } from '../../plan/outline/ledger.ts';
import type { Outline, OutlineAfter, OutlineItem, OutlinePerson } from '../../plan/outline/model.ts';
import { atMost, MOST_ROWS, Unreadable } from '../bounds.ts';
import type { Importing } from '../plan-format.ts';
import { lengthOf } from '../table/values/length.ts';
import { allIn, type Element, textOf, xmlIn } from '../xml/read.ts';
import { guessUtc } from '../zone.ts';
import { readCalendars } from './hours.ts';
import { minutesIn, readOwn } from './own.ts';

/** Costs and work day by day are no plan; they are counted. */
const SKIPPED = ['TimephasedData', 'OutlineCodes', 'Views', 'Filters', 'Groups', 'Tables'];

export async function readMspdi(importing: Importing): Promise<Outline> {
  const { bytes, file } = importing;
  const root = xmlIn(bytes, file, SKIPPED);
  if (root.name !== 'Project' || !root.children.some(({ name }) => name === 'Tasks'))
    throw new Unreadable(`${file} is XML, and none of Microsoft Project: it begins with <${root.name}>.`);
  atMost(allIn(root, 'Tasks', 'Task').length, MOST_ROWS, 'tasks', file);
  const own = readOwn(root, importing);
  if (own) return own;
  return new Reader(root, importing).read();
}

interface Open {
  readonly level: number;
  readonly items: OutlineItem[];
}

class Reader {
  readonly #root: Element;
  readonly #importing: Importing;
  /** Of tasks, those behind the first. */
  #furtherBaselines = 0;
  readonly #perDay: number;
  readonly #resources = new Map<string, { readonly name: string; readonly calendar?: string }>();
  readonly #people = new Map<string, string[]>();
  readonly #aliases: ReadonlyMap<string | undefined, string | undefined>;

  constructor(root: Element, importing: Importing) {
    this.#root = root;
    this.#importing = importing;
    this.#perDay = Number(textOf(root, 'MinutesPerDay') ?? 480);
    this.#aliases = new Map(
      allIn(root, 'ExtendedAttributes', 'ExtendedAttribute').map((one) => [
        textOf(one, 'FieldID'),
        textOf(one, 'Alias') ?? textOf(one, 'FieldName'),
      ]),
    );
  }

  read(): Outline {
    const { ledger, file, zone } = this.#importing;
    if (zone === undefined) guessUtc(ledger, 'Project knows no zones');
    const calendars = readCalendars(this.#root, ledger);
    const people = this.#readResources(calendars.ofResource);
    for (const one of allIn(this.#root, 'Assignments', 'Assignment')) {
      const [task, resource] = [textOf(one, 'TaskUID'), this.#resources.get(textOf(one, 'ResourceUID') ?? '')];
      if (task !== undefined && resource) append(this.#people, task, resource.name);
    }
    const items = this.#items();
    if (this.#furtherBaselines > 0)
      ledger.file.left(`${this.#furtherBaselines} further baselines`, 'of each task the first is read');
    if (items.length === 0) throw new Unreadable(`${file} has no task.`);
    const title = textOf(this.#root, 'Title') ?? textOf(this.#root, 'Name')?.replace(/\.(?:xml|mpp)$/i, '');
    const manager = textOf(this.#root, 'Manager');
    return {
      title: title ?? file,
      ...(zone !== undefined && { zone }),
      ...(manager !== undefined && { owner: manager }),
      ...(calendars.project !== undefined && { calendar: calendars.project }),
      ...(calendars.all.length > 0 && { calendars: calendars.all }),
      ...(people.length > 0 && { people }),
      items,
    };
  }

  #readResources(
    ofResource: (uid: string | undefined) => Pick<OutlinePerson, 'calendar' | 'leave'>,
  ): readonly OutlinePerson[] {
    return allIn(this.#root, 'Resources', 'Resource').flatMap((one): OutlinePerson[] => {
      const [uid, name] = [textOf(one, 'UID'), textOf(one, 'Name')];
      if (uid === undefined || name === undefined || textOf(one, 'IsNull') === '1') return [];
      const row = this.#importing.ledger.row(`resource ${textOf(one, 'ID') ?? uid}`, name);
      if ((textOf(one, 'Type') ?? '1') !== '1') {
        row.left('the resource', 'it is material or a cost, and nobody');
        return [];
      }
      for (const what of ['StandardRate', 'CostPerUse', 'OvertimeRate'])
        if (Number(textOf(one, what) ?? 0) > 0)
          row.left(`${what} ${textOf(one, what)}`, 'write it as the `rate` of the person');
      this.#resources.set(uid, { name });
      const email = textOf(one, 'EmailAddress');
      return [{ title: name, ...(email !== undefined && { email }), ...ofResource(textOf(one, 'CalendarUID')) }];
    });
  }

  #items(): readonly OutlineItem[] {
    const tasks = allIn(this.#root, 'Tasks', 'Task').filter(
      (task) => textOf(task, 'IsNull') !== '1' && levelOf(task) > 0 && textOf(task, 'UID') !== '0',
    );
    const top: OutlineItem[] = [];
    let open: Open[] = [{ level: 0, items: top }];
    for (const [i, task] of tasks.entries()) {
      const level = levelOf(task);
      open = open.filter((one) => one.level < level);
      const next = tasks[i + 1];
      const row = this.#importing.ledger.row(`task ${textOf(task, 'ID') ?? i + 1}`, textOf(task, 'Name') ?? '');
      const isSummary = next !== undefined && levelOf(next) > level;
      const item = isSummary ? this.#summary(task, row) : this.#task(task, row);
      open.at(-1)!.items.push(item.item);
      if (item.items) open.push({ level, items: item.items });
    }
    return top;
  }

  #summary(task: Element, row: Row): { readonly item: OutlineItem; readonly items: OutlineItem[] } {
    const items: OutlineItem[] = [];
    const title = textOf(task, 'Name') ?? 'Phase';
    return { item: withRow({ kind: 'phase', ...idOf(task), title, ...this.#links(task, row), items }, row), items };
  }

  #task(task: Element, row: Row): { readonly item: OutlineItem; readonly items?: undefined } {
    const [start, end] = [timeOf(task, 'Start'), timeOf(task, 'Finish')];
    const minutes = minutesIn(textOf(task, 'Duration'));
    const isMilestone = textOf(task, 'Milestone') === '1' || (minutes === 0 && start === end);
    const elapsed =
      start === undefined || end === undefined ? undefined : (Date.parse(end) - Date.parse(start)) / 60_000;
    // Where a length is that of working hours the calendar makes its end of it.
    const duration = isMilestone || minutes === undefined || minutes === elapsed ? undefined : lengthOf(minutes);
    const [by, ...also] = this.#people.get(textOf(task, 'UID') ?? '') ?? [];
    const percent = Number(textOf(task, 'PercentComplete') ?? 0);
    const link = textOf(task, 'HyperlinkAddress');
    const notes = [...this.#notes(task, row), ...(percent > 0 && percent < 100 ? [`${percent} % complete`] : [])];
    const title = textOf(task, 'Name');
    const [begun, over] = percent > 0 ? [timeOf(task, 'ActualStart'), timeOf(task, 'ActualFinish')] : [];
    const was = this.#was(task, start, end, row);
    if (textOf(task, 'Active') === '0') row.changed('the task', 'inactive', 'a task like any other');
    if (textOf(task, 'ExternalTask') === '1') row.left('the other project', 'it is a task here, with its dates');
    return {
      item: withRow(
        {
          ...(isMilestone && { kind: 'milestone' }),
          ...idOf(task),
          ...(title !== undefined && { title }),
          ...(start !== undefined && { start }),
          ...(end !== undefined && { end }),
          ...(duration !== undefined && { duration }),
          ...(by !== undefined && { by }),
          ...(also.length > 0 && { with: also }),
          ...this.#links(task, row),
          ...constraintOf(task, row),
          ...(was !== undefined && { was: [was] }),
          ...(percent === 100 && { done: true }),
          ...(begun !== undefined && { actualStart: begun }),
          ...(over !== undefined && { actualEnd: over }),
          ...(link !== undefined && { links: [link] }),
          ...(notes.length > 0 && { notes }),
        },
        row,
      ),
    };
  }

  /** What was planned first, where it is planned otherwise now. */
  #was(task: Element, start: string | undefined, end: string | undefined, row: Row): string | undefined {
    const all = task.children.filter(({ name }) => name === 'Baseline');
    this.#furtherBaselines += Math.max(0, all.length - 1);
    const first = all.find((one) => (textOf(one, 'Number') ?? '0') === '0') ?? all[0];
    if (!first) return undefined;
    const [was, until] = [timeOf(first, 'Start'), timeOf(first, 'Finish')];
    if (was !== undefined && was !== start) return was;
    if (until !== undefined && until !== end) row.left(`its end of the baseline, ${until}`, '`was` says when it began');
    return undefined;
  }

  #notes(task: Element, row: Row): readonly string[] {
    const text = textOf(task, 'Notes');
    const priority = textOf(task, 'Priority');
    for (const what of ['FixedCost', 'Cost'])
      if (Number(textOf(task, what) ?? 0) > 0) row.left(`${what} ${textOf(task, what)}`, 'a step has no costs');
    if (textOf(task, 'Recurring') === '1') row.left('that it recurs', 'its dates are those of each time');
    return [
      ...(text === undefined ? [] : [text]),
      ...(priority !== undefined && priority !== '500' ? [`Priority: ${priority}`] : []),
      ...task.children.flatMap((child) => {
        const value = child.name === 'ExtendedAttribute' ? textOf(child, 'Value') : undefined;
        return value === undefined ? [] : [`${this.#aliases.get(textOf(child, 'FieldID')) ?? 'Field'}: ${value}`];
      }),
    ];
  }

  #links(task: Element, row: Row): { readonly after?: readonly OutlineAfter[] } {
    const after = task.children.flatMap((child): OutlineAfter[] => {
      const of = child.name === 'PredecessorLink' ? textOf(child, 'PredecessorUID') : undefined;
      if (of === undefined) return [];
      const type = textOf(child, 'Type') ?? '1';
      const lag = this.#lag(child, row);
      if (type === '0' || type === '2') {
        const told = type === '0' ? 'finish-to-finish' : 'start-to-finish';
        row.left(`the ${told} link to task ${of}`, 'what waits begins behind something; its dates say when it is');
        return [];
      }
      return [{ of: `uid ${of}`, ...(type === '3' && { side: 'start' as const }), ...(lag !== undefined && { lag }) }];
    });
    return after.length === 0 ? {} : { after };
  }

  /** In tenths of a minute; of working time, unless its format is an elapsed one. */
  #lag(link: Element, row: Row): string | undefined {
    const minutes = Number(textOf(link, 'LinkLag') ?? 0) / 10;
    const format = Number(textOf(link, 'LagFormat') ?? 7) % 32;
    if (minutes === 0 || !Number.isFinite(minutes)) return undefined;
    if (format === 19 || format === 20) {
      row.left(`a lag of ${minutes * 10} %`, 'a lag is a length; its dates say when it is');
      return undefined;
    }
    const isElapsed = format % 2 === 0;
    const isDays = !isElapsed && minutes % this.#perDay === 0;
    return isDays ? `${minutes / this.#perDay}wd` : `${minutes < 0 ? '-' : ''}${lengthOf(Math.abs(minutes))}`;
  }
}

function idOf(task: Element): { readonly id?: string } {
  const uid = textOf(task, 'UID');
  return uid === undefined ? {} : { id: `uid ${uid}` };
}

function levelOf(task: Element): number {
  return Number(textOf(task, 'OutlineLevel') ?? 1);
}

/** `2014-10-17T08:00`. */
function timeOf(task: Element, name: string): string | undefined {
  return /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})/.exec(textOf(task, name) ?? '')?.[1];
}

const CONSTRAINTS: Readonly<Record<string, string>> = {
  1: 'as late as possible',
  5: 'start no later than',
  6: 'finish no earlier than',
};

function constraintOf(task: Element, row: Row): Pick<OutlineItem, 'at' | 'notBefore' | 'due'> {
  const type = textOf(task, 'ConstraintType') ?? '0';
  const date = timeOf(task, 'ConstraintDate');
  const deadline = timeOf(task, 'Deadline');
  const due = deadline !== undefined && { due: deadline };
  if (type in CONSTRAINTS) {
    row.left(
      `"${CONSTRAINTS[type]}${date === undefined ? '' : ` ${date}`}"`,
      'a step has no such bound; its dates say when it is',
    );
    return { ...due };
  }
  if (date === undefined) return { ...due };
  if (type === '2') return { at: date, ...due };
  if (type === '4') return { notBefore: date, ...due };
  if (type === '3' || type === '7') return { due: deadline ?? date };
  return { ...due };
}
