/** Times while a plan has no date: what counts from T, and what has a date all the same. */
import type { Instant } from '../time/model.ts';
import type { Schedule } from './model.ts';

/** Whether a moment of a schedule counts from T, for want of a date. */
export function isRelative(schedule: Pick<Schedule, 'T'>, at: Instant): boolean {
  return schedule.T === undefined && countsFromT(at);
}

/** Of a plan without a date: T is 0 there, and nothing that counts from it is years away. Dates are, whatever they are. */
export function countsFromT(at: Instant): boolean {
  return Math.abs(at) < TEN_YEARS;
}

/** Of a moment that counts from T and of one that has a date nobody can say how far they are apart. */
export function areComparable(a: Instant, b: Instant): boolean {
  return countsFromT(a) === countsFromT(b);
}

const TEN_YEARS = 10 * 365 * 1440;
