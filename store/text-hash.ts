import { createHash } from 'node:crypto';

/** By which a log knows the text of a plan, whoever read it: SHA-256 in hex, without the mark of byte order. */
export function textHash(text: string): string {
  return createHash('sha256')
    .update(text.replace(/^\uFEFF/, ''))
    .digest('hex');
}
