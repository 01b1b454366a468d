import { describe, expect, test } from 'vitest';
import { at, PlanBuilder } from '../support/plan-builder.ts';
import { conflictsOf, scheduleOf, stepCalled, told, toldOf } from './told.ts';

const night = () => new PlanBuilder({ window: ['2026-12-05 22:00', '2026-12-06 04:00'] });

describe('blocks', () => {
  test('run goes top to bottom, parallel side by side, sequence and outage one after the other', () => {
    const plan = night().block('run', (run) =>
      run
        .task('a', '10m')
        .block('parallel', (side) =>
          side
            .task('b', '30m')
            .block('sequence', (inner) => inner.task('c', '10m').task('d', '15m'))
            .task('e', '5m'),
        )
        .block('outage', (outage) => outage.task('f', '20m').task('g', '5m'))
        .task('h', '5m'),
    );
    expect(told(plan)).toEqual({
      a: 'Sat 5 22:00 .. Sat 5 22:10',
      b: 'Sat 5 22:10 .. Sat 5 22:40',
      c: 'Sat 5 22:10 .. Sat 5 22:20',
      d: 'Sat 5 22:20 .. Sat 5 22:35',
      e: 'Sat 5 22:10 .. Sat 5 22:15',
      f: 'Sat 5 22:40 .. Sat 5 23:00',
      g: 'Sat 5 23:00 .. Sat 5 23:05',
      h: 'Sat 5 23:05 .. Sat 5 23:10',
    });
    const result = scheduleOf(plan);
    expect([result.outage, result.contingency, result.bound]).toEqual([25, 290, 70]);
    expect(result.run).toEqual({ start: at('2026-12-05 22:00'), end: at('2026-12-05 23:10') });
  });

  test('two runs of one window follow each other, one of another window has its own', () => {
    const plan = new PlanBuilder({
      windows: { first: ['2026-12-05 22:00', '2026-12-06 02:00'], second: ['2026-12-06 22:00'] },
    })
      .block('run', (run) => run.task('a', '10m'))
      .block('run', (run) => run.task('b', '10m'), { window: 'first' })
      .block('run', (run) => run.task('c', '10m'), { window: 'second' });
    expect(told(plan)).toEqual({
      a: 'Sat 5 22:00 .. Sat 5 22:10',
      b: 'Sat 5 22:10 .. Sat 5 22:20',
      c: 'Sun 6 22:00 .. Sun 6 22:10',
    });
    expect(scheduleOf(plan).windows['release/second']).toEqual({ start: at('2026-12-06 22:00') });
  });

  test('a run waits for what prepares it, where that is late', () => {
    const plan = night()
      .block('prepare', (prepare) => prepare.task('late', '1h', { at: '2026-12-05 22:30' }))
      .block('run', (run) => run.task('a', '10m'));
    expect(told(plan)).toEqual({ late: 'Sat 5 22:30 .. Sat 5 23:30', a: 'Sat 5 23:30 .. Sat 5 23:40' });
    expect(conflictsOf(scheduleOf(plan))).toEqual(['ends-too-late late 90 T']);
  });

  test('prepare, phases and messages have no order of their own', () => {
    const plan = night().block('prepare', (prepare) =>
      prepare
        .task('a', '1h')
        .task('b', '1h')
        .block('sequence', (inner) => inner.task('c', '1h').task('d', '2h')),
    );
    expect(told(plan)).toMatchObject({
      a: 'Fri 4 16:00 .. Fri 4 17:00',
      b: 'Fri 4 16:00 .. Fri 4 17:00',
      c: 'Fri 4 14:00 .. Fri 4 15:00',
      d: 'Fri 4 15:00 .. Fri 4 17:00',
    });
  });

  test('an empty block holds nothing up', () => {
    const plan = night().block('run', (run) =>
      run
        .task('a', '5m')
        .block('parallel', () => {})
        .task('b', '5m'),
    );
    expect(told(plan).b).toBe('Sat 5 22:05 .. Sat 5 22:10');
  });
});

