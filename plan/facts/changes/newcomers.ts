/** What is built beside what is in use: nobody meets it before the users are switched to it. */
import {
  CHANGE_VERBS,
  lookup,
  type Named,
  type Plan,
  type Ref,
  type Release,
  rootBlock,
  type Step,
  type System,
} from '../../model.ts';
import { among } from '../../named.ts';
import { isRelative } from '../../schedule/relative.ts';
import { isElapsed } from '../../time/duration.ts';
import type { Facts } from '../facts.ts';
import { inProduction, inRun, isForward, systems } from './changes.ts';

/**
 * Whether a step only changes what is not in use yet: what says `from` when it is, what the release builds, or something that a step of the release leads to (`switch … to`, `migrate … to`) or that lies in the environment it leads to, and
 * that nothing in the plan uses, stands on, is led away from or has a version of. Until it is in use there is nothing to save, and leaving it alone is the way back.
 */
export function isOfNewcomer(facts: Facts, step: Step): boolean {
  const { plan, release, changes, dependencies } = facts;
  const { leading } = changes;
  const targets = changes.targets(step);
  if (targets.length === 0) return false;
  return targets.every((system) => {
    if (system.from) return isBeforeItLives(facts, step, system);
    if (isBuiltHere(facts, step, system)) return true;
    const ways = leading.filter((way) => isNamed(plan, release, way.to!, system) || isMoveTo(facts, way, system));
    const isReached = ways.some((way) => way.verb === 'switch' && dependencies.precedes(way, step));
    return ways.length > 0 && !isReached && !isInUse({ plan, release }, step, system);
  });
}

/**
 * `switch shop to cloud`, of what lies in production elsewhere: the users come from there, and meet what stands in `cloud` only then. What
 * comes out of an environment without users (staging) comes to where they are already.
 */
function isMoveTo({ plan, release }: Facts, { targets, to }: Step, system: System): boolean {
  const there = lookup(plan, release, to!.name);
  if (there?.kind !== 'environment' || system.environment?.name !== there.name) return false;
  const moved = systems(plan, release, targets);
  return (
    moved.length > 0 &&
    moved.every(
      ({ environment }) => environment && environment.name !== there.name && inProduction(plan, release, environment),
    )
  );
}

/** `database crm-db from T`: nobody relies on it before. */
function isBeforeItLives({ schedule, times, dependencies, release }: Facts, step: Step, { from }: System): boolean {
  const at = times.instant(from);
  const planned = schedule.steps[step.id];
  if (at !== undefined && planned) return planned.end <= at;
  // While the date is open both count from T.
  if (planned && from?.kind === 'offset' && isElapsed(from.offset) && isRelative(schedule, planned.end))
    return planned.end <= from.offset.minutes;
  // Without dates the order tells, where it lives from something that is done.
  const thing = from?.kind === 'point' ? release.names.get(from.ref.name) : undefined;
  return thing?.kind === 'step' && (thing === step || dependencies.precedes(step, thing));
}

/**
 * What the release sets up long before its night (a `deploy` in `prepare` or a phase is the first that is done to it), and
 * nothing in the plan uses, has a version of, or copies: it is being built.
 */
function isBuiltHere({ plan, release, changes, dependencies }: Facts, step: Step, system: System): boolean {
  if (system.type !== 'database' || isInUse({ plan, release }, step, system)) return false;
  const [first] = release.steps.filter(
    (one) => isForward(one) && TOUCHES.has(one.verb) && changes.targets(one).includes(system),
  );
  if (first?.verb !== 'deploy' || inRun(first) || !hasNight(release)) return false;
  return first === step || dependencies.precedes(first, step) || rootBlock(first.block) !== rootBlock(step.block);
}

const TOUCHES: ReadonlySet<string> = new Set([...CHANGE_VERBS, 'backup', 'snapshot', 'stop', 'start']);

function hasNight({ blocks }: Release): boolean {
  return blocks.some(({ kind }) => kind === 'run' || kind === 'outage');
}

/** Of two nodes that are changed in turns each has its users, before it is led away from and again behind. */
function isInUse({ plan, release }: Pick<Facts, 'plan' | 'release'>, step: Step, system: System): boolean {
  if (system.version !== undefined || step.version?.from !== undefined) return true;
  const isLeft = release.steps.some((one) => isForward(one) && one.from && isNamed(plan, release, one.from, system));
  return isLeft || isNeeded(plan, release, system);
}

/** By another system or by an audience. */
function isNeeded(plan: Plan, release: Release, system: System): boolean {
  return among(plan.names, needsAny).some((thing) => needsOf(thing).some((ref) => isNamed(plan, release, ref, system)));
}

function needsAny(named: Named): boolean {
  return needsOf(named).length > 0;
}

function needsOf(named: Named): readonly Ref[] {
  return named.kind === 'system' ? [...named.on, ...named.uses] : named.kind === 'audience' ? named.uses : [];
}

function isNamed(plan: Plan, release: Release, { name }: Ref, system: System): boolean {
  return name === system.name && lookup(plan, release, name) === system;
}
