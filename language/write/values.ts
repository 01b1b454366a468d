/** Times and lengths as the language writes them, from what other programs write. */
import { dayNumber, formatDay, isDate, MINUTES_PER_DAY, WEEKDAYS, weekdayOfDay } from '../../plan/time/date.ts';
import { formatDuration, parseEstimate, ZERO } from '../../plan/time/duration.ts';
import { formatInstant } from '../../plan/time/format.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import { instantOf, readWallTime, wallTime } from '../../plan/time/zone.ts';
import { IN_SECONDS, lengthText } from '../parse/lengths.ts';

const ISO =
  /^(?:[A-Z][a-z]{2} )?(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** With its weekday; ISO 8601 in the zone of the plan. Anything else is left as it is, and the language judges it. */
export function timeText(text: string, zone: Zone): string {
  const match = ISO.exec(text.trim());
  const [, year, month, day, hour, minute, offset] = match ?? [];
  if (!match || !isDate(Number(year), Number(month), Number(day))) return text.trim();
  if (offset !== undefined) {
    const at = instantIn(text, zone)!;
    const comesTwice = readWallTime(wallTime(at, zone), zone).kind === 'ambiguous';
    return comesTwice ? `${formatInstant(at, 'UTC')} UTC` : formatInstant(at, zone);
  }
  const date = dayNumber(Number(year), Number(month), Number(day));
  const said = `${WEEKDAYS[weekdayOfDay(date)]} ${formatDay(date)}`;
  return hour === undefined ? said : `${said} ${hour}:${minute}`;
}

/** The moment of a date with an hour; undefined: it is no such thing. */
export function instantIn(text: string, zone: Zone): Instant | undefined {
  const match = ISO.exec(text.trim());
  const [, year, month, day, hour = '00', minute = '00', offset] = match ?? [];
  if (!match || !isDate(Number(year), Number(month), Number(day))) return undefined;
  const wall =
    dayNumber(Number(year), Number(month), Number(day)) * MINUTES_PER_DAY + Number(hour) * 60 + Number(minute);
  if (offset === undefined) return instantOf(wall, zone);
  if (offset === 'Z') return wall;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))];
  return wall - (hours * 60 + minutes) * (offset.startsWith('-') ? -1 : 1);
}

/** `PT1H30M`, `1:30`, `90 min`, `1,5 h`, `40..60 min`, `40 to 60 min` and what the language writes; undefined: it is no length of time. */
export function durationText(text: string): string | undefined {
  const plain = text.trim();
  if (plain.toLowerCase() === 'tbd') return 'tbd';
  if (parseEstimate(plain)) return plain;
  const clock = CLOCK.exec(plain);
  if (clock) return minutesText(Number(clock[1]) * 60 + Number(clock[2]) + minutesOf(clock[3]));
  const iso = ISO_LENGTH.exec(plain);
  if (iso && plain.length > 2) {
    const [weeks, days, hours, minutes] = iso.slice(1, 5).map((one) => Number(one ?? 0)) as [
      number,
      number,
      number,
      number,
    ];
    return formatDuration({ ...ZERO, days: 7 * weeks + days, minutes: 60 * hours + minutes + minutesOf(iso[5]) });
  }
  return spelledOut(plain) ?? estimateText(plain) ?? lengthText(plain);
}

const CLOCK = /^(\d{1,3}):(\d{2})(?::(\d{2}))?$/;
const ISO_LENGTH = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** A plan counts in minutes, and no work takes less time than was said. */
function minutesOf(seconds = '0'): number {
  return Math.ceil(Number(seconds) / 60);
}

/** What is lost of a length where it is written in minutes, in words; undefined: nothing is. */
export function roundedWords(text: string): string | undefined {
  const plain = text.trim();
  const seconds = CLOCK.exec(plain)?.[3] ?? ISO_LENGTH.exec(plain)?.[5] ?? secondsIn(plain);
  return seconds === undefined || Number(seconds) % 60 === 0
    ? undefined
    : `${plain} is ${durationText(plain)}: a plan counts in minutes`;
}

/** Those of `1 min 30 sec`. */
function secondsIn(text: string): string | undefined {
  return IN_SECONDS.test(text) ? /([\d.]+)\s*\p{L}+$/u.exec(text)?.[1] : undefined;
}

/** `40..50..60 min`, `1 h to 90 min`: numbers without a unit have that of the next. */
function estimateText(text: string): string | undefined {
  const parts = text.split(/\s*(?:\.\.|–|—|-|\bto\b|\bbis\b)\s*/);
  if (parts.length < 2 || parts.length > 3) return undefined;
  const lengths: string[] = [];
  let unit = '';
  for (const part of parts.toReversed()) {
    const said = /^[\d.,]+$/.test(part) ? `${part} ${unit}` : part;
    unit = /[\p{L}]+\.?$/u.exec(said)?.[0] ?? '';
    const length = spelledOut(said);
    if (length === undefined) return undefined;
    lengths.unshift(length);
  }
  const written = lengths.join('..');
  return parseEstimate(written) ? written : undefined;
}

const UNITS: readonly (readonly [RegExp, 'm' | 'h' | 'd' | 'w' | 'wd' | 'mo'])[] = [
  [/^(?:m|mins?|minutes?|minuten|minutos?)\.?$/, 'm'],
  [/^(?:h|hrs?|hours?|std|stunden?|heures?|horas?)\.?$/, 'h'],
  [/^(?:wd|working days?|business days?|werktage?|arbeitstage?|jours ouvrés)$/, 'wd'],
  [/^(?:d|days?|tage?|jours?|días?|dias?)$/, 'd'],
  [/^(?:w|wks?|weeks?|wochen?|semaines?|semanas?)$/, 'w'],
  [/^(?:mo|months?|monate?|mois|mes|meses)$/, 'mo'],
];
const MINUTES_OF = { m: 1, h: 60, d: 1440, w: 10_080 };

/** `1 h 30 min`, `2 Stunden`, `0.5h`. */
function spelledOut(text: string): string | undefined {
  const parts = [
    ...text
      .toLowerCase()
      .matchAll(/\s*(\d+(?:[.,]\d+)?)\s*([\p{L}.]+(?: (?:days?|ouvrés))?)(?:\s*(?:,|and|und|et|y)\s+)?/gu),
  ];
  if (parts.length === 0 || parts.map(([all]) => all).join('') !== text.toLowerCase()) return undefined;
  let written = '';
  for (const [, number, word] of parts) {
    const unit = UNITS.find(([pattern]) => pattern.test(word!))?.[1];
    if (!unit) return undefined;
    const count = Number(number!.replace(',', '.'));
    if (Number.isInteger(count)) written += `${count}${unit}`;
    else if (unit === 'wd' || unit === 'mo') return undefined;
    else written += minutesText(count * MINUTES_OF[unit]);
  }
  return parseEstimate(written) ? written : undefined;
}

export function minutesText(minutes: number): string {
  return formatDuration({ ...ZERO, minutes: Math.round(minutes) });
}
