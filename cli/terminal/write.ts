/** Writes files so that whoever reads them finds the old text or the new one, never half of it. */
import { randomUUID } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { access, chmod, open, readFile, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Misuse } from '../misuse.ts';
import { named } from './printable.ts';
import { reason } from './reason.ts';

/**
 * Keeps the permissions of a file that is there, its owner and its other names, and follows a link to it. Throws a `Misuse`
 * where it cannot be written.
 */
export async function writeAtomically(path: string, text: string | Uint8Array): Promise<void> {
  try {
    const target = await targetOf(path);
    const present = await stat(target).catch(() => undefined);
    // A device or a pipe (`/dev/stdout`) cannot be replaced by a file.
    if (present && !present.isFile()) return await writeFile(target, text);
    // Renaming asks for no permission of the file that it replaces.
    if (present) await access(target, constants.W_OK);
    const temporary = join(dirname(target), `.${basename(target).slice(0, 100)}.${randomUUID()}.tmp`);
    try {
      if (present && isMoreThanAName(present)) await overwrite(target, text, temporary);
      else await replace(target, text, temporary, present);
    } finally {
      await rm(temporary, { force: true });
    }
  } catch (error) {
    throw new Misuse(`${named(path)} cannot be written: ${reason(error)}.`);
  }
}

/** Where links lead, to a file that is there or not yet. */
async function targetOf(path: string, links = 0): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const link = code === 'ENOENT' && links < 40 ? await readlink(path).catch(() => undefined) : undefined;
    if (link !== undefined) return targetOf(resolve(dirname(path), link), links + 1);
    if (code === 'ENOENT') return path;
    throw error;
  }
}

/** Another file in its place would part it from its other names, or give it to somebody else. */
function isMoreThanAName({ nlink, uid, gid }: Stats): boolean {
  const own = process.getuid === undefined || (uid === process.getuid() && gid === process.getgid?.());
  return nlink > 1 || !own;
}

async function replace(
  target: string,
  text: string | Uint8Array,
  temporary: string,
  present: Stats | undefined,
): Promise<void> {
  await writeFile(temporary, text, { flag: 'wx' });
  if (present) await chmod(temporary, present.mode);
  await rename(temporary, target);
}

/** The file itself in one go, and back to what it was where that fails; the old text lies beside it until it is done. */
async function overwrite(target: string, text: string | Uint8Array, temporary: string): Promise<void> {
  const before = await readFile(target);
  await writeFile(temporary, before, { flag: 'wx' });
  const file = await open(target, 'r+');
  const put = async (bytes: Uint8Array) => {
    for (let sent = 0; sent < bytes.length; ) {
      sent += (await file.write(bytes, sent, bytes.length - sent, sent)).bytesWritten;
    }
    await file.truncate(bytes.length);
  };
  try {
    await put(typeof text === 'string' ? Buffer.from(text) : text).catch(async (error: unknown) => {
      await put(before);
      throw error;
    });
  } finally {
    await file.close();
  }
}
