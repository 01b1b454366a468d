/** Nights that follow each other, and between which nobody says that the next one may begin. */
import { type Block, type Release, rootBlock, type Step } from '../../model.ts';
import { isForward } from '../changes/changes.ts';
import { windowOf } from '../changes/windows.ts';
import type { Facts } from '../facts.ts';

export interface Unasked {
  /** The night before, and the first change of the one that nobody says go for. */
  readonly before: Block;
  readonly run: Block;
  readonly first: Step;
}

/** Of all runs but the first that change production in a window of their own: those that begin whatever has come of the one before. */
export function unaskedRuns({ release, schedule, changes, dependencies }: Facts): readonly Unasked[] {
  const runs = release.blocks.flatMap((run) => {
    const own = run.kind === 'run' ? changes.steps.filter(({ block }) => rootBlock(block) === run) : [];
    const [first] = own;
    return first ? [{ run, first, last: own.at(-1)! }] : [];
  });
  const gates = release.steps.filter((step) => step.verb === 'gate' && isForward(step));
  return runs.slice(1).flatMap(({ run, first }, i) => {
    const { run: before, last } = runs[i]!;
    if (windowOf(release, first) === windowOf(release, last) || isAsked(release, run, first)) return [];
    const [from, to] = [schedule.steps[last.id]?.end, schedule.steps[first.id]?.start];
    const isDecided = gates.some((gate) => {
      const at = schedule.steps[gate.id]?.end;
      // Where nobody knows yet when it is, it may well be in between.
      if (at === undefined || from === undefined || to === undefined) return !dependencies.precedes(gate, last);
      return (at >= from && at <= to) || (dependencies.precedes(gate, first) && !dependencies.precedes(gate, last));
    });
    return isDecided ? [] : [{ before, run, first }];
  });
}

/** It is done only if something is so, or a trigger may put it off. */
function isAsked({ triggers }: Release, { onlyIf }: Block, first: Step): boolean {
  return !!(onlyIf || first.onlyIf) || triggers.some(({ then }) => then.some(({ action }) => action === 'postpone'));
}