describe('after', () => {
  test('with an elapsed lag, from the end or the start', () => {
    const plan = night().block('run', (run) =>
      run.block('parallel', (side) =>
        side
          .task('a', '30m')
          .task('b', '10m', { after: ['a + 15m'] })
          .task('c', '10m', { after: ['a.start + 15m'] })
          .task('d', '10m', { after: ['a - 10m'] }),
      ),
    );
    expect(told(plan)).toMatchObject({
      b: 'Sat 5 22:45 .. Sat 5 22:55',
      c: 'Sat 5 22:15 .. Sat 5 22:25',
      d: 'Sat 5 22:20 .. Sat 5 22:30',
    });
  });

  test('with a lag in days or working days', () => {
    const plan = night().block('follow-up', (block) =>
      block
        .task('a', '1h', { at: '2026-12-10 10:00' })
        .task('b', '1h', { after: ['a + 1d'] })
        .task('c', '1h', { after: ['a + 2wd'] }),
    );
    expect(told(plan)).toMatchObject({ b: 'Fri 11 11:00 .. Fri 11 12:00', c: 'Mon 14 11:00 .. Mon 14 12:00' });
  });

  test('a block, a step by verb and target, a milestone, a UAT, a scope item', () => {
    const plan = night()
      .uat('acceptance', '2026-12-01 09:00', '2026-12-02 15:00')
      .scopeItem('PAY-1', '2026-12-03')
      .milestone('go', '2026-12-05 22:30')
      .block(
        'phase',
        (phase) =>
          phase
            .task('tested', '1h', { after: ['acceptance'] })
            .task('started', '1h', { after: ['acceptance.start'] })
            .task('scoped', '1h', { after: ['PAY-1'] }),
        { during: ['2026-11-30', '2026-12-11'] },
      )
      .block('run', (run) =>
        run.block('parallel', (side) =>
          side
            .step('backup', '10m', { on: ['db'] })
            .task('after-backup', '5m', { after: ['backup db'] })
            .task('after-go', '5m', { after: ['go'] })
            .block('sequence', (inner) => inner.task('x', '5m').task('y', '5m'), { name: 'pair' })
            .task('after-pair', '5m', { after: ['pair'] })
            .task('after-pair-start', '5m', { after: ['pair.start + 1m'] }),
        ),
      );
    expect(told(plan)).toMatchObject({
      tested: 'Wed 2 15:00 .. Wed 2 16:00',
      started: 'Tue 1 09:00 .. Tue 1 10:00',
      scoped: 'Fri 4 09:00 .. Fri 4 10:00',
      'after-backup': 'Sat 5 22:10 .. Sat 5 22:15',
      'after-go': 'Sat 5 22:30 .. Sat 5 22:35',
      'after-pair': 'Sat 5 22:10 .. Sat 5 22:15',
      'after-pair-start': 'Sat 5 22:01 .. Sat 5 22:06',
    });
  });

  test('the run, from a message and from the follow-up', () => {
    const plan = night()
      .block('messages', (messages) => messages.step('notify', undefined, { name: 'done', after: ['run'] }))
      .block('run', (run) => run.task('a', '90m'))
      .block('follow-up', (block) => block.task('review', '1h'));
    expect(told(plan)).toEqual({
      done: 'Sat 5 23:30 .. Sat 5 23:30',
      a: 'Sat 5 22:00 .. Sat 5 23:30',
      review: 'Mon 7 09:00 .. Mon 7 10:00',
    });
  });

  test('a gate waits for the steps it needs', () => {
    const plan = night().block('run', (run) =>
      run.block('parallel', (side) => side.task('a', '30m').step('gate', '5m', { name: 'go', needs: ['a'] })),
    );
    expect(told(plan).go).toBe('Sat 5 22:30 .. Sat 5 22:35');
  });
});

