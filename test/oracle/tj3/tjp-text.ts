/**
 * A project in TaskJuggler's language.
 *
 * Its tasks say less than our steps do in one place, so some clauses become tasks of their own (on the top level: a container of them would close a loop):
 * - moments (`at`, `not before`, `due` of what goes backward, T): milestones with a date;
 * - a start-to-start arc: a milestone behind the start, since TaskJuggler may else read a start that it moves later;
 * - a lag in working days: a task of somebody with that calendar who has nothing else to do;
 * - `alongside`: a task of one slot that needs twins of both people, and so finds the first slot at which both work;
 * - an elapsed step that begins in working time: a container of a task of one slot, by the person, and one that begins with it.
 */
import {
  type ArcDef,
  DAY,
  groupsOf,
  isOrdered,
  type NodeDef,
  type PartDef,
  type Project,
  type StepDef,
  stepsOf,
  type Wall,
} from './project.ts';
import { clock, day } from './release-text.ts';
import { calendarTime, type WorkingTime, workingTimeOf } from './working-time.ts';

export interface Tjp {
  readonly text: string;
  /** The full id of the task of each step and moment, by its name. */
  readonly ids: ReadonlyMap<string, string>;
  /**
   * Steps whose task has a `length`: TaskJuggler leaves its start (backward: its end) where it falls, in working time or
   * not, and only counts working time behind it.
   */
  readonly lengths: ReadonlySet<string>;
}

