/** Times and durations as people read them. */
import { clockOfWallTime, dayOfWallTime, formatClock, formatDay, WEEKDAYS, weekdayOfDay } from './date.ts';
import type { Instant, Minutes, Zone } from './model.ts';
import { offsetAt, readWallTime, wallTime } from './zone.ts';

/** `Sat 2026-12-05 22:00`, the wall clock of `zone`. */
export function formatInstant(at: Instant, zone: Zone): string {
  const wall = wallTime(at, zone);
  return `${formatDate(at, zone)} ${formatClock(clockOfWallTime(wall))}`;
}

/** `Sat 2026-12-05` */
export function formatDate(at: Instant, zone: Zone): string {
  const day = dayOfWallTime(wallTime(at, zone));
  return `${WEEKDAYS[weekdayOfDay(day)]} ${formatDay(day)}`;
}

/** `22:00` */
export function formatTimeOfDay(at: Instant, zone: Zone): string {
  return formatClock(clockOfWallTime(wallTime(at, zone)));
}

/** `2026-12-05T22:00+01:00` (ISO 8601). */
export function formatIso(at: Instant, zone: Zone): string {
  const wall = wallTime(at, zone);
  const suffix = zone === 'UTC' ? 'Z' : formatOffset(at, zone);
  return `${formatDay(dayOfWallTime(wall))}T${formatClock(clockOfWallTime(wall))}${suffix}`;
}

/**
 * `Sat 2026-12-05 22:55 Europe/Berlin`: a moment in a message. Of an hour that comes twice it says which one:
 * `Sun 2026-10-25 02:00 Europe/Berlin (+02:00)`.
 */
export function describeInstant(at: Instant, zone: Zone): string {
  return `${formatInstant(at, zone)} ${zone}${whichHour(at, zone)}`;
}

/** ` (+02:00)` where the clock of `zone` shows this time twice, else nothing. */
export function whichHour(at: Instant, zone: Zone): string {
  const isTwice = readWallTime(wallTime(at, zone), zone).kind === 'ambiguous';
  return isTwice ? ` (${formatOffset(at, zone)})` : '';
}

/** `1 h 35 min`, `2 d 3 h`, `0 min`: the two largest units that say it, never rounded up. */
export function describeMinutes(minutes: Minutes): string {
  if (minutes < 0) return `-${describeMinutes(-minutes)}`;
  const whole = Math.floor(minutes);
  const days = Math.floor(whole / 1440);
  const hours = Math.floor(whole / 60) % 24;
  const rest = whole % 60;
  const parts =
    days > 0
      ? [days && `${days} d`, hours && `${hours} h`, !hours && rest && `${rest} min`]
      : [hours && `${hours} h`, rest && `${rest} min`];
  return parts.filter(Boolean).join(' ') || '0 min';
}

function formatOffset(at: Instant, zone: Zone): string {
  const offset = offsetAt(zone, at);
  return `${offset < 0 ? '-' : '+'}${formatClock(Math.abs(offset))}`;
}
