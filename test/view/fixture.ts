/** Plans and schedules as plain data, for pictures: what the parser and the scheduler would say, said by hand. */
import { type Analysis, publishAll } from '../../plan/analysis.ts';
import type { Finding } from '../../plan/findings/findings.ts';
import { byId } from '../../plan/ids.ts';
import type {
  Block,
  BlockKind,
  ChecklistItem,
  Criterion,
  Milestone,
  Named,
  Place,
  Plan,
  PointOfNoReturn,
  Ref,
  Rehearsal,
  Release,
  Roster,
  Severity,
  Step,
  Time,
  Trigger,
  Uat,
  Verb,
  Who,
  Window,
} from '../../plan/model.ts';
import { orderOf } from '../../plan/order/order.ts';
import { datedOf } from '../../plan/schedule/dated/dated.ts';
import type { Schedule, ScheduledStep, Span } from '../../plan/schedule/model.ts';
import { noReturnMoments } from '../../plan/schedule/no-return.ts';
import { compileCalendar, OFFICE_HOURS } from '../../plan/time/calendar.ts';
import { parseEstimate } from '../../plan/time/duration.ts';
import type { Instant } from '../../plan/time/model.ts';

export const FILE = 'file:///plans/payments.release';

export function place(line: number, lastLine = line): Place {
  return { file: FILE, range: { start: { line, character: 0 }, end: { line: lastLine, character: 80 } } };
}

/** Every thing of an example has one of its own. */
export function id(label: string): string {
  return `${label}#${ids++}`;
}

let ids = 0;

export function ref(name: string, line = 0): Ref {
  return { name, place: place(line) };
}

export function who(name: string, line = 0): Who {
  return { ref: ref(name, line), place: place(line) };
}

export function at(instant: Instant, line = 0, zone = 'Europe/Berlin'): Time {
  return { id: id('time'), kind: 'instant', at: instant, dateOnly: false, zone, place: place(line) };
}

export function utc(text: string): Instant {
  return Date.parse(`${text}:00Z`) / 60_000;
}

export function finding(
  code: string,
  severity: Severity,
  message: string,
  line: number,
  more: Partial<Finding> = {},
): Finding {
  return { code, severity, message, place: place(line), related: [], ...more };
}

/** A step with its times in minutes from T; whatever is left out is nothing. */
export interface StepSpec
  extends Partial<Omit<Step, 'targets' | 'by' | 'with' | 'duration' | 'block' | 'via' | 'to' | 'from' | 'in'>> {
  readonly verb: Verb;
  readonly targets?: readonly string[];
  readonly takes?: string;
  readonly by?: string;
  readonly with?: readonly string[];
  readonly via?: string;
  readonly to?: string;
  readonly from?: string;
  readonly in?: string;
  /** Start and end; left out: it cannot be scheduled. */
  readonly when?: readonly [number, number];
  readonly scheduled?: Partial<ScheduledStep>;
  readonly lines?: number;
  /** The named step whose end decides its start. */
  readonly waitsFor?: string;
}

export interface BlockSpec {
  readonly kind: BlockKind;
  readonly name?: string;
  readonly title?: string;
  readonly children: readonly (
    | StepSpec
    | BlockSpec
    | 'point of no return'
    | { readonly milestone: string; readonly at: number }
    | { readonly trigger: Trigger }
  )[];
}

export interface PlanSpec {
  readonly name: string;
  readonly title?: string;
  readonly zone?: string;
  /** Undefined: relative. */
  readonly T?: Instant;
  readonly windows?: readonly (readonly [number, number])[];
  readonly blocks: readonly BlockSpec[];
  readonly findings?: readonly Finding[];
  readonly waivers?: Analysis['waivers'];
  readonly release?: Partial<Release>;
  readonly schedule?: Partial<Schedule>;
  readonly rehearsals?: readonly {
    readonly name: string;
    readonly in: string;
    readonly when: readonly [number, number];
  }[];
  readonly uats?: readonly { readonly name: string; readonly in: string; readonly when: readonly [number, number] }[];
  readonly hypercare?: readonly [number, number];
}

export interface Example {
  readonly analysis: Analysis;
  readonly release: Release;
  readonly schedule: Schedule;
}

