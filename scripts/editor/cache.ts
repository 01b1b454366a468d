import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where downloads are kept between runs: outside the repository, so that a fresh clone finds them too. */
export function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'release-plan');
}
