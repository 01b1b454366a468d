/** How long a range is, as far as its text alone says so: `22:00 .. 23:30`, `T+15m .. T+75m`. */
import type { Time, TimeRange } from '../model.ts';
import { clockOfWallTime, MINUTES_PER_DAY } from './date.ts';
import { asksForDates, formatDuration, isElapsed, ZERO } from './duration.ts';
import type { Estimate, Minutes } from './model.ts';
import { wallTime } from './zone.ts';

/** Undefined where days, or what becomes of other things, decide. */
export function writtenLength({ from, to }: Pick<TimeRange, 'from' | 'to'>): Estimate | undefined {
  const minutes = from && to && minutesBetween(from, to);
  if (minutes === undefined || minutes <= 0) return undefined;
  const length = { ...ZERO, minutes };
  return { min: length, likely: length, max: length, text: formatDuration(length) };
}

/** `T-30m`, `go-live - 2d`: how far from T or a thing it is, is known before T has a date; of a working day, a month, a weekday or an hour of a day it is not. */
export function isDistance(time: Time | undefined): boolean {
  if (time?.kind !== 'offset' && time?.kind !== 'point') return false;
  return !(time.offset && asksForDates(time.offset)) && (time.clock ?? time.weekday) === undefined;
}

function minutesBetween(from: Time, to: Time): Minutes | undefined {
  if (from.kind === 'instant' && to.kind === 'instant')
    return from.dateOnly || to.dateOnly ? undefined : to.at - from.at;
  if (from.kind === 'offset' && to.kind === 'offset') {
    const isExact = [from, to].every(
      ({ offset, clock, weekday }) => isElapsed(offset) && (clock ?? weekday) === undefined,
    );
    return isExact ? to.offset.minutes - from.offset.minutes : undefined;
  }
  if (to.kind !== 'clock' || (from.kind !== 'clock' && from.kind !== 'instant')) return undefined;
  if (from.zone !== to.zone || (from.kind === 'instant' && from.dateOnly)) return undefined;
  const weekday = from.kind === 'clock' ? from.weekday : undefined;
  if (to.weekday !== undefined && weekday === undefined) return undefined;
  const begin = from.kind === 'clock' ? from.clock : clockOfWallTime(wallTime(from.at, from.zone));
  const days = to.weekday === undefined ? 0 : to.weekday - weekday!;
  // What ends on the clock before it begins, or when it begins, ends on the next such day.
  const round = to.weekday === undefined ? MINUTES_PER_DAY : 7 * MINUTES_PER_DAY;
  const minutes = (days * MINUTES_PER_DAY + to.clock - begin) % round;
  return minutes > 0 ? minutes : minutes + round;
}
