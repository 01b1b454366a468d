/** What somebody answers, read: each answer that cannot be meant is told in a sentence with what may be meant. */
import { listed } from '../../plan/facts/words.ts';
import { nearest } from '../../plan/nearest.ts';
import { type Day, dayNumber, formatDay, isDate, isWithinReach, WEEKDAYS, weekdayOfDay } from '../../plan/time/date.ts';
import type { Zone } from '../../plan/time/model.ts';
import { isKnownZone } from '../../plan/time/zone.ts';
import { ABBREVIATIONS } from '../../plan/time/zone-abbreviations.ts';
import type { Trouble } from '../trouble.ts';
import { NEW_KINDS, type NewKind } from './kinds.ts';

export function kindOf(text: string): NewKind | Trouble {
  const wanted = text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const kind = NEW_KINDS.find(({ id }, i) => id === wanted || String(i + 1) === wanted);
  if (kind) return kind;
  const meant = nearest(
    wanted,
    NEW_KINDS.map(({ id }) => id),
  );
  return {
    trouble: `There is no kind '${text.trim()}'. ${meant ? `Did you mean ${meant}?` : `There are ${NEW_KINDS.map(({ id }) => id).join(', ')}.`}`,
  };
}

/** A zone by its name of the IANA database, however its letters are written, or `UTC`. */
export function zoneOf(text: string): Zone | Trouble {
  const typed = text.trim();
  const wanted = typed.toLowerCase().replace(/\s+/g, '_');
  if (/^(utc|gmt|z)$/.test(wanted)) return 'UTC';
  const abbreviation = ABBREVIATIONS.get(typed.toUpperCase());
  if (abbreviation) {
    return {
      trouble: `'${typed}' is an offset that holds for a part of the year, or in several places; name the place: ${abbreviation.zones.join(' or ')}.`,
    };
  }
  const all = zones();
  const known =
    all.find((zone) => zone.toLowerCase() === wanted) ??
    (wanted.includes('/') && isKnownZone(typed) ? typed : undefined);
  if (known !== undefined) return known;
  const meant = suggested(wanted, all);
  return {
    trouble: `There is no zone '${typed}'. ${meant.length > 0 ? `Did you mean ${meant.join(' or ')}?` : 'Write one of the IANA database, such as Europe/Berlin or America/New_York, or UTC.'}`,
  };
}

/** By its city, by a part of it, and as it may have been misspelt. */
function suggested(wanted: string, all: readonly Zone[]): readonly string[] {
  const city = (zone: string) => zone.slice(zone.lastIndexOf('/') + 1).toLowerCase();
  const own = wanted.slice(wanted.lastIndexOf('/') + 1);
  const like = all.filter((zone) => own.length > 2 && zone.toLowerCase().includes(own));
  const near = [nearest(wanted, all), all.find((zone) => city(zone) === nearest(own, all.map(city)))];
  return [
    ...new Set([...like.filter((zone) => city(zone) === own), ...near.flatMap((one) => one ?? []), ...like]),
  ].slice(0, 3);
}

/** `2026-12-05`, `Sat 2026-12-05`: a day that there is, and that is the weekday it says. */
export function dayOf(text: string): Day | Trouble {
  const match = /^(?:([A-Za-z]{3})[A-Za-z]*,? )?(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  const how = 'Write it as 2026-12-05.';
  if (!match) return { trouble: `'${text.trim()}' is no date. ${how}` };
  const [, weekday, year, month, day] = match;
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (!isDate(y, m, d)) return { trouble: `There is no ${text.trim()}. ${how}` };
  const number = dayNumber(y, m, d);
  if (!isWithinReach(number)) return { trouble: `${text.trim()} is out of reach: plans are made from 1970 to 2099.` };
  const is = WEEKDAYS[weekdayOfDay(number)]!;
  if (weekday !== undefined && weekday.toLowerCase() !== is.toLowerCase()) {
    return { trouble: `${formatDay(number)} is a ${is}, not a ${weekday}; say which of them is meant.` };
  }
  return number;
}

/** Every zone that may be offered, `UTC` first. */
export function zones(): readonly Zone[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/** `Sat`, `Tue, Wed or Thu`. */
export function weekdayWords(days: readonly number[]): string {
  return listed(days.map((day) => WEEKDAYS[day]!));
}
