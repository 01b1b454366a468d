/** What lasts until something that waits for it: told, and planned as if it did not say until when. */
import { expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';

const FILE = 'file:///a.release';

function read(lines: string) {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(
    FILE,
    `person ann
service shop
release r-1 {
  kind standard
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  run {
${lines.replaceAll(' | ', '\n')}
  }
}
`,
  );
  const { findings, schedules } = workspace.analysis(FILE);
  const lengthOf = (id: string) => {
    const { start, end } = schedules[0]!.steps[id as never]!;
    return end - start;
  };
  return {
    told: findings.filter(({ code }) => code === 'cycle' || code === 'outside-window').map(({ message }) => message),
    lengthOf,
  };
}

test.each([
  ['wait w until x | task x 5m by ann', '`x`, which waits for it'],
  ['wait w until x | task between 5m by ann | task x 5m by ann', '`x`, which waits for it'],
  ['wait w until x + 10m | task between 5m by ann | task x 5m by ann', '`x`, which waits for it'],
  ['wait w until x.end | task x 5m by ann', '`x`, which waits for it'],
  ['wait w until m | task between 5m by ann | milestone m', '`m`, which waits for it'],
  ['wait w until both | parallel both { | task x 5m by ann | }', '`both`, which waits for it'],
  ['wait w until run.end | task x 5m by ann', '`run`, which waits for it'],
  ['wait w until backup shop | backup shop 5m by ann', '`backup shop`, which waits for it'],
  ['wait w until w | task x 5m by ann', 'it begins itself'],
  ['task w by ann during T .. x | task x 5m by ann', '`x`, which waits for it'],
  ['parallel { | wait w until x | task x 5m by ann after w | }', '`x`, which waits for it'],
])('%s', (lines, until) => {
  const { told, lengthOf } = read(lines);
  expect(told).toEqual([`\`w\` lasts until ${until}; say how long it lasts, or until what else.`]);
  expect(lengthOf('r-1/w')).toBe(0);
});

test('steps that wait so for each other are told each', () => {
  const { told } = read(
    'parallel { | sequence { | wait w until y | task x 5m by ann | } | sequence { | wait v until x | task y 5m by ann | } | }',
  );
  expect(told.map((message) => message.split(';')[0])).toEqual([
    '`w` lasts until `y`, which waits for it',
    '`v` lasts until `x`, which waits for it',
  ]);
});

test.each([
  ['task x 5m by ann | wait w until x + 1h', 55],
  ['parallel { | wait w until x + 1h | task x 5m by ann | }', 60],
  ['parallel { | task w by ann during T .. x | task x 5m by ann at T+30m | }', 30],
  ['wait w until T+1h | task x 5m by ann', 60],
])('what hangs on something else lasts: %s', (lines, minutes) => {
  const { told, lengthOf } = read(lines);
  expect(told).toEqual([]);
  expect(lengthOf('r-1/w')).toBe(minutes);
});
