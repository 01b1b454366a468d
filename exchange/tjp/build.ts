/** From the statements of a project of TaskJuggler to what it is of. Each has a row in the report: taken, changed, or not taken and why. */
import type { Ledger, Row } from '../../plan/outline/ledger.ts';
import { isKnownZone } from '../../plan/time/zone.ts';
import { atMost, MOST_ROWS, Unreadable } from '../bounds.ts';
import { guessUtc } from '../zone.ts';
import type { Hours, Link, Project, Resource, Shift, Task } from './project.ts';
import type { Argument, Statement } from './statements.ts';
import { dateIn, elapsedIn, spanIn, type Week, weekWith, workIn } from './values.ts';
import { OF_LOOKS, WHYS } from './whys.ts';

const OFFICE: Week = [...Array.from({ length: 5 }, () => [[540, 1020]] as const), [], []];

/** What a task gives those in it. */
interface Inherited {
  readonly isLate: boolean;
  readonly priority: number;
  readonly allocated: readonly string[];
  readonly responsible?: string;
  readonly flags: readonly string[];
  readonly shift?: Shift;
}

export class Builder {
  readonly #ledger: Ledger;
  readonly #file: string;
  #scenario: string | undefined;
  #count = 0;
  readonly project: Project;

  constructor(ledger: Ledger, file: string, zone: string | undefined) {
    this.#ledger = ledger;
    this.#file = file;
    this.project = {
      id: 'plan',
      title: '',
      zone: zone ?? 'UTC',
      start: 0,
      end: 0,
      slot: 60,
      units: { hoursOfDay: 8, daysOfYear: 260.714 },
      hours: { week: OFFICE, off: [] },
      shifts: new Map(),
      resources: new Map(),
      teams: [],
      tasks: [],
      byId: new Map(),
    };
  }

  build(statements: readonly Statement[], hasZone: boolean): Project {
    const head = statements.find(({ word }) => word === 'project');
    if (!head) throw new Unreadable(`${this.#file} is no project of TaskJuggler: it has no statement 'project'.`);
    this.#project(head, hasZone);
    for (const one of statements) if (one !== head) this.#global(one);
    if (this.project.byId.size === 0) throw new Unreadable(`${this.#file} has no task.`);
    return this.project;
  }

