/** Runs that have a day and no hour. */
import type { Block, Step, Time, Window } from '../../model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import { windowOf } from '../changes/windows.ts';
import type { Facts } from '../facts.ts';

/** So many steps are done by people who have to be there at once; of fewer whoever does them knows when. */
const MANY = 8;

/**
 * The window of a run whose begin is a date alone, in which much is changed in production and no line says an hour. A window from one day to
 * another is planned by the day, and has none on purpose.
 */
export function windowWithoutHour({ release, schedule, changes }: Facts): Window | undefined {
  if (schedule.T === undefined) return undefined;
  const all = new Set(changes.steps);
  return release.windows.find((window) => {
    const { from, to } = window;
    if (from?.kind !== 'instant' || !isDay(from) || (to && !isSame(from, to))) return false;
    const steps = release.steps.filter((step) => inRun(step) && isForward(step) && windowOf(release, step) === window);
    const changed = steps.filter((step) => all.has(step));
    return steps.length >= MANY && changed.length >= MANY / 2 && !steps.some(saysHour);
  });
}

/** By a time of its own or of a block around it. */
function saysHour({ at, notBefore, due, until, during, block }: Step): boolean {
  const times = [at, notBefore, due, during?.from, during?.to];
  for (let one: Block | undefined = block; one; one = one.parent)
    times.push(one.at, one.due, one.during?.from, one.during?.to);
  return until !== undefined || times.some((time) => time !== undefined && !isDay(time));
}

/** `window Fri 2026-12-04` is that day from its begin to its end. */
function isSame(from: Time & { kind: 'instant' }, to: Time): boolean {
  return to.kind === 'instant' && to.dateOnly && to.at === from.at;
}

function isDay(time: Time): boolean {
  return time.kind === 'instant' && time.dateOnly;
}
