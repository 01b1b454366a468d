/**
 * `npm run bench:hostile`: files that would burst, each given to the command line as it is installed (`dist/cli.js`), in a process of its
 * own: how long it takes of the clock and of the processor, the most memory it had, and what it said. The first row is what
 * the same process takes for an ordinary file.
 *
 * Options: `--only PATTERN`. Marks what takes more than a second or 200 MB.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { toolOptions } from '../scripts/options.ts';
import { HOSTILE } from './hostile/files.ts';
import { clock, milliseconds, table } from './tools/measure.ts';

const { values } = toolOptions(import.meta.filename, { options: { only: { type: 'string', default: '' } } });
const [MOST_MS, MOST_MIB] = [1000, 200];
/** What takes longer is ended. */
const MOST_WAITED = 40_000;

const cli = resolve(import.meta.dirname, '../dist/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'release-plan-hostile-'));
/** A process tells its own most memory when it ends: `maxRSS` begins with that of whoever started it, and this one makes the files. */
const telling = join(folder, 'telling.cjs');
writeFileSync(
  telling,
  `process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const { readFileSync, writeFileSync } = require('node:fs');
  let most = maxRSS;
  try {
    most = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    // Another system than Linux.
  }
  writeFileSync(process.env.TOLD, JSON.stringify({ most, cpu: (userCPUTime + systemCPUTime) / 1000 }));
});
`,
);

try {
  const rows = HOSTILE.filter(({ name }) => new RegExp(values.only).test(name)).map(({ name, file, make }) => {
    const path = join(folder, file);
    writeFileSync(path, make());
    const told = join(folder, 'told.json');
    const started = clock();
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--require', telling, cli, 'import', path, '--out', join(folder, 'out.release')],
      { encoding: 'utf8', env: { ...process.env, TOLD: told }, maxBuffer: 1 << 28, cwd: folder, timeout: MOST_WAITED },
    );
    const took = clock() - started;
    // Whatever was killed, or ran out of memory, tells nothing.
    const { most, cpu } = existsSync(told)
      ? (JSON.parse(readFileSync(told, 'utf8')) as { readonly most: number; readonly cpu: number })
      : { most: Number.NaN, cpu: Number.NaN };
    rmSync(told, { force: true });
    rmSync(path);
    rmSync(join(folder, 'out.release'), { force: true });
    const memory = most / 1024;
    const isOver = !(cpu <= MOST_MS && memory <= MOST_MIB);
    const row = [
      name,
      milliseconds(took),
      milliseconds(cpu),
      String(Math.round(memory)),
      String(status),
      isOver ? '!' : '',
      stderr.split('\n', 1)[0]!.replaceAll(`${folder}/`, '').slice(0, 110),
    ];
    process.stderr.write(`${row.join(' | ')}\n`);
    return row;
  });
  console.log(table('what would burst', ['file', 'ms', 'of the CPU', 'MiB', 'exit', '', 'said'], rows));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
