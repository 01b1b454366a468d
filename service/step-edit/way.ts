/** One way to write down what is wanted of a step; which of several holds is found by reading the text that each makes. */
import type { TextEdit } from '../../language/edit/edits.ts';
import type { Step } from '../../plan/model.ts';
import type { ScheduledStep } from '../../plan/schedule/model.ts';
import type { Version } from './version.ts';

/** A step in a version of the texts. */
export interface Present extends Version {
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
  /** Of several that write the same moment: whether this one is read as that. The others say no more then. */
  isReadSo?(after: Present): boolean;
}
