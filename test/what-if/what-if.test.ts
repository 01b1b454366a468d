/** What is tried as data is what the text would say: most tests here edit both and compare. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scheduleAll } from '../../plan/analysis.ts';
import { compare, isDifferent } from '../../plan/diff/compare.ts';
import type { Step } from '../../plan/model.ts';
import { copyPlan } from '../../plan/what-if/copy.ts';
import { whatIf } from '../../plan/what-if/what-if.ts';
import { planOf, planSpecs } from '../schedule/random-plans.ts';
import { NIGHT } from '../server/source-file.ts';
import { analysed, night, told, tried, trouble } from './tried.ts';

describe('a change is what the same edit of the text would be', () => {
  test.each([
    ['tables.duration=50m', '"Tables" 20m', '"Tables" 50m'],
    ['migrate orders-db.duration=+15m', '"Tables" 20m', '"Tables" 35m'],
    ['deploy web.by=any of ops', 'web 15m by mara', 'web 15m by any of ops'],
    ['deploy web.by=dba else mara', 'web 15m by mara', 'web 15m by dba else mara'],
    ['deploy web.at=23:30', 'by mara undo', 'by mara at 23:30 undo'],
    ['deploy web.not before=T+2h', 'by mara undo', 'by mara not before T+2h undo'],
    ['deploy web.not-before=+10m', 'by mara undo', 'by mara not before T+60m undo'],
    ['deploy web.due=Sat 2026-12-05 22:30', 'by mara undo', 'by mara due Sat 2026-12-05 22:30 undo'],
    ['deploy web.undo=1h', 'by mara undo 10m', 'by mara undo 1h'],
    ['deploy web.undo=none', 'by mara undo 10m', 'by mara'],
    ['Smoke.after=night-backup + 2h', '"Smoke" 10m by jonas', '"Smoke" 10m by jonas after night-backup + 2h'],
    ['window.end=-1h', 'Sun 2026-12-06 02:00', 'Sun 2026-12-06 01:00'],
    ['window=+1w', 'Sat 2026-12-05 22:00 .. Sun 2026-12-06', 'Sat 2026-12-12 22:00 .. Sun 2026-12-13'],
  ])('%s', (set, from, to) => {
    expect(NIGHT).toContain(from);
    const edited = analysed(NIGHT.replace(from, to));
    const { base, head } = tried(NIGHT, { set: [set] });
    expect(night(head)).toEqual(night(edited));
    expect(head.schedules[0]!.rollbackDecision?.at).toBe(edited.schedules[0]!.rollbackDecision?.at);
    // Whether a name is used is a matter of the text, which stays as it is.
    const findings = (of: typeof head) =>
      of.findings.filter(({ code }) => code !== 'unused').map(({ code, message }) => `${code} ${message}`);
    expect(findings(head)).toEqual(findings(edited));
    expect(isDifferent(compare(base, head))).toBe(true);
  });

  test('several at once, and of one step', () => {
    const { head } = tried(NIGHT, { set: ['tables.duration=30m', 'tables.by=mara', 'deploy web.duration=1h'] });
    expect(night(head)).toEqual(
      night(analysed(NIGHT.replace('20m by dba', '30m by mara').replace('web 15m', 'web 1h'))),
    );
  });
});

test('the run starts late, and its window, T and what counts from it stay', () => {
  const text = NIGHT.replace('  run {', '  notify ops "We start" by mara via call at T-1h\n  run {');
  const { base, head } = tried(text, { start: '+30m' });
  const [was, is] = [base.schedules[0]!, head.schedules[0]!];
  expect(is.run!.start - was.run!.start).toBe(30);
  expect(is.windows).toEqual(was.windows);
  expect(is.T).toBe(was.T);
  expect(was.contingency! - is.contingency!).toBe(30);
  const [id] = Object.keys(was.steps) as [string];
  expect(is.steps[id]!.start).toBe(was.steps[id]!.start);
  expect(night(tried(text, { start: '22:30' }).head)).toEqual(night(head));
});

test('without a date it starts that much after T', () => {
  const { base, head } = tried(NIGHT.replace(/window .*/, 'window tbd'), { start: '+30m' });
  expect(head.schedules[0]!.run!.start - base.schedules[0]!.run!.start).toBe(30);
  expect(head.schedules[0]!.T).toBeUndefined();
});