describe('alongside', () => {
  test('starts together, whichever has to wait', () => {
    const plan = night()
      .people('ann')
      .block('run', (run) =>
        run.block('parallel', (side) =>
          side
            .task('a', '30m', { by: 'ann' })
            .task('b', '10m', { by: 'ann', after: ['a'] })
            .task('watch', '60m', { alongside: ['b'] })
            .task('late', '5m', { after: ['watch'] }),
        ),
      );
    expect(told(plan)).toMatchObject({
      b: 'Sat 5 22:30 .. Sat 5 22:40',
      watch: 'Sat 5 22:30 .. Sat 5 23:30',
      late: 'Sat 5 23:30 .. Sat 5 23:35',
    });
    expect(stepCalled(scheduleOf(plan), 'b').totalFloat).toBe(0);
  });

  test('with one person for both it is told nothing can be done about it, and it still has a time', () => {
    const plan = night()
      .people('ann')
      .block('run', (run) =>
        run.block('parallel', (side) =>
          side.task('a', '30m', { by: 'ann' }).task('b', '10m', { by: 'ann', alongside: ['a'] }),
        ),
      );
    expect(told(plan)).toEqual({ a: 'Sat 5 22:00 .. Sat 5 22:30', b: 'Sat 5 22:00 .. Sat 5 22:10' });
    expect(conflictsOf(scheduleOf(plan))).toEqual(['person-busy b > a 10 ann']);
  });

  test('with one of a team whose people all begin with the other, it is told, and the run is as long as it is', () => {
    const plan = night()
      .people('ann', 'bob')
      .team('ops', 'ann', 'bob')
      .block('run', (run) =>
        run.block('parallel', (side) =>
          side
            .task('first', '1h', { by: 'ann', with: ['bob'] })
            .task('second', '30m', { by: 'any of ops', alongside: ['first'] })
            .task('third', '20m', { by: 'any of ops' })
            .task('fourth', '20m', { by: 'ann' }),
        ),
      );
    expect(told(plan)).toMatchObject({
      first: 'Sat 5 22:00 .. Sat 5 23:00',
      second: 'Sat 5 22:00 .. Sat 5 22:30',
      third: 'Sat 5 23:00 .. Sat 5 23:20',
    });
    expect(conflictsOf(scheduleOf(plan))).toEqual(['person-busy second > first 30 ann']);
  });
});

describe('cycles', () => {
  test('are told in order, from the first on the page, and broken at the clause', () => {
    const plan = night().block('run', (run) =>
      run
        .task('a', '10m', { after: ['c'] })
        .task('b', '10m')
        .task('c', '10m')
        .task('d', '10m'),
    );
    expect(conflictsOf(scheduleOf(plan))).toEqual(['cycle a > b > c']);
    expect(told(plan)).toMatchObject({ a: 'Sat 5 22:00 .. Sat 5 22:10', d: 'Sat 5 22:30 .. Sat 5 22:40' });
  });

  test('of explicit clauses alone, several at once', () => {
    const plan = night().block('prepare', (block) =>
      block
        .task('a', '1h', { after: ['b'] })
        .task('b', '1h', { after: ['a'] })
        .task('x', '1h', { after: ['z'] })
        .task('y', '1h', { after: ['x'] })
        .task('z', '1h', { after: ['y'] }),
    );
    expect(conflictsOf(scheduleOf(plan))).toEqual(['cycle a > b', 'cycle x > y > z']);
    expect(Object.values(told(plan)).every((times) => times !== '-')).toBe(true);
  });

  test('after oneself, and after the block one stands in', () => {
    const plan = night().block(
      'run',
      (run) => run.task('a', '10m', { after: ['a'] }).task('b', '10m', { after: ['whole'] }),
      { name: 'whole' },
    );
    expect(conflictsOf(scheduleOf(plan))).toEqual(['cycle a', 'cycle b']);
    expect(told(plan).b).toBe('Sat 5 22:10 .. Sat 5 22:20');
  });

  test('thousands of them end', () => {
    const plan = night().block('prepare', (block) => {
      for (let i = 0; i < 2000; i++)
        block.task(`s${i}`, '1m', { after: [`s${(i + 1) % 2000}`, `s${(i * 7 + 3) % 2000}`] });
    });
    const result = scheduleOf(plan);
    expect(result.conflicts.filter(({ kind }) => kind === 'cycle').length).toBeGreaterThan(10);
    expect(Object.values(toldOf(plan.build().release, result)).includes('-')).toBe(false);
  });
});
