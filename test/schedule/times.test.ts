import { describe, expect, test } from 'vitest';
import { at, PlanBuilder } from '../support/plan-builder.ts';
import { conflictsOf, scheduleOf, short, stepCalled, told } from './told.ts';

const BERLIN = 'Europe/Berlin';
const night = () => new PlanBuilder({ window: ['2026-12-05 22:00', '2026-12-06 04:00'] });

describe('clauses', () => {
  test('at, not before, during', () => {
    const plan = night().block('run', (run) =>
      run
        .task('a', '10m', { at: '22:30' })
        .task('b', '10m', { notBefore: '2026-12-05 23:00' })
        .task('c', '10m', { during: ['2026-12-05 23:30', '2026-12-05 23:35'] }),
    );
    expect(told(plan)).toEqual({
      a: 'Sat 5 22:30 .. Sat 5 22:40',
      b: 'Sat 5 23:00 .. Sat 5 23:10',
      c: 'Sat 5 23:30 .. Sat 5 23:40',
    });
    expect(conflictsOf(scheduleOf(plan))).toEqual(['ends-too-late c 5 Sat 2026-12-05 23:35']);
  });

  test('an `at` before what comes before it gives way and is told of', () => {
    const plan = night().block('run', (run) => run.task('a', '60m').task('b', '10m', { at: '2026-12-05 22:55' }));
    expect(told(plan).b).toBe('Sat 5 23:00 .. Sat 5 23:10');
    expect(conflictsOf(scheduleOf(plan))).toEqual(['starts-too-early b > a 5']);
  });

  test('a run that does not fit tells the way to its end', () => {
    const plan = night().block('run', (run) =>
      run
        .task('a', '5h')
        .block('parallel', (side) => side.task('short', '10m').task('long', '50m'))
        .task('b', '20m'),
    );
    expect(conflictsOf(scheduleOf(plan))).toEqual(['outside-window a > long > b 10']);
    expect(scheduleOf(plan).contingency).toBe(-10);
  });

  test('times that hang on other things', () => {
    const plan = night()
      .milestone('beta', '2026-12-01 12:00')
      .block('messages', (messages) =>
        messages
          .step('notify', undefined, { name: 'soon', at: 'beta - 2h' })
          .step('notify', undefined, { name: 'later', at: 'run.end + 30m' })
          .step('notify', undefined, { name: 'before', at: 'T-1wd' })
          .step('notify', undefined, { name: 'open', at: 'tbd' }),
      )
      .block('prepare', (prepare) => prepare.task('check', '1h', { due: 'deploy.start - 1d' }))
      .block('run', (run) => run.task('backup', '30m').task('deploy', '1h'));
    expect(told(plan)).toMatchObject({
      soon: 'Tue 1 10:00 .. Tue 1 10:00',
      later: 'Sun 6 00:00 .. Sun 6 00:00',
      before: 'Fri 4 09:00 .. Fri 4 09:00',
      open: '-',
      check: 'Fri 4 16:00 .. Fri 4 17:00',
    });
    expect(conflictsOf(scheduleOf(plan))).toEqual(['unknown-time open tbd']);
  });

  test('a chain of phases, each from the end of the one before', () => {
    const plan = night()
      .block('phase', (phase) => phase.task('a', '4h'), { name: 'alpha', during: ['2026-11-02', '2026-11-06'] })
      .block('phase', (phase) => phase.task('b', '4h'), { name: 'beta', after: ['alpha'] })
      .block('phase', (phase) => phase.task('c', '4h'), { name: 'gamma', during: ['b.end + 1d', 'b.end + 3d'] });
    expect(told(plan)).toEqual({
      a: 'Mon 2 09:00 .. Mon 2 13:00',
      b: 'Mon 9 09:00 .. Mon 9 13:00',
      c: 'Tue 10 13:00 .. Tue 10 17:00',
    });
    const { blocks } = scheduleOf(plan);
    expect(blocks['release/alpha']).toEqual({ start: at('2026-11-02 00:00'), end: at('2026-11-07 00:00') });
  });

  test('phases that begin with each other have no time, and nothing hangs', () => {
    const plan = night()
      .block('phase', (phase) => phase.task('a', '4h'), { name: 'alpha', during: ['beta.end', 'beta.end + 2d'] })
      .block('phase', (phase) => phase.task('b', '4h'), { name: 'beta', during: ['alpha.end', 'alpha.end + 2d'] });
    expect(() => scheduleOf(plan)).not.toThrow();
  });
});

