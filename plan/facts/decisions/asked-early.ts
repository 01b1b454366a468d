/** Gates that ask for the result of what is only done behind them: a test, a drill, a review. */
import type { Criterion, Place, Step } from '../../model.ts';
import { areComparable, isRelative } from '../../schedule/relative.ts';
import type { Instant } from '../../time/model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heardAs } from '../heard.ts';
import { momentOf } from '../times.ts';

export interface AskedEarly {
  readonly gate: Step;
  /** When it decides. */
  readonly at: Instant;
  /** What it asks, as the line has it. */
  readonly text: string;
  readonly place: Place;
  /** It is ticked already. */
  readonly done: boolean;
  readonly work: Step;
  /** When that begins. */
  readonly begins: Instant;
}

/** By the first two words of the line, `Rollback drill`, where they name a work; what is done before as well has a result by then. */
export function askedEarly(facts: Facts): readonly AskedEarly[] {
  const { release, schedule, dependencies } = facts;
  const works = release.steps.filter((step) => isForward(step) && WORKS.has(step.verb));
  return release.steps.flatMap((gate) => {
    if (gate.verb !== 'gate' || !isForward(gate) || gate.done) return [];
    const at = schedule.steps[gate.id]?.start ?? momentOf(facts, gate.at ?? gate.due);
    if (at === undefined) return [];
    return linesOf(gate).flatMap(({ text, place, done }) => {
      const phrase = phraseOf(text);
      const named = phrase === undefined ? [] : works.filter((step) => phrasesOf(step).includes(phrase));
      const [work] = named;
      const begins = work && schedule.steps[work.id]?.start;
      if (!work || begins === undefined || !areComparable(begins, at)) return [];
      const isBehind = (step: Step) => {
        const start = schedule.steps[step.id]?.start;
        return !step.done && start !== undefined && start >= at && !dependencies.precedes(step, gate);
      };
      return named.every(isBehind) ? [{ gate, at, text, place, done, work, begins }] : [];
    });
  });
}

/** Of those that are ticked: what has not begun by now, and is dated. */
export function tickedEarly(facts: Facts): readonly AskedEarly[] {
  const { now, schedule } = facts;
  return now === undefined
    ? []
    : askedEarly(facts).filter(({ done, begins }) => done && !isRelative(schedule, begins) && now.isBefore(begins));
}

function linesOf({ gate, checklist }: Step) {
  const criteria = (gate?.criteria ?? []).map(({ subject, place, done }: Criterion) => ({
    text: subject,
    place,
    done: done === true,
  }));
  return [...criteria, ...checklist.map(({ text, place, done }) => ({ text, place, done }))];
}

const WORKS: ReadonlySet<string> = new Set([
  'task',
  'verify',
  'restore',
  'backup',
  'deploy',
  'migrate',
  'configure',
  'switch',
]);

/** `load test`; undefined: it names no work. */
function phraseOf(text: string): string | undefined {
  const [first, second, third] = wordsIn(text);
  if (!first || !second || ![first, second, third ?? ''].some((word) => WORK.test(word))) return undefined;
  return `${first} ${second}`;
}

/** Of a step only what gates ask for counts. */
const phrasesOf = heardAs(
  (words) => {
    const all = wordsIn(words());
    return all.slice(1).map((word, i) => `${all[i]} ${word}`);
  },
  (phrases, { steps }) => {
    const asked = steps.flatMap((gate) =>
      gate.verb === 'gate' ? linesOf(gate).flatMap(({ text }) => phraseOf(text) ?? []) : [],
    );
    return phrases.filter((phrase) => asked.includes(phrase));
  },
);

function wordsIn(text: string): readonly string[] {
  return (text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).filter((word) => !FILLERS.has(word)).map(singular);
}

function singular(word: string): string {
  return word.length > 4 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

const FILLERS: ReadonlySet<string> = new Set(['a', 'an', 'the', 'all', 'of', 'and', 'our', 'full', 'is', 'are']);
const WORK =
  /^(tests?|testing|drills?|rehearsals?|reviews?|scans?|restores?|deployments?|migrations?|trainings?|audits?|pentests?|validations?|exercises?|simulations?|loads?|dry|run|training)$/;
