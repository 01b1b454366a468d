/** What a calendar says, before it is compiled. */
import type { Day } from './date.ts';
import type { Instant, Minutes, Zone } from './model.ts';

/** Hours of work on some days of the week; what `WorkingHours` of a plan is without its place. */
export interface Hours {
  /** 0 = Monday; empty: every day. */
  readonly weekdays: readonly number[];
  /** Minutes after midnight; `to` may be 1440, and `to <= from` passes midnight. */
  readonly from: Minutes;
  readonly to: Minutes;
}

export interface CalendarSpec {
  readonly zone: Zone;
  readonly hours: readonly Hours[];
  /** Dates without work; a shift that begins on such a date falls out as a whole, even where it passes midnight. */
  readonly daysOff: readonly { readonly from: Day; readonly to: Day }[];
  /** Spans of time without work. */
  readonly spansOff: readonly { readonly start: Instant; readonly end: Instant }[];
  /** The hour of day a bare date means as `due`; minutes after midnight. */
  readonly deadline?: Minutes;
}
