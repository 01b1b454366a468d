/** What is wrong with a plan, where, and the way out. */
import type { Place, Severity } from '../model.ts';
import type { Instant } from '../time/model.ts';

export interface Finding {
  /** The name of the check, as users see, configure and waive it. */
  readonly code: string;
  readonly severity: Severity;
  /** What is wrong, by how much, and what to do: a sentence for two in the morning. */
  readonly message: string;
  readonly place: Place;
  /** What it clashes with. */
  readonly related: readonly Related[];
  /** Shown faded: the text has no effect. */
  readonly faded?: boolean;
  /** The name of the release it belongs to, if to one. */
  readonly release?: string;
  /** Names of what it is about, beside what stands at `place`; part of what makes it this finding and no other. */
  readonly about?: readonly string[];
  /** Of what is told together with others like it: how. */
  readonly several?: Several;
  /** Facts that are told as this one finding, in the order of the text or their own; each has its own place, repairs and waivers. */
  readonly members?: readonly Finding[];
  /** Set when a waiver silences it: it is listed, but does not count. */
  readonly waived?: {
    readonly because: string;
    readonly place: Place;
    /** Who has decided it, where the waiver says so. */
    readonly by?: string;
    /** Its last day or moment, as people read it. */
    readonly until?: string;
  };
}

/** What a fact has in common with those that a reader would change together with it: `plan/findings/bundles.ts` makes one finding of them. */
export interface Several {
  /** Where they are told: the head of their block or release, what they hang on. */
  readonly at: Place;
  /** Behind their number: ``steps of `run` have no duration``. */
  readonly what: string;
  /** What the list calls this one; left out: only its place is its own, and leads to it. */
  readonly name?: string;
  /** Behind the list, as far as the full stop. */
  readonly todo: string;
  /** Its place in the list; left out: that of its text. For facts of one line, whose clauses the formatter may move. */
  readonly order?: number;
  /** What a long list counts it among: `plan/findings/kinds.ts`. */
  readonly kind?: Kind;
}

/** One of many that are asked the same. */
export interface Kind {
  /** With `…` for what it is about: `how long … takes`. */
  readonly name: string;
  readonly of?: string;
  /** What is known of it, and of others: `` `ann` decides``. */
  readonly known?: string;
  /** By when; of several the first is told. */
  readonly until?: { readonly at: Instant; readonly text: string };
  /** What is wrong with it beside, behind `For 12 of them`: said once for all of them. */
  readonly lacks?: string;
}

export interface Related {
  readonly message: string;
  readonly place: Place;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly PlanEdit[];
  /** How many facts of a finding it repairs; left out: the one there is. */
  readonly repairs?: number;
}

/** Single facts: what is told together, one by one. */
export function factsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.flatMap((finding) => finding.members ?? finding);
}

/** Findings, and behind each that tells several facts as one these facts. */
export function withMembers(findings: readonly Finding[]): readonly Finding[] {
  return findings.flatMap((finding) => [finding, ...(finding.members ?? [])]);
}

/**
 * An edit in the terms of a plan; `language/edit/edits.ts` makes text edits of it, with the indentation of the place.
 * `text` is one statement (or clause), possibly with a block of its own, its lines indented by two spaces a level.
 */
export type PlanEdit =
  | { readonly kind: 'replace'; readonly place: Place; readonly text: string }
  | { readonly kind: 'insert-before'; readonly place: Place; readonly text: string }
  | { readonly kind: 'insert-after'; readonly place: Place; readonly text: string }
  /** As the last line of the block of the statement at `place`; the block is made where there is none. */
  | { readonly kind: 'append-line'; readonly place: Place; readonly text: string }
  /** As the first line of that block. */
  | { readonly kind: 'prepend-line'; readonly place: Place; readonly text: string }
  /** As a clause at the end of the head of the statement at `place`. */
  | { readonly kind: 'append-clause'; readonly place: Place; readonly text: string };
