/** The schedule of one release: when each step happens and why, in whole minutes since the epoch. */
import type { Block, Milestone, Place, Rehearsal, Release, Roster, Step, Uat } from '../model.ts';
import type { Instant, Minutes } from '../time/model.ts';

export interface Span {
  readonly start: Instant;
  readonly end: Instant;
}

/** Why a step does not start earlier (or, scheduled backwards, later). The last one to hold is the first of the list. */
export interface Wait {
  readonly reason:
    | 'after' // a predecessor, by order, `after` or `alongside`
    | 'person' // somebody is busy with another step
    | 'calendar' // outside the working hours of whoever does it
    | 'time' // `at`, `not before`, `during`
    | 'window' // the start of the window or block
    | 'system'; // an exclusive system or environment is in use
  /** The step waited for, where there is one. */
  readonly step?: Step;
  /** The person, system or time waited for, as users call it. */
  readonly name?: string;
  /** How long this alone holds it up. */
  readonly minutes: Minutes;
  /** The step is planned as late as possible, and this keeps it from being later. */
  readonly backwards?: boolean;
}

export interface ScheduledStep {
  readonly step: Step;
  readonly start: Instant;
  readonly end: Instant;
  /** Latest start and end that keep the end of its block (its due, its window). */
  readonly latestStart: Instant;
  readonly latestEnd: Instant;
  readonly totalFloat: Minutes;
  readonly freeFloat: Minutes;
  readonly critical: boolean;
  /** Names of the people who do it, the accountable one first; their time is taken. */
  readonly by: readonly string[];
  /** Also `with` and, for gates, the roster. */
  readonly with: readonly string[];
  readonly waits: readonly Wait[];
  /** Steps of the run only: how long taking everything back would last if the run stopped after this step. */
  readonly rollback?: Minutes;
  /** The latest moment at which a rollback begun still ends inside the window. */
  readonly rollbackDecision?: Instant;
  /** A step with `every`: all its occurrences, the first of which is `start .. end`. */
  readonly occurrences: readonly Span[];
  /** The window of day shown to users: the zone its times are written in. */
  readonly zone: string;
}

/** A constraint that cannot hold; the members are what contradicts each other. */
export interface Conflict {
  readonly kind:
    | 'cycle' // members in order, first step repeated is left out
    | 'starts-too-early' // `at` before a predecessor ends
    | 'ends-too-late' // after `due` or the end of its `during`
    | 'outside-window' // a run ends after its window: the way to the step that ends last, in order
    | 'no-working-time' // the calendar of whoever does it never works
    | 'unknown-time' // hangs on a time that is `tbd`
    | 'person-busy'; // fixed in time while its person (or exclusive system) `name` is fixed elsewhere
  readonly steps: readonly Step[];
  readonly minutes?: Minutes;
  readonly name?: string;
  /** The other text it clashes with, where that is no step. */
  readonly place?: Place;
}

/** Everything of a release that has a time, resolved. Undefined where the plan does not say. */
export interface Schedule {
  readonly release: Release;
  /** Start of the first window; undefined while it is `tbd` or missing: then times count from 0 and are relative. */
  readonly T?: Instant;
  /**
   * In the order of `Release.windows`. A window without an end lasts as long as its run. Unknown ones are missing at the
   * end of the list; in the middle they are empty, where the one before ends.
   */
  readonly windows: readonly Span[];
  /** Indexed by `Step.index`; undefined: cannot be scheduled (a conflict says why). */
  readonly steps: readonly (ScheduledStep | undefined)[];
  readonly blocks: ReadonlyMap<Block, Span>;
  readonly milestones: ReadonlyMap<Milestone, Instant>;
  readonly rehearsals: ReadonlyMap<Rehearsal, Span>;
  readonly uats: ReadonlyMap<Uat, Span>;
  readonly rosters: ReadonlyMap<Roster, Span>;
  /** First start to last end of the steps of `run` blocks. */
  readonly run?: Span;
  /** Elapsed minutes of all `outage` blocks together. */
  readonly outage: Minutes;
  /** Minutes between the end of the run and the end of its window. */
  readonly contingency?: Minutes;
  /** The last moment of the run at which a rollback still fits, and the step after which none does. */
  readonly rollbackDecision?: { readonly at: Instant; readonly step?: Step };
  /** The last end of everything planned; what happens only when it is called (`rollback`, `play`) is not. */
  readonly end?: Instant;
  readonly conflicts: readonly Conflict[];
  /** Lower bound of the length of the run in minutes: critical path and load of the busiest person. */
  readonly bound: Minutes;
}
