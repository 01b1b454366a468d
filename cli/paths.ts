import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** CI looks for files from the root of the repository, wherever in it the command runs. */
export function pathsFrom(root: string): (uri: string) => string {
  return (uri) => {
    if (!uri.startsWith('file:')) return uri;
    const path = fileURLToPath(uri);
    const inside = relative(root, path);
    return (inside === '..' || inside.startsWith(`..${sep}`) ? path : inside).split(sep).join('/');
  };
}
