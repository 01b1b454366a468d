/** Where a company keeps what its plans tell each other across repositories: one interface, whatever is behind it. */
import type { Asked } from '../../plan/facts/across/asked.ts';
import type { Span } from '../../plan/time/model.ts';
import type { PlanRecord } from './record.ts';

export interface StoreQuestion {
  /** The repository that asks: of its own plans it is told nothing. */
  readonly by: string;
  readonly about: readonly Asked[];
  /** Whatever is released or frozen in this time is told as well. */
  readonly within?: Span;
}

export interface StoreAnswer {
  /** Of every plan the latest revision; those that are gone are not among them. */
  readonly records: readonly PlanRecord[];
  /** What is damaged, or of a later version, and left out. */
  readonly notes: readonly string[];
}

/** Whether a record holds now: not where a later revision is there, or what was there told the same. */
export type Outcome = 'kept' | 'same' | 'older';

/** Whatever it throws is a `StoreTrouble`. */
export interface PlanStore {
  /** The plans that may concern whoever asks: all that do, and not many more. */
  ask(question: StoreQuestion): Promise<StoreAnswer>;
  /** Where the plans of a repository lie in it that are not gone. */
  pathsOf(repository: string): Promise<{ readonly paths: readonly string[]; readonly notes: readonly string[] }>;
  /** Keeps records of one repository, each of another plan. */
  put(records: readonly PlanRecord[]): Promise<readonly Outcome[]>;
  close(): Promise<void>;
}

/** Whether some of it lies in a time, as a calendar shows it. */
export function liesIn({ releases }: PlanRecord, within: Span): boolean {
  return spansOf(releases).some(({ start, end }) => start < within.end && end >= within.start);
}

/** From the first to the last that a calendar shows of it. */
export function hullOf({ releases }: PlanRecord): Span | undefined {
  const spans = spansOf(releases);
  if (spans.length === 0) return undefined;
  return spans.reduce((a, b) => ({ start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) }));
}

function spansOf(releases: PlanRecord['releases']): readonly Span[] {
  return releases.flatMap(({ work, freezes }) => [...(work ? [work] : []), ...freezes.flatMap(({ spans }) => spans)]);
}
