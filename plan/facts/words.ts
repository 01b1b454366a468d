/** How findings say things: names in backquotes, times with weekday and zone, plan text as the language writes it. */
import { counted } from '../counted.ts';
import { type Step, stepLabel } from '../model.ts';
import type { Schedule, Span } from '../schedule/model.ts';
import { isRelative } from '../schedule/relative.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import {
  describeInstant,
  describeMinutes,
  formatDate,
  formatInstant,
  formatTimeOfDay,
  whichHour,
} from '../time/format.ts';
import type { Instant, Minutes, Zone } from '../time/model.ts';

/** `` `refund-tables` ``, `` `migrate orders-db` ``: as the schedule calls it, so that nobody has to look for it there. */
export function said(step: Step): string {
  return quoted(stepLabel(step));
}

/** A name and a title as one text, in which words are looked for: `restore-shop` "Bring it back" is `restore shop Bring it back`. */
export function inWords({ name = '', title = '' }: { readonly name?: string; readonly title?: string }): string {
  return `${name.replaceAll('-', ' ')} ${title}`;
}

export function quoted(name: string): string {
  return `\`${name}\``;
}

/** `a`, `a and b`, `a, b and c`; more than `most` are counted: `a, b and 7 more`. */
export function listed(words: readonly string[], most = 4): string {
  if (words.length > most) return `${words.slice(0, most - 1).join(', ')} and ${words.length - most + 1} more`;
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** As a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A sentence as a title between quotation marks. */
export function titleText(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** `Sat 2026-12-05 22:55 Europe/Berlin`; while the date is open, the distance from T: `T + 55 min`. */
export function when(schedule: Schedule, at: Instant, zone: Zone = schedule.zone): string {
  if (!isRelative(schedule, at)) return describeInstant(at, zone);
  if (at === 0) return 'T';
  return at < 0 ? `T - ${describeMinutes(-at)}` : `T + ${describeMinutes(at)}`;
}

/** The end of a day as that day (`Fri 2026-11-06`), any other moment as it is: what a bare date as an end was written as. */
export function whenOver(schedule: Schedule, end: Instant, zone: Zone = schedule.zone): string {
  return formatTimeOfDay(end, zone) === '00:00' ? formatDate(end - 1, zone) : when(schedule, end, zone);
}

/** `6 days` between two dates, whatever the clocks did; less than a day in hours and minutes. */
export function describeDays(minutes: Minutes): string {
  return minutes < MINUTES_PER_DAY ? describeMinutes(minutes) : counted(Math.round(minutes / MINUTES_PER_DAY), 'day');
}

/** The start and end of something, the date said once where both are on one day: `Sat 2026-12-05 22:00 .. 23:00 UTC`. */
export function whenSpan(schedule: Schedule, span: Span, zone: Zone = schedule.zone): string {
  if (isRelative(schedule, span.start)) return `${when(schedule, span.start)} .. ${when(schedule, span.end)}`;
  const sameDay = formatDate(span.start, zone) === formatDate(span.end, zone);
  const end = sameDay ? formatTimeOfDay(span.end, zone) : formatInstant(span.end, zone);
  const [first, second] = [whichHour(span.start, zone), whichHour(span.end, zone)];
  return `${formatInstant(span.start, zone)}${first} .. ${end}${second} ${zone}`;
}
