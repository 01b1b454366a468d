/** What a release says with a time: one entry for every line that can have a date, whatever it is. */
import type {
  Block,
  ChecklistItem,
  Consequence,
  Freeze,
  Maintenance,
  Milestone,
  Named,
  Party,
  Place,
  Plan,
  PlanEvent,
  Recurrence,
  Release,
  Reserve,
  Roster,
  Step,
  System,
  Time,
  TimeRange,
  Trigger,
  Uat,
  Waiver,
  Who,
} from '../../model.ts';
import { among } from '../../named.ts';
import type { Duration } from '../../time/model.ts';
import type { Dateable } from './model.ts';
import { type What, whatIs } from './whose-days.ts';

export interface Statement {
  readonly what: What;
  readonly of: Dateable;
  readonly label: string;
  readonly title?: string;
  readonly place: Place;
  readonly done?: boolean;
  /** Who answers for it. */
  readonly by?: Who;
  /** A moment. */
  readonly at?: Time;
  /** A day in the past of the plan: of an approval, a result. */
  readonly on?: Time;
  readonly during?: Pick<TimeRange, 'from' | 'to'>;
  readonly until?: Time;
  readonly due?: Time;
  /** When it was, and for when it was planned before. */
  readonly doneOn?: Time;
  readonly was?: readonly Time[];
  /** How long it takes from `at` on. */
  readonly duration?: Duration;
  readonly every?: Recurrence;
  /** Hours alone are looked for from the begin of this one. */
  readonly inside?: Statement;
}

/** Windows are in the frame of the schedule, and steps and blocks are scheduled; everything else states its times. */
export function statementsOf(plan: Plan, release: Release): readonly Statement[] {
  return [
    ...release.freezes.map(freeze),
    ...release.maintenances.map(freeze),
    ...release.events.map(event),
    ...release.rehearsals.flatMap(rehearsal),
    ...release.uats.flatMap(uat),
    ...release.rosters.flatMap(roster),
    ...release.reserves.map(reserve),
    ...release.benefits.flatMap(benefit),
    ...release.risks.flatMap(risk),
    ...release.issues.flatMap(issue),
    ...scope(release),
    ...approvals(release),
    ...consequences(release),
    ...[...plan.waivers, ...release.waivers].map(waiver),
  ];
}

/** What a named thing that is not scheduled says of its times. */
export function statementOf(thing: Named | Step | Block): Statement | undefined {
  switch (thing.kind) {
    case 'freeze':
    case 'maintenance':
      return freeze(thing);
    case 'event':
      return event(thing);
    case 'rehearsal':
      return rehearsal(thing)[0];
    case 'uat':
      return uat(thing)[0];
    case 'hypercare':
    case 'roster':
      return roster(thing)[0];
    case 'benefit':
      return benefit(thing)[0];
    case 'risk':
      return risk(thing)[0];
    case 'issue':
      return issue(thing)[0];
    case 'scope-item':
      return scopeItem(thing)[0];
    case 'party':
      return expiry(thing);
    case 'system':
      return firstUse(thing)[0] ?? expiry(thing);
    case 'milestone':
      return milestone(thing);
    case 'named-window':
      return window(thing.window);
    default:
      return undefined;
  }
}

export function window(one: Release['windows'][number]): Statement {
  const { name = '', place, from, to, was } = one;
  return { what: 'window', of: one, label: name, place, during: { from, to }, was };
}

/** `due` alone is a moment too: it lies where it is due. */
export function milestone(one: Milestone): Statement {
  return { what: 'milestone', ...named(one), at: one.at, due: one.due, ...kept(one) };
}

/** What became of it, and of its date. */
function kept({
  done,
  doneOn,
  was,
}: Pick<Step, 'done' | 'doneOn' | 'was'>): Pick<Statement, 'done' | 'doneOn' | 'was'> {
  return { done, ...(doneOn && { doneOn }), ...(was?.length && { was }) };
}

/** When it is armed, or at which moment it is looked at. */
export function trigger(one: Trigger): Statement {
  const { conditions, place, during, at } = one;
  const label = conditions.map(({ subject }) => subject).join(' and ');
  return { what: 'trigger', of: one, label, place, ...(during && { during }), ...(at && { at }) };
}

export function step(one: Step, label: string): Statement {
  const { title, head: place, by, due } = one;
  return { what: whatIs(one), of: one, label, title, place, by, due, ...kept(one) };
}

