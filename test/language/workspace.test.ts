/** Files in, analyses out: imports, their limits, and what a change makes new. */
import { describe, expect, test } from 'vitest';
import { format } from '../../language/format.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { Severities } from '../../plan/policies/policy.ts';

const ROOT = 'file:///w/';
const SHARED = 'person ann "Ann"\nperson bob "Bob"\n';

function workspaceOf(files: Record<string, string>) {
  const workspace = createWorkspace({ roots: [ROOT] });
  for (const [name, text] of Object.entries(files)) workspace.set(ROOT + name, text);
  for (const uri of workspace.wanted()) workspace.markMissing(uri);
  return workspace;
}

describe('imports', () => {
  test('bring the names of the other file, however far', () => {
    const workspace = workspaceOf({
      'people.release': SHARED,
      'shared/all.release': 'import "../people.release"\nteam ops is ann, bob\n',
      'a.release': 'import "shared/all.release"\nrelease r {\n  owner ann\n}\n',
    });
    const plan = workspace.plan(`${ROOT}a.release`);
    expect(plan.references.map(({ name, target }) => [name, target?.kind])).toEqual([['ann', 'person']]);
    expect([...plan.names.keys()].sort()).toEqual(['ann', 'bob', 'ops', 'r']);
  });

  test('are wanted until they are there or known to be missing', () => {
    const workspace = createWorkspace({ roots: [ROOT] });
    workspace.set(`${ROOT}a.release`, 'import "b.release"\n');
    expect(workspace.wanted()).toEqual([`${ROOT}b.release`]);
    workspace.set(`${ROOT}b.release`, 'import "c.release"\n');
    expect(workspace.wanted()).toEqual([`${ROOT}c.release`]);
    workspace.markMissing(`${ROOT}c.release`);
    expect(workspace.wanted()).toEqual([]);
    expect(workspace.plan(`${ROOT}b.release`).imports.map((one) => one.problem)).toEqual(['missing']);
  });

  test.each([
    ['../outside.release'],
    ['/etc/passwd'],
    ['file:///etc/passwd'],
    ['https://example.org/a.release'],
    ['a/../../x.release'],
    ['..\\outside.release'],
    ['C:/x.release'],
    ['//host/x.release'],
  ])('%s never leaves the workspace', (path) => {
    const workspace = workspaceOf({ 'a.release': `import "${path}"\n` });
    expect(workspace.wanted()).toEqual([]);
    expect(workspace.plan(`${ROOT}a.release`).imports.map((one) => one.problem)).toEqual(['outside']);
  });

  test('escaped dots are text, not a way up', () => {
    const workspace = createWorkspace({ roots: [ROOT] });
    workspace.set(`${ROOT}a.release`, 'import "%2e%2e/x.release"\n');
    expect(workspace.wanted().every((uri) => uri.startsWith(ROOT) && uri.includes('%252e'))).toBe(true);
  });

  test('in a circle are told with the whole circle, and the rest still reads', () => {
    const workspace = workspaceOf({
      'a.release': 'import "b.release"\nperson ann\nrelease r {\n  owner ann\n}\n',
      'b.release': 'import "c.release"\nperson bob\n',
      'c.release': 'import "a.release"\nperson cy\n',
    });
    const plan = workspace.plan(`${ROOT}a.release`);
    expect(plan.releases).toHaveLength(1);
    expect(plan.names.has('bob') && plan.names.has('cy')).toBe(true);
    for (const [name, circle] of [
      ['a', 'abca'],
      ['b', 'bcab'],
      ['c', 'cabc'],
    ] as const) {
      const [line] = workspace.plan(`${ROOT}${name}.release`).imports;
      expect(line?.problem).toBe('cycle');
      expect(line?.cycle).toEqual([...circle].map((letter) => `${ROOT}${letter}.release`));
    }
  });

  test('that give one name to two things are a clash at the later import', () => {
    const workspace = workspaceOf({
      'a.release': 'import "x.release"\nimport "y.release"\n',
      'x.release': 'person ann\n',
      'y.release': 'person ann\n',
    });
    expect(
      workspace.plan(`${ROOT}a.release`).duplicates.map(({ name, second }) => [name, second.range.start.line]),
    ).toEqual([['ann', 1]]);
  });

  test('of one file along two ways are no clash', () => {
    const workspace = workspaceOf({
      'a.release': 'import "x.release"\nimport "people.release"\n',
      'x.release': 'import "people.release"\n',
      'people.release': SHARED,
    });
    expect(workspace.plan(`${ROOT}a.release`).duplicates).toEqual([]);
  });
});

