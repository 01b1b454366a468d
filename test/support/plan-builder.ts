/** Small plans as plain data, without the language. */
import type {
  After,
  Audience,
  Block,
  BlockKind,
  Calendar,
  Environment,
  Gate,
  Milestone,
  Named,
  NamedBlock,
  Person,
  Place,
  Plan,
  PointOfNoReturn,
  PointRef,
  Ref,
  Release,
  Role,
  ScopeItem,
  Step,
  System,
  Team,
  Time,
  TimeRange,
  Trigger,
  Uat,
  Verb,
  Who,
  Window,
  WorkingHours,
  WrittenEstimate,
} from '../../plan/model.ts';
import { dayNumber, WEEKDAYS } from '../../plan/time/date.ts';
import { parseDuration, parseEstimate } from '../../plan/time/duration.ts';
import type { Instant } from '../../plan/time/model.ts';
import { instantOfDay } from '../../plan/time/zone.ts';

export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Clauses as short text: `after: ['backup + 15m', 'x.start']`, `at: '2026-12-05 22:00'`, `T-1wd`, `go + 2h`, `22:00`. */
export interface StepClauses {
  readonly name?: string;
  readonly on?: readonly string[];
  readonly by?: string;
  readonly with?: readonly string[];
  readonly in?: string;
  readonly at?: string;
  readonly notBefore?: string;
  readonly due?: string;
  readonly during?: readonly [string, string];
  readonly after?: readonly string[];
  readonly alongside?: readonly string[];
  readonly undo?: string;
  readonly undoBy?: string;
  readonly irreversible?: boolean;
  readonly every?: string | readonly number[];
  readonly until?: string;
  readonly needs?: readonly string[];
}

export interface BlockClauses {
  readonly name?: string;
  readonly window?: string;
  readonly at?: string;
  readonly due?: string;
  readonly during?: readonly [string, string];
  readonly after?: readonly string[];
  readonly until?: string;
  readonly otherwise?: string;
}

export interface PlanOptions {
  readonly zone?: string;
  /** `['2026-12-05 22:00', '2026-12-06 04:00']`; an empty end leaves it open. */
  readonly window?: readonly [string, string?];
  readonly windows?: Readonly<Record<string, readonly [string, string?]>>;
}

/** Everything is added to in the order of the page; `build` may be called once at the end. */
export class PlanBuilder {
  readonly release: Mutable<Release>;
  private readonly plan: Mutable<Plan>;
  private readonly steps: Step[] = [];
  private readonly milestones: Milestone[] = [];
  private readonly triggers: Trigger[] = [];
  private readonly pointsOfNoReturn: PointOfNoReturn[] = [];
  private readonly blocks: Block[] = [];
  private readonly names = new Map<string, Named>();
  private readonly shared = new Map<string, Named>();
  private readonly scope: ScopeItem[] = [];
  private readonly uats: Uat[] = [];
  private readonly things = new Map<string, unknown>();
  private readonly labels = new Map<string, number>();
  private line = 0;

  constructor({ zone = 'UTC', window, windows = {} }: PlanOptions = {}) {
    const place = this.place();
    const all: Window[] = [];
    const bounds = [...(window ? [[undefined, window] as const] : []), ...Object.entries(windows)];
    for (const [name, [from, to]] of bounds) {
      const time = (text: string | undefined) => (text ? this.timeIn(zone, text) : undefined);
      const one: Window = {
        ...this.kept(name ?? 'window', place),
        kind: 'window',
        index: all.length,
        name,
        from: time(from),
        to: time(to),
        namePlace: place,
      };
      this.keep(one);
      all.push(one);
      if (name) this.names.set(name, { ...this.declared(name), id: one.id, kind: 'named-window', window: one });
    }
    this.release = {
      ...this.declared('release'),
      id: 'release',
      kind: 'release',
      releaseKind: 'normal',
      holidaysOf: [],
      zone,
      windows: all,
      promises: [],
      changes: [],
      budgets: [],
      costs: [],
      confirmations: [],
      benefits: [],
      risks: [],
      issues: [],
      rehearsals: [],
      uats: this.uats,
      freezes: [],
      reserves: [],
      maintenances: [],
      events: [],
      rosters: [],
      waivers: [],
      triggers: this.triggers,
      milestones: this.milestones,
      blocks: this.blocks,
      steps: this.steps,
      dropped: [],
      pointsOfNoReturn: this.pointsOfNoReturn,
      names: this.names,
      things: this.things,
      tags: [],
      links: [],
    };
    this.plan = {
      file: FILE,
      imports: [],
      releases: [this.release],
      trains: [],
      names: this.shared,
      policies: [],
      kinds: new Map(),
      norms: [],
      waivers: [],
      references: [],
      writtenTimes: [],
      duplicates: [],
      problems: [],
      unread: [],
      declarations: [],
      placeholders: [],
    };
  }

