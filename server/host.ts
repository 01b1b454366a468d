/** What the language server needs of the place it runs in: a Node process or a web worker. */
import type { Folding } from '../plan/facts/folded.ts';
import type { AskStore } from './elsewhere.ts';
import type { RunFiles } from './nights.ts';
import type { RefinerMessage, RefinerThread } from './refiner.ts';

export interface Host {
  /** The text of a file inside one of the roots; undefined where there is none, or where it is no text. */
  read(uri: string, roots: readonly string[]): Promise<string | undefined>;
  /** URIs of all `.release` files below a folder. */
  find(folder: string): Promise<readonly string[]>;
  /** The folder with the pages of the checks, as a URI ending in `/`, when the host has one at hand. */
  readonly checkPages?: string;
  /** A thread of its own for long searches, where there can be one; what it finds comes by `receive`. */
  readonly startRefiner?: (receive: (message: RefinerMessage) => void) => RefinerThread;
  /** Asks a store for what plans of other repositories tell; missing: there is no file system. */
  readonly askStore?: AskStore;
  /** How what is not asked for is held small; missing: as it is. */
  readonly folding?: Folding;
  /** Logs of nights; missing: there is no file system. */
  readonly runFiles?: RunFiles;
}
