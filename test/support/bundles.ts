/** The command line, the server and what the package exports, as they are built for users. */
import { bundle } from '../../scripts/build.ts';
import { once } from './once.ts';

/** The folder that is `dist/` elsewhere; in `cache/` Node keeps what it has compiled of it. */
export function bundles(): Promise<string> {
  return once('dist', (folder) => bundle({ isDevelopment: false, folder, parts: ['node', 'package'] }));
}
