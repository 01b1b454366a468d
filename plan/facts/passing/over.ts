/** Whether a release is over: what was planned for it has passed, and only what comes after it may be left. */
import { type Place, rootBlock } from '../../model.ts';
import { contains } from '../../place.ts';
import { isRelative } from '../../schedule/relative.ts';
import type { Instant } from '../../time/model.ts';
import type { Facts } from '../facts.ts';
import { type Due, marksWork } from './due.ts';

/**
 * The last moment of its windows, blocks, milestones, rehearsals and tests. Hypercare, follow-up, reviews and messages
 * come after a release as well as before it. Undefined: nobody knows.
 */
export function endOfRelease({ release, schedule }: Pick<Facts, 'release' | 'schedule'>): Instant | undefined {
  const blocks = release.blocks.filter(({ kind }) => kind !== 'follow-up' && kind !== 'messages');
  const steps = release.steps.filter(({ block }) => blocks.includes(rootBlock(block)));
  const windows = release.windows.map(({ id }) => schedule.windows[id]);
  // As long as one of its dates is open it is not over.
  if (windows.some((window) => window === undefined)) return undefined;
  const ends = [
    ...windows.map((window) => window!.end ?? window!.start),
    ...blocks.flatMap(({ id }) => schedule.blocks[id]?.end ?? []),
    ...steps.flatMap(({ id }) => schedule.steps[id]?.occurrences.at(-1)?.end ?? schedule.steps[id]?.end ?? []),
    ...release.milestones.flatMap(({ id }) => schedule.milestones[id] ?? []),
    ...release.rehearsals.flatMap(({ id }) => schedule.rehearsals[id]?.end ?? []),
    ...release.uats.flatMap(({ id }) => schedule.uats[id]?.end ?? []),
  ].filter((end) => !isRelative(schedule, end));
  return ends.length > 0 ? ends.reduce((last, end) => Math.max(last, end)) : undefined;
}

/** When it was, where it is over by now. */
export function isOver(facts: Pick<Facts, 'release' | 'schedule' | 'now'>): boolean {
  const { now } = facts;
  if (now === undefined) return false;
  const end = endOfRelease(facts);
  return end !== undefined && end < now;
}

/** Whether something due belongs to a release that is over: what came before its end, or work in a plan that marks none. */
export function isLeftBehind(facts: Pick<Facts, 'release' | 'schedule' | 'now'>, { by, isWork }: Due): boolean {
  return isOver(facts) && (by <= endOfRelease(facts)! || (isWork && !marksWork(facts.release)));
}

/** Whether a place is about something that still goes on, or is to come. */
export function isAhead(
  { release, schedule, now }: Pick<Facts, 'release' | 'schedule' | 'now'>,
  place: Place,
): boolean {
  if (now === undefined) return true;
  const steps = release.steps.filter(({ id }) => {
    const step = schedule.steps[id];
    return step !== undefined && (step.occurrences.at(-1)?.end ?? step.end) > now;
  });
  const dates = schedule.dated.filter(({ occurrences, end, due, start }) => {
    const last = occurrences?.at(-1)?.end ?? end ?? due ?? start;
    return last !== undefined && last > now;
  });
  return [...steps, ...dates].some((one) => contains(one.place, place));
}
