/** Risk of a plan written as text. */
import { lower } from '../../language/lower/lower.ts';
import { parse } from '../../language/parser.ts';
import { scheduleAll } from '../../plan/analysis.ts';
import { stepLabel } from '../../plan/model.ts';
import type { RiskOptions, ScheduleRisk } from '../../plan/risk/model.ts';
import { riskOf } from '../../plan/risk/risk.ts';
import { simulate } from '../../plan/risk/simulate.ts';
import { subjectOf } from '../../plan/risk/subject.ts';
import type { Schedule } from '../../plan/schedule/model.ts';

/** A release with a window of six hours, 22:00 to 04:00 UTC, unless `lines` say another one. */
export function scheduleOf(run: string, lines = 'window Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00'): Schedule {
  const people = 'person ann "Ann"\nperson bob "Bob"\nservice web "Web"\n';
  const text = `${people}release r {\n zone UTC\n ${lines}\n run {\n${run}\n }\n}\n`;
  const { plan } = lower('file:///w/a.release', parse(text), []);
  if (plan.problems.length > 0) throw new Error(plan.problems.map(({ message }) => message).join('\n'));
  return scheduleAll(plan)[0]!;
}

export function told(run: string, lines?: string, options?: RiskOptions): ScheduleRisk {
  return riskOf(scheduleOf(run, lines), options)!;
}

export const START = Date.UTC(2026, 11, 5, 22) / 60_000;

/** By label. */
export function criticality(schedule: Schedule, options?: RiskOptions): Record<string, number> {
  const risk = riskOf(schedule, options)!;
  return Object.fromEntries(
    schedule.release.steps.flatMap((step) => {
      const one = risk.steps[step.index];
      return one ? [[stepLabel(step), one.criticality]] : [];
    }),
  );
}

/** In minutes from the start of the run, by run of the simulation. */
export function ends(schedule: Schedule, runs = 1000, seed = 1): number[] {
  const { question } = subjectOf(schedule)!;
  const { base, unit } = question.network;
  return [...simulate(question, { runs, seed, shape: 'pert' }).end].map(
    (end) => base + end / unit - schedule.run!.start,
  );
}
