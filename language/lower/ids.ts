/** Gives the things of one file their ids, as `plan/ids.ts` says. */
import type { Place } from '../../plan/place.ts';

export class Ids {
  private readonly given = new Set<string>();
  /** Of those that more than one asked for. */
  private readonly last = new Map<string, number>();
  /** How many times there are by now: of each step, and of all else that the file says. */
  private readonly times = new Map<string, number>();
  private step: string | undefined;

  /** @param scope the release and the uses around the thing; empty: the file */
  of(scope: readonly string[], label: string): string {
    return this.numbered([...scope, label].join('/'));
  }

  /**
   * Times are counted: where one is written may change while all else stays as it is. Those of a step are counted by
   * themselves, so that it may say one more and all others keep theirs.
   */
  ofTime({ file }: Place): string {
    const of = this.step === undefined ? `${file}#` : beforeTimes(file, this.step);
    const number = (this.times.get(of) ?? 0) + 1;
    this.times.set(of, number);
    return `${of}${number}`;
  }

  /** What is read there belongs to a step. */
  inStep<T>(step: string, read: () => T): T {
    const around = this.step;
    this.step = step;
    try {
      return read();
    } finally {
      this.step = around;
    }
  }

  private numbered(id: string): string {
    if (!this.given.has(id)) {
      this.given.add(id);
      return id;
    }
    let number = (this.last.get(id) ?? 1) + 1;
    let own = `${id}#${number}`;
    // A text of the plan may end like a number of ours.
    while (this.given.has(own)) own = `${id}#${++number}`;
    this.last.set(id, number);
    this.given.add(own);
    return own;
  }
}

interface OfStep {
  readonly id: string;
  readonly place: Place;
}

/** What the ids of the times of a step begin with; nothing else begins with a file. */
function beforeTimes(file: string, step: string): string {
  return `${file}#${step}@`;
}

/** The id of one of the times of a step. */
export function timeOf({ id, place: { file } }: OfStep, number: number): string {
  return `${beforeTimes(file, id)}${number}`;
}

/** Which of its times an id is of; undefined: of none. */
export function numberOfTime({ id: step, place: { file } }: OfStep, id: string): number | undefined {
  const before = beforeTimes(file, step);
  const number = id.startsWith(before) ? id.slice(before.length) : '';
  return /^\d+$/.test(number) ? Number(number) : undefined;
}

/** Whether one of them may be of a time of a step. */
export function hasTimes(ids: Iterable<string>): boolean {
  for (const id of ids) if (id.includes('@')) return true;
  return false;
}

/** What has an id in a release: times of its steps stand behind all else, in the order of the steps. */
export function thingsInOrder<Thing>(
  things: Iterable<readonly [string, Thing]>,
  steps: readonly OfStep[],
): Map<string, Thing> {
  type Entry = readonly [string, Thing];
  const times = new Map(steps.map(({ id, place }) => [beforeTimes(place.file, id), [] as Entry[]]));
  const others: Entry[] = [];
  for (const one of things) (times.get(one[0].slice(0, one[0].lastIndexOf('@') + 1)) ?? others).push(one);
  return new Map([...others, ...[...times.values()].flat()]);
}
