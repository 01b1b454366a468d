/** Draws belong to a seed, a name and a run; over all runs they fill their strata; and no two names go together. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawsFor, stratum } from '../../plan/risk/draws.ts';

function strata(seed: number, name: string, runs: number): number[] {
  const draws = drawsFor(seed, name, runs);
  return Array.from({ length: runs }, (_, run) => stratum(draws, run));
}

test('every stratum is drawn once', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string(), fc.integer({ min: 1, max: 3000 }), (seed, name, runs) => {
      expect([...strata(seed, name, runs)].sort((a, b) => a - b)).toEqual(Array.from({ length: runs }, (_, i) => i));
    }),
    { numRuns: 100 },
  );
});

test('the same on every host: written down once', () => {
  expect(strata(1, 'refund-tables', 10_000).slice(0, 8)).toMatchInlineSnapshot(`
    [
      4721,
      1783,
      8531,
      7992,
      2217,
      3486,
      2600,
      6519,
    ]
  `);
  expect(strata(2, 'refund-tables', 10_000).slice(0, 8)).toMatchInlineSnapshot(`
    [
      72,
      2260,
      652,
      7880,
      3341,
      1802,
      6091,
      387,
    ]
  `);
});

test('names that differ little draw nothing alike: correlations are those of chance, in value and in square', () => {
  const runs = 4096;
  const names = Array.from({ length: 40 }, (_, i) => `s${i}`);
  const columns = names.map((name) => strata(1, name, runs).map((one) => (one + 0.5) / runs - 0.5));
  const correlations: number[] = [];
  for (const f of [(x: number) => x * Math.sqrt(12), (x: number) => (x * x - 1 / 12) * Math.sqrt(180)]) {
    const valued = columns.map((column) => column.map(f));
    for (let a = 0; a < names.length; a++) {
      for (let b = 0; b < a; b++) {
        const sum = valued[a]!.reduce((total, value, i) => total + value * valued[b]![i]!, 0);
        correlations.push(sum / Math.sqrt(runs));
      }
    }
  }
  // 1,560 of them, each about a standard normal.
  const variance = correlations.reduce((sum, z) => sum + z * z, 0) / correlations.length;
  expect(variance).toBeGreaterThan(0.8);
  expect(variance).toBeLessThan(1.2);
  expect(Math.max(...correlations.map(Math.abs))).toBeLessThan(4.5);
});

test('runs that follow each other draw nothing alike', () => {
  const runs = 10_000;
  const column = strata(3, 'x', runs).map((one) => ((one + 0.5) / runs - 0.5) * Math.sqrt(12));
  for (const lag of [1, 2, 3, 8, 64, 256]) {
    const sum = column.slice(lag).reduce((total, value, i) => total + value * column[i]!, 0);
    expect(Math.abs(sum / Math.sqrt(runs - lag))).toBeLessThan(4);
  }
});
