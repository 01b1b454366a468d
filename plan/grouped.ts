/** Things by what they have in common. */

/** Both in the order in which they come. */
export function grouped<T, K>(items: Iterable<T>, common: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) append(groups, common(item), item);
  return groups;
}

/** Puts one more into the list of its key. */
export function append<K, T>(lists: Map<K, T[]>, key: K, one: T): void {
  const list = lists.get(key);
  if (list) list.push(one);
  else lists.set(key, [one]);
}