  build(): { readonly plan: Plan; readonly release: Release } {
    if (this.scope.length > 0) this.release.scope = { ...this.kept('scope'), items: this.scope };
    for (const named of this.names.values()) if (!this.things.has(named.id)) this.keep(named);
    return { plan: this.plan, release: this.release };
  }

  // ------------------------------------------------------------------------------------------------ shared things

  person(
    name: string,
    options: { calendar?: string; zone?: string; shifts?: string[]; leave?: [string, string][]; deputy?: string } = {},
  ): this {
    const { calendar, zone, shifts = [], leave = [], deputy } = options;
    const person: Person = {
      ...this.shares('person', name),
      kind: 'person',
      holidaysOf: [],
      calendar: calendar ? this.ref(calendar) : undefined,
      zone,
      shifts: shifts.map((text) => this.hours(text)),
      leave: leave.map((range) => this.range(range)),
      skills: [],
      contacts: [],
      deputy: deputy ? this.ref(deputy) : undefined,
    };
    this.shared.set(name, person);
    return this;
  }

  people(...names: string[]): this {
    for (const name of names) this.person(name);
    return this;
  }

  team(name: string, ...members: string[]): this {
    const team: Team = {
      ...this.shares('team', name),
      kind: 'team',
      contacts: [],
      holidaysOf: [],
      members: members.map((member) => this.ref(member)),
    };
    this.shared.set(name, team);
    return this;
  }

  role(name: string, holder: string | undefined, otherwise?: string): this {
    const role: Role = {
      ...this.shares('role', name),
      kind: 'role',
      holder: holder ? this.ref(holder) : undefined,
      otherwise: otherwise ? [this.ref(otherwise)] : undefined,
    };
    this.shared.set(name, role);
    return this;
  }

  party(name: string): this {
    this.shared.set(name, { ...this.shares('party', name), kind: 'party', holidaysOf: [], contacts: [] });
    return this;
  }

  /** `working: ['Mon..Fri 09:00-17:00', 'Sat 22:00-06:00']`. */
  calendar(
    name: string,
    options: {
      zone?: string;
      working?: string[];
      holidays?: [string, string][];
      holidaysOf?: string[];
      deadline?: number;
    } = {},
  ): this {
    const { zone, working = [], holidays = [], holidaysOf = [], deadline } = options;
    const calendar: Calendar = {
      ...this.shares('calendar', name),
      kind: 'calendar',
      zone,
      working: working.map((text) => this.hours(text)),
      holidays: holidays.map((range) => ({ range: this.range(range) })),
      holidaysOf: holidaysOf.map((other) => this.ref(other)),
      deadline,
    };
    this.shared.set(name, calendar);
    return this;
  }

  audience(name: string, calendar?: string): this {
    const audience: Audience = {
      ...this.shares('audience', name),
      kind: 'audience',
      holidaysOf: [],
      calendar: calendar ? this.ref(calendar) : undefined,
      channels: [],
      uses: [],
      members: [],
    };
    this.shared.set(name, audience);
    return this;
  }

  system(name: string, options: { exclusive?: boolean } = {}): this {
    const { exclusive = false } = options;
    const system: System = {
      ...this.shares('system', name),
      kind: 'system',
      type: 'service',
      on: [],
      uses: [],
      exclusive,
    };
    this.shared.set(name, system);
    return this;
  }

