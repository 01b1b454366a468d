/** What the steps wait for that have not begun: the steps before them that are not over. */
import type { Id } from '../ids.ts';
import type { Step } from '../model.ts';
import type { Night } from './night.ts';

/** @param isOver whether whatever comes behind the end, or the start, of a step may begin */
export function openBefore(
  { solution, parts }: Night,
  isOver: (step: Step, side: 'start' | 'end') => boolean,
): (step: Step) => readonly Id<Step>[] {
  if (!solution) return () => [];
  const { network, steps } = solution;
  // Of the edges of blocks and milestones many steps ask.
  const known = new Map<number, readonly Id<Step>[]>();
  const behind = (index: number): readonly Id<Step>[] => {
    const found = known.get(index);
    if (found) return found;
    known.set(index, NOTHING);
    const open = new Set<Id<Step>>();
    for (const { from, side } of network.incoming[index]!) {
      const before = network.activities[from]!;
      if (before.kind !== 'step') for (const id of behind(from)) open.add(id);
      else if (parts.get(before.step) !== 'other' && !isOver(before.step, side)) open.add(before.step.id);
    }
    const all = [...open];
    known.set(index, all);
    return all;
  };
  return (step) => {
    const activity = steps.get(step);
    return activity ? behind(activity.index) : NOTHING;
  };
}

const NOTHING: readonly never[] = [];
