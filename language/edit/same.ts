/** Are two values of plain data the same, wherever in a text they come from? */

/** The way to the first difference; undefined: there is none. Places, lists of mistakes and edits are compared by what they say. */
export function difference(a: unknown, b: unknown): string | undefined {
  return new Comparison().between(a, b, '');
}

class Comparison {
  /** Plans refer to themselves: what is being compared, or was, is not compared again. */
  private readonly known = new Map<object, object>();

  between(a: unknown, b: unknown, at: string): string | undefined {
    if (isIdOfTime(a) && isIdOfTime(b)) return undefined;
    if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null)
      return Object.is(a, b) ? undefined : `${at}: ${shown(a)} is now ${shown(b)}`;
    if (isPlace(a) && isPlace(b)) return undefined;
    if (isByPlace(a) && isByPlace(b)) return this.lists(Object.values(a), Object.values(b), at);
    if (this.known.has(a)) return this.known.get(a) === b ? undefined : `${at} is another one now`;
    this.known.set(a, b);
    if (Array.isArray(a)) return Array.isArray(b) ? this.lists(a, b, at) : `${at} is no list now`;
    if (a instanceof Map || a instanceof Set) {
      if (!(b instanceof Map || b instanceof Set)) return `${at} is another collection now`;
      return this.lists([...a], [...b], at);
    }
    const [one, other] = [a as Record<string, unknown>, b as Record<string, unknown>];
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      const found = this.between(one[key], other[key], `${at}.${key}`);
      if (found) return found;
    }
    return undefined;
  }

  private lists(a: readonly unknown[], b: readonly unknown[], at: string): string | undefined {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const found = this.between(a[i], b[i], `${at}[${i}]`);
      if (found) return found;
    }
    return a.length === b.length
      ? undefined
      : `${at} has ${a.length} and now ${b.length}: ${shown(a.length > b.length ? a[b.length] : b[a.length])}`;
  }
}

/** A time has its place for an id. */
function isIdOfTime(value: unknown): boolean {
  return typeof value === 'string' && /^file:.*#\d+:\d+/.test(value);
}

function isByPlace(value: object): boolean {
  const [first] = Object.keys(value);
  return isIdOfTime(first);
}

function isPlace(value: object): boolean {
  return 'file' in value && 'range' in value;
}

function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(JSON.stringify(value));
  const plain = Object.entries(value).filter(([, one]) => typeof one !== 'object');
  return JSON.stringify(Object.fromEntries(plain));
}
