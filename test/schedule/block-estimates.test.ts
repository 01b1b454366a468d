/** How long a block takes as a whole, and what that leaves to the steps that do not say it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { riskOf } from '../../plan/risk/risk.ts';
import { toldOf } from './told.ts';

function read(lines: string) {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(
    'file:///a.release',
    `person ann
person bob
release r {
  kind standard
  zone UTC
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 06:00
${lines}
}
`,
  );
  const { plan, schedules, findings } = workspace.analysis('file:///a.release');
  const told = (code: string) => findings.filter((one) => one.code === code).map(({ message }) => message);
  const [release] = plan.releases;
  const [schedule] = schedules;
  return { plan, release: release!, schedule: schedule!, times: toldOf(release!, schedule!), told };
}

describe('steps without a duration share what the others leave', () => {
  test.each([
    [
      'in order',
      'sequence s 1h {\n task a 20m by ann\n task b by ann\n task c by bob }',
      { b: 'Sat 5 22:20 .. Sat 5 22:40', c: 'Sat 5 22:40 .. Sat 5 23:00' },
    ],
    [
      'side by side each has all of it',
      'parallel s 1h {\n task a 20m by ann\n task b by bob }',
      { b: 'Sat 5 22:00 .. Sat 5 23:00' },
    ],
    [
      'in a block in it',
      'sequence s 1h {\n task a 20m by ann\n parallel {\n task b by ann\n task c by bob } }',
      { b: 'Sat 5 22:20 .. Sat 5 23:00', c: 'Sat 5 22:20 .. Sat 5 23:00' },
    ],
    [
      'beside what is known in there',
      'sequence s 1h {\n sequence {\n task a 20m by ann\n task b by bob }\n task c by bob }',
      { b: 'Sat 5 22:20 .. Sat 5 22:40', c: 'Sat 5 22:40 .. Sat 5 23:00' },
    ],
    [
      'not a message, which is a moment',
      'sequence s 1h {\n notify ann as a by bob\n task b by ann }',
      { b: 'Sat 5 22:00 .. Sat 5 23:00' },
    ],
  ])('%s', (_, lines, expected) => {
    const { times, told } = read(`run {\n${lines}\n task last 5m by ann\n}`);
    expect(times).toMatchObject({ ...expected, last: 'Sat 5 23:00 .. Sat 5 23:05' });
    expect(told('estimate-missing')).toEqual([]);
    expect(told('estimate-off')).toEqual([]);
  });

  test('and what they may take at most shows in the simulation', () => {
    const { plan, release, schedule } = read('run 1h..3h {\n task a by ann\n task b by ann\n}');
    const risk = riskOf(plan, release, schedule)!;
    expect(risk.uncertain).toEqual({ steps: 2, measured: 0 });
  });
});

describe('a run sheet says when its lines begin, in blocks as well', () => {
  test.each([
    [
      'a block begins when its first line does, and ends when the next one behind it begins',
      'task a by ann at 22:00\n sequence {\n task b by ann at 22:10\n task c by ann }\n task d 5m by ann at 22:30',
      { a: 'Sat 5 22:00 .. Sat 5 22:10', b: 'Sat 5 22:10 .. Sat 5 22:20', c: 'Sat 5 22:20 .. Sat 5 22:30' },
    ],
    [
      'side by side the first of them begins it, and of none it is known how long it takes',
      'task a by ann at 22:00\n parallel {\n task b by ann at 22:20\n task c by bob at 22:10 }\n task d 5m by ann at 22:30',
      { a: 'Sat 5 22:00 .. Sat 5 22:10', b: 'Sat 5 22:20 .. Sat 5 22:20', c: 'Sat 5 22:10 .. Sat 5 22:10' },
    ],
    [
      'lines in one that say no hour wait for nothing that is counted',
      'task a by ann at 22:00\n parallel {\n sequence {\n task b by ann at 22:10\n task c by ann at 22:25 }\n task e 5m by bob at 22:10 }\n task d 5m by ann at 22:30',
      { b: 'Sat 5 22:10 .. Sat 5 22:25', c: 'Sat 5 22:25 .. Sat 5 22:30', e: 'Sat 5 22:10 .. Sat 5 22:15' },
    ],
  ])('%s', (_, lines, expected) => {
    const { times, told } = read(`run {\n${lines}\n}`);
    expect(times).toMatchObject({ ...expected, d: 'Sat 5 22:30 .. Sat 5 22:35' });
    expect(told('starts-too-early')).toEqual([]);
  });

  test('one line that is too long is told where it stands, and not at all those that it pushes', () => {
    const { times, told } = read(
      `run {
        task a 15m by ann at 22:00
        task b 10m by ann at 22:10
        task c 10m by ann at 22:20
        task d 15m by ann at 22:30
        task e 10m by ann at 22:40
      }`,
    );
    expect(times).toMatchObject({ c: 'Sat 5 22:25 .. Sat 5 22:35', e: 'Sat 5 22:50 .. Sat 5 23:00' });
    expect(told('starts-too-early')).toEqual([
      '`b` is to start Sat 2026-12-05 22:10 UTC, 5 min before `a` ends; start it later, or shorten what comes before.',
      '`e` is to start Sat 2026-12-05 22:40 UTC, 10 min before `d` ends; start it later, or shorten what comes before.',
    ]);
  });
});

test('what comes before the first line of a run that says its hour has from the window to that', () => {
  const sheet = 'task a by ann\n task b by ann\n task c 5m by ann at 22:30';
  const half = 'Sat 5 22:00 .. Sat 5 22:15';
  const { times, told } = read(`run {\n${sheet}\n}`);
  expect(times).toMatchObject({ a: half, b: 'Sat 5 22:15 .. Sat 5 22:30', c: 'Sat 5 22:30 .. Sat 5 22:35' });
  expect(told('estimate-missing')).toEqual([]);
  // Who says of some how long they take has forgotten the others.
  expect(read(`run {\n${sheet.replace('task b', 'task b 5m')}\n}`).told('estimate-missing')).toHaveLength(1);
  // The second run of a window begins when the first is over, whenever that is.
  expect(read(`run {\n task z 5m by bob\n}\nrun {\n${sheet}\n}`).told('estimate-missing')).toHaveLength(1);
  expect(read(`run {\n${sheet.replaceAll('22:30', 'T-30m')}\n}`).times).toMatchObject({
    a: expect.not.stringMatching(half),
  });
});

describe('however a line says when it begins', () => {
  /** Of minutes from T, which is 22:00. */
  const FORMS: readonly ((minutes: number) => string)[] = [
    (minutes) => `at T+${minutes}m`,
    (minutes) => `at ${clock(minutes)}`,
    (minutes) => `at ${['Sat', 'Sun'][Number(minutes >= 120)]} ${clock(minutes)}`,
    (minutes) => `at 2026-12-0${5 + Number(minutes >= 120)} ${clock(minutes)}`,
  ];
  const clock = (minutes: number) => {
    const at = (22 * 60 + minutes) % 1440;
    return [Math.floor(at / 60), at % 60].map((part) => `${part}`.padStart(2, '0')).join(':');
  };
  const sheet = (begins: readonly (number | undefined)[], form: (place: number) => number) => {
    const lines = begins.map(
      (minutes, i) => `task s${i} by ann${minutes === undefined ? '' : ` ${FORMS[form(i)]!(minutes)}`}`,
    );
    const { times, told } = read(`run {\n${lines.join('\n')}\n}`);
    return { times, early: told('starts-too-early') };
  };

  test('the sheet is the same, also where one goes back, which is told', () => {
    const begin = fc.option(
      fc.integer({ min: 0, max: 16 }).map((quarters) => quarters * 15),
      { nil: undefined },
    );
    const line = fc.record({ begin, form: fc.nat(FORMS.length - 1) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 6 }), (lines) => {
        const begins = lines.map((one) => one.begin);
        const read = sheet(begins, (i) => lines[i]!.form);
        expect(read).toEqual(sheet(begins, () => 0));
        const said = begins.filter((one) => one !== undefined);
        expect(read.early.length > 0).toBe(said.some((one, i) => said.slice(0, i).some((before) => before > one)));
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    [
      'a range is a begin, and an end',
      'task a by ann at T\ntask b by ann\ntask c T+20m .. T+30m by bob\ntask d by ann\ntask e 5m by ann at T+60m',
      { b: 'Sat 5 22:10 .. Sat 5 22:20', c: 'Sat 5 22:20 .. Sat 5 22:30', d: 'Sat 5 22:30 .. Sat 5 23:00' },
    ],
    [
      'a block that says its own begins with it',
      'sequence T .. T+30m {\ntask a by ann\ntask b 2m by ann\ntask c 5m by ann at 22:20\ntask d by bob }',
      { a: 'Sat 5 22:00 .. Sat 5 22:18', b: 'Sat 5 22:18 .. Sat 5 22:20', d: 'Sat 5 22:25 .. Sat 5 22:30' },
    ],
    [
      'and one that says a length ends behind it',
      'sequence 1h at 22:10 {\ntask a by ann\ntask b 5m by ann at T+20m\ntask c by bob }',
      { a: 'Sat 5 22:10 .. Sat 5 22:20', c: 'Sat 5 22:25 .. Sat 5 23:10' },
    ],
  ])('%s', (_, lines, expected) => {
    const { times, told } = read(`run {\n${lines}\n}`);
    expect(times).toMatchObject(expected);
    expect([...told('estimate-missing'), ...told('starts-too-early')]).toEqual([]);
  });
});

