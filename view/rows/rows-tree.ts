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
  const positions: [position: number, parent: number][] = [];
  const sizes = new Map<number, number>();
  /** The last row of each level above. */
  const above: number[] = [];
  for (const [index, { level }] of rows.entries()) {
    above.length = Math.min(above.length, level);
    const parent = above.findLast((one) => one !== undefined) ?? -1;
    const size = (sizes.get(parent) ?? 0) + 1;
    sizes.set(parent, size);
    positions.push([size, parent]);
    above[level] = index;
  }
  return (index) => {
    const [position, parent] = positions[index]!;
    return { index: index + 1, level: rows[index]!.level + 1, position, size: sizes.get(parent)! };
  };
}
