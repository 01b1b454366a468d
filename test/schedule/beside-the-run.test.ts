/** What stands in the release itself beside a `run`, at a time of its own: it neither moves the run nor counts into it. */
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import type { Schedule } from '../../plan/schedule/model.ts';

const WINDOWS = ['Sat 2026-12-12 22:00 .. Sun 2026-12-13 02:00', 'tbd'] as const;

function read(window: string, before: string, after = '') {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(
    'file:///a.release',
    `person ann
person bob
system shop
release r {
  window ${window}
  milestone beta tbd
  milestone cut Thu 2026-12-10 12:00
  ${before}
  prepare { task ready 1h by ann }
  run {
    deploy shop as out 20m by ann undo 5m
    verify shop as seen 10m by ann
  }
  follow-up { task tidy 1h by ann }
  ${after}
}
`,
  );
  const { schedules, findings } = workspace.analysis('file:///a.release');
  return { schedule: schedules[0]!, findings };
}

/** All that is said of the run, and of what leads to it and follows it. */
function nightOf({ steps, run, runs, blocks, contingency, rollbackDecision, bound, T }: Schedule) {
  const planned = ['ready', 'out', 'seen', 'tidy'].map((name) => {
    const [, one] = Object.entries(steps).find(([id]) => id.endsWith(`/${name}`)) ?? [];
    return one && [name, one.start, one.end, one.critical, one.totalFloat, one.rollback, one.rollbackDecision];
  });
  return { planned, run, runs, block: blocks['r/run' as keyof typeof blocks], contingency, rollbackDecision, bound, T };
}

/** When it is, in minutes from T; of a date its instant; undefined: it has no time. */
const BEGINS = [
  ['at T-24h', -1440],
  ['at T+30m', 30],
  ['T-15m .. T-5m', -15],
  ['at seen.end + 10m', 40],
  ['after seen', 30],
  ['at beta', undefined],
  ['after beta', undefined],
  ['at tbd', undefined],
  ['at cut', 'Thu 2026-12-10 12:00'],
  ['at Fri 2026-12-11 09:00', 'Fri 2026-12-11 09:00'],
] as const;

describe.each(WINDOWS)('with the window %s', (window) => {
  const alone = nightOf(read(window, '').schedule);

  test.each(BEGINS)('%s', (begin, at) => {
    const inside = `task look 5m by bob\nnotify bob as told "Looked" by bob via email`;
    const blocks = ['sequence', 'parallel', 'outage'].flatMap((kind) => [
      `${kind} aside ${begin} {\n${inside}\n}`,
      // Nothing but its lines says when it begins.
      ...(!begin.startsWith('after')
        ? [`${kind} aside {\ntask look ${begin.includes('..') ? '' : '5m'} by bob ${begin}\n}`]
        : []),
    ]);
    for (const block of blocks) {
      for (const { schedule } of [read(window, block), read(window, '', block)]) {
        expect(nightOf(schedule), block).toEqual(alone);
        const start = Object.entries(schedule.steps).find(([id]) => id.endsWith('look'))?.[1]?.start;
        const expected = typeof at === 'number' ? (schedule.T ?? 0) + at : at && Date.parse(`${at.slice(4)}Z`) / 60_000;
        expect(start, block).toBe(expected);
      }
    }
  });
});

test('what says no begin is of the night, in the order of the page, and so is a block where there is no `run`', () => {
  const { run, T } = read(WINDOWS[0], 'sequence first { task look 5m by bob }').schedule;
  expect(run).toEqual({ start: T, end: T! + 35 });
  const workspace = createWorkspace({ roots: [] });
  workspace.set(
    'file:///a.release',
    `person ann\nrelease r {\nwindow tbd\noutage at T+10m { task look 5m by ann }\n}\n`,
  );
  expect(workspace.analysis('file:///a.release').schedules[0]!.run).toEqual({ start: 10, end: 15 });
});