describe('what does not come out even is shared to the last minute', () => {
  test.each([
    ['of two', 'sequence s 45m {\n task a by ann\n task b by bob }', { a: 'Sat 5 22:00 .. Sat 5 22:23' }],
    [
      'of three, beside what is known',
      'sequence s 45m {\n task k 1m by ann\n task a by ann\n task b by bob\n task c by ann }',
      { a: 'Sat 5 22:01 .. Sat 5 22:16', b: 'Sat 5 22:16 .. Sat 5 22:31' },
    ],
    [
      'in a block in it',
      'sequence s 45m {\n task a by ann\n sequence {\n task b by bob\n task c by ann } }',
      { a: 'Sat 5 22:00 .. Sat 5 22:23', c: 'Sat 5 22:34 .. Sat 5 22:45' },
    ],
  ])('%s', (_, lines, expected) => {
    const { times, told } = read(`run {\n${lines}\n task last 5m by ann\n}`);
    expect(times).toMatchObject({ ...expected, last: 'Sat 5 22:45 .. Sat 5 22:50' });
    expect(told('estimate-off')).toEqual([]);
  });
});

test('where nothing in it can, the block itself lasts so long', () => {
  const { times, schedule } = read(`run {
    sequence s 1h30m {
    }
    task last 5m by ann
  }
  phase p Mon 2026-11-02 .. Fri 2026-11-27 { task x 1wd by bob }
  phase q 3wd after x {
    task y by bob
  }`);
  expect(times.last).toBe('Sat 5 23:30 .. Sat 5 23:35');
  const { start, end } = schedule.blocks['r/q']!;
  expect((end - start) / 60).toBe(3 * 24);
});

