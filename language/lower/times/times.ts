/** Times of the text → the plan's. */
import {
  type Recurrence,
  type RecurringHours,
  TBD,
  type Time,
  type TimeRange,
  type WorkingHours,
} from '../../../plan/model.ts';
import {
  clockOfWallTime,
  type Day,
  dayNumber,
  dayOfWallTime,
  isDate,
  isWithinReach,
  MINUTES_PER_DAY,
  WEEKDAYS,
} from '../../../plan/time/date.ts';
import { isZero, parseDuration, ZERO } from '../../../plan/time/duration.ts';
import type { Duration, WrittenTime, Zone } from '../../../plan/time/model.ts';
import { ORDINALS } from '../../../plan/time/month-days.ts';
import { instantOfDay, isDayIn, isKnownZone, readWallTime, wallTime } from '../../../plan/time/zone.ts';
import type * as ast from '../../generated/ast.ts';
import type { Context } from '../context.ts';
import { lowerPointTime } from '../who.ts';
import { lowerDuration } from './durations.ts';

type Instant = Extract<Time, { kind: 'instant' }>;
type Timed = Pick<Time, 'id' | 'place'>;

export function lowerTime(context: Context, node: ast.Time | undefined): Time | undefined {
  return node && context.keep(readTime(context, node));
}

function readTime(context: Context, node: ast.Time): Time {
  if (node.point) return lowerDayOfPoint(context, node, apartFrom(node, node.point));
  const timed = context.timed(node);
  const { place } = timed;
  if (node.tbd) return { kind: 'unknown', tbd: true, ...timed };
  const weekday = node.weekday === undefined ? undefined : weekdayOf(node.weekday);
  const zone = readZone(context, node);
  if (node.offset !== undefined) {
    const offset = parseOffset(node.apart ? `T${node.sense === 'before' ? '-' : '+'}${node.apart}` : node.offset);
    const clock = parseClock(node.clock);
    if (node.clock !== undefined && clock === undefined)
      note(context, node, { zone, problem: clockProblem(node.clock) });
    else noteZone(context, node, zone);
    if (offset) return { kind: 'offset', offset, weekday, clock, zone, ...timed };
    const state = /\d[a-z]+$/.test(node.offset) ? 'is longer than a thousand years' : 'is unfinished';
    context.problem(place, `\`${node.offset}\` ${state}; write for example \`T-5wd\` or \`T+2h\`.`);
  } else if (node.date !== undefined && context.given?.parameters.has(node.date)) {
    // A day that is not known before a release is made.
    return { kind: 'unknown', ...timed };
  } else if (node.date !== undefined) {
    return lowerDate(context, node, timed, zone, weekday);
  } else if (node.clock !== undefined) {
    const clock = parseClock(node.clock);
    if (clock === undefined) note(context, node, { zone, problem: clockProblem(node.clock) });
    else {
      noteZone(context, node, zone);
      return { kind: 'clock', clock, weekday, zone, ...timed };
    }
  } else {
    context.problem(place, 'A weekday alone is no time; add a date (`Sat 2026-12-05`) or a clock (`Sat 22:00`).');
  }
  return { kind: 'unknown', ...timed };
}

/** `2h after launch` is `launch + 2h`. */
function apartFrom({ apart, sense }: ast.Time, point: ast.Point): ast.Point {
  return apart === undefined ? point : { ...point, lag: apart, sign: sense === 'before' ? '-' : '+' };
}

/** `go-live + 2h`, with an hour on that day, or another day of its week. */
function lowerDayOfPoint(context: Context, node: ast.Time, written: ast.Point): Time {
  const time = lowerPointTime(context, written);
  if (time.kind !== 'point') return time;
  const clock = parseClock(node.clock);
  if (node.clock !== undefined && clock === undefined) {
    note(context, node, { zone: readZone(context, node), problem: clockProblem(node.clock) });
    return { kind: 'unknown', ...context.timed(node) };
  }
  const weekday = node.weekday === undefined ? undefined : weekdayOf(node.weekday);
  if (clock === undefined && weekday === undefined) return time;
  return { ...time, weekday, clock, clockZone: readZone(context, node), place: context.place(node) };
}

