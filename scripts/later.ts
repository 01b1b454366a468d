/**
 * `npm run test:later`: the tests on a clock five years on, for an example that rots does so when nobody looks. With names of
 * tests only those. `npm test` runs those that ask for the time, which are few: everything else is told it.
 */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

const clock = pathToFileURL('test/support/later.ts').href;
const NODE_OPTIONS = [process.env.NODE_OPTIONS, `--import=${clock}`].filter(Boolean).join(' ');
const { status } = spawnSync('vitest', ['run', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, NODE_OPTIONS },
});
process.exitCode = status ?? 1;
