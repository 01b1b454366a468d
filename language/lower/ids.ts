/** Gives the things of one file their ids, as `plan/ids.ts` says. */
import type { Place } from '../../plan/place.ts';

export class Ids {
  private readonly used = new Map<string, number>();

  /** @param scope the release and the uses around the thing; empty: the file */
  of(scope: readonly string[], label: string): string {
    return this.numbered([...scope, label].join('/'));
  }

  /** A time is where it is written; what a runbook says stands where it is used, once for every line that has one. */
  ofTime({ file, range: { start } }: Place): string {
    return this.numbered(`${file}#${start.line}:${start.character}`);
  }

  private numbered(id: string): string {
    const before = this.used.get(id) ?? 0;
    this.used.set(id, before + 1);
    return before === 0 ? id : `${id}#${before + 1}`;
  }
}
