/** How long users are away: until now, and in the end. */
import type { Id } from '../ids.ts';
import type { Step } from '../model.ts';
import { roughMinutes } from '../time/duration.ts';
import type { Instant, Minutes, Span } from '../time/model.ts';
import type { OutageState, StepState } from './model.ts';
import { type Night, stepsIn } from './night.ts';

/** @param backAt when a rollback that was called gives users their systems back */
export function outageState(
  night: Night,
  steps: ReadonlyMap<Id<Step>, StepState>,
  now: Instant,
  backAt: Instant | undefined,
): OutageState | undefined {
  if (night.outages.length === 0) return undefined;
  let soFar: Minutes = 0;
  let forecast: Minutes = 0;
  let since: Instant | undefined;
  let until: Instant | undefined;
  for (const block of night.outages) {
    const own = stepsIn(night, block).flatMap(({ id }) => steps.get(id) ?? []);
    const begun = own.filter(({ start }) => start !== undefined);
    // What was skipped or called off cuts nobody off.
    const counted = own.filter(({ progress }) => progress !== 'skipped' && progress !== 'called off');
    const isUnderWay = begun.length > 0;
    if (backAt !== undefined && !isUnderWay) continue;
    const all = spanOf(isUnderWay ? [...begun, ...counted] : counted);
    if (!all) continue;
    const end = backAt === undefined ? all.end : isOver(own) ? all.end : Math.max(all.end, backAt);
    const start = isUnderWay ? Math.min(...begun.map((one) => one.start!)) : all.start;
    forecast += Math.max(0, end - start);
    if (!isUnderWay) {
      until ??= end;
      continue;
    }
    const isPast = isOver(own) && end <= now;
    soFar += Math.max(0, Math.min(now, end) - start);
    if (!isPast) {
      since = start;
      until = end;
    }
  }
  const promised = night.release.promises.flatMap(({ what, duration }) =>
    what === 'outage' && duration ? roughMinutes(duration) : [],
  );
  return {
    soFar,
    forecast,
    planned: night.schedule.outage,
    ...(promised.length > 0 && { promised: Math.min(...promised) }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}

function isOver(steps: readonly StepState[]): boolean {
  return steps.every(({ progress }) => progress === 'done' || progress === 'skipped');
}

function spanOf(steps: readonly StepState[]): Span | undefined {
  if (steps.length === 0) return undefined;
  return {
    start: steps.reduce((first, { forecast }) => Math.min(first, forecast.start), Number.POSITIVE_INFINITY),
    end: steps.reduce((last, { forecast }) => Math.max(last, forecast.end), Number.NEGATIVE_INFINITY),
  };
}
