/** Risks of the register that count: with a probability, a delay, and something in the runs that they threaten. */
import type { Block, PointRef, Release, Risk, Step } from '../model.ts';
import { isInside, isTbd } from '../model.ts';
import { type PointLookup, pointLookup } from '../order/points.ts';
import { roughMinutes } from '../time/duration.ts';
import type { Spread } from './distribution.ts';
import type { Reason } from './model.ts';

/** Happens once in a run or not at all, and then holds up one of the steps it threatens, each as likely as the others. */
export interface RiskEvent {
  readonly risk: Risk;
  readonly probability: number;
  /** In minutes. */
  readonly delay: Spread;
  readonly steps: readonly Step[];
}

/**
 * What a word counts as: the middle of its range in the table of probabilities of the PMBOK Guide (6th edition, table
 * 11-1: low 11–30 %, medium 31–50 %, high 51–70 %), rounded to tens.
 */
const PROBABILITY: Readonly<Record<string, number>> = {
  'very-low': 0.05,
  low: 0.2,
  medium: 0.4,
  high: 0.6,
  'very-high': 0.8,
};

/** @param runs the steps that are simulated */
export function riskEvents(
  release: Release,
  runs: ReadonlySet<Step>,
): { readonly events: readonly RiskEvent[]; readonly others: readonly { risk: Risk; reason: Reason }[] } {
  const find = pointLookup(undefined, release);
  const events: RiskEvent[] = [];
  const others: { risk: Risk; reason: Reason }[] = [];
  for (const risk of release.risks) {
    const probability = risk.probability ?? PROBABILITY[risk.likelihood ?? ''];
    const steps = new Set(
      risk.threatens.flatMap((point) => threatened(point, release, find)).filter((step) => runs.has(step)),
    );
    if (probability === undefined) others.push({ risk, reason: 'no likelihood' });
    else if (!risk.delay || isTbd(risk.delay)) others.push({ risk, reason: 'no duration' });
    else if (steps.size === 0) others.push({ risk, reason: 'threatens nothing that runs' });
    else events.push({ risk, probability, delay: delayOf(risk.delay), steps: [...steps] });
  }
  return { events, others };
}

function delayOf(delay: NonNullable<Risk['delay']>): Spread {
  const values = [delay.min, delay.likely, delay.max].map((one) => Math.max(0, roughMinutes(one)));
  const [min, max] = [Math.min(...values), Math.max(...values)];
  return { min, likely: values[1]!, max };
}

/** A step; the steps of a block; the steps that touch a system. */
function threatened(point: PointRef, release: Release, find: PointLookup): readonly Step[] {
  const target = find(point, 'start');
  if (target?.kind !== 'scheduled') {
    return release.steps.filter(({ targets }) => targets.some(({ name }) => name === point.ref.name));
  }
  if (target.thing.kind === 'step') return [target.thing];
  if (target.thing.kind === 'milestone') return [];
  const block: Block = target.thing;
  return release.steps.filter((step) => isInside(step.block, block));
}
