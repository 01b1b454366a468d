/**
 * One spelling per file. Clients escape more than a URL needs (`%3A`, `%2B`, `%40`), imports are resolved with less;
 * without one spelling the same file would be there twice.
 */
import { isInside } from '../../language/files/imports.ts';
export function canonicalUri(uri: string): string {
  const match = /^([a-z][a-z0-9+.-]*):(\/\/[^/?#]*)?([^?#]*)(.*)$/i.exec(uri);
  if (!match) return uri;
  const [, scheme = '', authority = '', path = '', rest = ''] = match;
  const plain = path
    .split('/')
    .map((segment) => decode(segment).replace(/[%?#]/g, encodeURIComponent))
    .join('/')
    .replace(/^\/([A-Z]):/, (_, drive: string) => `/${drive.toLowerCase()}:`);
  try {
    return new URL(`${scheme.toLowerCase()}:${authority}${plain}${rest}`).href;
  } catch {
    return uri;
  }
}

/**
 * What a document is beside the plans of the workspace.
 *
 * - `plan`: it lies in a folder, or is a file: it is judged beside the others that are.
 * - `draft`: it has no place yet, or one that is nobody else's (`untitled:`, `vscode-userdata:`): a plan that stands alone.
 * - `version`: it shows what some file says elsewhere or said before (`git:`, a review, the local history). It is for
 *   reading, names and times included; it is no second plan that could clash with the file, and nobody can repair it.
 */
export type Standing = 'plan' | 'draft' | 'version';

export function standingOf(uri: string, roots: readonly string[]): Standing {
  if (roots.some((root) => isInside(uri, root))) return 'plan';
  const scheme = schemeOf(uri);
  if (scheme === 'file') return 'plan';
  // A place one can write to outside of the folders, as in a remote repository that is browsed.
  if (DRAFTS.includes(scheme) || roots.some((root) => schemeOf(root) === scheme)) return 'draft';
  return 'version';
}

const DRAFTS = ['untitled', 'vscode-userdata', 'vscode-vfs', 'vscode-remote'];

/** Where the file lies that a document shows a version of: at the same path in one of the folders; else where it says. */
export function fileOfVersion(uri: string, roots: readonly string[]): string {
  const path = /^[^:]+:(?:\/\/[^/?#]*)?([^?#]*)/.exec(uri)?.[1] ?? '';
  for (const root of roots) {
    const start = /^[^:]+:(?:\/\/[^/?#]*)?/.exec(root)?.[0] ?? '';
    if (isInside(`${start}${path}`, root)) return `${start}${path}`;
  }
  return uri;
}

function schemeOf(uri: string): string {
  return uri.slice(0, uri.indexOf(':'));
}

/** The last segment of the path, readable. */
export function fileName(uri: string): string {
  return decode(uri.slice(uri.lastIndexOf('/') + 1));
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The path from one file to another as an import writes it: `../shared/acme.release`, `./night.release`. */
export function relativePath(from: string, to: string): string {
  const start = from.split('/');
  const goal = to.split('/');
  let shared = 0;
  while (shared < Math.min(start.length, goal.length) - 1 && start[shared] === goal[shared]) shared++;
  const up = '../'.repeat(start.length - 1 - shared);
  return decode(`${up || './'}${goal.slice(shared).join('/')}`);
}
