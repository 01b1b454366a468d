/**
 * What is different between two versions of plans, as JSON has it: the shape of `Difference`, but for instants (ISO 8601 with
 * the offset of the release's zone, `null` while the release has no date) and places (`path` and zero-based `line`).
 * Minutes are numbers. What did not change is not in it; of a change, a side that says nothing is left out.
 */
import type { ReleaseKind, Severity, Verb } from '../../plan/model.ts';

export interface JsonDifference {
  /** Of every release that is in either, in the order of the head; those that are gone come last. */
  releases: JsonReleaseDifference[];
  /** What the file declares outside of releases: people, things, calendars, policies, norms, trains, waivers. */
  declarations: JsonItemDifference[];
  /** Of findings that belong to no release. */
  findings: JsonFindingsDifference;
  /** What nobody, or too few people, could do any more; only where people were taken away. */
  gaps: JsonGap[];
}

export type JsonStatus = 'added' | 'removed' | 'changed';

export interface JsonChange<T> {
  from?: T;
  to?: T;
}

export interface JsonInstants {
  from: string | null;
  to: string | null;
}

export interface JsonReleaseDifference {
  status: JsonStatus;
  name: string;
  /** Its name in the base, where that is another one. */
  was?: string;
  title?: JsonChange<string>;
  kind?: JsonChange<ReleaseKind>;
  /** What else the plan says of the release as a whole. */
  changes: JsonValueChange[];
  zone: string;
  /** Without a date there are no instants. */
  relative: { from: boolean; to: boolean };
  windows: JsonWindowDifference[];
  run: JsonRunDifference;
  steps: JsonStepDifference[];
  /** Steps that are the same in every respect. */
  unchangedSteps: number;
  /** Of the runs: the steps without float. */
  critical: { added: JsonStepLabel[]; removed: JsonStepLabel[] };
  blocks: JsonItemDifference[];
  triggers: JsonItemDifference[];
  people: JsonPersonDifference[];
  milestones: JsonItemDifference[];
  scope: JsonScopeDifference[];
  rehearsals: JsonItemDifference[];
  tests: JsonItemDifference[];
  approvals: JsonItemDifference[];
  waivers: JsonItemDifference[];
  declarations: JsonItemDifference[];
  findings: JsonFindingsDifference;
}

export interface JsonWindowDifference {
  status: JsonStatus;
  name?: string;
  start?: JsonInstants;
  end?: JsonInstants;
}

export interface JsonRunDifference {
  /** Start of the first window. */
  T?: JsonInstants;
  start?: JsonInstants;
  end?: JsonInstants;
  length?: JsonChange<number>;
  goLive?: JsonInstants;
  outage?: JsonChange<number>;
  promisedOutage?: JsonChange<number>;
  contingency?: JsonChange<number>;
  rollbackDecision?: JsonInstants;
  /** The least time there is, after any step of the run, to decide for a rollback that still fits; negative: too late. */
  rollbackMargin?: JsonChange<number>;
  releaseEnd?: JsonInstants;
}

export interface JsonStepLabel {
  label: string;
  /** Index in its release. */
  step: number;
  path: string;
  line: number;
}

export interface JsonStepDifference extends JsonStepLabel {
  status: JsonStatus;
  verb: Verb;
  was?: string;
  /** The blocks it stands in, outermost first: `run > outage`. */
  block: string;
  /** Its index in the base; `step` is that in the head. */
  baseStep?: number;
  /** True where the plan says something else of it; false where it only moves because others do. */
  said: boolean;
  changes: JsonValueChange[];
  start?: JsonInstants;
  end?: JsonInstants;
  people?: JsonChange<string[]>;
  /** Minutes its start moves. */
  shift?: number;
}

export type JsonValueChange = JsonTextChange | JsonInstantChange | JsonMinutesChange;

export interface JsonTextChange {
  kind: 'text';
  what: string;
  /** Nobody may overlook it. */
  matters?: true;
  from?: string;
  to?: string;
}

export interface JsonInstantChange {
  kind: 'instant';
  what: string;
  matters?: true;
  from: string | null;
  to: string | null;
}

export interface JsonMinutesChange {
  kind: 'minutes';
  what: string;
  matters?: true;
  from?: number;
  to?: number;
}

export interface JsonItemDifference {
  status: JsonStatus;
  name: string;
  was?: string;
  changes: JsonValueChange[];
  path: string;
  line: number;
}

export interface JsonScopeDifference extends JsonItemDifference {
  /** It came in once the scope was frozen. */
  afterFreeze?: boolean;
}

export interface JsonPersonDifference {
  name: string;
  load?: JsonChange<number>;
  rest?: JsonChange<number>;
  doubleBookings?: JsonChange<number>;
}

export interface JsonFindingsDifference {
  added: JsonFindingSummary[];
  gone: JsonFindingSummary[];
  /** In both; `was` where its message is another one, `wasWaived` where a waiver began or ceased to silence it. */
  still: JsonFindingStill[];
}

export interface JsonFindingSummary {
  code: string;
  severity: Severity;
  message: string;
  waived: boolean;
  /** Names of what it is about. */
  about?: string[];
  /** Only of a finding that tells several facts as one: each of them. */
  members?: JsonFindingSummary[];
  path: string;
  line: number;
}

export interface JsonFindingStill extends JsonFindingSummary {
  was?: string;
  wasWaived?: boolean;
}

/** A slot that cannot be filled, or not with as many people as it asks for. */
export interface JsonGap {
  release: string;
  step?: number;
  what: string;
  who: string;
  wanted: number;
  left: number;
  path: string;
  line: number;
}
