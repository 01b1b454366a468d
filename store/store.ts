/** Where the events of a run are kept: one interface, whatever is behind it. */
import type { RunEvent } from '../plan/log/events.ts';
import type { LogText } from '../plan/log/read.ts';

/** What holds for one run: of a release, or of a rehearsal of it. */
export interface RunStore {
  /** Which one: the release, and of a rehearsal `@` and its name, and `+training` where it is one. */
  readonly run: string;
  /** What is told to whoever opened it: lines that cannot be read, a tail that was mended. */
  readonly notes: readonly string[];
  /** Where it lies, for people. */
  readonly where: string;
  /** The name that lines of this writer have. */
  readonly writer: string;
  /** All there is, of every writer. */
  texts(): Promise<readonly LogText[]>;
  /** Resolves once they are where no power cut takes them; only then may anybody be told that they are noted. */
  append(events: readonly RunEvent[]): Promise<void>;
  /** Calls whenever another writer may have written; and when it cannot be asked, with the reason, or can again. */
  watch(changed: () => void, troubled?: (said: string | undefined) => void): () => void;
  /** Says to whoever would write it as well where the board is. */
  tell(board: string): Promise<void>;
  close(): Promise<void>;
}
