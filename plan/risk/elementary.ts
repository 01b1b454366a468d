/**
 * Powers in nothing but additions, multiplications and divisions: those are the same on every host, `Math.pow`, `Math.exp`
 * and `Math.log` need not be.
 */

/** `base ** exponent` for `0 <= base <= 1` and `exponent >= 0`, to about 13 digits. */
export function power(base: number, exponent: number): number {
  if (exponent === 0) return 1;
  if (base <= 0) return 0;
  return exponential(exponent * logarithm(base));
}

const { LN2 } = Math;

/** The natural logarithm of a positive number, by the series of artanh around 1. */
function logarithm(x: number): number {
  let mantissa = x;
  let twos = 0;
  while (mantissa < 0.75) {
    mantissa *= 2;
    twos--;
  }
  while (mantissa > 1.5) {
    mantissa /= 2;
    twos++;
  }
  const t = (mantissa - 1) / (mantissa + 1);
  const square = t * t;
  let sum = 0;
  for (let k = 19; k >= 1; k -= 2) sum = sum * square + 1 / k;
  return 2 * t * sum + twos * LN2;
}

/** `e ** x`, by halving the argument, Taylor's series, and squaring back. */
function exponential(x: number): number {
  const twos = Math.round(x / LN2);
  if (twos < -1000) return 0;
  const rest = x - twos * LN2;
  let sum = 1;
  for (let k = 14; k >= 1; k--) sum = 1 + (rest / k) * sum;
  let result = sum;
  for (let i = 0; i < Math.abs(twos); i++) result = twos < 0 ? result / 2 : result * 2;
  return result;
}
