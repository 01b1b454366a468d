/** The arrows between folders, as ARCHITECTURE.md has them: an import that the table does not allow fails here. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  plan: [],
  language: ['plan'],
  view: ['plan'],
  exchange: ['plan'],
  server: ['language', 'plan', 'view', 'exchange'],
  client: ['server/protocol.ts', 'view'],
  cli: ['plan', 'language', 'view', 'exchange', 'server'],
};

/** Only hosts touch Node: everything else runs in a web worker too. */
const NODE_HOSTS = [/^cli\//, /^server\/(main|node|files)\.ts$/, /^client\/extension\.ts$/];

/** What a folder may take from npm, besides types. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  plan: ['temporal-polyfill'],
  language: ['langium', 'chevrotain'],
  view: [],
  exchange: [],
  server: ['vscode-languageserver', 'vscode-languageserver-textdocument'],
  client: ['vscode', 'vscode-languageclient'],
  cli: ['commander', 'diff', 'ignore', 'package.json', 'tinyglobby'],
};

interface Arrow {
  readonly from: string;
  readonly to: string;
}

const arrows = Object.keys(ALLOWED).flatMap((folder) =>
  globSync(`${folder}/**/*.ts`, { cwd: ROOT }).flatMap(importsOf),
);

test('the table and the folders are the same', () => {
  expect(arrows.length).toBeGreaterThan(100);
  for (const folder of Object.keys(ALLOWED)) expect(globSync(`${folder}/**/*.ts`, { cwd: ROOT })).not.toEqual([]);
});

test('no folder imports what the table does not allow', () => {
  const forbidden = arrows.filter(({ from, to }) => {
    const [folder, target] = [from.split('/')[0]!, to.split('/')[0]!];
    if (!to.startsWith('.') && !(target in ALLOWED)) return false;
    return folder !== target && !ALLOWED[folder]!.some((allowed) => to === allowed || to.startsWith(`${allowed}/`));
  });
  expect(forbidden).toEqual([]);
});

test('Node is imported by the hosts alone', () => {
  const forbidden = arrows.filter(
    ({ from, to }) => to.startsWith('node:') && !NODE_HOSTS.some((host) => host.test(from)),
  );
  expect(forbidden).toEqual([]);
});

test('packages are used where they belong', () => {
  const forbidden = arrows.filter(({ from, to }) => {
    if (to.startsWith('node:') || to.split('/')[0]! in ALLOWED) return false;
    return !PACKAGES[from.split('/')[0]!]!.some((name) => to === name || to.startsWith(`${name}/`));
  });
  expect(forbidden).toEqual([]);
});

test('nothing imports a cycle of folders, and no file of ours reaches outside of the repository', () => {
  expect(arrows.filter(({ to }) => to.startsWith('..'))).toEqual([]);
});

function importsOf(file: string): Arrow[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const from = file.split(sep).join('/');
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
    ),
  ].map((match) => {
    const target = (match[1] ?? match[2] ?? match[3])!;
    if (!target.startsWith('.')) return { from, to: target };
    return {
      from,
      to: relative(ROOT, resolve(ROOT, dirname(file), target))
        .split(sep)
        .join('/'),
    };
  });
}
