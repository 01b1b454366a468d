/** A block of steps that comes round: `cycle weekly every 1w from … until … { … }`. */
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { renderView } from '../../view/renderers.ts';
import { layout } from '../../view/schedule/layout.ts';
import { toldOf } from './told.ts';

function read(lines: string, run = 'task go 10m by ann') {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(
    'file:///a.release',
    `person ann
person bob
environment production
service web in production
environment staging
release r {
  kind standard
  zone UTC
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 06:00
  milestone beta Wed 2026-11-04
${lines}
  run { ${run} }
}
`,
  );
  const analysis = workspace.analysis('file:///a.release');
  const { plan, schedules, findings } = analysis;
  const [release] = plan.releases;
  const [schedule] = schedules;
  const told = (code: string) => findings.filter((one) => one.code === code).map(({ message }) => message);
  const times = (name: string) =>
    schedule!.steps[release!.steps.find((step) => step.name === name)!.id]!.occurrences.map(({ start }) => iso(start));
  return { plan: toldOf(release!, schedule!), times, told, analysis, release: release!, schedule: schedule! };
}

function iso(at: number): string {
  return new Date(at * 60_000).toISOString().slice(0, 16);
}

const WEEKLY = `cycle weekly every 1w from Mon 2026-11-02 09:00 until Fri 2026-11-20 by ann {
  task cut  2h
  task look 1h by bob
}`;

test('its steps follow each other, and come round as long as it says', () => {
  const { plan, times, schedule, release } = read(WEEKLY);
  expect(plan).toMatchObject({ cut: 'Mon 2 09:00 .. Mon 2 11:00', look: 'Mon 2 11:00 .. Mon 2 12:00' });
  expect(times('look')).toEqual(['2026-11-02T11:00', '2026-11-09T11:00', '2026-11-16T11:00']);
  const [cycle] = release.blocks.filter(({ kind }) => kind === 'cycle');
  expect(schedule.cycles[cycle!.id]!.map(({ start, end }) => [iso(start), iso(end)])).toEqual([
    ['2026-11-02T09:00', '2026-11-02T12:00'],
    ['2026-11-09T09:00', '2026-11-09T12:00'],
    ['2026-11-16T09:00', '2026-11-16T12:00'],
  ]);
  expect(schedule.dated.find(({ what }) => what === 'cycle')).toMatchObject({ label: 'weekly', lasts: true });
  expect(schedule.dated.find(({ what }) => what === 'cycle')!.occurrences).toHaveLength(3);
});

test.each([
  ['after it', 'task x 1h by ann after weekly', 'Mon 16 12:00 .. Mon 16 13:00'],
  ['after a step of it', 'task x 1h by ann after cut', 'Mon 16 11:00 .. Mon 16 12:00'],
  ['at its end', 'task x 1h by ann at weekly.end + 1d', 'Tue 17 12:00 .. Tue 17 13:00'],
])('whoever waits for it waits for its last round: %s', (_, line, expected) => {
  expect(read(`${WEEKLY}\nphase late after beta {\n${line}\n}`).plan.x).toBe(expected);
});

test('its start is that of its first round', () => {
  expect(read(`${WEEKLY}\ntask x 1h by bob at weekly.start`).plan.x).toBe('Mon 2 09:00 .. Mon 2 10:00');
});

test('in a run what stands behind it waits for its last round, and so does the window', () => {
  const run = 'cycle batch every 1h until 01:00 {\ntask load 10m by ann\n}\ntask go 10m by bob';
  const { plan, times, schedule } = read('', run);
  expect(times('load')).toEqual(['2026-12-05T22:00', '2026-12-05T23:00', '2026-12-06T00:00', '2026-12-06T01:00']);
  expect(plan.go).toBe('Sun 6 01:10 .. Sun 6 01:20');
  expect(iso(schedule.run!.end)).toBe('2026-12-06T01:20');
  expect(read('', run.replace('until 01:00', 'until 06:00')).told('outside-window')).toHaveLength(1);
});

test('on weekdays it begins on one of them', () => {
  const inPhase = 'phase p Mon 2026-11-02 .. Fri 2026-11-13 {\ncycle c every Tue, Thu {\ntask x 1h by ann\n}\n}';
  expect(
    read(inPhase)
      .times('x')
      .map((at) => at.slice(8)),
  ).toEqual(['03T09:00', '05T09:00', '10T09:00', '12T09:00']);
  const behind = 'cycle c every Tue until Fri 2026-11-20 after beta {\ntask x 1h by ann\n}';
  expect(
    read(behind)
      .times('x')
      .map((at) => at.slice(8)),
  ).toEqual(['10T09:00', '17T09:00']);
});

