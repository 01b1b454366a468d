/** What is given up is shown, is counted nowhere, and nothing hangs on it in silence. */
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { compare } from '../../plan/diff/compare.ts';
import { standardRelease } from '../../plan/facts/example.ts';
import { renderView } from '../../view/renderers.ts';
import { toldOf } from '../schedule/told.ts';
import { active, analyseText, messagesOf } from './marked.ts';

const SHARED = 'person ann\nperson bob\nservice web\nservice search\nenvironment staging\n';
const NIGHT = 'deploy web 10m by ann undo 5m\nverify web 10m by bob';
const run = (...lines: string[]) => standardRelease(SHARED, `run {\n${lines.join('\n')}\n}`);
/** What is dropped may leave something that nothing else uses: of that other tests speak. */
const codes = (text: string) =>
  active(analyseText(text).findings)
    .map(({ code }) => code)
    .filter((code) => code !== 'unused');

/** A line of each kind that may be dropped, and one that hangs on it. */
const KINDS: Readonly<Record<string, readonly [line: string, hangs: string, label: string]>> = {
  'a step with a name': ['deploy search as third 10m by ann', 'task x 5m by bob after third', 'third'],
  'a step without one': ['deploy search 10m by ann', 'task x 5m by bob after deploy search', 'deploy search'],
  'a milestone': ['milestone half 22:30', 'task x 5m by bob after half + 5m', 'half'],
  'a block': ['sequence both {\n task one 5m by ann\n}', 'task x 5m by bob after both', 'both'],
  'what is in a block': ['sequence both {\n task one 5m by ann\n}', 'task x 5m by bob after one', 'one'],
};

const dropped = (line: string) => {
  const [head, ...rest] = line.split(' {');
  return [`${head} dropped because "No time"`, ...rest].join(' {');
};

describe.each(Object.entries(KINDS))('%s', (_, [line, hangs, label]) => {
  test('is planned as if its line were not there', () => {
    const without = analyseText(run(NIGHT));
    const withIt = analyseText(run(dropped(line), NIGHT));
    expect(codes(run(dropped(line), NIGHT))).toEqual([]);
    const times = ({ plan, schedules }: typeof without) => toldOf(plan.releases[0]!, schedules[0]!);
    expect(times(withIt)).toEqual(times(without));
  });

  test('is shown, struck, with the reason', () => {
    const analysis = analyseText(run(dropped(line), NIGHT));
    const [schedule] = analysis.schedules;
    const views = (['checklist', 'schedule'] as const).map((id) =>
      renderView(id, {
        analysis,
        release: analysis.plan.releases[0]!,
        schedule: schedule!,
        source: 'none',
        picture: {},
        ids: 'x',
      }),
    );
    for (const view of views) expect(view).toContain('No time');
    expect(views[0]).toMatch(/<s>[^<]+<\/s>/);
  });

  test('is told to whoever hangs on it, who keeps the time', () => {
    const text = run(NIGHT, dropped(line), hangs);
    expect(codes(text)).toEqual(['dropped-needed']);
    expect(messagesOf('dropped-needed', text)[0]).toMatch(new RegExp(`^This hangs on \`${label}\`, which is dropped`));
    const { plan, schedules } = analyseText(text);
    expect(toldOf(plan.releases[0]!, schedules[0]!).x).toMatch(/^Sat 5/);
  });

  test('is told to reviewers', () => {
    const told = JSON.stringify(compare(analyseText(run(line, NIGHT)), analyseText(run(dropped(line), NIGHT))));
    expect(told).toContain('No time');
  });
});

test('an item of the scope is open no more', () => {
  const scope = (more: string) =>
    standardRelease(SHARED, `scope {\n must A-1 "One" by ann due T-3wd\n must A-2 "Two"${more}\n}\nrun {\n${NIGHT}\n}`);
  expect(codes(scope(''))).toEqual(['punch-list-open']);
  expect(codes(scope(' dropped because "Nobody asked"'))).toEqual([]);
});

test('a rehearsal is none that a gate may need', () => {
  const text = standardRelease(
    SHARED,
    `rehearsal dress in staging at T-3wd 10:00 dropped because "No copy"
run {
  gate go 5m by ann {
    needs dress
    no-go then stop
  }
  ${NIGHT}
}`,
  );
  expect(messagesOf('dropped-needed', text)).toHaveLength(1);
});

test('what is given up together needs nothing of each other', () => {
  const text = run(
    NIGHT,
    'sequence both dropped because "No time" {\n task one 5m by ann\n task two 5m by bob after one\n}',
  );
  expect(codes(text)).toEqual([]);
});

test('its line is read: an unknown name in it is told, a name that only it uses is used', () => {
  expect(codes(run(NIGHT, 'task x 5m by nobody-here dropped because "No time"'))).toEqual(['unknown-name']);
});

test('a reason without a drop, and a drop without a reason, are told', () => {
  expect(messagesOf('syntax', run('task x 5m by ann because "No time"', NIGHT))[0]).toContain('`dropped because');
  expect(messagesOf('syntax', run('task x 5m by ann dropped', NIGHT))[0]).toContain('It goes on with `because`');
});

test('half a line is half a plan', () => {
  const workspace = createWorkspace({ roots: [] });
  const whole = run(
    NIGHT,
    'deploy search as third 10m by ann dropped because "No time"',
    'task x 5m by bob after third',
  );
  for (let end = whole.indexOf('deploy search'); end < whole.length; end++) {
    workspace.set('file:///a.release', whole.slice(0, end));
    expect(workspace.analysis('file:///a.release').plan.releases).toHaveLength(1);
  }
});
