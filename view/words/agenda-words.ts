/** What has its time about now, in the words of a list of the day: what it is, when, and what a part of the list is called. */
import { counted } from '../../plan/counted.ts';
import type { AgendaItem, AgendaPart } from '../../plan/facts/agenda/model.ts';
import { describeDays, titleText } from '../../plan/facts/words.ts';
import { formatDate, formatInstant, formatTimeOfDay } from '../../plan/time/format.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import { dayAt } from '../../plan/time/zone.ts';

/** @param days how many behind today belong to it */
export function agendaPartWords(part: AgendaPart, days: number): string {
  switch (part) {
    case 'overdue':
      return 'Overdue';
    case 'now':
      return 'Now';
    case 'today':
      return 'Today';
    case 'decided':
      return `Decided in ${daysAhead(days)}`;
    case 'next':
      return `In ${daysAhead(days)}`;
  }
}

export function daysAhead(days: number): string {
  return days === 0 ? 'what is left of today' : `the next ${counted(days, 'day')}`;
}

/** `milestone launch "Launch", is not marked as done`. */
export function agendaItemWords({ what, name, title, of, lacks }: AgendaItem): string {
  const isNamed = name !== what && name !== of;
  const late = lacks === undefined ? '' : `, ${lacks}`;
  return `${what}${isNamed ? ` ${name}` : ''}${title === undefined ? '' : ` ${titleText(title)}`}${late}`;
}

/** Of today an hour alone. */
export function agendaTimeWords({ part, span, by }: AgendaItem, now: Instant, zone: Zone): string {
  const moment = (at: number) =>
    dayAt(at, zone) === dayAt(now, zone) ? formatTimeOfDay(at, zone) : formatInstant(at, zone);
  const due = by === undefined ? '' : `due ${moment(by)}`;
  if (part === 'overdue') return `${formatDate(by!, zone)}, ${describeDays(now - by!)} ago`;
  if (!span) return due;
  if (part === 'now')
    return due || (Number.isFinite(span.end) ? `until ${moment(span.end)}` : `since ${moment(span.start)}`);
  const isMoment = span.end <= span.start || !Number.isFinite(span.end);
  if (isMoment) return by === span.start ? due : moment(span.start);
  const isSameDay = dayAt(span.start, zone) === dayAt(span.end, zone);
  return `${moment(span.start)} .. ${isSameDay ? formatTimeOfDay(span.end, zone) : formatInstant(span.end, zone)}`;
}
