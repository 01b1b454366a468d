/** The calendars of a plan as Project has them: one with all hours for the project, those of people, and one for whoever has one. */
import type { Outline, OutlineCalendar, OutlineDays } from '../../plan/outline/model.ts';
import { parseWeek } from '../table/values/week.ts';
import type { Written } from '../xml/write.ts';

/** Of whoever has a calendar. */
export type CalendarUids = ReadonlyMap<string, number>;

export function calendarsOf(
  { calendars = [], people = [] }: Outline,
  resources: readonly string[],
): { readonly calendars: readonly Written[]; readonly uids: CalendarUids } {
  const bases = new Map(calendars.map(({ name }, i) => [name!, i + 2] as const));
  const uids = new Map<string, number>();
  const own = people.flatMap(({ name, title, calendar, leave = [] }): Written[] => {
    const base = calendar === undefined ? undefined : bases.get(calendar);
    if (!resources.includes(name!) || (base === undefined && leave.length === 0)) return [];
    const uid = 2 + calendars.length + uids.size;
    uids.set(name!, uid);
    return [written(uid, title ?? name!, base ?? 1, undefined, leave)];
  });
  const everyDay = [1, 2, 3, 4, 5, 6, 7].map((): readonly (readonly [number, number])[] => [[0, 1440]]);
  return {
    calendars: [
      written(1, '24 Hours', undefined, everyDay, []),
      ...calendars.map((calendar, i) =>
        written(i + 2, titleOf(calendar), undefined, parseWeek(calendar.working ?? []), calendar.holidays ?? []),
      ),
      ...own,
    ],
    uids,
  };
}

function titleOf({ name, title }: OutlineCalendar): string {
  return title ?? name!;
}

/** @param week for Monday to Sunday, from when to when in minutes */
function written(
  uid: number,
  name: string,
  base: number | undefined,
  week: readonly (readonly (readonly [number, number])[])[] | undefined,
  off: readonly OutlineDays[],
): Written {
  return [
    'Calendar',
    [
      ['UID', uid],
      ['Name', name.slice(0, 512)],
      ['IsBaseCalendar', base === undefined ? 1 : 0],
      ['BaseCalendarUID', base ?? -1],
      ['WeekDays', week && [7, 1, 2, 3, 4, 5, 6].map((day, i): Written => weekDay(i + 1, week[day - 1] ?? []))],
      ['Exceptions', off.flatMap(exception)],
    ],
  ];
}

/** @param type 1 is Sunday */
function weekDay(type: number, hours: readonly (readonly [number, number])[]): Written {
  return [
    'WeekDay',
    [
      ['DayType', type],
      ['DayWorking', hours.length > 0 ? 1 : 0],
      [
        'WorkingTimes',
        hours.slice(0, 5).map(
          ([from, to]): Written => [
            'WorkingTime',
            [
              ['FromTime', clock(from)],
              ['ToTime', clock(to % 1440)],
            ],
          ],
        ),
      ],
    ],
  ];
}

function exception({ from, to = from, title }: OutlineDays): readonly Written[] {
  const [first, last] = [from, to].map((text) => /(\d{4}-\d{2}-\d{2})/.exec(text ?? '')?.[1]);
  if (first === undefined || last === undefined) return [];
  return [
    [
      'Exception',
      [
        ['EnteredByOccurrences', 0],
        [
          'TimePeriod',
          [
            ['FromDate', `${first}T00:00:00`],
            ['ToDate', `${last}T23:59:00`],
          ],
        ],
        ['Occurrences', Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1],
        ['Name', (title ?? 'Off').slice(0, 512)],
        ['Type', 1],
        ['DayWorking', 0],
      ],
    ],
  ];
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}:00`;
}
