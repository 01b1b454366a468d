/**
 * Whether the forecast is honest: nights in which every step takes what is drawn from its estimate, and people keep the order of the plan.
 * At each quarter of a night its board said by when it ends with 80 %; that should hold in about 80 of 100 nights.
 */
import type { RunEvent } from '../../plan/log/events.ts';
import { logName, type Night } from '../../plan/log/night.ts';
import { stateOf } from '../../plan/log/run.ts';
import { openBefore } from '../../plan/log/waiting.ts';
import type { Step } from '../../plan/model.ts';
import { quantile, quantiles } from '../../plan/risk/distribution.ts';
import { Random } from '../../test/fuzz/random.ts';
import { table } from '../tools/measure.ts';
import { eventAt, nightOfSample } from './sample.ts';

const QUARTERS = [0, 0.25, 0.5, 0.75] as const;

export function measureForecast(nights: number, steps: number, seed: number): string {
  const night = nightOfSample(steps);
  const held = QUARTERS.map(() => ({ kept: 0, of: 0, off: 0 }));
  for (let index = 0; index < nights; index++) {
    const { events, end } = happened(night, new Random(seed, index));
    for (const [i, share] of QUARTERS.entries()) {
      const now = Math.floor(night.start + (end - night.start) * share);
      const known = events.filter(({ at }) => Date.parse(at) <= now * 60_000);
      const { p80, forecast } = stateOf(night, known, now).end;
      if (p80 === undefined) continue;
      held[i]!.of++;
      if (end <= p80) held[i]!.kept++;
      held[i]!.off += forecast! - end;
    }
  }
  return table(
    `Forecast of ${nights} nights of ${steps} steps`,
    ['of the night gone', 'nights', 'P80 holds', 'forecast less actual end'],
    held.map(({ kept, of, off }, i) => [
      `${QUARTERS[i]! * 100} %`,
      String(of),
      `${((100 * kept) / of).toFixed(1)} %`,
      `${(off / of).toFixed(1)} min`,
    ]),
  );
}

/** Whoever may begin does so at once, unless a step that the plan gives them before it is still to come. */
function happened(night: Night, random: Random): { readonly events: readonly RunEvent[]; readonly end: number } {
  const { schedule, parts } = night;
  const run = [...parts].flatMap(([step, part]) => (part === 'run' ? [step] : []));
  const order = run.toSorted((a, b) => schedule.steps[a.id]!.start - schedule.steps[b.id]!.start);
  const ends = new Map<Step, number>();
  const isDone = new Set<Step>();
  const events = [eventAt(night.start, { open: 'real' })];
  const openBehind = (step: Step) =>
    openBefore(night, (before, side) => isDone.has(before) || (side === 'start' && ends.has(before)))(step);
  for (let now = night.start; isDone.size < run.length; ) {
    for (const [step, end] of ends) {
      if (end > now || isDone.has(step)) continue;
      isDone.add(step);
      events.push(eventAt(now, { done: logName(night, step.id) }));
    }
    for (const step of order) {
      if (ends.has(step) || openBehind(step).length > 0 || !isTurn(step)) continue;
      events.push(eventAt(now, { start: logName(night, step.id) }));
      ends.set(step, now + drawn(night, step, random));
    }
    const coming = [...ends].flatMap(([step, end]) => (isDone.has(step) ? [] : [end]));
    if (coming.length === 0 && isDone.size < run.length) throw new Error('A night of the sample stands still.');
    now = Math.max(now, Math.min(...coming));
  }
  return { events, end: Math.max(...ends.values()) };

  function isTurn(step: Step): boolean {
    const own = schedule.steps[step.id]!.by;
    const before = order.slice(0, order.indexOf(step));
    return before.every(
      (other) => isDone.has(other) || !schedule.steps[other.id]!.by.some((name) => own.includes(name)),
    );
  }
}

/** In whole minutes, as people say them. */
function drawn({ spreads, schedule }: Night, step: Step, random: Random): number {
  const spread = spreads.get(step);
  const { start, end } = schedule.steps[step.id]!;
  if (!spread) return end - start;
  const { min, likely, max } = spread;
  const share = quantile(quantiles('pert', (likely - min) / (max - min)), random.next());
  return Math.round(min + (max - min) * share);
}
