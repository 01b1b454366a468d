/**
 * A project compiled for the search, once for each direction: backward passes are forward passes over the mirror, in
 * which time runs back from the horizon. All tables are integer arrays in units of time that hold every given time.
 */
import { isUniform, mirroredOccupations, type Occupations, occupationsOf } from './occupations.ts';
import { type Project, whyImpossible } from './project.ts';

export interface Tables extends Occupations {
  readonly count: number;
  /** No pass ends later. */
  readonly horizon: number;
  readonly durations: Int32Array;
  /** Release dates; all 0 in the mirror, where passes only serve to find an order. */
  readonly earliest: Int32Array;
  /** -1: not pinned. */
  readonly pinned: Int32Array;
  /** Arcs by `to`: from `sourcesAt[to]` up to `sourcesAt[to + 1]`; start of `to` >= start of source + `gaps`. */
  readonly sourcesAt: Int32Array;
  readonly sources: Int32Array;
  readonly gaps: Int32Array;
  /** The same arcs by `from`. */
  readonly targetsAt: Int32Array;
  readonly targets: Int32Array;
  readonly targetGaps: Int32Array;
  /** Whether starts never decrease along an arc, so that a list sorted by start keeps the arcs. */
  readonly monotone: boolean;
  /** Whether anything is fixed in time, so that the mirror has to know where in time it is. */
  readonly anchored: boolean;
  /** Whether what fits at one moment of a parallel pass fits from there on: nothing is occupied ahead of time. */
  readonly uniform: boolean;
  readonly taken: readonly Occupied[];
}

export interface Occupied {
  readonly resource: number;
  readonly start: number;
  readonly end: number;
  readonly amount: number;
}

export interface Compiled {
  readonly forward: Tables;
  readonly mirror: Tables;
  /** One unit of time in the tables, in units of the project. */
  readonly unit: number;
  /** Where 0 of the tables is in the project. */
  readonly origin: number;
  /** Each activity behind the ones it waits for. */
  readonly topological: Int32Array;
  /** Arcs into what is pinned: a schedule is late by what the start of `to` lacks of start of `from` + `gap`. */
  readonly limits: readonly Gap[];
}

/** Start of `to` >= start of `from` + `gap`. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly gap: number;
}

/** Units of time, times words: 128 MiB. In minutes, years for the largest team. */
const MOST_WORDS = 2 ** 25;

/** @throws RangeError for what `whyImpossible` tells, for arcs in a cycle, and for a project that takes too long */
export function compile(project: Project): Compiled {
  const impossible = whyImpossible(project);
  if (impossible) throw new RangeError(impossible);
  const count = project.durations.length;
  let origin = 0;
  for (const start of project.pinned) if (start !== undefined && start < origin) origin = start;
  const unit = commonUnit(project, origin);
  const scaled = (time: number) => (time - origin) / unit;

  const durations = new Int32Array(count);
  const earliest = new Int32Array(count);
  const pinned = new Int32Array(count);
  for (let activity = 0; activity < count; activity++) {
    durations[activity] = project.durations[activity]! / unit;
    earliest[activity] = scaled(Math.max(0, project.earliest[activity]!));
    const pin = project.pinned[activity];
    pinned[activity] = pin === undefined ? -1 : scaled(pin);
  }
  const taken = project.taken
    .map(({ amount, end, resource, start }) => ({
      resource,
      start: scaled(Math.max(origin, start)),
      end: scaled(end),
      amount: amount ?? project.capacities[resource]!,
    }))
    .filter(({ end, start }) => end > start);
  const anchored = taken.length > 0 || project.pinned.some((start) => start !== undefined);

  const all: Gap[] = project.arcs.map(({ from, lag, side, to }) => ({
    from,
    to,
    gap: lag / unit + (side === 'end' ? durations[from]! : 0),
  }));
  // What is pinned waits for nothing; what it should have waited for is looked at once everything is placed.
  const held = anchored ? all.filter(({ to }) => pinned[to]! < 0) : all;
  const limits = anchored ? all.filter(({ to }) => pinned[to]! >= 0) : [];
  const horizon = latestEnd(durations, earliest, pinned, taken, held);
  const occupations = occupationsOf(project, durations, unit);
  if (2 * horizon * occupations.fields.planes > MOST_WORDS)
    throw new RangeError(`the project may take ${horizon * unit}, which is too long to be searched`);
  const forward: Tables = {
    count,
    horizon,
    durations,
    earliest,
    pinned,
    ...arcTables(count, held),
    anchored,
    uniform: !anchored && isUniform(occupations),
    ...occupations,
    taken,
  };

  // In the mirror, starts are horizon - end.
  const back = all
    .filter(({ from }) => pinned[from]! < 0)
    .map(({ from, gap, to }) => ({ from: to, to: from, gap: gap + durations[to]! - durations[from]! }));
  const mirrored = mirroredOccupations(occupations, durations);
  const mirror: Tables = {
    count,
    horizon: 2 * horizon,
    durations,
    earliest: new Int32Array(count),
    pinned: pinned.map((start, activity) => (start < 0 ? -1 : horizon - start - durations[activity]!)),
    ...arcTables(count, back),
    anchored,
    uniform: !anchored && isUniform(mirrored),
    ...mirrored,
    taken: taken.map((one) => ({ ...one, start: horizon - one.end, end: horizon - one.start })),
  };
  return { forward, mirror, unit, origin, topological: topologicalOrder(count, all), limits };
}

