/** Which copies the way back depends on. */
import { lookup, type Ref, rootBlock, type Step } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { isForward } from './changes.ts';
import { byTarget, comesBefore } from './protection.ts';

export interface Restores {
  /** The backups that a rollback goes back to, each with the first step that restores it. */
  readonly relied: ReadonlyMap<Step, Step>;
  /** Those that are restored into a test environment, which is their test. */
  readonly tested: ReadonlySet<Step>;
}

export function restores(facts: Facts): Restores {
  const { plan, release, changes } = facts;
  const relied = new Map<Step, Step>();
  const tested = new Set<Step>();
  const ofTarget = byTarget(backups(release.steps));
  for (const step of release.steps) {
    if (step.verb !== 'restore') continue;
    const source = step.from && lookup(plan, release, step.from.name);
    const named = source?.kind === 'step' ? [source] : undefined;
    // What the way back copies itself and puts back at once is no copy that it was left with.
    if (source?.kind === 'step' && !isForward(step) && rootBlock(source.block) === rootBlock(step.block)) continue;
    const copies = named?.filter(({ verb }) => verb === 'backup') ?? newestOf(facts, step.targets, ofTarget);
    // A restore into a test environment is the test.
    const isTest = isForward(step) && changes.targets(step).length === 0 && step.targets.length > 0;
    for (const copy of copies) {
      if (isTest) tested.add(copy);
      else if (rootBlock(step.block).kind === 'rollback' && !relied.has(copy)) relied.set(copy, step);
    }
  }
  return { relied, tested };
}

/** One goes back to the newest copy of each thing; an older one is kept for whatever else. */
function newestOf(
  facts: Facts,
  targets: readonly Ref[],
  copies: ReadonlyMap<string, readonly Step[]>,
): readonly Step[] {
  return targets.flatMap(({ name }) => {
    const all = copies.get(name) ?? [];
    return all.filter((copy) => !all.some((other) => other !== copy && comesBefore(facts, copy, other)));
  });
}

export function backups(steps: readonly Step[]): readonly Step[] {
  return steps.filter((step) => step.verb === 'backup' && isForward(step));
}
