/** What a release changes in production, and what that reaches. */
import { append } from '../../grouped.ts';
import {
  CHANGE_VERBS,
  lookup,
  type Plan,
  type Ref,
  type Release,
  rootBlock,
  type Step,
  type System,
  TBD,
} from '../../model.ts';
import { isCalled } from '../../order/blocks.ts';
import { remembering } from '../../remembered.ts';

export interface Changes {
  /**
   * What the release changes in production, in the order of the page: in its run, or, of a plan that says what it
   * changes in phases and dated lines and in no run, there. What is started for the first time counts where nothing else does.
   */
  readonly steps: readonly Step[];
  /** Whether a step belongs to where the release changes production: to its night, or to the phases that stand for it. */
  isOfChange(step: Step): boolean;
  /** What leads users or data to something else: `switch … to`, `migrate … to`. */
  readonly leading: readonly Step[];
  /** Every system that one of them changes, with these steps. */
  readonly systems: ReadonlyMap<System, readonly Step[]>;
  /** The systems among the targets of a step, those of test environments left out. */
  targets(step: Step): readonly System[];
  /** The system itself, and everything it runs `on`, through any number of floors. */
  grounds(system: System): ReadonlySet<System>;
  /** The system itself, and everything it needs to work: what it `uses` and runs `on`, transitively. */
  needs(system: System): ReadonlySet<System>;
}

export { CHANGE_VERBS } from '../../model.ts';

export function changes(plan: Plan, release: Release): Changes {
  return changesOf(release, plan);
}

const changesOf = remembering((release: Release, plan: Plan): Changes => {
  const ofStep = new Map<Step, readonly System[]>();
  const targets = (step: Step) =>
    remembered(ofStep, step, () => {
      if (!happensInProduction(plan, release, step)) return [];
      return systems(plan, release, step.targets).filter((system) => inProduction(plan, release, system.environment));
    });
  const written = release.steps.filter(
    (step) =>
      CHANGE_VERBS.includes(step.verb) &&
      happensInProduction(plan, release, step) &&
      (systems(plan, release, step.targets).length === 0 || targets(step).length > 0),
  );
  const all = written.length > 0 ? written : openings(release).filter((step) => targets(step).length > 0);
  const isOfChange = all.some(inRun) ? inRun : isBeforeFollowUp;
  const steps = all.filter(isOfChange);
  const bySystem = new Map<System, Step[]>();
  for (const step of steps) {
    for (const system of targets(step)) {
      append(bySystem, system, step);
    }
  }
  const floors = new Map<System, readonly System[]>();
  const floorsOf = (system: System) => remembered(floors, system, () => systems(plan, release, system.on));
  const needed = new Map<System, readonly System[]>();
  const neededBy = (system: System) =>
    remembered(needed, system, () => systems(plan, release, [...system.on, ...system.uses]));
  const grounds = new Map<System, ReadonlySet<System>>();
  const needs = new Map<System, ReadonlySet<System>>();
  return {
    steps,
    isOfChange,
    leading: release.steps.filter((step) => step.to && LEADS.has(step.verb) && isForward(step)),
    systems: bySystem,
    targets,
    grounds: (system) => remembered(grounds, system, () => closure(system, floorsOf)),
    needs: (system) => remembered(needs, system, () => closure(system, neededBy)),
  };
});

/** Of a run that changes nothing in any other word: what it starts and nothing has stopped, which users meet for the first time then. */
function openings({ steps }: Release): readonly Step[] {
  const stopped = new Set(
    steps.flatMap(({ verb, targets }) => (verb === 'stop' ? targets.map(({ name }) => name) : [])),
  );
  return steps.filter(
    (step) =>
      step.verb === 'start' && isForward(step) && inRun(step) && step.targets.every(({ name }) => !stopped.has(name)),
  );
}

const LEADS: ReadonlySet<string> = new Set(['switch', 'migrate']);

/** Whether a step belongs to the night: it stands in `run`, or in an `outage` of a dated phase. */
export function inRun(step: Step): boolean {
  if (rootBlock(step.block).kind === 'run') return true;
  return isForward(step) && inOutage(step);
}

/** Whether the users are cut off while it is done. */
export function inOutage(step: Step): boolean {
  for (let block: Step['block'] | undefined = step.block; block; block = block.parent) {
    if (block.kind === 'outage') return true;
  }
  return false;
}

/** The outermost outage that a step stands in; the block of the step where users are not cut off. */
export function outageOf({ block }: Step): Step['block'] {
  let outermost = block;
  for (let one: Step['block'] | undefined = block; one; one = one.parent) if (one.kind === 'outage') outermost = one;
  return outermost;
}

/** What comes after a release changes nothing that it was made for. */
function isBeforeFollowUp(step: Step): boolean {
  return isForward(step) && rootBlock(step.block).kind !== 'follow-up';
}

/** Whether a step happens when all goes well, and not only when a rollback or a play is called. */
export function isForward(step: Step): boolean {
  return !isCalled(step.block);
}

export function systems(plan: Plan, release: Release, refs: readonly Ref[]): readonly System[] {
  return refs.flatMap((ref) => {
    const named = lookup(plan, release, ref.name);
    return named?.kind === 'system' ? [named] : [];
  });
}

/** The environments that a step says it happens in. A `switch` does not happen where it leads: whom it takes there are its users. */
export function scenesOf({ verb, in: where, to }: Step): readonly Ref[] {
  return [where, verb === 'switch' ? undefined : to].filter((ref) => ref !== undefined);
}

function happensInProduction(plan: Plan, release: Release, step: Step): boolean {
  // Where it happens is open: in the night in production, before it somewhere else, or nobody would have to say where.
  if (step.in?.name === TBD && !inRun(step)) return false;
  return scenesOf(step).every((ref) => inProduction(plan, release, ref));
}

/** Unless it is said to be elsewhere, it is production. */
export function inProduction(plan: Plan, release: Release, environment: Ref | undefined): boolean {
  const named = environment && lookup(plan, release, environment.name);
  return named?.kind !== 'environment' || named.production;
}

function closure(from: System, next: (system: System) => readonly System[]): ReadonlySet<System> {
  const reached = new Set([from]);
  for (const system of reached) for (const one of next(system)) reached.add(one);
  return reached;
}

function remembered<K, V>(memory: Map<K, V>, key: K, make: () => V): V {
  let value = memory.get(key);
  if (value === undefined) {
    value = make();
    memory.set(key, value);
  }
  return value;
}
