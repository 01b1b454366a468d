/**
 * `npm start`: builds, prints the findings and the schedule of an example, and serves its preview.
 * `npm start -- FILE` does so for another plan; `--port N`; `--built` trusts the build that is there.
 *
 * An example says in its first lines on which day it is to be judged: on another one it would be a plan that is over.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { toolOptions } from './options.ts';

const { values, positionals } = toolOptions(import.meta.filename, {
  allowPositionals: true,
  options: { port: { type: 'string' }, built: { type: 'boolean', default: false } },
});
const EXAMPLE = positionals[0] ?? 'examples/payments-4.2.release';
const [, day, date] = /\b[Jj]udged\s+(?:\/\/\s+)?on (\w{3} (\d{4}-\d{2}-\d{2}))/.exec(textOf(EXAMPLE)) ?? [];
const at = date === undefined ? [] : ['--at', `${date}T09:00Z`];

if (!values.built && spawnSync('node', ['scripts/build.ts'], { stdio: 'inherit' }).status !== 0) process.exit(1);
console.log(
  day === undefined
    ? `\n${EXAMPLE} is judged now.`
    : `\n${EXAMPLE} is judged on ${day} at 09:00 UTC, the day it was written for, whatever day it is.`,
);
for (const command of ['check', 'schedule']) {
  const { status } = spawnSync('node', told(command), { stdio: 'inherit' });
  // Findings are what an example may have; only misuse ends the tour.
  if (status !== 0 && status !== 1) process.exit(status ?? 1);
}
const port = values.port === undefined ? [] : ['--port', values.port];
const preview = spawn('node', told('preview', port), { stdio: 'inherit' });
preview.on('exit', (code) => process.exit(code ?? 0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => preview.kill(signal));

/** Prints the command as the reader would give it. */
function told(command: string, more: readonly string[] = []): readonly string[] {
  console.log(`\n$ ${['release-plan', command, EXAMPLE, ...at].join(' ')}`);
  return ['dist/cli.js', command, EXAMPLE, ...at, ...more];
}

/** A file that cannot be read is told by the command. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
