/**
 * The arrows between folders, as ARCHITECTURE.md has them, and between the parts of `plan/`: an import that a table does
 * not allow fails here, and so does a circle of imports. Types count like everything else.
 */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { circlesIn } from '../language/files/circles.ts';

const ROOT = resolve(import.meta.dirname, '..');

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  plan: [],
  language: ['plan'],
  view: ['plan'],
  exchange: ['plan', 'view'],
  service: ['language', 'plan', 'view', 'exchange'],
  store: ['plan'],
  server: ['service', 'language', 'plan', 'view', 'exchange', 'store'],
  client: ['server/protocol.ts', 'view'],
  board: ['plan', 'view'],
  site: ['client/webview', 'server/protocol.ts', 'view'],
  cli: ['service', 'plan', 'language', 'view', 'exchange', 'server', 'store'],
};

/**
 * Inside `plan/`: model → time → order → schedule → facts → checks, and risk, diff and what-if beside the checks. A file
 * belongs to the longest name that fits, and may import what is of its own name and what stands behind it.
 */
const SMALL = ['plan/nearest.ts', 'plan/grouped.ts', 'plan/counted.ts', 'plan/remembered.ts'];
const FOUNDATION = [
  'plan/place.ts',
  'plan/ids.ts',
  'plan/model.ts',
  'plan/findings/findings.ts',
  'plan/who/people.ts',
  'plan/taking-time.ts',
  'plan/named.ts',
  'plan/children.ts',
  'plan/edited.ts',
  ...SMALL,
];
const TIME = [...FOUNDATION, 'plan/time/', 'plan/who/calendars.ts', 'plan/who/working-hours.ts'];
const ORDER = [...TIME, 'plan/order/', 'plan/allotted.ts'];
const SCHEDULE = [...ORDER, 'plan/schedule/'];
const FACTS = [...SCHEDULE, 'plan/said/', 'plan/facts/'];
const IN_PLAN: Readonly<Record<string, readonly string[]>> = {
  'plan/place.ts': [],
  'plan/ids.ts': [],
  'plan/model.ts': ['plan/place.ts', 'plan/ids.ts', 'plan/time/model.ts'],
  'plan/findings/findings.ts': ['plan/model.ts', 'plan/time/model.ts'],
  'plan/who/people.ts': ['plan/model.ts'],
  'plan/taking-time.ts': ['plan/model.ts'],
  'plan/named.ts': ['plan/model.ts', 'plan/grouped.ts'],
  'plan/children.ts': ['plan/model.ts', 'plan/remembered.ts'],
  'plan/edited.ts': ['plan/model.ts'],
  'plan/nearest.ts': [],
  'plan/grouped.ts': [],
  'plan/counted.ts': [],
  'plan/remembered.ts': [],
  'plan/time/': FOUNDATION,
  'plan/who/calendars.ts': TIME,
  'plan/who/working-hours.ts': TIME,
  'plan/who/stand-ins.ts': TIME,
  'plan/order/': TIME,
  'plan/allotted.ts': ORDER,
  'plan/schedule/': ORDER,
  'plan/policies/': [...FOUNDATION, 'plan/policies/policy.ts'],
  'plan/policies/policy.ts': [...TIME, 'plan/policies/', 'plan/checks/check.ts'],
  'plan/findings/kinds.ts': FACTS,
  'plan/findings/bundles.ts': [...FACTS, 'plan/findings/kinds.ts'],
  'plan/findings/bundle-fixes.ts': FOUNDATION,
  'plan/findings/waivers.ts': [...FACTS, 'plan/checks/check.ts', 'plan/findings/bundles.ts'],
  'plan/facts/': [...SCHEDULE, 'plan/said/'],
  'plan/checks/': [
    ...FACTS,
    'plan/policies/',
    'plan/policies/policy.ts',
    'plan/findings/waivers.ts',
    'plan/risk/',
    'plan/diff/done-otherwise.ts',
  ],
  'plan/said/': TIME,
  'plan/outline/': FACTS,
  'plan/risk/': SCHEDULE,
  'plan/what-if/': FOUNDATION,
  'plan/log/': [...SCHEDULE, 'plan/risk/'],
  'plan/diff/': [...FACTS, 'plan/said/', 'plan/analysis.ts', 'plan/findings/bundles.ts'],
  'plan/reworded/': SCHEDULE,
  'plan/unread.ts': [...SCHEDULE, 'plan/findings/waivers.ts'],
  'plan/who/availability.ts': [...FACTS, 'plan/checks/', 'plan/policies/policy.ts'],
  'plan/practices.ts': [...FACTS, 'plan/checks/', 'plan/policies/policy.ts'],
  'plan/analysis.ts': [
    ...FACTS,
    'plan/checks/',
    'plan/policies/policy.ts',
    'plan/practices.ts',
    'plan/findings/waivers.ts',
    'plan/reworded/',
    'plan/unread.ts',
    'plan/findings/bundle',
  ],
  'plan/release-of.ts': [...SCHEDULE, 'plan/analysis.ts'],
  'plan/findings/identity.ts': [...FOUNDATION, 'plan/analysis.ts', 'plan/findings/waivers.ts', 'plan/risk/draws.ts'],
};

