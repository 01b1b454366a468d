/** `package.json` names things that live elsewhere: each must be there, and none may be forgotten. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NPM_NAME } from '../../scripts/package/npm.ts';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../../server/features/show/semantic-tokens.ts';
import { DEFAULT_SETTINGS, readSettings } from '../../server/settings.ts';

const root = resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { contributes } = manifest;
const clientSource = sources(join(root, 'client'));

test('files that it names exist', () => {
  const steps = contributes.walkthroughs.flatMap((each: { steps: { media: { markdown: string } }[] }) => each.steps);
  const paths = [
    manifest.icon,
    ...contributes.languages.flatMap((each: { configuration: string; icon: Record<string, string> }) => [
      each.configuration,
      ...Object.values(each.icon),
    ]),
    ...contributes.grammars.map((each: { path: string }) => each.path),
    ...steps.map((step: { media: { markdown: string } }) => step.media.markdown),
  ];
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('every command is registered, every registered command is contributed', () => {
  const contributed = contributes.commands.map(({ command }: { command: string }) => command).sort();
  // Ids of other things, and commands that nobody gives by name: the server answers `reorder` and `next` itself, and a lens or the
  // status bar gives `revealLine` with its line.
  const names = [
    'preview',
    'status',
    'reorder',
    'next',
    'revealLine',
    'compare',
    'releases',
    'today',
    'todayIsByPerson',
    'calendar',
    'board',
    'mcp',
    'picture',
    'previewPinned',
    'begun',
  ];
  const others = names.map((name) => `releasePlan.${name}`);
  const registered = new Set([...clientSource.matchAll(/'(releasePlan\.\w+)'/g)].map(([, id]) => id));
  expect([...registered].filter((id) => !others.includes(id!)).sort()).toEqual(contributed);
  expect(others.filter((id) => !registered.has(id))).toEqual([]);
});

test('menus, keys and the walkthrough use commands that exist', () => {
  const known = new Set(contributes.commands.map(({ command }: { command: string }) => command));
  for (const { id } of contributes.views.explorer) known.add(id);
  // Of panels that are there.
  for (const event of manifest.activationEvents) known.add(event.slice('onWebviewPanel:'.length));
  const used = JSON.stringify([contributes.menus, contributes.keybindings, contributes.walkthroughs]).match(
    /releasePlan\.\w+/g,
  );
  for (const name of ['preview', 'previewPinned', 'todayIsByPerson', 'begun']) known.add(`releasePlan.${name}`);
  expect(used!.filter((command) => !known.has(command))).toEqual([]);
  // A custom editor and what may be chosen in menus are told by the client.
  for (const { viewType } of contributes.customEditors) expect(clientSource).toContain(`'${viewType}'`);
});

test('tasks, their matcher and the styles of the Markdown preview are what the client and the build make', () => {
  const [task] = contributes.taskDefinitions;
  const [matcher] = contributes.problemMatchers;
  expect(clientSource).toContain(`'${task.type}'`);
  expect(clientSource).toContain(`'$${matcher.name}'`);
  const build = readFileSync(join(root, 'scripts/build.ts'), 'utf8');
  for (const style of contributes['markdown.previewStyles']) {
    expect(build).toContain(`'${style.split('/').at(-1)}'`);
  }
});

test('what agents are offered is what the client gives, and the package that npm installs', () => {
  const [tool] = contributes.languageModelTools;
  const [provider] = contributes.mcpServerDefinitionProviders;
  expect(clientSource).toContain(`'${tool.name}'`);
  expect(clientSource).toContain(`'${provider.id}'`);
  expect(clientSource).toContain(`'node_modules/${NPM_NAME}/dist/cli.js'`);
});

test('the matcher of problems reads what the command line writes', () => {
  const [{ pattern }] = contributes.problemMatchers;
  const [first, second] = pattern.map(({ regexp }: { regexp: string }) => new RegExp(regexp));
  const args = ['cli/main.ts', 'check', 'examples/mistakes.release', '--at', '2026-11-02T09:00Z'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  const lines = stdout.split('\n');
  const heads = lines.flatMap((line, i) => (/^\w+ \[[\w-]+\] /.test(line) ? [i] : []));
  expect(heads.length).toBeGreaterThan(100);
  for (const at of heads) {
    expect(lines[at]).toMatch(first!);
    expect(lines[at + 1]).toMatch(second!);
  }
});

test('colours are declared for all the tokens that the server sends', () => {
  const ids = (list: { id: string }[]) => list.map(({ id }) => id).sort();
  expect(ids(contributes.semanticTokenTypes)).toEqual([...TOKEN_TYPES].sort());
  expect([...ids(contributes.semanticTokenModifiers), 'declaration'].sort()).toEqual([...TOKEN_MODIFIERS].sort());
});

describe('settings', () => {
  const defaults: Record<string, unknown> = {};
  for (const [key, { default: value }] of Object.entries<{ default: unknown }>(contributes.configuration.properties)) {
    const path = key.split('.').slice(1);
    let at = defaults;
    for (const part of path.slice(0, -1)) {
      const inner = (at[part] ?? {}) as Record<string, unknown>;
      at[part] = inner;
      at = inner;
    }
    at[path.at(-1)!] = value;
  }

  test('have the defaults that the server has', () => {
    expect(readSettings(defaults)).toEqual(DEFAULT_SETTINGS);
  });

  test.each([[undefined], [null], ['x'], [{ inlayHints: 7 }], [{ inlayHints: { steps: 'no' } }]])(
    '%j is as by default',
    (raw) => {
      expect(readSettings(raw)).toEqual(DEFAULT_SETTINGS);
    },
  );

  test('are obeyed', () => {
    expect(readSettings({ inlayHints: { steps: false } }).inlayHints).toEqual({ steps: false, times: true });
  });
});

test('both hosts can load it: no ESM, and what is run is what is packaged', () => {
  expect(manifest.main).toBe('./dist/extension.js');
  expect(manifest.browser).toBe('./dist/extension.js');
  expect(manifest.capabilities).toMatchObject({
    // All of it, but nothing of what a workspace names outside of itself.
    untrustedWorkspaces: { restrictedConfigurations: ['releasePlan.store', 'releasePlan.repository'] },
    virtualWorkspaces: true,
  });
});

/** All TypeScript of the extension itself, without the webview. */
function sources(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('webview'))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
    .join('\n');
}
