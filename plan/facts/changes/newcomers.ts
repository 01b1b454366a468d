/** What is built beside what is in use: nobody meets it before the users are switched to it. */
import { lookup, type Plan, type Ref, type Release, type Step, type System } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { isForward } from './changes.ts';

/**
 * Whether a step only changes what is not in use yet: something that a step of the release leads to (`switch … to`, `migrate … to`), and
 * that nothing in the plan uses, stands on, is led away from or has a version of. Until it is in use there is nothing to save, and leaving it alone is the way back.
 */
export function isOfNewcomer({ plan, release, changes, dependencies }: Facts, step: Step): boolean {
  const { leading } = changes;
  const targets = leading.length > 0 ? changes.targets(step) : [];
  if (targets.length === 0) return false;
  return targets.every((system) => {
    const ways = leading.filter(({ to }) => isNamed(plan, release, to!, system));
    const isReached = ways.some((way) => way.verb === 'switch' && dependencies.precedes(way, step));
    return ways.length > 0 && !isReached && !isInUse({ plan, release }, step, system);
  });
}

/** Of two nodes that are changed in turns each has its users, before it is led away from and again behind. */
function isInUse({ plan, release }: Pick<Facts, 'plan' | 'release'>, step: Step, system: System): boolean {
  if (system.version !== undefined || step.version?.from !== undefined) return true;
  const isLeft = release.steps.some((one) => isForward(one) && one.from && isNamed(plan, release, one.from, system));
  return isLeft || isNeeded(plan, release, system);
}

/** By another system or by an audience. */
function isNeeded(plan: Plan, release: Release, system: System): boolean {
  return [...plan.names.values()].some((thing) => {
    if (thing.kind !== 'system' && thing.kind !== 'audience') return false;
    const needs = thing.kind === 'system' ? [...thing.on, ...thing.uses] : thing.uses;
    return needs.some((ref) => isNamed(plan, release, ref, system));
  });
}

function isNamed(plan: Plan, release: Release, { name }: Ref, system: System): boolean {
  return name === system.name && lookup(plan, release, name) === system;
}
