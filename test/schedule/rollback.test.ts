import { describe, expect, test } from 'vitest';
import { at, PlanBuilder } from '../support/plan-builder.ts';
import { scheduleOf, short, stepCalled, told } from './told.ts';

const night = () =>
  new PlanBuilder({ window: ['2026-12-05 22:00', '2026-12-06 00:00'] }).people('ann', 'bob').system('db').system('web');

const lengthsAfter = (result: ReturnType<typeof scheduleOf>, ...names: string[]) =>
  names.map((name) => stepCalled(result, name).rollback);

describe('by a rollback block', () => {
  const plan = () =>
    night()
      .block('run', (run) =>
        run
          .task('check', '5m')
          .step('migrate', '20m', { name: 'm', on: ['db'], by: 'ann' })
          .step('deploy', '10m', { name: 'd', on: ['web'], by: 'bob' })
          .step('verify', '10m', { name: 'v', on: ['web'] }),
      )
      .block('rollback', (rollback) =>
        rollback
          .step('restore', '50m', { on: ['db'], by: 'ann' })
          .step('deploy', '15m', { on: ['web'], by: 'bob' })
          .step('notify', undefined, { on: ['board'] }),
      );

  test('only what has been changed is taken back', () => {
    expect(lengthsAfter(scheduleOf(plan()), 'check', 'm', 'd', 'v')).toEqual([0, 50, 65, 65]);
  });

  test('its steps are shown as if called at the last moment', () => {
    const result = scheduleOf(plan());
    expect(short(stepCalled(result, 'restore db').start, 'UTC')).toBe('Sat 5 22:55');
    expect(short(stepCalled(result, 'deploy web').end, 'UTC')).toBe('Sun 6 00:00');
    expect(stepCalled(result, 'm').rollbackDecision).toBe(at('2026-12-05 23:10'));
    expect(result.rollbackDecision).toEqual({ at: at('2026-12-05 22:55'), step: undefined });
  });

  test('parallel steps of one person are levelled', () => {
    const both = night()
      .block('run', (run) =>
        run.step('deploy', '10m', { name: 'a', on: ['db'] }).step('deploy', '10m', { name: 'b', on: ['web'] }),
      )
      .block('rollback', (rollback) =>
        rollback.block('parallel', (side) =>
          side.step('restore', '30m', { on: ['db'], by: 'ann' }).step('restore', '20m', { on: ['web'], by: 'ann' }),
        ),
      );
    expect(lengthsAfter(scheduleOf(both), 'a', 'b')).toEqual([30, 50]);
  });

  test('a rollback without targets is needed as a whole once anything has changed', () => {
    const whole = night()
      .block('run', (run) => run.task('check', '5m').step('deploy', '10m', { name: 'd', on: ['web'] }))
      .block('rollback', (rollback) => rollback.task('back', '25m'));
    expect(lengthsAfter(scheduleOf(whole), 'check', 'd')).toEqual([0, 25]);
  });

  test('of several the one that is triggered, else `full`, else the first', () => {
    const several = (trigger?: string) => {
      const builder = night()
        .block('run', (run) => run.step('deploy', '10m', { name: 'd', on: ['web'] }))
        .block('rollback', (rollback) => rollback.task('x', '10m'), { name: 'quick' })
        .block('rollback', (rollback) => rollback.task('y', '40m'), { name: 'full' });
      return lengthsAfter(scheduleOf(trigger ? builder.trigger(trigger) : builder), 'd');
    };
    expect([several(), several('quick')]).toEqual([[40], [10]]);
  });
});

describe('by the undo of single steps', () => {
  test('of one chain they add up', () => {
    const plan = night().block('run', (run) =>
      run
        .step('deploy', '10m', { name: 'a', on: ['web'], undo: '5m' })
        .step('verify', '10m', { name: 'b' })
        .step('deploy', '10m', { name: 'c', on: ['db'], undo: '20m' }),
    );
    expect(lengthsAfter(scheduleOf(plan), 'a', 'b', 'c')).toEqual([5, 5, 25]);
  });

  test('side by side they last as long as the longest, unless one person does them', () => {
    const plan = (second: string) =>
      night().block('run', (run) =>
        run.block('parallel', (side) =>
          side
            .step('deploy', '10m', { name: 'a', by: 'ann', undo: '15m' })
            .step('deploy', '20m', { name: 'b', by: second, undo: '10m' }),
        ),
      );
    expect(lengthsAfter(scheduleOf(plan('bob')), 'a', 'b')).toEqual([15, 15]);
    // Levelled, ann does the longer one first.
    expect(lengthsAfter(scheduleOf(plan('ann')), 'b', 'a')).toEqual([10, 25]);
  });
});

describe('the last decision', () => {
  test('is before the step after which a rollback no longer fits', () => {
    const plan = night().block('run', (run) =>
      run
        .step('deploy', '30m', { name: 'a', undo: '20m' })
        .step('migrate', '60m', { name: 'b', undo: '25m' })
        .step('verify', '15m', { name: 'c' }),
    );
    const result = scheduleOf(plan);
    // After `b` (23:30) taking both back lasts 45 min, until 00:15; at 23:15, while it goes on, it still fits.
    expect(result.rollbackDecision).toMatchObject({ at: at('2026-12-05 23:15'), step: { name: 'b' } });
    expect(lengthsAfter(result, 'a', 'b', 'c')).toEqual([20, 45, 45]);
  });

  test('is when that step starts, if it is too late for it from its start', () => {
    const plan = night().block('run', (run) =>
      run.step('deploy', '30m', { name: 'a', undo: '20m' }).step('migrate', '30m', { name: 'b', undo: '90m' }),
    );
    expect(scheduleOf(plan).rollbackDecision).toMatchObject({ at: at('2026-12-05 22:30'), step: { name: 'b' } });
  });
});

test('a play ends with its `until`', () => {
  const plan = night()
    .block('run', (run) => run.task('a', '10m'))
    .block('play', (play) => play.task('calm', '10m').task('call', '20m'), { name: 'p', until: '23:30' });
  expect(told(plan)).toMatchObject({ calm: 'Sat 5 23:00 .. Sat 5 23:10', call: 'Sat 5 23:10 .. Sat 5 23:30' });
});
