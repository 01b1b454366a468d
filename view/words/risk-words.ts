/** What a simulation says, in words: the same in the terminal, the hover and the picture. */
import { find } from '../../plan/ids.ts';
import { type Release, stepLabel } from '../../plan/model.ts';
import type { Percentiles, Reason, ScheduleRisk, Swing } from '../../plan/risk/model.ts';
import type { ScheduledStep } from '../../plan/schedule/model.ts';
import { describeMinutes } from '../../plan/time/format.ts';
import type { Minutes } from '../../plan/time/model.ts';
import type { Clock } from './clock.ts';

/** By when the run has ended: `Sun 01:33 with 50 %, Sun 01:38 with 80 %, Sun 01:43 with 95 %`. */
export function endWords({ end }: ScheduleRisk, clock: Clock): string {
  return percentileWords(end, clock.time);
}

/** How likely what is wanted is: `inside the window with 97 %, as planned or earlier with 30 %`. */
export function chanceWords(risk: ScheduleRisk): string {
  const { insideWindow, asPlanned, promise } = risk;
  return [
    insideWindow !== undefined && `inside the window with ${percent(insideWindow)}`,
    promise && `the promised outage of ${describeMinutes(promise.outage)} holds with ${percent(promise.holds)}`,
    `as planned or earlier with ${percent(asPlanned)}`,
  ]
    .filter(Boolean)
    .join(', ');
}

/** `1 h 28 min with 50 %, …`. */
export function minutesWords(minutes: Percentiles<Minutes>): string {
  return percentileWords(minutes, describeMinutes);
}

/** `refund-tables 14 min, risk till-offline 9 min`. */
export function swingWords(release: Release, swings: readonly Swing[], most: number): string {
  const words = swings.slice(0, most).map(({ subject: id, minutes }) => {
    const subject = find(release, id);
    const label = subject.kind === 'risk' ? `risk ${subject.name}` : stepLabel(subject);
    return `${label} ${minutes < 1 ? 'under 1 min' : describeMinutes(Math.round(minutes))}`;
  });
  return words.join(', ');
}

/** What the figures leave out, a sentence each. */
export function leftOutWords(release: Release, { notSimulated, oneSided }: ScheduleRisk): readonly string[] {
  return [
    ...notSimulated.map(({ risk, reason }) => `risk ${find(release, risk).name} is not simulated: ${REASONS[reason]}`),
    ...oneSided
      .map((id) => find(release, id))
      .map(
        (step) => `${stepLabel(step)} counts as ${step.duration?.text.replaceAll('..', '')}: its estimate has one side`,
      ),
  ];
}

const REASONS: Readonly<Record<Reason, string>> = {
  'no likelihood': 'no likelihood',
  'no duration': 'its impact is no duration (write for example impact 15m)',
  'threatens nothing that runs': 'it threatens no step of the run',
};

/**
 * `Ends by Sun 00:33 with 80 % (8 min later than planned); on the longest path in 94 % of 10,000 runs.` Undefined where
 * it is no part of the run, or no chance touches it.
 */
export function stepRiskSentence({ step, end }: ScheduledStep, risk: ScheduleRisk, clock: Clock): string | undefined {
  const { runs } = risk;
  const one = risk.steps[step];
  if (!one) return undefined;
  const late = one.endP80 - end;
  if (late === 0 && (one.criticality === 0 || one.criticality === 1)) return undefined;
  const by = late > 0 ? ` (${describeMinutes(late)} later than planned)` : '';
  return `Ends by ${clock.moment(one.endP80)} with ${percent(0.8)}${by}; on the longest path in ${percent(one.criticality)} of ${runsWords(runs)}.`;
}

/** `10,000 runs`. */
export function runsWords(runs: number): string {
  return `${String(runs).replace(/\B(?=(\d{3})+$)/g, ',')} runs`;
}

/** Never `100 %` or `0 %` of what may be otherwise. */
export function percent(share: number): string {
  if (share > 0.995 && share < 1) return 'over 99 %';
  if (share > 0 && share < 0.005) return 'under 1 %';
  return `${Math.round(100 * share)} %`;
}

function percentileWords<T extends number>({ p50, p80, p95 }: Percentiles<T>, words: (value: T) => string): string {
  return `${words(p50)} with 50 %, ${words(p80)} with 80 %, ${words(p95)} with 95 %`;
}