/** What only these import, tests apart. */
const RESERVED: Readonly<Record<string, readonly string[]>> = {
  'temporal-polyfill': ['plan/time/zone.ts'],
  // Everybody else reads times in the schedule.
  'plan/time/resolve.ts': ['plan/schedule/'],
  'language/lower/': ['language/'],
  'language/generated/': ['language/'],
};

/** Circles there are, each by its files in the order of the alphabet, and why; a new one fails, and so does one that is gone. */
const CIRCLES: Readonly<Record<string, string>> = {
  'language/lower/runbooks/runbooks.ts language/lower/steps/blocks.ts':
    'a runbook is lines of a block, and a line may use a runbook',
};

/** Only hosts touch Node: everything else runs in a web worker too. */
const NODE_HOSTS = [
  /^cli\//,
  /^store\//,
  /^server\/(main|node|files|folder-store|run-files)\.ts$/,
  /^client\/extension\.ts$/,
];

/** What a folder may take from npm, besides types. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  plan: ['temporal-polyfill'],
  language: ['langium', 'chevrotain'],
  view: [],
  exchange: [
    'csv-parse',
    'csv-stringify',
    'fflate',
    'ical.js',
    'mdast',
    'mdast-util-from-markdown',
    'mdast-util-gfm-table',
    'mdast-util-gfm-task-list-item',
    'micromark-extension-gfm-table',
    'micromark-extension-gfm-task-list-item',
    'saxes',
    'write-excel-file',
    'yaml',
  ],
  service: ['diff'],
  store: ['pg', 'pg-connection-string', 'pgpass'],
  board: ['preact', 'uuidv7'],
  server: ['vscode-languageserver', 'vscode-languageserver-textdocument', 'uuidv7'],
  site: [
    '@codemirror',
    '@lezer/highlight',
    'dompurify',
    'fflate',
    'minisearch',
    'syntaxes',
    'vscode-languageserver-protocol',
  ],
  client: ['valibot', 'vscode', 'vscode-languageclient'],
  cli: [
    '@modelcontextprotocol/server',
    '@resvg/resvg-wasm',
    'commander',
    'diff',
    'ignore',
    'package.json',
    'tinyglobby',
    'uuidv7',
    'valibot',
  ],
};

interface Arrow {
  readonly from: string;
  readonly to: string;
}

const files = Object.keys(ALLOWED).flatMap((folder) =>
  globSync(`${folder}/**/*.{ts,tsx}`, { cwd: ROOT }).map((file) => file.split(sep).join('/')),
);
const arrows = files.flatMap(importsOf);

test('the table and the folders are the same', () => {
  expect(arrows.length).toBeGreaterThan(100);
  for (const folder of Object.keys(ALLOWED)) expect(globSync(`${folder}/**/*.{ts,tsx}`, { cwd: ROOT })).not.toEqual([]);
});

test('no folder imports what the table does not allow', () => {
  const forbidden = arrows.filter(({ from, to }) => {
    const [folder, target] = [from.split('/')[0]!, to.split('/')[0]!];
    if (!to.startsWith('.') && !(target in ALLOWED)) return false;
    return folder !== target && !ALLOWED[folder]!.some((allowed) => to === allowed || to.startsWith(`${allowed}/`));
  });
  expect(forbidden).toEqual([]);
});

describe('inside plan/', () => {
  const partOf = (file: string): string | undefined =>
    Object.keys(IN_PLAN)
      .filter((part) => file.startsWith(part))
      .sort((a, b) => b.length - a.length)[0];
  const inside = arrows.filter(({ from, to }) => from.startsWith('plan/') && to.startsWith('plan/'));

  test('every file belongs to a part of the table', () => {
    expect(files.filter((file) => file.startsWith('plan/') && !partOf(file))).toEqual([]);
  });

  test('no part imports what the table does not allow', () => {
    expect(inside.length).toBeGreaterThan(500);
    const forbidden = inside.filter(({ from, to }) => {
      const part = partOf(from);
      if (!part || partOf(to) === part) return false;
      return !IN_PLAN[part]!.some((allowed) => to.startsWith(allowed));
    });
    expect(forbidden).toEqual([]);
  });
});

test.each(Object.entries(RESERVED))('%s is imported by %j alone', (reserved, importers) => {
  const all = arrows.filter(({ to }) => to.startsWith(reserved));
  expect(all).not.toEqual([]);
  expect(all.filter(({ from }) => !importers.some((importer) => from.startsWith(importer)))).toEqual([]);
});

/** What one file for each member of a list makes large. */
const LISTS = ['plan/checks'];
const MOST_FILES = 17;

test('no folder holds more files than a reader takes in at once', () => {
  const sizes = new Map<string, number>();
  const others = ['scripts', 'bench'].flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx,mjs}`, { cwd: ROOT }));
  for (const file of [...files, ...others]) sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1);
  const large = [...sizes].filter(([, size]) => size > MOST_FILES).map(([folder]) => folder);
  expect(large).toEqual(LISTS);
});

