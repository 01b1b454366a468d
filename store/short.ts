import { createHash } from 'node:crypto';

/** Names of any length and with any character as a part of a file's name, or as a key. */
export function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
