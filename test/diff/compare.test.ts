/** Two versions of a plan: what a reviewer is told, and what is recognised in spite of another name or place. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../plan/analysis.ts';
import { compare, isDifferent } from '../../plan/diff/compare.ts';
import type { ReleaseDifference } from '../../plan/diff/model.ts';
import { diffSummary } from '../../view/diff/report.ts';
import { planOf, planSpecs } from '../schedule/random-plans.ts';
import { NIGHT } from '../server/source-file.ts';
import { analysed, told } from '../what-if/tried.ts';

function between(base: string, head: string) {
  return compare(analysed(base), analysed(head));
}

function release(base: string, head: string): ReleaseDifference {
  return between(base, head).releases[0]!;
}

function rows(base: string, head: string): readonly string[] {
  return told({ difference: between(base, head), gaps: [] });
}

/** `changed deploy web`, with what it was called where that is another name. */
function steps(base: string, head: string): readonly string[] {
  return release(base, head)
    .steps.filter(({ said }) => said)
    .map(({ status, label, was }) => `${status} ${label}${was ? ` (${was})` : ''}`);
}

const DEPLOY = '    deploy  web 15m by mara undo 10m\n';
const VERIFY = '    verify  web "Smoke" 10m by jonas\n';

test('of a plan and itself there is nothing, wherever its lines stand', () => {
  expect(isDifferent(between(NIGHT, NIGHT))).toBe(false);
  expect(isDifferent(between(NIGHT, `// A note\n\n${NIGHT}`))).toBe(false);
  expect(told({ difference: between(NIGHT, NIGHT), gaps: [] })).toEqual([]);
});

describe('the night', () => {
  test('in the words of whoever runs it', () => {
    const text = NIGHT.replace('change  CHG', 'promise outage 10m\n  change  CHG').replace(
      DEPLOY,
      `    outage {\n  ${DEPLOY}    }\n`,
    );
    const longer = text.replace('web 15m', 'web 40m');
    expect(rows(text, longer).filter((row) => !row.startsWith('~ warning'))).toEqual([
      '~ Run ends: Sat 2026-12-05 23:40, 25 min later',
      '~ Run takes: 1 h 15 min → 1 h 40 min (25 min more)',
      '~ Outage: 15 min → 40 min (25 min more): 30 min more than the 10 min promised',
      '~ Contingency: 2 h 45 min → 2 h 20 min (25 min less)',
      '~ Rollback margin: 2 h 25 min → 2 h (25 min less)',
      '~ deploy web: duration 15m → 40m; ends Sat 2026-12-05 23:30, 25 min later',
      '~ 25 min later: 1 step moves: verify web',
      '~ mara: works 15 min → 40 min (25 min more)',
    ]);
    expect(diffSummary(between(text, longer))).toBe(
      'night-1.0: ends 25 min later, contingency 2 h 45 min → 2 h 20 min',
    );
  });

  test('that is postponed as a whole', () => {
    const later = NIGHT.replace('Sat 2026-12-05', 'Sat 2026-12-12').replace('Sun 2026-12-06', 'Sun 2026-12-13');
    const { run, windows } = release(NIGHT, later);
    const week = 7 * 1440;
    expect([run.T, run.start, run.end].map((change) => change!.to! - change!.from!)).toEqual([week, week, week]);
    expect(run.contingency).toBeUndefined();
    expect(windows).toHaveLength(1);
  });

  test('that loses its date has no times to compare', () => {
    const difference = release(NIGHT, NIGHT.replace(/window .*/, 'window tbd'));
    expect(difference.relative).toEqual({ from: false, to: true });
    expect(rows(NIGHT, NIGHT.replace(/window .*/, 'window tbd'))).toContain(
      '~ Run ends: T+1:15, was Sat 2026-12-05 23:15',
    );
  });

  test('whose critical path is another one', () => {
    const text = NIGHT.replace(DEPLOY, `    parallel {\n  ${DEPLOY}      configure orders-db 5m by jonas\n    }\n`);
    const { critical } = release(text, text.replace('orders-db 5m', 'orders-db 45m'));
    expect(critical.added.map(({ label }) => label)).toEqual(['configure orders-db']);
    expect(critical.removed.map(({ label }) => label)).toEqual(['deploy web']);
  });
});