function commonUnit(project: Project, origin: number): number {
  let unit = 0;
  const add = (time: number) => {
    if (unit === 1) return;
    let [a, b] = [unit, Math.abs(time)];
    while (b > 0) [a, b] = [b, a % b];
    unit = a;
  };
  add(origin);
  for (const duration of project.durations) add(duration);
  for (const time of project.earliest) add(Math.max(0, time));
  for (const time of project.pinned) if (time !== undefined) add(time);
  for (const { lag } of project.arcs) add(lag);
  for (const { end, start } of project.taken) {
    add(Math.max(0, start));
    add(end);
  }
  for (const own of project.needs) for (const { minutes } of own) if (minutes !== undefined) add(minutes);
  for (const own of project.choices) for (const { minutes } of own) if (minutes !== undefined) add(minutes);
  return unit || 1;
}

/** Behind the last moment that is fixed, every activity and every wait once, one after the other. */
function latestEnd(
  durations: Int32Array,
  earliest: Int32Array,
  pinned: Int32Array,
  taken: readonly Occupied[],
  arcs: readonly Gap[],
): number {
  let fixed = 0;
  const waits = new Int32Array(durations.length);
  for (const { from, gap, to } of arcs) {
    const wait = gap - durations[from]!;
    if (wait > waits[to]!) waits[to] = wait;
  }
  let total = 1;
  for (let activity = 0; activity < durations.length; activity++) {
    fixed = Math.max(fixed, earliest[activity]!, pinned[activity]! + durations[activity]!);
    total += durations[activity]! + waits[activity]!;
  }
  for (const { end } of taken) fixed = Math.max(fixed, end);
  return fixed + total;
}

type Arcs = Pick<Tables, 'sourcesAt' | 'sources' | 'gaps' | 'targetsAt' | 'targets' | 'targetGaps' | 'monotone'>;

function arcTables(count: number, arcs: readonly Gap[]): Arcs {
  const sourcesAt = new Int32Array(count + 1);
  const targetsAt = new Int32Array(count + 1);
  let monotone = true;
  for (const { from, gap, to } of arcs) {
    sourcesAt[to + 1]!++;
    targetsAt[from + 1]!++;
    if (gap < 0) monotone = false;
  }
  for (let activity = 0; activity < count; activity++) {
    sourcesAt[activity + 1]! += sourcesAt[activity]!;
    targetsAt[activity + 1]! += targetsAt[activity]!;
  }
  const nextSource = sourcesAt.slice();
  const nextTarget = targetsAt.slice();
  const sources = new Int32Array(arcs.length);
  const gaps = new Int32Array(arcs.length);
  const targets = new Int32Array(arcs.length);
  const targetGaps = new Int32Array(arcs.length);
  for (const { from, gap, to } of arcs) {
    const source = nextSource[to]!++;
    sources[source] = from;
    gaps[source] = gap;
    const target = nextTarget[from]!++;
    targets[target] = to;
    targetGaps[target] = gap;
  }
  return { sourcesAt, sources, gaps, targetsAt, targets, targetGaps, monotone };
}

function topologicalOrder(count: number, arcs: readonly Gap[]): Int32Array {
  const { sourcesAt, targets, targetsAt } = arcTables(count, arcs);
  const open = new Int32Array(count);
  const order = new Int32Array(count);
  let length = 0;
  for (let activity = 0; activity < count; activity++) {
    open[activity] = sourcesAt[activity + 1]! - sourcesAt[activity]!;
    if (open[activity] === 0) order[length++] = activity;
  }
  for (let done = 0; done < length; done++) {
    const activity = order[done]!;
    for (let arc = targetsAt[activity]!; arc < targetsAt[activity + 1]!; arc++)
      if (--open[targets[arc]!]! === 0) order[length++] = targets[arc]!;
  }
  if (length < count) throw new RangeError('the arcs of a project must not form a cycle');
  return order;
}
