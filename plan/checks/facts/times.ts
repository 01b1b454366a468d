/** When the times of a release are, once it is scheduled. */
import type { Calendars } from '../../calendars.ts';
import type { Plan, Time, TimeRange } from '../../model.ts';
import type { Schedule, Span } from '../../schedule/model.ts';
import type { Instant } from '../../time/model.ts';
import { resolveRange, resolveTime, type TimeUse } from '../../time/resolve.ts';

/** Working days are those of `who`'s calendar, without a name the release's. Undefined: the plan does not say. */
export interface Times {
  instant(time: Time | undefined, use: TimeUse, who?: string): Instant | undefined;
  /** A range whose ends are both known; bare dates run from the start of the first to the end of the last. */
  span(range: TimeRange | undefined, who?: string): Span | undefined;
}

export function timesOf(plan: Plan, schedule: Schedule, calendars: Calendars): Times {
  return {
    instant: (time, use, who) => resolveTime(time, schedule, use, { plan, calendar: calendars.of(who) }),
    span(range, who) {
      const { start, end } = resolveRange(range, schedule, { plan, calendar: calendars.of(who) });
      return start === undefined || end === undefined ? undefined : { start, end };
    },
  };
}
