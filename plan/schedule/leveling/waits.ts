/** Why a step starts when it does. */
import type { Instant } from '../../time/model.ts';
import type { Wait } from '../model.ts';
import { arcBound, firstStart } from '../network/critical-path.ts';
import type { Activity, Arc, Network } from '../network/network.ts';
import { systemOf } from '../network/staffing.ts';
import type { Neighbour } from './crew.ts';
import type { Leveled } from './leveling.ts';

/** More would not be read. */
const MOST_WAITS = 4;

/** Explains the steps of a levelled schedule; the answers share what they have found out about blocks. */
export function waitsOf(network: Network, leveled: Leveled): (index: number) => readonly Wait[] {
  const { start, end } = leveled;
  const { next, previous } = leveled.crew.neighbours();
  const causes = new Map<number, Cause>();

  const forward = (activity: Activity): readonly Wait[] => {
    const { index } = activity;
    const at = start[index]!;
    const bounds = boundsOf(activity);
    const ready = bounds[0]?.at ?? at;
    const begin = Math.min(at, firstStart(activity, ready));
    const waits: Wait[] = [];
    if (at > begin) {
      let until = at;
      for (const { activity: other, name } of blockers(previous(index), ready)) {
        const system = systemOf(name);
        const since = Math.max(begin, start[other]!);
        waits.push({
          reason: system ? 'system' : 'person',
          name: system ?? name,
          step: stepOf(network, other),
          minutes: Math.max(0, until - since),
        });
        until = Math.min(until, since);
        if (waits.length === MOST_WAITS) return waits;
      }
    }
    if (activity.kind === 'step' && begin > ready && activity.hoursOf) {
      waits.push({ reason: 'calendar', name: activity.hoursOf, minutes: begin - ready });
    }
    for (const bound of bounds) {
      if (bound.at < ready || waits.length === MOST_WAITS) break;
      const lower = bounds.find((other) => other.at < ready);
      // What would be possible before the window does not matter; two that hold alike hold nothing up alone.
      const alone = bound.cause.reason !== 'window' && (bounds[1]?.at ?? ready) < ready;
      waits.push({ ...bound.cause, minutes: alone && lower ? ready - lower.at : 0 });
    }
    return waits;
  };

  /** Own bounds and predecessors, the last to hold first; each predecessor once. */
  const boundsOf = (activity: Activity): readonly Bound[] => {
    const bounds: Bound[] = [];
    const { pinned, earliest, earliestWhy } = activity;
    if (pinned !== undefined) bounds.push({ at: pinned, cause: { reason: 'time' } });
    if (Number.isFinite(earliest)) bounds.push({ at: earliest, cause: earliestWhy ?? { reason: 'time' } });
    for (const arc of network.incoming[activity.index]!) {
      const at = arcBound(arc, leveled);
      if (Number.isFinite(at)) bounds.push({ at, cause: causeOf(arc.from, arc.side) });
    }
    return bounds.length > 1 ? bounds.sort((a, b) => b.at - a.at) : bounds;
  };

  /** Through the edges of blocks to the step, time or window that moves them. */
  const causeOf = (index: number, side: Arc['side']): Cause => {
    const key = index * 2 + (side === 'end' ? 1 : 0);
    const found = causes.get(key);
    if (found) return found;
    const activity = network.activities[index]!;
    let cause: Cause = { reason: 'after' };
    causes.set(key, cause);
    if (activity.kind === 'step') cause = { reason: 'after', step: activity.step.id };
    else if (activity.kind === 'milestone') cause = { reason: 'after', name: activity.milestone?.name };
    else {
      let last: Arc | undefined;
      let at: Instant = activity.earliest;
      for (const arc of network.incoming[index]!) {
        const bound = arcBound(arc, leveled);
        if (bound < at || (bound === at && last)) continue;
        at = bound;
        last = arc;
      }
      if (last && at > activity.earliest) cause = causeOf(last.from, last.side);
      else if (activity.earliestWhy) cause = activity.earliestWhy;
      else if (last) cause = causeOf(last.from, last.side);
    }
    causes.set(key, cause);
    return cause;
  };

  /** What keeps a step that is planned late from being later still. */
  const backward = (activity: Activity): readonly Wait[] => {
    const { index } = activity;
    const limits: { at: Instant; wait: Omit<Wait, 'minutes'> }[] = [];
    if (Number.isFinite(activity.due))
      limits.push({ at: activity.due, wait: { reason: 'time', name: activity.dueName } });
    for (const { to, side, lag } of network.outgoing[index]!) {
      const other = network.activities[to]!;
      if (side === 'start' || !Number.isFinite(start[to]!)) continue;
      if (other.kind === 'step')
        limits.push({ at: lag.backward(start[to]!), wait: { reason: 'after', step: other.step.id } });
      else if (other.kind === 'milestone') {
        limits.push({ at: lag.backward(start[to]!), wait: { reason: 'after', name: other.milestone?.name } });
      } else if (other.kind === 'block-end' && Number.isFinite(other.due)) {
        limits.push({ at: lag.backward(other.due), wait: { reason: 'time', name: other.dueName } });
      }
    }
    limits.sort((a, b) => a.at - b.at);
    const limit = limits[0];
    const waits: Wait[] = [];
    for (const other of next(index)) {
      if (limit && start[other]! >= limit.at) continue;
      const person = previous(other).find((neighbour) => neighbour.activity === index)?.name ?? '';
      const system = systemOf(person);
      waits.push({
        reason: system ? 'system' : 'person',
        name: system ?? person,
        step: stepOf(network, other),
        minutes: limit ? limit.at - start[other]! : 0,
        backwards: true,
      });
    }
    if (limit) waits.push({ ...limit.wait, minutes: 0, backwards: true });
    return waits.slice(0, MOST_WAITS);
  };

  const blockers = (neighbours: readonly Neighbour[], ready: Instant) =>
    neighbours.filter(({ activity }) => end[activity]! > ready).sort((a, b) => end[b.activity]! - end[a.activity]!);

  return (index) => {
    const activity = network.activities[index]!;
    const asPlanned = leveled.planned.get(index)?.start === start[index];
    return activity.late && asPlanned ? backward(activity) : forward(activity);
  };
}

type Cause = Pick<Wait, 'reason' | 'step' | 'name'>;

interface Bound {
  readonly at: Instant;
  readonly cause: Cause;
}

function stepOf(network: Network, index: number): Wait['step'] {
  const activity = network.activities[index]!;
  return activity.kind === 'step' ? activity.step.id : undefined;
}
