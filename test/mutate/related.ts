/** Which tests can tell whether a source is another one: those that import it, the nearest first. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { ROOT } from './sample.ts';

const IMPORT = /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s+['"]([^'"]+)['"]|(?:^|\n)import\s+['"]([^'"]+)['"]/g;

/** Tests that start a process run what is built, not what is changed here; those that count calls count ours as well. */
const OTHERWISE_HERE = /^(node:child_process|playwright-core|test\/support\/work\.ts)$/;

export interface TestFile {
  readonly path: string;
  /** How many imports away each of our sources is. */
  readonly distances: ReadonlyMap<string, number>;
  /** It holds whole results to a golden file, and does not ask for one thing of them. */
  readonly isWhole: boolean;
}

export function testFiles(): TestFile[] {
  return (
    globSync('test/**/*.test.ts', { cwd: ROOT })
      .map((file) => file.split(sep).join('/'))
      // Each of thousands of inputs once more for every mutant that lives would take the night.
      .filter((file) => !file.startsWith('test/mutate/') && !file.startsWith('test/fuzz/'))
      .map((path) => ({ path, distances: distancesFrom(path), isWhole: textOf(path).includes('expectGolden(') }))
      .filter(({ distances }) => ![...distances.keys()].some((file) => OTHERWISE_HERE.test(file)))
      .sort((a, b) => weight(a.path) - weight(b.path) || a.path.localeCompare(b.path))
  );
}

/** Tests of these files, the nearest first. */
export function testsOf(files: ReadonlySet<string>, tests: readonly TestFile[]): TestFile[] {
  return tests
    .flatMap((test) => {
      const distance = Math.min(...[...files].map((file) => test.distances.get(file) ?? Number.POSITIVE_INFINITY));
      return Number.isFinite(distance) ? [{ test, distance }] : [];
    })
    .sort((a, b) => a.distance - b.distance)
    .map(({ test }) => test);
}

/** Properties take long, and most mutants are dead before them. */
function weight(test: string): number {
  return textOf(test).split('fc.assert').length - 1;
}

function textOf(test: string): string {
  return readFileSync(join(ROOT, test), 'utf8');
}

function distancesFrom(start: string): Map<string, number> {
  const distances = new Map([[start, 0]]);
  for (const [file, distance] of distances) {
    if (!file.endsWith('.ts')) continue;
    for (const target of importsOf(file)) if (!distances.has(target)) distances.set(target, distance + 1);
  }
  return distances;
}

const known = new Map<string, readonly string[]>();

function importsOf(file: string): readonly string[] {
  let targets = known.get(file);
  if (!targets) {
    targets = [...readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORT)].map((match) => {
      const target = (match[1] ?? match[2])!;
      if (!target.startsWith('.')) return target;
      return relative(ROOT, resolve(ROOT, dirname(file), target))
        .split(sep)
        .join('/');
    });
    known.set(file, targets);
  }
  return targets;
}
