/** What may come of a release as JSON: the member `risk` of `schedule --format json`. */
import { find } from '../../plan/ids.ts';
import { type Plan, type Release, stepLabel } from '../../plan/model.ts';
import type { Percentiles, Reason, RiskOptions, Shape } from '../../plan/risk/model.ts';
import { riskOf } from '../../plan/risk/risk.ts';
import type { Schedule } from '../../plan/schedule/model.ts';

type Iso = (at: number | undefined) => string | null;

/** Instants are `null` while the release has no date; shares are between 0 and 1. */
export interface JsonRisk {
  runs: number;
  seed: number;
  distribution: Shape;
  /** By when the run has ended with 50, 80 and 95 %, and the minutes after the planned end that is. */
  end: JsonPercentiles<string | null>;
  endDelayMinutes: JsonPercentiles<number>;
  asPlanned: number;
  /** `null` while the end of a window is not known. */
  insideWindow: number | null;
  outageMinutes: JsonPercentiles<number> | null;
  promisedOutage: { minutes: number; holds: number } | null;
  /** At least so many minutes are left to decide for a rollback, where they are fewest; negative: it ends too late. */
  rollbackMarginMinutes: JsonPercentiles<number> | null;
  /** Steps of the run only. `criticality`: the share of runs in which it is on the longest path. */
  steps: { label: string; line: number; criticality: number; endP80: string | null }[];
  /** What moves the end most: by so many minutes between its P10 and P90, a risk between not occurring and occurring. */
  swings: { kind: 'step' | 'risk'; label: string; line: number; minutes: number }[];
  uncertainSteps: number;
  measuredSteps: number;
  risks: { name: string; probability: number }[];
  notSimulated: { risk: string; reason: Reason }[];
  /** Labels of steps whose estimate has one side only (`1h..`). */
  oneSided: string[];
}

export interface JsonPercentiles<T> {
  p50: T;
  p80: T;
  p95: T;
}

/** `null` where nothing is uncertain. */
export function jsonRisk(
  plan: Plan,
  release: Release,
  schedule: Schedule,
  options: RiskOptions,
  iso: Iso,
): JsonRisk | null {
  const risk = riskOf(plan, release, schedule, options);
  if (!risk) return null;
  const { run } = schedule;
  return {
    runs: risk.runs,
    seed: risk.seed,
    distribution: risk.shape,
    end: each(risk.end, iso),
    endDelayMinutes: each(risk.end, (at) => at - (run?.end ?? at)),
    asPlanned: risk.asPlanned,
    insideWindow: risk.insideWindow ?? null,
    outageMinutes: risk.outage ? { ...risk.outage } : null,
    promisedOutage: risk.promise ? { minutes: risk.promise.outage, holds: risk.promise.holds } : null,
    rollbackMarginMinutes: risk.rollbackMargin ? { ...risk.rollbackMargin } : null,
    steps: release.steps.flatMap((step) => {
      const one = risk.steps[step.id];
      if (!one) return [];
      const line = step.head.range.start.line;
      return [{ label: stepLabel(step), line, criticality: one.criticality, endP80: iso(one.endP80) }];
    }),
    swings: risk.swings.map(({ subject: id, minutes }) => {
      const subject = find(release, id);
      const label = subject.kind === 'step' ? stepLabel(subject) : subject.name;
      return { kind: subject.kind, label, line: subject.head.range.start.line, minutes };
    }),
    uncertainSteps: risk.uncertain.steps,
    measuredSteps: risk.uncertain.measured,
    risks: risk.risks.map(({ risk: id, probability }) => ({ name: find(release, id).name, probability })),
    notSimulated: risk.notSimulated.map(({ risk: id, reason }) => ({ risk: find(release, id).name, reason })),
    oneSided: risk.oneSided.map((id) => stepLabel(find(release, id))),
  };
}

function each<T extends number, U>({ p50, p80, p95 }: Percentiles<T>, read: (value: T) => U): JsonPercentiles<U> {
  return { p50: read(p50), p80: read(p80), p95: read(p95) };
}
