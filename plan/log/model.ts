/** Where a night is, what is still to come of it and when: plain data, in which the things of the plan are named by their ids. */
import type { ById, Id } from '../ids.ts';
import type { ChecklistItem, Criterion, Step } from '../model.ts';
import type { Via } from '../schedule/model.ts';
import type { Instant, Minutes, Span } from '../time/model.ts';

export interface RunState {
  readonly release: string;
  readonly now: Instant;
  /** `rolling back`: a rollback was called. */
  readonly phase: 'not open' | 'open' | 'rolling back' | 'closed';
  readonly opened?: Opening;
  readonly closed?: { readonly at: Instant; readonly by: string; readonly as: string };
  /** The steps of the run, what comes behind it, and whatever else the log speaks of; in the order of the page. */
  readonly steps: ById<Step, StepState>;
  readonly gates: ById<Step, GateState>;
  readonly end: EndForecast;
  /** Undefined: the plan has no outage. */
  readonly outage?: OutageState;
  /** Undefined: there is no way back, or none to decide about any more. */
  readonly decision?: DecisionState;
  /** What was called. */
  readonly wayBack?: WayBackState;
  /** A gate said no-go before anything was changed: nothing is forecast of a night that does not begin. */
  readonly noGo?: {
    readonly step: Id<Step>;
    readonly by: string;
    readonly at: Instant;
    readonly because?: string;
  };
  readonly people: readonly PersonState[];
  readonly ticked: readonly Id<ChecklistItem>[];
  readonly measures: readonly Measure[];
  /** What is out of order: told, never refused. */
  readonly odd: readonly Odd[];
}

export interface Opening {
  readonly at: Instant;
  readonly by: string;
  readonly kind: 'real' | 'rehearsal';
  readonly rehearsal?: string;
  /** The text of the plan that it was opened with. */
  readonly plan?: string;
}

/**
 * `waiting`: for other steps, a time or the run to be opened; `ready`: its people may begin; `called off`: a rollback was
 * called before it was done, or the run does not begin.
 */
export type Progress = 'waiting' | 'ready' | 'running' | 'done' | 'failed' | 'skipped' | 'undone' | 'called off';

export interface StepState {
  readonly step: Id<Step>;
  readonly progress: Progress;
  /** `run`: of the night; `called`: of what was called; `other`: before or behind it. */
  readonly part: 'run' | 'called' | 'other';
  readonly planned: Span;
  /** As it was. */
  readonly start?: Instant;
  readonly end?: Instant;
  /** As it was, as far as it was, and from now on as it will be. */
  readonly forecast: Span;
  /** How much later than planned it ends, or has ended; negative: earlier. */
  readonly late: Minutes;
  readonly by: readonly string[];
  readonly with: readonly string[];
  /** It was handed to them. */
  readonly handed?: true;
  readonly waitsFor?: WaitsFor;
  /** What somebody said it takes more. */
  readonly delay?: Minutes;
  /** Why it failed or was skipped. */
  readonly because?: string;
  /** Of a message: who has answered it, or seen that it was answered; the first one first. */
  readonly answers: readonly { readonly by: string; readonly at: Instant }[];
  readonly evidence: readonly {
    readonly by: string;
    readonly at: Instant;
    readonly link?: string;
    readonly note?: string;
  }[];
}

export interface WaitsFor {
  readonly steps: readonly Id<Step>[];
  /** Those who do these steps, and those of its own people who are busy. */
  readonly people: readonly string[];
  /** A time of its own that has not come. */
  readonly until?: Instant;
}

export interface EndForecast {
  /** Undefined: nothing runs. */
  readonly planned?: Instant;
  readonly forecast?: Instant;
  /** With 80 %. */
  readonly p80?: Instant;
  /** How likely it ends inside of its window; undefined: nothing is uncertain, or the window has no end. */
  readonly chance?: number;
  readonly windowEnd?: Instant;
  /** How much later than planned; negative: earlier. */
  readonly drift: Minutes;
  /** What made it so, in the order in which it happened. */
  readonly causes: readonly { readonly step: Id<Step>; readonly minutes: Minutes }[];
  /** What is left of the drift: pauses between steps, longer or shorter than planned. */
  readonly handOvers: Minutes;
}

