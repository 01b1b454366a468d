/** While T is open, what says how far from T it is, or comes behind such a thing, is planned as it will be with any date. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyseText } from '../checks/marked.ts';

const WINDOW = 'Sat 2026-12-05 22:00 .. Thu 2026-12-10 22:00';

function read(lines: string, window: string) {
  const people = Array.from({ length: 10 }, (_, i) => `person p${i}`).join('\n');
  const { plan, schedules, findings } = analyseText(
    `${people}\nrelease r {\n  kind standard\n  zone UTC\n  window ${window}\n${lines}\n}\n`,
  );
  const { T = 0, steps, milestones } = schedules[0]!;
  const told = (code: string) => findings.filter((one) => one.code === code).map(({ message }) => message);
  const minutes = Object.fromEntries([
    ...plan.releases[0]!.steps.map(({ id }) => [id, steps[id] && [steps[id].start - T, steps[id].end - T]]),
    ...plan.releases[0]!.milestones.map(({ id }) => [id, (milestones[id] ?? Number.NaN) - T]),
  ]);
  return { minutes, told };
}

/** Each by somebody else, so that nobody is busy: `at` is how many hours from T. */
const LINES: readonly ((at: number, i: number) => string)[] = [
  (at, i) => `task t${i} 10m by p${i} at ${fromT(at)}`,
  (at, i) => `gate g${i} 10m by p${i} at ${fromT(at)}`,
  (at, i) => `notify p0 as n${i} "Told" by p${i} at ${fromT(at)}`,
  (at, i) => `task d${i} by p${i} ${fromT(at)} .. ${fromT(at + 2)}`,
  (at, i) => `milestone m${i} ${fromT(at)}\ntask b${i} 5m by p${i} at m${i}`,
  (at, i) => `milestone k${i} due ${fromT(at)}\ntask c${i} 5m by p${i} after k${i}`,
  (at, i) => `sequence s${i} at ${fromT(at)} {\ntask u${i} 5m by p${i}\n}\ntask v${i} 5m by p${i} after s${i}`,
  (at, i) => `parallel q${i} ${fromT(at)} .. ${fromT(at + 2)} {\ntask w${i} 5m by p${i}\n}`,
  (_, i) => `task x${i} 5m by p${i} after run`,
  (_, i) => `notify p0 as y${i} "Told" by p${i} at run.end + 1h`,
  (_, i) => `task z${i} by p${i} during run`,
  (at, i) => `run more${i} at ${fromT(Math.abs(at))} {\ntask a${i} 5m by p${i}\n}`,
];
const fromT = (hours: number) => (hours === 0 ? 'T' : `T${hours < 0 ? '-' : '+'}${Math.abs(hours)}h`);

test('at the same distance', () => {
  const line = fc.tuple(fc.nat(LINES.length - 1), fc.integer({ min: -48, max: 48 }));
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), (drawn) => {
      const lines = drawn.map(([kind, at], i) => LINES[kind]!(at, i + 3)).join('\n');
      const plan = `run {\ntask first 20m by p1\ntask last 10m by p2 at T+1h\n}\n${lines}`;
      const open = read(plan, 'tbd');
      expect(open.minutes).toEqual(read(plan, WINDOW).minutes);
      expect(Object.values(open.minutes)).not.toContain(undefined);
    }),
    { numRuns: 60 },
  );
});

test.each([
  ['a count of working days', 'at T-1wd'],
  ['an hour of a day', 'at T-1d 12:00'],
  ['a day of a week', 'at Thu of T-1w'],
  ['a count of working days from a thing', 'at x - 1wd'],
  ['an hour of a day behind a thing', 'at x + 1d 12:00'],
])('%s is no distance: nothing is planned by it, and that is told', (_, at) => {
  const beside = read(
    `sequence early ${at} {\ntask one 5m by p1\n}\ntask two 5m by p2 ${at}\nrun {\ntask x 5m by p0\n}`,
    'tbd',
  );
  expect(beside.minutes).toMatchObject({ 'r/one': undefined, 'r/two': undefined, 'r/x': [0, 5] });
  expect(beside.told('not-scheduled')).toEqual([
    'The window has no date yet, so `two` and `one` have no time; they are planned once it has one.',
  ]);
  const inRun = read(
    `run {\ntask x 5m by p0\ntask one 5m by p1 ${at}\ntask two 5m by p2 ${at.replace('at', 'due')}\n}`,
    'tbd',
  );
  expect(inRun.minutes).toMatchObject({ 'r/one': [5, 10], 'r/two': [10, 15] });
  expect([...inRun.told('starts-too-early'), ...inRun.told('due-missed')]).toEqual([]);
  expect(inRun.told('not-scheduled')).toEqual([
    'The window has no date yet: the run counts from T. Until then 2 lines are planned without a time that they say.',
  ]);
});

test('a run begins with what stands before T in it, and tells that', () => {
  const run = 'run {\ntask x 5m by p0 at T-15m\ntask y 5m by p1 at T\n}';
  const { minutes, told } = read(run, 'tbd');
  expect(minutes).toMatchObject({ 'r/x': [-15, -10], 'r/y': [0, 5] });
  expect(told('not-scheduled')).toEqual([
    'The window has no date yet: the run counts from T, and begins 15 min before it.',
  ]);
  expect(read(run, WINDOW).told('starts-too-early')).toEqual([
    '`x` is to start Sat 2026-12-05 21:45 UTC, 15 min before `run`; start it at T, when the window begins, or write it in a `sequence` before the run.',
  ]);
});
