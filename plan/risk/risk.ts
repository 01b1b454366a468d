/** What may come of the runs of a release: Monte Carlo over the levelled network. */
import { allotted } from '../allotted.ts';
import { countUpTo } from '../counted.ts';
import { byId } from '../ids.ts';
import type { Plan, Release } from '../model.ts';
import { stepsAndBlocks } from '../order/perhaps.ts';
import type { Schedule } from '../schedule/model.ts';
import { roughMinutes } from '../time/duration.ts';
import type { Estimate, Minutes } from '../time/model.ts';
import type { Percentiles, RiskOptions, ScheduleRisk, StepRisk } from './model.ts';
import type { SampledNetwork } from './network.ts';
import { type Answers, type Histogram, simulate } from './simulate.ts';
import { type Subject, subjectOf } from './subject.ts';
import { swingsOf } from './swings.ts';

/**
 * Simulates the runs of a schedule: durations are drawn from their estimates, risks of the register occur or not, people
 * keep the order of the schedule. Undefined where nothing is uncertain.
 *
 * @param schedule of this very plan and release
 */
export function riskOf(
  plan: Plan,
  release: Release,
  schedule: Schedule,
  options: RiskOptions = {},
): ScheduleRisk | undefined {
  if (!isUncertain(release)) return undefined;
  const runs = Math.max(FEWEST_RUNS, Math.floor(options.runs ?? usualRuns(release)));
  const { seed = 1, shape = 'pert' } = options;
  return simulated(release, subjectOf(plan, release, schedule), { runs, seed, shape });
}

/** Whether a simulation would have anything to say; costs nothing. */
export function isUncertain(release: Release): boolean {
  const { steps, rehearsals, risks } = release;
  const isRange = ({ min, max }: Estimate) => roughMinutes(min) !== roughMinutes(max);
  return (
    steps.some(({ duration }) => duration && isRange(duration)) ||
    [...allotted(release).values()].some(isRange) ||
    stepsAndBlocks(release).some(({ onlyIf }) => (onlyIf?.probability ?? 1) < 1) ||
    rehearsals.some(({ measured }) => measured.length > 0) ||
    risks.some(({ probability, likelihood, delay }) => delay && (probability ?? likelihood) !== undefined)
  );
}

export const MOST_RUNS = 10_000;
const FEWEST_RUNS = 20;

/** So many that an editor does not feel it: 2,000,000 durations. */
function usualRuns(release: Release): number {
  const steps = Math.max(1, release.steps.length);
  return Math.min(MOST_RUNS, Math.max(500, Math.floor(2_000_000 / steps / 100) * 100));
}

function simulated(
  release: Release,
  subject: Subject | undefined,
  settings: Required<RiskOptions>,
): ScheduleRisk | undefined {
  if (!subject) return undefined;
  const { question, spreads, events, others } = subject;
  if (question.variables.length + question.events.length + question.chances.length === 0) return undefined;
  const answers = simulate(question, settings);
  const { network } = question;
  const { runs } = settings;
  const minutes = (units: number) => units / network.unit;
  const positions = new Map(subject.watched.map((step, i) => [step, i]));
  const steps = byId(subject.watched, (step): StepRisk => {
    const i = positions.get(step)!;
    return {
      criticality: answers.critical[i]! / runs,
      endP80: network.base + Math.ceil(minutes(shareOf(answers.histograms[i]!, 0.8 * runs))),
    };
  });
  const end = Int32Array.from(answers.end).sort();
  const planned = subject.planned;
  return {
    ...settings,
    end: percentiles(end, (units) => network.base + Math.ceil(minutes(units))),
    asPlanned: countUpTo(end, (planned - network.base) * network.unit) / runs,
    insideWindow: question.ends.every(({ limit }) => limit !== undefined) ? answers.inside / runs : undefined,
    outage:
      question.outages.length > 0
        ? percentiles(Int32Array.from(answers.outage).sort(), (units) => Math.ceil(minutes(units)))
        : undefined,
    promise: promiseOf(release, answers, network, runs, question.outages.length > 0),
    rollbackMargin:
      question.margins.length > 0
        ? percentiles(Int32Array.from(answers.margin, (units) => -units).sort(), (units) => Math.floor(-minutes(units)))
        : undefined,
    steps,
    swings: swingsOf(answers, {
      base: network.base,
      unit: network.unit,
      variables: [...spreads.keys()],
      events: events.map(({ risk }) => risk),
    }),
    uncertain: { steps: spreads.size, measured: [...spreads.values()].filter(({ measured }) => measured).length },
    risks: events.map(({ risk, probability }) => ({ risk: risk.id, probability })),
    notSimulated: others.map(({ risk, reason }) => ({ risk: risk.id, reason })),
    oneSided: subject.watched.filter(({ duration, done }) => duration?.open !== undefined && !done).map(({ id }) => id),
  };
}

function promiseOf(
  { promises }: Release,
  { outage }: Answers,
  { unit }: SampledNetwork,
  runs: number,
  hasOutage: boolean,
): ScheduleRisk['promise'] {
  const promised = promises.flatMap(({ what, duration }) =>
    what === 'outage' && duration ? roughMinutes(duration) : [],
  );
  if (promised.length === 0 || !hasOutage) return undefined;
  const least: Minutes = Math.min(...promised);
  return { outage: least, holds: outage.reduce((held, length) => held + (length <= least * unit ? 1 : 0), 0) / runs };
}

/** @param sorted ascending; the value that at least that share does not pass */
function percentiles<T extends number>(sorted: Int32Array, read: (units: number) => T): Percentiles<T> {
  const at = (share: number) => read(sorted[Math.ceil(share * sorted.length) - 1]!);
  return { p50: at(0.5), p80: at(0.8), p95: at(0.95) };
}

/** The end of the first counter up to which there are `wanted`. */
function shareOf({ from, width, counts }: Histogram, wanted: number): number {
  let seen = 0;
  for (let i = 0; i < counts.length; i++) {
    seen += counts[i]!;
    if (seen >= wanted) return from + (i + 1) * width;
  }
  return from + counts.length * width;
}
