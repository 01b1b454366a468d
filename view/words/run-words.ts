/** How long a run is, beside the shortest that any order of its steps allows, and what is left out of it. */
import type { Release } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { roughMinutes } from '../../plan/time/duration.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Minutes } from '../../plan/time/model.ts';

/** `no order of its steps is shorter`, `at most 12.5 % longer than possible`; nothing where no bound is known. */
export function lengthWords(minutes: Minutes, bound: Minutes | undefined): string | undefined {
  if (bound === undefined || bound <= 0) return undefined;
  if (minutes <= bound) return 'no order of its steps is shorter';
  // A run that waits for the clock is no multiple of its work.
  if (minutes > 2 * bound) return `its steps need at least ${describeMinutes(bound)} of it`;
  return `at most ${(Math.ceil((minutes / bound - 1) * 1000) / 10).toLocaleString('en')} % longer than possible`;
}

/** Behind a number of a run: what it is without; nothing where it is with everything. */
export function untimedWords(steps: number): string {
  if (steps === 0) return '';
  return ` without ${steps === 1 ? 'a step that has' : `${steps} steps that have`} no time`;
}

/** Of all runs together. */
export function untimedSteps({ runs }: Pick<Schedule, 'runs'>): number {
  return runs.reduce((sum, { untimed }) => sum + untimed, 0);
}

/** How long users may be cut off, if somebody has promised that. */
export function promisedOutage({ promises }: Release): Minutes | undefined {
  const promise = promises.find(({ what, duration }) => what === 'outage' && duration !== undefined);
  return promise?.duration && roughMinutes(promise.duration);
}

/** `1 h 25`, `45 min`: where there is little room. */
export function shortMinutes(minutes: Minutes): string {
  return describeMinutes(minutes).replace(/( h \d+) min$/, '$1');
}
