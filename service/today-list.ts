/** What has its time about now as a list for an editor: by time, or by person, each line with the way to where it stands. */
import { AGENDA_PARTS, type AgendaItem } from '../plan/facts/agenda/model.ts';
import { formatDate } from '../plan/time/format.ts';
import { namesWords } from '../view/calendar/words.ts';
import { agendaItemWords, agendaPartWords, agendaTimeWords } from '../view/words/agenda-words.ts';
import type { Today } from './today.ts';

export type TodayGrouping = 'time' | 'person';

export interface TodayShown {
  /** `Sat 2026-12-05`. */
  day: string;
  groups: TodayGroup[];
}

export interface TodayGroup {
  title: string;
  lines: TodayLine[];
}

export interface TodayLine {
  what: string;
  when: string;
  /** The release; missing: it is of several. */
  of?: string;
  /** Who does it, or answers for it; empty: nobody. */
  who: string;
  isOverdue: boolean;
  uri: string;
  /** Zero-based. */
  line: number;
}

/** What several people do is with each of them; what is of nobody comes last. */
export function todayShown(today: Today, by: TodayGrouping): TodayShown {
  return { day: formatDate(today.now, today.zone), groups: groupsOf(today, by) };
}

function groupsOf(today: Today, by: TodayGrouping): TodayGroup[] {
  const { items, days } = today;
  const group = (title: string, takes: (item: AgendaItem) => boolean): TodayGroup[] => {
    const lines = items.filter(takes).map((item) => lineOf(item, today));
    return lines.length > 0 ? [{ title, lines }] : [];
  };
  if (by === 'time')
    return AGENDA_PARTS.flatMap((part) => group(agendaPartWords(part, days), (one) => one.part === part));
  const people = [...new Set(items.flatMap(({ who }) => who))].sort();
  return [
    ...people.flatMap((name) => group(name, ({ who }) => who.includes(name))),
    ...group('Of nobody', ({ who }) => who.length === 0),
  ];
}

function lineOf(item: AgendaItem, { now, zone }: Today): TodayLine {
  const { part, of, who, place } = item;
  return {
    ...{ what: agendaItemWords(item), when: agendaTimeWords(item, now, zone), who: namesWords(who, 3) },
    ...(of !== undefined && { of }),
    ...{ isOverdue: part === 'overdue', uri: place.file, line: place.range.start.line },
  };
}
