/** Plans in two versions, and what is different about each. */
import type { Workspace } from '../../language/workspace.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { compare, isDifferent } from '../../plan/diff/compare.ts';
import type { PlanVersions } from '../../view/diff/picture.ts';

/** A plan in one of two versions. */
export interface VersionOfPlan {
  readonly path: string;
  readonly analysis: Analysis;
}

export interface Sides {
  /** Undefined: it is not there. */
  readonly base: VersionOfPlan | undefined;
  readonly head: VersionOfPlan | undefined;
  /** They were asked for by their names: that these differ is no news. */
  readonly areNamed?: boolean;
}

/** Undefined where nothing is different. `nothing` is the analysis of a file that is not there. */
export function planVersions({ base, head, areNamed }: Sides, nothing: Analysis): PlanVersions | undefined {
  const analyses = { base: base?.analysis ?? nothing, head: head?.analysis ?? nothing };
  const difference = compare(analyses.base, analyses.head);
  const isMoved = base && head && base.path !== head.path && !areNamed;
  if (base && head && !isMoved && !isDifferent(difference)) return undefined;
  return {
    status: base && head ? 'changed' : head ? 'added' : 'removed',
    path: (head ?? base)!.path,
    ...(isMoved && { was: base.path }),
    ...analyses,
    difference,
  };
}

/** The analysis of a file that a workspace does not hold: a plan that says nothing. */
export function nothingIn(workspace: Workspace): Analysis {
  return workspace.analysis('nowhere:');
}
