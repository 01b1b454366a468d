/** Reads `.release` files from disk, for the server in Node and for the command line. */
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { canonicalUri, isInside } from './uri.ts';

/** Folders that hold other people's files or nothing anybody wrote. */
export const SKIPPED: readonly string[] = ['node_modules', '.git', '.hg', '.svn'];

/** More is no plan but a mistake. */
export const MAX_BYTES = 16 * 1024 * 1024;

/** The URI of a path, spelled as the workspace spells it. */
export function uriOf(path: string): string {
  return canonicalUri(pathToFileURL(path).href);
}

/**
 * The text of a file; undefined where it is missing, unreadable, binary or enormous. A link that leads out of the roots
 * is not followed: an import must not read what the folder does not hold.
 */
export async function readInside(uri: string, roots: readonly string[]): Promise<string | undefined> {
  try {
    const path = await realpath(fileURLToPath(uri));
    if (roots.length > 0) {
      const real = await Promise.all(roots.map((root) => realpath(fileURLToPath(root))));
      if (!real.some((root) => isInside(uriOf(path), uriOf(root)))) return undefined;
    }
    return textOf(await readFile(path));
  } catch {
    return undefined;
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

/** Paths of all `.release` files below a folder, sorted; links and folders that cannot be read are passed over. */
export async function releaseFiles(folder: string): Promise<string[]> {
  const found: string[] = [];
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true }).catch(() => [])) {
      const path = join(next, entry.name);
      if (entry.isDirectory() && !SKIPPED.includes(entry.name)) open.push(path);
      else if (entry.isFile() && entry.name.endsWith('.release')) found.push(path);
    }
  }
  return found.sort();
}