/** The lines of a step's checklist that say when. */
export function checklist(items: readonly ChecklistItem[], { by }: Pick<Step, 'by'>): readonly Statement[] {
  return items.flatMap((item): readonly Statement[] => {
    const { text: label, place, due, done } = item;
    const own: Statement = { what: 'checklist', of: item, label, place, due, done, by: item.by ?? by };
    return [...(due ? [own] : []), ...checklist(item.items, { by: item.by ?? by })];
  });
}

export function block(one: Block, what: What): Statement {
  const { name = '', title, head: place, at, during, due, until, every } = one;
  return { what, of: one, label: name, title, place, at, during, due, until, ...(every && { every }) };
}

function freeze(one: Freeze | Maintenance): Statement {
  const { from, until: to, every, by } = one;
  return { what: one.kind, ...named(one), by, during: { from, to }, ...(every && { every }) };
}

function event(one: PlanEvent): Statement {
  return { what: 'event', ...named(one), during: one.during ?? {} };
}

function firstUse(one: System): readonly Statement[] {
  return one.from ? [{ what: 'first use', ...named(one), place: one.from.place, at: one.from }] : [];
}

function expiry(one: System | Party): Statement {
  return { what: 'expiry', ...named(one), until: one.until };
}

/** What the file and its imports say for all of their releases. */
export function sharedStatements(plan: Plan): readonly Statement[] {
  return among(plan.names, isDated).flatMap((one) => {
    if (one.kind === 'freeze' || one.kind === 'maintenance') return freeze(one);
    if (one.kind === 'event') return event(one);
    if (one.kind === 'system') return [...firstUse(one), ...(one.until ? [expiry(one)] : [])];
    return one.kind === 'party' ? expiry(one) : roster(one);
  });
}

type Dated = Extract<Named, { kind: 'freeze' | 'maintenance' | 'event' | 'system' | 'party' | 'roster' }>;

function isDated(one: Named): one is Dated {
  if (one.kind === 'system') return one.from !== undefined || one.until !== undefined;
  if (one.kind === 'party') return one.until !== undefined;
  return one.kind === 'freeze' || one.kind === 'maintenance' || one.kind === 'event' || one.kind === 'roster';
}

function rehearsal(one: Release['rehearsals'][number]): readonly Statement[] {
  const done = one.result !== undefined;
  const base = { ...named(one), done };
  const on = one.result?.on;
  return [
    { ...base, what: 'rehearsal', at: one.at, duration: one.duration?.likely, was: one.was },
    ...(on ? [{ ...base, what: 'rehearsal result', place: one.result!.place, on } as const] : []),
    ...checklist(one.checklist, one),
  ];
}

function uat(one: Uat): readonly Statement[] {
  const { signOff } = one;
  return [
    { what: 'uat', ...named(one), during: one.during ?? {} },
    ...(signOff?.due || signOff?.on
      ? [
          {
            what: 'sign-off',
            ...named(one),
            place: signOff.place,
            by: signOff.by ?? one.by,
            due: signOff.due,
            on: signOff.on,
            done: signOff.on !== undefined,
          } as const,
        ]
      : []),
    ...checklist(one.checklist, one),
  ];
}

function roster(one: Roster): readonly Statement[] {
  const whole: Statement = { what: one.kind, ...named(one), during: one.during ?? {} };
  const inside = { of: one, inside: whole } as const;
  return [
    whole,
    ...(one.shift
      ? [{ ...inside, what: 'shift', label: one.name, place: one.shift.place, every: one.shift } as const]
      : []),
    ...one.cover.flatMap((cover) => {
      const { by, during, every, place } = cover;
      if (!during && !every) return [];
      const said = { what: 'cover', of: cover, label: by?.ref.name ?? '', place } as const;
      return [{ ...inside, ...said, during: during ?? every ?? {}, ...(every && { every }) }];
    }),
  ];
}

function calledWho({ count, ref: { name } }: Who): string {
  return count === undefined ? name : `${count} of ${name}`;
}

function reserve(of: Reserve): Statement {
  const { who, title, place, during } = of;
  return { what: 'reserve', of, label: who.map(calledWho).join(', '), title, place, during: during ?? {} };
}

