/** Working time of a project's people, minute by minute: slow, simple, and without a line of the code that is tested. */
import {
  type CalendarDef,
  DAY,
  type HoursDef,
  type OffDef,
  type PersonDef,
  type Wall,
  WEEK,
  type ZoneDef,
} from './project.ts';

interface Span {
  readonly start: number;
  readonly end: number;
}

export interface WorkingTime {
  /** In minutes since Monday 00:00 of the project's clock, sorted, disjoint, within the week. */
  readonly week: readonly Span[];
  /** In minutes of the project's clock. */
  readonly off: readonly Span[];
  /** In minutes; undefined where working days differ. */
  readonly dayLength?: number;
}

/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * DAY;

export function workingTimeOf(person: PersonDef): WorkingTime {
  const { calendar, shifts, leave } = person;
  return workingTime(
    shifts.length > 0 ? shifts : calendar.hours,
    [...holidaysOf(calendar), ...leave],
    person.zone ?? calendar.zone,
  );
}

export function calendarTime(calendar: CalendarDef): WorkingTime {
  return workingTime(calendar.hours, holidaysOf(calendar), calendar.zone);
}

export function isWorking({ week, off }: WorkingTime, at: Wall): boolean {
  const minute = (((at - FIRST_MONDAY) % WEEK) + WEEK) % WEEK;
  return (
    week.some(({ start, end }) => start <= minute && minute < end) &&
    !off.some(({ start, end }) => start <= at && at < end)
  );
}

/** Whether both ever work at the same time of an ordinary week, for at least an hour. */
export function everMeet(a: WorkingTime, b: WorkingTime): boolean {
  return a.week.some((x) => b.week.some((y) => Math.min(x.end, y.end) - Math.max(x.start, y.start) >= 60));
}

export function minutesPerWeek({ week }: WorkingTime): number {
  return week.reduce((sum, { start, end }) => sum + end - start, 0);
}

function holidaysOf(calendar: CalendarDef): readonly OffDef[] {
  return [...calendar.off, ...(calendar.holidaysOf?.off ?? [])];
}

function workingTime(hours: readonly HoursDef[], off: readonly OffDef[], zone: ZoneDef): WorkingTime {
  const { offset } = zone;
  const week = hours.flatMap(({ weekdays, from, to }) =>
    weekdays.flatMap((weekday) => {
      const start = weekday * DAY + from - offset;
      return withinWeek({ start, end: start + lengthOf({ from, to }) });
    }),
  );
  const lengths = new Set<number>();
  for (let weekday = 0; weekday < 7; weekday++) {
    const length = hours.filter(({ weekdays }) => weekdays.includes(weekday)).reduce((sum, h) => sum + lengthOf(h), 0);
    if (length > 0) lengths.add(length);
  }
  // Where clocks change, the night in which they do is an hour longer or shorter.
  const isChanged = zone.name.startsWith('Europe/') && hours.some(({ from, to }) => to <= from || from < 3 * 60);
  const uniform = lengths.size === 1 && !isChanged && off.every(({ kind }) => kind === 'days');
  return {
    week: merged(week),
    off: off.flatMap((range) => offSpans(range, hours, offset)),
    dayLength: uniform ? [...lengths][0] : undefined,
  };
}

/** The shifts that begin on a free date fall out, as a whole. */
function offSpans(range: OffDef, hours: readonly HoursDef[], offset: number): Span[] {
  if (range.kind === 'span') return [{ start: range.start, end: range.end }];
  const spans: Span[] = [];
  for (let day = range.from; day <= range.to; day++) {
    const weekday = (((day - 4) % 7) + 7) % 7;
    for (const shift of hours) {
      if (!shift.weekdays.includes(weekday)) continue;
      const start = day * DAY + shift.from - offset;
      spans.push({ start, end: start + lengthOf(shift) });
    }
  }
  return spans;
}

function lengthOf({ from, to }: { readonly from: number; readonly to: number }): number {
  return to > from ? to - from : to - from + DAY;
}

function withinWeek({ start, end }: Span): Span[] {
  const from = ((start % WEEK) + WEEK) % WEEK;
  const to = from + end - start;
  return to <= WEEK
    ? [{ start: from, end: to }]
    : [
        { start: from, end: WEEK },
        { start: 0, end: to - WEEK },
      ];
}

function merged(spans: readonly Span[]): Span[] {
  const result: { start: number; end: number }[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else result.push({ ...span });
  }
  return result;
}
