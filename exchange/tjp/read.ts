/**
 * A project of TaskJuggler as an outline: tasks with others in them are phases, its links and lengths stay what they are, and its dates are
 * those that it plans. Nothing else is read than the files that were given.
 */
import { counted } from '../../plan/counted.ts';
import { BLOCK_KINDS } from '../../plan/model.ts';
import { withRow } from '../../plan/outline/ledger.ts';
import type { Outline, OutlineAfter, OutlineDays, OutlineItem, OutlinePerson } from '../../plan/outline/model.ts';
import { formatIso } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import { dayAt, wallTime } from '../../plan/time/zone.ts';
import { textIn } from '../bounds.ts';
import type { Importing } from '../plan-format.ts';
import { lengthOf } from '../table/values/length.ts';
import { weekText } from '../table/values/week.ts';
import { Builder } from './build.ts';
import { type Dates, leavesOf, planned } from './dates.ts';
import type { Hours, Link, Off, Project, Resource, Task } from './project.ts';
import { type Statement, statementsOf } from './statements.ts';
import { spanIn } from './values.ts';

/** Who has no hours of their own works in these. */
const OFFICE = 'office';

export async function readTjp(importing: Importing): Promise<Outline> {
  const { bytes, file, ledger, zone, others } = importing;
  const builder = new Builder(ledger, file, zone);
  const statements = statementsOf({
    text: textIn(bytes, file),
    file,
    define: defineOwn,
    include: (path) => {
      const found = others?.get(nameOf(path));
      // Each once: a file that includes itself would never end.
      if (!found || builder.included.has(path)) return undefined;
      builder.included.add(path);
      return textIn(found, path);
    },
  });
  for (const name of others?.keys() ?? [])
    if (![...builder.included].some((path) => nameOf(path) === name))
      ledger.file.left(`the file ${name}`, 'the project does not include it');
  const project = builder.build(statements, zone !== undefined);
  const { dates, worked, efforts, shared } = planned(project, file);
  if (worked.size > 0)
    ledger.file.changed(
      `the begin or the end of ${counted(worked.size, 'length')}`,
      'out of hours, when nobody works',
      'the first or the last hour of work in them',
    );
  if (shared > 0)
    ledger.file.guessed(
      `${counted(shared, 'task')} had to wait for somebody who is busy: who comes first goes by priority, and then by what hangs on it`,
    );
  return new Writer(project, new Map([...dates, ...worked]), efforts).outline();
}

function nameOf(path: string): string {
  return path.split(/[/\\]/).at(-1)!;
}

/** Macros that TaskJuggler makes of the head of a project. */
function defineOwn({ args, body = [] }: Statement, set: (name: string, text: string) => void): void {
  const span = spanIn(args, 'UTC');
  if (!span) return;
  const text = (at: Instant) => `${formatIso(at, 'UTC').slice(0, 16).replace('T', '-')}-+0000`;
  set('projectstart', text(span.from));
  set('projectend', text(span.to));
  const now = body.find(({ word }) => word === 'now')?.args[0];
  for (const name of ['now', 'today']) set(name, now?.text ?? text(span.from));
}

class Writer {
  readonly #project: Project;
  readonly #dates: ReadonlyMap<Task, Dates>;
  readonly #counts = new Map<string, number>();
  readonly #isWorked: boolean;

  readonly #efforts: ReadonlyMap<Task, number>;
  readonly #nameOf: (id: string) => string;

