/** What is perhaps not done: because it hangs on a condition, or because it may be left out. */
import { childrenOf } from '../children.ts';
import { type Block, isInside, type Release, type Step } from '../model.ts';

type Thing = Step | Block;

/** The thing and the blocks around it that are perhaps not done, the innermost first. */
export function perhapsAround(thing: Thing): readonly Thing[] {
  const around: Thing[] = [];
  for (let one: Thing | undefined = thing; one; one = one.kind === 'step' ? one.block : one.parent) {
    if (one.onlyIf || one.optional) around.push(one);
  }
  return around;
}

/** Whether it is done wherever the other one is. */
export function isAsCertainAs(thing: Step, other: Step): boolean {
  return perhapsAround(thing).every((one) => one === other || ('children' in one && isInside(other.block, one)));
}

/** All steps and blocks of a release, in the order of the page. */
export function stepsAndBlocks(release: Release): readonly Thing[] {
  const all: Thing[] = [];
  const walk = (block: Block): void => {
    all.push(block);
    for (const child of childrenOf(release, block)) {
      if (child.kind === 'step') all.push(child);
      else if ('children' in child) walk(child);
    }
  };
  for (const block of release.blocks) walk(block);
  return all;
}
