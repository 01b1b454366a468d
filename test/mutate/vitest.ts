/** Vitest over sources that are changed as they are loaded. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { BaseSequencer, createVitest, type TestModule, type TestSpecification } from 'vitest/node';
import { isTried, ROOT } from './sample.ts';

export interface Run {
  /** The file whose runner it is. */
  readonly runner: string;
  /** What the runner is told. */
  readonly provide: Readonly<Record<string, unknown>>;
  readonly workers: number;
  /** Ends at the first test that fails. */
  readonly bail: boolean;
  /** What a source, by its path below the root, becomes. */
  change(file: string, text: string): string;
}

/** @returns the files of tests that failed, each with what the first failure says */
export async function runTests(ordered: readonly string[], run: Run): Promise<ReadonlyMap<string, string>> {
  if (ordered.length === 0) return new Map();
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
      runner: run.runner,
      provide: run.provide as never,
      // The same source is another one with other mutants in it.
      fsModuleCache: false,
      isolate: false,
      maxWorkers: run.workers,
      bail: run.bail ? 1 : 0,
      // As in the suite: a mutant that hangs is known by what it does not do, and not by the clock.
      testTimeout: 600_000,
      hookTimeout: 600_000,
      reporters: [{}],
      sequence: { sequencer: InOrder },
      onConsoleLog: () => false,
      dangerouslyIgnoreUnhandledErrors: true,
    },
    {
      plugins: [
        {
          name: 'changed',
          enforce: 'pre',
          transform(text, id) {
            const file = pathOf(id.split('?')[0]!);
            return isTried(file) ? { code: run.change(file, text), map: null } : undefined;
          },
        },
      ],
      logLevel: 'error',
    },
  );
  try {
    const { testModules } = await vitest.start(ordered.map((path) => join(ROOT, path)));
    return new Map(
      testModules.flatMap((module) => (module.ok() ? [] : [[pathOf(module.moduleId), whyOf(module)] as const])),
    );
  } finally {
    await vitest.close();
  }
}

/** A worker that is led round and round in somebody else's code ends by nothing else. @param log has a line `worker 123` for each */
export function stopWorkers(log: string): void {
  for (const [, pid] of readFileSync(log, 'utf8').matchAll(/^worker (\d+)/gm)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended by itself, as they nearly always do.
    }
  }
}

function whyOf(module: TestModule): string {
  const [test] = module.children.allTests('failed');
  const [error] = test?.result().errors ?? module.errors();
  return `${test?.fullName ?? 'while it is loaded'}: ${error?.message ?? 'no word of why'}`.split('\n')[0]!;
}

function pathOf(id: string): string {
  return relative(ROOT, id).replaceAll('\\', '/');
}