test.each(['\n  ', '\r\n\t', '\r  ', ' // people\n  ', ' /* people\n and teams */\n  '])(
  'the path of an import may stand behind %j',
  (gap) => {
    const workspace = createWorkspace({ roots: ['file:///w/'] });
    workspace.set('file:///w/people.release', 'person ann\n');
    const text = `import${gap}"people.release"\nteam ops is ann\n`;
    for (const one of [text, format(text)]) {
      workspace.set('file:///w/a.release', one);
      const plan = workspace.plan('file:///w/a.release');
      expect(plan.imports.map(({ path, problem }) => [path, problem])).toEqual([['people.release', undefined]]);
      expect(plan.names.get('ann')?.place.file).toBe('file:///w/people.release');
      expect(plan.problems).toEqual([]);
    }
  },
);

describe('a change', () => {
  test('makes the file and what imports it new, and nothing else', () => {
    const workspace = workspaceOf({
      'people.release': SHARED,
      'a.release': 'import "people.release"\nrelease r {\n  owner cy\n}\n',
      'b.release': 'release s {\n}\n',
    });
    const [a, b] = [workspace.plan(`${ROOT}a.release`), workspace.plan(`${ROOT}b.release`)];
    expect(a.references[0]?.target).toBeUndefined();
    workspace.set(`${ROOT}people.release`, `${SHARED}person cy\n`);
    expect(workspace.plan(`${ROOT}a.release`).references[0]?.target?.name).toBe('cy');
    expect(workspace.plan(`${ROOT}b.release`)).toBe(b);
  });

  test('asks nothing twice: the same version gives the same value', () => {
    const workspace = workspaceOf({ 'a.release': 'release r {\n}\n' });
    const first = workspace.analysis(`${ROOT}a.release`);
    expect(workspace.analysis(`${ROOT}a.release`)).toBe(first);
    workspace.set(`${ROOT}a.release`, 'release r {\n}\n');
    expect(workspace.analysis(`${ROOT}a.release`)).toBe(first);
  });

  test('of the severities gives another analysis of the same text', () => {
    let severities: Severities = {};
    const workspace = createWorkspace({ roots: [ROOT], severities: () => severities });
    workspace.set(`${ROOT}a.release`, SHARED);
    const codes = () => workspace.analysis(`${ROOT}a.release`).findings.map(({ code }) => code);
    expect(codes()).toEqual([]);
    workspace.set(`${ROOT}a.release`, 'import "b.release"\n');
    workspace.markMissing(`${ROOT}b.release`);
    expect(codes()).toEqual(['import-not-found']);
    severities = { 'import-not-found': 'off' };
    expect(codes()).toEqual([]);
    expect(workspace.analysis(`${ROOT}a.release`)).toBe(workspace.analysis(`${ROOT}a.release`));
  });

  test('names its dependents', () => {
    const workspace = workspaceOf({
      'people.release': SHARED,
      'x.release': 'import "people.release"\n',
      'a.release': 'import "x.release"\n',
      'b.release': '',
    });
    expect([...workspace.dependents(`${ROOT}people.release`)].sort()).toEqual([
      `${ROOT}a.release`,
      `${ROOT}people.release`,
      `${ROOT}x.release`,
    ]);
  });

  test('a removed file is missing where it was imported', () => {
    const workspace = workspaceOf({
      'people.release': SHARED,
      'a.release': 'import "people.release"\nrelease r {\n  owner ann\n}\n',
    });
    expect(workspace.plan(`${ROOT}a.release`).references[0]?.target?.name).toBe('ann');
    workspace.remove(`${ROOT}people.release`);
    workspace.markMissing(`${ROOT}people.release`);
    expect(workspace.plan(`${ROOT}a.release`).imports[0]?.problem).toBe('missing');
  });
});

test('a file that nobody gave has an empty plan', () => {
  expect(createWorkspace({ roots: [ROOT] }).analysis(`${ROOT}none.release`).plan.releases).toEqual([]);
});

test('a copy that was changed before either was read keeps to its own texts', () => {
  const workspace = createWorkspace({ roots: ['file:///plans'], now: () => 0 });
  workspace.set('file:///plans/shared.release', 'service web\n');
  workspace.set('file:///plans/night.release', 'import "shared.release"\nrelease r { run { deploy web 5m } }\n');
  const copy = workspace.fork();
  copy.set('file:///plans/shared.release', 'service webshop\n');
  const unknown = (one: typeof workspace) =>
    one.analysis('file:///plans/night.release').findings.filter(({ code }) => code === 'unknown-name').length;
  expect(unknown(workspace)).toBe(0);
  expect(unknown(copy)).toBe(1);
});