test('what does not fit is told, by how much', () => {
  const told = (estimate: string) =>
    read(`run ${estimate} {\n task a 1h by ann\n task b 30m by bob\n}`).told('estimate-off');
  expect(told('1h..1h20m')).toEqual([
    '`run` takes 1 h 30 min as planned, until Sat 2026-12-05 23:30 UTC: 10 min more than its estimate `1h..1h20m`; shorten what is in it, or estimate it longer.',
  ]);
  expect(told('2h..')).toEqual([
    '`run` takes 1 h 30 min as planned, until Sat 2026-12-05 23:30 UTC: 30 min less than its estimate `2h..`; add what is missing in it, or estimate it shorter.',
  ]);
  for (const fits of ['1h30m', '1h..2h', '1h..', '..2h']) expect(told(fits), fits).toEqual([]);
});

test('while something in it has no time, nothing is compared', () => {
  expect(read('run 10m {\n task a 1h by ann\n task b 30m by bob at tbd\n}').told('estimate-off')).toEqual([]);
});

test('what is called counts in full, though nobody knows its date before', () => {
  const told = (line: string) =>
    read(`run {\n task a 1h by ann undo 5m\n}\nrollback back 10m {\n task b 30m by bob${line}\n}`).told('estimate-off');
  expect(told(' at tbd')).toEqual(told(''));
  expect(told(' at tbd')).toHaveLength(1);
});
