/** Office hours that nobody has said are no reason for a date to be missed; hours that somebody has said are. */
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { toldOf } from './told.ts';

function read(lines: string, ann = '', release = '') {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(
    'file:///a.release',
    `calendar office { zone Europe/Berlin }
person ann ${ann}
release r {
  kind standard
  zone Europe/Berlin
  ${release}
  window Sat 2026-12-05 22:00 .. 23:30
${lines}
}
`,
  );
  const { plan, schedules, findings } = workspace.analysis('file:///a.release');
  const missed = findings.filter(({ code }) => code === 'due-missed').length;
  return { times: toldOf(plan.releases[0]!, schedules[0]!), missed };
}

const LATE: Readonly<Record<string, readonly [lines: string, times: string]>> = {
  'in a phase of that day': ['phase p Thu 2026-12-03 {\n task x 1h by ann due 08:00\n}', 'Thu 3 07:00 .. Thu 3 08:00'],
  'on a day it says': [
    'prepare {\n task x 1h by ann at Thu 2026-12-03 due Thu 2026-12-03 08:00\n}',
    'Thu 3 07:00 .. Thu 3 08:00',
  ],
  'after the run, on a Sunday': [
    'run {\n task y 1h by ann\n}\nfollow-up {\n task x 1h by ann due Sun 2026-12-06 08:00\n}',
    'Sun 6 07:00 .. Sun 6 08:00',
  ],
};

describe.each(Object.entries(LATE))('what is due before anybody begins, %s', (_, [lines, times]) => {
  test('is done before that', () => expect(read(lines)).toMatchObject({ times: { x: times }, missed: 0 }));

  test.each([
    ['a calendar of whoever does it', '{ calendar office }', ''],
    ['a shift', '{ shift Mon..Fri 09:00 .. 17:00 }', ''],
    ['the calendar of the release', '', 'calendar office'],
  ])('is missed where hours are said: %s', (__, ann, release) => expect(read(lines, ann, release).missed).toBe(1));
});

test('what fits into the hours stays in them', () => {
  const { times, missed } = read('phase p Thu 2026-12-03 {\n task x 1h by ann due 20:00\n}');
  expect([times.x, missed]).toEqual(['Thu 3 09:00 .. Thu 3 10:00', 0]);
});

test('an hour that is fixed is none that anybody assumed', () => {
  const { missed } = read('prepare {\n task x 1h by ann at Thu 2026-12-03 09:00 due Thu 2026-12-03 08:00\n}');
  expect(missed).toBe(1);
});

test('a milestone on a day is reached by the hour that it is due on that day', () => {
  expect(read('milestone m Fri 2026-12-04 due Fri 2026-12-04 08:00').missed).toBe(0);
  expect(read('milestone m Fri 2026-12-04 due Thu 2026-12-03 08:00').missed).toBe(1);
});

test('hours behind T are hours, too', () => {
  const { times, missed } = read('run {\n task y 1h by ann\n}\nfollow-up {\n task x 1h by ann due T+24h\n}');
  expect([times.x, missed]).toEqual(['Sun 6 21:00 .. Sun 6 22:00', 0]);
});

test('a stream without a begin is not over at T because nobody says when it is', () => {
  const stream = (word: string) =>
    read(`${word} press {\n notify ann "Before" at T-1w\n notify ann "Thanks" at T+1w\n}`).missed;
  expect(['stream', 'phase'].map(stream)).toEqual([0, 0]);
  expect(read('prepare {\n notify ann "Thanks" at T+1w\n}').missed).toBe(1);
});
