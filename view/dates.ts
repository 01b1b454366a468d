/** Everything of a release that has a date, in order of time, each in the words of one row. */
import { counted } from '../plan/counted.ts';
import { driftOf } from '../plan/facts/passing/drift.ts';
import type { Recurrence, Release } from '../plan/model.ts';
import { recurrence } from '../plan/said/words.ts';
import type { Dated, Moment } from '../plan/schedule/dated/model.ts';
import type { Schedule } from '../plan/schedule/model.ts';
import { describeMinutes, formatDate, formatTimeOfDay } from '../plan/time/format.ts';
import type { Instant, Span, Zone } from '../plan/time/model.ts';
import { type Clock, createClock } from './words/clock.ts';

export interface DateRow {
  /** Where it stands in time: its start, or the deadline it is. */
  readonly when: string;
  /** Of what lasts. */
  readonly until: string;
  /** `freeze`, `sign-off due`. */
  readonly what: string;
  readonly name: string;
  readonly more: string;
}

export const DATE_HEADER = ['date', 'until', 'what', 'name'] as const;

export function dateRows(release: Release, { dated }: Schedule): readonly DateRow[] {
  return dated.map((one) => dateRow(one, release.zone));
}

export function dateRow(dated: Dated, zone: Zone): DateRow {
  const clock = createClock(zone, dated.relative ? 'relative' : 'dated');
  const { what, label, title, start, end, due, lasts, unknown } = dated;
  const isDeadline = start === undefined && due !== undefined;
  const isEnd = start === undefined && due === undefined && end !== undefined;
  const at = start ?? due ?? end;
  const [from, to] = wholeDays(dated, clock);
  return {
    when: at === undefined ? 'not known' : (from ?? (isEnd ? endWords(at, clock) : clock.moment(at))),
    until: isEnd ? '' : lasts && start !== undefined ? (to ?? untilWords(end, unknown, clock)) : '',
    what: `${what === 'uat' ? 'UAT' : what}${isDeadline ? ' due' : isEnd ? ' ends' : ''}`,
    name: [label, title && `"${title}"`].filter(Boolean).join(' '),
    more: moreWords(dated, clock),
  };
}

/** From when until when, in days where it is that. */
export function spanWords(span: Span, clock: Clock): string {
  const [from, to] = wholeDays(span, clock);
  if (from === undefined) return clock.range(span.start, span.end);
  return to ? `${from} .. ${to}` : from;
}

/** The end of a day as that day. */
function endWords(at: Instant, clock: Clock): string {
  const isMidnight = !clock.relative && formatTimeOfDay(at, clock.zone) === '00:00';
  return isMidnight ? formatDate(at - 1, clock.zone) : clock.moment(at);
}

function untilWords(end: Instant | undefined, unknown: string | undefined, clock: Clock): string {
  if (end !== undefined) return clock.moment(end);
  return unknown === undefined ? 'open' : 'not known';
}

/** What goes from midnight to midnight is told as the days it is: `Fri 2026-12-18`, `Mon 2027-01-04`. */
function wholeDays(
  { start, end }: Pick<Dated, 'start' | 'end'>,
  { zone, relative }: Clock,
): readonly [string?, string?] {
  if (relative || start === undefined || end === undefined || end <= start) return [];
  if ([start, end].some((at) => formatTimeOfDay(at, zone) !== '00:00')) return [];
  const [first, last] = [formatDate(start, zone), formatDate(end - 1, zone)];
  return [first, first === last ? '' : last];
}

/** What else there is to say: a deadline besides, how often, that it is done, what it hangs on. */
function moreWords(dated: Dated, clock: Clock): string {
  const { what, due, occurrences, done, unknown, end, lasts, start, actual, was = [] } = dated;
  const isDeadline = start === undefined;
  const last = occurrences?.at(-1);
  const isOpen = start === undefined ? lasts || end === undefined : end === undefined;
  return [
    due !== undefined && !isDeadline && due !== start && `due ${clock.moment(due)}`,
    last && (HOLDS.includes(what) ? roundWords : timesWords)(occurrences!.length, last.start, clock),
    was.length > 0 && `was ${was.map((one) => momentWords(one, clock)).join(', ')}`,
    actual ? `done ${momentWords(actual, clock)}${lateWords(dated)}` : done && 'done',
    unknown !== undefined && isOpen && openWords(unknown),
  ]
    .filter(Boolean)
    .join(', ');
}

/** A day is a day, and not its first minute. */
function momentWords({ at, day }: Moment, clock: Clock): string {
  return day ? formatDate(day.start, clock.zone) : clock.moment(at);
}

function lateWords(dated: Dated): string {
  const late = driftOf(dated);
  if (!late || (late.days === 0 && (late.to.day || late.minutes === 0))) return '';
  const length = late.days === 0 ? describeMinutes(Math.abs(late.minutes)) : counted(Math.abs(late.days), 'day');
  return `, ${length} ${late.minutes > 0 || late.days > 0 ? 'late' : 'early'}`;
}

/** What goes on coming round, whatever this release is: the times that meet it. */
const HOLDS: readonly Dated['what'][] = ['freeze', 'maintenance'];

function roundWords(count: number, last: Instant, clock: Clock): string {
  return count === 1 ? 'comes round' : `comes round, ${timesWords(count, last, clock)}`;
}

/** `tbd` is what nobody has decided; anything else may get its date from elsewhere. */
function openWords(unknown: string): string {
  return unknown === 'tbd' ? 'not decided yet' : `hangs on ${unknown}, which has no date yet`;
}

/** Of a cycle: `every 1w, 12 times, the last Mon 2027-09-06 15:00`. */
export function roundsWords(
  every: Recurrence,
  rounds: readonly { readonly start: Instant }[] | undefined,
  clock: Clock,
): string {
  const how = `every ${recurrence({ ...every, from: undefined, until: undefined })}`;
  const last = rounds?.at(-1);
  return last ? `${how}, ${timesWords(rounds!.length, last.start, clock)}` : how;
}

/** `12 times, the last Mon 2027-09-06 15:00`. */
export function timesWords(count: number, last: Instant, clock: Pick<Clock, 'moment'>): string {
  return count === 1 ? 'once' : `${count} times, the last ${clock.moment(last)}`;
}
