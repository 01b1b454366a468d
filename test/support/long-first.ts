/** The order of the test files: the long ones first, so that no worker waits for the other at the end; the rest in any. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes ten seconds and more, or nearly, the longest first. */
const LONG = [
  'test/language/clauses-count.test.ts',
  'test/fuzz/fuzz.test.ts',
  'test/tutorials.test.ts',
  'test/language/across.test.ts',
  'test/plain-data.test.ts',
  'test/schedule/properties.test.ts',
  'test/cli/mcp.test.ts',
  'test/schedule/nonsense.test.ts',
  'test/cli/diff.test.ts',
  'test/view/markup.test.ts',
  'test/schedule/again.test.ts',
  'test/store/postgres.test.ts',
  'test/bench/judge.test.ts',
  'test/risk/properties.test.ts',
  'test/view/preview.browser.test.ts',
  'test/view/updates.browser.test.ts',
  'test/cli/surroundings.test.ts',
  'test/time/midnights.test.ts',
  'test/cli/run.test.ts',
  'test/cli/commands.test.ts',
  'test/cli/store.test.ts',
  'test/cli/exit-codes.test.ts',
];

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => LONG.findIndex((name) => moduleId.endsWith(name));
    const long = files.filter((file) => place(file) >= 0).toSorted((a, b) => place(a) - place(b));
    return [...long, ...shuffled(files.filter((file) => place(file) < 0))];
  }
}

/** No test may hang on which files ran before it. */
function shuffled<T>(items: readonly T[]): T[] {
  const keys = new Map(items.map((item) => [item, Math.random()]));
  return items.toSorted((a, b) => keys.get(a)! - keys.get(b)!);
}
