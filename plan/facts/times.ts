/** When the times of a release are, as its schedule has them. */
import type { Time, TimeRange } from '../model.ts';
import type { Schedule, Span } from '../schedule/model.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import { roughMinutes } from '../time/duration.ts';
import type { Instant } from '../time/model.ts';

/** Undefined: the plan does not say. */
export interface Times {
  /** As what it is meant where it is written: a start at the begin of a working day, a deadline at the end of one. */
  instant(time: Time | undefined): Instant | undefined;
  /** The end of the day that it is; of a moment the moment. */
  endOfDay(time: Time | undefined): Instant | undefined;
  /** A range whose ends are both known; bare dates run from the start of the first to the end of the last. */
  span(range: Pick<TimeRange, 'from' | 'to'> | undefined): Span | undefined;
}

/** Of what stands outside of any release: only written dates are known. */
export const WRITTEN: Times = {
  instant: (time) => (time?.kind === 'instant' ? time.at : undefined),
  endOfDay: (time) => (time?.kind === 'instant' ? time.at + (time.dateOnly ? MINUTES_PER_DAY : 0) : undefined),
  span(range) {
    const [start, end] = [WRITTEN.instant(range?.from), WRITTEN.endOfDay(range?.to)];
    return start === undefined || end === undefined ? undefined : { start, end };
  },
};

/** While the date of a release is open its times count from T, as its schedule does. */
export function momentOf(
  { times, schedule }: { readonly times: Times; readonly schedule: Schedule },
  time: Time | undefined,
): Instant | undefined {
  const at = times.instant(time);
  if (at !== undefined || schedule.T !== undefined || time?.kind !== 'offset') return at;
  return roughMinutes(time.offset);
}

export function timesOf({ moments }: Schedule): Times {
  const instant = (time: Time | undefined) => time && moments[time.id]?.at;
  return {
    instant,
    endOfDay(time) {
      const moment = time && moments[time.id];
      return moment?.day?.end ?? moment?.at;
    },
    span(range) {
      const [start, end] = [instant(range?.from), instant(range?.to)];
      return start === undefined || end === undefined ? undefined : { start, end };
    },
  };
}
