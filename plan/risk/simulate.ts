/**
 * The simulation: the network is added up again and again, each time with other durations.
 *
 * Runs are taken in batches. Within one, every row of times is a line of numbers, one for each run, so that the inner
 * loops are sums and maxima over plain arrays and nothing is allocated. A second pass, from the end back, follows the arcs
 * that hold: what they reach is on the longest path.
 */
import { stratum } from './draws.ts';
import {
  type Chance,
  draw,
  drawnRows,
  type Event,
  type Happening,
  prepared,
  preparedChance,
  preparedEvent,
  type Settings,
  skip,
  strike,
  type Variable,
} from './durations.ts';
import { NEVER, type SampledNetwork } from './network.ts';
import { cutOff, type OutageRows } from './outages.ts';
import { backward, forward } from './passes.ts';

/** What is asked of each run besides its end. */
export interface Question {
  readonly network: SampledNetwork;
  readonly variables: readonly Variable[];
  readonly events: readonly Event[];
  readonly chances: readonly Chance[];
  /** The run has ended when all of these have; `limit`: the end of its window. */
  readonly ends: readonly { readonly row: number; readonly limit: number | undefined }[];
  readonly outages: readonly OutageRows[];
  /** By when a row must have its time, for the least margin of all. */
  readonly margins: readonly { readonly row: number; readonly limit: number }[];
  /** Rows of which the distribution and the criticality are wanted. */
  readonly watched: readonly number[];
}

/** All in units of the network, since its base. */
export interface Answers {
  /** By run, in the order of the runs. */
  readonly end: Int32Array;
  readonly outage: Int32Array;
  readonly margin: Int32Array;
  /** How many runs end inside all their limits. */
  readonly inside: number;
  /** By position in `watched`: in how many runs it is on the longest path, and how its times are spread. */
  readonly critical: Int32Array;
  readonly histograms: readonly Histogram[];
  /** By position in `variables`: the mean end where it is in its lower and upper fifth. */
  readonly variables: readonly Contrast[];
  /** By position in `events`: the mean end where it does not occur, and where it does. */
  readonly events: readonly Contrast[];
}

/** How often a time fell between `from + i * width` (exclusive) and `from + (i + 1) * width` (inclusive). */
export interface Histogram {
  readonly from: number;
  /** A power of two. */
  readonly width: number;
  readonly counts: Int32Array;
}

export interface Contrast {
  readonly low: number;
  readonly high: number;
  /** The standard error of their difference, in standard deviations of the end. */
  readonly error: number;
}

const BATCH = 256;

export function simulate(question: Question, { runs, seed, shape }: Settings): Answers {
  const { network, variables, events, chances } = question;
  const length = Math.min(BATCH, runs);
  const times = new Int32Array(network.rows * length);
  const critical = new Uint8Array(network.rows * length);
  const drawnOf = drawnRows(network.memberRow.length, variables, events, chances);
  const durations = new Int32Array(drawnOf.count * length);
  const strata = new Int32Array(variables.length * length);
  const drawn = variables.map((variable) => ({
    ...prepared(variable, network.unit, shape, seed, runs),
    row: drawnOf.row[variable.member]!,
  }));
  const happens = events.map((event) => preparedEvent(event, network.unit, shape, seed, runs));
  const perhaps = chances.map((chance) => preparedChance(chance, seed, runs));
  const changed = new Set([...events, ...chances].flatMap(({ members }) => members));
  const answers = emptyAnswers(question, runs);
  const sums = { variables: new Float64Array(variables.length * 2), events: new Float64Array(events.length * 2) };

  for (let first = 0; first < runs; first += length) {
    const count = Math.min(length, runs - first);
    for (const member of changed) {
      const at = drawnOf.row[member]! * length;
      durations.fill(network.memberLength[member]!, at, at + count);
    }
    drawn.forEach((one, i) => {
      draw(one, strata, i * length, durations, one.row * length, first, count);
    });
    for (const event of happens) strike(event, durations, drawnOf.row, length, first, count);
    for (const chance of perhaps) skip(chance, durations, drawnOf.row, length, first, count);
    forward(network, times, durations, drawnOf.row, length, count);
    note(question, answers, times, length, first, count);
    backward(network, times, critical, question.ends, answers.end, length, first, count);
    watch(question.watched, answers, times, critical, length, count);
    for (let i = 0; i < drawn.length; i++) contrast(strata, i, runs, answers.end, length, first, count, sums.variables);
    for (let i = 0; i < happens.length; i++) contrastEvent(happens[i]!, answers.end, first, count, sums.events, i);
  }
  const fifth = fifthOf(runs);
  const means = (list: Float64Array, i: number, low: number, high: number): Contrast => ({
    low: list[2 * i]! / Math.max(low, 1),
    high: list[2 * i + 1]! / Math.max(high, 1),
    error: low > 0 && high > 0 ? Math.sqrt(1 / low + 1 / high) : Number.POSITIVE_INFINITY,
  });
  return {
    ...answers,
    variables: variables.map((_, i) => means(sums.variables, i, fifth, fifth)),
    events: happens.map(({ occurs }, i) => means(sums.events, i, runs - occurs, occurs)),
  };
}

