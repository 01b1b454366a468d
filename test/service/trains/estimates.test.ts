/** What took longer in the night before, as estimates of the next plan: what becomes of each way to estimate. */
import { describe, expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../../language/edit/edits.ts';
import { format } from '../../../language/format.ts';
import { createWorkspace } from '../../../language/workspace.ts';
import { nightOf } from '../../../plan/log/night.ts';
import { readLog } from '../../../plan/log/read.ts';
import { outgrownIn } from '../../../plan/log/results.ts';
import { stateOf } from '../../../plan/log/run.ts';
import { estimatesFor } from '../../../service/trains/estimates.ts';

const FILE = 'file:///plans/night.release';

function read(name: string, steps: string, runbook = '') {
  const text = `person mara
service web
${runbook}release ${name} "Web" {
  kind   standard
  zone   UTC
  window Sat 2026-12-05 22:00 .. 24:00
  run {
    ${steps}
  }
}
`;
  const workspace = createWorkspace({ roots: [] });
  workspace.set(FILE, text);
  const { plan, schedules } = workspace.analysis(FILE);
  return { text, plan, release: plan.releases[0]!, schedule: schedules[0]! };
}

/** A night in which the first step took so many minutes. */
function longerIn({ plan, release, schedule }: ReturnType<typeof read>, took: number) {
  const night = nightOf(plan, release, schedule);
  const line = (second: number, said: object) =>
    JSON.stringify({
      ...{
        id: `0193a5c8-1f2b-7c3d-8e4f-5a6b7c8d9e${String(second % 97).padStart(2, '0')}`,
        clock: second,
        writer: 'm',
        by: 'mara',
      },
      at: new Date(Date.UTC(2026, 11, 5, 22) + second * 1000).toISOString(),
      ...said,
    });
  const { events } = readLog([
    {
      name: 'm',
      text: `${[
        line(0, { open: 'real' }),
        line(1, { start: release.steps[0]!.name }),
        line(1 + took * 60, { done: release.steps[0]!.name }),
      ].join('\n')}\n`,
    },
  ]);
  return outgrownIn(night, stateOf(night, events, Date.UTC(2026, 11, 5, 23, 59) / 60_000));
}

function over(was: string, is = was, took = 24, runbook = '') {
  const before = read('web-1', was, runbook);
  const next = read('web-2', is, runbook);
  const { taken, left } = estimatesFor(next.release, before.release, longerIn(before, took));
  const edits = textEdits(
    taken.map(({ edit }) => edit),
    () => next.text,
  );
  const line = format(applyTextEdits(next.text, edits))
    .split('\n')
    .find((one) => one.includes('rollout'))!;
  return { line: line.trim(), says: taken.map(({ says }) => says), left };
}

describe('24 minutes', () => {
  test.each([
    ['10m', '24m'],
    ['10m..15m', '10m..24m'],
    ['10m..12m..15m', '10m..12m..24m'],
    ['..15m', '..24m'],
  ])('where %s was estimated are %s', (was, is) => {
    expect(over(`deploy web as rollout ${was} by mara`)).toEqual({
      line: `deploy web as rollout ${is} by mara`,
      says: [`rollout ${is} (${was} was estimated)`],
      left: [],
    });
  });

  test('where the estimate held are nothing to take over', () => {
    expect(over('deploy web as rollout 30m by mara').says).toEqual([]);
    expect(over('deploy web as rollout 10m..30m by mara').says).toEqual([]);
  });

  test('are known to a plan that says as much, more, or that it is done', () => {
    for (const now of ['24m', '10m..40m', '10m by mara done'])
      expect(over('deploy web as rollout 10m by mara', `deploy web as rollout ${now}`)).toMatchObject({
        says: [],
        left: [],
      });
  });

  test('belong to the step, however it is written now', () => {
    const was = 'deploy web as rollout 10m by mara';
    expect(over(was, 'deploy web as rollout by mara').line).toBe('deploy web as rollout 24m by mara');
    expect(over(was, 'deploy web as rollout tbd by mara').line).toBe('deploy web as rollout 24m by mara');
    expect(over(was, 'verify web 5m by mara\n    deploy web as rollout 12m by mara').line).toBe(
      'deploy web as rollout 24m by mara',
    );
    expect(over(was, 'deploy web as rollout 1wd by mara')).toMatchObject({
      says: [],
      left: [expect.stringContaining('`rollout` took 24m; it is estimated as 1wd, and nobody can tell')],
    });
  });

  test('of a step that has a line with others stay where they are, and it is told', () => {
    const runbook = 'runbook roll() {\n  deploy web as rollout 10m by mara\n}\n';
    const { left, says } = over('deploy web as rollout 10m by mara', 'use roll()', 24, runbook);
    expect(says).toEqual([]);
    expect(left).toEqual(['`roll.rollout` took 24m; it comes from a runbook, whose line stands for others, too.']);
  });
});
