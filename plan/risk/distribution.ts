/** How the values of an estimate are spread, as tables of their quantiles. */
import { power } from './elementary.ts';
import type { Shape } from './model.ts';

/** A duration with a spread, in minutes; `min <= likely <= max`. */
export interface Spread {
  readonly min: number;
  readonly likely: number;
  readonly max: number;
}

/** The table holds the quantiles of 0, 1/CELLS … 1, as shares of the way from min to max; between them it is a line. */
export const CELLS = 1024;

/**
 * The quantiles of an estimate whose likely value lies `mode` (0 … 1) of the way from its least to its most.
 *
 * - `pert`: a beta distribution whose mean is `(min + 4 likely + max) / 6` (Malcolm, Roseboom, Clark & Fazar 1959; the beta
 *   with these parameters: Vose 2008, "Risk Analysis", λ = 4).
 * - `triangular`: two lines, with the likely value as the highest point.
 */
export function quantiles(shape: Shape, mode: number): Float64Array {
  const key = `${shape} ${mode}`;
  let table = tables.get(key);
  if (!table) {
    if (tables.size >= MOST_TABLES) tables.clear();
    table = shape === 'pert' ? pertQuantiles(mode) : triangularQuantiles(mode);
    tables.set(key, table);
  }
  return table;
}

/** Steps of one plan share their shapes, and versions of a plan share nearly all. */
const tables = new Map<string, Float64Array>();
const MOST_TABLES = 2048;

/** Of a probability between 0 and 1. */
export function quantile(table: Float64Array, probability: number): number {
  const at = probability * CELLS;
  const cell = Math.min(Math.floor(at), CELLS - 1);
  return table[cell]! + (table[cell + 1]! - table[cell]!) * (at - cell);
}

function triangularQuantiles(mode: number): Float64Array {
  return Float64Array.from({ length: CELLS + 1 }, (_, i) => {
    const p = i / CELLS;
    return p < mode ? Math.sqrt(p * mode) : 1 - Math.sqrt((1 - p) * (1 - mode));
  });
}

/** How finely the density is added up. */
const PIECES = 1024;

/**
 * The density `x^a (1-x)^b`, `a = 4 mode`, `b = 4 - a`, is added up by Simpson's rule in `s`, where `x = s²(3 - 2s)`: the
 * pieces are finest at the ends, where the powers bend.
 */
function pertQuantiles(mode: number): Float64Array {
  const a = 4 * mode;
  const b = 4 - a;
  const xOf = (s: number) => s * s * (3 - 2 * s);
  const weight = (s: number) => {
    const x = xOf(s);
    return power(x, a) * power(1 - x, b) * 6 * s * (1 - s);
  };
  const cumulated = new Float64Array(PIECES + 1);
  let left = weight(0);
  for (let i = 0; i < PIECES; i++) {
    const right = weight((i + 1) / PIECES);
    cumulated[i + 1] = cumulated[i]! + (left + 4 * weight((i + 0.5) / PIECES) + right) / 6;
    left = right;
  }
  const total = cumulated[PIECES]!;
  const table = new Float64Array(CELLS + 1);
  let piece = 0;
  for (let i = 1; i < CELLS; i++) {
    const wanted = (i / CELLS) * total;
    while (cumulated[piece + 1]! < wanted) piece++;
    const share = (wanted - cumulated[piece]!) / (cumulated[piece + 1]! - cumulated[piece]!);
    table[i] = xOf((piece + share) / PIECES);
  }
  table[CELLS] = 1;
  return table;
}
