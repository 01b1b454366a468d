import { describe, expect, test } from 'vitest';
import { deputiesOf, membersOf, peopleOf } from '../../plan/who/people.ts';
import { PlanBuilder } from '../support/plan-builder.ts';
import { conflictsOf, scheduleOf, stepCalled, told } from './told.ts';

const night = () =>
  new PlanBuilder({ window: ['2026-12-05 22:00', '2026-12-06 04:00'] })
    .people('ann', 'bob', 'cid')
    .team('ops', 'ann', 'bob')
    .system('db', { exclusive: true });

const people = (result: ReturnType<typeof scheduleOf>, label: string) => {
  const { by, with: others } = stepCalled(result, label);
  return [by, others];
};

describe('who', () => {
  const builder = new PlanBuilder()
    .person('ann', { deputy: 'cid' })
    .people('bob', 'cid')
    .team('ops', 'ann', 'night', 'bob')
    .team('night', 'cid', 'ops')
    .role('dba', 'ann', 'bob')
    .role('open', undefined, 'bob')
    .role('of-team', 'ops')
    .role('loop', 'loop')
    .party('vendor');
  const { plan, release } = builder.build();
  const of = (text: string, slot: 'by' | 'with' = 'by') => {
    const [, count, name] = /^(?:(any|\d+) of )?(.+)$/.exec(text)!;
    const place = release.place;
    const written = count === undefined ? undefined : count === 'any' ? 'any' : Number(count);
    const { fixed, choices, outside } = peopleOf(
      plan,
      release,
      { ref: { name: name!, place }, count: written as 'any', place },
      slot,
    );
    return { fixed, choices: choices.map(({ count: n, from }) => `${n} of ${from.join(' ')}`), outside };
  };

  test.each([
    ['ann', 'by', { fixed: ['ann'], choices: [], outside: [] }],
    ['dba', 'by', { fixed: ['ann'], choices: [], outside: [] }],
    ['open', 'by', { fixed: ['bob'], choices: [], outside: [] }],
    ['ops', 'by', { fixed: [], choices: ['1 of ann cid bob'], outside: [] }],
    ['of-team', 'by', { fixed: [], choices: ['1 of ann cid bob'], outside: [] }],
    ['ops', 'with', { fixed: ['ann', 'cid', 'bob'], choices: [], outside: [] }],
    ['any of ops', 'with', { fixed: [], choices: ['1 of ann cid bob'], outside: [] }],
    ['2 of ops', 'by', { fixed: [], choices: ['2 of ann cid bob'], outside: [] }],
    ['9 of ops', 'by', { fixed: ['ann', 'cid', 'bob'], choices: [], outside: [] }],
    ['vendor', 'by', { fixed: [], choices: [], outside: ['vendor'] }],
    ['nobody', 'by', { fixed: [], choices: [], outside: ['nobody'] }],
    ['loop', 'by', { fixed: [], choices: [], outside: ['loop'] }],
  ] as const)('%s in %s', (text, slot, demand) => {
    expect(of(text, slot)).toEqual(demand);
  });

  test('teams of teams, in the order of the page and without going round', () => {
    expect(membersOf(plan, release, 'night').people).toEqual(['cid', 'ann', 'bob']);
  });

  test('deputies: of the slot, of the role, of the person', () => {
    const place = release.place;
    const ref = (name: string) => ({ name, place });
    expect(
      deputiesOf(plan, release, { ref: ref('ann'), otherwise: [ref('bob'), ref('tbd'), ref('cid')], place }),
    ).toEqual(['bob', 'cid']);
    expect(deputiesOf(plan, release, { ref: ref('dba'), place })).toEqual(['bob']);
    expect(deputiesOf(plan, release, { ref: ref('ann'), place })).toEqual(['cid']);
    expect(deputiesOf(plan, release, { ref: ref('bob'), place })).toEqual([]);
  });
});

