/**
 * The schedule of one release: when each step happens and why, in whole minutes since the epoch. Plain data, in which the
 * things of the plan are named by their ids.
 */
import type { ById, Id } from '../ids.ts';
import type {
  Block,
  Milestone,
  Place,
  PointOfNoReturn,
  Rehearsal,
  Reserve,
  Roster,
  Step,
  Time,
  Trigger,
  Uat,
  Window,
} from '../model.ts';
import type { Order } from '../order/model.ts';
import type { Instant, Minutes, OddTime, Span } from '../time/model.ts';
import type { Dated, Moment } from './dated/model.ts';

export type { Span };

/** A window is open from its start on; without an end nothing says when it closes. */
export interface WindowSpan {
  readonly start: Instant;
  readonly end?: Instant;
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
  readonly step?: Id<Step>;
  /** The person, system or time waited for, as users call it. */
  readonly name?: string;
  /** How long this alone holds it up. */
  readonly minutes: Minutes;
  /** The step is planned as late as possible, and this keeps it from being later. */
  readonly backwards?: boolean;
}

export interface ScheduledStep {
  /** From when on silence is consent: `acknowledge by mara within 3d then approve`. */
  readonly consent?: Instant;
  readonly step: Id<Step>;
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
  /** Of a step that is handed over at every shift: who has it when. What is missing of it nobody has. */
  readonly relay?: readonly RelayPart[];
  /** Also `with` and, for gates, the roster. */
  readonly with: readonly string[];
  readonly waits: readonly Wait[];
  /**
   * Steps of the run only: how long taking everything back would last if the run stopped after this step; undefined
   * behind the point of no return. What is done then: `stageAt` of its end.
   */
  readonly rollback?: Minutes;
  /** The latest moment at which a rollback begun then still ends in time. */
  readonly rollbackDecision?: Instant;
  /** A step that comes round, itself or with a cycle: all its occurrences, the first of which is `start .. end`. */
  readonly occurrences: readonly Span[];
  /** The window of day shown to users: the zone its times are written in. */
  readonly zone: string;
  /** How long it took in a rehearsal, where that counts and not what is written. */
  readonly measured?: { readonly minutes: Minutes; readonly rehearsal: string };
  /** What a message says; only of a step with a `text`. */
  readonly messages?: readonly MessageWords[];
}

/** The words of a message as those get them who are in one zone. */
export interface MessageWords {
  readonly to: readonly string[];
  readonly zone: string;
  readonly text: string;
}

export interface RelayPart extends Span {
  readonly name: string;
}

/** A constraint that cannot hold; the members are what contradicts each other. */
export interface Conflict {
  readonly kind:
    | 'cycle' // members in order, first step repeated is left out
    | 'starts-too-early' // `at` of the step or `milestone`, or of the `block` that begins with it, before a predecessor ends
    | 'lag-exceeded' // starts `minutes` later behind `name` than the clause at `place` allows: `after x + ..2h`
    | 'off-estimate' // the `block` takes `minutes` longer than it is estimated at most, or shorter (negative) than at least
    | 'ends-too-late' // after `due` or the end of its `during`
    | 'outside-window' // a run ends after its window: the way to the step that ends last, in order
    | 'no-working-time' // the calendar of whoever does it never works
    | 'unknown-time' // hangs on a time that nobody knows, and has none for that
    | 'time-left-out' // planned without a time of its own (`place`) that nobody knows, or that says nothing where it is
    | 'due-behind-T' // its due (`place`) is behind T, by which its `prepare` is over: planned by T
    | 'early-anyway' // `asap`, where nothing is planned late
    | 'no-begin' // `asap`, and nothing says from when: planned as late as possible
    | 'no-time' // nothing says when
    | 'person-busy'; // fixed in time while its person (or exclusive system) `name` is fixed elsewhere
  readonly steps: readonly Id<Step>[];
  readonly minutes?: Minutes;
  readonly name?: string;
  /** Of what starts too early: all that comes before would be over in time, had it begun when it says; what held that up is told there. */
  readonly isInherited?: boolean;
  /** Whose `at` or `after` it is about, where that is no step. */
  readonly block?: Id<Block>;
  /** The other text it clashes with, where that is no step. */
  readonly place?: Place;
  /** That is to be too early, or is reached after it is due or allowed: because of the last step, if there is one. */
  readonly milestone?: Id<Milestone>;
  /**
   * Of a cycle: all its members in order, blocks and milestones among the steps. Of what ends too late: the clause of the
   * step itself that leaves it no time (`not before`). Of a time left out, and of `early-anyway`: whose it is.
   */
  readonly members?: readonly ConflictMember[];
}

