/**
 * Packages the extension as `dist/release-plan.vsix`, from a folder that holds exactly what users get.
 *
 * The manifest there is ours without what only npm needs; without `"type": "module"` above all, which would make the
 * editor's web host refuse every CommonJS bundle.
 */
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { CONTENTS } from './contents.ts';
import { LICENCES, LICENCES_OF_EXTENSION } from './licences.ts';
import { changesFor, readMeFor, repository, sourceFields } from './registry.ts';
import { heldTo } from './size.ts';

/** Fields of `package.json` that mean something to an editor. */
const MANIFEST_FIELDS = [
  'name',
  'displayName',
  'description',
  'version',
  'publisher',
  'license',
  'icon',
  'galleryBanner',
  'categories',
  'keywords',
  'main',
  'browser',
  'activationEvents',
  'capabilities',
  'contributes',
] as const;

export async function packageExtension(root: string): Promise<string> {
  const folder = resolve(root, 'dist/extension');
  await rm(folder, { recursive: true, force: true });
  for (const path of CONTENTS) await copy(resolve(root, path), resolve(folder, path));
  await copy(resolve(root, 'dist', LICENCES_OF_EXTENSION), resolve(folder, 'dist', LICENCES));
  const manifest = JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  const fields = MANIFEST_FIELDS.filter((field) => field in manifest).map((field) => [field, manifest[field]]);
  const engines = { vscode: (manifest.engines as { vscode: string }).vscode };
  const own = { ...Object.fromEntries(fields), engines, ...sourceFields({ repository }) };
  await writeFile(resolve(folder, 'package.json'), JSON.stringify(own));
  const version = String(manifest.version);
  const readMe = await readFile(resolve(root, 'README.md'), 'utf8');
  await writeFile(resolve(folder, 'README.md'), readMeFor(readMe, { version, repository }));
  const changes = await readFile(resolve(root, 'CHANGELOG.md'), 'utf8');
  await writeFile(resolve(folder, 'CHANGELOG.md'), changesFor(changes, { version, repository }));
  // The folder holds nothing else: without this file the packager would advise to leave things out.
  await writeFile(resolve(folder, '.vscodeignore'), '');
  const packagePath = resolve(root, 'dist/release-plan.vsix');
  await createVSIX({
    cwd: folder,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    // They are led to the repository already.
    rewriteRelativeLinks: false,
  });
  return heldTo(1300, packagePath);
}

/** A missing file is told by the step that needs it: here all parts of the product are expected to exist. */
async function copy(from: string, to: string): Promise<void> {
  const exists = await stat(from).catch(() => undefined);
  if (!exists) {
    console.warn(`${from} is missing: the extension is packaged without it.`);
    return;
  }
  await mkdir(dirname(to), { recursive: true });
  await cp(from, to, { recursive: true });
}
