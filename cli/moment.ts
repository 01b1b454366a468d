import { dayNumber, isDate, MINUTES_PER_DAY, WEEKDAYS, weekdayOfDay } from '../plan/time/date.ts';
import { isKnownZone, readWallTime } from '../plan/time/zone.ts';
import { Misuse } from './misuse.ts';
import { named } from './terminal/printable.ts';

/**
 * A moment as ISO 8601 has it (`2026-12-05T21:00Z`, `2026-12-05T22:00+01:00`) or as plans do (`Sat 2026-12-05 22:00
 * Europe/Berlin`): weekday, time and zone may be left out, the last for the zone of this machine. Anything else throws a `Misuse`.
 */
export function parseMoment(text: string): number {
  const match = FORM.exec(text.trim());
  if (!match) throw wrong(text, 'is no moment');
  const [, weekday, year, month, day, hour = '0', minute = '0', second = '0', offset, zone] = match;
  if (!isDate(Number(year), Number(month), Number(day)))
    throw wrong(text, `is no moment: there is no ${year}-${month}-${day}`);
  const date = dayNumber(Number(year), Number(month), Number(day));
  const is = WEEKDAYS[weekdayOfDay(date)]!;
  if (weekday !== undefined && weekday !== is) throw wrong(text, `is no moment: ${year}-${month}-${day} is a ${is}`);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    throw wrong(text, 'is no moment: no clock shows that');
  const wall = date * MINUTES_PER_DAY + Number(hour) * 60 + Number(minute);
  if (offset !== undefined) return wall - minutesOf(offset, text);
  const place = zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  // An abbreviation is known to some tables of zones, and stands for several: it is none here either.
  if (!isKnownZone(place) || !/\/|^(UTC|GMT|AoE)$/.test(place))
    throw wrong(text, `is no moment: there is no zone ${named(place)}`);
  const reading = readWallTime(wall, place);
  if (reading.kind === 'unique') return reading.at;
  const why = reading.kind === 'nonexistent' ? 'does not exist' : 'exists twice';
  throw wrong(text, `${why} in ${place}, where the clocks change that night`);
}

const FORM =
  /^(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?(?: ([A-Za-z][\w+/-]*))?$/;

function minutesOf(offset: string, text: string): number {
  if (offset === 'Z') return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(4))];
  if (hours > 14 || minutes > 59) throw wrong(text, `is no moment: no zone is ${offset} from UTC`);
  return (hours * 60 + minutes) * (offset.startsWith('-') ? -1 : 1);
}

function wrong(text: string, why: string): Misuse {
  return new Misuse(
    `'${text}' ${why}. Write 2026-12-05T22:00+01:00, 2026-12-05T21:00Z or "Sat 2026-12-05 22:00 Europe/Berlin".`,
  );
}

/**
 * The clock of this machine in whole minutes, or `SOURCE_DATE_EPOCH` (seconds since 1970, reproducible-builds.org), which
 * makes reports and pictures the same on any day. Throws a `Misuse` for one that is no number.
 */
export function rightNow(): number {
  const fixed = process.env.SOURCE_DATE_EPOCH;
  if (fixed === undefined) return Math.floor(Date.now() / 60_000);
  // Until the year 9999.
  if (!/^\d{1,12}$/.test(fixed) || Number(fixed) > 253_402_300_799) {
    throw new Misuse(
      `SOURCE_DATE_EPOCH is '${fixed}', which is no number of seconds since 1970. Correct it, or take it away.`,
    );
  }
  return Math.floor(Number(fixed) / 60);
}
