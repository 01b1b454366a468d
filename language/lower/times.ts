/** Times and durations of the text → the plan's. */
import type { AstNode } from 'langium';
import type { Recurrence, Time, TimeRange, WorkingHours, WrittenEstimate } from '../../plan/model.ts';
import { clockOfWallTime, dayNumber, dayOfWallTime, isDate, MINUTES_PER_DAY, WEEKDAYS } from '../../plan/time/date.ts';
import { parseDuration } from '../../plan/time/duration.ts';
import type { Duration, WrittenTime, Zone } from '../../plan/time/model.ts';
import { isKnownZone, readWallTime, wallTime } from '../../plan/time/zone.ts';
import { ABBREVIATIONS } from '../../plan/time/zone-abbreviations.ts';
import type * as ast from '../generated/ast.ts';
import type { Context } from './context.ts';
import { lowerPointTime } from './who.ts';

type Instant = Extract<Time, { kind: 'instant' }>;

export function lowerTime(context: Context, node: ast.Time | undefined): Time | undefined {
  if (!node) return undefined;
  const place = context.place(node);
  if (node.point) return lowerPointTime(context, node.point);
  if (node.tbd) return { kind: 'unknown', place };
  const weekday = node.weekday === undefined ? undefined : weekdayOf(node.weekday);
  const zone = readZone(context, node);
  if (node.offset !== undefined) {
    const offset = parseOffset(node.offset);
    const clock = parseClock(node.clock);
    if (offset) return { kind: 'offset', offset, weekday, clock, zone, place };
    context.problem(place, `\`${node.offset}\` is unfinished; write for example \`T-5wd\` or \`T+2h\`.`);
  } else if (node.date !== undefined) {
    return lowerDate(context, node, zone, weekday);
  } else if (node.clock !== undefined) {
    const clock = parseClock(node.clock);
    if (clock !== undefined) return { kind: 'clock', clock, weekday, zone, place };
    note(context, node, { zone, problem: clockProblem(node.clock) });
  } else {
    context.problem(place, 'A weekday alone is no time; add a date (`Sat 2026-12-05`) or a clock (`Sat 22:00`).');
  }
  return { kind: 'unknown', place };
}

function lowerDate(context: Context, node: ast.Time, zone: Zone, weekday: number | undefined): Time {
  const place = context.place(node);
  const date = parseDate(node.date!);
  const clock = parseClock(node.clock);
  if (!date || (node.clock !== undefined && clock === undefined)) {
    note(context, node, { zone, date, weekday, problem: date ? clockProblem(node.clock!) : 'unfinished' });
    return { kind: 'unknown', place };
  }
  if (!isDate(date.year, date.month, date.day)) {
    note(context, node, { zone, date, weekday, clock, problem: 'no-such-date' });
    return { kind: 'unknown', place };
  }
  const day = dayNumber(date.year, date.month, date.day);
  const at = instantIn(context, node, day * MINUTES_PER_DAY + (clock ?? 0), zone, { date, weekday, clock });
  return { kind: 'instant', at, dateOnly: clock === undefined, zone, place };
}

/**
 * A range. A clock alone at its end is the first such moment after its start; a zone behind its end counts for both.
 * One date alone is that whole day.
 */
export function lowerSpan(context: Context, node: ast.Span | undefined): TimeRange | undefined {
  if (!node) return undefined;
  const place = context.place(node);
  const outer = context.zone;
  if (node.to?.zone && !node.from?.zone) context.zone = zoneCalled(node.to.zone) ?? outer;
  const from = lowerTime(context, node.from);
  const to = lowerTime(context, node.to);
  context.zone = outer;
  if (!node.dots && from?.kind === 'instant' && from.dateOnly) return { from, to: from, place };
  if (from?.kind === 'instant' && to?.kind === 'clock' && to.weekday === undefined) {
    return { from, to: firstAfter(context, node.to!, from, to), place };
  }
  return { from, to, place };
}

function firstAfter(context: Context, node: ast.Time, from: Instant, to: Extract<Time, { kind: 'clock' }>): Instant {
  const start = wallTime(from.at, to.zone);
  const today = dayOfWallTime(start);
  const day = to.clock > clockOfWallTime(start) || from.dateOnly ? today : today + 1;
  const at = instantIn(context, node, day * MINUTES_PER_DAY + to.clock, to.zone, { clock: to.clock });
  return { kind: 'instant', at, dateOnly: false, zone: to.zone, place: to.place };
}

