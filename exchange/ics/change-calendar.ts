/** The calendar of changes of all plans, for whoever subscribes to it: releases, trains, tests, freezes, maintenance, events. */
import type { CalendarEntry, ChangeCalendar } from '../../plan/facts/calendar/model.ts';
import { formatDate } from '../../plan/time/format.ts';
import type { Instant, Span } from '../../plan/time/model.ts';
import { Unreadable } from '../bounds.ts';
import { type Earlier, earlierIn } from './earlier.ts';
import { calendarText, type Event, MOST_EVENTS, uidOf } from './events.ts';

export interface ChangeCalendarFile {
  /** It may reach further than it is asked for: what subscribers have seen is looked for in all of it. */
  readonly calendar: ChangeCalendar;
  /** What they are told of without having seen it; default: all of the calendar. */
  readonly within?: Span;
  /** Whom or what it is for, where it is not for all. */
  readonly for?: readonly string[];
  /** The file that it replaces. */
  readonly before?: Uint8Array;
  readonly now: Instant;
}

export async function writeChangeCalendar({
  calendar,
  within = calendar.within,
  for: wanted = [],
  before,
  now,
}: ChangeCalendarFile): Promise<string> {
  const { zone } = calendar;
  const seen: ReadonlyMap<string, Earlier> = before ? await earlierIn(before) : new Map();
  const events = eventsOf(calendar).filter(
    ({ uid, start, end }) => seen.has(uid) || (start < within.end && end >= within.start),
  );
  if (events.length > MOST_EVENTS)
    throw new Unreadable(
      `These months have ${events.length} events: a calendar has at most ${MOST_EVENTS}; --months and --for NAME make it a smaller one.`,
    );
  const there = new Set(events.map(({ uid }) => uid));
  // What lies outside of the calendar is not off: nobody looked. It goes on to be told, and keeps its number for when it comes back.
  const isLooked = ({ uid, content }: Earlier) => there.has(uid) || isWithin(content, calendar.within, zone);
  const earlier = new Map([...seen].filter(([, one]) => isLooked(one)));
  const room = MOST_EVENTS - events.length - earlier.size;
  const kept = [...seen.values()].filter((one) => !isLooked(one)).slice(-Math.max(0, room));
  const name = wanted.length === 0 ? 'Changes' : `Changes: ${wanted.join(', ')}`;
  return calendarText({ name, zone, events, earlier, kept: room > 0 ? kept : [], now, hasAlarm: false });
}

function eventsOf({ entries, clashes }: ChangeCalendar): readonly Event[] {
  const taken = new Map<string, number>();
  return entries.flatMap((entry) => {
    const { kind, name, title, of, carries = [], spans, zone, who, on } = entry;
    const told = clashes.filter(({ releases }) => kind === 'release' && releases.includes(name));
    const description = [
      ...(who.length > 0 ? [`Who: ${who.join(', ')}`] : []),
      ...(on.length > 0 ? [`On: ${on.join(', ')}`] : []),
      ...(carries.length > 0 ? [`Carries: ${carries.join(', ')}`] : []),
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
function idOf({ kind, name, of, comesRound, zone }: CalendarEntry, start: Instant): string {
  const id = of === undefined || of === name ? `${kind}/${name}` : `${kind}/${of}/${name}`;
  return comesRound ? `${id}/${formatDate(start, zone).slice(4)}` : id;
}

function isWithin(content: string, { start, end }: Span, zone: string): boolean {
  const day = /^DTSTART[^:\n]*:(\d{8})/m.exec(content)?.[1];
  const number = (at: Instant) => formatDate(at, zone).slice(4).replaceAll('-', '');
  return day !== undefined && day >= number(start) && day < number(end);
}
