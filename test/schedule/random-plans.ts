/** Random plans as plain descriptions, so that fast-check can shrink them. */
import fc from 'fast-check';
import type { BlockKind } from '../../plan/model.ts';
import { type BlockBuilder, PlanBuilder, type StepClauses } from '../support/plan-builder.ts';

export interface StepSpec {
  readonly minutes: number;
  readonly by?: string;
  readonly with?: string;
  readonly system?: string;
  /** Picks one of the steps that stand before it in its part of the plan. */
  readonly after?: { readonly pick: number; readonly lag: number; readonly side: '' | '.start' };
  readonly wait: boolean;
}

export interface BlockSpec {
  readonly kind: 'sequence' | 'parallel' | 'outage';
  readonly children: readonly NodeSpec[];
}

export type NodeSpec = StepSpec | BlockSpec;

export interface PlanSpec {
  readonly run: readonly NodeSpec[];
  readonly prepare: readonly NodeSpec[];
  readonly phase: readonly NodeSpec[];
  readonly followUp: readonly NodeSpec[];
}

/** Further clauses for single steps, by their number in the plan. */
export type Extra = (index: number) => StepClauses;

export function planSpecs(options: { readonly people: boolean }): fc.Arbitrary<PlanSpec> {
  const who = options.people
    ? fc.constantFrom(undefined, 'ann', 'bob', 'cid', 'team', 'any of team', '2 of team', 'lead')
    : fc.constant(undefined);
  const other = options.people
    ? fc.constantFrom(undefined, undefined, 'bob', 'dot', 'any of team')
    : fc.constant(undefined);
  const system = options.people ? fc.constantFrom(undefined, undefined, 'db') : fc.constant(undefined);
  const step: fc.Arbitrary<StepSpec> = fc.record({
    minutes: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 90 })),
    by: who,
    with: other,
    system,
    after: fc.option(
      fc.record({
        pick: fc.nat(50),
        lag: fc.constantFrom(0, 0, 5, 90),
        side: fc.constantFrom<'' | '.start'>('', '', '.start'),
      }),
      { nil: undefined },
    ),
    wait: options.people ? fc.integer({ min: 0, max: 9 }).map((n) => n === 0) : fc.constant(false),
  });
  const { node } = fc.letrec<{ node: NodeSpec; block: NodeSpec }>((tie) => ({
    node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, step, tie('block')),
    block: fc.record({
      kind: fc.constantFrom<BlockSpec['kind']>('sequence', 'parallel', 'outage'),
      children: fc.array(tie('node'), { minLength: 1, maxLength: 5 }),
    }),
  }));
  const part = fc.array(node, { maxLength: 6 });
  return fc.record({ run: fc.array(node, { minLength: 1, maxLength: 8 }), prepare: part, phase: part, followUp: part });
}

/** Window Sat 2026-12-05 22:00 .. Sun 04:00, UTC; a phase from Mon 2026-11-02 on. */
/** @param more adds what a description does not have */
export function planOf(spec: PlanSpec, extra: Extra = () => ({}), more: (builder: PlanBuilder) => void = () => {}) {
  const builder = new PlanBuilder({ window: ['2026-12-05 22:00', '2026-12-06 04:00'] });
  builder.people('ann', 'bob', 'cid', 'dot').team('team', 'ann', 'bob', 'cid').system('db', { exclusive: true });
  builder.person('lead');
  let count = 0;
  const part = (kind: BlockKind, nodes: readonly NodeSpec[], clauses = {}) => {
    if (nodes.length === 0) return;
    const names: string[] = [];
    const fill = (block: BlockBuilder, children: readonly NodeSpec[]) => {
      for (const child of children) {
        if ('children' in child) {
          block.block(child.kind, (inner) => fill(inner, child.children));
          continue;
        }
        const index = count++;
        const { after, minutes } = child;
        const before = after && names.length > 0 ? names[after.pick % names.length] : undefined;
        block.step(child.wait ? 'wait' : 'task', minutes > 0 ? `${minutes}m` : undefined, {
          name: `s${index}`,
          by: child.by,
          with: child.with ? [child.with] : [],
          on: child.system ? [child.system] : [],
          after: before ? [`${before}${after!.side} + ${after!.lag}m`] : [],
          ...extra(index),
        });
        names.push(`s${index}`);
      }
    };
    builder.block(kind, (block) => fill(block, nodes), clauses);
  };
  part('phase', spec.phase, { during: ['2026-11-02', '2026-11-20'] });
  part('prepare', spec.prepare);
  part('run', spec.run);
  part('follow-up', spec.followUp);
  more(builder);
  return builder.build();
}
