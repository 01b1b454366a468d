/** Tries mutants: starts Vitest over the instrumented sources and reads from its log which of them are dead. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { Plugin } from 'vite';
import { BaseSequencer, createVitest, type TestSpecification } from 'vitest/node';
import { instrument } from './instrument.ts';
import type { Mutant } from './mutants.ts';
import { testFiles, testsOf } from './related.ts';
import { isTried, ROOT } from './sample.ts';

export type Fate =
  /** By the test of this name. */
  | { readonly kind: 'killed'; readonly by: string }
  /** Tests came by and did not mind. */
  | { readonly kind: 'survived' }
  /** No test in this process comes by. */
  | { readonly kind: 'unseen' };

export interface Options {
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  readonly workers: number;
  /** Only these files of tests. */
  readonly tests?: readonly string[];
  onProgress?(text: string): void;
}

/** The fate of each mutant; undefined: the time was over before it was known. */
export async function tryOut(mutants: readonly Mutant[], options: Options): Promise<(Fate | undefined)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'release-plan-mutate-'));
  try {
    const log = join(folder, 'log');
    writeFileSync(log, '');
    const files = testFiles().filter(({ path }) => !options.tests || options.tests.includes(path));
    const failing = new Set<string>();
    const run = (numbers: readonly number[], awake: number): Promise<readonly string[]> => {
      const changed = new Set(numbers.map((number) => mutants[number - 1]!.file));
      const related = testsOf(changed, files).flatMap(({ path }) => (failing.has(path) ? [] : path));
      const ordered = awake === 0 ? files.map(({ path }) => path).filter((path) => related.includes(path)) : related;
      return runTests(mutants, { log, count: mutants.length, awake, deadline: options.deadline }, ordered, options);
    };
    const all = mutants.map((_, index) => index + 1);
    const failed = await Promise.race([run(all, 0), timeIsOver(options.deadline)]);
    if (failed === 'over') stopWorkers(log);
    // A test that is red as it is notices nothing; what the others notice is worth knowing all the same.
    else for (const path of failed) failing.add(path);
    if (failing.size > 0) console.error(`Red without any mutant, and left out: ${[...failing].join(', ')}`);
    const first = readLog(log);
    const done = Date.now() <= options.deadline;
    // What files are loaded with, what is made once for all tests of a file, and what was remembered while a mutant was
    // asleep, is another matter each time.
    for (const number of all) {
      const { isStatic } = mutants[number - 1]!;
      if (first.killed.has(number) || !(isStatic || first.outside.has(number) || first.near.has(number))) continue;
      if (Date.now() > options.deadline) break;
      options.onProgress?.(`${number} of ${mutants.length}: ${place(mutants[number - 1]!)} on its own`);
      const noticed = (await run([number], number)).length > 0;
      writeFileSync(log, `${noticed ? 'killed' : 'alone'} ${number} while files are loaded\n`, { flag: 'a' });
    }
    const { killed, near, outside, alone } = readLog(log);
    return all.map((number) => {
      const by = killed.get(number);
      if (by !== undefined) return { kind: 'killed', by };
      const isLeft = mutants[number - 1]!.isStatic || outside.has(number);
      if (!done || (isLeft && !alone.has(number))) return undefined;
      return { kind: near.has(number) || isLeft ? 'survived' : 'unseen' };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A worker that a mutant leads round and round in somebody else's code ends by nothing else. */
function stopWorkers(log: string): void {
  for (const [, pid] of readFileSync(log, 'utf8').matchAll(/^worker (\d+)/gm)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself, as they nearly always do.
    }
  }
}

/** A minute later, so that tests that look at the clock themselves are done by then. */
function timeIsOver(deadline: number): Promise<'over'> {
  return new Promise((resolve) => {
    setTimeout(() => resolve('over'), deadline + 60_000 - Date.now()).unref();
  });
}

export function place({ file, line }: Mutant): string {
  return `${file}:${line}`;
}

/** The files of tests that failed, that is those that noticed. */
async function runTests(
  mutants: readonly Mutant[],
  mutation: { log: string; count: number; awake: number; deadline: number },
  ordered: readonly string[],
  { workers }: Options,
): Promise<readonly string[]> {
  class InOrder extends BaseSequencer {
    override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
      const rank = ({ moduleId }: TestSpecification) => ordered.findIndex((path) => moduleId.endsWith(`/${path}`));
      return specifications.sort((a, b) => rank(a) - rank(b));
    }
  }
  const vitest = await createVitest(
    'test',
    {
      root: ROOT,
      config: false,
      watch: false,
      include: [...ordered],
      globalSetup: ['test/support/scratch.ts'],
      runner: 'test/mutate/runner.ts',
      provide: { mutation } as never,
      // The same source is another one with other mutants in it.
      fsModuleCache: false,
      isolate: false,
      maxWorkers: mutation.awake === 0 ? workers : 1,
      bail: mutation.awake === 0 ? 0 : 1,
      // Of one mutant, and of one test; only what waits for ever takes so long.
      testTimeout: 120_000,
      reporters: [{}],
      sequence: { sequencer: InOrder },
      onConsoleLog: () => false,
      dangerouslyIgnoreUnhandledErrors: true,
    },
    { plugins: [instrumented(mutants)], logLevel: 'error' },
  );
  try {
    const { testModules } = await vitest.start(ordered.map((path) => join(ROOT, path)));
    const failed = testModules.filter((module) => !module.ok());
    return failed.map((module) => relative(ROOT, module.moduleId).replaceAll('\\', '/'));
  } finally {
    await vitest.close();
  }
}

function instrumented(mutants: readonly Mutant[]): Plugin {
  return {
    name: 'mutants',
    enforce: 'pre',
    transform(text, id) {
      const file = id.split('?')[0]!.slice(ROOT.length).replaceAll('\\', '/').replace(/^\//, '');
      if (!isTried(file)) return undefined;
      const own = new Map(
        mutants.flatMap((mutant, index) => (mutant.file === file ? [[index + 1, mutant]] : [])) as [number, Mutant][],
      );
      return { code: instrument(file, text, own), map: null };
    },
  };
}

interface Log {
  readonly killed: ReadonlyMap<number, string>;
  readonly near: ReadonlySet<number>;
  readonly outside: ReadonlySet<number>;
  readonly alone: ReadonlySet<number>;
}

function readLog(path: string): Log {
  const killed = new Map<number, string>();
  const sets = { near: new Set<number>(), outside: new Set<number>(), alone: new Set<number>() };
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [, what, numbers, where] = /^(\w+) ([\d,]+) (.*)$/.exec(line) ?? [];
    for (const number of (numbers ?? '').split(',').map(Number)) {
      if (what === 'killed') killed.set(number, where!);
      else if (what && what in sets) sets[what as keyof typeof sets].add(number);
    }
  }
  return { killed, ...sets };
}
