/** What holds of things from when until when, once or whenever it comes round: freezes, maintenance. */
import type { Occasional } from '../model.ts';
import type { Schedule, Span } from '../schedule/model.ts';
import type { Zone } from '../time/model.ts';
import { type Occasions, occasionsIn, occasionsOf } from '../time/occasions.ts';
import { type Times, timesOf } from './times.ts';

/** One of a kind whose times are known, as plain data. */
export interface Holding<Thing> {
  readonly thing: Thing;
  readonly once?: Span;
  readonly occasions?: Occasions;
}

export function holding<Thing extends Occasional>(
  things: readonly Thing[],
  schedule: Schedule,
): readonly Holding<Thing>[] {
  return holdingAt(things, timesOf(schedule), schedule.zone);
}

/** The same of things that stand in no release. */
export function holdingAt<Thing extends Occasional>(
  things: readonly Thing[],
  times: Times,
  around: Zone,
): readonly Holding<Thing>[] {
  return things.flatMap((thing): readonly Holding<Thing>[] => {
    const { from, until, every } = thing;
    if (!every) {
      const once = times.span({ from, to: until });
      return once ? [{ thing, once }] : [];
    }
    const written = [from, until, every.from, every.until].filter((time) => time !== undefined);
    if (written.some((time) => times.instant(time) === undefined)) return [];
    const bounds = { from: times.instant(every.from), until: times.instant(every.until) };
    const zone = from && 'zone' in from ? from.zone : around;
    const ends = { start: times.instant(from), end: times.endOfDay(until) };
    const occasions = occasionsOf(every, ends, bounds, zone);
    return occasions ? [{ thing, occasions }] : [];
  });
}

/** When it holds in a span of time, in order. */
export function whenHolding({ once, occasions }: Holding<unknown>, within: Span): readonly Span[] {
  if (occasions) return occasionsIn(occasions, within);
  return once && once.start < within.end && once.end > within.start ? [once] : [];
}
