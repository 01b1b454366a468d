/** What of a release is overdue, goes on, is due today, is decided next: for who begins a day, or looks after many releases. */
import { find } from '../../ids.ts';
import { rootBlock, type Step, stepLabel, type Who } from '../../model.ts';
import type { Dateable, Dated } from '../../schedule/dated/model.ts';
import type { What } from '../../schedule/dated/whose-days.ts';
import type { Instant, Span } from '../../time/model.ts';
import { dayAt } from '../../time/zone.ts';
import { named } from '../calendar/names.ts';
import type { Facts } from '../facts.ts';
import { ANSWERS } from '../passing/answers.ts';
import { type Due, duesOf, isUnmarked, marksWork } from '../passing/due.ts';
import { leftBehindIn } from '../passing/over.ts';
import type { AgendaItem, AgendaPart } from './model.ts';

/** Until when things are today, and until when they are of the next days. */
export interface Horizon {
  readonly today: Instant;
  readonly next: Instant;
  /** With every step of a night that is still some days away: for who looks for the own ones. */
  readonly nights: boolean;
}

/** What somebody says yes or no to. */
const DECISIONS: ReadonlySet<AgendaItem['what']> = new Set<AgendaItem['what']>([
  ...(['gate', 'gate again', 'sign-off', 'change approval', 'budget approval', 'confirmation'] as const),
  ...(['postponement', 'point of no return', 'answer', 'acknowledgement'] as const),
]);

/** What is there only to hold steps, which have times of their own, and what nobody does anything at. */
const LEFT_OUT: ReadonlySet<What> = new Set<What>([
  ...(['run', 'prepare', 'follow-up', 'block', 'shift', 'waiver', 'trigger', 'agreed date', 'first use'] as const),
]);

/** In no order. */
export function* agendaOf(facts: Facts, now: Instant, horizon: Horizon): Iterable<AgendaItem> {
  const told = new Set<string>();
  yield* overdue(facts, now, told);
  for (const due of duesOf(facts)) {
    if (due.what !== 'answer' && due.what !== 'acknowledgement') continue;
    const part = due.by < now ? undefined : partOf(due.what, { start: due.by, end: due.by }, now, horizon);
    if (part) yield { ...ofDue(facts, due), part };
  }
  for (const dated of facts.schedule.dated) {
    if (dated.relative || dated.done || LEFT_OUT.has(dated.what) || told.has(keyOf(dated))) continue;
    const next = nextOf(dated, now);
    const part = next && partOf(dated.what, next.span, now, horizon);
    if (part) yield { ...ofDated(facts, dated), ...next, part };
  }
  yield* undated(facts, now, horizon);
}

function* overdue(facts: Facts, now: Instant, told: Set<string>): Iterable<AgendaItem> {
  const { release } = facts;
  const isLeft = leftBehindIn(facts);
  const late = duesOf(facts).filter((due) => due.by < now && !isLeft(due));
  // What nobody marks was done as likely as not: it is one thing to look into, and no list.
  const isSilent = !marksWork(release);
  const silent = late.filter(
    ({ isWork, by }) => isSilent && isWork && dayAt(by, release.zone) < dayAt(now, release.zone),
  );
  for (const due of late) {
    told.add(keyOf(due));
    if (isSilent && due.isWork) continue;
    yield { ...ofDue(facts, due), part: 'overdue', lacks: due.lacks };
  }
  const [first] = silent;
  if (!first) return;
  yield {
    ...ofDue(facts, first),
    ...{ part: 'overdue', what: 'work', who: named(facts.plan, release, [release.owner]), on: [] },
    name: silent.length === 1 ? first.label || first.what : `${silent.length} things`,
    lacks: 'and the plan marks nothing as done',
  };
}

