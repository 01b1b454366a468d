/** The critical path method, without looking at people: earliest times forward, latest times backward. */
import type { Instant } from '../../time/model.ts';
import type { Activity, Arc, Network } from './network.ts';

const NEVER = Number.POSITIVE_INFINITY;
const UNKNOWN = Number.NEGATIVE_INFINITY;

export interface Times {
  /** By index of the activity; `-Infinity` where nothing says when. */
  readonly start: Instant[];
  readonly end: Instant[];
}

/**
 * The earliest start and end of everything that goes forward. What is planned late, or hangs on an unknown time, has no
 * earliest times and holds up nobody here: it is `-Infinity`.
 */
export function earliestTimes(network: Network, order: readonly number[]): Times {
  const count = network.activities.length;
  const times = { start: new Array<Instant>(count).fill(UNKNOWN), end: new Array<Instant>(count).fill(UNKNOWN) };
  for (const leader of order) {
    const group = network.group(leader);
    if (network.activities[leader]!.late || network.activities[leader]!.open) continue;
    let at = UNKNOWN;
    for (const member of group) at = Math.max(at, earliestStart(network, member, times));
    at = commonStart(network, group, at);
    for (const member of group) {
      times.start[member] = at;
      times.end[member] = endOf(network.activities[member]!, at);
    }
  }
  return times;
}

/** The earliest start that arcs, own bounds and `at` allow, given the times of what comes before. */
export function earliestStart(network: Network, index: number, times: Times): Instant {
  const activity = network.activities[index]!;
  if (activity.open) return UNKNOWN;
  let at = Math.max(activity.earliest, activity.pinned ?? UNKNOWN);
  for (const arc of network.incoming[index]!) at = Math.max(at, arcBound(arc, times));
  return at;
}

/** The earliest start of `arc.to` as far as this arc goes. */
export function arcBound(arc: Arc, times: Times): Instant {
  const at = arc.side === 'end' ? times.end[arc.from]! : times.start[arc.from]!;
  return Number.isFinite(at) ? arc.lag.forward(at) : at;
}

/** The first moment at or after `at` at which all of a group can begin. */
export function commonStart(network: Network, group: readonly number[], at: Instant): Instant {
  if (!Number.isFinite(at)) return at;
  let start = at;
  // Each round moves to a moment at which one more of them works; two calendars may never meet.
  for (let round = 0; round < 1000; round++) {
    const before = start;
    for (const member of group) start = firstStart(network.activities[member]!, start);
    if (start === before || !Number.isFinite(start)) return start;
  }
  return NEVER;
}

/** The last moment at or before `at` at which all of a group can begin. */
export function commonLastStart(network: Network, group: readonly number[], at: Instant): Instant {
  let start = at;
  for (let round = 0; round < 1000 && Number.isFinite(start); round++) {
    const before = start;
    for (const member of group) {
      const activity = network.activities[member]!;
      if (activity.kind === 'step' && activity.pinned !== start) start = activity.pace.lastStart(start);
    }
    if (start === before) break;
  }
  return start;
}

/** What `at` fixes begins then, in working time or not. */
export function firstStart(activity: Activity, at: Instant): Instant {
  if (activity.kind !== 'step' || activity.pinned === at || activity.atAnyHour) return at;
  return activity.pace.firstStart(at);
}

export function endOf(activity: Activity, start: Instant): Instant {
  return activity.kind === 'step' && Number.isFinite(start) ? activity.pace.endOf(start) : start;
}

/** What `at` fixes begins then, in working time or not; where it cannot be over by `end`, what comes before it has no less time for that. */
export function latestStartOf(activity: Activity, end: Instant): Instant {
  if (activity.kind !== 'step' || !Number.isFinite(end)) return end;
  const { pace, pinned } = activity;
  const start = pace.latestStart(end);
  if (pinned === undefined || start >= pinned) return start;
  return start === UNKNOWN || pace.endOf(pinned) <= end ? pinned : start;
}

export interface LatestOptions {
  /** Further successors that must not start before the end of an activity: the next steps of its people. */
  readonly more?: (index: number) => readonly number[];
  /** Starts that hold for successors that are not visited before (behind a negative lag they may not be). */
  readonly initial?: readonly Instant[];
  /** Where set, whatever comes before must leave this start alone, though the activity itself could be later. */
  readonly pinned?: readonly (Instant | undefined)[];
}

/**
 * Latest start and end of everything, back from `limit` (the latest end each activity may have of itself); `Infinity`
 * where nothing limits it.
 *
 * @param backwards leaders of all groups, successors first
 */
export function latestTimes(
  network: Network,
  backwards: readonly number[],
  limit: (activity: Activity) => Instant,
  { more, initial, pinned }: LatestOptions = {},
): Times {
  const count = network.activities.length;
  const start = initial ? [...initial] : new Array<Instant>(count).fill(NEVER);
  const end = new Array<Instant>(count).fill(NEVER);
  const bound = (index: number) => {
    const fixed = pinned?.[index];
    return fixed === undefined ? start[index]! : Math.min(start[index]!, fixed);
  };
  for (const leader of backwards) {
    const group = network.group(leader);
    let groupStart = NEVER;
    for (const member of group) {
      const activity = network.activities[member]!;
      let latestEnd = limit(activity);
      if (more) for (const next of more(member)) latestEnd = Math.min(latestEnd, bound(next));
      let latestStart = NEVER;
      for (const arc of network.outgoing[member]!) {
        const at = bound(arc.to);
        if (at === NEVER) continue;
        const back = arc.lag.backward(at);
        if (arc.side === 'end') latestEnd = Math.min(latestEnd, back);
        else latestStart = Math.min(latestStart, back);
      }
      end[member] = latestEnd;
      groupStart = Math.min(groupStart, latestStart, latestStartOf(activity, latestEnd));
    }
    groupStart = commonLastStart(network, group, groupStart);
    for (const member of group) {
      start[member] = groupStart;
      if (Number.isFinite(groupStart)) {
        // Whoever starts together with others, or before others start, may have to end earlier than its own limit.
        end[member] = Math.min(end[member]!, endOf(network.activities[member]!, groupStart));
      }
    }
  }
  return { start, end };
}