describe('levelling', () => {
  test('a person does one thing at a time, the more urgent first, and the wait is explained', () => {
    const plan = night().block('run', (run) =>
      run.block('parallel', (side) =>
        side
          .task('a', '20m', { by: 'ann' })
          .block('sequence', (inner) => inner.task('b', '10m', { by: 'ann' }).task('c', '60m')),
      ),
    );
    expect(told(plan)).toEqual({
      a: 'Sat 5 22:10 .. Sat 5 22:30',
      b: 'Sat 5 22:00 .. Sat 5 22:10',
      c: 'Sat 5 22:10 .. Sat 5 23:10',
    });
    const result = scheduleOf(plan);
    expect(stepCalled(result, 'a').waits[0]).toMatchObject({
      reason: 'person',
      name: 'ann',
      minutes: 10,
      step: 'release/b',
    });
    expect(stepCalled(result, 'a').totalFloat).toBe(40);
    expect([stepCalled(result, 'b').critical, stepCalled(result, 'c').critical]).toEqual([true, true]);
  });

  test('people are on the critical path as well', () => {
    const plan = night().block('run', (run) =>
      run.block('parallel', (side) =>
        side.task('a', '20m', { by: 'ann' }).task('b', '30m', { by: 'ann' }).task('c', '40m'),
      ),
    );
    const result = scheduleOf(plan);
    expect(told(plan)).toMatchObject({ b: 'Sat 5 22:00 .. Sat 5 22:30', a: 'Sat 5 22:30 .. Sat 5 22:50' });
    expect(['a', 'b', 'c'].map((name) => stepCalled(result, name).critical)).toEqual([true, true, false]);
    expect(stepCalled(result, 'c').totalFloat).toBe(10);
    expect(result.bound).toBe(50);
  });

  test('of a team whoever is free first, in the order of the page', () => {
    const plan = night().block('run', (run) =>
      run.block('parallel', (side) =>
        side.task('a', '30m', { by: 'ops' }).task('b', '20m', { by: 'any of ops' }).task('c', '10m', { by: 'ops' }),
      ),
    );
    const result = scheduleOf(plan);
    expect(['a', 'b', 'c'].map((name) => people(result, name)[0])).toEqual([['ann'], ['bob'], ['bob']]);
    expect(told(plan).c).toBe('Sat 5 22:20 .. Sat 5 22:30');
  });

  test('several of a team, and others with them', () => {
    const plan = night()
      .team('all', 'ann', 'bob', 'cid')
      .block('run', (run) =>
        run.block('parallel', (side) =>
          side
            .task('a', '30m', { by: 'ann' })
            .task('b', '20m', { by: '2 of all' })
            .step('gate', '10m', { name: 'go', by: 'cid', with: ['all'] }),
        ),
      );
    const result = scheduleOf(plan);
    expect(people(result, 'b')).toEqual([['bob', 'cid'], []]);
    expect(people(result, 'go')).toEqual([['cid'], ['ann', 'bob']]);
    expect(told(plan).go).toBe('Sat 5 22:30 .. Sat 5 22:40');
  });

  test('`else` does not take part', () => {
    const plan = night().block('run', (run) =>
      run.block('parallel', (side) => side.task('a', '30m', { by: 'ann' }).task('b', '20m', { by: 'ann else bob' })),
    );
    expect(people(scheduleOf(plan), 'b')).toEqual([['ann'], []]);
  });

  test('waiting occupies nobody, moments neither, parties never', () => {
    const plan = night()
      .party('vendor')
      .block('run', (run) =>
        run.block('parallel', (side) =>
          side
            .task('a', '30m', { by: 'ann' })
            .step('wait', '20m', { name: 'w', by: 'ann' })
            .task('z', undefined, { by: 'ann' })
            .task('v', '10m', { by: 'vendor' })
            .task('x', '10m', { by: 'vendor' }),
        ),
      );
    expect(new Set(Object.values(told(plan)).map((times) => times.slice(0, 11)))).toEqual(new Set(['Sat 5 22:00']));
    expect(people(scheduleOf(plan), 'w')).toEqual([['ann'], []]);
    expect(people(scheduleOf(plan), 'v')).toEqual([['vendor'], []]);
  });

  test('exclusive systems and environments take one step at a time', () => {
    const plan = night()
      .environment('staging', { exclusive: true })
      .block('run', (run) =>
        run.block('parallel', (side) =>
          side
            .task('a', '30m', { on: ['db'] })
            .task('b', '20m', { on: ['db'] })
            .task('c', '30m', { in: 'staging' })
            .task('d', '20m', { in: 'staging' }),
        ),
      );
    expect(told(plan)).toMatchObject({ b: 'Sat 5 22:30 .. Sat 5 22:50', d: 'Sat 5 22:30 .. Sat 5 22:50' });
    expect(stepCalled(scheduleOf(plan), 'b').waits[0]).toMatchObject({ reason: 'system', name: 'db', minutes: 30 });
  });

  test('what is fixed in time keeps its time, others go around it', () => {
    const plan = night().block('run', (run) =>
      run.block('parallel', (side) =>
        side
          .task('a', '30m', { by: 'ann' })
          .task('fixed', '20m', { by: 'ann', at: '22:10' })
          .task('b', '10m', { by: 'ann' }),
      ),
    );
    expect(told(plan)).toEqual({
      a: 'Sat 5 22:30 .. Sat 5 23:00',
      fixed: 'Sat 5 22:10 .. Sat 5 22:30',
      b: 'Sat 5 22:00 .. Sat 5 22:10',
    });
  });

  test('two fixed at once are both told of', () => {
    const plan = night().block('run', (run) =>
      run.block('parallel', (side) =>
        side.task('a', '30m', { by: 'ann', at: '22:00' }).task('b', '30m', { by: 'ann', at: '22:20' }),
      ),
    );
    expect(conflictsOf(scheduleOf(plan))).toEqual(['person-busy b > a 10 ann']);
  });

  test('so are two on one exclusive system', () => {
    const plan = night().block('run', (run) =>
      run.block('parallel', (side) =>
        side.task('a', '30m', { on: ['db'], at: '22:00' }).task('b', '30m', { on: ['db'], at: '22:20' }),
      ),
    );
    expect(conflictsOf(scheduleOf(plan))).toEqual(['person-busy b > a 10 db']);
  });

  test('prepare is levelled back from T, and a phase goes around it', () => {
    const plan = night()
      .block('phase', (block) => block.task('p', '5h', { by: 'ann' }), { during: ['2026-12-04', '2026-12-05'] })
      .block('prepare', (block) => block.task('x', '2h', { by: 'ann' }).task('y', '1h', { by: 'ann' }));
    expect(told(plan)).toEqual({
      p: 'Fri 4 09:00 .. Fri 4 14:00',
      x: 'Fri 4 14:00 .. Fri 4 16:00',
      y: 'Fri 4 16:00 .. Fri 4 17:00',
    });
  });
});
