/** Everything of a release that has a date, as plain data. */
import type { Id } from '../../ids.ts';
import type {
  Benefit,
  Block,
  Budget,
  ChangeRecord,
  ChecklistItem,
  Confirmation,
  Consequence,
  Cover,
  Freeze,
  Issue,
  Maintenance,
  Milestone,
  Party,
  Place,
  PlanEvent,
  PointOfNoReturn,
  Rehearsal,
  Reserve,
  Risk,
  Roster,
  Scope,
  ScopeItem,
  Step,
  System,
  Trigger,
  Uat,
  Waiver,
  Window,
} from '../../model.ts';
import type { Instant, Span, Zone } from '../../time/model.ts';
import type { What } from './whose-days.ts';

/** What of a plan can have a date. */
export type Dateable =
  | Window
  | Milestone
  | Freeze
  | Maintenance
  | PlanEvent
  | Rehearsal
  | Uat
  | Roster
  | Cover
  | Reserve
  | Step
  | ChecklistItem
  | Block
  | PointOfNoReturn
  | Trigger
  | Consequence
  | Scope
  | ScopeItem
  | Issue
  | Risk
  | Benefit
  | ChangeRecord
  | Budget
  | Confirmation
  | Waiver
  | Party
  | System;

/** One thing with its dates. What a plan does not say, or nobody knows yet, is undefined. */
export interface Dated {
  readonly what: What;
  /** Its name, or what stands for one; empty where there is only one of its kind. */
  readonly label: string;
  readonly title?: string;
  readonly of: Id<Dateable>;
  /** The line that says so. */
  readonly place: Place;
  /** It goes on from `start` to `end`: without an `end` nothing says until when. Otherwise it is a moment or a deadline. */
  readonly lasts: boolean;
  readonly start?: Instant;
  readonly end?: Instant;
  /** It must be over by then. */
  readonly due?: Instant;
  /** Of what comes round again: all of them; the first is `start .. end`. */
  readonly occurrences?: readonly Span[];
  /** When it was, where the plan says so beside when it was planned. */
  readonly actual?: Moment;
  /** When it was planned for before it was moved, the first plan first. */
  readonly was?: readonly Moment[];
  /** The plan marks it as done, passed, approved. */
  readonly done: boolean;
  /** The zone its times are written in. */
  readonly zone: Zone;
  /** Its times count from 0, as T is open. */
  readonly relative: boolean;
  /** What a time of it hangs on that nobody knows, as the plan calls it: `T`, `tbd`, the name of another thing. */
  readonly unknown?: string;
}

/** When a time that is written in the plan is. */
export interface Moment {
  /** For what it is used: a start is the first working minute of a day, a deadline the last one. */
  readonly at: Instant;
  /** It is a day and no moment: all 24 hours of it. */
  readonly day?: Span;
}
