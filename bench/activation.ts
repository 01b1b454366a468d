/**
 * `npm run bench:activation`: how long the packaged extension takes to be there in a real VS Code, in both hosts: ten windows, median. The
 * package has to be made first (`npm run package`).
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { milliseconds, spreadOf, table } from './tools/measure.ts';

const editor = (file: string) => resolve(import.meta.dirname, '../test/editor', file);

const rows = [false, true].map((isWeb) => {
  const args = [editor('run.ts'), '--suite', editor('suite/activation.ts'), ...(isWeb ? ['--web'] : [])];
  const { stdout } = spawnSync('node', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const times = [...stdout.matchAll(/^✓ activation \d+ \((\d+) ms\)$/gm)].map(([, time]) => Number(time));
  if (times.length === 0) throw new Error(stdout);
  const { median, p95 } = spreadOf(times);
  return [isWeb ? 'web' : 'Node', milliseconds(median), milliseconds(p95), String(times.length)];
});
console.log(table('Activation in VS Code, ms', ['host', 'median', 'p95', 'windows'], rows));
