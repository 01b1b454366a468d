/**
 * `npm run test:package`: the npm package as strangers get it, under every Node that it says it runs in. Packed, installed into a clean
 * folder by the npm of the day, and its command used; each Node comes from the package of that name.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from '../build.ts';
import { root } from '../root.ts';
import { NPM_NAME, packageNpm } from './npm.ts';

const { values } = parseArgs({ options: { nodes: { type: 'string', default: '20,22,24' } } });

const base = mkdtempSync(join(tmpdir(), 'release-plan-npm-'));
try {
  const dist = join(base, 'dist');
  await bundle({ isDevelopment: false, folder: dist, parts: ['node', 'package', 'types'] });
  const archive = await packageNpm(root, dist);
  for (const version of values.nodes.split(',')) tryUnder(version, archive);
} finally {
  rmSync(base, { recursive: true });
}

function tryUnder(version: string, archive: string): void {
  const runtime = join(base, `node-${version}`);
  run('npm', ['install', '--silent', '--prefix', runtime, `node@${version}`], base);
  const folder = join(base, `clean-${version}`);
  const path = [join(runtime, 'node_modules/node/bin'), join(folder, 'node_modules/.bin'), process.env.PATH];
  const env = { ...process.env, PATH: path.join(delimiter) };
  const node = run('node', ['--version'], base, env).trim();
  run('npm', ['install', '--silent', '--prefix', folder, archive], base, env);
  const installed =
    run('npm', ['ls', '--all', '--parseable', '--prefix', folder], base, env).trim().split('\n').length - 1;
  if (installed !== 1) throw new Error(`${installed} packages were installed; everything is bundled.`);
  const commands = [
    ['new', '--kind', 'hotfix', '--zone', 'Europe/Berlin', '--people', 'Mara, Jonas', '-o', 'night.release'],
    ['check', 'night.release'],
    ['schedule', 'night.release'],
    ['render', 'night.release', '-o', 'night.svg'],
    ['export', 'night.release', '-o', 'night.xlsx'],
    ['import', 'night.xlsx', '-o', 'back.release'],
    ['explain', 'cycle'],
  ];
  for (const command of commands) run('release-plan', command, folder, env, command[0] === 'import' ? [0, 1] : [0]);
  writeFileSync(
    join(folder, 'library.mjs'),
    `import { createPlanService } from '${NPM_NAME}';\nconsole.log(typeof createPlanService);\n`,
  );
  if (run('node', ['library.mjs'], folder, env) !== 'function\n') throw new Error('It cannot be imported.');
  console.log(`✓ Node ${node}: installed alone, ${commands.length} commands, imported`);
}

function run(program: string, args: readonly string[], cwd: string, env = process.env, fine = [0]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (error) throw error;
  if (!fine.includes(status ?? -1))
    throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${stderr}${stdout}`);
  return stdout;
}
