/** What a thread that helps does. */
import { parentPort, workerData } from 'node:worker_threads';
import { helping } from '../../service/files/helping.ts';
import { folding } from '../../store/memory.ts';
import { pathsFrom } from '../paths.ts';
import type { Beginning } from './thread.ts';

/** Batches and answers are a text each: one copy, whatever is in it. */
export function help(): void {
  const { roots, now, root, folds } = workerData as Beginning;
  const answer = helping({ roots, now, pathOf: pathsFrom(root), ...(folds && { folding }) });
  parentPort!.on('message', (batch: string) => parentPort!.postMessage(JSON.stringify(answer(JSON.parse(batch)))));
}
