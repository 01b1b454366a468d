/** One process writes a run: a file beside the log names it, so that whoever is refused knows whom to ask. */
import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';

export interface Owner {
  readonly pid: number;
  readonly host: string;
  /** When it began, in UTC. */
  readonly since: string;
  /** Where its board is, once it has one. */
  readonly board?: string;
  readonly token: string;
}

export interface Lock {
  /** Says where the board of the owner is. */
  tell(board: string): Promise<void>;
  release(): Promise<void>;
}

/** Thrown where somebody else has it. */
export class Locked extends Error {
  readonly owner: Owner | undefined;

  constructor(owner: Owner | undefined, path: string) {
    super(
      owner
        ? `Process ${owner.pid} on ${owner.host} has written this run since ${owner.since}${owner.board ? `, at ${owner.board}` : ''}. ` +
            (owner.host === hostname()
              ? `Use its board, or end it first; if that process is something else by now, delete ${path}.`
              : `End it there first; if that machine is gone for good, delete ${path}.`)
        : `${path} says that somebody writes this run, and not who. If nobody does, delete it.`,
    );
    this.owner = owner;
  }
}

/** What this process holds. In a container each process may have the number that the one before it had. */
const held = new Set<string>();

/** A lock whose process is gone is taken over. */
export async function takeLock(path: string): Promise<Lock> {
  const own: Owner = { pid: process.pid, host: hostname(), since: now(), token: randomUUID() };
  for (let round = 0; round < 5; round++) {
    // Before others can read it.
    held.add(own.token);
    try {
      await put(path, own, 'wx');
      return lockOf(path, own);
    } catch (error) {
      held.delete(own.token);
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const owner = ownerIn(text);
    if (!owner || owner.host !== hostname() || isAlive(owner)) throw new Locked(owner, path);
    await takeAway(path, text);
  }
  throw new Locked(undefined, path);
}

/** Of those who find the lock of a dead process one takes it away; whoever moved a living one puts it back. */
async function takeAway(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== text) await link(aside, path).catch(() => {});
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

function lockOf(path: string, own: Owner): Lock {
  return {
    tell: (board) => put(path, { ...own, board }, 'w'),
    async release() {
      held.delete(own.token);
      const owner = ownerIn(await readFile(path, 'utf8').catch(() => ''));
      if (owner?.token === own.token) await rm(path, { force: true });
    },
  };
}

async function put(path: string, owner: Owner, flag: 'w' | 'wx'): Promise<void> {
  const file = await open(path, flag, 0o600);
  try {
    await file.writeFile(`${JSON.stringify(owner)}\n`);
  } finally {
    await file.close();
  }
}

function ownerIn(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text) as Partial<Owner>;
    return Number.isInteger(owner.pid) && typeof owner.host === 'string' && typeof owner.token === 'string'
      ? (owner as Owner)
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive({ pid, token }: Owner): boolean {
  if (pid === process.pid) return held.has(token);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}