describe('the nights of the change', () => {
  const run = (window: [string, string], zone: string) =>
    new PlanBuilder({ zone, window }).block('run', (block) =>
      block.task('a', '4h').task('b', '2h').task('c', undefined, { notBefore: '02:30' }),
    );

  test('in October an hour more fits into the window', () => {
    const result = scheduleOf(run(['2026-10-24 23:00', '2026-10-25 05:00'], BERLIN));
    expect(short(stepCalled(result, 'a').end, BERLIN)).toBe('Sun 25 02:00');
    expect(short(stepCalled(result, 'b').end, BERLIN)).toBe('Sun 25 04:00');
    expect(result.contingency).toBe(60);
  });

  test('in March an hour less', () => {
    const result = scheduleOf(run(['2026-03-28 23:00', '2026-03-29 05:00'], BERLIN));
    expect(short(stepCalled(result, 'a').end, BERLIN)).toBe('Sun 29 04:00');
    expect(result.contingency).toBe(-60);
    expect(result.conflicts).toMatchObject([{ kind: 'outside-window', minutes: 60 }]);
  });

  test('and on the other side of the ocean', () => {
    const result = scheduleOf(run(['2026-11-01 00:00', '2026-11-01 06:00'], 'America/New_York'));
    expect(short(stepCalled(result, 'a').end, 'America/New_York')).toBe('Sun 1 03:00');
    expect(result.contingency).toBe(60);
  });
});

describe('working time', () => {
  const berlin = (window: [string, string?] = ['2026-12-05 22:00', '2026-12-06 04:00']) =>
    new PlanBuilder({ zone: BERLIN, window })
      .calendar('de', { zone: BERLIN, holidays: [['2026-12-03', '2026-12-03']] })
      .calendar('jp', { zone: 'Asia/Tokyo' })
      .person('priya', { calendar: 'de' })
      .person('kenji', { calendar: 'jp' });

  test('prepare ends as late as T, its own due or what comes after let it, in the hours of its doer', () => {
    const plan = berlin().block('prepare', (prepare) =>
      prepare
        .task('free', '3h', { by: 'priya' })
        .task('due', '2wd', { by: 'priya', due: 'T-2wd' })
        .task('tokyo', '3h', { by: 'kenji' })
        .task('first', '3h', { by: 'kenji' })
        .task('then', '1wd', { by: 'priya', after: ['first'], due: '2026-12-01' }),
    );
    expect(told(plan)).toEqual({
      free: 'Fri 4 14:00 .. Fri 4 17:00',
      // Thursday is a holiday: two working days before Saturday is Wednesday.
      due: 'Tue 1 09:00 .. Wed 2 17:00',
      tokyo: 'Fri 4 06:00 .. Fri 4 09:00',
      first: 'Mon 30 06:00 .. Mon 30 09:00',
      // Its due is Tuesday, but priya is busy then.
      then: 'Mon 30 09:00 .. Mon 30 17:00',
    });
  });

  test('a step in working hours pauses overnight, calendar days do not', () => {
    const plan = berlin().block('follow-up', (block) =>
      block.task('hours', '12h', { by: 'priya' }).task('days', '2d').task('working-days', '2wd'),
    );
    expect(told(plan)).toEqual({
      hours: 'Mon 7 09:00 .. Tue 8 13:00',
      days: 'Mon 7 09:00 .. Wed 9 09:00',
      'working-days': 'Mon 7 09:00 .. Tue 8 17:00',
    });
  });

  test('leave and shifts of the doer', () => {
    const plan = berlin()
      .person('lee', { calendar: 'de', leave: [['2026-12-07', '2026-12-08']] })
      .person('nox', { shifts: ['Mon..Fri 22:00-06:00'] })
      .block('follow-up', (block) => block.task('a', '1h', { by: 'lee' }).task('b', '10h', { by: 'nox' }));
    expect(told(plan)).toEqual({ a: 'Wed 9 09:00 .. Wed 9 10:00', b: 'Mon 7 22:00 .. Wed 9 00:00' });
  });

  test('a deadline of the audience, and the audience rather than the doer for a message', () => {
    const plan = berlin()
      .calendar('gulf', { zone: 'Asia/Dubai', working: ['Mon..Thu 08:00-16:00'], deadline: 600 })
      .audience('customers', 'gulf')
      .block('messages', (messages) =>
        messages
          .step('notify', undefined, { name: 'a', on: ['customers'], by: 'priya', at: 'T-1wd' })
          .step('notify', undefined, { name: 'b', by: 'priya', at: 'T-2wd' }),
      );
    // Thursday 08:00 in Dubai is 05:00 in Berlin; two of priya's working days before Saturday is Wednesday.
    expect(told(plan)).toEqual({ a: 'Thu 3 05:00 .. Thu 3 05:00', b: 'Wed 2 09:00 .. Wed 2 09:00' });
  });

  test('somebody who never works is told of, the rest has its times', () => {
    const plan = berlin()
      .person('gone', { leave: [['1990-01-01', '2090-01-01']] })
      .block('follow-up', (block) => block.task('a', '1h', { by: 'gone' }).task('b', '1h', { by: 'priya' }));
    expect(told(plan)).toEqual({ a: '-', b: 'Mon 7 09:00 .. Mon 7 10:00' });
    expect(conflictsOf(scheduleOf(plan))).toEqual(['no-working-time a gone']);
  });

  test('what prepare cannot do before T is told of', () => {
    const plan = berlin().block('prepare', (block) =>
      block.task('a', '3h', { by: 'priya', notBefore: '2026-12-04 16:00' }),
    );
    expect(told(plan).a).toBe('Fri 4 16:00 .. Mon 7 11:00');
    expect(conflictsOf(scheduleOf(plan))).toEqual([`ends-too-late a ${37 * 60} T`]);
  });

  test('phases go forward in their span, streams and phases without a begin back from T', () => {
    const plan = berlin()
      .block('phase', (block) => block.task('a', '3h').task('b', '2h', { after: ['a'] }), {
        during: ['2026-11-09', '2026-11-20'],
      })
      .block('stream', (block) => block.task('c', '3h').task('d', '1h', { due: '2026-11-24' }))
      .block('phase', (block) => block.task('e', '3h'), { due: '2026-11-25' });
    expect(told(plan)).toEqual({
      a: 'Mon 9 09:00 .. Mon 9 12:00',
      b: 'Mon 9 12:00 .. Mon 9 14:00',
      c: 'Fri 4 14:00 .. Fri 4 17:00',
      d: 'Tue 24 16:00 .. Tue 24 17:00',
      e: 'Wed 25 14:00 .. Wed 25 17:00',
    });
  });

  test('recurring steps', () => {
    const plan = berlin().block(
      'phase',
      (block) => block.task('stand-up', '15m', { every: [0, 2], at: '09:30' }).task('weekly', '1h', { every: '1w' }),
      { during: ['2026-11-10', '2026-11-24'] },
    );
    const result = scheduleOf(plan);
    const times = (name: string) => stepCalled(result, name).occurrences.map(({ start }) => short(start, BERLIN));
    expect(times('stand-up')).toEqual(['Wed 11 09:30', 'Mon 16 09:30', 'Wed 18 09:30', 'Mon 23 09:30']);
    expect(times('weekly')).toEqual(['Tue 10 09:00', 'Tue 17 09:00', 'Tue 24 09:00']);
  });
});

