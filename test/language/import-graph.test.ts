/** Imports of any shape: read the same along whatever way, and for what the files are, not for the ways between them. */
import fc from 'fast-check';
import { LangiumParser } from 'langium';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MOST_IMPORTED } from '../../language/files/import-graph.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { Named, Plan } from '../../plan/model.ts';

/** How often a text was parsed: the measure of work, for no clock is asked here. */
let parses = 0;
const parser = LangiumParser.prototype as unknown as {
  doParse: (this: LangiumParser, ...values: unknown[]) => unknown;
};
const { doParse } = parser;
beforeAll(() => {
  parser.doParse = function (...values) {
    parses++;
    return doParse.apply(this, values);
  };
});
afterAll(() => {
  parser.doParse = doParse;
});

const ROOT = 'file:///w/';
const uri = (i: number) => `${ROOT}f${i}.release`;

/** `targets[i]`: what file `i` imports, in the order of its lines; each file declares `p<i>` and `shared`. */
function workspaceOf(targets: readonly (readonly number[])[], order = targets.map((_, i) => i)) {
  const workspace = createWorkspace({ roots: [ROOT] });
  for (const i of order) {
    const lines = targets[i]!.map((j) => `import "f${j}.release"\n`).join('');
    workspace.set(
      uri(i),
      `${lines}person p${i}\n${i % 3 === 0 ? 'person shared\n' : ''}policy normal {\n  check unused off\n}\n`,
    );
  }
  for (const wanted of workspace.wanted()) workspace.markMissing(wanted);
  return workspace;
}

const range = (n: number) => Array.from({ length: n }, (_, i) => i);
const graph = fc
  .integer({ min: 1, max: 9 })
  .chain((n) => fc.array(fc.uniqueArray(fc.nat(n), { maxLength: n }), { minLength: n, maxLength: n }));
const acyclic = graph.map((targets) => targets.map((some, i) => some.filter((j) => j > i)));

/** The rule as the reference has it, word for word: one's own name, else that of the first import that has one. */
function namesOf(targets: readonly (readonly number[])[], i: number): Map<string, number> {
  const names = new Map<string, number>();
  if (i >= targets.length) return names;
  names.set(`p${i}`, i);
  if (i % 3 === 0) names.set('shared', i);
  for (const j of targets[i]!)
    for (const [name, from] of namesOf(targets, j)) if (!names.has(name)) names.set(name, from);
  return names;
}

/** Rules of an import stand below those of the file that imports it, and each file's are there once. */
function policiesOf(targets: readonly (readonly number[])[], i: number): readonly number[] {
  if (i >= targets.length) return [];
  return [...new Set([...targets[i]!.flatMap((j) => policiesOf(targets, j)), i])];
}

const fileOf = ({ namePlace }: Named) => Number(/f(\d+)/.exec(namePlace.file)![1]);
const sources = (plan: Plan) => new Map([...plan.names].map(([name, named]) => [name, fileOf(named)] as const));

test('without circles, names and policies are those of the rule', () => {
  fc.assert(
    fc.property(acyclic, fc.nat(8), (targets, at) => {
      const i = at % targets.length;
      const plan = workspaceOf(targets).plan(uri(i));
      expect([...sources(plan)].sort()).toEqual([...namesOf(targets, i)].sort());
      expect(plan.policies.map(({ place }) => uri(Number(/f(\d+)/.exec(place.file)![1])))).toEqual(
        policiesOf(targets, i).map(uri),
      );
    }),
    { numRuns: 100 },
  );
});

test('with circles, every file is read, and nothing hangs on where one begins, or on what was asked or changed before', () => {
  fc.assert(
    fc.property(graph, fc.array(fc.nat(8), { maxLength: 5 }), fc.nat(8), (targets, asked, changed) => {
      const fresh = workspaceOf(targets);
      const used = workspaceOf(targets, range(targets.length).reverse());
      for (const i of asked) used.plan(uri(i % targets.length));
      const i = changed % targets.length;
      const text = used.text(uri(i))!;
      used.set(uri(i), 'person nobody\n');
      for (const j of asked) used.plan(uri(j % targets.length));
      used.remove(uri(i));
      used.set(uri(i), text);
      for (const j of range(targets.length)) {
        const [a, b] = [fresh.plan(uri(j)), used.plan(uri(j))];
        expect(sources(b)).toEqual(sources(a));
        expect(b.imports).toEqual(a.imports);
        expect(b.duplicates).toEqual(a.duplicates);
        expect(new Set(sources(a).values())).toEqual(reachedFrom(targets, j));
        for (const [k, one] of a.imports.entries()) {
          const target = targets[j]![k]!;
          expect(one.problem === 'cycle').toBe(target < targets.length && reachedFrom(targets, target).has(j));
          if (one.problem === 'missing') expect(target).toBe(targets.length);
        }
      }
    }),
    { numRuns: 100 },
  );
});

