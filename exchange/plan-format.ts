/** What a format is that a plan leaves in and comes back from; `plan-formats.ts` lists those there are. */
import type { Analysis } from '../plan/analysis.ts';
import type { Release } from '../plan/model.ts';
import type { Ledger } from '../plan/outline/ledger.ts';
import type { Outline } from '../plan/outline/model.ts';
import type { Instant } from '../plan/time/model.ts';

/** What is written, and how it is wanted. */
export interface Exporting {
  readonly analysis: Analysis;
  readonly release: Release;
  /** Only what concerns this person, team, role or audience. */
  readonly for?: string;
  readonly profile?: string;
  /** What the same file held before, where there is one: what has an identity there keeps it. */
  readonly before?: Uint8Array;
  /** Takes a sentence about something that is not in the file, and why. */
  readonly tell: (sentence: string) => void;
  /** When it is written; undefined: at no time that matters. */
  readonly now?: Instant;
}

/** What is read. */
export interface Importing {
  readonly bytes: Uint8Array;
  /** As messages call the file. */
  readonly file: string;
  readonly ledger: Ledger;
  /** Of times that name none. */
  readonly zone?: string;
  readonly profile?: string;
  /** By the head of a column, in small letters, which field it is. */
  readonly map: ReadonlyMap<string, string>;
  /** Files that this one may ask for, by the last part of their paths: nothing else is opened. */
  readonly others?: ReadonlyMap<string, Uint8Array>;
}

/** The same as one other program wants it. */
export interface PlanProfile {
  readonly name: string;
  readonly about: string;
  /** What a file becomes that is said to be one of it; default: what any other becomes. */
  readonly reads?: string;
  /** What is in it: mostly less. */
  readonly carries: readonly string[];
}

export interface PlanFormat {
  /** As options name it. */
  readonly name: string;
  readonly extension: string;
  /** Other ends of names that such files have. */
  readonly alsoEnds?: readonly string[];
  /** Whom or what it is for, in the words of the documents (Markdown). */
  readonly about: string;
  readonly profiles?: readonly PlanProfile[];
  /** Whether it may be of one person, team, role or audience alone. */
  readonly canBeFor?: boolean;
  readonly write?: (exporting: Exporting) => Promise<string | Uint8Array>;
  /** What it reads, in the words of the documents (Markdown). */
  readonly reads?: string;
  /** Whether a file of it may include others. */
  readonly isSeveral?: boolean;
  /** Of a file that is read, where most of what such files hold is no plan; default: `MOST_BYTES`. What counts is counted as it is read. */
  readonly mostBytes?: number;
  readonly read?: (importing: Importing) => Promise<Outline>;
  /**
   * What of a plan comes back as it was, as `outline/facts.ts` calls it; everything else cannot be said. Of what is only
   * written: what is in it.
   */
  readonly carries: readonly string[];
  /** What people see in it, and does not come back. */
  readonly shows?: readonly string[];
}
