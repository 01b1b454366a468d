import { dirname } from 'node:path';
import { grouped } from '../../plan/grouped.ts';
import { Misuse } from '../misuse.ts';
import { git } from './command.ts';
import { repositoryOf } from './repository.ts';

/** Of these files (absolute paths) those that are not in git as they are: it gives back another text than this one, or none. */
export async function uncommitted(paths: readonly string[]): Promise<readonly string[]> {
  const open: string[] = [];
  for (const [root, those] of grouped(paths, (path) => repositoryOf(dirname(path)))) {
    if (root === undefined) open.push(...those);
    else for (const path of those) if (await isOpen(root, path)) open.push(path);
  }
  return open;
}

/** One that git cannot answer for is not known to be there. */
async function isOpen(root: string, path: string): Promise<boolean> {
  try {
    return (await git(root, ['status', '--porcelain', '--ignored', '--', path])) !== '';
  } catch (error) {
    if (error instanceof Misuse) return true;
    throw error;
  }
}
