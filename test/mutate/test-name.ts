import type { RunnerTestCase } from 'vitest';

/** Of a test, with the names of what it stands in. */
export function nameOf(test: RunnerTestCase): string {
  const names = [test.name];
  for (let suite = test.suite; suite && !('filepath' in suite); suite = suite.suite) names.unshift(suite.name);
  return names.join(' > ');
}