describe('steps are the same', () => {
  test('under another name, with another target, another title', () => {
    expect(steps(NIGHT, NIGHT.replace('as tables', 'as new-tables'))).toEqual(['changed new-tables (tables)']);
    expect(
      steps(NIGHT, NIGHT.replace('service web', 'service web\nservice app').replace('deploy  web', 'deploy  app')),
    ).toEqual(['changed deploy app']);
    expect(steps(NIGHT, NIGHT.replace('"Smoke"', '"Smoke tests"'))).toEqual(['changed verify web']);
  });

  test('in another block, and told where they were', () => {
    const moved = NIGHT.replace(DEPLOY, `    outage {\n  ${DEPLOY}    }\n`);
    expect(steps(NIGHT, moved)).toEqual(['changed deploy web']);
    expect(release(NIGHT, moved).steps[0]!.changes).toEqual([
      { what: 'block', kind: 'text', from: 'run', to: 'run > outage' },
    ]);
  });

  test('in another order: the fewest that one would pick up', () => {
    const [a, b, c] = ['aa', 'bb', 'cc'].map((title) => `    wait "${title}" 10m\n`);
    const text = (lines: string) => NIGHT.replace(DEPLOY, lines);
    expect(steps(text(`${a}${b}${c}`), text(`${c}${a}${b}`))).toEqual(['changed wait "cc"']);
    expect(release(text(`${a}${b}${c}`), text(`${c}${a}${b}`)).steps.find(({ said }) => said)!.changes).toEqual([
      { what: 'order', kind: 'text', from: 'after wait "bb"', to: 'after tables' },
    ]);
  });

  test('in the rollback they are others', () => {
    const back = NIGHT.replace(/\}\n$/, '  rollback full {\n    deploy web 5m by mara\n  }\n}\n');
    expect(steps(NIGHT, back)).toEqual(['added deploy web']);
    expect(steps(back, back.replace(DEPLOY, ''))).toEqual(['removed deploy web']);
  });

  test('two alike lines are told apart by their order', () => {
    const twice = NIGHT.replace(DEPLOY, `${DEPLOY}${DEPLOY.replace('15m', '25m')}`);
    expect(steps(NIGHT, twice)).toEqual(['added deploy web']);
    expect(steps(twice, NIGHT)).toEqual(['removed deploy web']);
  });

  test('only what is said of a step is told of it; the rest moves', () => {
    const difference = release(NIGHT, NIGHT.replace(VERIFY, `    wait 5m\n${VERIFY}`));
    expect(difference.steps.map(({ label, said, shift }) => ({ label, said, shift }))).toEqual([
      { label: 'wait', said: true, shift: undefined },
      { label: 'verify web', said: false, shift: 5 },
    ]);
    expect(difference.unchangedSteps).toBe(3);
  });
});

describe('releases are the same', () => {
  test('under another name', () => {
    const { name, was, status, steps } = release(NIGHT, NIGHT.replace('night-1.0', 'night-1.1'));
    expect({ name, was, status, steps }).toEqual({ name: 'night-1.1', was: 'night-1.0', status: 'changed', steps: [] });
  });

  test('or new, or gone', () => {
    const two = `${NIGHT}\nrelease other-2.0 {\n  run {\n    wait 5m\n  }\n}\n`;
    expect(between(NIGHT, two).releases.map(({ status, name }) => `${status} ${name}`)).toEqual([
      'changed night-1.0',
      'added other-2.0',
    ]);
    expect(between(two, NIGHT).releases.map(({ status, name }) => `${status} ${name}`)).toEqual([
      'changed night-1.0',
      'removed other-2.0',
    ]);
  });
});

