/** Versions that are rows of numbers, compared part by part. */

/** Undefined: it is no row of numbers. */
export function partsOf(version: string): { readonly mark: string; readonly numbers: readonly number[] } | undefined {
  const match = /^(v?)(\d+(?:\.\d+)*)$/.exec(version);
  return match ? { mark: match[1]!, numbers: match[2]!.split('.').map(Number) } : undefined;
}

/** False as well where nobody can tell. */
export function isNewer(version: string, than: string): boolean {
  const [a, b] = [partsOf(version)?.numbers, partsOf(than)?.numbers];
  if (!a || !b) return false;
  const at = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i).find((i) => (a[i] ?? 0) !== (b[i] ?? 0));
  return at !== undefined && (a[at] ?? 0) > (b[at] ?? 0);
}
