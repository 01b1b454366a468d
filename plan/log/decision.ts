/** Until when it can be decided to go back, what that takes, and what the decision waits for. */
import { find, type Id } from '../ids.ts';
import type { PointOfNoReturn, Step } from '../model.ts';
import type { RunRollback } from '../schedule/model.ts';
import { takesBack } from '../schedule/rollback/stages.ts';
import type { Instant } from '../time/model.ts';
import type { DecisionState, StepState } from './model.ts';
import type { Night } from './night.ts';
import { NO_RETURN, type RunRecord } from './record.ts';
import { stageNow } from './way-back.ts';

/**
 * That there is no return is an event: a step begins. When the night is late, what the decision waits for can end behind
 * the planned moment; then it is to be moved, at most to where a way back still fits, or made without.
 */
export function decisionState(
  night: Night,
  record: RunRecord,
  steps: ReadonlyMap<Id<Step>, StepState>,
  now: Instant,
  usersBack: Instant | undefined,
): DecisionState | undefined {
  const rollback = night.schedule.rollbacks.find(({ stages, decision }) => decision && takesBack(stages));
  if (!rollback?.decision) return undefined;
  const hasBegun = (id: Id<Step>) => steps.get(id)?.start !== undefined;
  const stage = stageNow(rollback, undefined, hasBegun);
  if (!stage) return undefined;
  const noReturn = noReturnStep(night, rollback, steps);
  const endBy = rollback.ways.find(({ via }) => via === stage.via)?.endBy ?? rollback.windowEnd;
  // What will be there to take back when the decision is due, not only what is there by now.
  const most = rollback.stages.reduce((longest, { minutes }) => Math.max(longest, minutes), stage.minutes);
  const latest = endBy === undefined ? undefined : endBy - most;
  const all = record.decisions.get(NO_RETURN) ?? [];
  const moved = all.findLast(({ as, until }) => as === 'later' && until !== undefined);
  const decided = all.findLast(({ as }) => as !== 'later');
  const by = moved?.until ?? rollback.decision.at;
  const last = noReturn && lastBefore(night, rollback, noReturn.id, steps);
  const isBegun = noReturn !== undefined && hasBegun(noReturn.id);
  return {
    by,
    planned: rollback.decision.at,
    ...(moved && { moved: { by: moved.by, at: moved.at } }),
    left: by - now,
    ...(latest !== undefined && { latest }),
    via: stage.via,
    minutes: stage.minutes,
    backBy: now + stage.minutes,
    ...(usersBack !== undefined && { onBy: usersBack }),
    ...(noReturn && { noReturn: { step: noReturn.id, begun: isBegun } }),
    ...(last &&
      !isBegun &&
      !decided &&
      last.forecast.end > by && { tooLate: { step: last.step, end: last.forecast.end } }),
    ...(decided && {
      decided: { as: decided.as as 'go' | 'no-go', by: decided.by, at: decided.at, because: decided.because },
    }),
  };
}

/** With which step there is no return: the irreversible one, or the first behind the point. */
function noReturnStep(
  { release, schedule, parts }: Night,
  { noReturn }: RunRollback,
  steps: ReadonlyMap<Id<Step>, StepState>,
): Step | undefined {
  if (!noReturn) return undefined;
  const because = find<Step | PointOfNoReturn>(release, noReturn.because);
  if (because.kind === 'step') return because;
  let first: Step | undefined;
  for (const [step, part] of parts) {
    const planned = schedule.steps[step.id]!;
    if (part !== 'run' || planned.start < noReturn.at || !steps.has(step.id) || step.index <= because.afterStep)
      continue;
    if (!first || planned.start < schedule.steps[first.id]!.start) first = step;
  }
  return first;
}

/** What ends last of all that the plan has before the point of no return. */
function lastBefore(
  { parts, schedule }: Night,
  { noReturn }: RunRollback,
  point: Id<Step>,
  steps: ReadonlyMap<Id<Step>, StepState>,
): StepState | undefined {
  const pointAt: Instant = noReturn!.at;
  let last: StepState | undefined;
  for (const [step, part] of parts) {
    if (part !== 'run' || step.id === point || schedule.steps[step.id]!.end > pointAt) continue;
    const state = steps.get(step.id);
    const isOver = state?.progress === 'done' || state?.progress === 'skipped';
    if (!state || isOver) continue;
    if (!last || state.forecast.end > last.forecast.end) last = state;
  }
  return last;
}
