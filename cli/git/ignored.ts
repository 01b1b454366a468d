/** `.releaseignore`: files that no command touches unless it is told to, written as in `.gitignore`. */
import { readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { Misuse } from '../misuse.ts';
import { named } from '../terminal/printable.ts';
import { reason } from '../terminal/reason.ts';
import { repositoryOf } from './repository.ts';

export const IGNORE_FILE = '.releaseignore';

/**
 * Tells the ignore file that leaves a path out, if any does. Ignore files count from the root of the repository (else from
 * `cwd`, else from the folder of the file) down to the folder of the file; a lower one may take back what a higher one says.
 */
export function ignoring(cwd: string): (path: string) => string | undefined {
  const rules = new Map<string, Ignore | undefined>();
  const rulesIn = (folder: string): Ignore | undefined => {
    if (!rules.has(folder)) rules.set(folder, read(resolve(folder, IGNORE_FILE)));
    return rules.get(folder);
  };
  return (path) => {
    let by: string | undefined;
    for (const folder of foldersTo(path, cwd)) {
      const verdict = rulesIn(folder)?.test(relative(folder, path).split(sep).join('/'));
      if (verdict?.ignored) by = resolve(folder, IGNORE_FILE);
      else if (verdict?.unignored) by = undefined;
    }
    return by;
  };
}

/** One that is there and cannot be read would let in what it leaves out. */
function read(path: string): Ignore | undefined {
  try {
    const about = statSync(path, { throwIfNoEntry: false });
    if (!about) return undefined;
    if (!about.isFile()) throw new Misuse(`${named(path)} is no file; take it away.`);
    return ignore().add(readFileSync(path, 'utf8'));
  } catch (error) {
    throw error instanceof Misuse ? error : new Misuse(`${named(path)} cannot be read: ${reason(error)}.`);
  }
}

/** From the top down to the folder of the file. */
function foldersTo(path: string, cwd: string): string[] {
  const bottom = dirname(path);
  const top = repositoryOf(bottom) ?? (isBelow(bottom, cwd) ? resolve(cwd) : bottom);
  const folders = [bottom];
  for (let at = bottom; at !== top && dirname(at) !== at; at = dirname(at)) folders.unshift(dirname(at));
  return folders;
}

function isBelow(folder: string, above: string): boolean {
  const way = relative(above, folder);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || resolve(way) === way);
}
