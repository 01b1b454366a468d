/**
 * A calendar as far as it is read, before anybody makes a tree of it: calendars carry pictures, alarms, and descriptions of
 * thousands of properties. What is not kept is counted by its name.
 */
import { atMost, LONGEST_TEXT, MOST_DEPTH } from '../bounds.ts';

export interface Kept {
  readonly text: string;
  /** By what it is called, how often it stood there. */
  readonly others: ReadonlyMap<string, number>;
}

/** Of a calendar that is read; one with more is that of a company. */
const MOST_EVENTS_READ = 10_000;
const MOST_LINES = 400_000;
const READ = new Set(
  'BEGIN END VERSION PRODID NAME X-WR-CALNAME X-WR-TIMEZONE TZID TZOFFSETFROM TZOFFSETTO DTSTART DTEND DURATION SUMMARY UID STATUS CATEGORIES RRULE RDATE EXDATE RECURRENCE-ID ATTENDEE LOCATION DESCRIPTION URL'.split(
    ' ',
  ),
);
/** What programs keep of an event for themselves. */
const KEPT_BY_PROGRAMS = new Set(
  'DTSTAMP CREATED LAST-MODIFIED SEQUENCE TRANSP CLASS CALSCALE METHOD TZNAME TZURL X-LIC-LOCATION'.split(' '),
);

/** @throws TooMuch */
export function keptOf(text: string, file: string): Kept {
  const others = new Map<string, number>();
  const lines: string[] = [];
  let [events, depth, isKept, length] = [0, 0, false, 0];
  /** A long one is cut; whatever else is long is no calendar. */
  let isDescription = false;
  /** How deep within an alarm. */
  let alarms = 0;
  const count = (name: string) => others.set(name, (others.get(name) ?? 0) + 1);
  for (const line of linesOf(text)) {
    if (/^[ \t]/.test(line)) {
      if (!isKept) continue;
      length += line.length - 1;
      if (length <= LONGEST_TEXT) lines.push(line);
      else if (!isDescription) atMost(length, LONGEST_TEXT, 'characters in one line', file);
      continue;
    }
    const name = /^[A-Za-z0-9-]{1,60}(?=[;:])/.exec(line)?.[0].toUpperCase() ?? '';
    const isAlarm = /^(?:BEGIN|END):VALARM\s*$/i.test(line);
    if (name === 'BEGIN') {
      atMost(++depth, MOST_DEPTH, 'components within each other', file);
      if (/^BEGIN:VEVENT\s*$/i.test(line)) atMost(++events, MOST_EVENTS_READ, 'events', file);
      if (isAlarm) alarms++;
      if (isAlarm) count('VALARM');
    }
    isKept = alarms === 0 && (name === '' || READ.has(name)) && line.trim() !== '';
    if (name === 'END') depth--;
    if (name === 'END' && isAlarm) alarms--;
    length = line.length;
    isDescription = name === 'DESCRIPTION';
    if (isKept) {
      if (!isDescription) atMost(length, LONGEST_TEXT, 'characters in one line', file);
      lines.push(line.slice(0, LONGEST_TEXT));
      atMost(lines.length, MOST_LINES, 'lines that are read', file);
    } else if (alarms === 0 && !isAlarm && name !== '' && !KEPT_BY_PROGRAMS.has(name) && !name.startsWith('X-'))
      count(name);
  }
  return { text: lines.join('\r\n'), others };
}

/** One after the other: all at once would be as much again. */
function* linesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const to = end === -1 ? text.length : end;
    yield text.slice(at, text.charCodeAt(to - 1) === 13 ? to - 1 : to);
    at = to + 1;
  }
}