  environment(name: string, options: { exclusive?: boolean } = {}): this {
    const { exclusive = false } = options;
    const environment: Environment = {
      ...this.shares('environment', name),
      kind: 'environment',
      production: false,
      exclusive,
    };
    this.shared.set(name, environment);
    return this;
  }

  // ------------------------------------------------------------------------------------------------ of the release

  milestone(name: string, at?: string, after: readonly string[] = []): this {
    this.addMilestone(name, at, after, undefined);
    return this;
  }

  scopeItem(name: string, due: string): this {
    const item: ScopeItem = {
      ...this.declared(name),
      kind: 'scope-item',
      priority: 'must',
      due: this.time(due),
      enhancement: false,
      correction: false,
      done: false,
      after: [],
    };
    this.scope.push(item);
    this.names.set(name, item);
    return this;
  }

  uat(name: string, from: string, to: string): this {
    const uat: Uat = {
      ...this.declared(name),
      kind: 'uat',
      with: [],
      during: this.range([from, to]),
      covers: [],
      checklist: [],
    };
    this.uats.push(uat);
    this.names.set(name, uat);
    return this;
  }

  trigger(name: string, action: 'rollback' | 'play' = 'rollback'): this {
    const then = [{ ...this.kept('then'), action, ref: this.ref(name) }];
    this.triggers.push(this.keep({ ...this.kept('when'), kind: 'trigger', conditions: [], then }));
    return this;
  }

  block(kind: BlockKind, fill: (block: BlockBuilder) => void, clauses: BlockClauses = {}): this {
    this.blocks.push(this.newBlock(kind, clauses, undefined, fill));
    return this;
  }

  newBlock(
    kind: BlockKind,
    clauses: BlockClauses,
    parent: Block | undefined,
    fill: (block: BlockBuilder) => void,
  ): Block {
    const place = this.place();
    const children: Block['children'][number][] = [];
    const block: Block = this.keep({
      ...this.kept(clauses.name ?? kind, place),
      kind,
      name: clauses.name,
      namePlace: place,
      head: place,
      parent,
      children,
      window: clauses.window ? this.ref(clauses.window) : undefined,
      at: this.time(clauses.at),
      due: this.time(clauses.due),
      during: clauses.during && this.range(clauses.during),
      after: (clauses.after ?? []).map((text) => this.after(text)),
      until: this.time(clauses.until),
      otherwise: clauses.otherwise ? this.ref(clauses.otherwise) : undefined,
      tags: [],
    });
    if (clauses.name) {
      const named: NamedBlock = { ...this.declared(clauses.name), id: block.id, kind: 'block', block };
      this.names.set(clauses.name, named);
    }
    fill(new BlockBuilder(this, block, children));
    return block;
  }

  newStep(verb: Verb, duration: string | undefined, clauses: StepClauses, block: Block): Step {
    const place = this.place();
    const gate: Gate = { veto: [], needs: (clauses.needs ?? []).map((name) => this.point(name)), criteria: [] };
    const step: Step = this.keep({
      ...this.kept(clauses.name ?? [verb, ...(clauses.on ?? [])].join(' '), place),
      kind: 'step',
      index: this.steps.length,
      verb,
      name: clauses.name,
      targets: (clauses.on ?? []).map((name) => this.ref(name)),
      namePlace: place,
      head: place,
      block,
      duration: duration ? this.estimate(duration) : undefined,
      by: clauses.by ? this.who(clauses.by) : undefined,
      with: (clauses.with ?? []).map((text) => this.who(text)),
      via: [],
      in: clauses.in ? this.ref(clauses.in) : undefined,
      at: this.time(clauses.at),
      notBefore: this.time(clauses.notBefore),
      due: this.time(clauses.due),
      during: clauses.during && this.range(clauses.during),
      after: (clauses.after ?? []).map((text) => this.after(text)),
      alongside: (clauses.alongside ?? []).map((text) => this.point(text)),
      every: clauses.every
        ? {
            interval: typeof clauses.every === 'string' ? parseDuration(clauses.every) : undefined,
            weekdays: typeof clauses.every === 'string' ? [] : clauses.every,
            until: this.time(clauses.until),
            place,
          }
        : undefined,
      tags: [],
      links: [],
      undo: clauses.undo ? this.estimate(clauses.undo) : undefined,
      undoBy: clauses.undoBy ? this.who(clauses.undoBy) : undefined,
      irreversible: clauses.irreversible ? { place } : undefined,
      done: false,
      checklist: [],
      gate: verb === 'gate' ? gate : undefined,
    });
    this.steps.push(step);
    if (clauses.name) this.names.set(clauses.name, step as Named);
    return step;
  }

