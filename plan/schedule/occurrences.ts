/** The times of what comes round: of a step with `every`, of a cycle, and of all that stands in one. */
import type { Block, Recurrence, Time } from '../model.ts';
import type { WallTime } from '../time/date.ts';
import { asksForDates } from '../time/duration.ts';
import type { Instant, Zone } from '../time/model.ts';
import { MOST_OCCURRENCES, occurrences } from '../time/recurrence.ts';
import { resolveTimeIn, type TimeContext, tellOdd } from '../time/resolve.ts';
import { readWallTime, wallTime } from '../time/zone.ts';
import type { Schedule, Span } from './model.ts';

/** A step or a cycle. */
interface Recurring {
  readonly every?: Recurrence;
  readonly at?: Time;
}

/**
 * All of them, the first of which is as scheduled; each lasts as long. Until its `until`, else the end of what it stands
 * in; where that is not known either, there is only the first. Only the first takes people's time.
 */
export function occurrencesOf(
  { every, at }: Recurring,
  first: Span,
  within: Partial<Span>,
  times: TimeContext,
): readonly Span[] {
  if (!every || (times.relative && comesRoundOnDates(every))) return [first];
  const until = every.until ? resolveTimeIn({ ...times, spanStart: first.start }, every.until, 'end') : within.end;
  if (until === undefined || until < first.start) return [first];
  const { interval, weekdays, ofMonth } = every;
  const begin = at ?? every.from;
  const zone = begin && 'zone' in begin ? begin.zone : times.zone;
  // While T is open, all times count from 0, which is no date.
  const onOdd = times.T === undefined ? undefined : (wall: WallTime) => tellOdd(wall, zone, every, times);
  const rule = { interval, weekdays, ofMonth, from: first.start, until, zone, calendar: times.calendar, onOdd };
  const { moments } = occurrences(rule);
  const length = first.end - first.start;
  return moments.length > 0 ? moments.map((start) => ({ start, end: start + length })) : [first];
}

/** Whether it takes dates to say when it comes round: on weekdays, every working day or month. */
export function comesRoundOnDates({ interval, weekdays, ofMonth }: Recurrence): boolean {
  return weekdays.length > 0 || ofMonth !== undefined || (interval !== undefined && asksForDates(interval));
}

/** What is in the first of these rounds, as it is in all of them: at the same hour of the same day of each. */
export function inEveryRound(spans: readonly Span[], rounds: readonly Span[], zone: Zone): readonly Span[] {
  const [first] = rounds;
  if (!first) return spans;
  const enough = rounds.slice(0, Math.ceil(MOST_OCCURRENCES / Math.max(1, spans.length)));
  return enough.flatMap((round) =>
    round === first ? spans : spans.map((span) => movedWith(span, first, round, zone)),
  );
}

/** From when to when all in a block is done once. */
export function onceThrough({ blocks, cycles }: Pick<Schedule, 'blocks' | 'cycles'>, { id }: Block): Span | undefined {
  return cycles[id]?.[0] ?? blocks[id];
}

function movedWith(span: Span, from: Span, to: Span, zone: Zone): Span {
  const hours: Instant = wallTime(span.start, zone) - wallTime(from.start, zone);
  const start = readWallTime(wallTime(to.start, zone) + hours, zone).at;
  return { start, end: start + span.end - span.start };
}
