/**
 * What happens in a night, as the lines of a run log say it: who, when, and one verb with what it is about. Steps, blocks and
 * lines of checklists are named by their ids without the release in front (`night-backup`, `deploy payments-api`): the log is
 * of one release.
 */

/** What every line has. */
export interface Stamp {
  /** A UUID of version 7, made where the event was: whoever sends it twice says it once. */
  readonly id: string;
  /** When it happened, in UTC: `2026-12-05T22:15:07Z`. */
  readonly at: string;
  /** Milliseconds since the epoch on a hybrid clock: never behind what its writer had seen. It says what comes after what. */
  readonly clock: number;
  /** The machine that wrote the line. */
  readonly writer: string;
  /** Who says it: a person of the plan, or a machine by its name. */
  readonly by: string;
  /** Why, where that is asked: what is out of order, a no-go, an older line that is corrected. */
  readonly because?: string;
  /** Whatever else is to be known. */
  readonly note?: string;
  /** When it came to the writer, where that is more than a minute off: its sender had no network, or a wrong clock. */
  readonly came?: string;
  /** Somebody else did it; `by` only says so. */
  readonly for?: string;
}

/** The run begins. */
export interface Opened extends Stamp {
  readonly open: 'real' | 'rehearsal';
  /** Which one. */
  readonly rehearsal?: string;
  /** The SHA-256 of the text of the plan. */
  readonly plan?: string;
}

export interface Started extends Stamp {
  readonly start: string;
}

export interface Done extends Stamp {
  readonly done: string;
}

export interface Failed extends Stamp {
  readonly fail: string;
}

export interface Skipped extends Stamp {
  readonly skip: string;
}

/** A step was taken back. */
export interface Undone extends Stamp {
  readonly undo: string;
}

/** Somebody else does it from now on. */
export interface Handed extends Stamp {
  readonly hand: string;
  readonly to: string;
}

/** It takes so many minutes more than it was planned, or fewer. */
export interface Delayed extends Stamp {
  readonly delay: string;
  readonly minutes: number;
}

/** A line of a checklist. */
export interface Ticked extends Stamp {
  readonly tick: string;
  /** It was ticked by mistake. */
  readonly off?: true;
}

/** What shows that a step was done. */
export interface Evidenced extends Stamp {
  readonly evidence: string;
  readonly link?: string;
}

/** A message was sent. */
export interface Told extends Stamp {
  readonly tell: string;
}

/** A message was answered. */
export interface Acknowledged extends Stamp {
  readonly acknowledge: string;
}

/** What a criterion is now; `measure` is its subject: `Error rate`. */
export interface Measured extends Stamp {
  readonly measure: string;
  readonly value: string;
  readonly from?: string;
}

export interface Voted extends Stamp {
  readonly vote: string;
  readonly as: 'go' | 'no-go' | 'abstain';
}

/** What was decided at a gate; `no return`: that the night goes on, or until when it may still be decided. */
export interface Decided extends Stamp {
  readonly decide: string;
  readonly as: 'go' | 'no-go' | 'later';
  /** Of `later`. */
  readonly until?: string;
}

/** A rollback or a play: `rollback full`, or `undo` for the undo of every step that has begun. */
export interface Called extends Stamp {
  readonly call: string;
}

export interface Corrected extends Stamp {
  /** The id of the line that was a mistake. */
  readonly correct: string;
}

/** The text of the plan has changed. */
export interface Replanned extends Stamp {
  readonly plan: string;
}

export interface Closed extends Stamp {
  readonly close: 'done' | 'rolled back' | 'postponed' | 'stopped';
}

/** A line that says nothing but this. */
export interface Noted extends Stamp {
  readonly note: string;
  /** The step it is about. */
  readonly of?: string;
}

export type RunEvent =
  | Opened
  | Started
  | Done
  | Failed
  | Skipped
  | Undone
  | Handed
  | Delayed
  | Ticked
  | Evidenced
  | Told
  | Acknowledged
  | Measured
  | Voted
  | Decided
  | Called
  | Corrected
  | Replanned
  | Closed
  | Noted;

/** What somebody says, before it has its place in the log. */
export type Said = RunEvent extends infer E
  ? E extends RunEvent
    ? Omit<E, 'id' | 'at' | 'clock' | 'writer' | 'by'>
    : never
  : never;

/** The verbs, each with the members that it needs or may have; `note` last, as every line may have one. */
export const VERBS_OF_LOG = {
  open: { self: ['real', 'rehearsal'], rehearsal: 'text?', plan: 'text?' },
  start: { self: 'text' },
  done: { self: 'text' },
  fail: { self: 'text' },
  skip: { self: 'text' },
  undo: { self: 'text' },
  hand: { self: 'text', to: 'text' },
  delay: { self: 'text', minutes: 'number' },
  tick: { self: 'text', off: 'true?' },
  evidence: { self: 'text', link: 'text?' },
  tell: { self: 'text' },
  acknowledge: { self: 'text' },
  measure: { self: 'text', value: 'text', from: 'text?' },
  vote: { self: 'text', as: ['go', 'no-go', 'abstain'] },
  decide: { self: 'text', as: ['go', 'no-go', 'later'], until: 'time?' },
  call: { self: 'text' },
  correct: { self: 'text' },
  plan: { self: 'text' },
  close: { self: ['done', 'rolled back', 'postponed', 'stopped'] },
  note: { self: 'text', of: 'text?' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Form>>>>;

export type Form = 'text' | 'text?' | 'number' | 'true?' | 'time' | 'time?' | readonly string[];

export type LogVerb = keyof typeof VERBS_OF_LOG;

/** In the order in which a line is asked for them: `open` has a `plan`, too, and every line may have a `note`. */
export const LOG_VERBS = Object.keys(VERBS_OF_LOG) as readonly LogVerb[];

/** The verb of a line; undefined where it has none that is known. */
export function verbOf(event: object): LogVerb | undefined {
  return LOG_VERBS.find((verb) => Object.hasOwn(event, verb));
}

/** What the verb is about. */
export function aboutOf(event: RunEvent): string {
  const verb = verbOf(event)!;
  return String((event as unknown as Readonly<Record<string, unknown>>)[verb]);
}

/** When it happened, in milliseconds since the epoch. */
export function timeOf({ at }: Pick<Stamp, 'at'>): number {
  return Date.parse(at);
}
