/** As early as possible, where everything else is planned as late as possible. */
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
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
  milestone beta Mon 2026-11-02
${lines}
  run { task go 10m by ann }
}
`,
  );
  const { plan, schedules, findings } = workspace.analysis('file:///a.release');
  const told = (code: string) => findings.filter((one) => one.code === code).map(({ message }) => message);
  return { times: toldOf(plan.releases[0]!, schedules[0]!), told };
}

test.each([
  ['behind something', 'task x 1h by ann after beta asap', 'Mon 2 09:00 .. Mon 2 10:00'],
  ['from a day on', 'task x 1h by ann not before Wed 2026-11-04 asap', 'Wed 4 09:00 .. Wed 4 10:00'],
  [
    'with what comes before it',
    'task x 1h by ann after beta\n task y 1h by bob after x asap',
    'Mon 2 09:00 .. Mon 2 10:00',
  ],
  ['as a part', 'sequence s asap {\n task x 1h by ann after beta\n task y 1h by bob }', 'Mon 2 09:00 .. Mon 2 10:00'],
  [
    'not what comes behind it',
    'task y 1h by bob after beta asap\n task x 1h by ann after y',
    'Fri 4 16:00 .. Fri 4 17:00',
  ],
  ['only what says so', 'task x 1h by ann after beta\n task y 1h by bob after beta asap', 'Fri 4 16:00 .. Fri 4 17:00'],
])('%s', (_, lines, expected) => {
  const { times, told } = read(`prepare {\n${lines}\n}`);
  expect(times.x).toBe(expected);
  expect(told('not-scheduled')).toEqual([]);
  expect(told('syntax')).toEqual([]);
});

test('a whole block', () => {
  const { times } = read('prepare asap {\n task x 1h by ann after beta\n task y 1h by ann after x\n }');
  expect(times).toMatchObject({ x: 'Mon 2 09:00 .. Mon 2 10:00', y: 'Mon 2 10:00 .. Mon 2 11:00' });
});

test('where nothing says from when it is late, and that is told', () => {
  const { times, told } = read('prepare {\n task w 1h by bob\n task x 1h by ann after w asap\n }');
  expect(times.x).toBe('Fri 4 16:00 .. Fri 4 17:00');
  expect(told('not-scheduled')).toEqual([
    '`x` is to be as early as possible (`asap`), and nothing says from when. It is planned as late as possible; add `not before` a day, or `after` what it waits for.',
  ]);
});

test.each([
  ['in what goes forward', 'follow-up {\n task x 1h by ann asap\n }'],
  ['with a fixed start', 'prepare {\n task x 1h by ann at T-3wd asap\n }'],
  ['on a block that begins', 'phase x Mon 2026-11-02 .. Fri 2026-11-06 asap {\n task y 1h by ann\n }'],
])('where it says nothing, that is told: %s', (_, lines) => {
  expect(read(lines).told('not-scheduled')).toEqual([
    '`x` is not planned as late as possible, so `asap` says nothing about it; take it out.',
  ]);
});
