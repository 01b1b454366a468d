/** Shares of the traffic that rise one after another though nobody looks or decides in between. */
import { type Criterion, rootBlock, type Step, TBD } from '../../model.ts';
import type { TrafficStage } from '../../order/traffic.ts';
import { roughMinutes } from '../../time/duration.ts';
import type { Minutes } from '../../time/model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';

/** Each rise with the stage that it follows, in the order of the page; one that itself takes at least so long leaves time to look. */
export function raisedUnseen(
  facts: Facts,
  stages: readonly TrafficStage[],
  least: Minutes,
): readonly { readonly from: Step; readonly to: Step }[] {
  const isWatched = isWatchedByFigures(facts);
  const raised = stages.flatMap((stage, i) => {
    const next = stages[i + 1];
    const isSlow = next?.step.duration && roughMinutes(next.step.duration.likely) >= least;
    const isRise = next && !isSlow && stage.share > 0 && stage.share < 100 && next.share > stage.share;
    const [from, to] = [stage.step, next?.step];
    return isRise && to && isForward(from) && isForward(to) && !isSeen(facts, from, to) ? [{ from, to }] : [];
  });
  // Who looks at figures all the while sees nothing of shares that follow each other in the same minute.
  const isAtOnce = raised.length >= 2 && raised.every(({ from, to }) => isInOneMinute(facts, from, to));
  return isWatched && !isAtOnce ? [] : raised;
}

/** Neither says when, how long, or behind what it is: the next share comes as soon as the one before is there. */
function isInOneMinute({ schedule }: Facts, from: Step, to: Step): boolean {
  if ([from, to].some(({ at, notBefore, duration, during, until }) => at || notBefore || duration || during || until))
    return false;
  return schedule.steps[from.id]?.end === schedule.steps[to.id]?.end;
}

/** Something calls a way back by a number that is read from somewhere, or by somebody: it looks while the shares rise. */
export function isWatchedByFigures({ release }: Facts): boolean {
  return release.triggers.some(
    ({ conditions, by, then }) =>
      then.some(({ action }) => action !== 'notify') &&
      conditions.some((one) => one.state || (one.value !== undefined && (isRead(one) || by || one.by))),
  );
}

function isRead({ from }: Criterion): boolean {
  return from !== undefined && from.name !== TBD;
}

function isSeen(facts: Facts, from: Step, to: Step): boolean {
  if (to.onlyIf || to.after.some(({ lag }) => lag)) return true;
  if ([from, to].some(({ checklist, proof }) => checklist.length > 0 || (proof?.expects.length ?? 0) > 0)) return true;
  return facts.release.steps.some(
    (step) => LOOKS.has(step.verb) && isForward(step) && isBetween(facts, step, from, to),
  );
}

/** Whoever has time in between is held to look: a wait, a meeting, a task. */
const LOOKS: ReadonlySet<string> = new Set(['gate', 'verify', 'wait', 'meet', 'task']);

/** By dependency, by the clock, or because it comes round often enough. */
function isBetween({ dependencies, schedule }: Facts, step: Step, from: Step, to: Step): boolean {
  if (dependencies.precedes(from, step) && dependencies.precedes(step, to)) return true;
  const [one, first, second] = [step, from, to].map(({ id }) => schedule.steps[id]);
  // Where neither has a time yet, what stands between lines of one sequence is all that comes between.
  if (!first || !second) return from.block !== to.block || from.block.kind !== 'sequence';
  if (!one) return false;
  const interval = step.every?.interval;
  if (interval) return roughMinutes(interval) <= second.start - first.end;
  const isOfNight = rootBlock(step.block) === rootBlock(from.block);
  return !isOfNight && one.start >= first.end && one.end <= second.start && second.start > first.end;
}