test('the hour stays when the clocks change', () => {
  const text = WEEKLY.replaceAll('2026-11-02 09:00', '2026-10-19 09:00 Europe/Berlin').replace(
    '2026-11-20',
    '2026-10-30',
  );
  expect(read(text).schedule.cycles).toMatchObject({
    'r/weekly': [{ start: Date.UTC(2026, 9, 19, 7) / 60_000 }, { start: Date.UTC(2026, 9, 26, 8) / 60_000 }],
  });
});

test('a cycle in a cycle, and a step that comes round in one, begin anew with each round', () => {
  const { times } = read(`cycle sprint every 2w from Mon 2026-11-02 09:00 until Tue 2026-11-17 {
  cycle daily every Mon, Thu {
    task stand-up 1h by ann
  }
  task close 1h by ann
}`);
  const days = ['02', '05', '09', '12', '16', '19', '23', '26'];
  expect(times('stand-up')).toEqual(days.map((day) => `2026-11-${day}T09:00`));
  expect(times('close')).toEqual(['2026-11-12T10:00', '2026-11-26T10:00']);
});

test('what is not over when the next round begins is late', () => {
  const { told } = read(WEEKLY.replace('1w', '1d').replace('task cut  2h', 'task cut  12h'));
  expect(told('due-missed')).toEqual([expect.stringMatching(/^`look` ends .* after it is due \(the next round, /)]);
});

test('a cycle says how often, and until when', () => {
  expect(read(WEEKLY.replace('every 1w from Mon 2026-11-02 09:00 until Fri 2026-11-20', '')).told('syntax')).toEqual([
    'A cycle says how often its steps come round: `cycle weekly every 1w from Mon 2026-11-30 09:00 until Fri 2026-12-18 { … }`.',
  ]);
  const behind = 'phase p after beta {\ncycle c every 1w {\ntask x 1h by ann\n}\n}';
  expect(read('', 'cycle c every 30m {\ntask x 5m by ann\n}').told('syntax')).toEqual([
    '`c` comes round once only: nothing says until when. Add `until` and the last day on which it may begin.',
  ]);
  expect(read(behind).told('syntax')).toEqual([]);
});

test('each round takes people and environments, and must not fall into a freeze', () => {
  const uat = 'uat t in staging by ann during Mon 2026-11-09 09:00 .. 17:00';
  const text = `freeze week of production from Sat 2026-11-14 until Fri 2026-11-20 by bob
${uat}
cycle weekly every 1w from Mon 2026-11-02 09:00 until Fri 2026-11-20 by bob {
  deploy web 2h in staging
}`;
  const { told } = read(text);
  expect(told('uat-environment-busy')).toEqual([
    expect.stringContaining('`deploy web` (Mon 2026-11-09 09:00 .. 11:00 UTC)'),
  ]);
  expect(told('freeze-violation')).toEqual([]);
  const inRun = read(
    'freeze early of production from Sun 2026-12-06 00:30 until Sun 2026-12-06 03:00 by bob',
    'cycle c every 1h until 01:00 {\ndeploy web 10m by ann undo 5m\n}',
  );
  expect(inRun.told('freeze-violation')).toEqual([
    expect.stringMatching(
      /^`deploy web` \(Sun 2026-12-06 01:00 UTC\) falls into .* let it end before, or begin behind that/,
    ),
  ]);
});

test('the picture has a bar for every round, and says how often; so does the checklist', () => {
  const { analysis, release, schedule } = read(WEEKLY);
  const rows = layout(analysis, schedule).panels.flatMap((panel) => panel.rows);
  expect(rows.filter(({ label }) => label === 'cut').map(({ bars }) => bars.length)).toEqual([3]);
  const [group] = rows.filter(({ kind, label }) => kind === 'group' && label === 'Cycle weekly');
  expect(group).toMatchObject({ detail: 'every 1w, 3 times, the last Mon 2026-11-16 09:00' });
  expect(group!.bars).toHaveLength(3);
  const page = renderView('checklist', { analysis, release, schedule, source: 'none', picture: {}, ids: 'x' });
  expect(page).toContain('every 1w, 3 times, the last Mon 2026-11-16 09:00');
});
