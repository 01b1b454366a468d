/**
 * When the tasks of a project of TaskJuggler are, as it says that it plans: forward from what a task waits for, or backward from what
 * waits for it, in slots of its resolution; a length counts the hours of the project, an effort those of whoever does it.
 */
import { Heap } from '../../plan/schedule/leveling/heap.ts';
import { weekdayOfDay } from '../../plan/time/date.ts';
import type { Instant } from '../../plan/time/model.ts';
import { dayAt, instantOfDay } from '../../plan/time/zone.ts';
import { Unreadable } from '../bounds.ts';
import type { Hours, Link, Off, Project, Resource, Task } from './project.ts';

export interface Dates {
  readonly start: Instant;
  readonly end: Instant;
}

export interface Planned {
  readonly dates: ReadonlyMap<Task, Dates>;
  /** Of lengths that begin or end out of hours: from the first hour of work to the last. */
  readonly worked: ReadonlyMap<Task, Dates>;
  /** Of efforts: how long whoever is named first works from begin to end, in minutes. */
  readonly efforts: ReadonlyMap<Task, number>;
  /** Those of tasks that share somebody who is busy: TaskJuggler may give them in another order. */
  readonly shared: number;
}

/** Slots that are looked at, of all tasks together. */
const MOST_LOOKS = 50_000_000;
const MOST_SLOTS = 4_000_000;

export function planned(project: Project, file: string): Planned {
  return new Planner(project, file).plan();
}

/** What has to be known first: when a task may begin or has to end, and when it is. */
type Node = { readonly task: Task; readonly what: 'begin' | 'close' | 'dates' };

class Planner {
  readonly #project: Project;
  readonly #file: string;
  readonly #slots: number;
  readonly #work = new Map<Hours, Uint8Array>();
  readonly #busy = new Map<Resource, Uint8Array>();
  readonly #dates = new Map<Task, Dates>();
  readonly #begins = new Map<Task, Instant>();
  readonly #closes = new Map<Task, Instant>();
  readonly #clashes = new Set<Task>();
  #looks = 0;

  constructor(project: Project, file: string) {
    this.#project = project;
    this.#file = file;
    this.#slots = Math.ceil((project.end - project.start) / project.slot);
    if (this.#slots > MOST_SLOTS)
      throw new Unreadable(
        `${file} is of ${this.#slots.toLocaleString('en')} times that lie ${project.slot} minutes apart: at most ${MOST_SLOTS.toLocaleString('en')} are read.`,
      );
  }

  plan(): Planned {
    const nodes = this.#nodes();
    const all = [...nodes.keys()];
    const numbers = new Map(all.map((node, i) => [node, i] as const));
    const before = all.map((node) => nodes.get(node)!.map((one) => numbers.get(one)!));
    const ranks = this.#ranks(all, before);
    walk(
      before,
      (i) => ranks[i]!,
      (i) => this.#settle(all[i]!),
    );
    return { dates: this.#dates, worked: this.#worked(), efforts: this.#efforts(), shared: this.#clashes.size };
  }

  #efforts(): ReadonlyMap<Task, number> {
    const { start, slot } = this.#project;
    const efforts = new Map<Task, number>();
    for (const [task, dates] of this.#dates) {
      const [first] = task.length?.kind === 'effort' && task.tasks.length === 0 ? this.#peopleOf(task) : [];
      if (!first) continue;
      const works = this.#workOf(first);
      let count = 0;
      for (let at = (dates.start - start) / slot; at < (dates.end - start) / slot; at++) {
        this.#look();
        count += works[at]!;
      }
      efforts.set(task, count * slot);
    }
    return efforts;
  }

  #worked(): ReadonlyMap<Task, Dates> {
    const { start, slot } = this.#project;
    const worked = new Map<Task, Dates>();
    for (const [task, dates] of this.#dates) {
      if (task.length?.kind !== 'length' || task.tasks.length > 0 || dates.start >= dates.end) continue;
      const works = this.#workOf(task.shift ?? this.#project.hours);
      let [from, to] = [Math.floor((dates.start - start) / slot), Math.ceil((dates.end - start) / slot)];
      for (; from < to && !works[from]; from++) this.#look();
      for (; to > from && !works[to - 1]; to--) this.#look();
      const [first, last] = [Math.max(dates.start, start + from * slot), Math.min(dates.end, start + to * slot)];
      if (from < to && (first !== dates.start || last !== dates.end)) worked.set(task, { start: first, end: last });
    }
    return worked;
  }

