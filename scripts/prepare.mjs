// npm runs this when it installs the package from git, as pre-commit and GitLab do: it builds the command and what is imported. It runs under
// whatever Node npm has, and 20 cannot read TypeScript: scripts/build.ts is compiled first, by the esbuild it needs anyway.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiled = join(root, 'node_modules', '.cache', 'release-plan', 'build.mjs');

// `npm install --global` of a git repository installs what the build needs globally too, that is: not here.
if (!existsSync(join(root, 'node_modules', 'esbuild'))) {
  const { status } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, npm_config_global: 'false' },
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

const { build } = await import('esbuild');
await mkdir(dirname(compiled), { recursive: true });
await build({
  entryPoints: [join(root, 'scripts', 'build.ts')],
  outfile: compiled,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  // The packagers are not for Node 20, and not needed here.
  external: ['./package/extension.ts', './package/npm.ts'],
  define: { 'import.meta.dirname': JSON.stringify(join(root, 'scripts')), 'import.meta.main': 'false' },
});
const { bundle } = await import(pathToFileURL(compiled).href);
await bundle({ isDevelopment: false, parts: ['node', 'package'] });
