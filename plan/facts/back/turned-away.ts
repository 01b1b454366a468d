/** Users who are turned to something new, enter things there, and are turned back by a way back that leaves those there. */
import { lookup, type Release, type Step, type System } from '../../model.ts';
import { inRun, isForward, systems } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { inWords } from '../words.ts';
import { isSmall, type WayBack, waysBack } from './ways.ts';

export interface LeftThere {
  readonly way: WayBack;
  /** The step of it that turns them back, and to what. */
  readonly back: Step;
  readonly old: System;
  /** The step of the run that has turned them first. */
  readonly turn: Step;
}

/**
 * Only of what holds its own data: some are brought over by a `migrate`, or what one goes back to is called the old one. Of two that stand on one
 * database each sees what is entered into the other.
 */
export function leftThere(facts: Facts): readonly LeftThere[] {
  const { plan, release, changes } = facts;
  if (isSmall(release)) return [];
  return waysBack(release).flatMap((way) => {
    for (const back of way.steps) {
      const [old] = back.verb === 'switch' && back.to ? systems(plan, release, [back.to]) : [];
      const turn = old && release.steps.find((step) => turnsAway(step, back, old));
      if (!old || !turn) continue;
      const left = [...changes.targets(turn), ...systems(plan, release, turn.to ? [turn.to] : [])];
      const shared = left.some((one) =>
        [...changes.needs(one)].some((base) => isData(base) && changes.needs(old).has(base)),
      );
      if (!shared && hasData(facts, turn, old)) return [{ way, back, old, turn }];
    }
    return [];
  });
}

function turnsAway(step: Step, back: Step, { name }: System): boolean {
  const isOfRun = step.verb === 'switch' && isForward(step) && inRun(step) && !step.version;
  return (
    isOfRun && step.to?.name !== name && step.targets.some((one) => back.targets.some((of) => of.name === one.name))
  );
}

function isData({ type }: System): boolean {
  return type === 'database' || type === 'storage';
}

function hasData({ plan, release }: Facts, turn: Step, old: System): boolean {
  if (OLD.test(inWords(old))) return true;
  const names = new Set([...turn.targets, ...(turn.to ? [turn.to] : [])].map(({ name }) => name));
  const isOfTurned = ({ targets, to, from }: Step) =>
    from?.name === old.name ||
    [...targets, ...(to ? [to] : [])].some(({ name }) => names.has(name) && isThing(plan, release, name));
  return release.steps.some((step) => step.verb === 'migrate' && isForward(step) && isOfTurned(step));
}

function isThing(plan: Facts['plan'], release: Release, name: string): boolean {
  return lookup(plan, release, name)?.kind === 'system';
}

const OLD = /\b(old|legacy|former|previous)\b/i;
