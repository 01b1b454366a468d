/** What is left of a release that is over: what was planned for it has passed, and only what comes after it may be asked. */
import type { Place } from '../../model.ts';
import { contains } from '../../place.ts';
import type { Facts } from '../facts.ts';
import { type Due, marksWork } from './due.ts';

/** Whether something due belongs to a release that is over: what came before its end, or work in a plan that marks none. */
export function leftBehindIn({ over, release }: Pick<Facts, 'over' | 'release'>): (due: Due) => boolean {
  if (over === undefined) return () => false;
  const isSilent = !marksWork(release);
  return ({ by, isWork }) => by <= over || (isWork && isSilent);
}

/** Whether a place is about something that still goes on, or is to come. */
export function aheadIn({
  release,
  schedule,
  now,
}: Pick<Facts, 'release' | 'schedule' | 'now'>): (place: Place) => boolean {
  if (now === undefined) return () => true;
  const steps = release.steps.filter(({ id }) => {
    const step = schedule.steps[id];
    return step !== undefined && now.isBefore(step.occurrences.at(-1)?.end ?? step.end);
  });
  const dates = schedule.dated.filter(({ occurrences, end, due, start }) => {
    const last = occurrences?.at(-1)?.end ?? end ?? due ?? start;
    return last !== undefined && now.isBefore(last);
  });
  const ahead = [...steps, ...dates];
  return (place) => ahead.some((one) => contains(one.place, place));
}
