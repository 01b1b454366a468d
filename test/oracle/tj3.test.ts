/**
 * A few of the plans that `npm run oracle:tj3` compares by the hundred: the schedule is TaskJuggler's to the minute.
 * Without TaskJuggler this fails: scripts/editor/install.ts brings it before the tests run.
 */
import { expect, test } from 'vitest';
import { ensureTj3 } from '../../scripts/editor/tj3.ts';
import type { Comparison } from './tj3/compare.ts';
import { type Failure, runOracle } from './tj3/oracle.ts';

test('TaskJuggler has the same start and end for every step', async () => {
  const results: (Comparison | Failure)[] = [];
  await runOracle(await ensureTj3(), { plans: 6, fewest: 10, most: 60, seed: 2026 }, (one) => results.push(one));
  const wrong = results.flatMap((one) => {
    const again = `npm run oracle:tj3 -- --plan ${'message' in one ? one.seed : one.project.seed}:${one.steps}`;
    if ('message' in one) return [`${again}: ${one.message}`];
    return one.differences.map(({ name, what, ours, theirs }) => `${again}: ${name} ${what} ${ours} ≠ ${theirs}`);
  });
  expect(wrong).toEqual([]);
  expect(results).toHaveLength(6);
  for (const one of results) expect(one.steps).toBeGreaterThanOrEqual(10);
});
