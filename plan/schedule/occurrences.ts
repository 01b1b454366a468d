/** The times of a step with `every`. */
import type { Step } from '../model.ts';
import type { WallTime } from '../time/date.ts';
import { occurrences } from '../time/recurrence.ts';
import { resolveTimeIn, type TimeContext, tellOdd } from '../time/resolve.ts';
import type { Span } from './model.ts';

/**
 * All times of a recurring step, the first of which is as scheduled; each lasts as long. Until its `until`, else the end
 * of what it stands in; where that is not known either, there is only the first. Only the first takes people's time.
 */
export function occurrencesOf(step: Step, first: Span, within: Partial<Span>, times: TimeContext): readonly Span[] {
  const { every } = step;
  if (!every) return [first];
  const until = every.until ? resolveTimeIn({ ...times, spanStart: first.start }, every.until, 'end') : within.end;
  if (until === undefined || until < first.start) return [first];
  const { interval, weekdays } = every;
  const zone = step.at && 'zone' in step.at ? step.at.zone : times.zone;
  // While T is open, all times count from 0, which is no date.
  const onOdd = times.T === undefined ? undefined : (wall: WallTime) => tellOdd(wall, zone, every, times);
  const rule = { interval, weekdays, from: first.start, until, zone, calendar: times.calendar, onOdd };
  const { moments } = occurrences(rule);
  const length = first.end - first.start;
  return moments.length > 0 ? moments.map((start) => ({ start, end: start + length })) : [first];
}
