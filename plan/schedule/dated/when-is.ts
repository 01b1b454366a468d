/** The dates of one thing of a scheduled release. */
import type { Id } from '../../ids.ts';
import type { Block, Milestone, Named, PointOfNoReturn, Step } from '../../model.ts';
import type { Instant } from '../../time/model.ts';
import type { Schedule } from '../model.ts';
import type { Dated } from './model.ts';

/** From when to when it is; a moment and a deadline are where they are. Undefined: it has no date. */
export function whenIs(
  schedule: Schedule,
  thing: Step | Block | PointOfNoReturn | Milestone | Named | undefined,
): { readonly start?: Instant; readonly end?: Instant } {
  if (!thing) return {};
  if (thing.kind === 'step') {
    const step = schedule.steps[thing.id];
    return step ? { start: step.start, end: step.occurrences.at(-1)?.end ?? step.end } : {};
  }
  if ('children' in thing) return { ...schedule.blocks[thing.id] };
  const of = thing.kind === 'block' ? thing.block : thing.kind === 'named-window' ? thing.window : thing;
  if ('children' in of) return { ...schedule.blocks[of.id] };
  const dates = schedule.dated.filter((one) => one.of === of.id);
  const dated = dates.findLast(isMain) ?? dates[0];
  if (!dated) return {};
  const { start, end, due } = dated;
  return { start: start ?? due ?? end, end: end ?? due ?? start };
}

/** The dates of each thing by its id, the most important first: of a UAT its days, then its sign-off. */
export function datesOf(schedule: Schedule): ReadonlyMap<Id, readonly Dated[]> {
  const lists = new Map<Id, Dated[]>();
  for (const dated of schedule.dated) {
    const list = lists.get(dated.of);
    if (!list) lists.set(dated.of, [dated]);
    else if (isMain(dated)) list.unshift(dated);
    else list.push(dated);
  }
  return lists;
}

/** Its own dates; the others are those of what somebody says or has said of it. */
function isMain({ what }: Dated): boolean {
  return !OF_OTHERS.includes(what);
}

const OF_OTHERS: readonly Dated['what'][] = [
  'rehearsal result',
  'sign-off',
  'cover',
  'shift',
  'benefit assessed',
  'benefit measured',
  'escalation',
  'agreed date',
  'scope change',
  'change approval',
];
