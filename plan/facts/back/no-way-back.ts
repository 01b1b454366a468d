/** Steps that cannot be taken back (`irreversible`), and what goes with it: somebody who approves it, and a line before the first of them. */
import { type Block, type PointOfNoReturn, type Release, rootBlock, type Step } from '../../model.ts';
import { inRun } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';

/** Changes of which nobody is named who has approved that there is no way back. */
export function unapproved({ changes }: Pick<Facts, 'changes'>): readonly Step[] {
  return changes.steps.filter(({ undo, irreversible }) => !undo && irreversible && !irreversible.approvedBy);
}

/** The first step of each run that cannot be taken back and has no point of no return before it. */
export function unmarked({ release, dependencies }: Pick<Facts, 'release' | 'dependencies'>): readonly Step[] {
  const first = new Map<Block, Step>();
  for (const step of release.steps) {
    const root = rootBlock(step.block);
    if (step.irreversible && inRun(step) && !first.has(root)) first.set(root, step);
  }
  return [...first.values()].filter(
    (step) => !release.pointsOfNoReturn.some((point) => dependencies.precedes(point, step)),
  );
}

/** The point of no return of its run, which does not come before it. */
export function pointBehind({ pointsOfNoReturn }: Release, step: Step): PointOfNoReturn | undefined {
  return pointsOfNoReturn.find(({ block }) => rootBlock(block) === rootBlock(step.block));
}
