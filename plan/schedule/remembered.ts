/** The runs behind a schedule, for whoever asks what may come of them; kept beside it, so that it stays plain data. */
import type { Schedule } from './model.ts';
import type { Run } from './run.ts';

const remembered = new WeakMap<Schedule, readonly Run[]>();

export function rememberRuns(schedule: Schedule, runs: readonly Run[]): Schedule {
  remembered.set(schedule, runs);
  return schedule;
}

/** In the order of the page; none for a schedule that was not made by `schedule`. */
export function runsOf(schedule: Schedule): readonly Run[] {
  return remembered.get(schedule) ?? [];
}
