/** How long a step takes, begun at a given moment, and the way back; and the same for the lag of an `after`. */
import type { WorkCalendar } from '../../time/calendar.ts';
import { clockOfWallTime, dayOfWallTime, MINUTES_PER_DAY } from '../../time/date.ts';
import { addDuration, isElapsed } from '../../time/duration.ts';
import type { Duration, Instant, Minutes, Zone } from '../../time/model.ts';
import { instantOf, wallTime } from '../../time/zone.ts';

export interface Pace {
  /** True when it takes no time at all, and so nobody's. */
  readonly instant: boolean;
  /** How long it takes, where that is the same whenever it begins. */
  readonly always?: Minutes;
  /** The first moment at or after `at` at which it can begin; `Infinity` when there is none. */
  firstStart(at: Instant): Instant;
  /** The last moment at or before `at` at which it can begin; `-Infinity` when there is none. */
  lastStart(at: Instant): Instant;
  endOf(start: Instant): Instant;
  /** The latest start that still ends by `end`; `-Infinity` when there is none. */
  latestStart(end: Instant): Instant;
}

/** A step that goes on at whatever hour: in `run`, `rollback`, `play` and for messages. */
export function elapsedPace(duration: Duration | undefined, zone: Zone, calendar: WorkCalendar): Pace {
  const minutes = Math.max(0, duration?.minutes ?? 0);
  if (!duration || isElapsed(duration)) {
    return {
      instant: minutes === 0,
      always: minutes,
      firstStart: (at) => at,
      lastStart: (at) => at,
      endOf: (start) => start + minutes,
      latestStart: (end) => end - minutes,
    };
  }
  const endOf = (start: Instant) => Math.max(start, addDuration(start, duration, zone, calendar));
  return {
    instant: false,
    firstStart: (at) => at,
    lastStart: (at) => at,
    endOf,
    latestStart: inverseOf(duration, zone, calendar, 'last'),
  };
}

/**
 * A step done in the working hours of whoever does it: it begins in working time, pauses outside of it, and its minutes
 * and working days are working time; one fixed to a start out of hours takes its minutes there and then. Calendar days (`2d`) pass day and night, in working time it only begins.
 */
export function workingPace(duration: Duration | undefined, zone: Zone, calendar: WorkCalendar): Pace {
  const firstStart = (at: Instant) => calendar.next(at);
  const lastStart = (at: Instant) => (calendar.isWorking(at) ? at : calendar.previous(at) - 1);
  const minutes = Math.max(0, duration?.minutes ?? 0);
  const days = Math.max(0, duration?.workingDays ?? 0);
  if (duration && (duration.days !== 0 || duration.months !== 0)) {
    const { endOf, latestStart } = elapsedPace(duration, zone, calendar);
    return { instant: false, firstStart, lastStart, endOf, latestStart: (end) => lastStart(latestStart(end)) };
  }
  if (minutes === 0 && days === 0) {
    // A moment may be the last of a working day as well as any in it.
    const lastMoment = (at: Instant) => (calendar.isWorking(at) ? at : calendar.previous(at));
    return {
      instant: true,
      firstStart: (at) => (calendar.previous(at) === at ? at : calendar.next(at)),
      lastStart: lastMoment,
      endOf: (start) => start,
      latestStart: lastMoment,
    };
  }
  if (days === 0) {
    return {
      instant: false,
      firstStart,
      lastStart,
      // A plan that fixes a start out of hours (`at … 18:00`) means the hours that follow, not the next morning's.
      endOf: (start) => (calendar.isWorking(start) ? calendar.add(start, minutes) : start + minutes),
      latestStart: (end) => calendar.add(end, -minutes),
    };
  }
  return {
    instant: false,
    firstStart,
    lastStart,
    endOf: (start) => calendar.endAt(calendar.addDays(calendar.position(start), days) + minutes),
    latestStart: (end) => calendar.beginAt(calendar.subtractDays(calendar.position(end) - minutes, days)),
  };
}

/** What begins when `pace` says, best in its hours, and does not pause. */
export function paceInOneGo(pace: Pace, minutes: Minutes): Pace {
  return { ...pace, endOf: (start) => start + Math.max(0, minutes) };
}

/** What lasts until a moment, and at least as long as it says besides. */
export function paceUntil(pace: Pace, until: Instant): Pace {
  return {
    instant: false,
    firstStart: (at) => pace.firstStart(at),
    lastStart: (at) => pace.lastStart(at),
    endOf: (start) => Math.max(until, pace.endOf(start)),
    latestStart: (end) => (end < until ? Number.NEGATIVE_INFINITY : pace.latestStart(end)),
  };
}

