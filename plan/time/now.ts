/**
 * The moment that plans are judged at. Whoever judges compares with it and does not read it: so it knows between which moments
 * everything that it was asked would have been answered the same, and that long holds what was found.
 */
import { type Day, MINUTES_PER_DAY } from './date.ts';
import type { Instant, Minutes, Zone } from './model.ts';
import { dayAt, instantOfDay } from './zone.ts';

export class Now {
  private readonly at: Instant;
  private from: Instant = Number.NEGATIVE_INFINITY;
  private until: Instant = Number.POSITIVE_INFINITY;

  constructor(at: Instant) {
    this.at = at;
  }

  isBefore(moment: Instant): boolean {
    return !this.#isBehind(moment - 1);
  }

  isAfter(moment: Instant): boolean {
    return this.#isBehind(moment);
  }

  dayIn(zone: Zone): Day {
    const day = dayAt(this.at, zone);
    const [from, until] = [instantOfDay(day, 0, zone), instantOfDay(day + 1, 0, zone) - 1];
    // Where a day begins twice or not at all, this minute is what is sure.
    const isSure = dayAt(from, zone) === day && dayAt(from - 1, zone) < day && dayAt(until, zone) === day;
    if (!isSure || from > this.at || until < this.at) this.exactly();
    else this.#held(from, until);
    return day;
  }

  /** How long ago something was; beyond a day in whole days, as it is told. */
  since(moment: Instant): Minutes {
    const minutes = this.at - moment;
    if (minutes < MINUTES_PER_DAY) return this.exactly() - moment;
    const days = Math.round(minutes / MINUTES_PER_DAY);
    const least = Math.max(MINUTES_PER_DAY, (days - 0.5) * MINUTES_PER_DAY);
    this.#held(moment + least, moment + (days + 0.5) * MINUTES_PER_DAY - 1);
    return days * MINUTES_PER_DAY;
  }

  /** The first of something behind it, as `after` finds that. */
  next<One extends { readonly at: Instant }>(after: (moment: Instant) => One | undefined): One | undefined {
    const next = after(this.at);
    this.#held(this.at, next ? next.at - 1 : Number.POSITIVE_INFINITY);
    return next;
  }

  /** To be written down: a minute later it is another. */
  exactly(): Instant {
    this.#held(this.at, this.at);
    return this.at;
  }

  /** The first and the last minute of which all that was asked so far would have been told the same; left out: always. */
  get holds(): Holds {
    const { from, until } = this;
    return { ...(Number.isFinite(from) && { from }), ...(Number.isFinite(until) && { until }) };
  }

  #isBehind(moment: Instant): boolean {
    const is = this.at > moment;
    if (is) this.#held(moment + 1, Number.POSITIVE_INFINITY);
    else this.#held(Number.NEGATIVE_INFINITY, moment);
    return is;
  }

  #held(from: Instant, until: Instant): void {
    this.from = Math.max(this.from, from);
    this.until = Math.min(this.until, until);
  }
}

/** Between which minutes, both of them in it; left out: always. */
export interface Holds {
  readonly from?: Instant;
  readonly until?: Instant;
}

/** As long as both do. */
export function together(one: Holds, other: Holds): Holds {
  const from = Math.max(one.from ?? Number.NEGATIVE_INFINITY, other.from ?? Number.NEGATIVE_INFINITY);
  const until = Math.min(one.until ?? Number.POSITIVE_INFINITY, other.until ?? Number.POSITIVE_INFINITY);
  return { ...(Number.isFinite(from) && { from }), ...(Number.isFinite(until) && { until }) };
}
