/** The integer tables behind a `WorkCalendar`. */
import type { CalendarSpec, Hours } from './calendar-spec.ts';
import { type Day, MINUTES_PER_DAY, weekdayOfDay } from './date.ts';
import type { Instant, Minutes } from './model.ts';
import { dayAt, instantOfDay, isDayIn } from './zone.ts';

/** All working time of the shifts that begin on the dates `[fromDay, toDay)`. */
export interface WorkingTimeTable {
  readonly fromDay: Day;
  readonly toDay: Day;
  /** Working intervals, sorted, disjoint and not touching each other. */
  readonly starts: readonly Instant[];
  readonly ends: readonly Instant[];
  /** The position at which each interval begins, and behind the last one the position at which it ends. */
  readonly positions: readonly Minutes[];
  /** Working days, sorted: date, first and last working minute, position of the first. */
  readonly days: readonly Day[];
  readonly dayStarts: readonly Instant[];
  readonly dayEnds: readonly Instant[];
  readonly dayPositions: readonly Minutes[];
}

/** The table of a calendar for the shifts that begin on the dates `[fromDay, toDay)`. */
export type Tables = (
  fromDay: Day,
  toDay: Day,
  /** The instant whose position is 0, so that tables of different extent have one axis. */
  origin: Instant,
) => WorkingTimeTable;

/**
 * The tables of a calendar. Every version of a plan has calendars of its own, which say what those of the version before said and are
 * asked for the same days: what was compiled of the same words is known.
 */
export function tablesOf(spec: CalendarSpec): Tables {
  let words: string | undefined;
  return (fromDay, toDay, origin) => {
    words ??= wordsOf(spec);
    const key = `${fromDay} ${toDay} ${origin};${words}`;
    const table = known.get(key) ?? compileTable(spec, fromDay, toDay, origin);
    known.delete(key);
    known.set(key, table);
    if (known.size > MOST_TABLES) known.delete(known.keys().next().value!);
    return table;
  };
}

/** A table of a year is some 20 kB, and every day of another release begins one: the one that nobody has asked for longest is forgotten. */
const MOST_TABLES = 256;
const known = new Map<string, WorkingTimeTable>();

/** Of no date. */
export const NO_DAYS: WorkingTimeTable = {
  fromDay: 0,
  toDay: 0,
  starts: [],
  ends: [],
  positions: [0],
  days: [],
  dayStarts: [],
  dayEnds: [],
  dayPositions: [],
};

/** Everything that a table hangs on. Not as JSON, to which all that is endless is one. */
function wordsOf({ zone, hours, daysOff, spansOff }: CalendarSpec): string {
  return [
    zone,
    hours.map(({ weekdays, from, to }) => `${weekdays.join(' ')} ${from}..${to}`),
    daysOff.map(({ from, to }) => `${from}..${to}`),
    spansOff.map(({ start, end }) => `${start}..${end}`),
  ].join(';');
}

function compileTable(spec: CalendarSpec, fromDay: Day, toDay: Day, origin: Instant): WorkingTimeTable {
  const starts: Instant[] = [];
  const ends: Instant[] = [];
  const days: Day[] = [];
  const dayStarts: Instant[] = [];
  const dayEnds: Instant[] = [];
  const all: Shift[] = [];
  for (let day = fromDay; day < toDay; day++) {
    const shifts = shiftsOf(spec, day);
    if (shifts.length === 0) continue;
    days.push(day);
    dayStarts.push(Math.min(...shifts.map(({ start }) => start)));
    dayEnds.push(Math.max(...shifts.map(({ end }) => end)));
    all.push(...shifts);
  }

  // A night shift may overlap what begins on the next date, and a line of the calendar what an earlier line says.
  all.sort((a, b) => a.start - b.start);
  for (const { start, end } of all) {
    const last = ends.length - 1;
    if (last >= 0 && start <= ends[last]!) ends[last] = Math.max(ends[last]!, end);
    else {
      starts.push(start);
      ends.push(end);
    }
  }

  const positions: Minutes[] = [0];
  for (let i = 0; i < starts.length; i++) positions.push(positions[i]! + ends[i]! - starts[i]!);
  const shift = positionIn(starts, ends, positions, origin);
  for (let i = 0; i < positions.length; i++) positions[i]! -= shift;
  const dayPositions: Minutes[] = [];
  for (const start of dayStarts) {
    // A night shift whose evening is off begins after the next date does.
    dayPositions.push(
      Math.max(dayPositions.at(-1) ?? Number.NEGATIVE_INFINITY, positionIn(starts, ends, positions, start)),
    );
  }
  return { fromDay, toDay, starts, ends, positions, days, dayStarts, dayEnds, dayPositions };
}

/** Working minutes before `at`, on the axis of the table. */
export function positionAt(table: WorkingTimeTable, at: Instant): Minutes {
  return positionIn(table.starts, table.ends, table.positions, at);
}

/** Index of the first of the sorted values that is greater than `value`. */
export function upperBound(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Index of the first of the sorted values that is not less than `value`. */
export function lowerBound(values: readonly number[], value: number): number {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! >= value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function positionIn(
  starts: readonly Instant[],
  ends: readonly Instant[],
  positions: readonly Minutes[],
  at: Instant,
): Minutes {
  const i = upperBound(starts, at) - 1;
  return i < 0 ? positions[0]! : positions[i]! + Math.min(at, ends[i]!) - starts[i]!;
}

interface Shift {
  readonly start: Instant;
  readonly end: Instant;
}

function shiftsOf(spec: CalendarSpec, day: Day): Shift[] {
  if (spec.daysOff.some(({ from, to }) => day >= from && day <= to)) return [];
  const weekday = weekdayOfDay(day);
  let shifts: Shift[] = [];
  for (const hours of spec.hours) {
    if (hours.weekdays.length > 0 && !hours.weekdays.includes(weekday)) continue;
    const start = instantOfDay(day, hours.from, spec.zone);
    const end = instantOfDay(day, endClock(hours), spec.zone);
    // A shift that lies in a skipped hour as a whole is none, nor is one of a date that the zone leaves out.
    if (end > start && (dayAt(start, spec.zone) === day || isDayIn(day, spec.zone))) shifts.push({ start, end });
  }
  for (const off of spec.spansOff) {
    if (shifts.some(({ start, end }) => off.start < end && off.end > start)) {
      shifts = shifts.flatMap((shift) => without(shift, off));
    }
  }
  return shifts;
}

function endClock({ from, to }: Hours): Minutes {
  return to > from ? to : to + MINUTES_PER_DAY;
}

function without(shift: Shift, off: Shift): Shift[] {
  const before = { start: shift.start, end: Math.min(shift.end, off.start) };
  const after = { start: Math.max(shift.start, off.end), end: shift.end };
  return [before, after].filter(({ start, end }) => end > start);
}
