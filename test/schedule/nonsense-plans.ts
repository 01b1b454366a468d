/** Plans that say whatever a half-written file may say. */
import fc from 'fast-check';
import { BLOCK_KINDS, type BlockKind } from '../../plan/model.ts';
import { type BlockClauses, PlanBuilder, type StepClauses } from '../support/plan-builder.ts';

const NAMES = ['s0', 's1', 's2', 's3', 's4', 's5', 'run', 'prepare', 'b0', 'b1', 'm', 'night', 'nobody'];
const name = fc.constantFrom(...NAMES);
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });

const time = fc.oneof(
  fc.constantFrom('T', 'T-1wd', 'T+2h', 'T-3mo', 'Thu of T-1w', '22:00', 'Sat 03:00', 'tbd'),
  fc.constantFrom('2026-12-05', '2026-12-05 23:00', '2026-03-29 02:30', '9999-12-31', '0001-01-01'),
  fc
    .tuple(name, fc.constantFrom('', '.start', '.end'), fc.constantFrom('', ' + 2h', ' - 1wd'))
    .map((parts) => parts.join('')),
);
const span = fc.tuple(time, time);
const after = fc
  .tuple(name, fc.constantFrom('', '.start'), fc.constantFrom('', ' + 90m', ' - 3h', ' + 2wd', ' - 1mo'))
  .map((parts) => parts.join(''));
const who = fc.constantFrom('ann', 'team', '2 of team', 'role', 'party', 'nobody', 'ann else bob');

const step: fc.Arbitrary<StepClauses & { readonly duration?: string }> = fc.record({
  duration: some(fc.constantFrom('0m', '30m', '2h..', '1d', '2wd', '1mo', '20m..50m')),
  by: some(who),
  with: fc.array(who, { maxLength: 2 }),
  at: some(time),
  notBefore: some(time),
  due: some(time),
  during: some(span),
  after: fc.array(after, { maxLength: 2 }),
  alongside: fc.array(name, { maxLength: 1 }),
  every: some(fc.constantFrom<string | number[]>('1w', '0m', '12h', [0, 3])),
  undo: some(fc.constantFrom('10m', '1d')),
  needs: fc.array(name, { maxLength: 1 }),
});
const block: fc.Arbitrary<{
  kind: BlockKind;
  inner: BlockKind;
  clauses: BlockClauses;
  steps: (StepClauses & { duration?: string })[];
}> = fc.record({
  kind: fc.constantFrom(...BLOCK_KINDS),
  inner: fc.constantFrom(...BLOCK_KINDS),
  clauses: fc.record({
    window: some(fc.constantFrom('night', 'other')),
    at: some(time),
    due: some(time),
    during: some(span),
    after: fc.array(after, { maxLength: 1 }),
    until: some(time),
  }),
  steps: fc.array(step, { maxLength: 4 }),
});

/** A window, a milestone, up to four blocks of up to four steps, in all of which anything may stand. */
export const nonsense: fc.Arbitrary<PlanBuilder> = fc
  .tuple(fc.option(fc.tuple(time, some(time)), { nil: undefined }), some(time), fc.array(block, { maxLength: 4 }))
  .map(([bounds, milestone, blocks]) => {
    const builder = new PlanBuilder({ zone: 'Europe/Berlin', windows: bounds ? { night: bounds } : {} });
    builder.people('ann', 'bob').team('team', 'ann', 'bob', 'team').role('role', 'role').party('party');
    builder.milestone('m', milestone, ['s0']);
    let steps = 0;
    blocks.forEach(({ kind, inner, clauses, steps: own }, index) => {
      const named = own.map((one) => ({ ...one, name: `s${steps++}` }));
      builder.block(
        kind,
        (outer) => {
          for (const { duration, ...rest } of named.slice(0, 2)) outer.step('gate', duration, rest);
          outer.block(inner, (deeper) => {
            for (const { duration, ...rest } of named.slice(2)) deeper.step('task', duration, rest);
          });
        },
        { ...clauses, name: `b${index}` },
      );
    });

    return builder;
  });