type Open = Omit<Answers, 'variables' | 'events' | 'inside'> & { inside: number };

function emptyAnswers({ watched, network, ...asked }: Question, runs: number): Open {
  const bounds = boundsOf(network, asked);
  return {
    end: new Int32Array(runs),
    outage: new Int32Array(runs),
    margin: new Int32Array(runs),
    inside: 0,
    critical: new Int32Array(watched.length),
    histograms: watched.map((row) => histogramBetween(bounds.low[row]!, bounds.high[row]!, network.unit)),
  };
}

/** At most so many counters for each row; below that each is a whole minute. */
const MOST_COUNTERS = 4096;

/** Counters end on whole minutes, so that shares read off at a whole minute are exact. */
function histogramBetween(low: number, high: number, unit: number): Histogram {
  const from = Math.ceil(low / unit) * unit - unit;
  const minutes = Math.ceil((high - from) / unit);
  let width = unit;
  while (minutes * unit > MOST_COUNTERS * width) width *= 2;
  return { from, width, counts: new Int32Array(Math.max(1, Math.ceil((high - from) / width))) };
}

/** The times with everything as short, and as long, as it can be. */
function boundsOf(
  network: SampledNetwork,
  { variables, events, chances }: Pick<Question, 'variables' | 'events' | 'chances'>,
): { readonly low: Int32Array; readonly high: Int32Array } {
  const shortest = Int32Array.from(network.memberLength);
  const longest = Int32Array.from(network.memberLength);
  for (const { member, min, max } of variables) {
    shortest[member] = Math.floor(min * network.unit);
    longest[member] = Math.ceil(max * network.unit);
  }
  for (const { members, delay } of events)
    for (const member of members) longest[member]! += Math.ceil(delay.max * network.unit);
  for (const { members } of chances) for (const member of members) shortest[member] = 0;
  const add = (durations: Int32Array) => {
    const times = new Int32Array(network.rows);
    forward(
      network,
      times,
      durations,
      durations.map((_, member) => member),
      1,
      1,
    );
    return times;
  };
  return { low: add(shortest), high: add(longest) };
}

function note(
  question: Question,
  answers: Open,
  times: Int32Array,
  length: number,
  first: number,
  count: number,
): void {
  const { ends, outages, margins } = question;
  const { end, outage, margin } = answers;
  for (let r = 0; r < count; r++) {
    let last = NEVER;
    let inside = 1;
    for (let i = 0; i < ends.length; i++) {
      const { row, limit } = ends[i]!;
      const at = times[row * length + r]!;
      if (at > last) last = at;
      if (limit !== undefined && at > limit) inside = 0;
    }
    end[first + r] = last;
    answers.inside += inside;
  }
  margin.fill(-NEVER, first, first + count);
  for (const { row, limit } of margins) {
    const at = row * length;
    for (let r = 0; r < count; r++) {
      const left = limit - times[at + r]!;
      if (left < margin[first + r]!) margin[first + r] = left;
    }
  }
  if (outages.length > 0) for (let r = 0; r < count; r++) outage[first + r] = cutOff(outages, times, length, r);
}

function watch(
  watched: readonly number[],
  answers: Open,
  times: Int32Array,
  critical: Uint8Array,
  length: number,
  count: number,
): void {
  for (let i = 0; i < watched.length; i++) {
    const at = watched[i]! * length;
    const { from, width, counts } = answers.histograms[i]!;
    let share = 0;
    for (let r = 0; r < count; r++) share += critical[at + r]!;
    answers.critical[i]! += share;
    const shift = 31 - Math.clz32(width);
    if (counts.length === 1) counts[0]! += count;
    else for (let r = 0; r < count; r++) counts[(times[at + r]! - from - 1) >> shift]!++;
  }
}

function contrast(
  strata: Int32Array,
  i: number,
  runs: number,
  end: Int32Array,
  length: number,
  first: number,
  count: number,
  sums: Float64Array,
): void {
  const low = fifthOf(runs);
  const high = runs - low;
  let [below, above] = [0, 0];
  for (let r = 0; r < count; r++) {
    const position = strata[i * length + r]!;
    if (position < low) below += end[first + r]!;
    else if (position >= high) above += end[first + r]!;
  }
  sums[2 * i]! += below;
  sums[2 * i + 1]! += above;
}

function contrastEvent(
  { occurrence, occurs }: Happening,
  end: Int32Array,
  first: number,
  count: number,
  sums: Float64Array,
  i: number,
): void {
  for (let r = 0; r < count; r++) {
    sums[2 * i + (stratum(occurrence, first + r) < occurs ? 1 : 0)]! += end[first + r]!;
  }
}

function fifthOf(runs: number): number {
  return Math.floor(runs / 5);
}
