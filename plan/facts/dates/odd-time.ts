/** A wall time that there is not, or twice: how a message says it, and what to write instead. */
import type { Place } from '../../model.ts';
import { formatClock, formatDay, MINUTES_PER_DAY, WEEKDAYS, weekdayOfDay } from '../../time/date.ts';
import { formatInstant, formatTimeOfDay } from '../../time/format.ts';
import type { Instant, OddTime, WrittenTime, Zone } from '../../time/model.ts';
import { dayAt, jumpOver } from '../../time/zone.ts';

/** `Fri 2027-04-30` */
export function dayWords(day: number): string {
  return `${WEEKDAYS[weekdayOfDay(day)]} ${formatDay(day)}`;
}

/** `00:00 does not exist on Fri 2027-04-30 in Africa/Cairo: the clocks go from 00:00 to 01:00 there`. */
export function whyNot({ day, clock, zone, readings }: Pick<OddTime, 'day' | 'clock' | 'zone' | 'readings'>): string {
  const jump = readings && jumpOver(readings, zone);
  const reason = jump
    ? `: the clocks go from ${wallClock(jump.at, jump.before)} to ${wallClock(jump.at, jump.after)} there`
    : '';
  return `${formatClock(clock ?? 0)} does not exist on ${dayWords(day)} in ${zone}${reason}`;
}

/** `Fri 2011-12-30 does not exist in Pacific/Apia: Thu 2011-12-29 is followed by Sat 2011-12-31 there`. */
export function whyNoDay({ day, zone }: Pick<OddTime, 'day' | 'zone'>): string {
  return `${dayWords(day)} does not exist in ${zone}: ${dayWords(day - 1)} is followed by ${dayWords(day + 1)} there`;
}

function wallClock(at: Instant, offset: number): string {
  return formatClock((((at + offset) % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY);
}

/** Other text for a written time, at the part of it that has to change. */
export interface Rewriting {
  readonly place: Place;
  readonly text: string;
}

/**
 * A moment in the place of what is written, on the same line and in the same form: only the clock where the date stays, with
 * its date where that changes, with its weekday where one is written. Undefined: it would not be read as this moment.
 */
export function rewritten(time: WrittenTime, at: Instant): Rewriting | undefined {
  const { clockPlace, datePlace, weekdayPlace, day, zone, after } = time;
  if (!clockPlace || day === undefined || (after !== undefined && at <= after)) return undefined;
  if (dayAt(at, zone) === day) return { place: clockPlace, text: formatTimeOfDay(at, zone) };
  const first = weekdayPlace ?? datePlace;
  const text = formatInstant(at, zone);
  if (!first) return { place: clockPlace, text };
  return { place: upTo(first, clockPlace), text: weekdayPlace ? text : text.slice(WEEKDAY_LENGTH) };
}

/** Another date in the place of the written one, with its weekday where one is written. */
export function onDay({ datePlace, weekdayPlace }: WrittenTime, day: number): Rewriting | undefined {
  if (!datePlace) return undefined;
  return weekdayPlace
    ? { place: upTo(weekdayPlace, datePlace), text: dayWords(day) }
    : { place: datePlace, text: formatDay(day) };
}

/** `Fri ` */
const WEEKDAY_LENGTH = 4;

function upTo(first: Place, last: Place): Place {
  return { file: first.file, range: { start: first.range.start, end: last.range.end } };
}

/** A zone written at one end of a range holds for the other, unless that names its own. */
export function keepingOtherEnd({
  otherEnd,
  zone,
}: {
  readonly otherEnd?: Rewriting;
  readonly zone: Zone;
}): Rewriting[] {
  return otherEnd ? [{ place: otherEnd.place, text: `${otherEnd.text} ${zone}` }] : [];
}
