/** Whether a step has to do with what a freeze or a maintenance is of. */
import { lookup, type Ref, type Step, type System } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { scenesOf } from './changes.ts';

type Subject = Pick<Facts, 'plan' | 'release' | 'changes'>;

/** It changes what is frozen: the environment, the system itself, what it runs on, or what runs on it. */
export function changesOneOf(subject: Subject, of: readonly Ref[], step: Step): boolean {
  const { grounds } = subject.changes;
  return isOneOf(subject, of, step, (target, thing) => grounds(target).has(thing) || grounds(thing).has(target));
}

/** It takes it out of service: the environment, the system itself, or what it runs on. */
export function takesOneOf(subject: Subject, of: readonly Ref[], step: Step): boolean {
  return isOneOf(subject, of, step, (target, thing) => subject.changes.grounds(thing).has(target));
}

function isOneOf(
  { plan, release, changes }: Subject,
  of: readonly Ref[],
  step: Step,
  isMeant: (target: System, thing: System) => boolean,
): boolean {
  const targets = changes.targets(step);
  return of.some((ref) => {
    const thing = lookup(plan, release, ref.name);
    if (thing?.kind === 'system') return targets.some((target) => isMeant(target, thing));
    if (thing?.kind !== 'environment') return step.targets.some((target) => target.name === ref.name);
    // A switch also touches what it leads to, wherever its system is.
    if (step.in?.name === ref.name || step.to?.name === ref.name) return true;
    if (scenesOf(step).length > 0) return false;
    const named = targets.filter((target) => target.environment !== undefined);
    if (named.length > 0) return named.some((target) => target.environment!.name === ref.name);
    // What says nothing of its environment is production, see `changes.ts`.
    return thing.production;
  });
}
