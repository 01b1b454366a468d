/** The only copy of what a run changes, made well before it, which nothing of the plan restores. */
import type { Step } from '../../model.ts';
import { areComparable } from '../../schedule/relative.ts';
import type { Minutes } from '../../time/model.ts';
import { inOutage, inRun, isForward } from '../changes/changes.ts';
import { COPIES } from '../changes/protection.ts';
import { backups, restores } from '../changes/restores.ts';
import type { Facts } from '../facts.ts';
import { cares, dueOf } from './kept-out.ts';

export interface OnlyCopy {
  readonly copy: Step;
  /** How long before the first change of the run. */
  readonly age: Minutes;
  /** Nothing tries to restore it either. */
  readonly untried: boolean;
}

/** Made at an hour of its own, an hour before the first change or more; of what a store holds that something changed stands on. */
export function onlyCopies(facts: Facts): readonly OnlyCopy[] {
  const { release, schedule, changes } = facts;
  const made = backups(release.steps);
  if (made.length === 0) return [];
  // Whoever keeps users out, or speaks of it, has thought of it.
  if (release.steps.some((step) => isForward(step) && (inOutage(step) || step.verb === 'stop' || cares(step))))
    return [];
  const { relied, tested } = restores(facts);
  const changing = changes.steps.filter(inRun);
  const first = Math.min(...changing.flatMap(({ id }) => schedule.steps[id]?.start ?? []));
  if (!Number.isFinite(first) || relied.size > 0) return [];
  const needed = new Set([...changes.systems.keys()].flatMap((system) => [...changes.needs(system)]));
  return made.flatMap((copy) => {
    const end = schedule.steps[copy.id]?.end ?? dueOf(facts, copy);
    const stores = changes.targets(copy).filter((system) => STORES.has(system.type) && needed.has(system));
    if (inRun(copy) || !copy.at || copy.done || end === undefined || stores.length === 0 || !areComparable(end, first))
      return [];
    const isNewer = release.steps.some(
      (step) =>
        step !== copy &&
        COPIES.has(step.verb) &&
        isForward(step) &&
        step.targets.some(({ name }) => stores.some((store) => store.name === name)) &&
        (schedule.steps[step.id]?.end ?? first) > end,
    );
    const age = first - end;
    return isNewer || age < AN_HOUR ? [] : [{ copy, age, untried: !copy.tested && !tested.has(copy) }];
  });
}

const STORES: ReadonlySet<string> = new Set(['database', 'storage', 'queue']);
const AN_HOUR = 60;
