/** Quantile tables against what is known of the distributions in closed form. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pert, triangular } from '../../bench/tools/exact.ts';
import { CELLS, quantile, quantiles } from '../../plan/risk/distribution.ts';
import { power } from '../../plan/risk/elementary.ts';
import { SHAPES } from '../../plan/risk/model.ts';

const mode = fc.double({ min: 0, max: 1, noNaN: true });
const shape = fc.constantFrom(...SHAPES);

test('quantiles rise from 0 to 1', () => {
  fc.assert(
    fc.property(shape, mode, (one, at) => {
      const table = quantiles(one, at);
      expect([table[0], table[CELLS]]).toEqual([0, 1]);
      for (let i = 1; i <= CELLS; i++) expect(table[i]! >= table[i - 1]!).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('the mean is that of PERT, (min + 4 likely + max) / 6, and of the triangle, (min + likely + max) / 3', () => {
  fc.assert(
    fc.property(shape, mode, (one, at) => {
      const table = quantiles(one, at);
      let sum = 0;
      for (let i = 0; i < CELLS; i++) sum += (table[i]! + table[i + 1]!) / 2;
      expect(sum / CELLS).toBeCloseTo(one === 'pert' ? (4 * at + 1) / 6 : (at + 1) / 3, 3);
    }),
    { numRuns: 100 },
  );
});

describe('quantiles are those of an independent formula', () => {
  const shares = [0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.8, 0.9, 0.95, 0.99];

  test.each([0, 0.05, 1 / 6, 0.5, 0.8, 1])('PERT, likely at %d: the regularised incomplete beta', (at) => {
    const table = quantiles('pert', at);
    const exact = pert(0, at, 1);
    for (const share of shares) expect(Math.abs(quantile(table, share) - exact.quantile(share))).toBeLessThan(1e-4);
  });

  test('PERT, likely at the least: 1 - (1 - p)^(1/5)', () => {
    const table = quantiles('pert', 0);
    for (const share of shares) expect(Math.abs(quantile(table, share) - 1 + (1 - share) ** 0.2)).toBeLessThan(1e-4);
  });

  test.each([0.1, 0.5, 0.9])('triangular, likely at %d', (at) => {
    const table = quantiles('triangular', at);
    const exact = triangular(0, at, 1);
    for (const share of shares) expect(Math.abs(quantile(table, share) - exact.quantile(share))).toBeLessThan(1e-4);
  });
});

test('powers without the functions of the host', () => {
  fc.assert(
    fc.property(mode, fc.double({ min: 0, max: 4, noNaN: true }), (base, exponent) => {
      expect(power(base, exponent)).toBeCloseTo(base ** exponent, 12);
    }),
  );
});
