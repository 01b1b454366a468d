/** How likely what is left of the night ends inside of its window: the simulation of the plan, over the network as it is now. */
import { stepLabel } from '../model.ts';
import { sampledNetwork } from '../risk/network.ts';
import { simulate } from '../risk/simulate.ts';
import type { Instant } from '../time/model.ts';
import type { Forecast } from './forecast.ts';
import { logName, type Night } from './night.ts';
import type { RunRecord } from './record.ts';

export interface Chance {
  readonly p80: Instant;
  /** Undefined: a window has no end. */
  readonly inside?: number;
}

/** Undefined: nothing that is left is uncertain. */
export function chanceOf(
  night: Night,
  record: RunRecord,
  { again, steps }: Forecast,
  now: Instant,
): Chance | undefined {
  const { solution, spreads, runs } = night;
  if (!solution || !again) return undefined;
  const open = [...spreads].flatMap(([step, spread]) => {
    const own = record.steps.get(logName(night, step.id));
    if (own?.is === 'done' || own?.is === 'skipped' || own?.is === 'undone') return [];
    const delay = own?.delay ?? 0;
    // Of what goes on, the draws end no earlier than now.
    const gone = own?.is === 'running' ? now - own.start! : 0;
    const least = Math.max(spread.min + delay, gone, 0);
    const span = steps.get(step.id)!;
    const likely = Math.max(spread.likely + delay, least, own?.is === 'running' ? span.end - span.start : 0);
    const max = Math.max(spread.max + delay, likely);
    return max > least ? [{ step, min: least, likely, max }] : [];
  });
  if (open.length === 0) return undefined;
  const network = sampledNetwork({ ...solution, ...again }, new Set(open.map(({ step }) => step)));
  const units = (at: Instant) => Math.round((at - network.base) * network.unit);
  const names = new Map<string, number>();
  const variables = open.flatMap(({ step, min, likely, max }) => {
    const member = network.memberOf.get(step);
    if (member === undefined) return [];
    const label = stepLabel(step);
    const before = names.get(label) ?? 0;
    names.set(label, before + 1);
    return [{ name: before === 0 ? label : `${label} ${before + 1}`, member, min, likely, max }];
  });
  const ends = runs.map(({ block, windowEnd }) => ({
    row: network.blockEnd.get(block)!,
    limit: windowEnd === undefined ? undefined : units(windowEnd),
  }));
  const count = Math.max(FEWEST, Math.min(MOST, Math.floor(DRAWS / Math.max(1, variables.length) / 100) * 100));
  const question = { network, variables, events: [], chances: [], ends, outages: [], margins: [], watched: [] };
  const { end, inside } = simulate(question, { runs: count, seed: 1, shape: 'pert' });
  const sorted = Int32Array.from(end).sort();
  const p80 = network.base + Math.ceil(sorted[Math.ceil(0.8 * count) - 1]! / network.unit);
  return { p80, ...(ends.every(({ limit }) => limit !== undefined) && { inside: inside / count }) };
}

/** A board asks after every event. */
const DRAWS = 200_000;
const MOST = 2_000;
const FEWEST = 200;
