/**
 * Events of a calendar (RFC 5545). Whoever has subscribed sees what moved and what is off: an event keeps its identity, and its
 * number rises when it changes.
 */
import { clockOfWallTime, dateOfDay, dayOfWallTime } from '../../plan/time/date.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import { wallTime } from '../../plan/time/zone.ts';
import type { Earlier } from './earlier.ts';
import { textLine, textValue } from './lines.ts';
import { timezone } from './timezone.ts';

/** A calendar with more is looked at by nobody. */
export const MOST_EVENTS = 5000;

export interface Event {
  readonly uid: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly summary: string;
  readonly what: string;
  readonly description: string;
  readonly location?: string;
  /** By whose clock its times are written. */
  readonly zone: Zone;
  readonly links: readonly string[];
  /** It takes nobody's time: a window, a freeze. */
  readonly isBackground: boolean;
}

export interface EventCalendar {
  readonly name: string;
  readonly zone: Zone;
  readonly events: readonly Event[];
  /** What subscribers have seen, by uid: what is not there any more is cancelled. */
  readonly earlier: ReadonlyMap<string, Earlier>;
  readonly now: Instant;
  readonly hasAlarm: boolean;
}

export function calendarText({ name, zone, events, earlier, now, hasAlarm }: EventCalendar): string {
  const stamp = utc(now);
  const there = new Set(events.map(({ uid }) => uid));
  const gone = [...earlier.values()].filter(({ uid }) => !there.has(uid)).map((one) => cancelled(one, stamp));
  const zones = [...new Set([zone, ...events.map((event) => event.zone)])];
  const timezones = zones.flatMap((one) => {
    const own = events.filter((event) => event.zone === one);
    if (own.length === 0) return [];
    const [from, to] = [Math.min(...own.map(({ start }) => start)), Math.max(...own.map(({ end }) => end))];
    return timezone(one, from, to);
  });
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Release Plan//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    textLine('X-WR-CALNAME', name),
    `X-WR-TIMEZONE:${zone}`,
    ...timezones,
    ...events.flatMap((event) => eventLines(event, earlier.get(event.uid), stamp, hasAlarm)),
    ...gone.flat(),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

/** What subscribers know a thing by: its id in the plan. */
export function uidOf(id: string): string {
  return `${id.replace(/[^\p{L}\p{N}./#()-]+/gu, '_')}@release-plan`;
}

function eventLines(event: Event, earlier: Earlier | undefined, stamp: string, hasAlarm: boolean): readonly string[] {
  const { start, end, zone, summary, what, description, location, links, isBackground } = event;
  const content = [
    ...times(start, end, zone),
    textLine('SUMMARY', summary),
    ...(description === '' ? [] : [textLine('DESCRIPTION', description)]),
    ...(location === undefined ? [] : [textLine('LOCATION', location)]),
    ...links.slice(0, 1).map((link) => textLine('URL', link, 'as it is')),
    `CATEGORIES:${textValue(what)}`,
    'STATUS:CONFIRMED',
    `TRANSP:${isBackground ? 'TRANSPARENT' : 'OPAQUE'}`,
  ];
  const isSame = earlier !== undefined && !earlier.isCancelled && earlier.content === contentOf(content);
  const sequence = earlier === undefined ? 0 : isSame ? earlier.sequence : earlier.sequence + 1;
  return [
    'BEGIN:VEVENT',
    textLine('UID', event.uid, 'as it is'),
    `DTSTAMP:${isSame ? earlier.stamp : stamp}`,
    `SEQUENCE:${sequence}`,
    ...content,
    ...(hasAlarm && !isBackground
      ? ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT15M', textLine('DESCRIPTION', summary), 'END:VALARM']
      : []),
    'END:VEVENT',
  ];
}

/** What makes an event another one, folds apart. */
function contentOf(lines: readonly string[]): string {
  return lines.join('\n').replace(/\r?\n[ \t]/g, '');
}

function cancelled({ uid, sequence, stamp, content, isCancelled }: Earlier, now: string): readonly string[] {
  const lines = content.split('\n').filter((line) => !/^(?:STATUS|TRANSP):/.test(line));
  return [
    'BEGIN:VEVENT',
    textLine('UID', uid, 'as it is'),
    `DTSTAMP:${isCancelled ? stamp : now}`,
    `SEQUENCE:${isCancelled ? sequence : sequence + 1}`,
    ...lines.map((line) => textLine('', line, 'as it is')),
    'STATUS:CANCELLED',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function times(start: Instant, end: Instant, zone: Zone): readonly string[] {
  const [from, to] = [start, end].map((at) => wallTime(at, zone)) as [number, number];
  if (end > start && clockOfWallTime(from) === 0 && clockOfWallTime(to) === 0)
    return [`DTSTART;VALUE=DATE:${day(from)}`, `DTEND;VALUE=DATE:${day(to)}`];
  const at = (name: string, instant: Instant, wall: number) =>
    zone === 'UTC' ? `${name}:${utc(instant)}` : `${name};TZID=${zone}:${day(wall)}T${clock(wall)}`;
  return [at('DTSTART', start, from), ...(end > start ? [at('DTEND', end, to)] : [])];
}

function day(wall: number): string {
  const { year, month, day: number } = dateOfDay(dayOfWallTime(wall));
  return `${year}${String(month).padStart(2, '0')}${String(number).padStart(2, '0')}`;
}

function clock(wall: number): string {
  const minutes = clockOfWallTime(wall);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}00`;
}

function utc(at: Instant): string {
  return `${day(at)}T${clock(at)}Z`;
}
