/** At least and at most so long between two things, and what lasts from here to there, from text to times. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { find } from '../../plan/ids.ts';
import { fillsRange } from '../../plan/taking-time.ts';
import { toldOf } from './told.ts';

function read(lines: string) {
  const workspace = createWorkspace({ roots: [] });
  workspace.set(
    'file:///a.release',
    `person ann
person bob
person cid
release r {
  kind standard
  zone UTC
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 06:00
${lines}
}
`,
  );
  const { plan, schedules, findings } = workspace.analysis('file:///a.release');
  const [release] = plan.releases;
  const [schedule] = schedules;
  const told = (code: string) => findings.filter((one) => one.code === code).map(({ message }) => message);
  return { release: release!, schedule: schedule!, times: toldOf(release!, schedule!), told };
}

describe('what comes before waits, so that what comes behind it is not too long after it', () => {
  test.each([
    [
      'a step',
      'parallel {\n task a 10m by ann\n task b 10m by bob after a + ..5m not before 23:00 }',
      'Sat 5 22:45 .. Sat 5 22:55',
    ],
    [
      'with a least',
      'parallel {\n task a 10m by ann\n task b 10m by bob after a + 1m..5m not before 23:00 }',
      'Sat 5 22:45 .. Sat 5 22:55',
    ],
    [
      'its start',
      'parallel {\n task a 10m by ann\n task b 10m by bob after a.start + ..20m not before 23:00 }',
      'Sat 5 22:40 .. Sat 5 22:50',
    ],
    [
      'the last of a block',
      'parallel {\n sequence s {\n task x 10m by cid\n task a 10m by ann }\n task b 10m by bob after s + ..5m at 23:00 }',
      'Sat 5 22:45 .. Sat 5 22:55',
    ],
    [
      'a chain',
      'parallel {\n task a 10m by ann\n task m 10m by cid after a + ..1m\n task b 10m by bob after m + ..5m at 23:00 }',
      'Sat 5 22:34 .. Sat 5 22:44',
    ],
    [
      'not where it must be over',
      'parallel {\n task a 10m by ann due 22:30\n task b 10m by bob after a + ..5m at 23:00 }',
      'Sat 5 22:00 .. Sat 5 22:10',
    ],
    [
      'not where it is fixed',
      'parallel {\n task a 10m by ann at 22:20\n task b 10m by bob after a + ..5m at 23:00 }',
      'Sat 5 22:20 .. Sat 5 22:30',
    ],
  ])('%s', (_, lines, expected) => {
    expect(read(`run { ${lines} }`).times.a).toBe(expected);
  });

  test('its wait says what for', () => {
    const { schedule } = read('run { parallel {\n task a 10m by ann\n task b 10m by bob after a + ..5m at 23:00 } }');
    expect(schedule.steps['r/a']!.waits[0]).toMatchObject({ reason: 'time', name: 'at most 5m before b', minutes: 45 });
  });

  test('of two that wait for one person, the one that may not wait comes first', () => {
    const { times } = read(`run { parallel {
      task a 10m by bob
      task longest 3h by cid
      task long 1h by ann not before 22:10
      task b 10m by ann after a + ..5m
    } }`);
    expect(times).toMatchObject({ b: 'Sat 5 22:10 .. Sat 5 22:20', long: 'Sat 5 22:20 .. Sat 5 23:20' });
  });

  test('what is planned late is planned earlier', () => {
    const lines = (lag: string) => `milestone beta Mon 2026-11-02\n prepare {\n task b 1h by bob after beta${lag}\n }`;
    expect(read(lines('')).times.b).toBe('Fri 4 16:00 .. Fri 4 17:00');
    expect(read(lines(' + 2d..5d')).times.b).toBe('Fri 6 16:00 .. Fri 6 17:00');
    expect(read(lines(' + 2d..5d')).told('lag-exceeded')).toEqual([]);
  });
});

test('what cannot hold is told, by how much and why', () => {
  const lines = 'run {\n task a 10m by ann\n task x "Long" 1h by bob\n task b 10m by ann after a + ..30m }';
  expect(read(lines).told('lag-exceeded')).toEqual([
    '`b` starts Sat 2026-12-05 23:10 UTC, 30 min later after `a` than is allowed at most; start it earlier, which `x` keeps it from, let `a` end later, or allow more.',
  ]);
  const milestone = 'run {\n task a 10m by ann at 22:00 }\n milestone late at Sun 2026-12-06 01:00 after a + 15m..1h';
  expect(read(milestone).told('lag-exceeded')).toEqual([
    '`late` is reached Sun 2026-12-06 01:00 UTC, 1 h 50 min later after `a` than is allowed at most; start it earlier, let `a` end later, or allow more.',
  ]);
});

test.each([
  ['task b 5m by bob after a + 5m..2m', 'is out of order: the least comes first, `2m..5m`'],
  ['task b 5m by bob after a - 2m..5m', 'leads back'],
  ['task b 5m by bob after a + 2m..3m..5m', 'has three numbers'],
  ['task b 5m by bob at a + 2m..5m', 'a time is one moment'],
  ['task b 5m by bob alongside a + 5m', 'so much later is `after a.start + 5m`'],
  ['gate g 5m by bob { needs a + 5m }', '`+ 5m` says nothing here'],
])('a lag that is none is told: %s', (line, message) => {
  expect(read(`run {\n task a 5m by ann\n ${line}\n }`).told('syntax').join('\n')).toContain(message);
});

// ------------------------------------------------------------------------------------------------ whatever the plan

const minutes = fc.integer({ min: 0, max: 40 });
const clock = fc.integer({ min: 0, max: 239 }).map((at) => {
  const hour = (22 + Math.floor(at / 60)) % 24;
  return `${hour < 22 ? 'Sun 2026-12-06' : 'Sat 2026-12-05'} ${String(hour).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`;
});
const lag = fc.oneof(
  fc.tuple(minutes, minutes).map(([least, more]) => `${least}m..${least + more}m`),
  minutes.map((least) => `${least}m..`),
  minutes.map((most) => `..${most}m`),
);
const stepLine = (index: number) =>
  fc
    .record({
      length: fc.oneof(
        { arbitrary: minutes.map((one) => `${one}m`), weight: 4 },
        { arbitrary: fc.tuple(clock, clock).map(([a, b]) => (a < b ? `${a} .. ${b}` : `${b} .. ${a}`)), weight: 1 },
      ),
      by: fc.constantFrom('ann', 'bob', 'cid'),
      after:
        index === 0
          ? fc.constant(undefined)
          : fc.option(fc.tuple(fc.nat(index - 1), fc.constantFrom('', '.start'), lag), { nil: undefined }),
      at: fc.option(fc.tuple(fc.constantFrom('at', 'not before'), clock), { freq: 4, nil: undefined }),
    })
    .map(({ length, by, after, at }) => {
      const behind = after ? ` after s${after[0]}${after[1]} + ${after[2]}` : '';
      return `task s${index} ${length} by ${by}${at ? ` ${at.join(' ')}` : ''}${behind}`;
    });
const lines = fc
  .integer({ min: 2, max: 7 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => stepLine(index))));

test('whatever the plan, each lag is at least and at most what it says, or that is told to the minute', () => {
  fc.assert(
    fc.property(lines, fc.constantFrom('run', 'prepare'), (all, block) => {
      const { release, schedule } = read(
        `${block} ${block === 'run' ? '{ parallel' : ''} {\n${all.join('\n')}\n} ${block === 'run' ? '}' : ''}`,
      );
      const conflict = (kind: string, step: string) =>
        schedule.conflicts.filter((one) => one.kind === kind && one.steps[0] === step);
      for (const step of release.steps) {
        const one = schedule.steps[step.id]!;
        const exceeded: number[] = [];
        for (const { point, lag: least, most } of step.after) {
          const before = schedule.steps[`r/${point.ref.name}`]!;
          const gap = one.start - (point.side === 'start' ? before.start : before.end);
          expect(gap).toBeGreaterThanOrEqual(least?.minutes ?? 0);
          if (most && gap > most.minutes) exceeded.push(gap - most.minutes);
        }
        expect(conflict('lag-exceeded', step.id).map((said) => said.minutes)).toEqual(exceeded);
        if (!fillsRange(step)) continue;
        const range = schedule.moments;
        const [from, to] = [range[step.during!.from!.id]!.at, range[step.during!.to!.id]!.at];
        const begin = Math.max(step.at ? range[step.at.id]!.at : from, from);
        if (one.start !== begin) expect(conflict('starts-too-early', step.id)).toHaveLength(1);
        expect(one.end).toBe(Math.max(one.start, to));
      }
      expect(release.steps.every(({ id }) => find(release, id))).toBe(true);
    }),
    { numRuns: 120, seed: 20261128 },
  );
});

test('what is behind one thing alone, and not fixed, is never too long after it', () => {
  fc.assert(
    fc.property(minutes, minutes, minutes, minutes, fc.integer({ min: 0, max: 200 }), (a, b, least, more, wait) => {
      const { told, times } = read(`run { parallel {
        task a ${a}m by ann
        task b ${b}m by bob after a + ${least}m..${least + more}m not before T+${wait}m
      } }`);
      expect(told('lag-exceeded'), JSON.stringify(times)).toEqual([]);
    }),
    { numRuns: 60, seed: 20261128 },
  );
});
