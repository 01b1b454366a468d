/** Texts held small while nobody asks for them: what plans tell and what is found in them says the same things again and again. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Folding } from '../plan/facts/folded.ts';

/** A text of ours takes a fifteenth of its room, and as long as it took to write it. */
export const folding: Folding = {
  fold: (text) => deflateRawSync(text, { level: 3 }).toString('base64'),
  unfold: (folded) => inflateRawSync(Buffer.from(folded, 'base64')).toString(),
};