  /**
   * Who is served first: by priority, then by how much work of people who are asked for often hangs on a task, its own included, then by
   * its line. What takes nobody is before all of them, as it lets others be ready.
   */
  #ranks(all: readonly Node[], before: readonly (readonly number[])[]): readonly number[] {
    const strain = this.#strain();
    const weights = all.map(({ task, what }) => {
      if (what !== 'dates' || task.tasks.length > 0) return 0;
      if (!task.length) return task.priority / 500;
      if (task.length.kind !== 'effort') return 0;
      const people = this.#peopleOf(task);
      const mean = people.reduce((sum, one) => sum + strain.get(one)!, 0) / Math.max(1, people.length);
      return (task.length.minutes / this.#project.slot) * mean;
    });
    const order: number[] = [];
    walk(
      before,
      (i) => i,
      (i) => order.push(i),
    );
    const path = [...weights];
    for (const i of order.toReversed())
      for (const one of before[i]!) path[one] = Math.max(path[one]!, weights[one]! + path[i]!);
    const asking = order.filter((i) => all[i]!.what === 'dates' && all[i]!.task.length?.kind === 'effort');
    // Sums of the same numbers in another order are the same.
    const rough = path.map((one) => Math.round(one * 1e6));
    asking.sort((a, b) => all[b]!.task.priority - all[a]!.task.priority || rough[b]! - rough[a]! || a - b);
    const ranks = all.map(() => 0);
    for (const [rank, i] of asking.entries()) ranks[i] = rank + 1;
    return ranks;
  }

