/** What costs much to make and is only read: made once for all files of tests, by the worker that asks first. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';

/** Gives the folder of that name, filled by `make`. Whoever waits for another worker is told when that one failed. */
export function once(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  let made = mine.get(name);
  if (!made) {
    made = ofAll(name, join(inject('scratch'), name), make);
    mine.set(name, made);
  }
  return made;
}

/** What this worker has asked for. */
const mine = new Map<string, Promise<string>>();

async function ofAll(name: string, folder: string, make: (folder: string) => Promise<void>): Promise<string> {
  const [ready, failed] = [`${folder}.ready`, `${folder}.failed`];
  try {
    await mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    while (!existsSync(ready)) {
      if (existsSync(failed)) throw new Error(`There is no '${name}': the worker that tried to make it says why.`);
      await setTimeout(50);
    }
    return folder;
  }
  try {
    await make(folder);
    await writeFile(ready, '');
  } catch (error) {
    await writeFile(failed, '');
    throw error;
  }
  return folder;
}