/** What an arc adds to the moment it comes from. */
export interface Lag {
  /** The lag, where it is the same from whatever moment. */
  readonly always?: Minutes;
  forward(at: Instant): Instant;
  /** The latest moment from which `forward` does not pass `at`, nor from any moment before. */
  backward(at: Instant): Instant;
}

export const NO_LAG: Lag = { always: 0, forward: (at) => at, backward: (at) => at };

export function durationLag(duration: Duration | undefined, zone: Zone, calendar: WorkCalendar): Lag {
  if (!duration) return NO_LAG;
  if (isElapsed(duration)) {
    const { minutes } = duration;
    return { always: minutes, forward: (at) => at + minutes, backward: (at) => at - minutes };
  }
  return {
    forward: (at) => addDuration(at, duration, zone, calendar),
    backward: inverseOf(duration, zone, calendar, 'all before'),
  };
}

/** From the begin to the end of what goes at that pace. */
export function paceLag(pace: Pace): Lag {
  const { always } = pace;
  const forward = (at: Instant) => pace.endOf(pace.firstStart(at));
  return always === undefined ? lagOf(forward) : { always, forward, backward: (at) => at - always };
}

/** The lag of any function that never goes back when its argument goes on. */
export function lagOf(forward: (at: Instant) => Instant): Lag {
  return { forward, backward: (at) => latestBefore(forward, at) };
}

/**
 * The latest moment from which `addDuration` does not pass a limit. A working day added to a Saturday noon ends on Monday
 * noon, before one that is added to Friday evening; so there are two of them.
 *
 * @param which `last`: from some moments before it, the limit may be passed; `all before`: from none
 */
function inverseOf(
  duration: Duration,
  zone: Zone,
  calendar: WorkCalendar,
  which: 'last' | 'all before',
): (limit: Instant) => Instant {
  const { minutes, workingDays } = duration;
  const calendarDays = { ...duration, minutes: 0, workingDays: 0 };
  const addDays = (at: Instant) => addDuration(at, calendarDays, zone);
  return (limit) => {
    let at = limit - minutes;
    if (!Number.isFinite(at)) return at;
    if (workingDays !== 0) at = beforeWorkingDays(at, workingDays, calendar, which);
    return isElapsed(calendarDays) ? at : latestBefore(addDays, at);
  };
}

/** `inverseOf` so many working days: the `k`-th working day on from a free one is the `k`-th from the working day before it. */
function beforeWorkingDays(
  limit: Instant,
  days: number,
  calendar: WorkCalendar,
  which: 'last' | 'all before',
): Instant {
  const wall = wallTime(limit, calendar.zone);
  const day = dayOfWallTime(wall);
  const isWorkingDay = calendar.isWorkingDay(day);
  // The last working day that may be reached, and those from which it is: a working day, and the free days before or behind.
  const reached = isWorkingDay ? day : calendar.workingDayFrom(day, -1);
  const from = calendar.workingDayFrom(reached, -days);
  const next = calendar.workingDayFrom(from, 1);
  const previous = calendar.workingDayFrom(from, -1);
  if (![from, next, previous].every(Number.isFinite)) return days > 0 ? Number.NEGATIVE_INFINITY : limit;
  const clock = clockOfWallTime(wall);
  const endOfDay = MINUTES_PER_DAY - 1;
  // Forward, free days count like the working day before them; backward, like the one behind them.
  const lastDay = days > 0 ? (which === 'last' ? next - 1 : from) : which === 'last' ? from : previous + 1;
  if (isWorkingDay) return instantOf(lastDay * MINUTES_PER_DAY + clock, calendar.zone);
  return instantOf((days > 0 ? next - 1 : from) * MINUTES_PER_DAY + endOfDay, calendar.zone);
}

/** By doubling and halving: the latest `x` with `f(x) <= limit`, for a monotone `f` that moves by less than 50 years. */
function latestBefore(f: (at: Instant) => Instant, limit: Instant): Instant {
  if (!Number.isFinite(limit)) return limit;
  const guess = limit - (f(limit) - limit);
  let low = guess;
  let high = guess + 1;
  for (let step = 1; f(low) > limit; step *= 2) {
    if (step > MOST) return Number.NEGATIVE_INFINITY;
    high = low;
    low -= step;
  }
  for (let step = 1; f(high) <= limit; step *= 2) {
    if (step > MOST) break;
    low = high;
    high += step;
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (f(middle) <= limit) low = middle;
    else high = middle;
  }
  return low;
}

const MOST = 50 * 366 * 1440;