/** The file writes one report, `out.csv`: id, start and end of every task in seconds since the epoch. */
export function tjpText(project: Project): Tjp {
  return new Writer(project).write();
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** Plans with more steps than this say most of their work as `length`. */
const LARGE = 60;

class Writer {
  private readonly project: Project;
  private readonly ids = new Map<string, string>();
  private readonly aux: string[] = [];
  private readonly resources: string[] = [];
  private count = 0;
  /** Arcs of late parts by the thing that has to be over. */
  private readonly before = new Map<ArcDef['to'], string[]>();
  private readonly alongside = new Map<StepDef, string>();
  private readonly partners = new Map<StepDef, StepDef>();
  private readonly lengths = new Set<string>();
  /** Whose start others hang on: it has to be the true one. */
  private readonly starts = new Set<ArcDef['to']>();
  private readonly resourceOf = new Map<string, string>();
  /** Shifts by what they say, for tasks that have a `length`. */
  private readonly shifts = new Map<string, string>();

  private readonly isLarge: boolean;

  constructor(project: Project) {
    this.project = project;
    this.isLarge = project.parts.flatMap(({ children }) => stepsOf(children)).length > LARGE;
    for (const { name } of project.moments) this.ids.set(name, name);
    for (const part of project.parts) this.name(part.name, '', part.children);
    for (const part of project.parts) {
      for (const step of stepsOf(part.children)) if (step.alongside) this.partners.set(step.alongside, step);
      for (const { after } of [...stepsOf(part.children), ...groupsOf(part.children)]) {
        for (const { to, side } of after) if (side === 'start') this.starts.add(to);
      }
    }
  }

  write(): Tjp {
    const { zone, resolution, from, to, moments, T } = this.project;
    for (const { name, at } of moments) this.aux.push(`task ${name} "${name}" { milestone start ${moment(at)} }`);
    this.aux.push(`task T "T" { milestone start ${moment(T)} }`);
    const runs: string[] = [];
    const parts = this.project.parts.map((part) => {
      const text = this.part(part, runs);
      if (part.kind === 'run') runs.push(part.name);
      return text;
    });
    const text = [
      `project oracle "Oracle" ${moment(from)} - ${moment(to)} {`,
      `  timezone "${zone}"`,
      // First: it resets the working hours.
      `  timingresolution ${resolution}min`,
      '  workinghours mon - sun 0:00 - 24:00',
      '}',
      ...[...this.shifts].map(([working, name]) => `shift ${name} "${name}" {\n${working}\n}`),
      ...this.resources,
      ...this.aux,
      ...parts,
      'taskreport "out" { formats csv columns id, start, end timeformat "%s" }',
      '',
    ].join('\n');
    return { text, ids: this.ids, lengths: this.lengths };
  }

  private name(name: string, above: string, children: readonly NodeDef[]): void {
    const id = `${above}${name}`;
    this.ids.set(name, id);
    for (const child of children) this.name(child.name, `${id}.`, child.kind === 'step' ? [] : child.children);
  }

  // ------------------------------------------------------------------------------------------------ people

  private resource(name: string, time: WorkingTime): void {
    // Working hours of its own cost TaskJuggler a table for each resource; those of a shift are shared.
    const shift = this.shift(time);
    const leaves = time.off.map(({ start, end }) => `leaves annual ${moment(start)} - ${moment(end)}`);
    this.resources.push(`resource ${name} "${name}" {\n  ${[`shifts ${shift}`, ...leaves].join('\n  ')}\n}`);
  }

  private somebody(time: WorkingTime): string {
    const name = `somebody${++this.count}`;
    this.resource(name, time);
    return name;
  }

  /** Steps that nobody does go on in the hours of the release, any number of them at a time. */
  private doer(step: StepDef): string {
    if (step.person) {
      const { name } = step.person;
      if (!this.resourceOf.has(name)) this.resource(name, workingTimeOf(step.person));
      this.resourceOf.set(name, name);
      return name;
    }
    return this.somebody(calendarTime(this.project.calendars[0]!));
  }

  // ------------------------------------------------------------------------------------------------ tasks

  private part(part: PartDef, runs: readonly string[]): string {
    const { name, late, at, due, kind, after, children } = part;
    if (late) {
      this.collect(children);
      const until = due === undefined ? 'T' : this.milestone(due);
      const clauses = ['scheduling alap', `precedes ${until}`];
      return this.container(name, clauses, children, { late, ordered: false, depends: [until], isRun: false });
    }
    const depends = this.gathered([
      ...(at === undefined ? [] : [this.milestone(at)]),
      ...(kind === 'run' ? ['T'] : []),
      ...(kind === 'run' ? runs.slice(-1) : []),
      ...(kind === 'follow-up' ? (runs.length > 0 ? runs : ['T']) : []),
      ...after.map((arc) => this.forwardArc(arc, this.project.calendars[0]!.name)),
    ]);
    const inner = { late, ordered: isOrdered(kind), depends, isRun: kind === 'run' };
    return this.container(name, this.depends(depends), children, inner);
  }

  private container(name: string, clauses: readonly string[], children: readonly NodeDef[], place: Place): string {
    const lines = children.map((child, i) => {
      const previous = place.ordered && i > 0 ? [this.id(children[i - 1]!)] : [];
      const next = place.ordered && i + 1 < children.length ? [this.id(children[i + 1]!)] : [];
      return this.node(child, place, place.late ? next : previous);
    });
    return [`task ${name} "${name}" {`, ...clauses.map((clause) => `  ${clause}`), ...lines, '}'].join('\n');
  }

  /** @param neighbours what comes before it in its sequence; in a late part: after it */
  private node(node: NodeDef, place: Place, neighbours: readonly string[]): string {
    if (place.late) return this.lateNode(node, place, neighbours);
    if (node.kind !== 'step') {
      const before = [...neighbours, ...node.after.map((arc) => this.forwardArc(arc, this.project.calendars[0]!.name))];
      const own = this.gathered(before);
      const inner = { ...place, ordered: isOrdered(node.kind), depends: [...place.depends, ...own] };
      return this.container(node.name, this.depends(own, place.depends), node.children, inner);
    }
    const together = this.partners.get(node) ?? node.alongside;
    const own = [...neighbours, ...this.startsOf(node)];
    return together
      ? this.stepText(
          node,
          this.depends([...neighbours, this.commonStart(node, together, place)], place.depends),
          place,
        )
      : this.stepText(node, this.depends(own, place.depends), place);
  }

  private lateNode(node: NodeDef, place: Place, neighbours: readonly string[]): string {
    const due = node.kind === 'step' && node.due !== undefined ? [this.milestone(node.due)] : [];
    const precedes = [...neighbours, ...due, ...(this.before.get(node) ?? [])];
    const clauses = this.precedes(precedes, place.depends);
    if (node.kind !== 'step') {
      const inner = { ...place, ordered: isOrdered(node.kind), depends: [...place.depends, ...precedes] };
      return this.container(node.name, clauses, node.children, inner);
    }
    if (node.at !== undefined)
      return this.stepText(node, [...this.depends([this.milestone(node.at)]), 'scheduling asap'], place);
    return this.stepText(node, [...clauses, 'scheduling alap'], place);
  }

  private stepText(step: StepDef, clauses: readonly string[], { isRun }: Place): string {
    const { name, work, minutes, days } = step;
    const task = (...what: string[]) => `task ${name} "${name}" { ${[...clauses, ...what].join('\n    ')} }`;
    const { resolution } = this.project;
    switch (work) {
      case 'moment':
        return task('milestone');
      case 'wait':
        return task(`duration ${minutes}min`);
      case 'elapsed': {
        if (isRun) return task(`duration ${minutes}min`);
        const first = this.auxTask(`milestone depends ${this.ids.get(name)}.first { onstart }`);
        return task(
          `task first "first" { effort ${resolution}min allocate ${this.doer(step)} }`,
          `task all "all" { duration ${minutes}min depends ${first} }`,
        );
      }
      default: {
        const time = step.person ? workingTimeOf(step.person) : calendarTime(this.project.calendars[0]!);
        const all = minutes + days * (time.dayLength ?? 0);
        if (!this.isLength(step, time)) return task(`effort ${all}min`, `allocate ${this.doer(step)}`);
        this.lengths.add(name);
        return task(`length ${all}min`, `shifts ${this.shift(time)}`);
      }
    }
  }

  /**
   * An `effort` starts when its person does, but every person costs TaskJuggler a table; in large plans most steps have a
   * `length` on a shift instead, which steps share.
   */
  private isLength(step: StepDef, { off }: WorkingTime): boolean {
    // The leaves of a shift are no leaves for a `length`, whatever the manual says of them (tj3 3.7.1).
    return this.isLarge && off.length === 0 && !this.starts.has(step) && ++this.count % 8 !== 0;
  }

  /** The name of the shift with its working hours; it has no leaves. */
  private shift(time: WorkingTime): string {
    const text = workingText(time);
    const name = this.shifts.get(text) ?? `shift${this.shifts.size}`;
    this.shifts.set(text, name);
    return name;
  }

  // ------------------------------------------------------------------------------------------------ arcs

  private startsOf(step: StepDef): readonly string[] {
    const calendar = step.person?.calendar ?? this.project.calendars[0]!;
    return [
      ...[step.at, step.notBefore].flatMap((at) => (at === undefined ? [] : [this.milestone(at)])),
      ...step.after.map((arc) => this.forwardArc(arc, calendar.name)),
    ];
  }

  private forwardArc({ to, side, lag }: ArcDef, calendar: string): string {
    const gap = lag.minutes > 0 ? `gapduration ${lag.minutes}min` : '';
    if (side === 'start') {
      return this.auxTask(`milestone depends ${this.id(to)} { onstart ${gap} }`);
    }
    if (lag.workingDays > 0) {
      return this.auxTask(`${this.workingDays(lag.workingDays, calendar)} depends ${this.id(to)}`);
    }
    return gap ? `${this.id(to)} { ${gap} }` : this.id(to);
  }

  /** Backward, an arc is a clause of what comes first. */
  private collect(children: readonly NodeDef[]): void {
    for (const child of children) {
      for (const { to, lag } of child.after) {
        const id = this.id(child);
        const list = this.before.get(to) ?? [];
        this.before.set(to, list);
        if (lag.workingDays > 0 && child.kind === 'step') {
          const { name } = child.person?.calendar ?? this.project.calendars[0]!;
          list.push(this.auxTask(`scheduling alap ${this.workingDays(lag.workingDays, name)} precedes ${id}`));
        } else list.push(lag.minutes > 0 ? `${id} { gapduration ${lag.minutes}min }` : id);
      }
      if (child.kind !== 'step') this.collect(child.children);
    }
  }

  /** A task may name another one once; the second time a milestone stands in between. `above`: what its containers name. */
  private depends(on: readonly string[], above: readonly string[] = []): string[] {
    const seen = new Set(above.map(idOf));
    const list: string[] = [];
    for (const one of new Set(on)) {
      const isNew = !seen.has(idOf(one));
      seen.add(idOf(one));
      if (above.includes(one)) continue;
      list.push(isNew ? one : this.auxTask(`milestone depends ${one}`));
    }
    return list.length > 0 ? [`depends ${list.join(', ')}`] : [];
  }

  /** What a container waits for, as one: all in it would inherit each, and TaskJuggler compares those with each other. */
  private gathered(on: readonly string[]): readonly string[] {
    return on.length > 0 ? [this.auxTask(`milestone ${this.depends(on).join(' ')}`)] : [];
  }

  private precedes(on: readonly string[], above: readonly string[]): string[] {
    const seen = new Set(above.map(idOf));
    const list: string[] = [];
    for (const one of new Set(on)) {
      if (above.includes(one)) continue;
      list.push(seen.has(idOf(one)) ? this.auxTask(`milestone scheduling alap precedes ${one}`) : one);
      seen.add(idOf(one));
    }
    return list.length > 0 ? [`precedes ${list.join(', ')}`] : [];
  }

  /** The work of somebody who has the hours of the calendar and nothing else to do. */
  private workingDays(days: number, calendar: string): string {
    const time = calendarTime(this.project.calendars.find(({ name }) => name === calendar)!);
    return `effort ${days * time.dayLength!}min allocate ${this.somebody(time)}`;
  }

  private commonStart(a: StepDef, b: StepDef, place: Place): string {
    const known = this.alongside.get(a) ?? this.alongside.get(b);
    if (known) return known;
    const depends = this.depends([...place.depends, ...this.startsOf(a), ...this.startsOf(b)]).join(' ');
    const { resolution } = this.project;
    let found: string;
    if (place.isRun) found = this.auxTask(`milestone ${depends}`);
    else {
      const people = [a.person!, b.person!]
        .map((person) => `allocate ${this.somebody(workingTimeOf(person))} { mandatory }`)
        .join(' ');
      const slot = this.auxTask(`effort ${2 * resolution}min ${people} ${depends}`);
      found = this.auxTask(`milestone depends ${slot} { onstart }`);
    }
    this.alongside.set(a, found);
    return found;
  }

  private milestone(at: Wall): string {
    return this.auxTask(`milestone start ${moment(at)}`);
  }

  private auxTask(content: string): string {
    const name = `x${++this.count}`;
    this.aux.push(`task ${name} "${name}" { ${content} }`);
    return name;
  }

  private id({ name }: { readonly name: string }): string {
    return this.ids.get(name)!;
  }
}

interface Place {
  readonly late: boolean;
  readonly ordered: boolean;
  readonly isRun: boolean;
  /** What all in it waits for (in a late part: precedes), which its tasks inherit and must not name again. */
  readonly depends: readonly string[];
}

function idOf(dependency: string): string {
  return dependency.split(' ')[0]!;
}

function workingText({ week }: WorkingTime): string {
  return WEEKDAYS.map((weekday, i) => {
    const parts = week.flatMap(({ start, end }) => {
      const [from, to] = [Math.max(start, i * DAY) - i * DAY, Math.min(end, (i + 1) * DAY) - i * DAY];
      return to > from ? [`${clock(from)} - ${clock(to)}`] : [];
    });
    return `  workinghours ${weekday} ${parts.length > 0 ? parts.join(', ') : 'off'}`;
  }).join('\n');
}

function moment(at: Wall): string {
  return `${day(Math.floor(at / DAY))}-${clock(((at % DAY) + DAY) % DAY)}`;
}
