/** One process writes a run: a file beside the log names it, so that whoever is refused knows whom to ask. */
import { createHash, randomUUID } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
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
  // Before others can read it.
  held.add(own.token);
  try {
    for (let round = 0; round < 5; round++) {
      if (await put(path, own)) return lockOf(path, own);
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      const owner = ownerIn(text);
      if (!owner || owner.host !== hostname() || isAlive(owner)) throw new Locked(owner, path);
      if (await takeOver(path, text, own)) return lockOf(path, own);
    }
    throw new Locked(undefined, path);
  } catch (error) {
    held.delete(own.token);
    throw error;
  }
}

/**
 * Of those who find the lock of a dead process one takes its place, whoever has the right to: a lock of its own, called by what that one says.
 * There is never no lock, so that nobody else gets in between; and whoever comes late finds another one than it has read.
 */
async function takeOver(path: string, text: string, own: Owner): Promise<boolean> {
  const right = await takeLock(`${path}.${createHash('sha256').update(text).digest('hex').slice(0, 16)}`).catch(
    (error: unknown) => {
      if (error instanceof Locked) return undefined;
      throw error;
    },
  );
  if (!right) return false;
  const beside = `${path}.${own.token}`;
  try {
    if ((await readFile(path, 'utf8').catch(() => undefined)) !== text) return false;
    await writeFile(beside, textOf(own), { mode: 0o600 });
    await rename(beside, path);
    return true;
  } finally {
    await rm(beside, { force: true });
    await right.release();
  }
}

function lockOf(path: string, own: Owner): Lock {
  return {
    tell: (board) => writeFile(path, textOf({ ...own, board }), { mode: 0o600 }),
    async release() {
      held.delete(own.token);
      const owner = ownerIn(await readFile(path, 'utf8').catch(() => ''));
      if (owner?.token === own.token) await rm(path, { force: true });
    },
  };
}

/** Whether there was none. */
async function put(path: string, owner: Owner): Promise<boolean> {
  try {
    await writeFile(path, textOf(owner), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function textOf(owner: Owner): string {
  return `${JSON.stringify(owner)}\n`;
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