export interface ConflictMember {
  /** As users call it. */
  readonly label: string;
  readonly place: Place;
}

/** Something to do on the way back: a step of a `rollback` block, or the `undo` of a step of the run. */
export interface RollbackItem {
  readonly kind: 'step' | 'undo';
  readonly step: Id<Step>;
  readonly by: readonly string[];
  /** From the decision to its begin. */
  readonly start: Minutes;
  readonly minutes: Minutes;
}

/** What is called: a block, or where no `rollback` block is, the `undo` of every step that has begun. */
export type Via = Id<Block> | 'undo';

/** What a rollback takes that is decided after `from`, and at `to` at the latest. A step that has begun counts. */
export interface RollbackStage {
  readonly from: Instant;
  readonly to: Instant;
  readonly via: Via;
  /** The step that was begun at `from`; undefined: nothing has to be taken back yet, or another way goes on. */
  readonly step?: Id<Step>;
  readonly minutes: Minutes;
  /** When a rollback of this length must be decided to end in time; undefined: nothing says when it must end. */
  readonly decideBy?: Instant;
  /** Decided in this stage it ends in time. A stage ends where that changes. */
  readonly fits: boolean;
  /** How much there is to do; `itemsOf` says what. A stage of a large run has thousands. */
  readonly items: number;
  /** What of the block is done, and behind it how many of the undos. */
  readonly done?: { readonly block?: BlockPart; readonly undos?: number };
}

/** Of a block what has become necessary, done as in one of the `levelings` of its way. */
export interface BlockPart {
  /** How long that takes; the undos begin behind it. */
  readonly minutes: Minutes;
  readonly leveling: number;
  /** With so many changes begun: `WayBack.block.necessary` says which steps that makes necessary. */
  readonly upTo: number;
}

/** One way back through a run, whether it is called or not. */
export interface WayBack {
  readonly via: Via;
  /** When it must be over: with the window of the run, or at its own `due` before that. */
  readonly endBy?: Instant;
  /** Of a block: with which change, counted from 0, each of its steps becomes necessary, and the ways in which it may be done. */
  readonly block?: {
    readonly necessary: ById<Step, number>;
    readonly levelings: readonly (readonly RollbackItem[])[];
  };
  /** Without gaps from the begin of the run to the point of no return, else the end of the run or of the window. */
  readonly stages: readonly RollbackStage[];
  /** The last moment at which it can be decided and ends in time; undefined: nothing limits it. */
  readonly fitsUntil?: Instant;
}

/** The undo of every step that has begun, in the order of the run. */
export interface Undos {
  readonly all: readonly Undo[];
  /** By the positions of what has begun: what is behind each, which must be taken back before it. */
  readonly behind: readonly (readonly number[])[];
}

export interface Undo {
  readonly step: Id<Step>;
  /** Its position in the order in which everything has begun. */
  readonly position: number;
  readonly minutes: Minutes;
  readonly by: readonly string[];
  /** The people and the exclusive systems it takes. */
  readonly takes: readonly string[];
}

export interface CascadeLink {
  readonly via: Via;
  /** As of `WayBack`; of a play until when it can begin. */
  readonly fitsUntil?: Instant;
  /** What comes before it fits as long as it does, so its turn never comes. */
  readonly idle: boolean;
}

/** What is called, and what goes on in its place by `else` once that no longer fits. */
export interface Cascade {
  /** The triggers, and the gates with a no-go, that name the first link; none: nothing names it. */
  readonly calledBy: readonly Id<Trigger | Step>[];
  /** At least one. */
  readonly links: readonly CascadeLink[];
  /** From then on nothing of it fits; undefined: nothing limits it. */
  readonly fitsUntil?: Instant;
}

/** The ways back of the run of one window. */
export interface RunRollback {
  /** The `run` blocks of the window, in the order of the page. */
  readonly runs: readonly Id<Block>[];
  readonly span: Span;
  readonly windowEnd?: Instant;
  /** From then on there is only forward: a point of no return, or an irreversible step that begins. */
  readonly noReturn?: { readonly at: Instant; readonly because: Id<PointOfNoReturn | Step> };
  readonly ways: readonly WayBack[];
  /** What no block takes back; undefined: there is nothing of that kind. */
  readonly undos?: Undos;
  /** One for every rollback and play. The first is the rollback that is counted on. */
  readonly cascades: readonly Cascade[];
  /** What is done at which moment by the cascade that is counted on; behind its last fit, what its last link takes. */
  readonly stages: readonly RollbackStage[];
  /**
   * The last moment to decide for a rollback: behind it none ends in time, or there is only forward. Undefined where nothing
   * limits it, and where no stage takes anything back.
   */
  readonly decision?: RollbackDecision;
}

