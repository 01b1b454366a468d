/** Schedules of plans made by chance, in full: whatever of the network, the levelling or the way back becomes another is seen here. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Plan, Release } from '../../plan/model.ts';
import { orderWords } from '../../plan/schedule/run/order-edits.ts';
import { refineRuns } from '../../plan/schedule/run/proposal.ts';
import { schedule } from '../../plan/schedule/schedule.ts';
import { allTold } from '../checks/all-told.ts';
import { textOf, textSpecs } from '../order/random-texts.ts';
import { expectGolden } from '../support/golden.ts';
import { nonsense } from './nonsense-plans.ts';
import { planOf, planSpecs } from './random-plans.ts';
import { inFull } from './told.ts';

const SEED = 20_261_130;
/** Of each kind so many parts, of so many plans each. */
const PARTS = [1, 2, 3];
const PLANS = 15;

test.each(PARTS)('of whatever can wait for something, part %i', (part) => {
  const rows = fc
    .sample(textSpecs(), { seed: SEED + part, numRuns: PLANS })
    .map(textOf)
    .flatMap((text) => ['──', text.trim(), '  ──', ...allTold(text)]);
  expectGolden(`${rows.join('\n')}\n`, `./golden/waiting-${part}.golden.txt`, import.meta.url);
});

test.each(PARTS)('of people who do several things, part %i', (part) => {
  const rows = fc
    .sample(planSpecs({ people: true }), { seed: SEED + part, numRuns: 7 })
    .map((spec) => planOf(spec, clauses))
    .flatMap(({ plan, release }, i) => [`── ${i}`, ...inFull(plan, release), shorter(plan, release)]);
  expect(rows.length).toBeGreaterThan(PLANS);
  expectGolden(`${rows.join('\n')}\n`, `./golden/people-${part}.golden.txt`, import.meta.url);
});

test.each(PARTS)('of what makes no sense, part %i', (part) => {
  const rows = fc
    .sample(nonsense, { seed: SEED + part, numRuns: 2 * PLANS })
    .map((builder) => builder.build())
    .flatMap(({ plan, release }, i) => [`── ${i}`, ...inFull(plan, release)]);
  expect(rows.length).toBeGreaterThan(PLANS);
  expectGolden(`${rows.join('\n')}\n`, `./golden/nonsense-${part}.golden.txt`, import.meta.url);
});

/** What the search proposes. */
function shorter(plan: Plan, release: Release): string {
  const search = refineRuns(plan, release, schedule(plan, release), { schedules: 150, seed: 7 });
  for (;;) {
    const { done, value } = search.next();
    if (!done) continue;
    if (!value) return 'nothing to search';
    const { planned, found, bound, schedules, proposal } = value;
    expect(bound ?? 0).toBeLessThanOrEqual(found);
    const orders = proposal?.orders.map((order) => orderWords(release, order)) ?? [];
    return `${planned} min, found ${found}, bound ${bound ?? '-'}, ${schedules} schedules: ${orders.join(', ')}`;
  }
}

/** Some of them say when, others until when. */
function clauses(index: number) {
  if (index % 7 === 3) return { notBefore: `T+${20 * index}m` };
  if (index % 7 === 5) return { due: `T+${15 * index}m`, undo: '10m' };
  return index % 5 === 1 ? { undo: '20m' } : {};
}
