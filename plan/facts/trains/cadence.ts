/** When a train leaves: its departures, each with its number, those that are left out among them. */
import type { Train, TrainRelease } from '../../model.ts';
import { addDuration } from '../../time/duration.ts';
import type { Instant, Zone } from '../../time/model.ts';
import { occurrences } from '../../time/recurrence.ts';
import { dayAt } from '../../time/zone.ts';

export interface Departure {
  readonly at: Instant;
  /** Counted from 1; one that is left out has its number, too. */
  readonly number: number;
  readonly isSkipped: boolean;
}

export interface Cadence {
  readonly zone: Zone;
  /** The first departure. */
  readonly from: Instant;
  /** In order, up to a moment. */
  until(last: Instant): readonly Departure[];
  /** The first behind a moment that is not left out; undefined: there is none. */
  nextAfter(at: Instant): Departure | undefined;
  /** So many behind a moment, those that are left out among them. */
  next(at: Instant, count: number): readonly Departure[];
  /** The one next to a moment, whatever becomes of it. */
  nearest(to: Instant): Departure | undefined;
}

/** Undefined: nobody knows when it leaves. */
export function cadenceOf({ every, skips }: Train): Cadence | undefined {
  const { from, until, interval, weekdays = [], ofMonth } = every ?? {};
  if (from?.kind !== 'instant' || (until && until.kind !== 'instant')) return undefined;
  const zone = from.zone;
  const end = until?.kind === 'instant' ? until.at + (until.dateOnly ? 1439 : 0) : Number.POSITIVE_INFINITY;
  const skipped = new Set(skips.flatMap((skip) => (skip.kind === 'instant' ? dayAt(skip.at, skip.zone) : [])));
  const known = new Map<Instant, readonly Departure[]>();
  const upTo = (last: Instant): readonly Departure[] => {
    const asked = Math.min(end, last);
    const all =
      known.get(asked) ??
      occurrences({ interval, weekdays, ofMonth, from: from.at, until: asked, zone }, MOST).moments.map((at, i) => ({
        at,
        number: i + 1,
        isSkipped: skipped.has(dayAt(at, zone)),
      }));
    known.set(asked, all);
    return all;
  };
  return {
    zone,
    from: from.at,
    until: upTo,
    nextAfter: (at) => upTo(later(Math.max(at, from.at), zone)).find((one) => one.at > at && !one.isSkipped),
    next: (at, count) =>
      upTo(later(Math.max(at, from.at), zone))
        .filter((one) => one.at > at)
        .slice(0, count),
    nearest: (to) =>
      upTo(later(Math.max(to, from.at), zone)).reduce<Departure | undefined>(
        (best, one) => (best === undefined || Math.abs(one.at - to) < Math.abs(best.at - to) ? one : best),
        undefined,
      ),
  };
}

/** A train that leaves every hour, for ten years. */
const MOST = 100_000;

/** No train waits longer for its next departure. */
function later(at: Instant, zone: Zone): Instant {
  return addDuration(at, { minutes: 0, days: 0, workingDays: 0, months: 15 }, zone);
}

/** Where a release of a train stands in it. */
export interface Stop {
  readonly line: TrainRelease;
  /** Undefined: nothing says when it is. */
  readonly departure?: Departure;
}

/**
 * Which departure each of its releases is: the one next to its date, behind that of the release before; of one without a date the
 * next that is not left out. So a release that was moved keeps its number, and so do all behind it.
 *
 * @param begin of the plan of that name, where one is known
 */
export function stopsOf(train: Train, cadence: Cadence, begin: (name: string) => Instant | undefined): readonly Stop[] {
  let last: Departure | undefined;
  return train.releases.map((line) => {
    const at = (line.at?.kind === 'instant' ? line.at.at : undefined) ?? begin(line.ref.name);
    const all = cadence.until(later(Math.max(last?.at ?? cadence.from, at ?? cadence.from), cadence.zone));
    const behind = all.filter(({ number }) => number > (last?.number ?? 0));
    const departure =
      at === undefined
        ? behind.find(({ isSkipped }) => !isSkipped)
        : behind.reduce<Departure | undefined>(
            (best, one) => (best === undefined || Math.abs(one.at - at) < Math.abs(best.at - at) ? one : best),
            undefined,
          );
    last = departure ?? last;
    return { line, ...(departure && { departure }) };
  });
}