function lowerDate(context: Context, node: ast.Time, timed: Timed, zone: Zone, weekday: number | undefined): Time {
  const date = parseDate(node.date!);
  const clock = parseClock(node.clock);
  const unknown = (problem: WrittenTime['problem']): Time => {
    note(context, node, { zone, date, weekday, clock, problem });
    return { kind: 'unknown', ...timed };
  };
  if (!date) return unknown('unfinished');
  if (node.clock !== undefined && clock === undefined) return unknown(clockProblem(node.clock));
  if (!isDate(date.year, date.month, date.day)) return unknown('no-such-date');
  const day = dayNumber(date.year, date.month, date.day);
  if (!isWithinReach(day)) {
    // It is told, and still a date: `9999-12-31` is how people say for ever.
    note(context, node, { zone, date, weekday, clock, problem: 'too-far' });
    const at = instantOfDay(day, clock ?? 0, zone);
    return { kind: 'instant', at, dateOnly: clock === undefined, zone, ...timed };
  }
  const at = instantIn(context, node, day, zone, { date, weekday, clock });
  return { kind: 'instant', at, dateOnly: clock === undefined, zone, ...timed };
}

/**
 * A range. A clock alone at its end is the first such moment after its start. One date alone is that whole day, a name alone all of what it
 * names, from its begin to its end. It is read once,
 * whoever asks for its begin and its length.
 */
export function lowerSpan(context: Context, node: ast.Span | undefined): TimeRange | undefined {
  if (!node) return undefined;
  const known = context.spans.get(node);
  if (known) return known;
  const range = readSpan(context, node);
  context.spans.set(node, range);
  return range;
}

function readSpan(context: Context, node: ast.Span): TimeRange {
  const place = context.place(node);
  return inOneZone(context, node.from, node.to, () => {
    const from = lowerTime(context, node.from);
    if (!node.dots && from?.kind === 'instant' && from.dateOnly) {
      return { from, to: { ...from, ...context.timed(node) }, place };
    }
    if (from?.kind === 'instant' && isClockAlone(node.to)) {
      return { from, to: firstAfter(context, node.to, from), place };
    }
    if (!node.dots && from && isName(from)) {
      // Both ends of it are written in one place.
      const end = context.keep({ ...from, id: `${from.id} end`, side: 'end' as const });
      return { from: context.keep({ ...from, side: 'start' as const }), to: end, place };
    }
    return { from, to: lowerTime(context, node.to), place };
  });
}

/** A name that says neither which end of the thing nor how long before or behind it. */
function isName(time: Time): time is Extract<Time, { kind: 'point' }> {
  return time.kind === 'point' && !(time.side || time.offset) && (time.clock ?? time.weekday) === undefined;
}

/** `from … until …`: a range in other words. */
export function lowerEnds(
  context: Context,
  from: ast.Time | undefined,
  until: ast.Time | undefined,
): { readonly from?: Time; readonly until?: Time } {
  return inOneZone(context, from, until, () => ({
    from: lowerTime(context, from),
    until: lowerTime(context, until),
  }));
}

/** A zone behind one end of a range holds for both, unless the other end names one of its own. */
function inOneZone<T>(context: Context, from: ast.Time | undefined, to: ast.Time | undefined, lowered: () => T): T {
  const outer = context.zone;
  const named = to?.zone ?? from?.zone;
  if (named !== undefined) context.zone = zoneCalled(named) ?? outer;
  const ends = context.rangeEnds;
  context.rangeEnds = from && to && named === undefined ? [from, to] : [];
  const result = lowered();
  context.zone = outer;
  context.rangeEnds = ends;
  return result;
}

function isClockAlone(node: ast.Time | undefined): node is ast.Time & { readonly clock: string } {
  if (node?.clock === undefined || node.weekday !== undefined) return false;
  return node.date === undefined && node.offset === undefined && parseClock(node.clock) !== undefined;
}

function firstAfter(context: Context, node: ast.Time, from: Instant): Instant {
  const zone = readZone(context, node);
  const clock = parseClock(node.clock)!;
  const start = wallTime(from.at, zone);
  const today = dayOfWallTime(start);
  const day = clock > clockOfWallTime(start) || from.dateOnly ? today : today + 1;
  const at = instantIn(context, node, day, zone, { clock, after: from.at });
  return { kind: 'instant', at, dateOnly: false, zone, ...context.timed(node) };
}

