/** Where a row stands in the tree of all rows: among those of the same group. Of thousands of rows a screen has a few, and whoever hears them is told. */
export interface TreePlace {
  /** Counted from 1, over all rows. */
  readonly index: number;
  readonly level: number;
  /** Counted from 1, among `size` rows of the same group. */
  readonly position: number;
  readonly size: number;
}

/** @param rows in their order; the level of the outermost is 0 */
export function placesInTree(rows: readonly { readonly level: number }[]): (index: number) => TreePlace {
  const positions = new Int32Array(rows.length);
  /** Of each row, counted from 1; what stands in none has 0. */
  const parents = new Int32Array(rows.length);
  const sizes = new Int32Array(rows.length + 1);
  /** The last row of each level above, counted from 1; 0: there is none. */
  const above: number[] = [];
  for (let index = 0; index < rows.length; index++) {
    const { level } = rows[index]!;
    let parent = 0;
    for (let outer = Math.min(level, above.length) - 1; outer >= 0 && parent === 0; outer--) parent = above[outer] ?? 0;
    positions[index] = ++sizes[parent]!;
    parents[index] = parent;
    for (let inner = above.length; inner < level; inner++) above[inner] = 0;
    above[level] = index + 1;
    above.length = level + 1;
  }
  return (index) => ({
    index: index + 1,
    level: rows[index]!.level + 1,
    position: positions[index]!,
    size: sizes[parents[index]!]!,
  });
}
