/** The words for time that everything else is written in. No arithmetic here. */
import type { Place } from '../place.ts';

/** Whole minutes since 1970-01-01T00:00Z. */
export type Instant = number;

/** From one moment to another. */
export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** A whole number of elapsed minutes. */
export type Minutes = number;

/** An IANA zone id (`Europe/Berlin`), or one offset all year: `UTC`, `AoE` (UTC-12), `UTC-7`, `-07:00`, `EST`. */
export type Zone = string;

/**
 * A signed duration; its parts mean different things and are never mixed into one number before a calendar is known:
 * `minutes` are elapsed, `days` and `months` keep the wall clock (1w = 7 days), `workingDays` are counted in a calendar.
 */
export interface Duration {
  readonly minutes: number;
  readonly days: number;
  readonly months: number;
  readonly workingDays: number;
}

/** Which days of a month, or quarter: `last 2wd of month`, `second Tue of month`. */
export interface MonthDays {
  /** 1 is the first of them, -1 the last. */
  readonly which: number;
  /** So many days, or working days; undefined: one weekday, which is said beside it. */
  readonly count?: number;
  readonly working?: true;
  /** How many months are one period. */
  readonly months: 1 | 3;
}

/** `20m..25m..50m`. Open sides (`4h..`, `..5m`) repeat the side that is there and set `open`. */
export interface Estimate {
  readonly min: Duration;
  readonly likely: Duration;
  readonly max: Duration;
  readonly open?: 'min' | 'max';
  /** As written. */
  readonly text: string;
}

/** A wall time that is not one moment: where its plan says it, and what is wrong with it. */
export interface OddTime {
  /** See `WrittenTime`. */
  /** `late-hour`: an hour alone, just before T on the day of T, and so read as that of the next day or week. */
  readonly problem: 'too-far' | 'no-such-day' | 'nonexistent' | 'ambiguous' | 'late-hour';
  /** Days since 1970-01-01; not finite where no calendar reaches. */
  readonly day: number;
  /** Minutes after midnight; undefined: a day. */
  readonly clock?: number;
  readonly zone: Zone;
  readonly readings?: readonly [Instant, Instant];
  readonly place: Place;
}

/** A date or clock time exactly as the text has it, with what is wrong with it: input of the time checks. */
export interface WrittenTime {
  /** 0 = Monday, when a weekday stands before the date. */
  readonly weekday?: number;
  readonly date?: { readonly year: number; readonly month: number; readonly day: number };
  /** The date, as the day it is or, of a clock alone, was read as: days since 1970-01-01. */
  readonly day?: number;
  /** Minutes after midnight. */
  readonly clock?: number;
  /** The zone it was read in. */
  readonly zone: Zone;
  /** The zone as written behind it, if any (`EST`, `Europe/London`). */
  readonly zoneText?: string;
  readonly at?: Instant;
  /**
   * `no-such-date` 2026-02-30; `too-far` outside of the years that plans hold; `no-such-day` a date that the zone leaves
   * out; `nonexistent` skipped by daylight saving, `ambiguous` doubled by it: `readings` then holds both instants;
   * `unfinished` 2026-12-, 22:.
   */
  readonly problem?:
    | 'no-such-date'
    | 'too-far'
    | 'no-such-day'
    | 'no-such-clock'
    | 'nonexistent'
    | 'ambiguous'
    | 'unfinished'
    | 'unknown-zone';
  readonly readings?: readonly [Instant, Instant];
  /** Of a clock alone at the end of a range: it is the first such moment after this one. */
  readonly after?: Instant;
  /** The other end of its range, where neither names a zone: one written here would hold there too. */
  readonly otherEnd?: { readonly text: string; readonly place: Place };
  readonly place: Place;
  readonly weekdayPlace?: Place;
  readonly datePlace?: Place;
  readonly clockPlace?: Place;
  readonly zonePlace?: Place;
}
