/**
 * `npm start`: builds, prints the findings and the schedule of an example, and serves its preview.
 * `npm start -- FILE` does so for another plan; `--port N`; `--built` trusts the build that is there.
 */
import { spawn, spawnSync } from 'node:child_process';

import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { port: { type: 'string' }, built: { type: 'boolean', default: false } },
});
const EXAMPLE = positionals[0] ?? 'examples/payments-4.2.release';

if (!values.built && spawnSync('node', ['scripts/build.ts'], { stdio: 'inherit' }).status !== 0) process.exit(1);
for (const command of ['check', 'schedule']) {
  console.log(`\n$ release-plan ${command} ${EXAMPLE}`);
  const { status } = spawnSync('node', ['dist/cli.js', command, EXAMPLE], { stdio: 'inherit' });
  // Findings are what an example may have; only misuse ends the tour.
  if (status !== 0 && status !== 1) process.exit(status ?? 1);
}
console.log(`\n$ release-plan preview ${EXAMPLE}`);
const port = values.port === undefined ? [] : ['--port', values.port];
const preview = spawn('node', ['dist/cli.js', 'preview', ...port, EXAMPLE], { stdio: 'inherit' });
preview.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => preview.kill(signal));
