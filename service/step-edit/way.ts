/** One way to write down what is wanted of a step; which of several holds is found by reading the text that each makes. */
import type { TextEdit } from '../../language/edit/edits.ts';
import type { Workspace } from '../../language/workspace.ts';
import type { Analysis } from '../../plan/analysis.ts';
import type { Release, Step } from '../../plan/model.ts';
import type { Schedule, ScheduledStep } from '../../plan/schedule/model.ts';

/** A step in a version of the texts. */
export interface Present {
  readonly workspace: Workspace;
  readonly uri: string;
  readonly analysis: Analysis;
  readonly release: Release;
  readonly schedule: Schedule;
  readonly step: Step;
  /** Undefined: it has no time. */
  readonly scheduled: ScheduledStep | undefined;
}

export interface Way {
  readonly edits: readonly TextEdit[];
  /** Which text changes. */
  readonly says: string;
  /** Why the text that it makes does not say what is wanted; undefined: it does. */
  misses(after: Present, before: Present): string | undefined;
}
