/**
 * One spelling per file. Clients escape more than a URL needs (`%3A`, `%2B`, `%40`), imports are resolved with less;
 * without one spelling the same file would be there twice.
 */
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

/** Whether `uri` is `folder` or lies below it. Both canonical. */
export function isInside(uri: string, folder: string): boolean {
  return uri === folder || uri.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
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
