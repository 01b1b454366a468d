/** The ways back of a release, and what is done in each. */
import { type Block, type Release, rootBlock, type Step, type Trigger } from '../../model.ts';
import { isForward } from '../changes/changes.ts';

export interface WayBack {
  readonly block: Block;
  /** As findings call it. */
  readonly name: string;
  readonly steps: readonly Step[];
  /** What is done behind it, and only then: `follow-up repair after full`. */
  readonly behind: readonly Step[];
}

/** In the order of the page. */
export function waysBack({ blocks, steps }: Release): readonly WayBack[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'rollback') return [];
    return {
      block,
      name: block.name ?? block.kind,
      steps: steps.filter((step) => rootBlock(step.block) === block),
      behind: steps.filter((step) => {
        const { follows } = rootBlock(step.block);
        return follows !== undefined && follows.name === block.name;
      }),
    };
  });
}

/** Whether a trigger leads back by it: `then rollback` without a name means whichever there is. */
export function isCalledBy({ block }: WayBack, { then }: Trigger): boolean {
  return then.some(({ action, ref }) => action === 'rollback' && (!ref || ref.name === block.name));
}

/** A small release is a small file: it says what it does, and leaves the rest to those who know each other. */
export function isSmall({ steps }: Release): boolean {
  return steps.filter(isForward).length < FEW_STEPS;
}

const FEW_STEPS = 20;
