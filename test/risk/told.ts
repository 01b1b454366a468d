/** Risk of a plan written as text. */
import { lower } from '../../language/lower/lower.ts';
import { parse } from '../../language/parse/parser.ts';
import { scheduleAll } from '../../plan/analysis.ts';
import { type Plan, type Release, stepLabel } from '../../plan/model.ts';
import type { RiskOptions, ScheduleRisk } from '../../plan/risk/model.ts';
import { riskOf } from '../../plan/risk/risk.ts';
import { simulate } from '../../plan/risk/simulate.ts';
import { subjectOf } from '../../plan/risk/subject.ts';
import type { Schedule } from '../../plan/schedule/model.ts';

export interface Planned {
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
}

/** A release with a window of six hours, 22:00 to 04:00 UTC, unless `lines` say another one. */
export function planned(run: string, lines = 'window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00'): Planned {
  const people = 'person ann "Ann"\nperson bob "Bob"\nservice web "Web"\n';
  const text = `${people}release r {\n zone UTC\n ${lines}\n run {\n${run}\n }\n}\n`;
  const { plan } = lower('file:///w/a.release', parse(text), []);
  if (plan.problems.length > 0) throw new Error(plan.problems.map(({ message }) => message).join('\n'));
  return { plan, release: plan.releases[0]!, schedule: scheduleAll(plan)[0]! };
}

export function told(run: string, lines?: string, options?: RiskOptions): ScheduleRisk {
  return riskIn(planned(run, lines), options)!;
}

export function riskIn({ plan, release, schedule }: Planned, options?: RiskOptions): ScheduleRisk | undefined {
  return riskOf(plan, release, schedule, options);
}

export const START = Date.UTC(2026, 11, 5, 22) / 60_000;

/** By label. */
export function criticality(night: Planned, options?: RiskOptions): Record<string, number> {
  const risk = riskIn(night, options)!;
  return Object.fromEntries(
    night.release.steps.flatMap((step) => {
      const one = risk.steps[step.id];
      return one ? [[stepLabel(step), one.criticality]] : [];
    }),
  );
}

/** In minutes from the start of the run, by run of the simulation. */
export function ends({ plan, release, schedule }: Planned, runs = 1000, seed = 1): number[] {
  const { question } = subjectOf(plan, release, schedule)!;
  const { base, unit } = question.network;
  return [...simulate(question, { runs, seed, shape: 'pert' }).end].map(
    (end) => base + end / unit - schedule.run!.start,
  );
}
