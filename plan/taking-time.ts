/** How long a step lasts where it does not say so itself, and whether it takes the time of those who do it. */
import type { Step } from './model.ts';

/**
 * `task mapping Tue 2026-03-03 .. Thu 2026-03-05`: it lasts as long as its range. With a duration beside it, it is done
 * some time in the range, and a message is a moment in it.
 */
export function fillsRange({ during, duration, verb }: Step): boolean {
  return during?.to !== undefined && duration === undefined && verb !== 'notify';
}

/** To wait is no work, and what only says from when until when it lasts says of none how much it is. */
export function isWork(step: Step): boolean {
  return step.verb !== 'wait' && !fillsRange(step);
}

/** What comes round again (a weekly meeting) is part of people's days: nothing else has to make room for it. */
export function takesTime(step: Step): boolean {
  return isWork(step) && !step.every;
}

/** What stands at a time of its own is held then, whatever could wait for it: it has no float that anybody can use. */
export function slides({ at }: Step): boolean {
  return at === undefined;
}