describe('without somebody', () => {
  test('the deputy of the role stands in', () => {
    const trial = tried(NIGHT, { without: ['jonas'] });
    expect(night(trial.head).slice(0, 2)).toEqual(['night-backup 0..30 mara', 'tables 30..50 mara']);
    expect(trial.gaps.map(({ what, who }) => `${what}: ${who}`)).toEqual(['verify web: jonas']);
    expect(told(trial)).toContain(
      '! verify web: jonas cannot, and the plan names nobody to stand in; add `else NAME` or a deputy',
    );
    expect(told(trial).filter((row) => row.includes('verify web'))).toHaveLength(1);
  });

  test('the deputy of the person stands in, and theirs', () => {
    const text = NIGHT.replace(
      'person jonas "Jonas Berg"',
      'person jonas "Jonas Berg" {\n  deputy lena\n}\nperson lena {\n  deputy mara\n}',
    );
    expect(night(tried(text, { without: ['jonas'] }).head).at(-1)).toBe('verify web 65..75 lena');
    expect(night(tried(text, { without: ['jonas', 'lena'] }).head).at(-1)).toBe('verify web 65..75 mara');
    expect(tried(text, { without: ['jonas', 'lena', 'mara'] }).gaps.map(({ what }) => what)).toContain('verify web');
  });

  test('the `else` of the line comes before all others', () => {
    const text = NIGHT.replace('"Smoke" 10m by jonas', '"Smoke" 10m by jonas else mara');
    const { head, gaps } = tried(text, { without: ['jonas'] });
    expect(night(head).at(-1)).toBe('verify web 65..75 mara');
    expect(gaps).toEqual([]);
  });

  test('a team chooses another, and says when it is too small', () => {
    const text = NIGHT.replace('web 15m by mara', 'web 15m by any of ops').replace('by jonas\n  }', 'by 2 of ops\n  }');
    const { head, gaps } = tried(text, { without: ['mara'] });
    expect(night(head)[2]).toBe('deploy web 50..65 jonas');
    expect(gaps.map(({ what, wanted, left }) => ({ what, wanted, left }))).toEqual([
      { what: 'verify web', wanted: 2, left: 1 },
    ]);
  });

  test('a role means its holder, a team everybody', () => {
    expect(night(tried(NIGHT, { without: ['dba'] }).head)).toEqual(night(tried(NIGHT, { without: ['jonas'] }).head));
    expect(tried(NIGHT, { without: ['ops'] }).gaps).toHaveLength(4);
  });

  test('what is done needs nobody any more', () => {
    const text = NIGHT.replace('by mara undo 10m', 'by mara undo 10m done');
    expect(tried(text, { without: ['mara'] }).gaps).toEqual([]);
  });
});

