/** The order of the test files: the long ones first, so that no worker waits for the other at the end; the rest in any. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes ten seconds and more. */
const LONG = [
  'test/cli/diff.test.ts',
  'test/cli/surroundings.test.ts',
  'test/language/clauses-count.test.ts',
  'test/schedule/nonsense.test.ts',
  'test/cli/commands.test.ts',
  'test/view/preview.browser.test.ts',
  'test/schedule/properties.test.ts',
  'test/fuzz/fuzz.test.ts',
  'test/plain-data.test.ts',
  'test/tutorials.test.ts',
  'test/cli/run.test.ts',
  'test/cli/store.test.ts',
  'test/store/postgres.test.ts',
  'test/cli/mcp.test.ts',
  'test/cli/exit-codes.test.ts',
];

export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((name) => moduleId.endsWith(name));
    return [...files.filter(isLong), ...shuffled(files.filter((file) => !isLong(file)))];
  }
}

/** No test may hang on which files ran before it. */
function shuffled<T>(items: readonly T[]): T[] {
  const keys = new Map(items.map((item) => [item, Math.random()]));
  return items.toSorted((a, b) => keys.get(a)! - keys.get(b)!);
}
