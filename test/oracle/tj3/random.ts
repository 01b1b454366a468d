/** Chance that is the same in every run: a seeded generator of its own, so that a seed names a plan for ever. */

export interface Random {
  /** A whole number of `from … to`, both included. */
  int(from: number, to: number): number;
  /** True so often of a hundred times. */
  percent(share: number): boolean;
  pick<T>(of: readonly T[]): T;
  /** A whole number of `from … to`, as likely in each power of two. */
  logarithmic(from: number, to: number): number;
}

/** Mulberry32 (Tommy Ettinger): 32 bits of state, good enough to draw plans with. */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    int,
    percent: (share) => next() * 100 < share,
    pick: (of) => of[int(0, of.length - 1)]!,
    logarithmic: (from, to) => Math.min(to, Math.floor(from * ((to + 1) / from) ** next())),
  };
}