/** The instant of a wall time, written down for the time checks with what is wrong with it. */
function instantIn(
  context: Context,
  node: ast.Time,
  day: Day,
  zone: Zone,
  said: Pick<WrittenTime, 'date' | 'weekday' | 'clock' | 'after'>,
): number {
  const { clock } = said;
  const reading = readWallTime(day * MINUTES_PER_DAY + (clock ?? 0), zone);
  const at = clock === undefined ? instantOfDay(day, 0, zone) : reading.at;
  const told = { zone, ...said, day, at };
  if (isUnknownZone(node)) note(context, node, { ...told, problem: 'unknown-zone' });
  else if (reading.kind === 'unique') note(context, node, told);
  else {
    const { readings } = reading;
    // The first such moment after another one passes a day over that there is not.
    if (!isDayIn(day, zone))
      note(context, node, said.after === undefined ? { ...told, problem: 'no-such-day', readings } : told);
    // A day whose midnight daylight saving skips is still a day, from its first minute on: only a written clock can be wrong.
    else note(context, node, clock === undefined ? told : { ...told, problem: reading.kind, readings });
  }
  return at;
}

/** A zone behind a time that has no date of its own. */
function noteZone(context: Context, node: ast.Time, zone: Zone): void {
  if (node.zone === undefined) return;
  note(context, node, { zone, problem: isUnknownZone(node) ? 'unknown-zone' : undefined });
}

function note(context: Context, node: ast.Time, said: Omit<WrittenTime, 'place'>): void {
  if (context.usedAt) return;
  const other = context.rangeEnds.find((end) => end !== node && !end.tbd && !end.point);
  context.writtenTimes.push({
    ...said,
    zoneText: node.zone,
    place: context.place(node),
    weekdayPlace: node.weekday === undefined ? undefined : context.property(node, 'weekday'),
    datePlace: node.date === undefined ? undefined : context.property(node, 'date'),
    clockPlace: node.clock === undefined ? undefined : context.property(node, 'clock'),
    zonePlace: node.zone === undefined ? undefined : context.property(node, 'zone'),
    otherEnd:
      other && said.problem === 'ambiguous'
        ? { text: other.$cstNode?.text.replace(/\s+/g, ' ') ?? '', place: context.place(other) }
        : undefined,
  });
}

/** The zone behind a time, else the one around. */
function readZone(context: Context, node: ast.Time): Zone {
  return node.zone === undefined ? context.zone : (zoneCalled(node.zone) ?? context.zone);
}

function isUnknownZone(node: ast.Time): boolean {
  return node.zone !== undefined && zoneCalled(node.zone) === undefined;
}

/** Undefined: no zone of that name is known. */
export function zoneCalled(text: string): Zone | undefined {
  return isKnownZone(text) ? text : undefined;
}

/** -1: no word, where the line stops in the middle. */
export function weekdayOf(text: string | undefined): number {
  return WEEKDAYS.findIndex((day) => text?.startsWith(day));
}

function parseDate(text: string): WrittenTime['date'] {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) } : undefined;
}

/** Minutes after midnight; `24:00` ends the day. Undefined: unfinished, or no time of day. */
export function parseClock(text: string | undefined): number | undefined {
  // Seconds are told, and left out.
  const match = /^(\d{1,2}):(\d{2})(?::|$)/.exec(text ?? '');
  if (!match) return undefined;
  const clock = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && clock <= MINUTES_PER_DAY ? clock : undefined;
}

function clockProblem(text: string): 'unfinished' | 'no-such-clock' {
  return /^\d{1,2}:\d{2}(?::|$)/.test(text) ? 'no-such-clock' : 'unfinished';
}

/** `T`, `T-5wd`, `T+30d`; undefined for `T-`. */
function parseOffset(text: string): Duration | undefined {
  return text === 'T' ? ZERO : parseDuration(text.slice(1).replace(/\s/g, ''));
}

interface Recurring {
  readonly every: readonly ast.Every[];
  readonly from: readonly ast.Time[];
  readonly until: readonly ast.Time[];
}

/** `every 2w from … until …`: what comes round at moments; `from` and `until` are clauses of the same line. */
export function lowerEvery(context: Context, node: Recurring): Recurrence | undefined {
  const every = node.every[0];
  if (every?.from !== undefined)
    context.problem(
      context.property(every, 'from'),
      'The hour of what comes round is that of its first time; write it there: `every Mon from Mon 2026-11-30 09:00`.',
    );
  return every && lowerRecurrence(context, node, every);
}

