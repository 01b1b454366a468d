/** How moments are written in pictures: in the zone of the release, or as `T+0:10` while the plan has no date. */
import { countsFromT } from '../../plan/schedule/relative.ts';
import { dateOfDay, WEEKDAYS, weekdayOfDay } from '../../plan/time/date.ts';
import { describeMinutes, formatInstant, formatTimeOfDay } from '../../plan/time/format.ts';
import type { Instant, Minutes, Zone } from '../../plan/time/model.ts';
import { dayAt } from '../../plan/time/zone.ts';

export interface Clock {
  readonly zone: Zone;
  /** Without a T all times count from it that have no date of their own. */
  readonly relative: boolean;
  /** `Sat 2026-12-05 22:00`, for sentences. */
  moment(at: Instant): string;
  /** `Sat 22:00`, where the date stands nearby. */
  time(at: Instant): string;
  /** `22:15`; `Sun 00:15` where that is another day than that of `before`. */
  timeAfter(at: Instant, before: Instant | undefined): string;
  /** `Sat 5 Dec`, where the hour does not matter. */
  day(at: Instant): string;
  /** `Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00 Europe/Berlin`. */
  range(from: Instant, to: Instant): string;
}

export function createClock(zone: Zone, kind: 'dated' | 'relative'): Clock {
  if (kind === 'relative') return openClock(zone);
  const moment = (at: Instant) => formatInstant(at, zone);
  const time = (at: Instant) => `${WEEKDAYS[weekdayOfDay(dayAt(at, zone))]} ${formatTimeOfDay(at, zone)}`;
  return {
    zone,
    relative: false,
    moment,
    time,
    timeAfter: (at, before) =>
      before !== undefined && dayAt(at, zone) === dayAt(before, zone) ? formatTimeOfDay(at, zone) : time(at),
    day: (at) => {
      const day = dayAt(at, zone);
      const date = dateOfDay(day);
      return `${WEEKDAYS[weekdayOfDay(day)]} ${date.day} ${MONTHS[date.month - 1]?.slice(0, 3)}`;
    },
    range: (from, to) => {
      if (from === to) return `${moment(from)} ${zone}`;
      const sameDay = dayAt(from, zone) === dayAt(to, zone);
      return `${moment(from)} .. ${sameDay ? formatTimeOfDay(to, zone) : moment(to)} ${zone}`;
    },
  };
}

/** Times count from T, which is 0, as far as they have no date of their own. */
function openClock(zone: Zone): Clock {
  const [counted, dated] = [relativeClock(zone, 'T'), createClock(zone, 'dated')];
  const of = (at: Instant) => (countsFromT(at) ? counted : dated);
  return {
    zone,
    relative: true,
    moment: (at) => of(at).moment(at),
    time: (at) => of(at).time(at),
    timeAfter: (at, before) => of(at).timeAfter(at, before),
    day: (at) => of(at).day(at),
    range: (from, to) => of(from).range(from, to),
  };
}

/** Times as they count from `zero`: `T+0:10`. */
export function relativeClock(zone: Zone, origin: string, zero: Instant = 0): Clock {
  const time = (at: Instant) => `${origin}${signedHours(at - zero)}`;
  return {
    zone,
    relative: true,
    time,
    timeAfter: time,
    moment: time,
    day: time,
    range: (from, to) => (from === to ? time(from) : `${time(from)} .. ${time(to)}`),
  };
}

/** `+0:10`, `-26:00`. */
export function signedHours(minutes: Minutes): string {
  const size = Math.abs(Math.round(minutes));
  return `${minutes < 0 ? '-' : '+'}${Math.floor(size / 60)}:${String(size % 60).padStart(2, '0')}`;
}

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `5 d 3 h`, `45 min`: how far apart two moments are. */
export function lengthBetween(minutes: Minutes): string {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days >= 7) return `${days} d`;
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  return describeMinutes(minutes);
}
