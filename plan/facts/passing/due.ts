/** What of a release is due when, and has not been answered: whatever states a time, acknowledgements, and what is `tbd`. */
import { childrenOf } from '../../children.ts';
import { find, type Id } from '../../ids.ts';
import {
  type Block,
  type ChecklistItem,
  type Place,
  type Release,
  rootBlock,
  type ScopeItem,
  type Step,
  type Who,
} from '../../model.ts';
import type { Dateable, Dated } from '../../schedule/dated/model.ts';
import type { What } from '../../schedule/dated/whose-days.ts';
import { isRelative } from '../../schedule/relative.ts';
import { addDuration } from '../../time/duration.ts';
import type { Instant } from '../../time/model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { quoted, said } from '../words.ts';
import { ANSWERS } from './answers.ts';

export interface Due {
  readonly what: What | 'answer' | 'acknowledgement';
  /** Of the thing that has a date. */
  readonly of?: Id<Dateable>;
  /** Who answers for it, where it is somebody else than who answers for the thing. */
  readonly who?: Who;
  /** As a sentence begins: `Issue `printer``. */
  readonly subject: string;
  /** The same in a list of such things, where it is called otherwise there. */
  readonly amongOthers?: string;
  readonly label: string;
  readonly by: Instant;
  readonly lacks: string;
  readonly todo: string;
  /** What several of them are. */
  readonly many: string;
  readonly isWork: boolean;
  /** It may be left out without harm. */
  readonly isMinor: boolean;
  readonly place: Place;
  /** Of several on one line, whose clauses the formatter may move: where it stands among them. */
  readonly order?: number;
}

/** In order of time. */
export function duesOf(facts: Facts): readonly Due[] {
  const all = [...ofDates(facts), ...ofMessages(facts), ...ofOpen(facts)];
  return all.sort((a, b) => a.by - b.by);
}

/** Those that were due by now. Nothing is, as long as nobody knows what time it is. */
export function overdueOf(facts: Facts): readonly Due[] {
  const { now } = facts;
  return now === undefined ? [] : duesOf(facts).filter(({ by }) => now.isAfter(by));
}

/** Whether anything of its work is marked as done: of the others nobody can say whether they were. */
export function marksWork({ steps, milestones }: Release): boolean {
  return steps.some(({ done, checklist }) => done || marks(checklist)) || milestones.some(({ done }) => done);
}

/** It is to be done, and can be marked so. */
export function isUnmarked(step: Step): boolean {
  return !step.done && isMarked(step) && isForward(step);
}

/** Whether anybody would mark it; what a runbook wrote has no line of its own. */
function isMarked(step: Step): boolean {
  return step.verb !== 'wait' && !mayBeLeftOut(step) && !step.usedAt;
}

function marks(items: readonly ChecklistItem[]): boolean {
  return items.some(({ done, items: inner }) => done || marks(inner));
}

function* ofDates(facts: Facts): Iterable<Due> {
  const { release, schedule } = facts;
  for (const dated of schedule.dated) {
    const { what, label, place } = dated;
    const answer = ANSWERS[what];
    const by = endOf(dated);
    if (!answer?.owes || by === undefined || dated.relative || dated.done) continue;
    const thing = find<unknown>(release, dated.of);
    if (!isOwed(release, dated, thing)) continue;
    const { lacks, todo, many, isWork = false } = answer.owes;
    yield {
      what,
      of: dated.of,
      subject: answer.called(label || what),
      label,
      by: Math.max(by, nightOf(facts, dated, thing) ?? by),
      lacks,
      todo,
      many,
      isWork,
      isMinor: isNiceToHave(thing),
      place,
    };
  }
}

function endOf({ due, occurrences, end, start }: Dated): Instant | undefined {
  return due ?? occurrences?.at(-1)?.end ?? end ?? start;
}

/** Of some things more than `done` is an answer, and some can have none. */
function isOwed(release: Release, { due, what }: Dated, thing: unknown): boolean {
  if (isStep(thing)) return isMarked(thing);
  if (what === 'scope item') {
    // Of two items of one name only one is to be found.
    const { deferredTo, priority } = (thing ?? {}) as Partial<ScopeItem>;
    return deferredTo === undefined && priority !== 'wont';
  }
  // A block owes what it has promised; steps with a date of their own owe that themselves.
  return (
    !isBlock(thing) ||
    (due !== undefined && stepsIn(release, thing).some((step) => isUnmarked(step) && !saysWhen(step)))
  );
}

/** While the night goes on nobody writes into the plan: its steps are answered for when its window closes. */
function nightOf({ schedule }: Facts, { due }: Dated, thing: unknown): Instant | undefined {
  if (!isStep(thing) || due !== undefined || rootBlock(thing.block).kind !== 'run') return undefined;
  const ends = Object.values(schedule.windows).flatMap(({ end }) => end ?? []);
  return ends.reduce((last, end) => Math.max(last, end), schedule.run?.end ?? Number.NEGATIVE_INFINITY);
}

function mayBeLeftOut(step: Step): boolean {
  for (let one: Step | Block | undefined = step; one; one = 'block' in one ? one.block : one.parent) {
    if (one.optional || one.onlyIf) return true;
  }
  return false;
}

function saysWhen({ at, due, during, every, verb }: Step): boolean {
  return (at ?? due ?? during ?? every) !== undefined || verb === 'gate' || verb === 'notify' || verb === 'meet';
}

function isNiceToHave(thing: unknown): boolean {
  const { priority } = (thing ?? {}) as { readonly priority?: string };
  return priority === 'should' || priority === 'could';
}

function isStep(thing: unknown): thing is Step {
  return (thing as Step | undefined)?.kind === 'step';
}

function isBlock(thing: unknown): thing is Block {
  return typeof thing === 'object' && thing !== null && 'children' in thing;
}

function stepsIn(release: Release, block: Block): readonly Step[] {
  return childrenOf(release, block).flatMap((child) =>
    'children' in child ? stepsIn(release, child) : child.kind === 'step' ? child : [],
  );
}

/** What was sent has to be answered; silence that is consent is an answer. */
function* ofMessages({ release, schedule, calendars }: Facts): Iterable<Due> {
  for (const step of release.steps) {
    const { within, approves, done, by, place } = step.acknowledge ?? {};
    const sent = schedule.steps[step.id];
    if (!within || !place || approves || done || !step.done || !sent || schedule.T === undefined) continue;
    yield {
      what: 'acknowledgement',
      who: by,
      subject: `The acknowledgement of ${said(step)}`,
      label: step.name ?? step.targets[0]?.name ?? '',
      by: addDuration(sent.end, within, release.zone, calendars.release),
      lacks: 'is not there',
      todo: 'add `done` to its `acknowledge`, or ask again',
      many: 'acknowledgements were due by now and are not there',
      isWork: false,
      isMinor: false,
      place,
    };
  }
}

function* ofOpen({ open, schedule }: Facts): Iterable<Due> {
  for (const [i, { what, decides, neededBy, place }] of open.entries()) {
    if (neededBy === undefined || isRelative(schedule, neededBy)) continue;
    yield {
      what: 'answer',
      who: decides,
      subject: `The answer to ${what}`,
      amongOthers: what,
      label: '',
      by: neededBy,
      lacks: 'is still `tbd`',
      todo: decides ? `${quoted(decides.ref.name)} decides: write it` : 'write it, or say who decides it',
      many: 'things were to be decided by now and are still `tbd`',
      isWork: false,
      isMinor: false,
      place,
      order: i + 1,
    };
  }
}
