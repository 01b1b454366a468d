/** A thread that helps: the program once more, which finds itself in `workerData` and answers batches. */
import { isMainThread, workerData } from 'node:worker_threads';

/** What a thread is told when it begins. */
export interface Beginning {
  readonly is: typeof HELPER;
  readonly roots: readonly string[];
  readonly now: number;
  /** Whether what it finds is to be folded: whoever asks unfolds it then. */
  readonly folds: boolean;
  /** From where paths are told. */
  readonly root: string;
}

export const HELPER = 'release-plan helper';

export function isHelper(): boolean {
  return !isMainThread && (workerData as Beginning | null)?.is === HELPER;
}
