/** Tries mutants: starts Vitest over the instrumented sources and reads from its log which of them are dead. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choose, chooseFiles, type Known, known } from './chosen.ts';
import { instrument } from './instrument.ts';
import type { Mutant } from './mutants.ts';
import { type TestFile, testFiles } from './related.ts';
import { numbering } from './seen.ts';
import { trace } from './trace.ts';
import { runTests, stopWorkers } from './vitest.ts';

export type Fate =
  /** By the test of this name. */
  | { readonly kind: 'killed'; readonly by: string }
  /** Tests came by and did not mind: so many were asked, of so many that come by. */
  | { readonly kind: 'survived'; readonly asked: number; readonly of: number }
  /** No test in this process comes by. */
  | { readonly kind: 'unseen' };

export interface Options {
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  /** Milliseconds of the processor that tests may cost for one mutant that lives. */
  readonly budget: number;
  readonly workers: number;
  /** Only these files of tests, all of their tests. */
  readonly tests?: readonly string[];
  onProgress?(text: string): void;
}

/** The fate of each mutant; undefined: the time was over before it was known. */
export async function tryOut(mutants: readonly Mutant[], options: Options): Promise<(Fate | undefined)[]> {
  const folder = mkdtempSync(join(tmpdir(), 'release-plan-mutate-'));
  try {
    const files = testFiles().filter(({ path }) => !options.tests || options.tests.includes(path));
    const seen = options.tests ? new Map() : await knownNow(files, options);
    return await fatesOf(mutants, files, seen, { ...options, log: join(folder, 'log'), folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function knownNow(files: readonly TestFile[], { deadline, workers }: Options): Promise<Known> {
  const all = numbering();
  const paths = files.map(({ path }) => path);
  const left = await trace(paths, all, { deadline, workers });
  if (left > 0) console.error(`${left} of ${paths.length} files of tests are not known yet: the time was over.`);
  return known(files, all);
}

type Here = Options & { readonly log: string; readonly folder: string };

async function fatesOf(
  mutants: readonly Mutant[],
  files: readonly TestFile[],
  seen: Known,
  options: Here,
): Promise<(Fate | undefined)[]> {
  const { log, deadline } = options;
  writeFileSync(log, '');
  const chosen = choose(mutants, files, seen, options.budget);
  options.onProgress?.(`${chosen.files.length} files of tests are asked`);
  const failed = await Promise.race([run(mutants, chosen.files, chosen.tests, 0, options), timeIsOver(deadline)]);
  if (failed === 'over') stopWorkers(log);
  // A test that is red as it is notices nothing; what the others notice is worth knowing all the same.
  const red = failed === 'over' ? new Map<string, string>() : failed;
  for (const [file, why] of red) console.error(`Red without any mutant, and left out: ${file} › ${why}`);
  const green = files.filter(({ path }) => !red.has(path));
  const first = readLog(log);
  const done = Date.now() <= deadline;
  // What files are loaded with, what is made once for all tests of a file, and what was remembered while a mutant was
  // asleep, is another matter each time. A worker loads a source once: which test file was the first says nothing.
  const isLeft = (number: number) =>
    mutants[number - 1]!.isStatic ||
    first.outside.has(number) ||
    first.isRemembered(number) ||
    (!first.near.has(number) && isLoadedWith(mutants[number - 1]!, seen));
  for (const [index, mutant] of mutants.entries()) {
    const number = index + 1;
    if (first.killed.has(number) || !isLeft(number)) continue;
    if (Date.now() > deadline) break;
    options.onProgress?.(`${number} of ${mutants.length}: ${place(mutant)} on its own`);
    // Where some have been asked, it is looked at once more; where none could be, these are all.
    const whole = { ...mutant, isStatic: mutant.isStatic || !first.near.has(number) };
    const own = chooseFiles(whole, green, seen, first.near.has(number) ? options.budget / 4 : options.budget);
    const noticed = (await run(mutants, own, {}, number, options)).size > 0;
    writeFileSync(log, `${noticed ? 'killed' : 'alone'} ${number} on its own\n`, { flag: 'a' });
  }
  const { killed, near, alone } = readLog(log);
  return mutants.map((_, index) => {
    const number = index + 1;
    const by = killed.get(number);
    if (by !== undefined) return { kind: 'killed', by };
    if (!done || (isLeft(number) && !alone.has(number))) return undefined;
    const { all, asked } = chosen.counts.get(number) ?? { all: 0, asked: 0 };
    return near.has(number) || isLeft(number) ? { kind: 'survived', asked, of: all } : { kind: 'unseen' };
  });
}

/** Whether the place is come by outside of tests, as far as is known. */
function isLoadedWith(mutant: Mutant, seen: Known): boolean {
  return [...seen.values()].some((own) => own?.some((one) => one.name === '' && one.comesBy(mutant)));
}

/** @param awake the number of the mutant that is, all along; 0: each in its turn. @returns the files of tests that failed, and why */
async function run(
  mutants: readonly Mutant[],
  tests: readonly string[],
  asked: object,
  awake: number,
  { log, folder, deadline, workers }: Here,
): Promise<ReadonlyMap<string, string>> {
  const chosen = join(folder, `chosen-${awake}`);
  writeFileSync(chosen, JSON.stringify(asked));
  return runTests(tests, {
    runner: 'test/mutate/runner.ts',
    provide: { mutation: { log, count: mutants.length, awake, deadline, chosen } },
    workers: awake === 0 ? workers : 1,
    bail: awake > 0,
    change: (file, text) =>
      instrument(
        file,
        text,
        new Map(mutants.flatMap((mutant, index) => (mutant.file === file ? [[index + 1, mutant] as const] : []))),
      ),
  });
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

interface Log {
  readonly killed: ReadonlyMap<number, string>;
  readonly near: ReadonlySet<number>;
  readonly outside: ReadonlySet<number>;
  readonly alone: ReadonlySet<number>;
  /** Most tests did not come by again when it was awake. */
  isRemembered(number: number): boolean;
}

function readLog(path: string): Log {
  const killed = new Map<number, string>();
  const times: Record<string, Map<number, number>> = {};
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [, what, numbers, where] = /^(\w+) ([\d,]+) (.*)$/.exec(line) ?? [];
    for (const number of (numbers ?? '').split(',').map(Number)) {
      if (what === 'killed') killed.set(number, where!);
      times[what!] ??= new Map();
      times[what!]!.set(number, (times[what!]!.get(number) ?? 0) + 1);
    }
  }
  const of = (what: string): ReadonlyMap<number, number> => times[what] ?? new Map();
  const all = (what: string) => new Set(of(what).keys());
  return {
    ...{ killed, near: all('near'), outside: all('outside'), alone: all('alone') },
    isRemembered: (number) => 2 * (of('missed').get(number) ?? 0) > (of('near').get(number) ?? 0),
  };
}
