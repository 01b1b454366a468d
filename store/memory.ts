/** How a process in Node gets along with thousands of plans: it holds little of each, and does not let what is not needed lie. */
import { setFlagsFromString } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Folding } from '../plan/facts/folded.ts';

/** A text of ours takes a fifteenth of its room, and as long as it took to write it. */
export const folding: Folding = {
  fold: (text) => deflateRawSync(text, { level: 3 }).toString('base64'),
  unfold: (folded) => inflateRawSync(Buffer.from(folded, 'base64')).toString(),
};

/**
 * Of this process and its threads, from now on. Nearly all that is made of a plan is garbage once it is judged, and what is kept of
 * each is little: left to itself the heap grows to more than twice of what is held before it is cleaned, its young part to 128 MiB, and
 * a longer pause now and then costs nothing that could be measured (docs/benchmarks.md). To be said before thousands of texts are read,
 * for what has grown stays so.
 */
export function growSlowly(): void {
  setFlagsFromString(`--heap-growing-percent=${PERCENT}`);
  // The young part stays as it is: some 16 MiB here by then, and as much from the beginning in a thread that is started later.
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--min-semi-space-size=8');
}

const PERCENT = 25;