  /** How much of somebody's time is asked for. */
  #strain(): ReadonlyMap<Resource, number> {
    const asked = new Map<Resource, number>();
    for (const task of this.#project.byId.values()) {
      if (task.length?.kind !== 'effort' || task.tasks.length > 0) continue;
      const people = this.#peopleOf(task);
      for (const one of people) asked.set(one, (asked.get(one) ?? 0) + task.length.minutes / people.length);
    }
    return new Map(
      [...asked].map(([one, minutes]) => {
        const works = this.#workOf(one).reduce((sum, slot) => sum + slot, 0);
        return [one, works === 0 ? 1 : minutes / (works * this.#project.slot)] as const;
      }),
    );
  }

  #peopleOf(task: Task): readonly Resource[] {
    return [...new Set(task.allocated.flatMap((id) => leavesOf(this.#project.resources.get(id)!)))];
  }

  /** Each with what it waits for. Of a task with others in it its bounds are theirs, so that nothing multiplies. */
  #nodes(): ReadonlyMap<Node, readonly Node[]> {
    const made = new Map<Task, Record<Node['what'], Node>>();
    const all: Task[] = [];
    const enter = (task: Task): void => {
      all.push(task);
      made.set(task, {
        begin: { task, what: 'begin' },
        close: { task, what: 'close' },
        dates: { task, what: 'dates' },
      });
      for (const one of task.tasks) enter(one);
    };
    for (const one of this.#project.tasks) enter(one);
    const datesOf = (links: readonly Link[]) =>
      links.flatMap(({ of }) => made.get(this.#project.byId.get(of) as Task)?.dates ?? []);
    const nodes = new Map<Node, readonly Node[]>();
    for (const task of all) {
      const own = made.get(task)!;
      const above = task.parent && made.get(task.parent)!;
      nodes.set(own.begin, [...(above ? [above.begin] : []), ...datesOf(task.depends)]);
      nodes.set(own.close, [...(above ? [above.close] : []), ...datesOf(task.precedes)]);
      const bounds = [...(this.#asksBegin(task) ? [own.begin] : []), ...(this.#asksClose(task) ? [own.close] : [])];
      nodes.set(own.dates, task.tasks.length > 0 ? task.tasks.map((one) => made.get(one)!.dates) : bounds);
    }
    return nodes;
  }

  #asksBegin(task: Task): boolean {
    return task.start === undefined && (!task.isLate || this.#isSpan(task));
  }

  #asksClose(task: Task): boolean {
    return task.end === undefined && (task.isLate || this.#isSpan(task));
  }

  /** It lasts from what it waits for to what waits for it. */
  #isSpan(task: Task): boolean {
    return (
      !task.length &&
      !task.isMilestone &&
      (task.start !== undefined || task.depends.length > 0) &&
      (task.end !== undefined || task.precedes.length > 0)
    );
  }

  #settle({ task, what }: Node): void {
    const { start, end } = this.#project;
    if (what === 'begin') {
      const moments = task.depends.flatMap((link) => this.#moment(link, 1) ?? []);
      const above = task.parent ? this.#begins.get(task.parent)! : start;
      this.#begins.set(task, task.start ?? moments.reduce((a, b) => Math.max(a, b), above));
    } else if (what === 'close') {
      const moments = task.precedes.flatMap((link) => this.#moment(link, -1) ?? []);
      const above = task.parent ? this.#closes.get(task.parent)! : end;
      this.#closes.set(task, task.end ?? moments.reduce((a, b) => Math.min(a, b), above));
    } else if (task.tasks.length > 0) {
      const inner = task.tasks.flatMap((one) => this.#dates.get(one) ?? []);
      if (inner.length > 0)
        this.#dates.set(task, {
          start: task.start ?? inner.reduce((least, one) => Math.min(least, one.start), Number.POSITIVE_INFINITY),
          end: task.end ?? inner.reduce((most, one) => Math.max(most, one.end), Number.NEGATIVE_INFINITY),
        });
    } else this.#dates.set(task, this.#leaf(task));
  }

  #moment({ of, side, elapsed, work }: Link, way: 1 | -1): Instant | undefined {
    const task = this.#project.byId.get(of);
    const at = task && this.#dates.get(task)?.[side];
    if (at === undefined) return undefined;
    const worked = work === 0 ? at : this.#passed(this.#project.hours, at, work, way);
    return way === 1 ? Math.max(worked, at + elapsed) : Math.min(worked, at - elapsed);
  }

  #leaf(task: Task): Dates {
    const { length } = task;
    const isLate = task.isLate;
    if (this.#isSpan(task)) {
      const start = task.start ?? this.#begins.get(task)!;
      return { start, end: Math.max(start, task.end ?? this.#closes.get(task)!) };
    }
    const from = isLate ? (task.end ?? this.#closes.get(task)!) : (task.start ?? this.#begins.get(task)!);
    if (!length || task.isMilestone) return { start: from, end: from };
    if (length.kind === 'effort' && task.allocated.length > 0) return this.#effort(task, from, isLate ? -1 : 1);
    const far =
      length.kind === 'duration'
        ? from + (isLate ? -1 : 1) * Math.round(length.minutes / this.#project.slot) * this.#project.slot
        : this.#passed(task.shift ?? this.#project.hours, from, length.minutes, isLate ? -1 : 1);
    return isLate ? { start: far, end: from } : { start: from, end: far };
  }

  /** When so much was worked, seen from a moment; at the end of the project where it is not enough. */
  #passed(hours: Hours, from: Instant, minutes: number, way: 1 | -1): Instant {
    const { start, slot } = this.#project;
    const works = this.#workOf(hours);
    let open = Math.round(minutes / slot);
    let at = this.#within(way === 1 ? Math.floor((from - start) / slot) : Math.ceil((from - start) / slot) - 1);
    if (open === 0) return from;
    for (; open > 0 && at >= 0 && at < this.#slots; at += way) {
      this.#look();
      if (works[at]) open--;
    }
    return start + (way === 1 ? at : at + 1) * slot;
  }

  #effort(task: Task, from: Instant, way: 1 | -1): Dates {
    const { start, slot } = this.#project;
    const people = this.#peopleOf(task);
    const works = people.map((one) => [this.#workOf(one), this.#busyOf(one)] as const);
    const shift = task.shift && this.#workOf(task.shift);
    let open = Math.max(1, Math.round(task.length!.minutes / slot));
    let at = this.#within(way === 1 ? Math.ceil((from - start) / slot) : Math.floor((from - start) / slot) - 1);
    let first: number | undefined;
    let last = at;
    for (; open > 0 && at >= 0 && at < this.#slots; at += way) {
      this.#look();
      if (shift && !shift[at]) continue;
      for (const [hours, busy] of works) {
        if (open === 0 || !hours[at]) continue;
        if (busy[at]) {
          this.#clashes.add(task);
          continue;
        }
        busy[at] = 1;
        first ??= at;
        last = at;
        open--;
      }
    }
    const [a, b] = way === 1 ? [first ?? at, last] : [last, first ?? at];
    return { start: start + a * slot, end: start + (b + 1) * slot };
  }

  /** What begins before the project is planned from its first slot on. */
  #within(slot: number): number {
    return Math.max(0, Math.min(this.#slots - 1, slot));
  }

  #look(): void {
    if (++this.#looks > MOST_LOOKS)
      throw new Unreadable(
        `${this.#file} asks for more than ${MOST_LOOKS.toLocaleString('en')} looks at who works when: its tasks are too long for times that lie ${this.#project.slot} minutes apart.`,
      );
  }

  #busyOf(resource: Resource): Uint8Array {
    const known = this.#busy.get(resource) ?? new Uint8Array(this.#slots);
    this.#busy.set(resource, known);
    return known;
  }

  /** For each slot whether somebody with these hours works. */
  #workOf(hours: Hours): Uint8Array {
    const known = this.#work.get(hours);
    if (known) return known;
    this.#looks += this.#slots;
    this.#look();
    const { start, end, slot, zone } = this.#project;
    const works = new Uint8Array(this.#slots);
    const slotOf = (at: Instant) => Math.min(this.#slots, Math.max(0, Math.round((at - start) / slot)));
    for (let day = dayAt(start, zone); day <= dayAt(end, zone); day++)
      for (const [from, to] of hours.week[weekdayOfDay(day)] ?? [])
        works.fill(1, slotOf(instantOfDay(day, from, zone)), slotOf(instantOfDay(day, to, zone)));
    for (const { from, to } of offOf(hours, this.#project)) works.fill(0, slotOf(from), slotOf(to));
    this.#work.set(hours, works);
    return works;
  }
}

function offOf(hours: Hours, project: Project): readonly Off[] {
  return hours === project.hours ? hours.off : [...project.hours.off, ...hours.off];
}

export function leavesOf(resource: Resource): readonly Resource[] {
  return resource.members.length === 0 ? [resource] : resource.members.flatMap(leavesOf);
}

/** Through what waits for nothing that is still open, the least rank first. */
function walk(before: readonly (readonly number[])[], rankOf: (i: number) => number, visit: (i: number) => void): void {
  const waits = before.map(({ length }) => length);
  const behind = before.map((): number[] => []);
  for (const [i, all] of before.entries()) for (const one of all) behind[one]!.push(i);
  const ready = new Heap();
  for (const [i, count] of waits.entries()) if (count === 0) ready.push(i, rankOf(i));
  for (let i = ready.pop(); i !== undefined; i = ready.pop()) {
    visit(i);
    for (const next of behind[i]!) if (--waits[next]! === 0) ready.push(next, rankOf(next));
  }
}