  constructor(project: Project, dates: ReadonlyMap<Task, Dates>, efforts: ReadonlyMap<Task, number>) {
    this.#project = project;
    this.#dates = dates;
    this.#efforts = efforts;
    const all = [...project.byId.values()];
    // An export numbers what it writes.
    const isOurs = all.every(({ name }) => /^t\d+_/.test(name));
    this.#nameOf = (id) => (isOurs ? id.replace(/^[rt]\d+_/, '') : id);
    for (const { name } of all) this.#counts.set(this.#nameOf(name), (this.#counts.get(this.#nameOf(name)) ?? 0) + 1);
    this.#isWorked = all.some(
      ({ length, depends, precedes }) =>
        (length && length.kind !== 'duration') || [...depends, ...precedes].some(({ work }) => work > 0),
    );
  }

  outline(): Outline {
    const { id, title, zone, hours, shifts, resources, tasks } = this.#project;
    const all = [...resources.values()];
    const worn = new Set(all.flatMap(({ shift }) => shift ?? []));
    const calendars = [
      ...(this.#isWorked ? [{ name: OFFICE, ...this.#calendar(hours) }] : []),
      ...[...shifts.values()]
        .filter((shift) => worn.has(shift))
        .map((shift) => ({ name: shift.id, title: shift.title, ...this.#calendar(shift) })),
      ...all
        .filter((one) => one.hasOwnHours && !one.shift && one.members.length === 0)
        .map((one) => ({ title: `Hours of ${one.title}`, ...this.#calendar({ ...one, off: [] }) })),
    ];
    const people = all.filter(({ members }) => members.length === 0).map((one) => this.#person(one));
    const teams = all.filter(({ members }) => members.length > 0);
    return {
      release: id,
      title,
      zone,
      ...(this.#isWorked && { calendar: OFFICE }),
      ...(calendars.length > 0 && { calendars }),
      ...(people.length > 0 && { people }),
      ...(teams.length > 0 && {
        teams: teams.map((one) => ({
          name: one.id,
          title: one.title,
          members: leavesOf(one).map((member) => member.id),
        })),
      }),
      items: this.#inPhases(tasks),
    };
  }

  /** What stands in no other task and counts hours of work needs a block that does. */
  #inPhases(tasks: readonly Task[]): readonly OutlineItem[] {
    const items: OutlineItem[] = [];
    let open: OutlineItem[] | undefined;
    for (const task of tasks) {
      const item = this.#item(task);
      if (!this.#isWorked || task.tasks.length > 0) {
        open = undefined;
        items.push(item);
      } else if (open) open.push(item);
      else {
        open = [item];
        items.push({ kind: 'phase', title: this.#project.title, items: open });
      }
    }
    return items;
  }

  #calendar({ week, off }: Hours) {
    return {
      working: weekText(week),
      ...(off.length > 0 && { holidays: off.map((one) => this.#days(one)) }),
    };
  }

  #person(one: Resource): OutlinePerson {
    const calendar = one.shift?.id ?? (one.hasOwnHours ? `Hours of ${one.title}` : this.#isWorked ? OFFICE : undefined);
    const leave = (one.shift ? one.off.slice(one.shift.off.length) : one.off).map((off) => this.#days(off));
    return {
      name: this.#nameOf(one.id),
      title: one.title,
      ...(calendar !== undefined && { calendar }),
      ...(one.email !== undefined && { email: one.email }),
      ...(leave.length > 0 && { leave }),
    };
  }

  /** Whole days by their dates, as people write them. */
  #days({ from, to, title }: Off): OutlineDays {
    const { zone } = this.#project;
    const isWhole = [from, to].every((at) => wallTime(at, zone) % 1440 === 0);
    const last = isWhole ? dateText(dayAt(to, zone) - 1) : formatIso(to, zone);
    const first = isWhole ? dateText(dayAt(from, zone)) : formatIso(from, zone);
    return { from: first, ...(last !== first && { to: last }), ...(title !== undefined && { title }) };
  }

  #item(task: Task): OutlineItem {
    const { id, title, tasks, complete } = task;
    const dates = this.#dates.get(task);
    const name = this.#nameOf(task.name);
    if (!dates) task.row.left('its dates', 'what it waits for waits for it');
    const isPhase = tasks.length > 0;
    const isMilestone = !isPhase && dates?.start === dates?.end && !task.length;
    const kind = isPhase
      ? (BLOCK_KINDS.find((one) => one === title) ?? 'phase')
      : isMilestone
        ? 'milestone'
        : undefined;
    const notes = this.#notes(task, isMilestone);
    return withRow(
      {
        ...(kind !== undefined && { kind }),
        id,
        ...(this.#counts.get(name) === 1 && !task.name.startsWith('_Task_') && { name }),
        ...(title !== kind && { title }),
        ...this.#when(task, dates, isPhase),
        ...(isPhase ? {} : this.#who(task)),
        // What is counted in hours of work is no deployment, whatever its title begins with.
        ...(!isPhase && task.length && task.length.kind !== 'duration' && { verb: 'task' }),
        ...(!isPhase && !isMilestone && task.flags.length > 0 && { tags: task.flags }),
        ...(complete === 100 && !isPhase && { done: true }),
        ...(notes.length > 0 && { notes }),
        ...(isPhase && { items: tasks.map((one) => this.#item(one)) }),
      },
      task.row,
    );
  }

  #notes(task: Task, isMilestone: boolean): readonly string[] {
    const { complete, flags, priority, parent, tasks, notes, allocated, responsible } = task;
    const isElse =
      tasks.length === 0 && responsible !== undefined && allocated.length > 0 && allocated[0] !== responsible;
    return [
      ...notes,
      ...(isElse ? [`responsible: ${this.#project.resources.get(responsible)?.title ?? responsible}`] : []),
      ...(complete !== undefined && complete > 0 && complete < 100 ? [`${complete} % complete`] : []),
      ...(isMilestone && flags.length > 0 ? [`flags: ${flags.join(', ')}`] : []),
      ...(priority !== (parent?.priority ?? 500) && tasks.length === 0 ? [`priority: ${priority}`] : []),
    ];
  }

  /** Whose hours count does it; who is only responsible for that stands in a comment. */
  #who({ allocated, responsible }: Task): Pick<OutlineItem, 'by' | 'with'> {
    const people = allocated.length > 0 ? allocated : responsible === undefined ? [] : [responsible];
    const [by, ...also] = people.map((one) => this.#nameOf(one));
    return { ...(by !== undefined && { by }), ...(also.length > 0 && { with: also }) };
  }

  #when(task: Task, dates: Dates | undefined, isPhase: boolean): Partial<OutlineItem> {
    const iso = (at: Instant) => formatIso(at, this.#project.zone);
    const after = this.#after(task, isPhase);
    const common = {
      ...(after.length > 0 && { after }),
      ...(task.notBefore !== undefined && { notBefore: iso(task.notBefore) }),
      ...(task.due !== undefined && { due: iso(task.due) }),
    };
    if (!dates) return common;
    if (isPhase) return { ...common, ...(task.start !== undefined && { at: iso(task.start) }) };
    const effort = this.#efforts.get(task);
    const duration = effort === undefined ? this.#duration(task, dates) : this.#work(effort);
    return {
      ...common,
      ...(task.start !== undefined && after.length === 0 && { at: iso(dates.start) }),
      start: iso(dates.start),
      end: iso(dates.end),
      ...(duration !== undefined && { duration }),
    };
  }

  #duration({ length }: Task, { start, end }: Dates): string | undefined {
    if (!length || length.kind === 'effort') return undefined;
    return length.kind === 'duration' ? this.#elapsed(start, end) : this.#work(length.minutes);
  }

  /** In days where the clock on the wall shows the same hour then. */
  #elapsed(start: Instant, end: Instant): string {
    const { zone } = this.#project;
    const isDays = (end - start) % 1440 === 0 && wallTime(end, zone) - wallTime(start, zone) === end - start;
    return isDays && end !== start ? `${(end - start) / 1440}d` : lengthOf(end - start);
  }

  /** Whole days of work where they are. */
  #work(minutes: number): string {
    const day = this.#project.units.hoursOfDay * 60;
    return minutes % day === 0 ? `${minutes / day}wd` : lengthOf(minutes);
  }

  /**
   * What a task waits for; and of what waits for it, where it is planned backward, the one thing that it hangs on: so long before
   * the other begins.
   */
  #after(task: Task, isPhase: boolean): readonly OutlineAfter[] {
    const links = task.depends.map((link): OutlineAfter => {
      const lag = this.#lag(link);
      return { of: link.of, ...(link.side === 'start' && { side: 'start' }), ...(lag !== undefined && { lag }) };
    });
    if (!task.isLate || task.precedes.length === 0 || isPhase) return links;
    const [only, ...others] = task.precedes;
    const text = (link: Link) => `so long before ${link.of}`;
    for (const { of, row } of others)
      row.left(`precedes "${of}"`, 'a step hangs on one other; its dates say when it is');
    const length = task.length;
    const total = length?.kind === 'length' ? only!.work + length.minutes : only!.work;
    const isWorked = length === undefined || length.kind === 'length';
    if (links.length > 0 || !isWorked || only!.elapsed > 0) {
      only!.row.changed('the link', `precedes ${only!.of}`, 'its dates');
      return links;
    }
    only!.row.changed('the link', `precedes ${only!.of}`, text(only!));
    return [{ of: only!.of, side: only!.side, ...(total > 0 && { lag: `-${this.#work(total)}` }) }];
  }

  #lag({ elapsed, work, row, of, side }: Link): string | undefined {
    if (elapsed > 0 && work > 0) row.left(`the gap of ${work} minutes of work behind ${of}`, 'a lag is of one kind');
    const from = this.#dates.get(this.#project.byId.get(of) as Task)?.[side];
    if (elapsed > 0) return from === undefined ? lengthOf(elapsed) : this.#elapsed(from, from + elapsed);
    if (work === 0) return undefined;
    const day = this.#project.units.hoursOfDay * 60;
    if (work % day === 0) return `${work / day}wd`;
    row.left(
      `a gap of ${lengthOf(work)} of work behind ${of}`,
      'a lag in working time is of whole days; its dates say when it is',
    );
    return undefined;
  }
}

function dateText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
