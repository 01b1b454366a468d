/** Work that says how likely it is to be needed: `only if "Notes merged" likely 30 %`. */
import type { Id } from '../ids.ts';
import { isInside, type Release, type Step } from '../model.ts';
import { stepsAndBlocks } from '../order/perhaps.ts';

/** All of the steps are done, or none. */
export interface WorkChance {
  /** Of the step or block that says so. */
  readonly id: Id;
  readonly probability: number;
  readonly steps: readonly Step[];
}

/**
 * What says no probability is always done here: nothing says how often it is not. What is done already was needed.
 *
 * @param runs the steps that are simulated
 */
export function chancesOf(release: Release, runs: ReadonlySet<Step>): readonly WorkChance[] {
  return stepsAndBlocks(release).flatMap((thing): readonly WorkChance[] => {
    const probability = thing.onlyIf?.probability;
    if (probability === undefined || probability >= 1) return [];
    const inside = thing.kind === 'step' ? [thing] : release.steps.filter(({ block }) => isInside(block, thing));
    const steps = inside.filter((step) => runs.has(step) && !step.done);
    return steps.length === 0 ? [] : [{ id: thing.id, probability, steps }];
  });
}