  #row(one: Statement): Row {
    const place = one.file === undefined ? `line ${one.line}` : `line ${one.line} of ${one.file}`;
    const words = one.args.slice(0, 8).map(({ text }) => text);
    return this.#ledger.row(place, [one.word, ...words].join(' '));
  }

  #left(one: Statement, row = this.#row(one)): void {
    if (one.scenario !== undefined) row.left('the statement', `the plan is the first scenario, and no ${one.scenario}`);
    else if (OF_LOOKS.has(one.word)) return;
    else row.left('the statement', WHYS[one.word] ?? 'the language has nothing for it');
  }

  #isOther({ scenario }: Statement): boolean {
    return scenario !== undefined && scenario !== this.#scenario;
  }

  #project({ args, body = [], ...rest }: Statement, hasZone: boolean): void {
    const { project } = this;
    this.#row({ args, ...rest });
    const [id, ...texts] = args;
    if (id?.kind === 'word') project.id = id.text;
    project.title = args.find(({ kind }) => kind === 'text')?.text ?? texts[0]?.text ?? project.id;
    const zone = body.find(({ word }) => word === 'timezone');
    const wanted = zone?.args[0]?.text;
    if (zone && !hasZone) {
      const row = this.#row(zone);
      if (wanted !== undefined && isKnownZone(wanted)) project.zone = wanted;
      else row.left('the zone', 'there is none that is called so; times are in UTC');
    } else if (!zone && !hasZone) guessUtc(this.#ledger, 'the project says no zone');
    // The head stands in front of the zone, and its dates are in none.
    const span = spanIn(args, 'UTC');
    if (!span) throw new Unreadable(`${this.#file} says in line ${rest.line} in no way that can be read when it is.`);
    project.start = span.from;
    project.end = span.to;
    for (const one of body) if (one !== zone) this.#ofProject(one);
  }

  #ofProject(one: Statement): void {
    const { project } = this;
    const row = this.#row(one);
    const [first] = one.args;
    if (one.word === 'timingresolution') project.slot = elapsedIn(first?.text) ?? project.slot;
    else if (one.word === 'dailyworkinghours')
      project.units = { ...project.units, hoursOfDay: Number(first?.text) || 8 };
    else if (one.word === 'yearlyworkingdays')
      project.units = { ...project.units, daysOfYear: Number(first?.text) || project.units.daysOfYear };
    else if (one.word === 'workinghours') this.#hours(one, row, project.hours);
    else if (one.word === 'scenario') this.#scenario = first?.text;
    else this.#left(one, row);
  }

  #global(one: Statement): void {
    const { project } = this;
    if (one.word === 'task') this.#task(one, undefined);
    else if (one.word === 'resource') this.#resource(one, undefined);
    else if (one.word === 'shift') this.#shift(one);
    else if (one.word === 'supplement') this.#supplement(one);
    else if (one.word === 'leaves' || one.word === 'vacation') this.#leaves(one, this.#row(one), project.hours);
    else if (one.word === 'include') {
      const row = this.#row(one);
      if (!this.included.has(one.args[0]?.text ?? ''))
        row.left('the file', 'it was not given; name it behind the project, and it is read, too');
    } else this.#left(one);
  }

  /** Files that were given and asked for. */
  readonly included = new Set<string>();

  #hours(one: Statement, row: Row, of: Hours): void {
    const week = weekWith(of.week, one.args);
    if (week) of.week = week;
    else row.left('the hours', 'they say no days with times between 0:00 and 24:00');
  }

  #leaves(one: Statement, row: Row, of: Hours): void {
    for (const part of apart(one.args)) {
      const span = spanIn(part, this.project.zone);
      const title = part.find(({ kind }) => kind === 'text')?.text;
      if (span) of.off.push({ ...span, ...(title !== undefined && { title }) });
      else row.left(part.map(({ text }) => text).join(' '), 'it says no days that can be read');
    }
  }

  #shift(one: Statement): void {
    const row = this.#row(one);
    const [id, title] = namesIn(one, `shift-${this.project.shifts.size + 1}`);
    const { hours } = this.project;
    const shift: Shift = { id, title, week: hours.week, off: [...hours.off] };
    this.project.shifts.set(id, shift);
    for (const inner of one.body ?? []) {
      if (inner.word === 'shift') this.#shift(inner);
      else if (inner.word === 'workinghours') this.#hours(inner, this.#row(inner), shift);
      // TaskJuggler itself counts the leaves of a shift of a task as time to work.
      else if (inner.word === 'leaves' || inner.word === 'vacation') this.#leaves(inner, this.#row(inner), shift);
      else this.#left(inner);
    }
    if (one.body?.length === 0) row.changed('the shift', 'empty', 'the hours of the project');
  }

  #resource(one: Statement, parent: Resource | undefined): void {
    const { project } = this;
    const row = this.#row(one);
    const [id, title] = namesIn(one, `r${project.resources.size + 1}`);
    const base = parent ?? project.hours;
    const resource: Resource = {
      id,
      title,
      row,
      members: [],
      week: base.week,
      off: parent ? parent.off.slice(project.hours.off.length) : [],
      hasOwnHours: parent?.hasOwnHours ?? false,
      ...(parent?.shift && { shift: parent.shift }),
    };
    if (project.resources.has(id)) row.left('the resource', 'another one is called so above');
    else project.resources.set(id, resource);
    (parent?.members ?? project.teams).push(resource);
    for (const inner of one.body ?? []) this.#ofResource(inner, resource);
  }

  #ofResource(one: Statement, resource: Resource): void {
    if (one.word === 'resource') {
      this.#resource(one, resource);
      return;
    }
    const row = this.#row(one);
    if (one.word === 'workinghours') {
      this.#hours(one, row, resource);
      resource.hasOwnHours = true;
    } else if (one.word === 'leaves' || one.word === 'vacation') this.#leaves(one, row, resource);
    else if (one.word === 'email') resource.email = one.args[0]?.text ?? '';
    else if (one.word === 'shift' || one.word === 'shifts') {
      const shift = this.#shiftOf(one, row);
      if (!shift) return;
      resource.shift = shift;
      resource.week = shift.week;
      resource.off.push(...shift.off.slice(this.project.hours.off.length));
      resource.hasOwnHours = true;
    } else this.#left(one, row);
  }

  /** One that holds all the time. */
  #shiftOf(one: Statement, row: Row): Shift | undefined {
    const shift = this.project.shifts.get(one.args[0]?.text ?? '');
    const holdsForSome = one.args.some(({ kind }) => kind === 'date');
    if (!shift) row.left('the shift', 'none is called so above');
    else if (holdsForSome || one.args.length > 1)
      row.left('the shift', 'a calendar holds all the time, and this one does not');
    return holdsForSome || one.args.length > 1 ? undefined : shift;
  }

  #supplement(one: Statement): void {
    const [kind, id] = one.args.map(({ text }) => text);
    const row = this.#row(one);
    const task = kind === 'task' ? this.project.byId.get(id ?? '') : undefined;
    const resource = kind === 'resource' ? this.project.resources.get(id ?? '') : undefined;
    for (const inner of one.body ?? []) {
      if (task) this.#ofTask(inner, task);
      else if (resource) this.#ofResource(inner, resource);
    }
    if (!task && !resource) row.left('the statement', 'nothing is called so above');
  }

  #task(one: Statement, parent: Task | undefined): void {
    const { project } = this;
    const row = this.#row(one);
    atMost(++this.#count, MOST_ROWS, 'tasks', this.#file);
    const siblings = parent?.tasks ?? project.tasks;
    const [name, title] = namesIn(one, `_Task_${this.#count}`);
    const from: Inherited | undefined = parent;
    const task: Task = {
      id: parent ? `${parent.id}.${name}` : name,
      name,
      title,
      row,
      ...(parent && { parent }),
      tasks: [],
      depends: [],
      precedes: [],
      isMilestone: false,
      isLate: from?.isLate ?? false,
      priority: from?.priority ?? 500,
      allocated: from?.allocated ?? [],
      flags: from?.flags ?? [],
      notes: [],
      ...(from?.responsible !== undefined && { responsible: from.responsible }),
      ...(from?.shift && { shift: from.shift }),
    };
    if (project.byId.has(task.id))
      row.left('its id', 'another task is called so; what waits for it waits for that one');
    else project.byId.set(task.id, task);
    siblings.push(task);
    for (const inner of one.body ?? []) this.#ofTask(inner, task);
  }

  #ofTask(one: Statement, task: Task): void {
    if (one.word === 'task') {
      this.#task(one, task);
      return;
    }
    const row = this.#row(one);
    const read = this.#isOther(one) ? undefined : OF_TASKS[one.word];
    if (!read) {
      const isText = one.scenario === undefined && one.args[0]?.kind === 'text' && WHYS[one.word] === undefined;
      if (isText) {
        task.notes.push(`${one.word}: ${one.args[0]!.text}`);
        row.changed('the statement', one.word, 'a comment');
      } else this.#left(one, row);
      return;
    }
    read(task, one, row, this);
  }

  /** @internal of `OF_TASKS` */
  date(one: Statement, row: Row) {
    const date = dateIn(one.args[0], this.project.zone);
    if (date === undefined) row.left('the date', 'there is no such date');
    return date;
  }

  /** @internal of `OF_TASKS` */
  links(task: Task, one: Statement, row: Row): readonly Link[] {
    return apart(one.args).flatMap((part): Link[] => {
      const [to] = part as readonly Argument[];
      const of = to && idFrom(task, to.text);
      if (of === undefined) {
        row.left(`"${to?.text ?? ''}"`, 'it leads out of the project');
        return [];
      }
      let [side, elapsed, work]: [Link['side'], number, number] = [one.word === 'depends' ? 'end' : 'start', 0, 0];
      for (const inner of to!.body ?? []) {
        const [length] = inner.args;
        if (inner.word === 'onstart') side = 'start';
        else if (inner.word === 'onend') side = 'end';
        else if (inner.word === 'gapduration') elapsed = elapsedIn(length?.text) ?? 0;
        else if (inner.word === 'gaplength') work = workIn(length?.text, this.project.units) ?? 0;
        else row.left(inner.word, 'the language has nothing for it');
      }
      return [{ of, side, elapsed, work, row }];
    });
  }

  /** @internal of `OF_TASKS` */
  length(task: Task, one: Statement, row: Row, kind: 'length' | 'duration' | 'effort'): void {
    const text = one.args[0]?.text ?? '';
    const minutes = kind === 'duration' ? elapsedIn(text) : workIn(text, this.project.units);
    if (minutes === undefined) row.left('its length', 'it is none that can be read');
    else task.length = { kind, minutes, text };
  }

  /** @internal of `OF_TASKS` */
  shiftIn(one: Statement, row: Row): Shift | undefined {
    const shift = this.#shiftOf(one, row);
    if (shift)
      row.changed(
        'the hours of the task',
        `those of ${shift.title}`,
        'those of whoever does it; its dates are as they were',
      );
    return shift;
  }
}

