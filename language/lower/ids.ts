/** Gives the things of one file their ids, as `plan/ids.ts` says. */
import type { Place } from '../../plan/place.ts';

export class Ids {
  private readonly given = new Set<string>();
  /** Of those that more than one asked for. */
  private readonly last = new Map<string, number>();
  private times = 0;

  /** @param scope the release and the uses around the thing; empty: the file */
  of(scope: readonly string[], label: string): string {
    return this.numbered([...scope, label].join('/'));
  }

  /** The times of a file are counted: where one is written may change while all else stays as it is. */
  ofTime({ file }: Place): string {
    return `${file}#${++this.times}`;
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