export function example(spec: PlanSpec): Example {
  const zero = spec.T ?? 0;
  const zone = spec.zone ?? 'Europe/Berlin';
  const steps: Step[] = [];
  const scheduled: (ScheduledStep | undefined)[] = [];
  const inner: Block[] = [];
  const spans = new Map<Block, Span>();
  const pointsOfNoReturn: PointOfNoReturn[] = [];
  const milestones = new Map<Milestone, Instant>();
  const names = new Map<string, Named>();
  const triggers: Trigger[] = [];
  let line = 10;

  const addStep = (stepSpec: StepSpec, block: Block): Step => {
    const {
      targets,
      takes,
      by,
      with: others,
      via,
      to,
      from,
      in: inside,
      when,
      scheduled: more,
      lines,
      waitsFor,
      ...rest
    } = stepSpec;
    const first = line;
    line += lines ?? 1;
    const whole = place(first, first + (lines ?? 1) - 1);
    const estimate = takes === undefined ? undefined : parseEstimate(takes);
    const step: Step = {
      id: id('step'),
      kind: 'step',
      index: steps.length,
      targets: (targets ?? []).map((name) => ref(name, first)),
      place: whole,
      namePlace: place(first),
      head: place(first),
      block,
      duration: estimate && { ...estimate, place: place(first) },
      by: by === undefined ? undefined : who(by, first),
      with: (others ?? []).map((name) => who(name, first)),
      via: via === undefined ? [] : [ref(via, first)],
      to: to === undefined ? undefined : ref(to, first),
      from: from === undefined ? undefined : ref(from, first),
      in: inside === undefined ? undefined : ref(inside, first),
      after: [],
      alongside: [],
      tags: [],
      links: [],
      done: false,
      checklist: [],
      ...rest,
    };
    steps.push(step);
    const waited = steps.find((other) => other.name === waitsFor && other.name !== undefined);
    if (step.name) names.set(step.name, step as Named);
    scheduled.push(
      when && {
        step: step.id,
        start: zero + when[0],
        end: zero + when[1],
        latestStart: zero + when[0] + (more?.totalFloat ?? 0),
        latestEnd: zero + when[1] + (more?.totalFloat ?? 0),
        totalFloat: 0,
        freeFloat: 0,
        critical: false,
        by: by === undefined ? [] : [by],
        with: others ?? [],
        waits: waited ? [{ reason: 'after', step: waited.id, minutes: 0 }] : [],
        occurrences: [],
        zone,
        ...more,
      },
    );
    return step;
  };

  const addBlock = (blockSpec: BlockSpec, parent?: Block): Block => {
    const children: Block['children'][number][] = [];
    const head = place(line++);
    const block: Block = {
      id: id('block'),
      kind: blockSpec.kind,
      name: blockSpec.name,
      title: blockSpec.title,
      namePlace: head,
      head,
      place: head,
      parent,
      children,
      after: [],
      tags: [],
    };
    inner.push(block);
    const first = steps.length;
    for (const child of blockSpec.children) {
      if (child === 'point of no return') {
        const point: PointOfNoReturn = {
          id: id('point'),
          kind: 'point-of-no-return',
          afterStep: steps.length - 1,
          block,
          place: place(line++),
        };
        pointsOfNoReturn.push(point);
        children.push(point.id);
      } else if ('milestone' in child) {
        const here = place(line++);
        const milestone: Milestone = {
          id: id('milestone'),
          kind: 'milestone',
          name: child.milestone,
          place: here,
          namePlace: here,
          head: here,
          after: [],
          with: [],
          done: false,
          block,
        };
        milestones.set(milestone, zero + child.at);
        children.push(milestone.id);
      } else if ('trigger' in child) {
        children.push(child.trigger.id);
        triggers.push({ ...child.trigger, block });
        line++;
      } else if ('children' in child) children.push(addBlock(child, block).id);
      else children.push(addStep(child, block).id);
    }
    line++;
    const inside = scheduled.slice(first).filter((step) => step !== undefined);
    if (inside.length > 0) {
      spans.set(block, {
        start: Math.min(...inside.map((step) => step.start)),
        end: Math.max(...inside.map((step) => step.end)),
      });
    }
    return block;
  };

  const blocks = spec.blocks.map((block) => addBlock(block));
  const declared = (name: string, there: number) => ({
    id: id(name),
    name,
    place: place(there),
    namePlace: place(there),
    head: place(there),
  });
  const instant = (minutes: number) =>
    ({ id: id('time'), kind: 'instant', at: zero + minutes, dateOnly: false, zone, place: place(0) }) as const;
  const range = ([from, to]: readonly [number, number]) => ({ from: instant(from), to: instant(to), place: place(0) });
  const rehearsals = new Map<Rehearsal, Span>();
  for (const [index, found] of (spec.rehearsals ?? []).entries()) {
    rehearsals.set(
      {
        ...declared(found.name, 2 + index),
        kind: 'rehearsal',
        in: ref(found.in),
        at: instant(found.when[0]),
        with: [],
        checklist: [],
        measured: [],
      },
      { start: zero + found.when[0], end: zero + found.when[1] },
    );
  }
  const uats = new Map<Uat, Span>();
  for (const found of spec.uats ?? []) {
    uats.set(
      {
        ...declared(found.name, 5),
        kind: 'uat',
        in: ref(found.in),
        during: range(found.when),
        with: [],
        covers: [],
        checklist: [],
      },
      { start: zero + found.when[0], end: zero + found.when[1] },
    );
  }
  const rosters = new Map<Roster, Span>();
  if (spec.hypercare) {
    rosters.set(
      {
        ...declared('hypercare', 6),
        kind: 'hypercare',
        via: [],
        during: range(spec.hypercare),
        cover: [],
        links: [],
        criteria: [],
        stages: [],
        escalations: [],
      },
      { start: zero + spec.hypercare[0], end: zero + spec.hypercare[1] },
    );
  }
  const windows = (spec.windows ?? []).map(([start, end]) => ({ start: zero + start, end: zero + end }));
  const things = new Map<string, unknown>();
  const release: Release = {
    ...declared(spec.name, 0),
    kind: 'release',
    title: spec.title,
    releaseKind: 'normal',
    zone,
    holidaysOf: [],
    windows: windows.map(
      (window, index): Window => ({
        id: id('window'),
        kind: 'window',
        index,
        from: at(window.start),
        to: at(window.end),
        place: place(index),
        namePlace: place(index),
      }),
    ),
    promises: [],
    changes: [],
    budgets: [],
    costs: [],
    confirmations: [],
    benefits: [],
    risks: [],
    issues: [],
    rehearsals: [...rehearsals.keys()],
    uats: [...uats.keys()],
    freezes: [],
    reserves: [],
    maintenances: [],
    events: [],
    rosters: [...rosters.keys()],
    waivers: [],
    triggers,
    milestones: [...milestones.keys()],
    blocks,
    steps,
    pointsOfNoReturn,
    dropped: [],
    names,
    things,
    tags: [],
    links: [],
    ...spec.release,
  };
  const kept = [...steps, ...inner, ...milestones.keys(), ...pointsOfNoReturn, ...triggers, ...release.windows];
  for (const thing of [...kept, ...release.risks, ...release.rehearsals, ...release.uats, ...release.rosters])
    things.set(thing.id, thing);
  const runBlocks = blocks
    .filter((block) => block.kind === 'run')
    .map((block) => spans.get(block))
    .filter((span) => span !== undefined);
  const run =
    runBlocks.length > 0
      ? { start: Math.min(...runBlocks.map((span) => span.start)), end: Math.max(...runBlocks.map((span) => span.end)) }
      : undefined;
  const plan: Plan = {
    file: FILE,
    imports: [],
    releases: [release],
    trains: [],
    names: new Map(),
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
  const timed = {
    steps: byId(steps, ({ index }) => scheduled[index]),
    blocks: byId(spans.keys(), (block) => spans.get(block)),
    cycles: {},
    milestones: byId(milestones.keys(), (milestone) => milestones.get(milestone)),
  };
  const undated = {
    release: release.name,
    zone,
    order: orderOf(plan, release),
    T: spec.T,
    windows: byId(release.windows, ({ index }) => windows[index]),
    ...timed,
    pointsOfNoReturn: noReturnMoments(release, timed),
    rollbacks: [],
    runs: [],
    rehearsals: byId(rehearsals.keys(), (one) => rehearsals.get(one)),
    uats: byId(uats.keys(), (one) => uats.get(one)),
    rosters: byId(rosters.keys(), (one) => rosters.get(one)),
    reserves: {},
    run,
    outage: 0,
    contingency: run && windows[0] ? windows[0].end - run.end : undefined,
    conflicts: [],
    bound: 0,
    ...spec.schedule,
  };
  const calendar = compileCalendar({ zone, hours: OFFICE_HOURS, daysOff: [], spansOff: [] });
  const schedule: Schedule = {
    ...undated,
    ...datedOf({
      plan,
      release,
      schedule: undated,
      times: { T: spec.T, zone, calendar, spanStart: spec.T, point: () => undefined },
      calendarFor: () => calendar,
      calendarOf: () => calendar,
      spanStart: () => spec.T,
      isReal: () => spec.T !== undefined,
    }),
  };
  return {
    analysis: {
      plan,
      schedules: [schedule],
      published: publishAll(plan, [schedule]),
      findings: spec.findings ?? [],
      waivers: spec.waivers ?? [],
      unread: {},
    },
    release,
    schedule,
  };
}

export function item(text: string, more: Partial<ChecklistItem> = {}): ChecklistItem {
  return { id: id('item'), text, after: [], done: false, links: [], items: [], place: place(0), ...more };
}

export function criterion(subject: string, more: Partial<Criterion> = {}): Criterion {
  return { subject, place: place(0), ...more };
}
