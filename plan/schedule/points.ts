/** Named things as points in time: what `after x`, `at x + 2h` and `x.end` hang on. */
import type { Named, Plan, Ref, Time } from '../model.ts';
import { type PointLookup, pointLookup, type Scheduled } from '../order/points.ts';
import type { Instant } from '../time/model.ts';
import { resolveRangeIn, resolveTimeIn, type TimeContext } from '../time/resolve.ts';
import type { Schedule, Span } from './model.ts';

/** What is known of a release while its schedule is made, or once it is. */
export type KnownTimes = Pick<
  Schedule,
  'release' | 'T' | 'steps' | 'blocks' | 'milestones' | 'rehearsals' | 'uats' | 'rosters'
>;

/**
 * The start or end of whatever a point refers to: as scheduled in `known`, else as stated. Undefined where neither says;
 * things that state their time by each other have none.
 *
 * @param onScheduled told of every answer about something that is scheduled, so that it can be asked again
 */
export function pointResolver(
  known: KnownTimes,
  find: PointLookup,
  context: Omit<TimeContext, 'point'>,
  onScheduled?: (ref: Ref, side: 'start' | 'end', at: Instant | undefined) => void,
): TimeContext['point'] {
  const asked = new Set<Named | Scheduled>();
  const point = (ref: Ref, side: 'start' | 'end'): Instant | undefined => {
    const target = find({ ref }, side);
    if (!target || asked.has(target.thing)) return undefined;
    let at = knownSpan(known, target.thing)?.[side];
    if (at === undefined) {
      asked.add(target.thing);
      at = statedTime(target.thing, side, { ...context, point });
      asked.delete(target.thing);
    }
    if (target.kind === 'scheduled') onScheduled?.(ref, side, at);
    return at;
  };
  return point;
}

/** The start or end of a named thing in a finished schedule. */
export function pointIn(
  schedule: Schedule,
  plan: Pick<Plan, 'names'> | undefined,
  context: Omit<TimeContext, 'point'>,
): TimeContext['point'] {
  return pointResolver(schedule, pointLookup(plan, schedule.release), context);
}

function knownSpan(known: KnownTimes, thing: Named | Scheduled): Span | undefined {
  switch (thing.kind) {
    case 'step':
      return known.steps[thing.index];
    case 'milestone': {
      const at = known.milestones.get(thing);
      return at === undefined ? undefined : { start: at, end: at };
    }
    case 'rehearsal':
      return known.rehearsals.get(thing);
    case 'uat':
      return known.uats.get(thing);
    case 'hypercare':
    case 'roster':
      return known.rosters.get(thing);
    default:
      return 'children' in thing ? known.blocks.get(thing) : undefined;
  }
}

function statedTime(thing: Named | Scheduled, side: 'start' | 'end', context: TimeContext): Instant | undefined {
  const moment = (time: Time | undefined, use: 'start' | 'due' | 'from' | 'end') => resolveTimeIn(context, time, use);
  switch (thing.kind) {
    case 'milestone':
      return moment(thing.at, 'start');
    case 'uat':
    case 'event':
    case 'hypercare':
    case 'roster':
    case 'phase':
      return resolveRangeIn(context, thing.during)[side];
    case 'rehearsal':
      return moment(thing.at, 'start');
    case 'scope-item':
    case 'issue':
      return moment(thing.due, 'due');
    case 'risk':
      return moment(thing.review, 'due');
    case 'benefit':
      return moment(thing.reviewAt, 'start');
    case 'freeze':
      return side === 'start' ? moment(thing.from, 'from') : moment(thing.until, 'end');
    case 'system':
      return moment(thing.until, 'end');
    case 'named-window':
      return resolveRangeIn(context, { ...thing.window })[side];
    default:
      return undefined;
  }
}
