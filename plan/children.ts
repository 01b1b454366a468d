/** What stands in a block. A block knows its lines by their ids alone, so that it is the very same while one of them becomes another. */
import type { Block, Milestone, PointOfNoReturn, Release, Step, Trigger } from './model.ts';
import { remembering } from './remembered.ts';

export type Child = Step | Block | PointOfNoReturn | Trigger | Milestone;

/** In the order of the page. The release is the one that the block is of, whatever version of it; while it is lowered nobody can ask. */
export function childrenOf({ things }: Pick<Release, 'things'>, block: Block): readonly Child[] {
  const known = childrenIn(things);
  let children = known.get(block);
  if (!children) {
    children = block.children.map((id) => things.get(id) as Child);
    known.set(block, children);
  }
  return children;
}

const childrenIn = remembering<Release['things'], void, Map<Block, readonly Child[]>>(() => new Map());
