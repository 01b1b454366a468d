/** How near a run is to the shortest that any order of its steps allows. */
import type { Minutes } from '../plan/time/model.ts';

/** `provably the shortest`, `at most 12.5 % longer than possible`; nothing where no bound is known. */
export function lengthWords(minutes: Minutes, bound: Minutes | undefined): string | undefined {
  if (bound === undefined || bound <= 0) return undefined;
  if (minutes <= bound) return 'no order of its steps is shorter';
  return `at most ${(Math.ceil((minutes / bound - 1) * 1000) / 10).toLocaleString('en')} % longer than possible`;
}
