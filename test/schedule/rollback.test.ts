import { describe, expect, test } from 'vitest';
import { itemText, stageAfter, viaName } from '../../plan/schedule/rollback/describe.ts';
import { itemsOf } from '../../plan/schedule/rollback/items.ts';
import { stageAt } from '../../plan/schedule/rollback/stages.ts';
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
    expect(result.rollbackDecision).toMatchObject({ at: at('2026-12-05 23:15'), step: 'release/b' });
    expect(lengthsAfter(result, 'a', 'b', 'c')).toEqual([20, 45, 45]);
  });

  test('is when that step starts, if it is too late for it from its start', () => {
    const plan = night().block('run', (run) =>
      run.step('deploy', '30m', { name: 'a', undo: '20m' }).step('migrate', '30m', { name: 'b', undo: '90m' }),
    );
    expect(scheduleOf(plan).rollbackDecision).toMatchObject({ at: at('2026-12-05 22:30'), step: 'release/b' });
  });
});

test('a play ends with its `until`', () => {
  const plan = night()
    .block('run', (run) => run.task('a', '10m'))
    .block('play', (play) => play.task('calm', '10m').task('call', '20m'), { name: 'p', until: '23:30' });
  expect(told(plan)).toMatchObject({ calm: 'Sat 5 23:00 .. Sat 5 23:10', call: 'Sat 5 23:10 .. Sat 5 23:30' });
});

/** `+0 restore db 50 min by ann`: what is done after a step, counted from the decision. */
const doneAfter = (plan: PlanBuilder, name: string) => {
  const { release } = plan.build();
  const result = scheduleOf(plan);
  const stage = stageAfter(release, result, stepCalled(result, name))!;
  return itemsOf(result.rollbacks[0]!, stage).map((item) => `+${item.start} ${itemText(release, item)}`);
};

describe('what is done', () => {
  test('by undo: in reverse order, by whoever says so, each as early as it can', () => {
    const plan = night()
      .people('cid')
      .team('team', 'bob', 'cid')
      .block('run', (run) =>
        run
          .step('deploy', '10m', { name: 'a', by: 'ann', undo: '15m' })
          .block('parallel', (side) =>
            side
              .step('deploy', '10m', { name: 'b', by: 'bob', undo: '5m', undoBy: 'any of team' })
              .step('deploy', '10m', { name: 'c', by: 'ann', undo: '20m', undoBy: 'any of team' }),
          ),
      );
    expect(doneAfter(plan, 'c')).toEqual([
      '+0 undo c 20 min by cid',
      '+0 undo b 5 min by bob',
      '+20 undo a 15 min by ann',
    ]);
    expect(lengthsAfter(scheduleOf(plan), 'a', 'c')).toEqual([15, 35]);
  });

  test('by undo: an exclusive system takes one at a time', () => {
    const both = (exclusive: boolean) =>
      new PlanBuilder({ window: ['2026-12-05 22:00', '2026-12-06 00:00'] })
        .system('db', { exclusive })
        .block('run', (run) =>
          run.block('parallel', (side) =>
            side
              .step('configure', '10m', { name: 'a', on: ['db'], undo: '15m' })
              .step('configure', '10m', { name: 'b', on: ['db'], undo: '20m' }),
          ),
        );
    expect([lengthsAfter(scheduleOf(both(false)), 'b'), lengthsAfter(scheduleOf(both(true)), 'b')]).toEqual([
      [20],
      [35],
    ]);
  });

  test('by block: a message and a task without a target are needed from the first change on', () => {
    const plan = night()
      .block('run', (run) =>
        run
          .step('stop', '10m', { name: 'a', on: ['web'] })
          .step('migrate', '10m', { name: 'b', on: ['db'], by: 'ann' })
          .task('c', '10m'),
      )
      .block('rollback', (rollback) =>
        rollback
          .step('notify', '5m', { on: ['board'], by: 'bob' })
          .task('bridge', '10m')
          .step('restore', '30m', { on: ['db'], by: 'ann' }),
      );
    expect(doneAfter(plan, 'a')).toEqual(['+0 notify board 5 min by bob', '+5 bridge 10 min']);
    expect(doneAfter(plan, 'b')).toContain('+15 restore db 30 min by ann');
  });

  test('what no block takes back is undone behind it', () => {
    const plan = night()
      .block('run', (run) =>
        run
          .step('configure', '10m', { name: 'a', on: ['web'], by: 'bob', undo: '5m' })
          .step('migrate', '10m', { name: 'b', on: ['db'], by: 'ann', undo: '25m' }),
      )
      .block('rollback', (rollback) => rollback.step('restore', '30m', { on: ['db'], by: 'ann' }));
    expect(doneAfter(plan, 'a')).toEqual(['+0 undo configure web 5 min by bob']);
    expect(doneAfter(plan, 'b')).toEqual(['+0 restore db 30 min by ann', '+30 undo configure web 5 min by bob']);
  });

  test('both runs of one window are taken back', () => {
    const plan = night()
      .block('run', (run) => run.step('deploy', '10m', { name: 'a', undo: '15m' }))
      .block('run', (run) => run.step('deploy', '10m', { name: 'b', undo: '20m' }));
    expect(lengthsAfter(scheduleOf(plan), 'a', 'b')).toEqual([15, 35]);
  });
});

