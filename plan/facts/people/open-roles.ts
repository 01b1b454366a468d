/** Roles that nobody fills yet, on which a night hangs all the same: whoever it will be, somebody has to stand in for them. */
import { lookup, type Plan, rootBlock, type Step, TBD, type Who } from '../../model.ts';
import { inRun, isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';

export interface Hanging {
  readonly role: string;
  /** What they decide or do: the slot that says so, and the line, in words. */
  readonly who: Who;
  readonly what: Step | 'trigger';
}

/** Each role once, with the first that it decides: a gate before or in the run, or whether one goes back. */
export function decidingAlone({ plan, release }: Facts): readonly Hanging[] {
  const found = new Map<string, Hanging>();
  const add = (who: Who | undefined, what: Step | 'trigger') => {
    if (who && !who.otherwise && isOpenRole(plan, release, who) && !found.has(who.ref.name))
      found.set(who.ref.name, { role: who.ref.name, who, what });
  };
  for (const step of release.steps) {
    if (step.verb === 'gate' && isForward(step) && !step.done && (inRun(step) || isPrepared(step))) add(step.by, step);
  }
  for (const { then, by, with: others = [] } of release.triggers) {
    if (then.some(({ action }) => action === 'rollback')) for (const who of [by, ...others]) add(who, 'trigger');
  }
  return [...found.values()];
}

function isPrepared({ block }: Step): boolean {
  const { kind } = rootBlock(block);
  return kind === 'prepare' || kind === 'phase' || kind === 'messages';
}

/** `role dba is tbd`, and no `else`. */
function isOpenRole(plan: Plan, release: Facts['release'], { ref }: Who): boolean {
  const named = lookup(plan, release, ref.name);
  return named?.kind === 'role' && named.holder?.name === TBD && !named.otherwise?.length;
}
