/** Things that lead to each other, such as files that import and runbooks that use: in which order they build on each other, and where in circles. */

export interface Circles {
  /** Lower for what is led to than for what leads to it; equal within a circle. */
  readonly rank: ReadonlyMap<string, number>;
  readonly inCircle: ReadonlySet<string>;
}

export type Leads = (one: string) => ReadonlySet<string>;

/**
 * The strongly connected components, by Tarjan's algorithm, which finds first what is led to. In time with things and leads;
 * without recursion, for a chain may be as long as it likes.
 */
export function circlesIn(things: Iterable<string>, leads: Leads): Circles {
  const number = new Map<string, number>();
  const low = new Map<string, number>();
  const rank = new Map<string, number>();
  const inCircle = new Set<string>();
  const unranked: string[] = [];
  let ranks = 0;
  for (const root of things) {
    if (number.has(root)) continue;
    const path: { readonly one: string; readonly ahead: Iterator<string> }[] = [];
    const enter = (one: string): void => {
      low.set(one, number.size);
      number.set(one, number.size);
      unranked.push(one);
      path.push({ one, ahead: leads(one)[Symbol.iterator]() });
    };
    enter(root);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { one } = top;
      const next = top.ahead.next();
      if (!next.done) {
        if (next.value === one) inCircle.add(one);
        if (!number.has(next.value)) enter(next.value);
        else if (!rank.has(next.value)) low.set(one, Math.min(low.get(one)!, number.get(next.value)!));
        continue;
      }
      path.pop();
      const above = path.at(-1)?.one;
      if (above !== undefined) low.set(above, Math.min(low.get(above)!, low.get(one)!));
      if (low.get(one) !== number.get(one)) continue;
      const members = unranked.splice(unranked.lastIndexOf(one));
      for (const member of members) {
        rank.set(member, ranks);
        if (members.length > 1) inCircle.add(member);
      }
      ranks++;
    }
  }
  return { rank, inCircle };
}

/** The longest circle that is told thing by thing is not much longer than what is looked through for it. */
export const MOST_ON_THE_WAY = 256;

/** A shortest way over `next` back to `one`, first = last; undefined where it is longer than anybody would read. */
export function wayBack(one: string, next: string, leads: Leads): readonly string[] | undefined {
  if (next === one) return [one, one];
  const from = new Map<string, string>([[next, one]]);
  let looked = 0;
  for (const at of from.keys()) {
    if (leads(at).has(one)) {
      const way = [one];
      for (let back = at; back !== one; back = from.get(back)!) way.unshift(back);
      return [one, ...way];
    }
    if (++looked === MOST_ON_THE_WAY) return undefined;
    for (const further of leads(at)) if (!from.has(further)) from.set(further, at);
  }
  return undefined;
}