type ReadTask = (task: Task, one: Statement, row: Row, builder: Builder) => void;

const OF_TASKS: Readonly<Record<string, ReadTask>> = {
  depends: (task, one, row, builder) => {
    task.depends.push(...builder.links(task, one, row));
    task.isLate = false;
  },
  precedes: (task, one, row, builder) => {
    task.precedes.push(...builder.links(task, one, row));
    task.isLate = true;
  },
  start: (task, one, row, builder) => {
    const date = builder.date(one, row);
    if (date !== undefined) task.start = date;
    task.isLate = false;
  },
  end: (task, one, row, builder) => {
    const date = builder.date(one, row);
    if (date !== undefined) task.end = date;
    task.isLate = true;
  },
  period: (task, one, row, builder) => {
    const span = spanIn(one.args, builder.project.zone);
    if (!span) row.left('the dates', 'they cannot be read');
    else Object.assign(task, { start: span.from, end: span.to });
  },
  minstart: (task, one, row, builder) => {
    const date = builder.date(one, row);
    if (date !== undefined) task.notBefore = date;
  },
  maxend: (task, one, row, builder) => {
    const date = builder.date(one, row);
    if (date !== undefined) task.due = date;
  },
  length: (task, one, row, builder) => builder.length(task, one, row, 'length'),
  duration: (task, one, row, builder) => builder.length(task, one, row, 'duration'),
  effort: (task, one, row, builder) => builder.length(task, one, row, 'effort'),
  milestone: (task) => {
    task.isMilestone = true;
  },
  scheduling: (task, one) => {
    task.isLate = one.args[0]?.text.toLowerCase() === 'alap';
  },
  priority: (task, one) => {
    task.priority = Number(one.args[0]?.text) || 500;
  },
  allocate: (task, one, row, builder) => {
    const known = apart(one.args).flatMap((part): string[] => {
      const [who] = part as readonly Argument[];
      for (const inner of who?.body ?? []) row.left(inner.word, WHYS[inner.word] ?? 'the language has nothing for it');
      if (who && builder.project.resources.has(who.text)) return [who.text];
      row.left(`"${who?.text ?? ''}"`, 'nobody is called so above');
      return [];
    });
    task.allocated = [...new Set([...task.allocated, ...known])];
  },
  responsible: (task, one, row, builder) => {
    const [who, ...others] = apart(one.args).map(([first]) => first!.text);
    if (who !== undefined && builder.project.resources.has(who)) task.responsible = who;
    else row.left(`"${who}"`, 'nobody is called so above');
    for (const other of others) row.left(`"${other}"`, 'one is accountable');
  },
  flags: (task, one) => {
    task.flags = [...new Set([...task.flags, ...apart(one.args).map(([first]) => first!.text)])];
  },
  note: (task, one) => {
    task.notes.push(one.args[0]?.text ?? '');
  },
  complete: (task, one) => {
    task.complete = Number(one.args[0]?.text.replace('%', ''));
  },
  shift: (task, one, row, builder) => {
    const shift = builder.shiftIn(one, row);
    if (shift) task.shift = shift;
  },
  shifts: (task, one, row, builder) => OF_TASKS.shift!(task, one, row, builder),
};

/** `"A"`, `a "A"`: id and title. */
function namesIn({ args }: Statement, id: string): readonly [string, string] {
  const own = args[0]?.kind === 'word' ? args[0].text : id;
  return [own, args.find(({ kind }) => kind === 'text')?.text ?? own];
}

/** What stands between commas. */
function apart<T extends Argument>(args: readonly T[]): readonly (readonly T[])[] {
  const parts: T[][] = [[]];
  for (const one of args) {
    if (one.kind === 'sign' && one.text === ',') parts.push([]);
    else parts.at(-1)!.push(one);
  }
  return parts.filter((part) => part.length > 0);
}

/** Each `!` leads one task out; undefined: out of the project. */
function idFrom(task: Task, text: string): string | undefined {
  const ups = /^!*/.exec(text)![0].length;
  const path = text.slice(ups);
  if (ups === 0) return path;
  let scope: Task | undefined = task;
  for (let i = 0; i < ups; i++) {
    if (!scope) return undefined;
    scope = scope.parent;
  }
  return scope ? `${scope.id}.${path}` : path;
}