/** Steps of the days around that say no date of their own; those of a night are told on its day. */
function* undated(facts: Facts, now: Instant, horizon: Horizon): Iterable<AgendaItem> {
  const { release, schedule, timed } = facts;
  const dated = new Set<string>(schedule.dated.map(({ of }) => of));
  for (const { step, start, end, occurrences } of timed) {
    if (
      dated.has(step.id) ||
      schedule.T === undefined ||
      !isUnmarked(step) ||
      rootBlock(step.block).kind === 'rollback'
    )
      continue;
    const span = occurrences.find((one) => one.end > now) ?? { start, end };
    const part = span.end <= now ? undefined : partOf('step', span, now, horizon);
    if (!part || (part === 'next' && !horizon.nights && rootBlock(step.block).kind === 'run')) continue;
    yield {
      ...{ part, what: 'step', name: stepLabel(step), of: release.name, span, step: step.id },
      ...(step.title !== undefined && { title: step.title }),
      ...{ who: doersOf(facts, step), on: step.targets.map(({ name }) => name) },
      ...{ zone: release.zone, place: step.head },
    };
  }
}

function ofDue(facts: Facts, { what, of, who, label, amongOthers, by, place }: Due): Omit<AgendaItem, 'part'> {
  const { plan, release } = facts;
  const thing = of === undefined ? undefined : find<Dateable | undefined>(release, of);
  return {
    ...{ what, name: amongOthers ?? (label || what), of: release.name, by },
    ...(isStep(thing) && { step: thing.id }),
    ...(thing && 'title' in thing && thing.title !== undefined && { title: thing.title }),
    who: thing ? whoOf(facts, thing, true) : named(plan, release, [who ?? release.owner]),
    on: isStep(thing) ? thing.targets.map(({ name }) => name) : [],
    ...{ zone: release.zone, place },
  };
}

function ofDated(facts: Facts, dated: Dated): Omit<AgendaItem, 'part'> {
  const { release } = facts;
  const { what, label, title, of, zone, place } = dated;
  const thing = find<Dateable | undefined>(release, of);
  return {
    ...{ what, name: label || (what === 'window' ? release.name : what), of: release.name },
    ...(title !== undefined && { title }),
    ...(isStep(thing) && { step: thing.id }),
    who: whoOf(facts, thing, ANSWERS[what]?.owes !== undefined || DECISIONS.has(what)),
    on: thing && 'targets' in thing ? thing.targets.map(({ name }) => name) : [],
    ...{ zone, place },
  };
}

/** When it goes on next, and by when it must be over. */
function nextOf({ occurrences, start, end, due, lasts }: Dated, now: Instant) {
  const span = occurrences?.find((one) => one.end > now) ?? spanOf(start, end, lasts);
  if (span && (span.end > now || (span.end === span.start && span.end >= now))) {
    return { span, ...(due !== undefined && { by: due }) };
  }
  return due !== undefined && due >= now ? { span: { start: due, end: due }, by: due } : undefined;
}

/** What nothing says the end of goes on. */
function spanOf(start: Instant | undefined, end: Instant | undefined, lasts: boolean): Span | undefined {
  if (start === undefined) return undefined;
  return { start, end: end ?? (lasts ? Number.POSITIVE_INFINITY : start) };
}

function partOf(
  what: AgendaItem['what'],
  { start }: Span,
  now: Instant,
  { today, next }: Horizon,
): AgendaPart | undefined {
  if (start < now) return 'now';
  if (start < today) return 'today';
  if (start >= next) return undefined;
  return DECISIONS.has(what) ? 'decided' : 'next';
}

function whoOf(facts: Facts, thing: Dateable | undefined, isOwed: boolean): readonly string[] {
  if (isStep(thing)) return doersOf(facts, thing);
  const { plan, release } = facts;
  const by = thing && 'by' in thing ? (thing.by as Who | undefined) : undefined;
  const who = by ?? (isOwed ? release.owner : undefined);
  return named(plan, release, [who]);
}

function doersOf({ plan, release, schedule }: Facts, step: Step): readonly string[] {
  const { by = [], with: others = [] } = schedule.steps[step.id] ?? {};
  if (by.length + others.length > 0) return [...by, ...others];
  return named(plan, release, [step.by ?? (step.verb === 'gate' ? release.owner : undefined)]);
}

function isStep(thing: Dateable | undefined): thing is Step {
  return thing !== undefined && 'kind' in thing && thing.kind === 'step';
}

function keyOf({ what, place }: Pick<Dated, 'place'> & { readonly what: string }): string {
  return `${what} ${place.file} ${place.range.start.line}:${place.range.start.character}`;
}
