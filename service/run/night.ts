/** A night as its log and its plan have it now: what the board shows, and what the checklist of the plan says of it. */
import type { Analysis } from '../../plan/analysis.ts';
import type { RunEvent } from '../../plan/log/events.ts';
import type { RunState } from '../../plan/log/model.ts';
import { type Night, nightOf } from '../../plan/log/night.ts';
import { stateOf } from '../../plan/log/run.ts';
import type { Release } from '../../plan/model.ts';
import type { Instant } from '../../plan/time/model.ts';
import type { Noted } from '../../view/checklist/entries.ts';
import { type Board, type BoardLine, boardLines, boardOf } from '../../view/run/board.ts';
import { scheduleOf } from '../lookup.ts';
import { inItsHours } from './rehearsal.ts';

export interface NightNow {
  readonly night: Night;
  readonly events: readonly RunEvent[];
  readonly state: RunState;
}

/** Undefined: the release has no schedule. With `rehearsal` it is that one. */
export function nightNow(
  analysis: Analysis,
  release: Release,
  events: readonly RunEvent[],
  now: Instant,
  rehearsal?: string,
): NightNow | undefined {
  const schedule = scheduleOf(analysis, release);
  if (!schedule) return undefined;
  const asked = { plan: analysis.plan, release, schedule };
  const own = rehearsal === undefined ? asked : inItsHours(asked, rehearsal);
  const night = nightOf(own.plan, own.release, own.schedule);
  return { night, events, state: stateOf(night, events, now) };
}

/** Whether what happens is noted in its log. */
export function isOpen({ state }: NightNow): boolean {
  return state.phase === 'open' || state.phase === 'rolling back';
}

export function notedIn({ state }: NightNow): Noted {
  const steps = Object.values(state.steps).filter(({ progress }) => progress === 'done');
  return { done: new Set(steps.map(({ step }) => step)), ticked: new Set(state.ticked) };
}

export interface BoardShown {
  board: Board;
  lines: readonly BoardLine[];
}

export function boardShown({ night, events, state }: NightNow): BoardShown {
  return { board: boardOf(night, state), lines: boardLines(night, events) };
}
