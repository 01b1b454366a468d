/** A schedule in short text, for expectations. */
import { find } from '../../plan/ids.ts';
import { type Plan, type Release, stepLabel } from '../../plan/model.ts';
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

/** A line for each step, each conflict, each run and each stage of its way back. */
export function inFull(plan: Plan, release: Release): string[] {
  const result = schedule(plan, release);
  const at = (instant: number | undefined) => (instant === undefined ? '-' : formatInstant(instant, 'UTC').slice(4));
  const names = (steps: readonly string[]) => steps.map((id) => id.slice(release.name.length + 1)).join(' ');
  return [
    ...release.steps.map((step) => {
      const one = result.steps[step.id];
      if (!one) return `${stepLabel(step)} -`;
      const waits = one.waits.map(
        (wait) =>
          `${wait.reason} ${wait.name ?? (wait.step ? stepLabel(find(release, wait.step)) : '')} ${wait.minutes}`,
      );
      const back = one.rollback === undefined ? '' : ` · back ${one.rollback} by ${at(one.rollbackDecision)}`;
      const often = one.occurrences.length > 1 ? ` · ${one.occurrences.length} times` : '';
      return `${stepLabel(step)} ${at(one.start)} .. ${at(one.end)}, at last ${at(one.latestStart)} .. ${at(one.latestEnd)}, ${one.totalFloat}/${one.freeFloat}${one.critical ? '*' : ''} ${one.by.join('+')}${one.with.length > 0 ? ` with ${one.with.join('+')}` : ''} · ${waits.join(', ')}${back}${often}`;
    }),
    ...result.conflicts.map(
      ({ kind, steps, minutes, name, isInherited, members }) =>
        `! ${kind} ${names(steps)} ${minutes ?? ''} ${name ?? ''}${isInherited ? ' inherited' : ''}${members ? ` of ${members.map(({ label }) => label)}` : ''}`,
    ),
    ...result.dated.map((one) => `${one.what} ${one.label} ${at(one.start)} .. ${at(one.end)} ${one.unknown ?? ''}`),
    ...result.runs.map(
      ({ span, contingency, bound, untimed }) =>
        `run ${at(span.start)} .. ${at(span.end)}, ${contingency ?? '-'} left, ${bound} at least, ${untimed} untimed`,
    ),
    ...result.rollbacks.flatMap(({ stages, decision, ways }) => [
      `back by ${at(decision?.at)}, ${ways.map((way) => at(way.fitsUntil)).join(' or ')}`,
      ...stages.map((stage) => `  from ${at(stage.from)} ${stage.minutes}${stage.fits ? '' : '!'} ${stage.items}`),
    ]),
    `bound ${result.bound}, outage ${result.outage}`,
  ];
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
