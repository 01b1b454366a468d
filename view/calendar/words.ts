/** The calendar in words: what, when, who and on what. */
import type { CalendarEntry, EntryKind } from '../../plan/facts/calendar/model.ts';
import { MINUTES_PER_DAY } from '../../plan/time/date.ts';
import { formatDate, formatInstant, formatTimeOfDay } from '../../plan/time/format.ts';
import type { Span, Zone } from '../../plan/time/model.ts';
import { dayAt, instantOfDay } from '../../plan/time/zone.ts';

export const KIND_WORDS: Readonly<Record<EntryKind, string>> = {
  release: 'release',
  rehearsal: 'rehearsal',
  uat: 'UAT',
  departure: 'train',
  freeze: 'freeze',
  maintenance: 'maintenance',
  event: 'event',
};

/** `Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00 Europe/Berlin`; whole days without their hours. */
export function whenWords({ start, end }: Span, zone: Zone): string {
  const isWhole = isMidnight(start, zone) && isMidnight(end, zone) && end - start >= MINUTES_PER_DAY;
  if (isWhole) {
    const [first, last] = [formatDate(start, zone), formatDate(end - 1, zone)];
    return first === last ? first : `${first} .. ${last}`;
  }
  const from = formatInstant(start, zone);
  if (end <= start) return `${from} ${zone}`;
  const isSameDay = dayAt(start, zone) === dayAt(end, zone);
  return `${from} .. ${isSameDay ? formatTimeOfDay(end, zone) : formatInstant(end, zone)} ${zone}`;
}

function isMidnight(at: number, zone: Zone): boolean {
  return at === instantOfDay(dayAt(at, zone), 0, zone);
}

/** The first of what comes round, and how often it does. */
export function timesWords({ spans, zone }: CalendarEntry): string {
  const [first] = spans;
  const more = spans.length > 1 ? `, and ${spans.length - 1} more` : '';
  return first ? `${whenWords(first, zone)}${more}` : '';
}

/** So many names, then their number. */
export function namesWords(names: readonly string[], most = 5): string {
  return names.length > most ? `${names.slice(0, most).join(', ')} and ${names.length - most} more` : names.join(', ');
}

/** Empty: nobody says what is in it. */
export function carriesWords({ carries = [] }: CalendarEntry, before: string): string {
  return carries.length > 0 ? `${before}${namesWords(carries)}` : '';
}
