/** Named things as points in time: what `after x`, `at x + 2h` and `x.end` hang on. */
import type { Named } from '../../model.ts';
import type { PointLookup, Scheduled } from '../../order/points.ts';
import type { Instant } from '../../time/model.ts';
import { resolveRangeIn, resolveTimeIn, type TimeContext } from '../../time/resolve.ts';
import { block, type Statement, statementOf } from '../dated/statements.ts';
import type { Schedule, Span } from '../model.ts';
import { endFrom } from '../spans.ts';

/** What is known of a release while its schedule is made, or once it is. */
export type KnownTimes = Pick<Schedule, 'T' | 'steps' | 'blocks' | 'milestones' | 'rehearsals' | 'uats' | 'rosters'> &
  Partial<Pick<Schedule, 'reserves' | 'cycles'>>;

/**
 * The start or end of whatever a point refers to: as scheduled in `known`, else as stated. Undefined where neither says;
 * things that state their time by each other have none.
 *
 * @param contextFor what the stated times of a thing are read with: its own calendar, whoever asks
 * @param onScheduled told of every answer about something that hangs on the schedule, so that it can be asked again
 */
export function pointResolver(
  known: KnownTimes,
  find: PointLookup,
  contextFor: (statement: Statement) => Omit<TimeContext, 'point'>,
  onScheduled?: (of: Parameters<PointLookup>[0], side: 'start' | 'end', at: Instant | undefined) => void,
): TimeContext['point'] {
  /** What is being asked for, with how deep that is, and the least depth at which something asked for itself. */
  const asked = new Map<Named | Scheduled, number>();
  let circle = Number.POSITIVE_INFINITY;
  const answers = new Map<Named | Scheduled, { start?: Instant | null; end?: Instant | null }>();

  /** Each thing is read once: the two ends of a range may hang on one thing, and that again on another one, as far as it goes. */
  function stated(thing: Named | Scheduled, side: 'start' | 'end'): Instant | undefined {
    const answer = answers.get(thing)?.[side];
    if (answer !== undefined) return answer ?? undefined;
    const depth = asked.size;
    const around = circle;
    circle = Number.POSITIVE_INFINITY;
    asked.set(thing, depth);
    const at = statedTime(thing, side, (statement) => ({ ...contextFor(statement), point }));
    asked.delete(thing);
    // What was left out because something further out asks for itself would be answered without that.
    if (circle >= depth) {
      answers.set(thing, { ...answers.get(thing), [side]: at ?? null });
      circle = Number.POSITIVE_INFINITY;
    }
    circle = Math.min(around, circle);
    return at;
  }

  const point: TimeContext['point'] = (of, written, use = 'start') => {
    const meant = written ?? (use === 'start' || use === 'from' ? 'end' : 'start');
    const target = find(of, meant);
    if (!target) return undefined;
    const depth = asked.get(target.thing);
    if (depth !== undefined) {
      circle = Math.min(circle, depth);
      return undefined;
    }
    // A window is where it opens, as T is.
    const side = written === undefined && target.thing.kind === 'named-window' ? 'start' : meant;
    const at = knownSpan(known, target.thing)?.[side] ?? stated(target.thing, side);
    if (target.kind === 'scheduled' || target.thing.kind === 'rehearsal') onScheduled?.(of, side, at);
    return at;
  };
  return point;
}

function knownSpan(known: KnownTimes, thing: Named | Scheduled): Span | undefined {
  switch (thing.kind) {
    case 'step': {
      const step = known.steps[thing.id];
      // What comes round again is over with its last time.
      return step && { start: step.start, end: step.occurrences.at(-1)?.end ?? step.end };
    }
    case 'milestone': {
      const at = known.milestones[thing.id];
      return at === undefined ? undefined : { start: at, end: at };
    }
    case 'rehearsal':
      return known.rehearsals[thing.id];
    case 'uat':
      return known.uats[thing.id];
    case 'hypercare':
    case 'roster':
      return known.rosters[thing.id];
    default:
      return 'children' in thing ? known.blocks[thing.id] : undefined;
  }
}

function statedTime(
  thing: Named | Scheduled,
  side: 'start' | 'end',
  contextFor: (statement: Statement) => TimeContext,
): Instant | undefined {
  const statement = thing.kind === 'phase' ? block(thing, 'phase') : statementOf(thing);
  if (!statement) return undefined;
  const context = contextFor(statement);
  const { at, during, duration, until, due } = statement;
  if (during) return resolveRangeIn(context, during)[side];
  if (at) {
    const start = resolveTimeIn(context, at, 'start');
    return side === 'end' && start !== undefined && duration ? endFrom(start, duration, context) : start;
  }
  return until ? resolveTimeIn(context, until, 'end') : resolveTimeIn(context, due, 'due');
}
