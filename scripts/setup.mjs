// `node scripts/setup.mjs TASK [arguments]`: installs what the project needs, then runs scripts/TASK.ts under the
// project's own Node. Plain JavaScript, because this is the one file that the host's Node (20 or later) has to read.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const marker = join(root, 'node_modules', '.installed-lock');
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

if (!existsSync(node) || !existsSync(marker) || readFileSync(marker, 'utf8') !== lock) {
  console.log('Installing the dependencies (npm ci) …');
  run(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(marker, lock);
}

const [task, ...rest] = process.argv.slice(2);
if (task) run(node, [join(root, 'scripts', `${task}.ts`), ...rest]);

function run(command, commandArguments) {
  // The project's Node comes first on the PATH, so that every tool started from here runs under it.
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH].join(
    process.platform === 'win32' ? ';' : ':',
  );
  const { status, signal, error } = spawnSync(command, commandArguments, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: path },
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  if (status !== 0) process.exit(signal ? 1 : (status ?? 1));
}