describe('what cannot be tried says what can', () => {
  test.each([
    ['table.duration=1h', 'No step is called `table`. Did you mean `tables`?'],
    [
      'reboot.duration=1h',
      'No step is called `reboot`. There are `night-backup`, `tables`, `deploy web` and `verify web`.',
    ],
    ['tables.duraton=1h', '`duraton` of `tables` cannot be set. Did you mean `duration`?'],
    ['tables.duration=', '`duration` of `tables` needs a value: 50m, 20m..25m..50m or +15m, or `none`.'],
    [
      'tables.duration=50m by mara',
      '`50m by mara` is no duration of a step. Write for example 50m, 20m..25m..50m or +15m.',
    ],
    ['tables.duration=-30m', '`tables` takes 20m; it cannot take 30m less.'],
    ['tables.by=marra', 'Nothing is called `marra`. Did you mean `mara`?'],
    ['tables.by=web', '`web` is a system, not a person, team or role.'],
    [
      'tables.at=Fri 2026-12-05 23:00',
      'at=Fri 2026-12-05 23:00 cannot be read: 2026-12-05 is a Saturday, not a Friday; write `Sat 2026-12-05` or `Fri 2026-12-04`.',
    ],
    ['tables', '`tables` does not say what to change. Write STEP.FIELD=VALUE, such as `deploy web.duration=50m`.'],
    ['tables.by=mara }', 'by=mara } cannot be read: it must be one clause on one line.'],
    ['night.end=+1h', 'No step is called `night`.'],
    ['line 99.duration=1h', 'No step begins on line 99 of this file.'],
  ])('%s', (set, message) => {
    expect(trouble(NIGHT, { set: [set] })).toContain(message);
  });

  test('who and when', () => {
    expect(trouble(NIGHT, { without: ['marra'] })).toBe('Nobody is called `marra`. Did you mean `mara`?');
    expect(trouble(NIGHT, { without: ['the plumber'] })).toBe(
      'Nobody is called `the plumber`. The plan knows `mara` and `jonas`.',
    );
    expect(trouble(NIGHT, { start: 'later' })).toContain('Write +30m, 22:30');
    expect(trouble(NIGHT.replace(/ {2}run \{[\s\S]*/, '}\n'), { start: '+30m' })).toContain('has no `run`');
  });

  test('two steps of one name are told apart by block and release', () => {
    const text = NIGHT.replace(/\}\n$/, '  rollback full {\n    deploy web 5m by mara\n  }\n}\n');
    expect(trouble(text, { set: ['deploy web.duration=1h'] })).toMatch(
      /^2 steps answer to `deploy web`\. Write `run\/deploy web` \(line \d+\) or `rollback full\/deploy web` \(line \d+\)\.$/,
    );
    expect(tried(text, { set: ['run/deploy web.duration=1h'] }).head.schedules[0]!.run!.end).toBeGreaterThan(
      analysed(text).schedules[0]!.run!.end,
    );
    const two = `${NIGHT}${NIGHT.slice(NIGHT.indexOf('release night')).replace('night-1.0', 'night-2.0')}`;
    expect(trouble(two, { set: ['tables.duration=1h'] })).toContain('`night-2.0/run/tables`');
    expect(trouble(two, { start: '+1h' })).toContain('`night-1.0/+1h` or `night-2.0/+1h`');
    const { head, base } = tried(two, { set: ['night-2.0/tables.duration=1h'], start: 'night-1.0/+1h' });
    const moved = head.schedules.map(({ run }, i) => run!.end - base.schedules[i]!.run!.end);
    expect(moved).toEqual([60, 40]);
  });
});

describe('the copy', () => {
  test('schedules as the plan does, and shares nothing that can change', () => {
    fc.assert(
      fc.property(planSpecs({ people: true }), (spec) => {
        const { plan } = planOf(spec);
        const copy = copyPlan(plan, new Map());
        expect(isSameGraph(plan, copy)).toBe(true);
        const [release] = copy.releases;
        expect(release === plan.releases[0]).toBe(false);
        const isWhole = (step: Step) =>
          release!.things.get(step.id) === step &&
          step.block.children.includes(step.id) &&
          (!step.name || release!.names.get(step.name) === step);
        expect(release!.steps.every(isWhole)).toBe(true);
        const times = (of: typeof plan) => scheduleAll(of)[0]!;
        expect(times(copy)).toEqual(times(plan));
      }),
      { numRuns: 30 },
    );
  });

  test('leaves the plan as it was', () => {
    const { plan } = analysed(NIGHT);
    const before = JSON.stringify(plan.releases[0]!.steps.map(({ duration, by }) => [duration, by]));
    whatIf(plan, [
      { kind: 'step', release: 0, step: 1, clauses: { by: undefined, done: true } },
      { kind: 'absence', names: ['mara', 'jonas'] },
    ]);
    expect(JSON.stringify(plan.releases[0]!.steps.map(({ duration, by }) => [duration, by]))).toBe(before);
  });
});

/** Whether two graphs of objects hold the same, cycles and all: what is one thing in one of them is one in the other. */
function isSameGraph(a: unknown, b: unknown, paired = new Map<object, object>()): boolean {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) return a === b;
  const known = paired.get(a);
  if (known) return known === b;
  paired.set(a, b);
  const [from, to] = [a, b].map((one) => (one instanceof Map ? [...one] : Object.entries(one)));
  return (
    from!.length === to!.length &&
    from!.every(([key, value], i) => key === to![i]![0] && isSameGraph(value, to![i]![1], paired))
  );
}