describe('behind the point of no return', () => {
  const plan = (back: string) =>
    night()
      .block('run', (run) =>
        run
          .step('deploy', '30m', { name: 'a', on: ['web'] })
          .noReturn()
          .step('start', '10m', { name: 'b', on: ['web'] }),
      )
      .block('rollback', (rollback) => rollback.step('restore', back, { on: ['web'] }));

  test('there is no way back, and nothing to decide', () => {
    const result = scheduleOf(plan('20m'));
    expect(lengthsAfter(result, 'a', 'b')).toEqual([20, undefined]);
    expect(result.rollbackDecision).toEqual({ at: at('2026-12-05 22:30'), step: undefined, noReturn: true });
    expect(stageAt(result.rollbacks[0]!.stages, at('2026-12-05 22:31'))).toBeUndefined();
  });

  test('it may be too late before', () => {
    expect(scheduleOf(plan('105m')).rollbackDecision).toMatchObject({
      at: at('2026-12-05 22:15'),
      step: 'release/a',
    });
  });

  test('an irreversible step is one from its start on', () => {
    const forGood = night().block('run', (run) =>
      run.step('deploy', '30m', { name: 'a', undo: '5m' }).step('migrate', '30m', { name: 'b', irreversible: true }),
    );
    const result = scheduleOf(forGood);
    expect(result.rollbackDecision).toMatchObject({ at: at('2026-12-05 22:30'), step: 'release/b', noReturn: true });
  });

  test('it is reached when all that stands side by side before it is done', () => {
    const wide = night().block('run', (run) =>
      run.block('parallel', (side) => side.task('a', '40m').task('b', '10m')).noReturn(),
    );
    expect(Object.values(scheduleOf(wide).pointsOfNoReturn)).toEqual([at('2026-12-05 22:40')]);
  });
});

describe('cascades', () => {
  const cascade = (due?: string) =>
    night()
      .block('run', (run) =>
        run
          .step('switch', '30m', { name: 'a', on: ['web'] })
          .step('migrate', '30m', { name: 'b', on: ['db'] })
          .task('c', '30m'),
      )
      .block('rollback', (back) => back.step('switch', '5m', { on: ['web'] }), {
        name: 'quick',
        otherwise: 'full',
        due,
      })
      .block('rollback', (back) => back.step('restore', '25m', { on: ['db'] }).step('switch', '10m', { on: ['web'] }), {
        name: 'full',
      })
      .trigger('quick');
  const links = (plan: PlanBuilder) =>
    scheduleOf(plan).rollbacks[0]!.cascades.map((one) =>
      one.links.map(
        ({ via, fitsUntil, idle }) =>
          `${viaName(plan.build().release, via)} ${short(fitsUntil!, 'UTC')}${idle ? ' idle' : ''}`,
      ),
    );

  test('go over to the one behind `else` once the first no longer fits', () => {
    const plan = cascade('23:00');
    const result = scheduleOf(plan);
    expect(links(plan)).toEqual([['quick Sat 5 22:55', 'full Sat 5 23:25'], ['full Sat 5 23:25']]);
    expect(result.rollbackDecision).toMatchObject({ at: at('2026-12-05 23:25'), step: 'release/c' });
    expect(result.rollbacks[0]!.stages.map(({ via, minutes, fits }) => [via, minutes, fits])).toEqual([
      ['release/quick', 5, true],
      ['release/full', 35, true],
      ['release/full', 35, false],
    ]);
    expect(lengthsAfter(result, 'a', 'b', 'c')).toEqual([5, 35, 35]);
  });

  test('know an `else` whose turn never comes', () => {
    expect(links(cascade())[0]).toEqual(['quick Sat 5 23:55', 'full Sat 5 23:25 idle']);
  });

  test('that go round end', () => {
    const round = night()
      .block('run', (run) => run.step('deploy', '10m', { on: ['web'] }))
      .block('rollback', (back) => back.task('x', '5m'), { name: 'one', otherwise: 'two' })
      .block('rollback', (back) => back.task('y', '5m'), { name: 'two', otherwise: 'one' });
    expect(links(round).map((one) => one.length)).toEqual([2, 2]);
  });

  test('of plays end at their `until`', () => {
    const plays = night()
      .block('run', (run) => run.task('a', '10m'))
      .block('play', (play) => play.task('x', '20m'), { name: 'drain', until: '23:00', otherwise: 'call' })
      .block('play', (play) => play.task('y', '30m'), { name: 'call' })
      .trigger('drain', 'play');
    const [, drain] = scheduleOf(plays).rollbacks[0]!.cascades;
    expect(drain).toMatchObject({ calledBy: ['release/when'], fitsUntil: at('2026-12-05 23:30') });
    expect(links(plays)[1]).toEqual(['drain Sat 5 22:40', 'call Sat 5 23:30']);
  });
});

test('without the end of a window nothing says until when', () => {
  const plan = new PlanBuilder({ window: ['2026-12-05 22:00'] }).block('run', (run) =>
    run.step('deploy', '10m', { name: 'a', undo: '5m' }),
  );
  const result = scheduleOf(plan);
  expect(lengthsAfter(result, 'a')).toEqual([5]);
  expect(result.rollbackDecision).toBeUndefined();
});
