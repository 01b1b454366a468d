/**
 * What is taken from the words of a step, and the only way to them: a title that says the same to all who listen leaves what was found.
 * Whoever looks for a word in a title says so with `heard`, where the word is looked for.
 */
import type { Release, Step } from '../model.ts';
import { remembering } from '../remembered.ts';
import { inWords } from './words.ts';

type Hearing = (step: Step, release: Release) => unknown;

const hearings: Hearing[] = [];

/** A question to the words of a step, its name and its title: `restore-shop` and "Bring it back" are `restore shop Bring it back`. */
export function heard<T>(take: (words: () => string, step: Step) => T): (step: Step) => T {
  const hearing = (step: Step) => take(() => wordsOf(step), step);
  hearings.push(hearing);
  return hearing;
}

/** Asked seventy times of each step. */
const wordsOf = remembering<Step, void, string>(inWords);

/** One of whose answer only so much counts as `counting` leaves of it in that release. */
export function heardAs<T>(
  take: (words: () => string, step: Step) => T,
  counting: (taken: T, release: Release) => unknown,
): (step: Step) => T {
  const hearing = (step: Step) => take(() => wordsOf(step), step);
  hearings.push((step, release) => counting(hearing(step), release));
  return hearing;
}

/** One to the titles of a release: what of its own a step says to those that are compared with it. */
export function heardAmong(hearing: Hearing): void {
  hearings.push(hearing);
}

/**
 * One to what is compared with its like: only where another step of the release has the same does anything hang on it.
 *
 * @param keyOf what is compared; undefined: with nothing
 */
export function heardAlike(keyOf: (step: Step) => string | undefined): (step: Step) => string | undefined {
  const remembered = remembering<Step, void, string | undefined>((step) => keyOf(step));
  heardAmong((step, { steps }) => {
    const key = remembered(step);
    const hasLike = key !== undefined && steps.some((one) => one.index !== step.index && remembered(one) === key);
    return hasLike ? key : undefined;
  });
  return remembered;
}

/** Whether two wordings of a step say the same to whoever listens. */
export function soundsLike(a: Heard, b: Heard): boolean {
  return hearings.every((hear) => JSON.stringify(hear(a.step, a.release)) === JSON.stringify(hear(b.step, b.release)));
}

interface Heard {
  readonly step: Step;
  readonly release: Release;
}