describe('findings', () => {
  const late = NIGHT.replace('web 15m by mara', 'web 15m by marra');

  test('come and go by what they are about, not by their line', () => {
    const { findings } = release(NIGHT, `// A note\n${late}`);
    expect(findings.added.map(({ code }) => code)).toContain('unknown-name');
    expect(findings.gone).toEqual([]);
    const back = release(late, NIGHT).findings;
    expect(back.gone.map(({ code }) => code)).toContain('unknown-name');
    expect(release(late, `\n\n${late}`).findings).toMatchObject({ added: [], gone: [] });
  });

  test('that say another number are still the same, and say what they said', () => {
    const over = (minutes: string) => NIGHT.replace('web 15m', `web ${minutes}`);
    const { added, gone, still } = release(over('200m'), over('210m')).findings;
    expect([added, gone]).toEqual([[], []]);
    const one = still.find(({ code }) => code === 'outside-window')!;
    expect(one.was).toContain('20 min');
    expect(one.message).toContain('30 min');
  });
});

describe('what is agreed', () => {
  const scoped = NIGHT.replace(
    '  run {',
    '  scope {\n    frozen on Fri 2026-11-06\n    must A-1 "First" by mara\n  }\n  run {',
  );

  test('scope that comes in after the freeze is told as such', () => {
    const more = scoped.replace('    must A-1', '    must A-2 "Second" by mara added on Thu 2026-11-12\n    must A-1');
    expect(release(scoped, more).scope).toMatchObject([{ name: 'A-2', status: 'added', afterFreeze: true }]);
    expect(rows(scoped, more)).toContain('+ A-2: is new; after the freeze');
    const early = more.replace('2026-11-12', '2026-11-05').replace('Thu 2026-11-05', 'Thu 2026-11-05');
    expect(release(scoped, early).scope).toMatchObject([{ afterFreeze: false }]);
  });

  test('waivers, change records and confirmations', () => {
    const agreed = NIGHT.replace(
      '  run {',
      '  confirmed by mara on Fri 2026-10-02\n  waive verify-missing for tables until Tue 2026-12-08 because "Read only"\n  run {',
    ).replace('CHG0042137', 'CHG0042137 approved by mara on Wed 2026-11-18');
    expect(rows(NIGHT, agreed)).toEqual(
      expect.arrayContaining([
        '~ change CHG0042137: approved by now mara; approved on now Wed 2026-11-18',
        '+ confirmation by mara: is new',
        '+ verify-missing for tables: is new',
      ]),
    );
    const { still } = release(NIGHT, agreed).findings;
    expect(still.find(({ code }) => code === 'verify-missing')).toMatchObject({ waived: true, wasWaived: false });
  });

  test('a message that is new, and one that is said at another time', () => {
    const told = NIGHT.replace('  run {', '  notify ops "Soon" by mara via call at T-1d\n  run {');
    expect(rows(NIGHT, told)).toContain('+ notify ops: in messages, Fri 2026-12-04 22:00');
    expect(rows(told, told.replace('T-1d', 'T-2d'))).toContain(
      '~ notify ops: at T-1d → T-2d; starts Thu 2026-12-03 22:00, 1 d earlier',
    );
  });
});

describe('whatever the plans are', () => {
  const analyses = planSpecs({ people: true }).map((spec) => analyse(planOf(spec).plan, { checks: [] }));

  test('nothing differs from itself', () => {
    fc.assert(
      fc.property(analyses, (one) => !isDifferent(compare(one, one))),
      { numRuns: 40 },
    );
  });

  test('every step is in it once, and the way back is the mirror image', () => {
    fc.assert(
      fc.property(analyses, analyses, (a, b) => {
        const [there] = compare(a, b).releases;
        const [back] = compare(b, a).releases;
        const count = (of: ReleaseDifference, status: string) =>
          of.steps.filter((step) => step.status === status).length;
        const matched = count(there!, 'changed') + there!.unchangedSteps;
        expect(matched + count(there!, 'removed')).toBe(a.plan.releases[0]!.steps.length);
        expect(matched + count(there!, 'added')).toBe(b.plan.releases[0]!.steps.length);
        expect(count(back!, 'added')).toBe(count(there!, 'removed'));
        expect(back!.run.length).toEqual(
          there!.run.length && { from: there!.run.length.to, to: there!.run.length.from },
        );
      }),
      { numRuns: 40 },
    );
  });
});
