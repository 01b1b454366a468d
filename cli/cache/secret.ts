/**
 * What seals the entries of a cache, so that nobody can put findings there who could not run the check in your name: a cache
 * that comes with a checkout is none of yours.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Made where there is none; throws where neither is possible. */
export function secretIn(folder: string): Uint8Array {
  const path = join(folder, 'cache-secret');
  return secretAt(path) ?? makeSecret(folder, path);
}

/** Where programs keep what is of one user and one machine. */
export function ownFolder({ env, platform } = process): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'release-plan');
  return join(env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'release-plan');
}

function secretAt(path: string): Uint8Array | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    return /^[0-9a-f]{64}\n$/.test(text) ? Buffer.from(text.trim(), 'hex') : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whole or not at all, and of two at once the first one holds; what cannot be a secret gives way. */
function makeSecret(folder: string, path: string): Uint8Array {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const own = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(own, `${randomBytes(32).toString('hex')}\n`, { flag: 'wx', mode: 0o600 });
    chmodSync(own, 0o600);
    rmSync(path, { force: true });
    linkSync(own, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
  const made = secretAt(path);
  if (!made) throw new Error(`${path} is no secret`);
  return made;
}