function reachedFrom(targets: readonly (readonly number[])[], from: number): Set<number> {
  const found = new Set([from]);
  for (const one of found) for (const next of targets[one]!) if (next < targets.length) found.add(next);
  return found;
}

describe('of any shape, a file is parsed once, and in a circle once more', () => {
  const shapes: readonly (readonly [string, (n: number) => number[][], 1 | 2])[] = [
    ['a chain', (n) => range(n).map((i) => (i + 1 < n ? [i + 1] : [])), 1],
    ['a chain the other way', (n) => range(n).map((i) => (i > 0 ? [i - 1] : [])), 1],
    ['a circle', (n) => range(n).map((i) => [(i + 1) % n]), 2],
    ['everything below', (n) => range(n).map((i) => range(n).filter((j) => j > i)), 1],
    ['everybody by everybody', (n) => range(n).map((i) => range(n).filter((j) => j !== i)), 2],
    ['diamonds', (n) => range(n).map((i) => [1, 2].map((j) => 2 * Math.floor(i / 2) + 1 + j).filter((j) => j < n)), 1],
    ['itself', (n) => range(n).map((i) => [i]), 2],
  ];
  test.each(shapes)('%s', (_, shape, times) => {
    for (const n of [5, 40]) {
      parses = 0;
      const workspace = workspaceOf(shape(n));
      for (const i of range(n)) workspace.plan(uri(i));
      expect(parses).toBeGreaterThanOrEqual(n);
      expect(parses).toBeLessThanOrEqual(times * n);
      // A change is read again by the files that it reaches, and by them alone.
      parses = 0;
      workspace.set(uri(0), 'person other\n');
      const dependents = workspace.dependents(uri(0)).length;
      for (const i of range(n)) workspace.plan(uri(i));
      expect(parses).toBeLessThanOrEqual(times * dependents);
    }
  });

  test('two thousand files in a chain, and in a circle', () => {
    const n = 2000;
    for (const last of [[], [0]]) {
      const workspace = createWorkspace({ roots: [ROOT] });
      for (const i of range(n))
        workspace.set(uri(i), (i + 1 < n ? [i + 1] : last).map((j) => `import "f${j}.release"\n`).join(''));
      expect(workspace.wanted()).toEqual([]);
      expect(workspace.dependents(uri(n - 1))).toHaveLength(n);
      expect(workspace.plan(uri(0)).imports[0]?.problem).toBe(last.length > 0 ? 'cycle' : undefined);
    }
  });
});

test('more files than are read are told at the first line behind which they are, with the number', () => {
  const chain = (n: number) => workspaceOf(range(n).map((i) => (i + 1 < n ? [i + 1] : [])));
  const problems = (plan: Plan) =>
    plan.problems.map(({ message, place }) => [place.range.start.line, message.slice(0, 50)]);
  const most = chain(MOST_IMPORTED + 1).plan(uri(0));
  expect(problems(most)).toEqual([]);
  expect(most.names.has(`p${MOST_IMPORTED}`)).toBe(true);
  const more = chain(MOST_IMPORTED + 2).plan(uri(0));
  expect(problems(more)).toEqual([[0, 'More than 256 files are behind the imports of this']]);
  expect(more.names.has('p1')).toBe(true);
  // A file behind which are fewer has nothing to say.
  expect(problems(chain(MOST_IMPORTED + 2).plan(uri(1)))).toEqual([]);
});

test('a circle of many files is told by both ends, one too long for that without its files', () => {
  const told = (n: number) =>
    workspaceOf(range(n).map((i) => [(i + 1) % n]))
      .analysis(uri(0))
      .findings.filter(({ code }) => code === 'import-not-found')
      .map(({ message }) => message);
  expect(told(20)).toEqual([expect.stringContaining('f3.release → 13 more → f17.release')]);
  expect(told(400)).toEqual([
    expect.stringContaining('`f1.release` leads back to this file over a long circle of imports'),
  ]);
});

test('what two files import is wanted as long as one of them does', () => {
  const workspace = createWorkspace({ roots: ['file:///w'] });
  workspace.set('file:///w/a.release', 'import "c.release"\n');
  workspace.set('file:///w/b.release', 'import "c.release"\n');
  workspace.set('file:///w/a.release', '');
  expect([...workspace.wanted()]).toEqual(['file:///w/c.release']);
  workspace.remove('file:///w/b.release');
  expect([...workspace.wanted()]).toEqual([]);
});
