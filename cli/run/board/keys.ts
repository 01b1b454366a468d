/**
 * Who may say what on a board that others reach: each person has a link with a secret in its fragment, which no server and no log
 * gets to see, and which is kept as its hash alone.
 */
import { createHash, randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunName } from '../../../store/file.ts';
import { writeAtomically } from '../../terminal/write.ts';

export interface Keys {
  /** The name of each person or machine, by the hash of their secret. */
  readonly holders: Readonly<Record<string, Holder>>;
}

export interface Holder {
  readonly name: string;
  /** `reader`: sees the page without names, and says nothing. `calendar`: reads one of their own, and nothing else. */
  readonly role: 'person' | 'machine' | 'reader' | 'calendar';
}

export function keysPath({ folder, run }: RunName): string {
  return join(folder, `.${run}.runkeys.json`);
}

/** Of the calendars that were served, so that what moves keeps a higher number after another start. */
export function calendarsPath({ folder, run }: RunName): string {
  return join(folder, `.${run}.calendars`);
}

export async function readKeys(name: RunName): Promise<Keys> {
  try {
    const { holders } = JSON.parse(await readFile(keysPath(name), 'utf8')) as Partial<Keys>;
    return { holders: { ...holders } };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { holders: {} };
    throw error;
  }
}

export async function writeKeys(name: RunName, keys: Keys): Promise<void> {
  const path = keysPath(name);
  await writeAtomically(path, `${JSON.stringify(keys, null, 2)}\n`);
  await chmod(path, 0o600);
}

/** 256 bits, as a link can have them. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Looked up by its hash: how long that takes says nothing of the secret. */
export function holderOf({ holders }: Keys, secret: string): Holder | undefined {
  const hash = hashOf(secret);
  return Object.hasOwn(holders, hash) ? holders[hash] : undefined;
}

/** Without a role all that they have: a calendar is one beside a link. */
export function without({ holders }: Keys, { name, role }: Pick<Holder, 'name'> & Partial<Holder>): Keys {
  const isMeant = (holder: Holder) =>
    holder.name === name && (role === undefined || (holder.role === 'calendar') === (role === 'calendar'));
  return { holders: Object.fromEntries(Object.entries(holders).filter(([, holder]) => !isMeant(holder))) };
}
