/** What a sheet that came back filled in says of when steps really began and ended. */
import type { Release, Step } from '../../plan/model.ts';
import { rowOf } from '../../plan/outline/ledger.ts';
import type { Outline } from '../../plan/outline/model.ts';
import type { Instant } from '../../plan/time/model.ts';
import { flat, recognise, thingsOf } from './merge.ts';
import { instantIn } from './values.ts';

export interface Happened {
  readonly step: Step;
  readonly start?: Instant;
  readonly end?: Instant;
}

/** In the order of the sheet; what cannot be said of a step stands in the report of its row. */
export function happenedIn(outline: Outline, release: Release): readonly Happened[] {
  const known = thingsOf(release);
  const taken = new Set<object>();
  return flat(outline.items ?? [], []).flatMap(({ item }): Happened[] => {
    const { actualStart, actualEnd } = item;
    if (actualStart === undefined && actualEnd === undefined) return [];
    const row = rowOf(item);
    const found = recognise(item, known, taken);
    if (found?.kind !== 'step') {
      row?.left('when it was', found ? 'a milestone does not begin' : 'the plan has no such step');
      return [];
    }
    taken.add(found);
    const at = (text: string | undefined, what: string) => {
      const instant = text === undefined ? undefined : instantIn(text, release.zone);
      if (text !== undefined && instant === undefined) row?.left(`${what} "${text}"`, 'it is no date with a time');
      return instant;
    };
    const [start, end] = [at(actualStart, 'actual start'), at(actualEnd, 'actual end')];
    return start === undefined && end === undefined
      ? []
      : [{ step: found, ...(start !== undefined && { start }), ...(end !== undefined && { end }) }];
  });
}
