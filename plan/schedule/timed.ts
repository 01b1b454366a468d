/** The steps of a release with the times they have. */
import { find } from '../ids.ts';
import type { Release, Step } from '../model.ts';
import type { Schedule, ScheduledStep } from './model.ts';

/** A scheduled step, the step itself in place of its id. */
export interface TimedStep extends Omit<ScheduledStep, 'step'> {
  readonly step: Step;
}

/** Those that have a time, in the order of the page. */
export function timedSteps(release: Release, { steps }: Schedule): readonly TimedStep[] {
  return Object.values(steps).map((one) => ({ ...one, step: find(release, one.step) }));
}
