/** For how long users are kept away from something by what the plan takes from them and gives back. */
import type { Step, System } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';

/**
 * Whether something is shut before a change, by a `stop` of it or a `revoke` of access, and given back only behind a look: on another day,
 * but before anybody meets it.
 */
export function isShutUntil(
  { release, changes, dependencies }: Facts,
  system: System,
  change: Step,
  look: Step,
): boolean {
  if (look.index < change.index) return false;
  const forward = release.steps.filter(isForward);
  const shuts = forward.filter(({ verb, index }) => (verb === 'stop' || verb === 'revoke') && index < change.index);
  return shuts.some((shut) => {
    const opens = forward.filter((step) => step.index > shut.index && opensAgain(changes, shut, step, system));
    return opens.length > 0 && opens.every((step) => dependencies.precedes(look, step));
  });
}

/** A `start` of what was stopped; a `grant` to those from whom it was taken. */
function opensAgain(changes: Facts['changes'], shut: Step, step: Step, system: System): boolean {
  if (shut.verb === 'stop')
    return step.verb === 'start' && changes.targets(step).includes(system) && changes.targets(shut).includes(system);
  return step.verb === 'grant' && shut.from !== undefined && step.to?.name === shut.from.name;
}
