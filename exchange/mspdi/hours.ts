/** The calendars of a file of Project: weeks of working hours, days off, and who has which. */
import type { Ledger } from '../../plan/outline/ledger.ts';
import type { OutlineCalendar, OutlineDays, OutlinePerson } from '../../plan/outline/model.ts';
import { type Hours, weekText } from '../table/values/week.ts';
import { allIn, childOf, type Element, textOf } from '../xml/read.ts';

export interface Calendars {
  readonly all: readonly OutlineCalendar[];
  /** Of the project; undefined: all hours of every day. */
  readonly project?: string;
  ofResource(uid: string | undefined): Pick<OutlinePerson, 'calendar' | 'leave'>;
}

export function readCalendars(root: Element, ledger: Ledger): Calendars {
  const byUid = new Map(allIn(root, 'Calendars', 'Calendar').map((one) => [textOf(one, 'UID'), one] as const));
  const wanted = new Set<string | undefined>([textOf(root, 'CalendarUID')]);
  for (const one of allIn(root, 'Resources', 'Resource')) wanted.add(baseOf(byUid.get(textOf(one, 'CalendarUID'))));
  const all: OutlineCalendar[] = [];
  const titles = new Map<string, string>();
  for (const [uid, calendar] of byUid) {
    const title = textOf(calendar, 'Name');
    if (uid === undefined || title === undefined || !wanted.has(uid)) continue;
    const row = ledger.row(`calendar ${uid}`, title);
    const week = weekOf(calendar);
    if (week?.every((hours) => hours.length === 1 && hours[0]![1] - hours[0]![0] === 1440)) continue;
    if (childOf(calendar, 'WorkWeeks')) row.left('its weeks of other hours', 'a calendar has one week');
    const holidays = offIn(calendar, (what, why) => row.left(what, why));
    titles.set(uid, title);
    all.push({
      title,
      ...(week && { working: weekText(week) }),
      ...(holidays.length > 0 && { holidays }),
    });
  }
  const project = titles.get(textOf(root, 'CalendarUID') ?? '');
  return {
    all,
    ...(project !== undefined && { project }),
    ofResource: (uid) => {
      const own = byUid.get(uid);
      const base = titles.get(baseOf(own) ?? '');
      const leave =
        own && textOf(own, 'IsBaseCalendar') !== '1' ? offIn(own, (what, why) => ledger.file.left(what, why)) : [];
      return { ...(base !== undefined && { calendar: base }), ...(leave.length > 0 && { leave }) };
    },
  };
}

/** Somebody's own calendar is that of others with days off. */
function baseOf(calendar: Element | undefined): string | undefined {
  if (!calendar) return undefined;
  const base = textOf(calendar, 'BaseCalendarUID');
  return textOf(calendar, 'IsBaseCalendar') === '1' || base === undefined || base === '-1'
    ? textOf(calendar, 'UID')
    : base;
}

/** Of Monday to Sunday; undefined: it says none. */
function weekOf(calendar: Element): readonly (readonly Hours[])[] | undefined {
  const days = allIn(calendar, 'WeekDays', 'WeekDay').filter((day) => Number(textOf(day, 'DayType') ?? 0) > 0);
  if (days.length === 0) return undefined;
  const week: (readonly Hours[])[] = [[], [], [], [], [], [], []];
  for (const day of days) {
    const type = Number(textOf(day, 'DayType'));
    if (type > 7 || textOf(day, 'DayWorking') !== '1') continue;
    week[(type + 5) % 7] = allIn(day, 'WorkingTimes', 'WorkingTime').flatMap((one): Hours[] => {
      const [from, to] = [minutesOf(textOf(one, 'FromTime')), minutesOf(textOf(one, 'ToTime'))];
      return from === undefined || to === undefined ? [] : [[from, to <= from ? 1440 : to]];
    });
  }
  return week;
}

/** Days off: exceptions, and as Project 2003 has them, weekdays of no type with dates. */
function offIn(calendar: Element, left: (what: string, why: string) => void): readonly OutlineDays[] {
  const dated = [
    ...allIn(calendar, 'Exceptions', 'Exception'),
    ...allIn(calendar, 'WeekDays', 'WeekDay').filter(
      (day) => textOf(day, 'DayType') === '0' && !childOf(calendar, 'Exceptions'),
    ),
  ];
  return dated.flatMap((one): OutlineDays[] => {
    const period = childOf(one, 'TimePeriod');
    const [from, to] = ['FromDate', 'ToDate'].map((name) => textOf(period, name)?.slice(0, 10));
    const title = textOf(one, 'Name');
    if (from === undefined) return [];
    if (textOf(one, 'DayWorking') === '1') {
      left(`other hours ${from} .. ${to ?? from}`, 'a calendar has one week; write it as another calendar');
      return [];
    }
    if ((textOf(one, 'Type') ?? '1') !== '1') {
      left(`"${title ?? 'off'}", which comes round`, 'days off stand one by one; only the first is taken');
      return [{ from, ...(title !== undefined && { title }) }];
    }
    return [{ from, ...(to !== undefined && to !== from && { to }), ...(title !== undefined && { title }) }];
  });
}

function minutesOf(clock: string | undefined): number | undefined {
  const [, hour, minute] = /^(\d{2}):(\d{2})/.exec(clock ?? '') ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}
