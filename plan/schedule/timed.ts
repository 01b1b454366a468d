/** The steps of a release with the times they have. */
import type { Release, Step } from '../model.ts';
import { remembering } from '../remembered.ts';
import type { Schedule, ScheduledStep } from './model.ts';

/** A scheduled step, the step itself in place of its id. */
export interface TimedStep extends Omit<ScheduledStep, 'step'> {
  readonly step: Step;
}

/** Those that have a time, in the order of the page. */
export function timedSteps(release: Release, schedule: Schedule): readonly TimedStep[] {
  return timedIn(schedule, release);
}

const timedIn = remembering(({ steps }: Schedule, release: Release): readonly TimedStep[] => {
  const timed: TimedStep[] = [];
  for (const step of release.steps) {
    const one = steps[step.id];
    if (one) timed.push({ ...one, step });
  }
  return timed;
});
