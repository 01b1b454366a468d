/**
 * Events of a calendar (RFC 5545). Whoever has subscribed sees what moved and what is off: an event keeps its identity, and its
 * number rises when it changes.
 */
import { clockOfWallTime, dateOfDay, dayOfWallTime } from '../../plan/time/date.ts';
import type { Instant, Span, Zone } from '../../plan/time/model.ts';
import { wallTime } from '../../plan/time/zone.ts';
import { type Earlier, zonedBegin } from './earlier.ts';
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
  /** What they have seen and nobody has looked for: it stays as it was. */
  readonly kept?: readonly Earlier[];
  readonly now: Instant;
  readonly hasAlarm: boolean;
}

export function calendarText(calendar: EventCalendar): string {
  const { name, zone, events, earlier, kept = [], now, hasAlarm } = calendar;
  const stamp = utc(now);
  const there = new Set(events.map(({ uid }) => uid));
  const gone = [...earlier.values()].filter(({ uid }) => !there.has(uid));
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Release Plan//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    textLine('X-WR-CALNAME', name),
    `X-WR-TIMEZONE:${zone}`,
    ...timezonesOf(zone, events, [...kept, ...gone]),
    ...kept.flatMap((one) => asItWas(one)),
    ...events.flatMap((event) => eventLines(event, earlier.get(event.uid), stamp, hasAlarm)),
    ...gone.flatMap((one) => (one.isCancelled ? asItWas(one) : cancelled(one, stamp))),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

/** Of every zone by whose clock something in it is said, that of the calendar first. */
function timezonesOf(zone: Zone, events: readonly Event[], earlier: readonly Earlier[]): readonly string[] {
  const lasting = new Map<Zone, Span>();
  const last = (one: Zone, { start, end }: Span) => {
    const known = lasting.get(one) ?? { start, end };
    lasting.set(one, { start: Math.min(known.start, start), end: Math.max(known.end, end) });
  };
  for (const event of events) last(event.zone, event);
  for (const one of earlier) {
    const begin = zonedBegin(one);
    if (begin) last(begin.zone, { start: begin.at, end: begin.at });
  }
  return [...new Set([zone, ...lasting.keys()])].flatMap((one) => {
    const span = lasting.get(one);
    return span ? timezone(one, span.start, span.end) : [];
  });
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

function cancelled({ uid, sequence, content }: Earlier, now: string): readonly string[] {
  const lines = content.split('\n').filter((line) => !/^(?:STATUS|TRANSP):/.test(line));
  const off = [...lines, 'STATUS:CANCELLED', 'TRANSP:TRANSPARENT'].join('\n');
  return asItWas({ uid, sequence: sequence + 1, stamp: now, content: off });
}

function asItWas({ uid, sequence, stamp, content }: Omit<Earlier, 'isCancelled'>): readonly string[] {
  return [
    'BEGIN:VEVENT',
    textLine('UID', uid, 'as it is'),
    textLine('DTSTAMP', stamp, 'as it is'),
    `SEQUENCE:${sequence}`,
    ...content.split('\n').map((line) => textLine('', line, 'as it is')),
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
