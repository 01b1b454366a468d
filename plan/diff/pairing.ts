/** What in one list is the same thing as what in another: one to one. */
import { append } from '../grouped.ts';

/** By index: for each of the head's the one of the base, and what of the base is left. */
export class Pairing<T> {
  readonly base: readonly T[];
  readonly head: readonly T[];
  private readonly baseOf: (number | undefined)[];
  private readonly headOf: (number | undefined)[];
  private indexes?: ReadonlyMap<T, number>;

  constructor(base: readonly T[], head: readonly T[]) {
    this.base = base;
    this.head = head;
    this.baseOf = new Array(head.length).fill(undefined);
    this.headOf = new Array(base.length).fill(undefined);
  }

  /** Pairs what has one key, the first with the first, the second with the second; undefined pairs with nothing. */
  byKey(keyOf: (thing: T) => string | undefined): this {
    const waiting = new Map<string, number[]>();
    for (const [i, thing] of this.base.entries()) {
      const key = this.headOf[i] === undefined ? keyOf(thing) : undefined;
      if (key === undefined) continue;
      append(waiting, key, i);
    }
    for (const [i, thing] of this.head.entries()) {
      if (this.baseOf[i] !== undefined) continue;
      const key = keyOf(thing);
      const found = key === undefined ? undefined : waiting.get(key)?.shift();
      if (found !== undefined) this.pair(found, i);
    }
    return this;
  }

  /**
   * Pairs what is left by likeness, the most alike first; nothing below `least`. Of many that are left only those of one
   * `bucket` are compared.
   */
  byLikeness(likeness: (base: T, head: T, pairing: this) => number, least: number, bucket: (thing: T) => string): this {
    const base = this.base.flatMap((_, i) => (this.headOf[i] === undefined ? i : []));
    const head = this.head.flatMap((_, i) => (this.baseOf[i] === undefined ? i : []));
    const isMuch = base.length * head.length > MOST_COMPARISONS;
    const candidates: { readonly base: number; readonly head: number; readonly score: number }[] = [];
    for (const b of base) {
      for (const h of head) {
        if (isMuch && bucket(this.base[b]!) !== bucket(this.head[h]!)) continue;
        const score = likeness(this.base[b]!, this.head[h]!, this);
        if (score >= least) candidates.push({ base: b, head: h, score });
      }
    }
    candidates.sort((a, b) => b.score - a.score || a.head - b.head || a.base - b.base);
    for (const { base: b, head: h } of candidates) {
      if (this.headOf[b] === undefined && this.baseOf[h] === undefined) this.pair(b, h);
    }
    return this;
  }

  arePaired(base: T | undefined, head: T | undefined): boolean {
    if (base === undefined || head === undefined) return base === head;
    this.indexes ??= new Map(this.head.map((each, i) => [each, i]));
    const paired = this.baseOf[this.indexes.get(head) ?? -1];
    return paired !== undefined && this.base[paired] === base;
  }

  /** In the order of the head; what is gone comes last, in the order of the base. */
  get pairs(): readonly { readonly base?: T; readonly head?: T }[] {
    return [
      ...this.head.map((head, i) => ({ head, base: this.base[this.baseOf[i] ?? -1] })),
      ...this.base.flatMap((base, i) => (this.headOf[i] === undefined ? { base, head: undefined } : [])),
    ];
  }

  private pair(base: number, head: number): void {
    this.headOf[base] = head;
    this.baseOf[head] = base;
  }
}

const MOST_COMPARISONS = 250_000;

/** How much two texts have in common, 0 to 1: Dice coefficient of their letter pairs. */
export function alike(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined || a === '' || b === '') return a === b ? 1 : 0;
  if (a === b) return 1;
  const pairs = pairsOf(a);
  const others = pairsOf(b);
  const counts = new Map<string, number>();
  for (const pair of pairs) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of others) {
    const left = counts.get(pair) ?? 0;
    if (left > 0) common++;
    counts.set(pair, left - 1);
  }
  return pairs.length + others.length === 0 ? 0 : (2 * common) / (pairs.length + others.length);
}

function pairsOf(text: string): readonly string[] {
  const lower = text.toLowerCase();
  return Array.from({ length: Math.max(lower.length - 1, 0) }, (_, i) => lower.slice(i, i + 2));
}
