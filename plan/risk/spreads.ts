/** What is known of how long a step takes: its estimate, and what rehearsals measured. */
import { append } from '../grouped.ts';
import type { Rehearsal, Release, Step } from '../model.ts';
import { pointLookup } from '../order/points.ts';
import type { Schedule } from '../schedule/model.ts';
import { isElapsed, roughMinutes } from '../time/duration.ts';
import type { Duration, Estimate, Minutes } from '../time/model.ts';
import type { Spread } from './distribution.ts';

export interface StepSpread extends Spread {
  readonly measured: boolean;
}

/**
 * The spread of a step's duration, undefined where it has none: it is done, says one value only, or nothing.
 *
 * - `20m..25m..50m` is the least, the likely and the most; `20m..50m` is likely in the middle. Out of order, the smallest
 *   is the least and the largest the most.
 * - `1h..` and `..5m` have one side only and no spread: nothing says how far the other one reaches.
 * - Rehearsals that measured the step: the last one that passed (where none did, the last one) is the likely value, since
 *   it ran the plan as it is now; the least and the most reach out to everything measured. A range is never narrowed by
 *   measuring: the next run lies outside of what `n` runs have shown with a chance of 2/(n+1), whatever its distribution
 *   (Wilks 1941, "Determination of sample sizes for setting tolerance limits").
 * - Days in a run have as many minutes as the schedule gives them where it places the step.
 *
 * @param planned how long it takes in the schedule
 * @param share what its block gives it, where it says nothing itself
 */
export function spreadOf(
  step: Step,
  planned: Minutes,
  measured: readonly Duration[],
  share?: Estimate,
): StepSpread | undefined {
  const duration = step.duration ?? share;
  if (step.done || step.every) return undefined;
  const rough = duration ? roughMinutes(duration.likely) : 0;
  const scale = duration && !isElapsed(duration.likely) && rough > 0 ? planned / rough : 1;
  const minutes = (one: Duration) => Math.max(0, roughMinutes(one) * scale);

  const said = duration ? [duration.min, duration.likely, duration.max].map(minutes) : [];
  const seen = measured.map(minutes);
  const min = Math.min(...said, ...seen);
  const max = Math.max(...said, ...seen);
  if (!(max > min)) return undefined;
  const likely = seen.at(-1) ?? Math.min(Math.max(minutes(duration!.likely), min), max);
  return { min, likely, max, measured: seen.length > 0 };
}

/** What the rehearsals of a release measured, by step; what counts as the likely value comes last. */
export function measurements(release: Release, schedule: Schedule): ReadonlyMap<Step, readonly Duration[]> {
  const find = pointLookup(undefined, release);
  const inOrder = [...rehearsalsByTime(release, schedule)].sort((a, b) => Number(passed(a)) - Number(passed(b)));
  const result = new Map<Step, Duration[]>();
  for (const rehearsal of inOrder) {
    for (const { point, duration } of rehearsal.measured) {
      const target = find(point, 'end');
      if (target?.kind !== 'scheduled' || target.thing.kind !== 'step') continue;
      append(result, target.thing, duration);
    }
  }
  return result;
}

/** Those without a time stand where they stand on the page. */
function rehearsalsByTime(release: Release, schedule: Schedule): readonly Rehearsal[] {
  const at = (rehearsal: Rehearsal) => schedule.rehearsals[rehearsal.id]?.start;
  return [...release.rehearsals].sort((a, b) => {
    const [one, other] = [at(a), at(b)];
    return one === undefined || other === undefined ? 0 : one - other;
  });
}

function passed(rehearsal: Rehearsal): boolean {
  return rehearsal.result?.passed ?? false;
}
