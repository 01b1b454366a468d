/** Writes files so that whoever reads them finds the old text or the new one, never half of it. */
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { access, chmod, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { reason } from './inputs.ts';
import { Misuse } from './misuse.ts';

/** Keeps the permissions of a file that is there, and follows a link to it. Throws a `Misuse` where it cannot be written. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const present = await stat(target).catch(() => undefined);
  const temporary = join(dirname(target), `.${basename(target)}.${randomUUID()}.tmp`);
  try {
    // A device or a pipe (`/dev/stdout`) cannot be replaced by a file.
    if (present && !present.isFile()) return await writeFile(target, text);
    // Renaming asks for no permission of the file that it replaces.
    if (present) await access(target, constants.W_OK);
    await writeFile(temporary, text, { flag: 'wx' });
    if (present) await chmod(temporary, present.mode);
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw new Misuse(`${path} cannot be written: ${reason(error)}.`);
  }
}