/** `every Mon..Fri 09:00 .. 18:00`: what lasts whenever it comes round. Without hours it is the whole day. */
export function lowerOccasions(context: Context, node: Recurring): Recurrence | undefined {
  const every = node.every[0];
  if (!every) return undefined;
  const recurrence = lowerRecurrence(context, node, every);
  if (every.interval !== undefined) return recurrence;
  return { ...recurrence, hours: hoursOf(context, every) };
}

function hoursOf(context: Context, every: ast.Every): RecurringHours | undefined {
  const zone = (every.zone && zoneCalled(every.zone)) ?? context.zone;
  if (every.zone !== undefined && zoneCalled(every.zone) === undefined) {
    const place = context.property(every, 'zone');
    context.writtenTimes.push({ zone, zoneText: every.zone, problem: 'unknown-zone', place, zonePlace: place });
  }
  if (every.from === undefined) return { from: 0, to: MINUTES_PER_DAY, zone };
  const [from, to] = [parseClock(every.from), parseClock(every.to)];
  const toWeekday = every.toWeekday === undefined ? undefined : weekdayOf(every.toWeekday);
  if (from !== undefined && to !== undefined && (toWeekday !== undefined || from !== to)) {
    return { from, to, toWeekday, zone };
  }
  context.problem(
    context.place(every),
    'The hours of what comes round have a begin and an end: `every Mon..Fri 09:00 .. 18:00`, `every Fri 18:00 .. Mon 06:00`.',
  );
  return undefined;
}

function lowerRecurrence(context: Context, node: Recurring, every: ast.Every): Recurrence {
  const { from, until } = lowerEnds(context, node.from[0], node.until[0]);
  const interval = lowerDuration(context, every.interval, every, 'interval');
  if (interval && isZero(interval)) {
    context.problem(
      context.place(every),
      `\`every ${every.interval}\` does not say after how long: \`every 1w\`, \`every Mon\`.`,
    );
  }
  return {
    interval,
    ...(every.interval === TBD && { tbd: true as const }),
    ...daysOf(context, every),
    from,
    until,
    place: context.place(every),
  };
}

/** The days of a week; `last 2wd of month` are all of them, of which only such ones count. */
function daysOf(context: Context, every: ast.Every): Pick<Recurrence, 'weekdays' | 'ofMonth'> {
  const { which: word, length, weekday, period } = every;
  if (word === undefined) return { weekdays: [...new Set(every.days.flatMap(weekdaysOf))] };
  const which = ORDINALS.find(([one]) => one === word)?.[1];
  const months = period === 'month' ? 1 : period === 'quarter' ? 3 : undefined;
  const { days, workingDays, minutes, months: more } = parseDuration(length ?? '') ?? ZERO;
  const count = days || workingDays;
  const isCount = count > 0 && (days === 0 || workingDays === 0) && minutes === 0 && more === 0;
  if (!which || !months || (length !== undefined && !(isCount && Math.abs(which) === 1))) {
    context.problem(
      context.place(every),
      `\`every ${[word, length ?? weekday, 'of', period].join(' ')}\` names no days; write \`every last 2wd of month\`, ` +
        '`every first 3d of quarter`, `every second Tue of month`.',
    );
    return { weekdays: [] };
  }
  if (length === undefined) return { weekdays: [weekdayOf(weekday)], ofMonth: { which, months } };
  return {
    weekdays: [0, 1, 2, 3, 4, 5, 6],
    ofMonth: { which, count, ...(workingDays > 0 && { working: true as const }), months },
  };
}

/** `working Mon..Fri 09:00 .. 17:00`. */
export function lowerHours(context: Context, node: ast.Hours): WorkingHours | undefined {
  const from = parseClock(node.from);
  const to = parseClock(node.to);
  const place = context.place(node);
  if (from === undefined || to === undefined || from === to) {
    context.problem(place, `\`${node.key}\` says days and hours: \`${node.key} Mon..Fri 09:00 .. 17:00\`.`);
    return undefined;
  }
  return { weekdays: node.days.flatMap(weekdaysOf), from, to, place };
}

function weekdaysOf(days: ast.Days): number[] {
  const first = weekdayOf(days.from);
  if (days.to === undefined) return [first];
  const last = weekdayOf(days.to);
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, i) => (first + i) % 7);
}
