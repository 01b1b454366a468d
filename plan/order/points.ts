/** Named things as what others hang on: what `after x`, `at x + 2h` and `x.end` speak of. */
import type { Block, Milestone, Named, Plan, PointRef, Release, Step } from '../model.ts';
import { lookup } from '../model.ts';

/** What is scheduled by the network rather than stated. */
export type Scheduled = Step | Block | Milestone;

/** What a point refers to: something scheduled, or another named thing that states its times. */
export type PointTarget =
  | { readonly kind: 'scheduled'; readonly thing: Scheduled }
  | { readonly kind: 'stated'; readonly thing: Named };

/** What a name may stand for where something else hangs on it. The others have no time, and never will. */
export const WITH_TIME = [
  ...(['step', 'block', 'milestone', 'dropped', 'named-window', 'freeze', 'maintenance', 'event'] as const),
  ...([
    'rehearsal',
    'uat',
    'hypercare',
    'roster',
    'benefit',
    'risk',
    'issue',
    'scope-item',
    'party',
    'system',
  ] as const),
] satisfies readonly Named['kind'][];

/** A system has a time where it says `from` or `until` when it lives, a party where it says until when. */
export function hasTime(named: Named): boolean {
  if (named.kind === 'system') return named.from !== undefined || named.until !== undefined;
  if (named.kind === 'party') return named.until !== undefined;
  return (WITH_TIME as readonly Named['kind'][]).includes(named.kind);
}

export type PointLookup = (point: Pick<PointRef, 'ref' | 'target'>, side: 'start' | 'end') => PointTarget | undefined;

/**
 * Looks points up by name; an unnamed step by verb and target (`backup orders-db`, the first on the page); a block by its
 * kind (`run`), where there are several the first one's start and the last one's end.
 */
export function pointLookup(plan: Pick<Plan, 'names'> | undefined, release: Release): PointLookup {
  let byVerb: Map<string, Step> | undefined;
  return ({ ref, target }, side) => {
    if (target) {
      if (!byVerb) {
        byVerb = new Map();
        for (const step of release.steps) {
          for (const { name } of step.targets) {
            const key = `${step.verb} ${name}`;
            if (!byVerb.has(key)) byVerb.set(key, step);
          }
        }
      }
      const step = byVerb.get(`${ref.name} ${target.name}`);
      return step && { kind: 'scheduled', thing: step };
    }
    const named = plan ? lookup(plan as Plan, release, ref.name) : release.names.get(ref.name);
    // What has none is told, and is as good as a name that nothing declares.
    if (named && hasTime(named)) {
      if (named.kind === 'block') return { kind: 'scheduled', thing: named.block };
      if (named.kind === 'step' || named.kind === 'milestone') return { kind: 'scheduled', thing: named };
      // Nothing waits for what is given up; that it was meant to is told.
      return named.kind === 'dropped' ? undefined : { kind: 'stated', thing: named };
    }
    const blocks = release.blocks.filter(({ kind }) => kind === ref.name);
    const block = side === 'start' ? blocks[0] : blocks.at(-1);
    return block && { kind: 'scheduled', thing: block };
  };
}
