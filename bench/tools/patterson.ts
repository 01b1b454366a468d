/** Project files of the PSPLIB in Patterson's format, and the best makespans known for them. */
import type { Project } from '../../plan/schedule/search/project.ts';

/**
 * Numbers, separated by any white space: activities and resources, the capacities, then for each activity its
 * duration, what it needs of each resource, and its successors, counted from 1.
 * @throws RangeError where the text is not such a file
 */
export function parsePatterson(text: string): Project {
  const numbers = text.trim().split(/\s+/).map(Number);
  let at = 0;
  const next = (): number => {
    const number = numbers[at++];
    if (number === undefined || !Number.isSafeInteger(number) || number < 0)
      throw new RangeError(
        `number ${at} of the file is ${number === undefined ? 'missing' : `not a count: ${number}`}`,
      );
    return number;
  };
  const several = (count: number) => Array.from({ length: count }, next);

  const count = next();
  const capacities = several(next());
  const durations: number[] = [];
  const needs: Project['needs'][number][] = [];
  const arcs: Project['arcs'][number][] = [];
  for (let from = 0; from < count; from++) {
    durations.push(next());
    const amounts = several(capacities.length);
    needs.push(amounts.map((amount, resource) => ({ resource, amount })).filter(({ amount }) => amount > 0));
    for (const successor of several(next())) {
      if (successor < 1 || successor > count) throw new RangeError(`there is no activity ${successor}`);
      arcs.push({ from, to: successor - 1, lag: 0, side: 'end' });
    }
  }
  if (at < numbers.length) throw new RangeError(`${numbers.length - at} numbers too many`);
  return {
    durations,
    earliest: durations.map(() => 0),
    arcs,
    capacities,
    needs,
    choices: durations.map(() => []),
    taken: [],
    pinned: durations.map(() => undefined),
  };
}

/** The makespan without resources. */
export function criticalPath({ arcs, durations }: Project): number {
  const ends = [...durations];
  for (let changed = true; changed; ) {
    changed = false;
    for (const { from, to } of arcs) {
      const end = ends[from]! + durations[to]!;
      if (end <= ends[to]!) continue;
      ends[to] = end;
      changed = true;
    }
  }
  return Math.max(...ends);
}

/** By name of the instance: its critical path and the best makespan known (columns `cpm` and `ub` of `bks.csv`). */
export function parseBestKnown(text: string): ReadonlyMap<string, { readonly cpm: number; readonly best: number }> {
  const [head, ...lines] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const column = (name: string) => {
    const index = head!.indexOf(name);
    if (index < 0) throw new RangeError(`bks.csv has no column ${name}`);
    return index;
  };
  const [instance, cpm, best] = ['instance', 'cpm', 'ub'].map(column) as [number, number, number];
  return new Map(lines.map((cells) => [cells[instance]!, { cpm: Number(cells[cpm]), best: Number(cells[best]) }]));
}
