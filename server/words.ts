/** Moments and spans of a schedule in words: as dates, or counted from T while the plan has no date. */
import type { Schedule } from '../plan/schedule/model.ts';
import { formatDate, formatInstant, formatTimeOfDay } from '../plan/time/format.ts';
import type { Instant, Minutes, Zone } from '../plan/time/model.ts';

/** `Sat 2026-12-05 22:00`, or `T+1:30`. */
export function moment(at: Instant, schedule: Schedule, zone: Zone = schedule.release.zone): string {
  if (!Number.isFinite(at)) return 'never';
  return schedule.T === undefined ? sinceT(at) : formatInstant(at, zone);
}

/** `Sat 2026-12-05 22:00 .. 22:40`; the date of the end only where it is another one. */
export function span(from: Instant, to: Instant, schedule: Schedule, zone: Zone = schedule.release.zone): string {
  if (from === to) return moment(from, schedule, zone);
  const isOneDay = schedule.T !== undefined && areKnown(from, to) && formatDate(from, zone) === formatDate(to, zone);
  return `${moment(from, schedule, zone)} .. ${isOneDay ? formatTimeOfDay(to, zone) : moment(to, schedule, zone)}`;
}

/** `22:00`, with the date in front where that is not the day of `near`. */
export function shortMoment(
  at: Instant,
  schedule: Schedule,
  zone: Zone,
  near: Instant | undefined = schedule.T,
): string {
  if (schedule.T === undefined || !areKnown(at)) return moment(at, schedule, zone);
  const isNear = near !== undefined && formatDate(at, zone) === formatDate(near, zone);
  return isNear ? formatTimeOfDay(at, zone) : formatInstant(at, zone);
}

/** `T`, `T-2d 4h`, `T+0:30`: how far from the start of the window, elapsed. */
export function sinceT(minutes: Minutes): string {
  if (minutes === 0) return 'T';
  const size = Math.abs(minutes);
  const sign = minutes < 0 ? '-' : '+';
  const clock = `${Math.floor((size % 1440) / 60)}:${String(size % 60).padStart(2, '0')}`;
  return size < 1440 ? `T${sign}${clock}` : `T${sign}${Math.floor(size / 1440)}d${size % 1440 ? ` ${clock}` : ''}`;
}

function areKnown(...instants: Instant[]): boolean {
  return instants.every(Number.isFinite);
}
