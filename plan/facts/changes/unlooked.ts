/** What is set up or started, and nobody looks at: where no user is, and where nothing was changed. */
import { CHANGE_VERBS, type Environment, lookup, rootBlock, type Step, type System } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { inRun, isForward, systems } from './changes.ts';
import { comesBefore } from './protection.ts';

/** Environments without users to which something is brought, each with what is brought there, and in which nothing of it is tried. */
export function unlookedEnvironments(facts: Facts): ReadonlyMap<Environment, readonly Step[]> {
  const { plan, release } = facts;
  const brought = new Map<Environment, Step[]>();
  for (const step of release.steps) {
    // What a run aims elsewhere than its targets are, `switched-off` tells.
    if (!isForward(step) || inRun(step) || !BRINGS.has(step.verb)) continue;
    for (const where of environmentsOf(facts, step)) {
      if (!where.production) brought.set(where, [...(brought.get(where) ?? []), step]);
    }
  }
  const trials = [...release.uats, ...release.rehearsals].map(({ in: where }) => where?.name);
  for (const [where, steps] of brought) {
    const isTried = release.steps.some((step) => looks(step) && isForward(step) && isThere(facts, step, where, steps));
    const isNamed = trials.some((name) => name !== undefined && lookup(plan, release, name) === where);
    if (isTried || isNamed) brought.delete(where);
  }
  return brought;
}

const BRINGS: ReadonlySet<string> = new Set([...CHANGE_VERBS, 'start']);

/** A test may be called so, and be a task. */
const looks = heard((words, { verb }) => verb === 'verify' || (verb === 'task' && LOOKS.test(words())));

const LOOKS = /\b(tests?|testing|tested|check|checks|verif\w+|validat\w+|smoke|trial|try|inspect\w*|qa|uat)\b/i;

/** What does not say where is there if it stands beside what is brought there, and is of that. */
function isThere(facts: Facts, step: Step, where: Environment, brought: readonly Step[]): boolean {
  if (environmentsOf(facts, step).includes(where)) return true;
  if (step.in || !brought.some(({ block }) => rootBlock(block) === rootBlock(step.block))) return false;
  const { targets } = step;
  return (
    targets.length === 0 ||
    brought.some((one) => one.targets.some(({ name }) => targets.some((of) => of.name === name)))
  );
}

function environmentsOf({ plan, release }: Facts, { in: where, to, verb, targets }: Step): readonly Environment[] {
  const named = [where, verb === 'switch' ? undefined : to].flatMap((ref) => {
    const thing = ref && lookup(plan, release, ref.name);
    return thing?.kind === 'environment' ? thing : [];
  });
  if (named.length > 0) return named;
  return systems(plan, release, targets).flatMap(({ environment }) => {
    const thing = environment && lookup(plan, release, environment.name);
    return thing?.kind === 'environment' ? thing : [];
  });
}

/** What the run stops and starts again without a change of it, and nothing shows to be well: each with what starts it. */
export function unlookedStarts(facts: Facts): ReadonlyMap<System, Step> {
  const { plan, release, changes } = facts;
  const found = new Map<System, Step>();
  const stopped = new Set<System>();
  for (const step of release.steps) {
    if ((step.verb !== 'stop' && step.verb !== 'start') || !isForward(step) || !changes.isOfChange(step)) continue;
    for (const system of changes.targets(step)) {
      if (step.verb === 'stop') stopped.add(system);
      if (step.verb === 'start' && stopped.has(system) && !changes.systems.has(system)) found.set(system, step);
    }
  }
  if (found.size === 0) return found;
  const proofs = release.steps.filter((step) => isForward(step) && looks(step));
  if (proofs.some(({ targets }) => targets.length === 0)) return new Map();
  // Whoever waits until it can be read off that all is there has looked.
  const waits = release.steps.filter((step) => isForward(step) && step.untilWhen);
  for (const [system, start] of found) if (waits.some((wait) => comesBefore(facts, start, wait))) found.delete(system);
  for (const step of proofs) {
    for (const target of systems(plan, release, step.targets)) {
      for (const shown of changes.needs(target)) found.delete(shown);
      // Whoever looks at a server behind the start of what runs on it sees it run.
      for (const [system, start] of found)
        if (changes.grounds(system).has(target) && comesBefore(facts, start, step)) found.delete(system);
    }
  }
  return found;
}
