import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

/** This machine, as the lines that it writes name it: a part of a file's name that any system takes. */
export function thisWriter(): string {
  const host = hostname();
  const plain = host
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 24);
  // Two machines may have names that look the same once they are plain.
  return plain === host
    ? plain
    : `${plain || 'machine'}-${createHash('sha256').update(host).digest('hex').slice(0, 6)}`;
}
