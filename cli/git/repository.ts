import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The nearest folder, this one or above, that holds `.git`. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(resolve(at, '.git'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
