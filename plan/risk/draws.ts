/**
 * Random numbers that belong to what they are drawn for: the draw of a thing in a run depends on the seed, the name of
 * the thing, the number of the run and how many runs there are, and on nothing else. So an edit of one step leaves the
 * draws of all others alone, and two versions of a plan are compared under the same luck (common random numbers).
 *
 * Over all runs, each thing draws the middle of each of `runs` equal strata exactly once, in an order of its own (Latin
 * hypercube sampling: McKay, Beckman & Conover 1979). The order is a keyed permutation of 0 … runs - 1 that is computed,
 * not stored: a bijection of a power of two, walked until it falls below `runs` (as in Kensler 2013, "Correlated
 * Multi-Jittered Sampling", Pixar TM 13-01). Integers only, so every host draws the same.
 */
export interface Draws {
  readonly runs: number;
  readonly mask: number;
  readonly shift: number;
  readonly addend: number;
  readonly addend2: number;
  readonly factor: number;
  readonly factor2: number;
  readonly factor3: number;
}

export function drawsFor(seed: number, name: string, runs: number): Draws {
  let bits = 2;
  while (2 ** bits < runs) bits++;
  const mask = 2 ** bits - 1;
  let state = hashText(name, mix(seed | 0));
  const next = () => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state);
  };
  return {
    runs,
    mask,
    shift: bits >> 1,
    addend: next() & mask,
    addend2: next() & mask,
    factor: next() | 1,
    factor2: next() | 1,
    factor3: next() | 1,
  };
}

/** The stratum of a run: each of 0 … runs - 1 for exactly one run. */
export function stratum(draws: Draws, run: number): number {
  const { mask, shift, runs } = draws;
  let x = run;
  do {
    x = Math.imul(x ^ draws.addend, draws.factor) & mask;
    x ^= x >>> shift;
    x = Math.imul(x + draws.addend2, draws.factor2) & mask;
    x ^= x >>> shift;
    x = Math.imul(x, draws.factor3) & mask;
    x ^= x >>> shift;
  } while (x >= runs);
  return x;
}

/** A 32-bit hash of a text. */
export function hashText(text: string, seed = 0): number {
  let hash = seed ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash);
}

/** Every bit of the argument changes about half of the bits (the finalizer of MurmurHash3). */
function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
