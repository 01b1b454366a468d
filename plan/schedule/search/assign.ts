/**
 * One of its candidates for each place, none twice: the first possible for the first place, and so on. Undefined where
 * there are not enough of them (bipartite matching by augmenting paths).
 */
export function assign(candidates: readonly (readonly number[])[]): number[] | undefined {
  const picked: number[] = [];
  const isPossible = () => {
    const holder = new Map<number, number>(picked.map((resource, place) => [resource, place]));
    const augment = (place: number, seen: Set<number>): boolean => {
      for (const resource of candidates[place]!) {
        if (seen.has(resource)) continue;
        seen.add(resource);
        const other = holder.get(resource);
        if (other !== undefined && (other < picked.length || !augment(other, seen))) continue;
        holder.set(resource, place);
        return true;
      }
      return false;
    };
    for (let place = picked.length; place < candidates.length; place++) if (!augment(place, new Set())) return false;
    return true;
  };
  for (const own of candidates) {
    const next = own.find((resource) => {
      if (picked.includes(resource)) return false;
      picked.push(resource);
      const possible = isPossible();
      if (!possible) picked.pop();
      return possible;
    });
    if (next === undefined) return undefined;
  }
  return picked;
}