test('imports go round in no circle but those that are told here', () => {
  expect(circlesOf(arrows).map((circle) => circle.join(' '))).toEqual(Object.keys(CIRCLES).sort());
});

describe('circles', () => {
  const circles = (text: string) =>
    circlesOf(text.split(' ').map(([from, to]) => ({ from: from!, to: to! }))).map((circle) => circle.join(''));

  test.each([
    ['ab bc cd ad', []],
    ['ab ba', ['ab']],
    ['aa', ['a']],
    ['ab bc ca cd de ed', ['abc', 'de']],
    ['ab bc ca bd db', ['abcd']],
    ['ab cb dc ac', []],
  ])('of %s are %j', (text, expected) => {
    expect(circles(text)).toEqual(expected);
  });
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

test('no file of ours reaches outside of the repository', () => {
  expect(arrows.filter(({ to }) => to.startsWith('..'))).toEqual([]);
});

/** Files that lead to each other, each circle and all of them in the order of the alphabet. */
function circlesOf(all: readonly Arrow[]): string[][] {
  const targets = new Map<string, Set<string>>();
  for (const { from, to } of all) targets.set(from, (targets.get(from) ?? new Set()).add(to));
  const { rank, inCircle } = circlesIn(targets.keys(), (file) => targets.get(file) ?? new Set());
  const circles = new Map<number, string[]>();
  for (const file of [...inCircle].sort()) {
    circles.set(rank.get(file)!, [...(circles.get(rank.get(file)!) ?? []), file]);
  }
  return [...circles.values()].sort((a, b) => a.join().localeCompare(b.join()));
}

function importsOf(from: string): Arrow[] {
  const text = readFileSync(join(ROOT, from), 'utf8');
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s+['"]([^'"]+)['"]/g,
    ),
  ].map((match) => {
    const target = (match[1] ?? match[2] ?? match[3])!;
    if (!target.startsWith('.')) return { from, to: target };
    return {
      from,
      to: relative(ROOT, resolve(ROOT, dirname(from), target))
        .split(sep)
        .join('/'),
    };
  });
}

test('no test waits for a second and fails on a busy machine', () => {
  const waits = globSync('test/**/*.test.ts', { cwd: ROOT }).flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/vi\.wait(?:For|Until)\((?:[^;]|;(?!\n))*;/g)].map(
      ([call]) => `${file}: ${call.split('\n')[0]}${/, (PATIENCE|LONG)\);$/.test(call) ? '' : ' is not patient'}`,
    ),
  );
  expect(waits.length).toBeGreaterThan(5);
  expect(waits.filter((one) => one.endsWith('is not patient'))).toEqual([]);
});
