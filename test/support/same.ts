/** Whether two values say the same, however their parts refer to each other: in time that grows with them, also where they go round. */
export function difference(a: unknown, b: unknown): string | undefined {
  const met = new Map<object, Set<object>>();
  const open: [unknown, unknown, string][] = [[a, b, '']];
  for (let next = open.pop(); next; next = open.pop()) {
    const [one, other, path] = next;
    if (Object.is(one, other)) continue;
    if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
      if (typeof one === 'function' && typeof other === 'function') continue;
      return `${path}: ${String(one)} and ${String(other)}`;
    }
    const known = met.get(one) ?? new Set();
    if (known.has(other)) continue;
    met.set(one, known.add(other));
    const [own, others] = [one, other].map(entriesOf) as [readonly Entry[], readonly Entry[]];
    if (Array.isArray(one) !== Array.isArray(other)) return `${path}: a list, and none`;
    const byName = new Map(others);
    const names = own.map(([name]) => name);
    const missing = names.find((name) => !byName.has(name)) ?? others.find(([name]) => !names.includes(name))?.[0];
    if (own.length !== others.length || missing !== undefined)
      return `${path}: ${own.length} and ${others.length} parts, ${String(missing)}`;
    // A map has an order, which others read.
    if (one instanceof Map && names.some((name, i) => name !== others[i]![0])) return `${path}: in another order`;
    for (const [name, value] of own) open.push([value, byName.get(name), `${path}/${String(name)}`]);
  }
  return undefined;
}

type Entry = readonly [unknown, unknown];

function entriesOf(value: object): readonly Entry[] {
  if (value instanceof Set) return [...value].map((one, i) => [i, one]);
  return value instanceof Map ? [...value] : Object.entries(value);
}
