/** A release is searched for shorter nights with one effort, however long its blocks are and however often it is planned. */
import { afterEach, expect, test, vi } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { Timeline } from '../../plan/schedule/search/timeline.ts';

afterEach(() => vi.restoreAllMocks());

/** Steps of two people who sometimes work together; some are to begin an hour behind others, which cannot be. */
function passesOf(unit: number): number {
  const passes = vi.spyOn(Timeline.prototype, 'clear');
  const steps = Array.from({ length: 16 }, (_, i) => {
    const who = ['ann', 'bob', 'ann with bob'][i % 3]!;
    const after = i > 4 ? ` after t${i - 5}${i % 2 ? ' + ..1h' : ''}` : '';
    return `task t${i} ${(((i * 7) % 11) + 1) * unit}h by ${who}${after}`;
  });
  const workspace = createWorkspace({ roots: [] });
  workspace.set(
    'file:///a.release',
    `person ann
person bob
release r {
  kind standard
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 06:00
  run {
    parallel {
${steps.join('\n')}
    }
  }
}
`,
  );
  expect(workspace.analysis('file:///a.release').schedules[0]!.run).toBeDefined();
  const { length } = passes.mock.calls;
  passes.mockRestore();
  return length;
}

test('what takes years is searched seldom, what takes hours as often as ever', () => {
  const [short, long] = [passesOf(1), passesOf(500)];
  expect(short).toBeGreaterThan(100);
  expect(long).toBeLessThan(short / 4);
});
