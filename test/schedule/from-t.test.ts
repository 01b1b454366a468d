/** While T is open, what says how far from T it is, or comes behind such a thing, is planned as it will be with any date. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { noWayBackText } from '../../plan/schedule/rollback/describe.ts';
import { analyseText } from '../checks/marked.ts';

const WINDOW = 'Sat 2026-12-05 22:00 .. Thu 2026-12-10 22:00';

function readWhole(shared: string, lines: string, window: string) {
  const people = Array.from({ length: 10 }, (_, i) => `person p${i}`).join('\n');
  const analysis = analyseText(
    `${people}\n${shared}release r {\n  kind standard\n  zone UTC\n  window ${window}\n${lines}\n}\n`,
  );
  return { analysis, schedule: analysis.schedules[0]! };
}

function read(lines: string, window: string) {
  const { analysis, schedule } = readWhole('', lines, window);
  const { plan, findings } = analysis;
  const { T = 0, steps, milestones } = schedule;
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

/** Each asks for dates: how far it is, or how long it takes, is another number of hours on other days. */
const ASK_FOR_DATES: readonly string[] = [
  'run {\ntask first 20m by p1\ntask long 2wd by p2\ntask last 10m by p3\n}',
  'run {\ntask first 1wd2h..2wd by p1\ntask last 10m by p3 at first.end + 1h\n}',
  'run {\ntask first 20m by p1\nwait long 1mo\ntask last 10m by p3\n}',
  'run {\ntask first 20m by p1\ntask last 10m by p3 after first + 2wd\n}',
  'run {\ntask first 20m by p1\ntask last 10m by p3 after first + 1mo\n}',
  'run {\ntask first 20m by p1\ntask last 10m by p3 after first + ..1wd\n}',
  'run {\ntask first 20m by p1\nsequence long 3wd {\n}\ntask last 10m by p3\n}',
  'run {\nsequence long {\ntask in 2wd by p2\n}\ntask last 10m by p3 alongside in\n}',
  'run {\ntask first 20m by p1\nmeet last 10m by p3 every 1wd until first.end + 5d\n}',
  'run {\ntask first 20m by p1\nmeet last 10m by p3 every Mon, Thu until first.end + 9d\n}',
  'run {\ntask first 20m by p1\nmeet last 10m by p3 every 1mo until first.end + 90d\n}',
  'run {\ntask first 20m by p1\n}\nmilestone far T+1mo\ntask last 5m by p3 at far\ntask more 5m by p4 at T-1mo',
  'run {\ntask first 2wd by p1\n}\nrun later {\ntask last 10m by p3\n}\ntask more 5m by p4 after run',
];
const OTHER_WINDOWS = ['Fri 2026-12-04 22:00', 'Mon 2027-02-01 06:00', 'Thu 2027-04-29 12:00'] as const;

test.each(ASK_FOR_DATES)('what asks for dates is not counted before there are any: %s', (plan) => {
  const open = read(plan, 'tbd');
  for (const window of OTHER_WINDOWS) {
    const { minutes } = read(plan, `${window} .. Thu 2027-08-26 22:00`);
    for (const [id, span] of Object.entries(open.minutes)) {
      if (span !== undefined && !Object.is(span, Number.NaN)) expect([id, minutes[id]]).toEqual([id, span]);
    }
  }
  const left = Object.entries(open.minutes).filter(([, span]) => span === undefined);
  const [message = ''] = open.told('not-scheduled');
  for (const [id] of left) expect(message).toContain(`\`${id.slice(id.lastIndexOf('/') + 1)}\``);
  // Else nothing would have been asked.
  expect(left.length > 0 || message.includes('planned without a time that')).toBe(true);
});

test('of a way back in working days it is known how long it takes once it is known when, and said so before', () => {
  const plan =
    'run {\ndeploy s 5m by p1\n}\nrollback back {\ntask t 2wd by p2\ndeploy s as old 5m by p3 after t + 1wd\n}\nrollback fast {\ndeploy s as quick 5m by p4\n}';
  const lengths = (window: string) => {
    const { analysis, schedule } = readWhole(`system s\n`, plan, window);
    const { rollbacks } = schedule;
    return {
      lasts: rollbacks.flatMap(({ stages }) => Math.max(0, ...stages.map(({ minutes }) => minutes))),
      told: noWayBackText(analysis.plan.releases[0]!, schedule),
    };
  };
  const day = 24 * 60;
  expect(lengths('Fri 2026-12-04 22:00 .. Thu 2026-12-24 22:00').lasts).toEqual([5 * day + 5]);
  expect(lengths('Wed 2026-12-02 22:00 .. Thu 2026-12-24 22:00').lasts).toEqual([5 * day + 5]);
  expect(lengths('Mon 2026-11-30 22:00 .. Thu 2026-12-24 22:00').lasts).toEqual([3 * day + 5]);
  expect(lengths('tbd')).toEqual({ lasts: [0], told: 'nobody knows how long it takes, as steps of it have no time' });
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
