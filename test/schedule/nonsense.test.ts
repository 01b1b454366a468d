/** Whatever a half-written plan says, it has a schedule: nothing throws, and what has no time is told of. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse } from '../../plan/analysis.ts';
import { withMembers } from '../../plan/findings/findings.ts';
import { contains } from '../../plan/place.ts';
import { scheduledOf } from '../support/scheduled.ts';
import { nonsense } from './nonsense-plans.ts';
import { scheduleOf } from './told.ts';

test('no plan is too broken for a schedule', () => {
  fc.assert(
    fc.property(nonsense, (builder) => {
      const result = scheduleOf(builder);
      for (const one of Object.values(result.steps)) {
        const numbers = [one.start, one.end, one.latestStart, one.latestEnd, one.totalFloat, one.freeFloat];
        expect(numbers.every(Number.isFinite)).toBe(true);
        expect(one.end).toBeGreaterThanOrEqual(one.start);
        expect(one.totalFloat).toBeGreaterThanOrEqual(one.freeFloat);
        expect(one.freeFloat).toBeGreaterThanOrEqual(0);
        expect(one.waits.every(({ minutes }) => Number.isFinite(minutes) && minutes >= 0)).toBe(true);
      }
      for (const { minutes } of result.conflicts) expect(Number.isFinite(minutes ?? 0)).toBe(true);
      expect(Number.isFinite(result.bound) && Number.isFinite(result.outage)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('every step without a time is named by a finding', () => {
  let without = 0;
  fc.assert(
    fc.property(nonsense, (builder) => {
      // Without a clock: of what is over nothing is asked any more.
      const { plan, findings, schedules } = analyse(builder.build().plan);
      const told = withMembers(findings).flatMap((finding) => [finding, ...finding.related]);
      for (const [i, { steps }] of schedules.entries()) {
        for (const step of plan.releases[i]!.steps) {
          if (steps[step.id]) continue;
          without++;
          const isNamed =
            told.some(({ place }) => contains(step.head, place)) ||
            told.some(({ message }) => message.includes(`\`${step.name}\``));
          expect(isNamed, `${step.name} has no time, and nobody says so`).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(without).toBeGreaterThan(50);
});

test('what waits for something without a time has none, unless its start is fixed', () => {
  fc.assert(
    fc.property(nonsense, (builder) => {
      const result = scheduleOf(builder);
      const { release } = builder.build();
      const named = new Map(release.steps.map((step) => [step.name, step]));
      const told = new Set(result.conflicts.flatMap(({ kind, steps }) => (kind === 'unknown-time' ? steps : [])));
      for (const one of scheduledOf(release, result)) {
        if (one.step.at || one.step.every) continue;
        for (const { point } of one.step.after) {
          const before = named.get(point.ref.name);
          if (before && told.has(before.id) && before.block === one.step.block) {
            const isInCircle = result.conflicts.some(
              ({ kind, steps }) => kind === 'cycle' && steps.includes(one.step.id),
            );
            const isFixed = one.step.alongside.length > 0 || one.step.block.at !== undefined;
            expect(isInCircle || isFixed, `${one.step.name} has a time, ${before.name} has none`).toBe(true);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});
