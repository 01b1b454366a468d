/** When a trigger can fire. */
import type { Criterion, Plan, Release, Time, Trigger } from '../../model.ts';
import { pointLookup } from '../../order/points.ts';
import type { Duration, Instant } from '../../time/model.ts';
import type { Schedule } from '../model.ts';
import { whenIs } from './when-is.ts';

/** A side that is missing is not known, or there is no limit. */
export interface Between {
  readonly from?: Instant;
  readonly to?: Instant;
}

/** As the schedule has it: when it says, else as long as the block around it goes on. */
export function armedOf({ dated, blocks, moments }: Schedule, trigger: Trigger): Between {
  if (!hasOwnTime(trigger)) {
    const span = trigger.block && blocks[trigger.block.id];
    return { from: span?.start, to: span?.end };
  }
  const { start, end } = dated.find(({ of }) => of === trigger.id) ?? {};
  return { from: start, to: trigger.at ? moments[trigger.at.id]?.at : end };
}

/** Whether it says when it is armed, or hangs on what becomes of a thing of the plan. */
export function hasOwnTime({ during, at, conditions }: Trigger): boolean {
  return (during ?? at) !== undefined || conditions.some(({ state }) => state);
}

interface Known {
  readonly plan: Plan;
  readonly release: Release;
  readonly schedule: Schedule;
  /** The moment that is so much later, by the calendar of the release. */
  later(at: Instant, by: Duration): Instant;
}

/** When it says, and not before what it waits for can be late, or have failed, or what it compares with has been measured. */
export function armedIn(known: Known, { conditions, during, at }: Trigger): Between {
  const { moments } = known.schedule;
  const instant = (time: Time | undefined) => time && moments[time.id]?.at;
  const own = at ? { from: instant(at), to: instant(at) } : { from: instant(during?.from), to: instant(during?.to) };
  return within([own, ...conditions.flatMap((one) => [stateTimes(known, one), comparable(known, one)])]);
}

/** It has gone on for too long so long after its begin; a thing is late from when it should have been on, by as much as is asked for; it fails at its end at the latest. */
function stateTimes({ plan, release, schedule, later }: Known, condition: Criterion): Between {
  const { state, length, operator } = condition;
  const thing = state && pointLookup(plan, release)(state.of, 'end')?.thing;
  if (!state || !thing) return {};
  const { start, end } = whenIs(schedule, thing);
  if (state.is === 'failed') {
    if (thing.kind === 'rehearsal' || thing.kind === 'uat') return { from: end, to: end };
    // What is decided fails once it is, a step while it goes on; what else there is does not fail.
    return thing.kind === 'step' ? { from: thing.verb === 'gate' ? end : start, to: end } : {};
  }
  if (operator?.startsWith('<')) return {};
  // It goes on for longer from that moment on, whenever it ends.
  if (state.is === 'length') return { from: start !== undefined && length ? later(start, length) : start };
  const from = dueOf(schedule, thing) ?? end;
  return { from: from !== undefined && length ? later(from, length) : from };
}

/** What was measured before is known once that is over. */
function comparable({ plan, release, schedule }: Known, { of }: Criterion): Between {
  const side = of?.side ?? 'end';
  const thing = of && pointLookup(plan, release)(of, side)?.thing;
  return thing ? { from: whenIs(schedule, thing)[side] } : {};
}

function dueOf({ moments }: Schedule, thing: object): Instant | undefined {
  const due = 'due' in thing ? (thing.due as { readonly id: string } | undefined) : undefined;
  return due && moments[due.id]?.at;
}

function within(all: readonly Between[]): Between {
  const from = Math.max(...all.flatMap((one) => one.from ?? []));
  const to = Math.min(...all.flatMap((one) => one.to ?? []));
  return { ...(Number.isFinite(from) && { from }), ...(Number.isFinite(to) && { to }) };
}
