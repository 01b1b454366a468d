/** `durations measured`: the schedule counts with what rehearsals measured, and not with what is written. */
import type { Rehearsal, Release, Step } from '../model.ts';
import { pointLookup } from '../order/points.ts';
import type { Duration } from '../time/model.ts';

export interface Measurement {
  readonly duration: Duration;
  /** Where it was measured. */
  readonly rehearsal: Rehearsal;
}

/**
 * What counts of each step, where the release says so: what the last rehearsal on the page measured that passed, else the
 * last one, which is what the simulation takes for the likely value. A step that nobody has measured is none of them.
 */
export function measuredDurations(release: Release): ReadonlyMap<Step, Measurement> {
  const counted = new Map<Step, Measurement>();
  if (!release.durationsMeasured) return counted;
  const find = pointLookup(undefined, release);
  const passed = (rehearsal: Rehearsal) => Number(rehearsal.result?.passed ?? false);
  for (const rehearsal of [...release.rehearsals].sort((a, b) => passed(a) - passed(b))) {
    for (const { point, duration } of rehearsal.measured) {
      const target = find(point, 'end');
      if (target?.kind !== 'scheduled' || target.thing.kind !== 'step') continue;
      counted.set(target.thing, { duration, rehearsal });
    }
  }
  return counted;
}
