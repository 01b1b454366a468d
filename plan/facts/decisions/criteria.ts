/** Whether a condition can come out both ways. */
import { type Criterion, lookup, type Plan, type Release, type Step } from '../../model.ts';
import { quoted } from '../words.ts';

/** All that a gate asks for by a figure: in its own lines, and in the `criteria` that it `needs`. */
export function criteriaAt(plan: Plan, release: Release, { gate }: Step): readonly Criterion[] {
  const named = (gate?.needs ?? []).flatMap(({ ref }) => {
    const one = lookup(plan, release, ref.name);
    return one?.kind === 'criteria' ? one.criteria : [];
  });
  return [...(gate?.criteria ?? []), ...named];
}

/**
 * Why a condition is true, or false, whatever happens; undefined where it can be either. Looks at percentages, at numbers
 * that are counted, and at thresholds on the wrong side: nobody means an error rate below 99.9 %. A trigger may wait for
 * the worst: that (almost) everything fails.
 */
export function alwaysOrNever(
  { subject, operator, value, valueText, unit }: Criterion,
  isTrigger = false,
): string | undefined {
  if (operator === undefined || value === undefined) return undefined;
  const text = quoted([operator, valueText, unit].filter(Boolean).join(' '));
  if (unit === '%') {
    const verdict = outsideOf(operator, value, 0, isShare(subject) || value <= 100 ? 100 : Number.POSITIVE_INFINITY);
    if (verdict) return `${text} is ${verdict}, for percentages go from 0 to 100`;
    const side = wrongSide(subject, operator, value);
    const isWorst = isTrigger && side === 'never true';
    return side && !isWorst
      ? `${text} is as good as ${side}; more likely ${quoted(`${round(100 - value)} %`)} is meant`
      : undefined;
  }
  const verdict = isCounted(subject, unit) ? outsideOf(operator, value, 0, Number.POSITIVE_INFINITY) : undefined;
  return verdict && `${text} is ${verdict}, for it is never below 0`;
}

/** A part of a whole is never more than all of it; a cost, a load or a latency may be three times what it was. */
function isShare(subject: string): boolean {
  return /\b(shares?|(error|failure|success|hit|loss|crash|pass|completion|login|conversion|delivery) rate|success(es|ful)?|fail(ed|ures?)|errors?|availability|uptime|downtime|completeness|complete|coverage|healthy|done|passed|migrated|delivered|adoption|disk|memory)\b/i.test(
    subject,
  );
}

type Verdict = 'always true' | 'never true';

/** Of values between `least` and `most`. */
function outsideOf(
  operator: NonNullable<Criterion['operator']>,
  value: number,
  least: number,
  most: number,
): Verdict | undefined {
  switch (operator) {
    case '<':
      return value > most ? 'always true' : value <= least ? 'never true' : undefined;
    case '<=':
      return value >= most ? 'always true' : value < least ? 'never true' : undefined;
    case '>':
      return value < least ? 'always true' : value >= most ? 'never true' : undefined;
    case '>=':
      return value <= least ? 'always true' : value > most ? 'never true' : undefined;
    case '=':
      return value < least || value > most ? 'never true' : undefined;
    case '!=':
      return value < least || value > most ? 'always true' : undefined;
  }
}

/** A share of what goes well has its threshold high up, one of what goes wrong far down. */
function wrongSide(subject: string, operator: string, percent: number): Verdict | undefined {
  if (operator === '=' || operator === '!=') return undefined;
  const isGood =
    /\b(success(ful)?|available|availability|uptime|healthy|crash-?free|error-?free|passed|passing|delivered)\b/i;
  const isBad = /\b(errors?|fail(ed|ures?|ing)?|crash(es|ed)?|loss|lost|timeouts?|rejected|aborted|downtime)\b/i;
  // What is left of an error budget may be any share of it.
  if (/\b(budget|remaining|left|change|difference|of normal|baseline)\b/i.test(subject)) return undefined;
  const isBelow = operator.startsWith('<');
  if (isGood.test(subject)) return percent <= 10 ? (isBelow ? 'never true' : 'always true') : undefined;
  return isBad.test(subject) && percent >= 90 ? (isBelow ? 'always true' : 'never true') : undefined;
}

/** Numbers of things, and what has a unit of time or size; a balance or a temperature may be negative. */
function isCounted(subject: string, unit: string | undefined): boolean {
  if (
    /\b(change|difference|delta|balance|margin|offset|drift|deviation|trend|temperature|profit|growth)\b/i.test(subject)
  ) {
    return false;
  }
  return unit === undefined || /^(ms|s|sec|seconds?|min|minutes?|h|hours?|bytes?|[kmgt]i?b)$/i.test(unit);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
