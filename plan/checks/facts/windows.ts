/** The windows of a release and what of its run falls into each. */
import { type Place, type Release, rootBlock, type Step, type Window } from '../../model.ts';
import type { Schedule, ScheduledStep } from '../../schedule/model.ts';
import type { Instant } from '../../time/model.ts';
import { inRun } from './changes.ts';

export interface RunWindow {
  readonly window: Window;
  /** Undefined: the plan gives it no end. */
  readonly end?: Instant;
  /** What stands in the window, in the order of the page. */
  readonly steps: readonly ScheduledStep[];
  readonly place: Place;
}

/** The windows in which something runs. */
export function runWindows(schedule: Schedule): readonly RunWindow[] {
  const { release } = schedule;
  const byWindow = new Map<Window, ScheduledStep[]>();
  for (const step of release.steps) {
    const scheduled = schedule.steps[step.id];
    const window = scheduled && inRun(step) ? windowOf(release, step) : undefined;
    if (!scheduled || !window) continue;
    const list = byWindow.get(window);
    if (list) list.push(scheduled);
    else byWindow.set(window, [scheduled]);
  }
  return [...byWindow].map(([window, steps]) => {
    const span = schedule.windows[release.windows.indexOf(window)];
    return { window, steps, end: span?.end, place: window.place };
  });
}

/** The window a step of a `run` block happens in; steps of dated phases have none. */
export function windowOf(release: Release, step: Step): Window | undefined {
  const root = rootBlock(step.block);
  if (root.kind !== 'run') return undefined;
  if (!root.window) return release.windows[0];
  return release.windows.find((window) => window.name === root.window!.name);
}
