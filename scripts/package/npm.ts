/**
 * Packs what npm gets, `dist/release-plan-as-code-VERSION.tgz`, from a folder that holds exactly that. Everything is bundled, so that the
 * manifest there names no dependency, and none of what only an editor or whoever works here needs. The short name belongs to another
 * package; the command keeps it.
 */
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { readMeFor, repository, sourceFields } from './registry.ts';
import { heldTo } from './size.ts';

export const NPM_NAME = 'release-plan-as-code';

/** Fields of `package.json` that mean something to who installs it. */
const MANIFEST_FIELDS = ['version', 'description', 'license', 'keywords', 'type', 'bin', 'exports', 'files'] as const;

/** Gives the path of the package. `dist`: where the bundles are. */
export async function packageNpm(root: string, dist = resolve(root, 'dist')): Promise<string> {
  const folder = resolve(dist, 'npm');
  const manifest = JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  await rm(folder, { recursive: true, force: true });
  for (const path of [...(manifest.files as string[]), 'LICENSE']) {
    const from = path.startsWith('dist/') ? resolve(dist, path.slice('dist/'.length)) : resolve(root, path);
    await mkdir(dirname(resolve(folder, path)), { recursive: true });
    await cp(from, resolve(folder, path), { recursive: true });
  }
  const fields = MANIFEST_FIELDS.filter((field) => field in manifest).map((field) => [field, manifest[field]]);
  const engines = { node: (manifest.engines as { node: string }).node };
  const own = { name: NPM_NAME, ...Object.fromEntries(fields), ...sourceFields({ repository }), engines };
  await writeFile(resolve(folder, 'package.json'), `${JSON.stringify(own, null, 2)}\n`);
  const version = String(manifest.version);
  const readMe = await readFile(resolve(root, 'README.md'), 'utf8');
  await writeFile(resolve(folder, 'README.md'), readMeFor(readMe, { version, repository }));
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const told = execFileSync(npm, ['pack', '--json', '--pack-destination', dist, folder], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, npm_config_offline: 'true' },
  });
  const [{ filename }] = JSON.parse(told) as [{ filename: string }];
  return heldTo(3500, resolve(dist, filename));
}