describe('without a date', () => {
  const open = (window: [string, string?] | undefined) =>
    new PlanBuilder({ window })
      .block('messages', (messages) => messages.step('notify', undefined, { name: 'told', after: ['run'] }))
      .block('prepare', (prepare) => prepare.task('prepared', '1h'))
      .block('run', (run) =>
        run
          .task('a', '10m')
          .block('outage', (outage) => outage.task('b', '20m'))
          .task('c', '5m', { at: 'T+1h' }),
      )
      .block('rollback', (rollback) => rollback.task('back', '15m'))
      .block('follow-up', (block) => block.task('review', '1h'));

  test.each([[undefined], [['tbd'] as [string]]])('the run is relative to 0, what needs T has no time', (window) => {
    const result = scheduleOf(open(window));
    const span = (name: string) => [stepCalled(result, name).start, stepCalled(result, name).end];
    expect([span('a'), span('b'), span('c'), span('back')]).toEqual([
      [0, 10],
      [10, 30],
      [60, 65],
      [65, 80],
    ]);
    expect([result.T, result.outage, result.contingency]).toEqual([undefined, 20, undefined]);
    // A window that is open will be T; without one nothing says what that is.
    const behind = window ? 'Thu 1 01:05 .. Thu 1 01:05' : '-';
    expect(['prepared', 'review', 'told'].map((name) => told(open(window))[name])).toEqual(['-', '-', behind]);
    expect(conflictsOf(result)).toEqual([
      ...(window ? [] : ['unknown-time told run']),
      'unknown-time prepared > review T',
    ]);
  });

  test('a window without an end has no contingency, and never closes', () => {
    const plan = new PlanBuilder({ window: ['2026-12-05 22:00'] }).block('run', (run) => run.task('a', '10m'));
    const result = scheduleOf(plan);
    expect([result.contingency, result.rollbackDecision, result.windows['release/window']!.end]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('a run with its own time needs no window', () => {
    const plan = new PlanBuilder().block('run', (run) => run.task('a', '10m'), { at: '2026-12-05 22:00' });
    expect(told(plan).a).toBe('Sat 5 22:00 .. Sat 5 22:10');
  });

  test('an empty release', () => {
    const result = scheduleOf(new PlanBuilder());
    expect([result.T, result.run, result.end, result.bound, result.conflicts]).toEqual([
      undefined,
      undefined,
      undefined,
      0,
      [],
    ]);
  });
});
