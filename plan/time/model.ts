/** The words for time that everything else is written in. No arithmetic here. */
import type { Place } from '../place.ts';

/** Whole minutes since 1970-01-01T00:00Z. */
export type Instant = number;

/** A whole number of elapsed minutes. */
export type Minutes = number;

/** An IANA zone id (`Europe/Berlin`), `UTC`, or `AoE` (Anywhere on Earth, UTC-12). */
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

/** `20m..25m..50m`. Open sides (`4h..`, `..5m`) repeat the side that is there and set `open`. */
export interface Estimate {
  readonly min: Duration;
  readonly likely: Duration;
  readonly max: Duration;
  readonly open?: 'min' | 'max';
  /** As written. */
  readonly text: string;
}

/** A date or clock time exactly as the text has it, with what is wrong with it: input of the time checks. */
export interface WrittenTime {
  /** 0 = Monday, when a weekday stands before the date. */
  readonly weekday?: number;
  readonly date?: { readonly year: number; readonly month: number; readonly day: number };
  /** Minutes after midnight. */
  readonly clock?: number;
  /** The zone it was read in. */
  readonly zone: Zone;
  /** The zone as written behind it, if any (`EST`, `Europe/London`). */
  readonly zoneText?: string;
  readonly at?: Instant;
  /**
   * `no-such-date` 2026-02-30; `nonexistent` skipped by daylight saving, `ambiguous` doubled by it: `readings` then
   * holds both instants; `unfinished` 2026-12-, 22:.
   */
  readonly problem?: 'no-such-date' | 'no-such-clock' | 'nonexistent' | 'ambiguous' | 'unfinished' | 'unknown-zone';
  readonly readings?: readonly Instant[];
  readonly place: Place;
  readonly weekdayPlace?: Place;
  readonly datePlace?: Place;
  readonly clockPlace?: Place;
  readonly zonePlace?: Place;
}
