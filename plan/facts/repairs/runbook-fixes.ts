/** Repairs of steps that a runbook wrote: their text stands in the runbook, and at the place of the step is its `use`. */
import type { Fix, PlanEdit } from '../../findings/findings.ts';
import type { Place, Release } from '../../model.ts';
import { remembering } from '../../remembered.ts';

/** The lines that stand for the steps of a runbook. */
export const useLines = remembering<Release, void, ReadonlySet<Place>>(
  ({ steps }) => new Set(steps.flatMap((step) => step.usedAt ?? [])),
);

/** The fixes whose every edit still means what it says when it is made on a `use` line. */
export function fixesThatFit(fixes: readonly Fix[], lines: ReadonlySet<Place>): readonly Fix[] {
  return fixes.filter((fix) => fix.edits.every((edit) => !lines.has(edit.place) || fitsUseLine(edit)));
}

/** Before or after all of it a line can stand, and all of it can wait; anything else is about one step. */
function fitsUseLine(edit: PlanEdit): boolean {
  if (edit.kind === 'append-clause') return edit.text.startsWith('after ');
  return edit.kind === 'insert-before' || edit.kind === 'insert-after';
}
