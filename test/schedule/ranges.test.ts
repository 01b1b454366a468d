/** What lasts from here to there, from text to times. */
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { toldOf } from './told.ts';

function read(lines: string, window = 'Sat 2026-12-05 22:00 .. Sun 2026-12-06 04:00') {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(
    'file:///a.release',
    `calendar office { zone Europe/Berlin }
person ann { calendar office }
person bob { calendar office }
release r {
  kind standard
  zone Europe/Berlin
  window ${window}
${lines}
}
`,
  );
  const { plan, schedules, findings } = workspace.analysis('file:///a.release');
  const told = (code: string) => findings.filter((one) => one.code === code).map(({ message }) => message);
  return { times: toldOf(plan.releases[0]!, schedules[0]!), told, schedule: schedules[0]! };
}

describe('a step with a range and no duration lasts as long as the range', () => {
  test.each([
    ['bare', 'Tue 2026-12-01 .. Thu 2026-12-03', 'Tue 1 00:00 .. Fri 4 00:00'],
    ['behind `during`', 'during Tue 2026-12-01 .. Thu 2026-12-03', 'Tue 1 00:00 .. Fri 4 00:00'],
    ['one day', 'Tue 2026-12-01', 'Tue 1 00:00 .. Wed 2 00:00'],
    ['with hours', 'Tue 2026-12-01 10:00 .. 12:30', 'Tue 1 10:00 .. Tue 1 12:30'],
    ['counted from T', 'T-3d .. T-1d', 'Wed 2 22:00 .. Fri 4 22:00'],
    ['from when another one ends', 'during early.end .. T-1d', 'Mon 30 10:00 .. Fri 4 22:00'],
  ])('%s: %s', (_, range, expected) => {
    for (const place of ['%', 'prepare { % }', 'phase p { % }', 'stream s { % }']) {
      const line = `task early 1h by ann at Mon 2026-11-30 09:00\n    task mapping ${range} by ann`;
      expect(read(place.replace('%', line)).times.mapping, place).toBe(expected);
    }
  });

  test('what comes behind it waits for its end, also in the run', () => {
    const { times } = read('run {\n task look 10m by ann\n task watch 23:00 .. 23:40 by ann\n task close 5m by ann }');
    expect(times).toMatchObject({ watch: 'Sat 5 23:00 .. Sat 5 23:40', close: 'Sat 5 23:40 .. Sat 5 23:45' });
  });

  test('what is planned late before it has its time, also where what comes behind it is out of hours', () => {
    const { times, told } = read(`prepare {
      task ready 1h by ann due Fri 2026-12-04 17:00
    }
    run {
      task watch T .. T+1h by ann
    }
    follow-up {
      meet look by ann at T+4h
    }`);
    expect(times.ready).toBe('Fri 4 16:00 .. Fri 4 17:00');
    expect(told('no-working-time')).toEqual([]);
  });

  test('it takes nobody’s time: nobody knows how much work it is', () => {
    const { times, told } = read(`phase p {
      task mapping Mon 2026-11-30 .. Fri 2026-12-04 by ann
      task other   2h by ann at Tue 2026-12-01 09:00
    }`);
    expect(times.other).toBe('Tue 1 09:00 .. Tue 1 11:00');
    expect(told('double-booked')).toEqual([]);
  });

  test('with a duration it is that much work, some time in the range', () => {
    const { times } = read('phase p {\n task a 1wd by ann Tue 2026-12-01 .. Thu 2026-12-03\n}');
    expect(times.a).toBe('Thu 3 09:00 .. Thu 3 17:00');
  });

  test('a message is a moment in it', () => {
    expect(read('notify ann "Soon" by bob Tue 2026-12-01 10:00 .. 12:00').times['notify ann']).toBe(
      'Tue 1 10:00 .. Tue 1 10:00',
    );
  });

  test('without a begin or an end it has no time, and that is told', () => {
    for (const range of ['tbd .. tbd', 'tbd .. Thu 2026-12-03', 'Tue 2026-12-01 .. tbd']) {
      const { times, told } = read(`task mapping ${range} by ann`);
      expect(times.mapping, range).toBe('-');
      expect(told('still-open'), range).toEqual([
        expect.stringMatching(/^One thing is still open: when `mapping` is /),
      ]);
    }
  });

  test('what comes before it and ends later is told, but not within its first day', () => {
    const lines = (at: string) => `task first 1h by ann at ${at}
      task mapping Tue 2026-12-01 .. Thu 2026-12-03 by bob after first`;
    expect(read(lines('Tue 2026-12-01 09:00')).told('starts-too-early')).toEqual([]);
    expect(read(lines('Wed 2026-12-02 09:00')).told('starts-too-early')).toEqual([
      '`mapping` is to start Tue 2026-12-01 00:00 Europe/Berlin, 1 d 10 h before `first` ends; start it later, or shorten what comes before.',
    ]);
    expect(read(lines('Wed 2026-12-02 09:00')).times.mapping).toBe('Wed 2 10:00 .. Fri 4 00:00');
  });
});

