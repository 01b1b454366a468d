/** Where a company keeps what its plans tell each other across repositories: one interface, whatever is behind it. */
import type { PlanRecord } from './record.ts';

export interface PlanStore {
  /** Of every plan the latest revision; those that are gone are not among them. */
  read(): Promise<{ readonly records: readonly PlanRecord[]; readonly notes: readonly string[] }>;
  /** Keeps a record, and says whether it holds now: not where a later revision is there, or this one with the same content. */
  put(record: PlanRecord): Promise<'kept' | 'same' | 'older'>;
}

/** What is told where a store cannot be read or written. */
export class PlanStoreTrouble extends Error {}
