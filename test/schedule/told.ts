/** A schedule in short text, for expectations. */
import { type Release, stepLabel } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { schedule } from '../../plan/schedule/schedule.ts';
import { formatInstant } from '../../plan/time/format.ts';
import type { PlanBuilder } from '../support/plan-builder.ts';

export function scheduleOf(builder: PlanBuilder): Schedule {
  const { plan, release } = builder.build();
  return schedule(plan, release);
}

/** `{ backup: 'Sat 22:00 .. Sat 22:40', … }`, the weekday only, in the zone of the release; `-`: has no time. */
export function told(builder: PlanBuilder): Record<string, string> {
  const { plan, release } = builder.build();
  return toldOf(release, schedule(plan, release));
}

export function toldOf(release: Release, result: Schedule): Record<string, string> {
  const { zone } = release;
  return Object.fromEntries(
    release.steps.map((step) => {
      const one = result.steps[step.id];
      return [stepLabel(step), one ? `${short(one.start, zone)} .. ${short(one.end, zone)}` : '-'];
    }),
  );
}

/** `Sat 2026-12-05 22:00` as `Sat 5 22:00`. */
export function short(at: number, zone: string): string {
  const [weekday, date, clock] = formatInstant(at, zone).split(' ');
  return `${weekday} ${Number(date!.slice(8))} ${clock}`;
}

export function stepCalled(result: Schedule, label: string) {
  const found = result.steps[`${result.release}/${label}`];
  if (!found) throw new Error(`${label} has no time`);
  return found;
}

/** `cycle a > b`, `ends-too-late a 30`. */
export function conflictsOf(result: Schedule): readonly string[] {
  const names = (steps: readonly string[]) => steps.map((id) => id.replace(`${result.release}/`, '')).join(' > ');
  return result.conflicts.map(({ kind, steps, minutes, name }) =>
    [kind, names(steps), minutes, name].filter((part) => part !== undefined && part !== '').join(' '),
  );
}
