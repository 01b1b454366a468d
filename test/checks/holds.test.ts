/** What was found, and the repairs of it, hold between the moments that they say, to the minute. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { type Judged, judged } from '../../plan/analysis.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import type { Plan } from '../../plan/model.ts';
import { MINUTES_PER_DAY } from '../../plan/time/date.ts';
import type { Instant } from '../../plan/time/model.ts';

const EXAMPLES = new URL('../../examples/', import.meta.url);
const TEXTS = [
  ...checks.flatMap(({ example }) => [example.breaks, example.passes]),
  ...readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.release'))
    .map((path) => readFileSync(new URL(path, EXAMPLES), 'utf8')),
];

const plans = new Map<string, Plan>();

function planOf(text: string): Plan {
  const workspace = createWorkspace({ roots: ['file:///plans/'] });
  workspace.set('file:///plans/main.release', text);
  const plan = plans.get(text) ?? workspace.plan('file:///plans/main.release');
  plans.set(text, plan);
  return plan;
}

function all({ analysis: { findings, waivers }, fixesOf }: Judged): unknown {
  return [findings, findings.map(fixesOf), waivers.map(({ expired }) => expired)];
}

test('as long as they say', () => {
  const DECEMBER = Date.UTC(2026, 11, 1) / 60_000;
  const moments = fc.integer({ min: DECEMBER - 400 * MINUTES_PER_DAY, max: DECEMBER + 400 * MINUTES_PER_DAY });
  let [ended, went] = [0, 0];
  fc.assert(
    fc.property(fc.constantFrom(...TEXTS), moments, fc.double({ min: 0, max: 1, noNaN: true }), (text, now, share) => {
      const plan = planOf(text);
      const at = (moment: Instant) => all(judged(plan, { now: moment }));
      const one = judged(plan, { now });
      const found = all(one);
      const { from = now - MINUTES_PER_DAY, until = now + MINUTES_PER_DAY } = one.holds();
      expect(from).toBeLessThanOrEqual(now);
      expect(until).toBeGreaterThanOrEqual(now);
      for (const moment of new Set([from, until, Math.round(from + share * (until - from))]))
        expect(at(moment)).toEqual(found);
      if (JSON.stringify(at(until + 1)) !== JSON.stringify(found)) ended++;
      if (until > now) went++;
    }),
    { numRuns: 150 },
  );
  // Neither every minute another answer, nor one for ever.
  expect(ended).toBeGreaterThan(5);
  expect(went).toBeGreaterThan(75);
});
