/** A run of which only the end is known. */
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { riskOf } from '../../plan/risk/risk.ts';
import { toldOf } from './told.ts';

function read(lines: string) {
  const workspace = createWorkspace({ roots: [] });
  workspace.set('file:///a.release', `person ann\nperson bob\nrelease r {\n  zone UTC\n${lines}\n}\n`);
  const { plan, schedules, findings } = workspace.analysis('file:///a.release');
  const [release] = plan.releases;
  const [schedule] = schedules;
  const told = (code: string) => findings.filter((one) => one.code === code).map(({ message }) => message);
  return { plan, release: release!, schedule: schedule!, times: toldOf(release!, schedule!), told };
}

const RUN = `run due Sun 2026-12-06 04:00 {
  task a 10m..20m..60m by ann
  parallel {
    task b 20m by bob
    task c 1h by ann
  }
  task d 10m by ann
}`;
const TIMES = {
  a: 'Sun 6 02:30 .. Sun 6 02:50',
  b: 'Sun 6 03:30 .. Sun 6 03:50',
  c: 'Sun 6 02:50 .. Sun 6 03:50',
  d: 'Sun 6 03:50 .. Sun 6 04:00',
};

test.each([
  ['without a window', ''],
  ['while the window is open', 'window tbd'],
])('it is as late as possible %s', (_, window) => {
  const { times, schedule, told } = read(`${window}\n${RUN}`);
  expect(times).toEqual(TIMES);
  expect(schedule.conflicts).toEqual([]);
  expect(told('not-scheduled')).toEqual(
    window ? ['The window has no date yet: the run is planned for Sun 2026-12-06 02:30 .. 04:00 UTC without it.'] : [],
  );
});

test('so is what runs before it, and what comes behind waits for it', () => {
  const { times } = read(`run before { task z 10m by bob }
    ${RUN}
    follow-up { task y 1h by bob }
    task w 5m by bob after run`);
  expect(times).toMatchObject({
    ...TIMES,
    z: 'Sun 6 02:20 .. Sun 6 02:30',
    y: 'Mon 7 09:00 .. Mon 7 10:00',
    w: 'Sun 6 04:00 .. Sun 6 04:05',
  });
});

test('with a begin it goes forward, and is held to its due', () => {
  expect(read(`window Sun 2026-12-06 01:00 .. 05:00\n${RUN}`).times.a).toBe('Sun 6 01:00 .. Sun 6 01:20');
  expect(read(RUN.replace('run due', 'run at Sun 2026-12-06 01:00 due')).times.a).toBe('Sun 6 01:00 .. Sun 6 01:20');
  expect(read(RUN.replace('Sun 2026-12-06 04:00', 'tbd')).schedule.steps['r/a']!.start).toBe(0);
});

test('on the night it goes forward from its begin: the simulation says how likely the due is missed', () => {
  const { plan, release, schedule } = read(RUN);
  const { end } = riskOf(plan, release, schedule)!;
  expect(end.p50).toBeGreaterThan(schedule.end!);
});
