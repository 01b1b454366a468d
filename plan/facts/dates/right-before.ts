/** What is done to data of production in the hours before the run: it belongs to the night, wherever it stands. */
import type { Step } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';

export function migratedRightBefore({ release, schedule, changes }: Facts): readonly Step[] {
  const { T } = schedule;
  if (T === undefined || changes.steps.length === 0) return [];
  return release.steps.filter((step) => {
    const start = schedule.steps[step.id]?.start;
    if (step.verb !== 'migrate' || !isForward(step) || step.done || start === undefined) return false;
    const isInHours = start <= T && T - start <= HOURS_BEFORE && !changes.steps.includes(step);
    return isInHours && changes.targets(step).some(({ type }) => type === 'database');
  });
}

const HOURS_BEFORE = 12 * 60;