export interface RollbackDecision {
  readonly at: Instant;
  /** The step that is going on when it passes, or comes next. */
  readonly step?: Id<Step>;
  /** It is the point of no return that ends it, not the time. */
  readonly noReturn?: boolean;
}

/** What runs in one window: measured by itself, since nobody works between two windows. */
export interface WindowRun {
  /** The `run` blocks of the window, in the order of the page. */
  readonly blocks: readonly Id<Block>[];
  /** The name of the window, where it has one. */
  readonly window?: string;
  readonly span: Span;
  /** How many steps of it have no time: its numbers are without them. */
  readonly untimed: number;
  /** From its end to the end of its window; undefined where that has none. */
  readonly contingency?: Minutes;
  /** No order of its steps is shorter. */
  readonly bound: Minutes;
}

/** Those who are kept free; fewer than are asked for where there are no more. */
export interface Reserved {
  readonly people: readonly string[];
  /** Undefined: nobody knows when. */
  readonly span?: Span;
}

/** `T .. T-5d`. */
export interface Reversed {
  /** By how much it ends before it begins; of days alone, days. */
  readonly minutes: Minutes;
  readonly from: Place;
  /** Of its end. */
  readonly place: Place;
}

/** Everything of a release that has a time, resolved. Undefined where the plan does not say. */
export interface Schedule {
  /** The name of the release, and its zone. */
  readonly release: string;
  readonly zone: string;
  /** What it keeps to: what waits for what. */
  readonly order: Order;
  /** Start of the first window; undefined while it is `tbd` or missing: then times count from 0 and are relative. */
  readonly T?: Instant;
  /** Those whose start is known. */
  readonly windows: ById<Window, WindowSpan>;
  /** Everything that has a date, in order of time; what has none, or none yet, comes last. */
  readonly dated: readonly Dated[];
  /** When the times are that the plan writes for this release; those that are not known are missing. */
  readonly moments: ById<Time, Moment>;
  /** In the order of the page; what is missing cannot be scheduled (a conflict says why). */
  readonly steps: ById<Step, ScheduledStep>;
  /** From the first begin to the last end in it: of a cycle the end of its last round. */
  readonly blocks: ById<Block, Span>;
  /** All rounds of each cycle, from its first step to its last one. */
  readonly cycles: ById<Block, readonly Span[]>;
  readonly milestones: ById<Milestone, Instant>;
  readonly rehearsals: ById<Rehearsal, Span>;
  readonly uats: ById<Uat, Span>;
  readonly rosters: ById<Roster, Span>;
  /** Whom a reserve keeps free, and when. */
  readonly reserves: ById<Reserve, Reserved>;
  /** First start to last end of the steps of `run` blocks; where they run in several windows, of all of them: days. */
  readonly run?: Span;
  /** What runs, window by window, in the order of the page. */
  readonly runs: readonly WindowRun[];
  /** Elapsed minutes of all `outage` blocks together. */
  readonly outage: Minutes;
  /** Minutes between the end of the run and the end of its window; of several windows the least. */
  readonly contingency?: Minutes;
  readonly pointsOfNoReturn: ById<PointOfNoReturn, Instant>;
  /** One for every window in which something runs, in the order of the windows. */
  readonly rollbacks: readonly RunRollback[];
  /** The earliest decision of all `rollbacks`. */
  readonly rollbackDecision?: RollbackDecision;
  /** The last end of everything planned; what happens only when it is called (`rollback`, `play`) is not. */
  readonly end?: Instant;
  readonly conflicts: readonly Conflict[];
  /** Times that hang on something else and came out as no moment, or two, or too far away: one for each place. */
  readonly oddTimes?: readonly OddTime[];
  /** Ranges, and what comes round, that end before they begin: one for each end that is written. */
  readonly reversed?: readonly Reversed[];
  /** Lower bound of the length of the run in minutes: critical path and load of the busiest person. Of several windows the sum. */
  readonly bound: Minutes;
}
