/** A schedule names the steps of its release by their ids; tests that read many of them want both in one. */
import type { Block, Release, Step } from '../../plan/model.ts';
import type { Schedule, ScheduledStep } from '../../plan/schedule/model.ts';

/** A step and its times. */
export interface Timed extends Omit<ScheduledStep, 'step'> {
  readonly step: Step;
}

/** The steps that have times, in the order of the page. */
export function scheduledOf(release: Release, schedule: Pick<Schedule, 'steps'>): readonly Timed[] {
  return release.steps.flatMap((step) => timed(schedule, step) ?? []);
}

export function timed({ steps }: Pick<Schedule, 'steps'>, step: Step): Timed | undefined {
  const times = steps[step.id];
  return times && { ...times, step };
}

/** The blocks around a step, the innermost first. */
export function blocksAround({ block }: Step): readonly Block[] {
  const blocks = [block];
  while (blocks.at(-1)!.parent) blocks.push(blocks.at(-1)!.parent!);
  return blocks;
}
