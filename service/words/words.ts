/** Moments and spans of a schedule in words: as dates, or counted from T while the plan has no date. */
import type { Schedule } from '../../plan/schedule/model.ts';
import { isRelative } from '../../plan/schedule/relative.ts';
import { formatDate, formatInstant, formatTimeOfDay } from '../../plan/time/format.ts';
import type { Instant, Minutes, Zone } from '../../plan/time/model.ts';
import { createClock } from '../../view/words/clock.ts';

/** `Sat 2026-12-05 22:00`, or `T+1:30`. */
export function moment(at: Instant, schedule: Schedule, zone: Zone): string {
  if (!Number.isFinite(at)) return 'never';
  return isRelative(schedule, at) ? sinceT(at) : formatInstant(at, zone);
}

/** `Sat 2026-12-05 22:00 .. 22:40`; the date of the end only where it is another one. */
export function span(from: Instant, to: Instant, schedule: Schedule, zone: Zone): string {
  if (from === to) return moment(from, schedule, zone);
  const isOneDay = areKnown(from, to) && !isRelative(schedule, from) && formatDate(from, zone) === formatDate(to, zone);
  return `${moment(from, schedule, zone)} .. ${isOneDay ? formatTimeOfDay(to, zone) : moment(to, schedule, zone)}`;
}

/**
 * `22:00 .. 22:40`, `Sun 00:20 .. 00:30`, `Tue 1 Dec 15:00 .. Thu 3 Dec 15:00`: as short as it is understood behind a
 * line, where an editor cuts longer text off. The day is left out on the day of T, the date within three days of it.
 */
export function shortSpan(from: Instant, to: Instant, schedule: Schedule, zone: Zone): string {
  if (schedule.T === undefined || !areKnown(from, to)) return span(from, to, schedule, zone);
  const isOneDay = formatDate(from, zone) === formatDate(to, zone);
  const start = nearMoment(from, schedule.T, zone);
  if (from === to) return start;
  return `${start} .. ${isOneDay ? formatTimeOfDay(to, zone) : nearMoment(to, schedule.T, zone)}`;
}

function nearMoment(at: Instant, T: Instant, zone: Zone): string {
  if (formatDate(at, zone) === formatDate(T, zone)) return formatTimeOfDay(at, zone);
  const clock = createClock(zone, 'dated');
  return Math.abs(at - T) < 3 * 1440 ? clock.time(at) : `${clock.day(at)} ${formatTimeOfDay(at, zone)}`;
}

/** `Mon 30 Nov 09:00`; in full where it is not the year of T. */
export function datedMoment(at: Instant, schedule: Schedule, zone: Zone): string {
  if (schedule.T === undefined || !areKnown(at)) return moment(at, schedule, zone);
  const isSameYear = formatDate(at, zone).slice(4, 8) === formatDate(schedule.T, zone).slice(4, 8);
  if (!isSameYear) return formatInstant(at, zone);
  return `${createClock(zone, 'dated').day(at)} ${formatTimeOfDay(at, zone)}`;
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
