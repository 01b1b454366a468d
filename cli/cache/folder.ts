/** Where entries of the cache lie, a file for each plan, and how long. */
import { lstatSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ownFolder, secretIn } from './secret.ts';

export interface CacheFolder {
  readonly folder: string;
  /** Whoever called has named it, and vouches for what is in it. Else it lies in a checkout, and may have come with that. */
  readonly isNamed: boolean;
}

/** The secret that seals what is in it. Throws where there can be none. */
export function openFolder(place: CacheFolder): Uint8Array {
  const { folder, isNamed } = place;
  if (isNamed) {
    mkdirSync(folder, { recursive: true });
    return secretIn(folder);
  }
  for (const path of [dirname(folder), folder]) {
    const about = lstatSync(path, { throwIfNoEntry: false });
    // A link in a checkout leads wherever its author wants.
    if (about && !about.isDirectory()) throw new Error(`${basename(path)} is no folder`);
  }
  return secretIn(ownFolder());
}

/** Makes it where there is none, and so that no version control takes it in. */
export function prepare({ folder, isNamed }: CacheFolder): void {
  mkdirSync(folder, { recursive: true });
  const ignored = join(isNamed ? folder : dirname(folder), '.gitignore');
  try {
    writeFileSync(ignored, '*\n', { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

export function fileNameOf(hash: string): string {
  return `${hash.slice(0, 32)}.plan`;
}

/** Once a day, what nobody has used for a month goes, and what was left behind by who was stopped in the middle. */
export function sweep({ folder }: CacheFolder, used: ReadonlySet<string>, now = Date.now()): void {
  const mark = join(folder, 'swept');
  try {
    const last = statSync(mark, { throwIfNoEntry: false });
    if (last && now - last.mtimeMs < DAY) return;
    writeFileSync(mark, '');
    const today = new Date(now);
    utimesSync(mark, today, today);
    const kept: { readonly path: string; readonly at: number }[] = [];
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const isUsed = used.has(name);
      const at = isUsed ? now : (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0);
      if (isUsed) utimesSync(path, today, today);
      else if (UNFINISHED.test(name) && now - at > DAY) rmSync(path, { force: true });
      if (ENTRY.test(name)) kept.push({ path, at });
    }
    kept.sort((a, b) => b.at - a.at);
    for (const [i, { path, at }] of kept.entries()) if (i >= MOST || now - at > 30 * DAY) rmSync(path, { force: true });
  } catch {
    // Somebody else sweeps, or nobody may: it is tried again another day.
  }
}

const DAY = 24 * 60 * 60 * 1000;
const MOST = 20_000;
const ENTRY = /^[0-9a-f]{32}\.plan$/;
const UNFINISHED = /^[0-9a-f]{32}\.plan\.\d+-[0-9a-f]+\.tmp$/;