/** The instant of a wall time, written down for the time checks with what is wrong with it. */
function instantIn(
  context: Context,
  node: ast.Time,
  wall: number,
  zone: Zone,
  said: Pick<WrittenTime, 'date' | 'weekday' | 'clock'>,
): number {
  const abbreviation = node.zone === undefined ? undefined : ABBREVIATIONS.get(node.zone);
  if (abbreviation) {
    const at = wall - abbreviation.offset;
    note(context, node, { zone, ...said, at });
    return at;
  }
  const reading = readWallTime(wall, zone);
  // A day whose midnight daylight saving skips is still a day: only a written clock can be wrong.
  const wrong = reading.kind !== 'unique' && said.clock !== undefined ? reading : undefined;
  const unknownZone = node.zone !== undefined && zoneCalled(node.zone) === undefined;
  note(context, node, {
    zone,
    ...said,
    at: reading.at,
    problem: unknownZone ? 'unknown-zone' : wrong?.kind,
    readings: wrong?.readings,
  });
  return reading.at;
}

function note(context: Context, node: ast.Time, said: Omit<WrittenTime, 'place'>): void {
  if (context.usedAt) return;
  context.writtenTimes.push({
    ...said,
    zoneText: node.zone,
    place: context.place(node),
    weekdayPlace: node.weekday === undefined ? undefined : context.property(node, 'weekday'),
    datePlace: node.date === undefined ? undefined : context.property(node, 'date'),
    clockPlace: node.clock === undefined ? undefined : context.property(node, 'clock'),
    zonePlace: node.zone === undefined ? undefined : context.property(node, 'zone'),
  });
}

/** The zone behind a time, else the one around; an abbreviation is read as its most likely zone. */
function readZone(context: Context, node: ast.Time): Zone {
  return node.zone === undefined ? context.zone : (zoneCalled(node.zone) ?? context.zone);
}

/** Undefined: no zone of that name is known. */
export function zoneCalled(text: string): Zone | undefined {
  return isKnownZone(text) ? text : ABBREVIATIONS.get(text)?.zones[0];
}

export function weekdayOf(text: string): number {
  return WEEKDAYS.findIndex((day) => text.startsWith(day));
}

function parseDate(text: string): WrittenTime['date'] {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) } : undefined;
}

/** Minutes after midnight; `24:00` ends the day. Undefined: unfinished, or no time of day. */
export function parseClock(text: string | undefined): number | undefined {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text ?? '');
  if (!match) return undefined;
  const clock = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && clock <= MINUTES_PER_DAY ? clock : undefined;
}

function clockProblem(text: string): 'unfinished' | 'no-such-clock' {
  return /^\d{1,2}:\d{2}$/.test(text) ? 'no-such-clock' : 'unfinished';
}

/** `T`, `T-5wd`, `T+30d`; undefined for `T-`. */
function parseOffset(text: string): Duration | undefined {
  return text === 'T' ? NO_OFFSET : parseDuration(text.slice(1));
}

const NO_OFFSET: Duration = { minutes: 0, days: 0, months: 0, workingDays: 0 };

export function lowerDuration(
  context: Context,
  text: string | undefined,
  node: AstNode,
  property: string,
): Duration | undefined {
  if (text === undefined) return undefined;
  const duration = parseDuration(text);
  if (!duration) context.problem(context.property(node, property), `\`${text}\` is longer than a thousand years.`);
  return duration;
}

export function lowerEstimate(
  context: Context,
  node: AstNode,
  property: 'durations' | 'undos',
): WrittenEstimate | undefined {
  const text = (node as { readonly durations?: readonly string[]; readonly undos?: readonly string[] })[property]?.[0];
  if (text === undefined) return undefined;
  const place = context.property(node, property);
  const estimate = context.estimate(text);
  if (!estimate) context.problem(place, `\`${text}\` is longer than a thousand years.`);
  return estimate && { ...estimate, place };
}

/** `every 2w from … until …`; `from` and `until` are clauses of the same line. */
export function lowerEvery(
  context: Context,
  node: {
    readonly every: readonly ast.Every[];
    readonly from: readonly ast.Time[];
    readonly until: readonly ast.Time[];
  },
): Recurrence | undefined {
  const every = node.every[0];
  if (!every) return undefined;
  return {
    interval: lowerDuration(context, every.interval, every, 'interval'),
    weekdays: every.weekdays.map(weekdayOf),
    from: node.from[0]?.point ? undefined : lowerTime(context, node.from[0]),
    until: lowerTime(context, node.until[0]),
    place: context.place(every),
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
