/**
 * What is different between two analyses, in the terms of a release: the one value that `schedule --set`, the preview
 * and a review of two versions read.
 *
 * Plain data without references into either plan but `Place`s, so that it can be sent and stored. What did not change is
 * not in it. `from` is what the base says, `to` what the head says; undefined: it says nothing.
 */
import type { Place, ReleaseKind, Severity, Verb } from '../model.ts';
import type { Instant, Minutes, Zone } from '../time/model.ts';

export interface Change<T> {
  readonly from?: T;
  readonly to?: T;
}

export interface Difference {
  /** Of every release that is in either, in the order of the head; those that are gone come last. */
  readonly releases: readonly ReleaseDifference[];
  /** What the file declares outside of releases: people, things, calendars, policies, norms, trains, waivers. */
  readonly declarations: readonly ItemDifference[];
  /** Of findings that belong to no release. */
  readonly findings: FindingsDifference;
}

export type Status = 'added' | 'removed' | 'changed';

export interface ReleaseDifference {
  /** `changed`: it is in both, possibly with nothing in it that is different. */
  readonly status: Status;
  /** As the head calls it, of one that is gone as the base does. */
  readonly name: string;
  /** Its name in the base, where that is another one. */
  readonly was?: string;
  readonly title?: Change<string>;
  readonly kind?: Change<ReleaseKind>;
  /** What else the plan says of the release as a whole: owner, sponsor, zone, calendar, the freeze of its scope. */
  readonly changes: readonly ValueChange[];
  readonly zone: Zone;
  /** Without a date all instants are minutes from T. */
  readonly relative: { readonly from: boolean; readonly to: boolean };
  readonly windows: readonly WindowDifference[];
  readonly run: RunDifference;
  readonly steps: readonly StepDifference[];
  /** Steps that are the same in every respect. */
  readonly unchangedSteps: number;
  /** Of the runs: the steps without float. */
  readonly critical: { readonly added: readonly StepLabel[]; readonly removed: readonly StepLabel[] };
  /** Blocks of steps, by where they stand: `rollback full`, `run > outage`. */
  readonly blocks: readonly ItemDifference[];
  /** What calls for a rollback or play, and where there is no way back. */
  readonly triggers: readonly ItemDifference[];
  readonly people: readonly PersonDifference[];
  readonly milestones: readonly ItemDifference[];
  readonly scope: readonly ScopeDifference[];
  readonly rehearsals: readonly ItemDifference[];
  readonly tests: readonly ItemDifference[];
  /** Change records, budget, confirmations, sign-offs. */
  readonly approvals: readonly ItemDifference[];
  readonly waivers: readonly ItemDifference[];
  /** What else the release declares: risks, issues, benefits, freezes, events, cover, teams and roles of its own. */
  readonly declarations: readonly ItemDifference[];
  readonly findings: FindingsDifference;
}

export interface WindowDifference {
  readonly status: Status;
  readonly name?: string;
  readonly start?: Change<Instant>;
  readonly end?: Change<Instant>;
}

export interface RunDifference {
  /** Start of the first window. */
  readonly T?: Change<Instant>;
  readonly start?: Change<Instant>;
  readonly end?: Change<Instant>;
  readonly length?: Change<Minutes>;
  /** When the users have what is new, see `goLiveOf`. */
  readonly goLive?: Change<Instant>;
  readonly outage?: Change<Minutes>;
  /** Planned outage that is promised; set where outage or promise changed. */
  readonly promisedOutage?: Change<Minutes>;
  readonly contingency?: Change<Minutes>;
  /** The last moment at which a rollback still fits. */
  readonly rollbackDecision?: Change<Instant>;
  /** The least time there is, after any step of the run, to decide for a rollback that still fits; negative: too late. */
  readonly rollbackMargin?: Change<Minutes>;
  /** The last end of everything planned. */
  readonly releaseEnd?: Change<Instant>;
}

/** A step as messages call it, and its place in the text of the head (of one that is gone: of the base). */
export interface StepLabel {
  readonly label: string;
  /** Index in its release. */
  readonly step: number;
  readonly place: Place;
}

export interface StepDifference extends StepLabel {
  readonly status: Status;
  readonly verb: Verb;
  /** Its name or label in the base, where that is another one. */
  readonly was?: string;
  /** The blocks it stands in, outermost first: `run > outage`. */
  readonly block: string;
  /** Its index in the base; `step` is that in the head. */
  readonly baseStep?: number;
  /** True where the plan says something else of it; false where it only moves because others do. */
  readonly said: boolean;
  /** What the plan says of it, and its block and place in the order. */
  readonly changes: readonly ValueChange[];
  readonly start?: Change<Instant>;
  readonly end?: Change<Instant>;
  /** Who does it, as scheduled. */
  readonly people?: Change<readonly string[]>;
  /** When a message or an item of `prepare` moves, this is what people ask for: minutes its start moves. */
  readonly shift?: Minutes;
}

/** One property by the word the language has for it. `order`: it stands elsewhere in its block. */
export type ValueChange = {
  readonly what: string;
  /** Who may stop the night, who answers for it, how it is taken back: nobody may overlook it. */
  readonly matters?: true;
} & (
  | ({ readonly kind: 'text' } & Change<string>)
  | ({ readonly kind: 'instant' } & Change<Instant>)
  | ({ readonly kind: 'minutes' } & Change<Minutes>)
);

export interface ItemDifference {
  readonly status: Status;
  readonly name: string;
  readonly was?: string;
  readonly place: Place;
  readonly changes: readonly ValueChange[];
}

export interface ScopeDifference extends ItemDifference {
  /** It came in once the scope was frozen, as the plan says or its history shows; undefined: no freeze, or nobody knows. */
  readonly afterFreeze?: boolean;
}

export interface PersonDifference {
  readonly name: string;
  /** Minutes of work in what is planned; what only happens when called is not counted. */
  readonly load?: Change<Minutes>;
  /** From the end of the last step of a run to the next working minute or step. */
  readonly rest?: Change<Minutes>;
  /** Pairs of things at the same time. */
  readonly doubleBookings?: Change<number>;
}

export interface FindingsDifference {
  readonly added: readonly FindingSummary[];
  readonly gone: readonly FindingSummary[];
  /** In both; `was` where its message is another one, `wasWaived` where a waiver began or ceased to silence it. */
  readonly still: readonly (FindingSummary & { readonly was?: string; readonly wasWaived?: boolean })[];
}

export interface FindingSummary {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly place: Place;
  readonly waived: boolean;
  /** Names of what it is about, beside what stands at `place`. */
  readonly about?: readonly string[];
  /** What is told as this one. */
  readonly members?: readonly FindingSummary[];
}
