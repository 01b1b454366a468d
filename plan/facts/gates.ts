/** The go/no-go of a release: its gates, and what they come before. */

import { rootBlock, type Step } from '../model.ts';
import { inRun, isForward } from './changes/changes.ts';
import type { Facts } from './facts.ts';

/**
 * The step after which there is no simple way back: the first irreversible one, else the first change of the run. What is
 * changed over weeks, in phases and without a run, begins at no moment at which everybody could be asked.
 */
export function firstCommitment({ changes }: Facts): Step | undefined {
  const night = changes.steps.filter(inRun);
  return night.find((step) => step.irreversible) ?? night[0];
}

/** The gates that must be passed before a step: by dependency, or because they stand on an earlier day. */
export function gatesBefore({ release, dependencies, schedule }: Facts, step: Step): readonly Step[] {
  const start = schedule.steps[step.id]?.start;
  return release.steps.filter((gate) => {
    if (gate.verb !== 'gate' || !isForward(gate)) return false;
    if (dependencies.precedes(gate, step)) return true;
    if (rootBlock(gate.block) === rootBlock(step.block)) return false;
    const end = schedule.steps[gate.id]?.end;
    return end !== undefined && start !== undefined && end <= start;
  });
}