test('a range with one end says nothing of how long it lasts, and is asked for it', () => {
  expect(read('run { task look by ann during 22:30 .. }').told('estimate-missing')).toHaveLength(1);
  expect(read('run { task look by ann during 22:30 .. 23:00 }').told('estimate-missing')).toEqual([]);
});

test.each([
  ['22:30', '`22:30` is one moment: write `at 22:30` for its start'],
  ['22:30 .. 23:00 during 22:30 .. 23:00', '`22:30 .. 23:00` and `during` both say when'],
])('what is no range is told, and the rest of the line counts: %s', (range, message) => {
  const { told, times } = read(`run { task look ${range} 10m by ann\n task next 5m by ann }`);
  expect(told('syntax').join()).toContain(message);
  expect(times).toHaveProperty('next');
});

describe('a block with a range and no duration begins and ends as written', () => {
  const inRun = (lines: string) => read(`run {\n${lines}\ntask next 5m by ann\n}`);

  test.each([
    ['sequence', 'sequence x 22:15 .. 23:15 {\n task a 20m by ann\n}'],
    ['outage', 'outage x 22:15 .. 23:15 {\n task a 20m by ann\n}'],
    ['parallel', 'parallel x 22:15 .. 23:15 {\n task a 20m by ann\n}'],
    ['phase', 'phase x 22:15 .. 23:15 {\n task a 20m by ann\n}'],
    ['behind `during`', 'sequence x during 22:15 .. 23:15 {\n task a 20m by ann\n}'],
    ['counted from T', 'sequence x T+15m .. T+75m {\n task a 20m by ann\n}'],
  ])('%s', (_, block) => {
    const { times, schedule } = inRun(block);
    expect(times).toMatchObject({ a: 'Sat 5 22:15 .. Sat 5 22:35', next: 'Sat 5 23:15 .. Sat 5 23:20' });
    const { start, end } = Object.entries(schedule.blocks).find(([id]) => id === 'r/x')![1];
    expect(end - start).toBe(60);
  });

  test('what does not say how long it takes shares the range, also over midnight', () => {
    const { times, told } = inRun('sequence 23:50 .. 00:20 {\n task a 10m by ann\n task b by ann\n}');
    expect(times.b).toBe('Sun 6 00:00 .. Sun 6 00:20');
    expect(told('estimate-missing')).toEqual([]);
  });

  test('what takes longer is told once, and what is behind it waits', () => {
    const late = 'sequence 22:00 .. 22:30 {\n task a 45m by ann\n}\nsequence 22:30 .. 23:00 {\n task b 10m by bob\n}';
    const { times, told } = inRun(late);
    expect(times.b).toBe('Sat 5 22:45 .. Sat 5 22:55');
    expect(told('due-missed')).toHaveLength(1);
    expect(told('starts-too-early')).toEqual([]);
  });

  test('an outage lasts as long for the users as is written', () => {
    expect(inRun('outage 22:15 .. 23:15 {\n task a 20m by ann\n}').schedule.outage).toBe(60);
  });

  test('the range of a run is its window, and what has a length besides is done some time in it', () => {
    const { schedule, times } = read('run x 22:15 .. 23:15 {\n task a 20m by ann\n}');
    expect(schedule.run!.end - schedule.run!.start).toBe(20);
    expect(times.a).toBe('Sat 5 22:15 .. Sat 5 22:35');
    const { times: both } = inRun('sequence 30m 22:15 .. 23:15 {\n task a 30m by ann\n}');
    expect(both.next).toBe('Sat 5 22:45 .. Sat 5 22:50');
  });
});
