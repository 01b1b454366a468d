/** Reads `.release` files from disk, for the server in Node and for the command line. */
import { constants, type Stats } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isInside } from '../language/files/imports.ts';
import type { ReadImport } from '../service/files/imports.ts';
import { canonicalUri } from '../service/files/uri.ts';

/** Folders that hold other people's files or nothing anybody wrote. */
export const SKIPPED: readonly string[] = ['node_modules', '.git', '.hg', '.svn'];

/** More is no plan but a mistake. */
export const MAX_BYTES = 16 * 1024 * 1024;

/** The URI of a path, spelled as the workspace spells it. */
export function uriOf(path: string): string {
  return canonicalUri(pathToFileURL(path).href);
}

/** The text of an imported file; undefined where there is none, see `readImport`. */
export async function readInside(uri: string, roots: readonly string[]): Promise<string | undefined> {
  const read = await readImport(uri, roots);
  return 'text' in read ? read.text : undefined;
}

/**
 * The text of a file that is imported: a binary or an enormous one, a pipe and a device are unreadable. A link that leads out
 * of the roots is not followed: an import must not read what the folder does not hold.
 */
export async function readImport(uri: string, roots: readonly string[]): Promise<ReadImport> {
  try {
    const path = await realpath(fileURLToPath(uri));
    const real = await Promise.all(roots.map((root) => realpath(fileURLToPath(root))));
    if (roots.length > 0 && !real.some((root) => isInside(uriOf(path), uriOf(root)))) return { problem: 'outside' };
    const bytes = await readRegularFile(path);
    const text = bytes instanceof Uint8Array ? textOf(bytes) : undefined;
    return text === undefined ? { problem: 'unreadable' } : { text };
  } catch (error) {
    const isMissing = ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
    return { problem: isMissing ? 'missing' : 'unreadable' };
  }
}

/**
 * The bytes of a file that is one; else what is known of it. A pipe or a device is never opened to be read: it may wait for
 * ever, and what is put in the place of a file in between must not be waited for either.
 */
export async function readRegularFile(path: string, most = MAX_BYTES): Promise<Uint8Array | Stats> {
  const about = await stat(path);
  if (!about.isFile() || about.size > most) return about;
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const opened = await file.stat();
    return opened.isFile() && opened.size <= most ? await file.readFile() : opened;
  } finally {
    await file.close();
  }
}

/** The text of bytes; undefined for binary data and for what no plan can be. UTF-8, with or without a mark. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length > MAX_BYTES || bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Paths of all `.release` files below a folder, sorted; links are passed over. `tell` hears of folders that cannot be read,
 * and of what is called like a plan and is no file.
 */
export async function releaseFiles(
  folder: string,
  tell: (path: string, problem: NodeJS.ErrnoException | 'no file') => void = () => undefined,
): Promise<string[]> {
  const found: string[] = [];
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const here = next;
    const entries = await readdir(here, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
      tell(here, error);
      return [];
    });
    for (const entry of entries) {
      const path = join(here, entry.name);
      if (entry.isDirectory() && !SKIPPED.includes(entry.name)) open.push(path);
      else if (!entry.name.endsWith('.release')) continue;
      else if (entry.isFile()) found.push(path);
      else if (!entry.isSymbolicLink() && !entry.isDirectory()) tell(path, 'no file');
    }
  }
  return found.sort();
}
