/** Who calls the command line: with what, where the answer goes, and how a command is run for it. */
import type { ExitCode } from '../misuse.ts';
import type { Streams } from '../terminal/streams.ts';

export interface Caller {
  /** All that stands behind the name of the program. */
  readonly args: readonly string[];
  readonly streams: Streams;
  /** Runs a command; what it throws is told. */
  run(command: () => Promise<ExitCode>): Promise<void>;
}
