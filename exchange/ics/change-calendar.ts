/** The calendar of changes of all plans, for whoever subscribes to it: releases, trains, tests, freezes, maintenance, events. */
import type { CalendarEntry, ChangeCalendar } from '../../plan/facts/calendar/model.ts';
import { formatDate } from '../../plan/time/format.ts';
import type { Instant, Span } from '../../plan/time/model.ts';
import { Unreadable } from '../bounds.ts';
import { earlierIn } from './earlier.ts';
import { calendarText, type Event, MOST_EVENTS, uidOf } from './events.ts';

export interface ChangeCalendarFile {
  readonly calendar: ChangeCalendar;
  /** Whom or what it is for, where it is not for all. */
  readonly for?: readonly string[];
  /** The file that it replaces. */
  readonly before?: Uint8Array;
  readonly now: Instant;
}

export async function writeChangeCalendar({
  calendar,
  for: wanted = [],
  before,
  now,
}: ChangeCalendarFile): Promise<string> {
  const { zone, within } = calendar;
  const events = eventsOf(calendar);
  if (events.length > MOST_EVENTS)
    throw new Unreadable(
      `These months have ${events.length} events: a calendar has at most ${MOST_EVENTS}; --months and --for NAME make it a smaller one.`,
    );
  const seen = before ? await earlierIn(before) : new Map();
  // What lies outside of these months is not off: nobody looked.
  const earlier = new Map([...seen].filter(([, { content }]) => isWithin(content, within, zone)));
  const name = wanted.length === 0 ? 'Changes' : `Changes: ${wanted.join(', ')}`;
  return calendarText({ name, zone, events, earlier, now, hasAlarm: false });
}

function eventsOf({ entries, clashes }: ChangeCalendar): readonly Event[] {
  const taken = new Map<string, number>();
  return entries.flatMap((entry) => {
    const { kind, name, title, of, spans, zone, who, on } = entry;
    const told = clashes.filter(({ releases }) => kind === 'release' && releases.includes(name));
    const description = [
      ...(who.length > 0 ? [`Who: ${who.join(', ')}`] : []),
      ...(on.length > 0 ? [`On: ${on.join(', ')}`] : []),
      ...told.map(({ message }) => `Clash: ${message}`),
    ].join('\n');
    const summary = kind === 'rehearsal' || kind === 'uat' ? `${name} of ${of}` : (title ?? name);
    return spans.map(({ start, end }): Event => {
      const id = idOf(entry, start);
      const count = (taken.get(id) ?? 0) + 1;
      taken.set(id, count);
      return {
        uid: uidOf(count === 1 ? id : `${id} (${count})`),
        ...{ start, end, zone, summary, what: kind, description, links: [] },
        isBackground: kind !== 'release' && kind !== 'rehearsal' && kind !== 'uat',
      };
    });
  });
}

/** What comes round is known by its day: which of them is the first hangs on the month one looks at. What comes once keeps its name when it moves. */
function idOf({ kind, name, of, spans, zone }: CalendarEntry, start: Instant): string {
  const id = of === undefined || of === name ? `${kind}/${name}` : `${kind}/${of}/${name}`;
  return kind === 'departure' || spans.length > 1 ? `${id}/${formatDate(start, zone).slice(4)}` : id;
}

function isWithin(content: string, { start, end }: Span, zone: string): boolean {
  const day = /^DTSTART[^:\n]*:(\d{8})/m.exec(content)?.[1];
  const number = (at: Instant) => formatDate(at, zone).slice(4).replaceAll('-', '');
  return day !== undefined && day >= number(start) && day < number(end);
}
