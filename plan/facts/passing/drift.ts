/** What came on another day than it was planned for, and what has been moved. */
import type { Dated, Moment } from '../../schedule/dated/model.ts';
import type { Instant, Minutes, Zone } from '../../time/model.ts';
import { dayAt } from '../../time/zone.ts';

export interface Drift {
  readonly days: number;
  /** Of two moments; of days it is these. */
  readonly minutes: Minutes;
  readonly from: Instant;
  readonly to: Moment;
}

/** From when it was due, or was to be over, to when it was; undefined where one of the two is not known. */
export function driftOf({ actual, due, end, start, occurrences, zone, relative }: Dated): Drift | undefined {
  const planned = due ?? occurrences?.at(-1)?.end ?? end ?? start;
  return actual === undefined || planned === undefined || relative ? undefined : between(planned, actual, zone);
}

/** From the first plan to what is planned now. */
export function moveOf({ was, due, end, start, lasts, zone, relative }: Dated): Drift | undefined {
  const [first] = was ?? [];
  const now = (lasts ? start : undefined) ?? due ?? start ?? end;
  if (first === undefined || now === undefined || relative) return undefined;
  // A day that was planned is compared with a day.
  const from = first.day?.start ?? first.at;
  return between(from, { at: now, ...(first.day && { day: { start: now, end: now } }) }, zone);
}

function between(from: Instant, to: Moment, zone: Zone): Drift {
  const at = to.day?.start ?? to.at;
  return { days: dayAt(at, zone) - dayAt(from, zone), minutes: at - from, from, to };
}
