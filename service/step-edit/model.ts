/** What somebody does to a step in a picture of a plan, and what comes of it. Plain data: it passes between processes. */
import type { TextEdit } from '../../language/edit/edits.ts';
import type { Id } from '../../plan/ids.ts';
import type { Milestone, Severity, Step } from '../../plan/model.ts';
import type { Instant, Span } from '../../plan/time/model.ts';

/** One wish or several at once: all of them are one change of the text. */
export interface StepEdit {
  /** Its name. */
  readonly release: string;
  readonly step?: Id<Step>;
  /** In the place of a step; of a milestone only `start` can be another one. */
  readonly milestone?: Id<Milestone>;
  /** It starts then. */
  readonly start?: Instant;
  /** It ends then, and starts when it does: how long it takes is another. */
  readonly end?: Instant;
  /** It takes so long, as it is written: `25m`, `20m..25m..50m`. */
  readonly duration?: string;
  /** It is done by them, as it is written: `priya`, `any of ops else jonas`. */
  readonly by?: string;
  /** It is called so. Empty: it has no title. */
  readonly title?: string;
  /** It comes after that one. */
  readonly after?: Id<Step>;
  /** It does not wait for that one any more. */
  readonly notAfter?: Id<Step>;
}

export interface StepEdited {
  readonly edits: readonly TextEdit[];
  /** Which text changes, a sentence each. */
  readonly says: readonly string[];
  readonly outcome: StepOutcome;
}

/** How the plan is with the edits: it was read and scheduled with them. */
export interface StepOutcome extends Span {
  /** Every step whose time is another one then, itself included, in the order of the page. */
  readonly moved: readonly (Span & { readonly step: Id<Step> })[];
  /** When it is then, and how that differs. */
  readonly when: string;
  /** The end of the run, outage, the way back: the most important first. */
  readonly facts: readonly { readonly text: string; readonly tone: 'better' | 'worse' | 'plain' }[];
  readonly added: readonly OutcomeFinding[];
  readonly gone: readonly OutcomeFinding[];
}

export interface OutcomeFinding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
}
