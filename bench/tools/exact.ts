/** Distributions whose quantiles are known, or added up numerically so finely that they are as good as known. */

export interface Exact {
  quantile(probability: number): number;
  /** The probability of no more than `x`. */
  cdf(x: number): number;
  readonly min: number;
  readonly max: number;
}

export function triangular(min: number, likely: number, max: number): Exact {
  const cdf = (x: number) => {
    if (x <= min) return 0;
    if (x >= max) return 1;
    return x < likely
      ? (x - min) ** 2 / ((max - min) * (likely - min))
      : 1 - (max - x) ** 2 / ((max - min) * (max - likely));
  };
  return byBisection(min, max, cdf);
}

/** The regularised incomplete beta function, by its continued fraction (Lentz's method, as in Numerical Recipes 6.4). */
export function pert(min: number, likely: number, max: number): Exact {
  const a = 1 + (4 * (likely - min)) / (max - min);
  const b = 6 - a;
  const cdf = (x: number) => {
    const share = (x - min) / (max - min);
    if (share <= 0) return 0;
    if (share >= 1) return 1;
    return share < (a + 1) / (a + b + 2) ? incompleteBeta(share, a, b) : 1 - incompleteBeta(1 - share, b, a);
  };
  return byBisection(min, max, cdf);
}

/** The largest of `count` independent ones: F(x) to the power of `count`. */
export function maximumOf(one: Exact, count: number): Exact {
  const quantile = (p: number) => one.quantile(p ** (1 / count));
  return { min: one.min, max: one.max, cdf: (x) => one.cdf(x) ** count, quantile };
}

/** The sum of independent ones, by convolution on a grid of 1/200 minute. */
export function sumOf(all: readonly Exact[]): Exact {
  const cell = 1 / 200;
  const masses = (one: Exact) =>
    Float64Array.from(
      { length: Math.ceil((one.max - one.min) / cell) },
      (_, i) => one.cdf(one.min + (i + 1) * cell) - one.cdf(one.min + i * cell),
    );
  let sum = masses(all[0]!);
  for (const one of all.slice(1)) {
    const next = masses(one);
    const both = new Float64Array(sum.length + next.length - 1);
    sum.forEach((mass, i) => {
      if (mass > 1e-15) for (let j = 0; j < next.length; j++) both[i + j]! += mass * next[j]!;
    });
    sum = both;
  }
  const min = all.reduce((least, one) => least + one.min, 0);
  const max = all.reduce((most, one) => most + one.max, 0);
  // Each mass lies in the middle of its cell; the middles add up.
  const shift = min + (all.length / 2) * cell;
  const cumulated = sum.slice();
  for (let i = 1; i < cumulated.length; i++) cumulated[i]! += cumulated[i - 1]!;
  const cdf = (x: number) => {
    const at = (x - shift) / cell + 0.5;
    if (at <= 0) return 0;
    const i = Math.min(Math.floor(at), cumulated.length - 1);
    const below = i === 0 ? 0 : cumulated[i - 1]!;
    return Math.min(1, below + (cumulated[i]! - below) * Math.min(1, at - i));
  };
  return byBisection(min, max, cdf);
}

function byBisection(min: number, max: number, cdf: (x: number) => number): Exact {
  return {
    min,
    max,
    cdf,
    quantile: (p) => {
      let low = min;
      let high = max;
      for (let i = 0; i < 60; i++) {
        const middle = (low + high) / 2;
        if (cdf(middle) < p) low = middle;
        else high = middle;
      }
      return (low + high) / 2;
    },
  };
}

function incompleteBeta(x: number, a: number, b: number): number {
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x));
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1), tiny);
  let result = d;
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d, tiny);
    c = nonZero(1 + even / c, tiny);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d, tiny);
    c = nonZero(1 + odd / c, tiny);
    result *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return (front * result) / a;
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value;
}

/** By Stirling's series, shifted up to where it is exact to 15 digits. */
function logGamma(z: number): number {
  let shift = 0;
  let x = z;
  while (x < 15) shift -= Math.log(x++);
  const square = x * x;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / square) / square) / square) / x;
  return shift + (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