export interface OutageState {
  /** Elapsed until now. */
  readonly soFar: Minutes;
  readonly forecast: Minutes;
  readonly planned: Minutes;
  readonly promised?: Minutes;
  /** It goes on now. */
  readonly since?: Instant;
  /** When users are back. */
  readonly until?: Instant;
}

export interface DecisionState {
  /** By when it must be decided whether to go back. */
  readonly by: Instant;
  readonly planned: Instant;
  /** Somebody has moved it. */
  readonly moved?: { readonly by: string; readonly at: Instant };
  /** Negative: it has passed. */
  readonly left: Minutes;
  /** Until when a way back, called then, still ends in time; undefined: nothing limits it. */
  readonly latest?: Instant;
  readonly via: Via;
  /** How long the way back takes, called now. */
  readonly minutes: Minutes;
  /** When users are back if it is called now, and if the night goes on. */
  readonly backBy: Instant;
  readonly onBy?: Instant;
  /** The step with which there is no return, and whether it has begun. */
  readonly noReturn?: { readonly step: Id<Step>; readonly begun: boolean };
  /** What it waits for, where that ends only behind the moment. */
  readonly tooLate?: { readonly step: Id<Step>; readonly end: Instant };
  readonly decided?: {
    readonly as: 'go' | 'no-go';
    readonly by: string;
    readonly at: Instant;
    readonly because?: string;
  };
}

export interface WayBackState {
  readonly call: string;
  readonly at: Instant;
  readonly by: string;
  readonly because?: string;
  readonly tasks: readonly WayBackTask[];
  readonly end: Instant;
}

export interface WayBackTask {
  readonly step: Id<Step>;
  /** Its own work, or the undo of a step of the run. */
  readonly kind: 'step' | 'undo';
  readonly by: readonly string[];
  readonly progress: 'waiting' | 'ready' | 'running' | 'done' | 'failed' | 'skipped';
  readonly forecast: Span;
}

export interface GateState {
  readonly step: Id<Step>;
  readonly votes: readonly {
    readonly who: string;
    readonly as?: 'go' | 'no-go' | 'abstain';
    readonly at?: Instant;
    readonly because?: string;
  }[];
  /** Whether what the plan asks of the votes is there. */
  readonly quorum: boolean;
  /** Why it is not, each a few words: `1 vote missing`, `client-lead’s vote is missing`. */
  readonly lacking: readonly string[];
  readonly criteria: readonly CriterionState[];
  readonly needs: readonly { readonly what: string; readonly met?: boolean }[];
  readonly decided?: {
    readonly as: 'go' | 'no-go';
    readonly by: string;
    readonly at: Instant;
    readonly because?: string;
  };
}

export interface CriterionState {
  readonly subject: string;
  readonly criterion: Criterion;
  readonly measure?: Measure;
  /** Undefined: nobody has measured it, or it says nothing that can be compared. */
  readonly met?: boolean;
  /** Older than what it is measured over, or than a quarter of an hour. */
  readonly old?: true;
}

export interface Measure {
  readonly subject: string;
  readonly value: string;
  readonly at: Instant;
  readonly by: string;
  readonly from?: string;
}

export interface PersonState {
  readonly name: string;
  readonly now?: Id<Step>;
  /** They may begin with it. */
  readonly ready?: Id<Step>;
  readonly next?: { readonly step: Id<Step>; readonly at: Instant; readonly waitsFor: readonly string[] };
  /** Nothing is left for them. */
  readonly free: boolean;
}

/** Something that is out of order, with the line of the log that says it. */
export interface Odd {
  readonly event: string;
  readonly step?: Id<Step>;
  readonly message: string;
  readonly because?: string;
}
