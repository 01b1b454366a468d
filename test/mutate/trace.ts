/** Takes down which functions each test comes by, where that is not known yet. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { traced } from './instrument.ts';
import { keep, type Line, type Numbering, seenIn } from './seen.ts';
import { runTests } from './vitest.ts';

/** @returns how many files of tests are not known even now, for the time was over */
export async function trace(
  tests: readonly string[],
  all: Numbering,
  { deadline, workers }: { readonly deadline: number; readonly workers: number },
): Promise<number> {
  const missing = tests.filter((test) => !seenIn(test, all));
  if (missing.length === 0) return 0;
  const folder = mkdtempSync(join(tmpdir(), 'release-plan-trace-'));
  try {
    const log = join(folder, 'log');
    writeFileSync(log, '');
    const firsts = new Map(all.files.map(({ file, first }) => [file, first]));
    await runTests(missing, {
      runner: 'test/mutate/tracer.ts',
      provide: { tracing: { log, count: all.count, deadline } },
      workers,
      bail: false,
      change: (file, text) => traced(file, text, firsts.get(file)!),
    });
    const lines = new Map<string, Line[]>();
    let done = 0;
    for (const row of readFileSync(log, 'utf8').split('\n').slice(0, -1)) {
      const [file, line] = JSON.parse(row) as [string, Line?];
      if (line) lines.set(file, [...(lines.get(file) ?? []), line]);
      else {
        keep(file, all, lines.get(file) ?? []);
        done++;
      }
    }
    return missing.length - done;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
