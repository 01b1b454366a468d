/** Who answers for a step without doing it. */
import type { Block, Step, Who } from '../model.ts';

/** As its own line says, else the innermost block around it that does. */
export function accountableFor(step: Step): Who | undefined {
  if (step.accountable) return step.accountable;
  for (let block: Block | undefined = step.block; block; block = block.parent) {
    if (block.accountable) return block.accountable;
  }
  return undefined;
}
