/** The windows of a release and what of its run falls into each. */
import { append } from '../../grouped.ts';
import { type Place, type Release, rootBlock, type Step, type Window } from '../../model.ts';
import type { Schedule } from '../../schedule/model.ts';
import type { TimedStep } from '../../schedule/timed.ts';
import type { Instant } from '../../time/model.ts';
import { inRun } from './changes.ts';

export interface RunWindow {
  readonly window: Window;
  /** Undefined: the plan gives it no end. */
  readonly end?: Instant;
  /** What stands in the window, in the order of the page. */
  readonly steps: readonly TimedStep[];
  readonly place: Place;
}

interface RunSubject {
  readonly release: Release;
  readonly schedule: Schedule;
  readonly timed: readonly TimedStep[];
}

/** The windows in which something runs. */
export function runWindows({ release, schedule, timed }: RunSubject): readonly RunWindow[] {
  const byWindow = new Map<Window, TimedStep[]>();
  for (const scheduled of timed) {
    const { step } = scheduled;
    const window = inRun(step) ? windowOf(release, step) : undefined;
    if (!window) continue;
    append(byWindow, window, scheduled);
  }
  return [...byWindow].map(([window, steps]) => {
    return { window, steps, end: schedule.windows[window.id]?.end, place: window.place };
  });
}

/** A window from one date to another: what is done in it is planned by the day, and nobody counts its hours. */
export function isOfDays({ from, to }: Window): boolean {
  const isDay = (time: Window['from']) => time?.kind === 'instant' && time.dateOnly;
  return isDay(from) && isDay(to);
}

/** The window a step of a `run` block happens in; steps of dated phases have none. */
export function windowOf(release: Release, step: Step): Window | undefined {
  const root = rootBlock(step.block);
  if (root.kind !== 'run') return undefined;
  if (!root.window) return release.windows[0];
  return release.windows.find((window) => window.name === root.window!.name);
}
