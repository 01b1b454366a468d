/** The order of one release as plain data: what waits for what, why, and where the plan says so. */
import type { Id } from '../ids.ts';
import type { Block, Milestone, Named, Place, PointOfNoReturn, PointRef, Step, Time } from '../model.ts';
import type { Duration } from '../time/model.ts';

/** Whatever can come before or after something: a step, a block, a point of no return, any named thing. */
export type Thing = Step | Block | PointOfNoReturn | Milestone | Named;

export type Side = 'start' | 'end';

/** What makes one thing wait for another. */
export type Why =
  | 'page' // it stands behind it where the order of the page is the order of the night
  | 'block' // the one is in the other
  | 'run' // a `run` follows the one before it in its window
  | 'prepare' // what is prepared is ready before the run
  | 'follow-up' // behind every run
  | 'after'
  | 'alongside' // both start together; with `x.end`, like `after`
  | 'needs' // what a gate asks for, and what a condition is compared with
  | 'at' // this one and the next three are times that hang on a named thing
  | 'not before'
  | 'during'
  | 'every'
  | 'proposed'; // no text says so: what if it did?

/** A time that hangs on a named thing. */
export type PointTime = Extract<Time, { kind: 'point' }>;

/** `to` starts (or ends) no earlier than `from` starts or ends, and its lag later. */
export interface Arc {
  readonly from: Id<Thing>;
  readonly fromSide: Side;
  readonly to: Id<Thing>;
  readonly toSide: Side;
  readonly why: Why;
  /** As written: `after x + 15m`. Read in the calendar of what waits. */
  readonly lag: Duration | undefined;
  /** It should start no later than that after `from`: `after x + ..5h`. */
  readonly most: Duration | undefined;
  /** As written, where a time says it: `at x.end + 1wd`. */
  readonly time: PointTime | undefined;
  /** What the clause calls `from`; the rest of the order has no clause. */
  readonly point: PointRef | undefined;
  /** The clause. */
  readonly place: Place | undefined;
}

/**
 * A clause that makes nothing wait: no thing has that name; or the one happens only when it is called (`rollback`, `play`)
 * and the other is not in it, so they have no order.
 */
export type OpenClause = Pick<Arc, 'to' | 'why' | 'lag' | 'most' | 'time' | 'fromSide'> & { readonly point: PointRef };

/** `after` must have ended before `step` begins. */
export interface StepOrder {
  readonly step: Id<Step>;
  readonly after: Id<Step>;
}

export interface Order {
  /** The order of the page first, each clause behind it in the order of the page. */
  readonly arcs: readonly Arc[];
  readonly open: readonly OpenClause[];
  readonly endless: readonly Endless[];
}

/** A step that lasts until what waits for it: nothing ends it. */
export interface Endless {
  readonly step: Id<Step>;
  readonly until: Id<Thing>;
}

/**
 * Whether an arc may lead back in time (`after x - 30m`): then the one still hangs on the other, but does not wait for
 * its end.
 */
export function leadsBack({ lag, time }: Pick<Arc, 'lag' | 'time'>): boolean {
  // Another hour, or another day of that week, may lie before.
  if (time && (time.clock !== undefined || time.weekday !== undefined)) return true;
  const offset = time ? time.offset : lag;
  return !!offset && (offset.minutes < 0 || offset.days < 0 || offset.months < 0 || offset.workingDays < 0);
}