  addNoReturn(block: Block): PointOfNoReturn {
    const point: PointOfNoReturn = this.keep({
      ...this.kept('point of no return'),
      kind: 'point-of-no-return',
      afterStep: this.steps.length - 1,
      block,
    });
    this.pointsOfNoReturn.push(point);
    return point;
  }

  addMilestone(name: string, at: string | undefined, after: readonly string[], block: Block | undefined): Milestone {
    const milestone: Milestone = this.keep({
      ...this.declared(name),
      kind: 'milestone',
      at: this.time(at),
      after: after.map((text) => this.after(text)),
      with: [],
      done: false,
      block,
    });
    this.milestones.push(milestone);
    this.names.set(name, milestone);
    return milestone;
  }

  // ------------------------------------------------------------------------------------------------ clauses

  time(text: string | undefined): Time | undefined {
    return text === undefined ? undefined : this.timeIn(this.release.zone, text);
  }

  range([from, to]: readonly [string, string]): TimeRange {
    const zone = this.release?.zone ?? 'UTC';
    return { from: this.timeIn(zone, from), to: this.timeIn(zone, to), place: this.place() };
  }

  private timeIn(zone: string, text: string): Time {
    const timed = this.kept(text);
    if (text === 'tbd') return { kind: 'unknown', tbd: true, ...timed };
    const date = /^(\d{4})-(\d\d)-(\d\d)(?: (\d\d):(\d\d))?$/.exec(text);
    if (date) {
      const at = instantOfDay(dayNumber(+date[1]!, +date[2]!, +date[3]!), minutesOf(date[4], date[5]), zone);
      return { kind: 'instant', at, dateOnly: date[4] === undefined, zone, ...timed };
    }
    const offset = /^(?:(\w{3}) of )?T([+-]\w+)?(?: (\d\d):(\d\d))?$/.exec(text);
    if (offset) {
      return {
        kind: 'offset',
        offset: parseDuration(offset[2] ?? '0m')!,
        weekday: weekday(offset[1]),
        clock: offset[3] === undefined ? undefined : minutesOf(offset[3], offset[4]),
        zone,
        ...timed,
      };
    }
    const clock = /^(?:(\w{3}) )?(\d\d):(\d\d)$/.exec(text);
    if (clock)
      return { kind: 'clock', clock: minutesOf(clock[2], clock[3]), weekday: weekday(clock[1]), zone, ...timed };
    const point = /^([\w-]+?)(?:\.(start|end))?(?: ([+-]) (\w+))?$/.exec(text);
    if (!point) throw new Error(`not a time: ${text}`);
    return {
      kind: 'point',
      ref: this.ref(point[1]!),
      side: point[2] as 'start' | 'end' | undefined,
      offset: point[4] ? parseDuration(`${point[3]}${point[4]}`) : undefined,
      ...timed,
    };
  }

  private after(text: string): After {
    const match = /^(.+?)(?: ([+-]) (\w+))?$/.exec(text)!;
    return {
      point: this.point(match[1]!),
      lag: match[3] ? parseDuration(`${match[2]}${match[3]}`) : undefined,
      place: this.place(),
    };
  }

  /** `backup`, `x.start`, or `backup orders-db`: verb and target. */
  private point(text: string): PointRef {
    const [first, target] = text.split(' ');
    const [, name, side] = /^(.+?)(?:\.(start|end))?$/.exec(first!)!;
    return {
      ref: this.ref(name!),
      target: target ? this.ref(target) : undefined,
      side: side as PointRef['side'],
      place: this.place(),
    };
  }