function benefit(one: Release['benefits'][number]): readonly Statement[] {
  const { by, reviewAt: at, reviewed: done, assessedOn: on, actuals } = one;
  return [
    // What came of it has been measured: somebody has looked.
    { what: 'benefit review', ...named(one), by, at, done: done || actuals.length > 0 },
    ...(on ? [{ what: 'benefit assessed', ...named(one), place: on.place, on, done: true } as const] : []),
    ...actuals.flatMap(({ value: title, on: day, place }) =>
      day ? [{ what: 'benefit measured', ...named(one), title, place, on: day, done: true } as const] : [],
    ),
  ];
}

function risk(one: Release['risks'][number]): readonly Statement[] {
  const review: Statement = { what: 'risk review', ...named(one), by: one.by, due: one.review, done: one.reviewed };
  return [review, ...checklist(one.checklist, one)];
}

function issue(one: Release['issues'][number]): readonly Statement[] {
  const { by, due, escalatedOn: on } = one;
  return [
    { what: 'issue', ...named(one), by, due, ...kept(one) },
    ...(on ? [{ what: 'escalation', ...named(one), place: on.place, on, done: true } as const] : []),
  ];
}

function scope({ scope: whole }: Release): readonly Statement[] {
  if (!whole) return [];
  const { frozenOn: on } = whole;
  return [
    ...(on ? [{ what: 'scope freeze', of: whole, label: '', place: on.place, on } as const] : []),
    ...whole.items.flatMap(scopeItem),
  ];
}

function scopeItem(one: NonNullable<Release['scope']>['items'][number]): readonly Statement[] {
  const { by, due, addedOn: on } = one;
  return [
    { what: 'scope item', ...named(one), by, due, ...kept(one) },
    ...(on ? [{ what: 'scope change', ...named(one), place: on.place, on } as const] : []),
  ];
}

function approvals({ changes, budgets, costs, confirmations }: Release): readonly Statement[] {
  return [
    ...changes.flatMap((of): readonly Statement[] => {
      const { number, place, during, approvedOn: on, approvedFor } = of;
      const base = { of, label: number?.name ?? '', place };
      return [
        ...(during ? [{ ...base, what: 'change', during } as const] : []),
        ...(on ? [{ ...base, what: 'change approval', on, done: true } as const] : []),
        ...(approvedFor ? [{ ...base, what: 'agreed date', on: approvedFor, done: true } as const] : []),
      ];
    }),
    ...budgets.map((of): Statement => {
      const label = of.money ? `${of.money.amount} ${of.money.currency}` : '';
      return { what: 'budget approval', of, label, place: of.place, on: of.approvedOn, done: true };
    }),
    ...costs.flatMap((of): readonly Statement[] => {
      const label = of.title ?? (of.money ? `${of.money.amount} ${of.money.currency}` : '');
      return of.on ? [{ what: 'spending', of, label, place: of.place, on: of.on, done: true }] : [];
    }),
    ...confirmations.flatMap((of): readonly Statement[] => {
      const base = { of, label: of.by?.ref.name ?? '', place: of.place, done: true };
      return [
        { ...base, what: 'confirmation', on: of.on },
        ...(of.agreed ? [{ ...base, what: 'agreed date', on: of.agreed } as const] : []),
      ];
    }),
  ];
}

/** The dates that a no-go or a trigger would move the release to. */
function consequences({ steps, triggers }: Release): readonly Statement[] {
  const all = [
    ...steps.flatMap(({ gate, name }) => (gate?.noGo ? [{ consequence: gate.noGo, label: name ?? 'gate' }] : [])),
    ...triggers.flatMap(({ then, conditions }) =>
      then.map((consequence) => ({ consequence, label: conditions[0]?.subject ?? '' })),
    ),
  ];
  return all.flatMap(({ consequence: of, label }) =>
    of.to ? [{ what: 'postponement', of, label, place: of.place, at: of.to } as const] : [],
  );
}

/** When a gate decides once more, after a no-go. */
export function again(of: Consequence, { place, by }: Step, label: string): Statement {
  const { at, every } = of;
  return { what: 'gate again', of, label, place: of.place ?? place, by, ...(at && { at }), ...(every && { every }) };
}

function waiver(of: Waiver): Statement {
  return { what: 'waiver', of, label: of.code.name, place: of.place, until: of.until };
}

function named<Thing extends Dateable & { readonly name: string; readonly title?: string; readonly head: Place }>(
  of: Thing,
): { readonly of: Thing; readonly label: string; readonly title?: string; readonly place: Place } {
  return { of, label: of.name, title: of.title, place: of.head };
}
