/** What every step of a block lacks is one thing to repair, and told once. */

import { grouped } from '../../grouped.ts';
import { type Block, rootBlock, type Step } from '../../model.ts';

/** In a block of fewer steps each is told of by itself: that is no longer, and says more. */
const SEVERAL = 3;

/** The outermost blocks in which all of several `steps` lack something, with these steps. */
export function wholeBlocks(
  steps: readonly Step[],
  lacks: (step: Step) => boolean,
): ReadonlyMap<Block, readonly Step[]> {
  const byBlock = grouped(steps, (step) => rootBlock(step.block));
  // What stands outside of all blocks has no line of its own that a finding could point to.
  return new Map(
    [...byBlock].filter(([{ kind }, own]) => kind !== 'messages' && own.length >= SEVERAL && own.every(lacks)),
  );
}
