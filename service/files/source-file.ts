/** A file as features look at it: its text, its plan, and what is known of it. */
import type { Workspace } from '../../language/workspace.ts';
import type { Analysis } from '../../plan/analysis.ts';
import type { Plan } from '../../plan/model.ts';
import type { WholeFile } from '../versions/wholes.ts';

/** One file at one version and what it says: enough for names, and cheaper than its schedule. */
export interface PlanFile {
  readonly uri: string;
  readonly text: string;
  readonly plan: Plan;
}

/** One file at one version, with everything that is known of it: what most features work on. */
export interface SourceFile extends PlanFile {
  readonly analysis: Analysis;
  readonly workspace: Workspace;
  /** What it said when every line of it could last be read; undefined while that is now, or where nobody remembers. */
  readonly whole?: WholeFile;
}
