/** A role or team that nobody fills yet, and that does nearly all of a run: whoever it will be, nobody stands in for them. */
import { lookup, type Step, TBD, type Who } from '../../model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';

export interface NearlyAll {
  readonly name: string;
  readonly steps: readonly Step[];
  /** What is done in the run, by whomever. */
  readonly all: number;
}

/** `percent` of it at least; undefined: the work is shared, or it is little. */
export function nearlyAll({ plan, release }: Facts, percent: number): NearlyAll | undefined {
  const work = release.steps.filter(
    (step) => inRun(step) && isForward(step) && step.by && step.verb !== 'notify' && step.verb !== 'wait' && !step.done,
  );
  if (work.length < LITTLE) return undefined;
  const isOpen = ({ ref, otherwise }: Who): boolean => {
    const named = lookup(plan, release, ref.name);
    if (otherwise?.length) return false;
    if (named?.kind === 'role') return named.holder?.name === TBD && !named.otherwise?.length;
    return named?.kind === 'team' && named.members.every(({ name }) => name === TBD);
  };
  const byName = new Map<string, Step[]>();
  for (const step of work) {
    const { ref } = step.by!;
    if (step.with.length === 0 && isOpen(step.by!)) byName.set(ref.name, [...(byName.get(ref.name) ?? []), step]);
  }
  for (const [name, steps] of byName)
    if (steps.length * 100 >= work.length * percent) return { name, steps, all: work.length };
  return undefined;
}

const LITTLE = 10;
