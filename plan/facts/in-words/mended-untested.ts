/** What is mended behind the last test, and goes to the users as it then is. */
import { rootBlock, type Step } from '../../model.ts';
import { areComparable } from '../../schedule/relative.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

export interface MendedUntested {
  readonly mending: Step;
  readonly tested: Step;
  readonly change: Step;
}

/**
 * Before the first change of the run something is tested, then what the test has shown is mended (in words: "Fix the bugs"), and nothing is tried
 * again in between. A rehearsal or test by users may come behind it whenever it likes.
 */
export function mendedUntested(facts: Facts): MendedUntested | undefined {
  const { release, changes, dependencies } = facts;
  const change = changes.steps.find(inRun);
  if (!change || release.rehearsals.length + release.uats.length > 0) return undefined;
  const before = release.steps.filter(
    (step) =>
      isForward(step) && (dependencies.precedes(step, change) || (!inRun(step) && isAhead(facts, step, change))),
  );
  const mending = before.find((step) => !step.done && mends(step));
  if (!mending || mending.onlyIf || mending.optional) return undefined;
  const tests = before.filter((step) => step.verb === 'verify' || (step.verb !== 'notify' && tries(step)));
  const tested = tests.findLast((step) => step !== mending && dependencies.precedes(step, mending));
  const isTriedAgain = tests.some((step) => step !== mending && !dependencies.precedes(step, mending));
  return tested && !isTriedAgain ? { mending, tested, change } : undefined;
}

/** By the clock; while the date is open, a phase that stands above the run is for it. */
function isAhead({ schedule }: Facts, step: Step, change: Step): boolean {
  if (rootBlock(step.block).kind === 'follow-up') return false;
  const [own, its] = [schedule.steps[step.id]?.end, schedule.steps[change.id]?.start];
  if (own === undefined || its === undefined || !areComparable(own, its)) return step.index < change.index;
  return own <= its;
}

const mends = heard(
  (words, { verb }) => (verb === 'task' || verb === 'deploy' || verb === 'configure') && MENDS.test(words()),
);

const FAULTS = '(?:bugs?|defects?|crash(?:es)?|issues?|faults?|problems?|regressions?|failures?)';
const MENDS = new RegExp(
  `\\b(?:fix|mend|repair|correct|resolve|patch)(?:es|ing)? (?:[\\w-]+ ){0,4}?${FAULTS}\\b|\\b${FAULTS}\\b[^.]*\\b(?:fix(?:ed)?|repaired|corrected|resolved)\\b|\\bfix (?:them|it)\\b|\\b(?:Fehler|Mängel)\\b.*\\bbeheben\\b|\\bcorriger les (?:bugs|anomalies|défauts)|\\bcorregir (?:los )?(?:errores|defectos)`,
  'i',
);

const tries = heard((words) => TRIES.test(words()));

const TRIES = /\b(re-?tests?|re-?testing|tests?|testing|tested|verif\w+|validat\w+|smoke|regression)\b/i;
