/** The npm package as a stranger gets it: packed, unpacked into a clean folder, and used as its page says. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { typesOf } from '../../scripts/generated/service-types.ts';
import { NPM_NAME, packageNpm } from '../../scripts/package/npm.ts';
import { FINE } from '../cli/command.ts';
import { bundles } from '../support/bundles.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/embedding.md'), 'utf8');
const base = mkdtempSync(join(tmpdir(), 'release-plan-package-'));
const clean = join(base, 'clean');
let packed: readonly string[] = [];
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** Packed from the bundles that other tests run. */
beforeAll(async () => {
  const dist = join(base, 'dist');
  await cp(await bundles(), dist, { recursive: true, filter: (path) => basename(path) !== 'cache' });
  writeFileSync(join(dist, 'service.d.ts'), typesOf('service/main.ts'));
  const archive = await packageNpm(ROOT, dist);
  const folder = join(clean, 'node_modules', NPM_NAME);
  mkdirSync(folder, { recursive: true });
  run('tar', ['-xzf', archive, '-C', folder, '--strip-components=1'], clean);
  packed = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  writeFileSync(join(clean, 'night.release'), FINE.replace('deploy web as rollout', 'deploy web'));
  writeFileSync(join(clean, 'package.json'), '{ "type": "module" }');
});

test('holds what it needs and nothing else', () => {
  const pages = packed.filter((path) => /^docs\/(checks|schemas)\/[A-Za-z-]+\.(md|json)$/.test(path));
  expect(pages.length).toBeGreaterThan(70);
  expect(packed.filter((path) => !pages.includes(path))).toEqual([
    'LICENSE',
    'README.md',
    'dist/THIRD-PARTY-LICENSES.txt',
    'dist/board-worker.js',
    'dist/board.css',
    'dist/board.js',
    'dist/cli.js',
    'dist/engine.js',
    'dist/formats.js',
    'dist/package.json',
    'dist/png/IBMPlexSans_400Regular.ttf',
    'dist/png/IBMPlexSans_600SemiBold.ttf',
    'dist/png/index_bg.wasm',
    'dist/preview-host.js',
    'dist/preview.css',
    'dist/preview.html',
    'dist/program.js',
    'dist/served.css',
    'dist/served.html',
    'dist/served.js',
    'dist/server.js',
    'dist/service.d.ts',
    'dist/service.js',
    'dist/webview-hands.js',
    'dist/webview.js',
    'docs/agents.md',
    'docs/embedding.md',
    'package.json',
    'syntaxes/release.tmLanguage.json',
  ]);
});

test('names the licence of everything that is bundled, and needs nothing else', () => {
  const folder = join(clean, 'node_modules', NPM_NAME);
  const licences = readFileSync(join(folder, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
  for (const name of ['langium', 'chevrotain', 'temporal-polyfill', 'preact', '@modelcontextprotocol/server'])
    expect(licences).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'));
  expect(licences).not.toMatch(/^(vitest|typescript|esbuild) \d/m);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  expect(Object.keys(manifest)).not.toEqual(expect.arrayContaining(['dependencies', 'devDependencies', 'scripts']));
  expect([manifest.bin, manifest.engines]).toEqual([{ 'release-plan': 'dist/cli.js' }, { node: '>=20' }]);
});

test('the script of the page runs in a clean folder', () => {
  const [, script] = /^```js\n(.*?)^```/ms.exec(PAGE)!;
  writeFileSync(join(clean, 'embed.js'), script!);
  expect(run(process.execPath, ['embed.js'], clean).split('\n')).toEqual([
    'night-1.0 ends 2026-12-05T22:25+01:00; turn back by 2026-12-06T01:50+01:00',
    'With 50 minutes for the deployment it ends 2026-12-05T23:00+01:00',
    'A test that runs before the last change proves the version that is gone. What users meet in the morning must have been looked at inside the window, while there is still time to go back.',
    '',
  ]);
});

test('its page is short, and its table has every function', () => {
  const [, script] = /^```js\n(.*?)^```/ms.exec(PAGE)!;
  expect(script!.trim().split('\n').length).toBeLessThanOrEqual(20);
  const told = [...PAGE.matchAll(/^\| `(\w+)\(/gm)].map(([, name]) => name);
  const [, service] = /export interface PlanService \{\n(.*?)^\}/ms.exec(types())!;
  const functions = new Set([...service!.matchAll(/^ {4}(\w+)\(/gm)].map(([, name]) => name));
  expect(told).toEqual([...functions]);
});

test('import and require find the same functions', () => {
  const names = `import('${NPM_NAME}').then((found) => console.log(Object.keys(found).join()))`;
  expect(run(process.execPath, ['-e', names], clean)).toBe(
    'createPlanService,createWorkspace,default,loadImports,module.exports\n',
  );
  const told = run(
    process.execPath,
    ['--input-type=commonjs', '-e', `console.log(Object.keys(require('${NPM_NAME}')))`],
    clean,
  );
  expect(told).toBe("[ 'createPlanService', 'createWorkspace', 'loadImports' ]\n");
});

test('needs nothing of Node: bundled for a page, it runs where there is none', async () => {
  const entry = `import { createWorkspace } from '${NPM_NAME}'; globalThis.createWorkspace = createWorkspace;`;
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: clean },
    bundle: true,
    platform: 'browser',
    write: false,
  });
  const page = createContext({ structuredClone, TextEncoder, TextDecoder, URL, console, performance });
  runInContext(outputFiles[0]!.text, page);
  const judged = `const workspace = createWorkspace({ roots: [], now: () => new Date('2026-11-23T12:00:00Z') });
workspace.set('file:///a.release', 'person ann\\nperson ann\\n');
workspace.analysis('file:///a.release').findings.map(({ code }) => code).join()`;
  expect(runInContext(judged, page)).toContain('duplicate-name');
});

test('its command runs', () => {
  const cli = join(clean, 'node_modules', NPM_NAME, 'dist/cli.js');
  const { status, stdout } = spawnSync(process.execPath, [cli, 'check', '--at', '2026-11-23T12:00Z'], {
    cwd: clean,
    encoding: 'utf8',
  });
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'No findings for 1 release in 1 file.\n' });
});

describe('its types', () => {
  const check = (text: string) => {
    writeFileSync(join(clean, 'embed.ts'), text);
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    const options = ['--strict', '--noEmit', '--target', 'es2022', '--module', 'nodenext', '--skipLibCheck', 'false'];
    const { stdout } = spawnSync(process.execPath, [tsc, '--ignoreConfig', ...options, '--types', '', 'embed.ts'], {
      cwd: clean,
      encoding: 'utf8',
    });
    return stdout.trim();
  };
  const begin = `import { createPlanService, createWorkspace, type JsonFinding, type PlanService } from '${NPM_NAME}';
const plans: PlanService = createPlanService(createWorkspace());
`;

  test('say what a report holds', () => {
    expect(
      check(`${begin}const findings: JsonFinding[] = plans.check('file:///a.release').files.flatMap((file) => file.findings);
const code: string | undefined = findings[0]?.code;
export const told = [code, plans.hover('file:///a.release', { line: 0, character: 0 })?.markdown];
`),
    ).toBe('');
  });

  test('know what there is not', () => {
    expect(check(`${begin}plans.guess('file:///a.release');\n`)).toContain("Property 'guess' does not exist");
  });
});

function types(): string {
  return readFileSync(join(clean, 'node_modules', NPM_NAME, 'dist/service.d.ts'), 'utf8');
}

function run(program: string, args: readonly string[], cwd: string): string {
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH}`, npm_config_offline: 'true' };
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return stdout;
}
