/** Programs of npm that are too large for a dependency: installed on the first call, and kept in the user's cache. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { command } from './command.ts';

/**
 * Everything happens in a folder of its own that gets its name last: an interrupted install is never taken for one.
 * `entry`: what is there when it is whole.
 */
export async function installInto(
  home: string,
  entry: (home: string) => string,
  fill: (draft: string) => Promise<void>,
): Promise<void> {
  await mkdir(dirname(home), { recursive: true });
  await removeOldDrafts(home);
  const draft = await mkdtemp(`${home}.`);
  try {
    await writeFile(join(draft, 'package.json'), '{ "private": true }\n');
    await fill(draft);
    await putInPlace(draft, home, entry);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

export function npm(cwd: string, ...args: string[]): Promise<string> {
  return command('npm', [...args, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd });
}

/** What an interrupted install has left; one that is younger than an hour may still be at work. */
async function removeOldDrafts(home: string): Promise<void> {
  for (const name of await readdir(dirname(home))) {
    const path = join(dirname(home), name);
    if (!path.startsWith(`${home}.`) || Date.now() - (await stat(path)).mtimeMs < 3_600_000) continue;
    await rm(path, { recursive: true, force: true });
  }
}

/** Of two installs that run at the same time the first one wins and the second one is thrown away. */
async function putInPlace(draft: string, home: string, entry: (home: string) => string): Promise<void> {
  try {
    await rename(draft, home);
  } catch (error) {
    if (!existsSync(entry(home))) throw error;
  }
}
