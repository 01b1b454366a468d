/** `22:00`, `Sat 22:00`: the first such moment at or after another. */
import { type Day, dayOfWallTime, MINUTES_PER_DAY, weekdayOfDay } from './date.ts';
import type { Instant, Minutes, Zone } from './model.ts';
import { readWallTime, wallTime } from './zone.ts';

export interface ClockTime {
  /** Minutes after midnight. */
  readonly clock: Minutes;
  /** 0 = Monday. */
  readonly weekday?: number;
  readonly zone: Zone;
}

/** An hour that comes twice is one such moment, too; one that a change of the clock leaves out is read as `readWallTime` does. */
export function firstClock(
  from: Instant,
  { clock, weekday, zone }: ClockTime,
): { readonly at: Instant; readonly day: Day } {
  const today = dayOfWallTime(wallTime(from, zone));
  const ahead = weekday === undefined ? 0 : (((weekday - weekdayOfDay(today)) % 7) + 7) % 7;
  const reading = readWallTime((today + ahead) * MINUTES_PER_DAY + clock, zone);
  const moments = reading.kind === 'ambiguous' ? reading.readings : [reading.at];
  const found = moments.find((at) => at >= from);
  const day = found !== undefined ? today + ahead : today + ahead + (weekday === undefined ? 1 : 7);
  return { at: found ?? readWallTime(day * MINUTES_PER_DAY + clock, zone).at, day };
}
