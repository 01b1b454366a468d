/** Data that are moved in pieces, and of which nobody counts whether all of them have come. */
import type { Criterion, Step, System } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';

export interface Moved {
  readonly system: System;
  readonly steps: readonly Step[];
}

/**
 * Things into which three steps and more migrate, where no line of the plan compares, counts or adds up anything, in whatever words: a step,
 * what it expects, how it is done, a line of a checklist, a criterion.
 */
export function uncounted({ release, changes }: Facts): readonly Moved[] {
  const forward = release.steps.filter(isForward);
  const migrating = forward.filter(({ verb, done }) => verb === 'migrate' && !done);
  if (migrating.length < FEWEST || speaksOfCounts(release) || forward.some(counts)) return [];
  return [...changes.systems].flatMap(([system, all]) => {
    const steps = all.filter((step) => migrating.includes(step));
    return steps.length < FEWEST || steps.some((step) => step.version) ? [] : [{ system, steps }];
  });
}

const FEWEST = 3;

function speaksOfCounts({ triggers, uats, rehearsals, rosters }: Facts['release']): boolean {
  const read = [...triggers.flatMap(({ conditions }) => conditions), ...rosters.flatMap(({ criteria }) => criteria)];
  const lists = [...uats, ...rehearsals].flatMap(({ checklist }) => checklist.map(({ text }) => text));
  return read.some(({ subject }) => COUNTS.test(subject)) || lists.some((text) => COUNTS.test(text));
}

const counts = heard((words, { checklist, proof, gate }) => {
  const asked: readonly Criterion[] = [...(proof?.expects ?? []), ...(gate?.criteria ?? [])];
  const lines = [...checklist.map(({ text }) => text), ...(proof?.how ?? []), ...asked.map(({ subject }) => subject)];
  return [words(), ...lines].some((text) => COUNTS.test(text));
});

const COUNTS =
  /\b(counts?|counted|counting|compar\w*|reconcil\w*|totals?|sums?|check-?sums?|hash(es)?|match\w*|diff(s|ed)?|parity|rows?|balanc\w*|complete(ness)?|consisten\w*|integrity|samples?|spot[- ]?check\w*|verif\w+ (the )?(data|records)|validat\w*|tall(y|ies)|both sides|missing)\b/i;
