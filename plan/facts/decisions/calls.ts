/** What triggers and no-gos call: when they may do so, and when that can still, or already, be done. */
import type { Block, Consequence, Release, Step, Trigger } from '../../model.ts';
import { armedOf, type Between } from '../../schedule/dated/armed.ts';
import type { Cascade, Schedule } from '../../schedule/model.ts';
import type { Instant } from '../../time/model.ts';
import type { Times } from '../times.ts';

export interface Call {
  readonly caller: Trigger | Step;
  readonly consequence: Consequence;
  /** The play or rollback, where it is one. */
  readonly block?: Block;
  /** From the first to the last moment at which it may be called. */
  readonly called: Between;
  /** From the first to the last moment at which it can begin. */
  readonly possible: Between;
}

interface Known {
  readonly release: Release;
  readonly schedule: Schedule;
  readonly times: Times;
}

export function callsOf(known: Known): readonly Call[] {
  const { release, schedule } = known;
  const calls = (caller: Trigger | Step, all: readonly Consequence[], called: Between) =>
    all.map((consequence): Call => {
      const block = calledBlock(release, consequence);
      return { caller, consequence, block, called, possible: possibleOf(known, consequence, block) };
    });
  return [
    ...release.triggers.flatMap((trigger) => calls(trigger, trigger.then, armedOf(schedule, trigger))),
    ...release.steps.flatMap((step) => {
      const decided = schedule.steps[step.id]?.end;
      return step.gate?.noGo ? calls(step, [step.gate.noGo], { from: decided, to: decided }) : [];
    }),
  ];
}

function calledBlock(release: Release, { action, ref }: Consequence): Block | undefined {
  if ((action !== 'rollback' && action !== 'play') || !ref) return undefined;
  return release.blocks.find(({ kind, name }) => kind === action && name === ref.name);
}

function possibleOf({ schedule, times }: Known, { action }: Consequence, block: Block | undefined): Between {
  // While T is open the run counts from 0, and what has a date cannot be held against it.
  if (schedule.T === undefined) return {};
  if (action === 'stop') return { to: latest(schedule.rollbacks.map(({ span }) => span.end)) };
  if (!block) return {};
  const from = times.instant(block.during?.from);
  const ends = schedule.rollbacks.flatMap(({ cascades, noReturn }) => {
    const cascade = cascades.find(({ links }) => links[0]?.via === block.id);
    if (!cascade) return [];
    const fits = mayEndWhenItLikes(cascade, block) ? undefined : cascade.fitsUntil;
    const last = block.kind === 'rollback' ? noReturn?.at : undefined;
    return Math.min(fits ?? Number.POSITIVE_INFINITY, last ?? Number.POSITIVE_INFINITY);
  });
  return { from, to: ends.length > 0 ? latest(ends) : ownEnd(schedule, times, block) };
}

/** A play may end when it likes, unless the plan says when. */
function mayEndWhenItLikes({ links }: Cascade, block: Block): boolean {
  return block.kind === 'play' && links.length === 1 && !block.until && !block.due && !block.during?.to;
}

/** Where nothing runs, what it says itself. */
function ownEnd({ blocks }: Schedule, times: Times, block: Block): Instant | undefined {
  const limits = [block.until, block.due, block.during?.to].flatMap((time) => times.instant(time) ?? []);
  const span = blocks[block.id];
  return limits.length === 0 || !span ? undefined : Math.min(...limits) - (span.end - span.start);
}

function latest(moments: readonly Instant[]): Instant | undefined {
  const last = Math.max(...moments);
  return Number.isFinite(last) ? last : undefined;
}