  /** `priya`, `any of ops`, `2 of ops`, `x else y`. */
  private who(text: string): Who {
    const [, count, name, otherwise] = /^(?:(any|\d+) of )?([\w-]+)(?: else ([\w-]+))?$/.exec(text)!;
    return {
      ref: this.ref(name!),
      count: count === undefined ? undefined : count === 'any' ? 'any' : Number(count),
      otherwise: otherwise ? [this.ref(otherwise)] : undefined,
      place: this.place(),
    };
  }

  private hours(text: string): WorkingHours {
    const [days, clocks] = text.includes(' ') ? text.split(' ') : ['', text];
    const [from, to] = clocks!.split('-').map((clock) => minutesOf(...(clock.split(':') as [string, string])));
    return { weekdays: weekdays(days!), from: from!, to: to!, place: this.place() };
  }

  private estimate(text: string): WrittenEstimate {
    return { ...parseEstimate(text)!, place: this.place() };
  }

  private ref(name: string): Ref {
    return { name, place: this.place() };
  }

  private declared(name: string) {
    const place = this.place();
    return { ...this.kept(name, place), name, namePlace: place, head: place };
  }

  /** What a file declares for all releases. */
  private shares(kind: string, name: string) {
    return { ...this.declared(name), id: `${kind} ${name}` };
  }

  /** What there is more than once has its number. */
  private kept(label: string, place = this.place()) {
    const count = (this.labels.get(label) ?? 0) + 1;
    this.labels.set(label, count);
    return { id: `release/${label}${count > 1 ? `#${count}` : ''}`, place };
  }

  private keep<Thing extends { readonly id: string }>(thing: Thing): Thing {
    this.things.set(thing.id, thing);
    return thing;
  }

  /** Every place is a line of its own, further down than those before. */
  private place(): Place {
    const line = this.line++;
    return { file: FILE, range: { start: { line, character: 0 }, end: { line, character: 1 } } };
  }
}

export class BlockBuilder {
  private readonly plan: PlanBuilder;
  private readonly owner: Block;
  private readonly children: Block['children'][number][];

  constructor(plan: PlanBuilder, owner: Block, children: Block['children'][number][]) {
    this.plan = plan;
    this.owner = owner;
    this.children = children;
  }

  step(verb: Verb, duration: string | undefined, clauses: StepClauses = {}): this {
    this.children.push(this.plan.newStep(verb, duration, clauses, this.owner).id);
    return this;
  }

  /** The commonest step of all: a named task. */
  task(name: string, duration: string | undefined, clauses: StepClauses = {}): this {
    return this.step('task', duration, { name, ...clauses });
  }

  noReturn(): this {
    this.children.push(this.plan.addNoReturn(this.owner).id);
    return this;
  }

  milestone(name: string, at?: string, after: readonly string[] = []): this {
    this.children.push(this.plan.addMilestone(name, at, after, this.owner).id);
    return this;
  }

  block(kind: BlockKind, fill: (block: BlockBuilder) => void, clauses: BlockClauses = {}): this {
    this.children.push(this.plan.newBlock(kind, clauses, this.owner, fill).id);
    return this;
  }
}

/** `Sat 2026-12-05 22:00` or `2026-12-05 22:00` in a zone, for expectations. */
export function at(text: string, zone = 'UTC'): Instant {
  const match = /(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)$/.exec(text)!;
  return instantOfDay(dayNumber(+match[1]!, +match[2]!, +match[3]!), minutesOf(match[4], match[5]), zone);
}

const FILE = 'file:///plan.release';

function minutesOf(hours: string | undefined, minutes: string | undefined): number {
  return Number(hours ?? 0) * 60 + Number(minutes ?? 0);
}

function weekday(text: string | undefined): number | undefined {
  return text === undefined ? undefined : WEEKDAYS.indexOf(text as (typeof WEEKDAYS)[number]);
}

function weekdays(text: string): number[] {
  if (text === '') return [];
  const [from, to] = text.split('..').map((day) => weekday(day)!);
  if (to === undefined) return text.split(',').map((day) => weekday(day)!);
  return Array.from({ length: to - from! + 1 }, (_, i) => from! + i);
}
