/** The changes of the clock in a zone while a calendar lasts: programs that do not know the zone by its name read them. */
import { clockOfWallTime, dateOfDay, dayOfWallTime } from '../../plan/time/date.ts';
import type { Instant, Minutes, Zone } from '../../plan/time/model.ts';
import { clockChanges, offsetAt } from '../../plan/time/zone.ts';

const YEAR = 366 * 1440;

export function timezone(zone: Zone, from: Instant, to: Instant): readonly string[] {
  if (zone === 'UTC') return [];
  const begin = from - YEAR;
  const changes = clockChanges(zone, begin, to + YEAR);
  const first = offsetAt(zone, begin);
  const standard = Math.min(first, ...changes.map(({ after }) => after));
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observance(begin, first, first, standard),
    ...changes.flatMap(({ at, before, after }) => observance(at, before, after, standard)),
    'END:VTIMEZONE',
  ];
}

function observance(at: Instant, before: Minutes, after: Minutes, standard: Minutes): readonly string[] {
  const kind = after > standard ? 'DAYLIGHT' : 'STANDARD';
  const wall = at + before;
  const { year, month, day } = dateOfDay(dayOfWallTime(wall));
  const clock = clockOfWallTime(wall);
  const two = (number: number) => String(number).padStart(2, '0');
  return [
    `BEGIN:${kind}`,
    `DTSTART:${year}${two(month)}${two(day)}T${two(Math.floor(clock / 60))}${two(clock % 60)}00`,
    `TZOFFSETFROM:${offset(before)}`,
    `TZOFFSETTO:${offset(after)}`,
    `END:${kind}`,
  ];
}

function offset(minutes: Minutes): string {
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}${String(size % 60).padStart(2, '0')}`;
}
