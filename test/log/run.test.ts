/** The night of the example: where it is, what is forecast, and what is out of order. */
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../plan/log/events.ts';
import type { RunState } from '../../plan/log/model.ts';
import { stateOf } from '../../plan/log/run.ts';
import { clock, payments, SIX_LATE, said, told } from './payments.ts';

const night = (events: readonly RunEvent[], now: string) => stateOf(payments, events, clock(now));
const step = (state: RunState, name: string) => state.steps[`payments-4.2/${name}`]!;
const from = (...events: RunEvent[]) => [...SIX_LATE, ...events];

describe('six minutes late, at 23:31', () => {
  const state = night(SIX_LATE, '23:31');

  test('the forecast has what happened where it happened, and the rest behind it', () => {
    expect(told(state.end.planned)).toBe('00:30');
    expect(told(state.end.forecast)).toBe('00:36');
    const running = step(state, 'deploy payments-api');
    expect([running.progress, told(running.forecast.start), told(running.forecast.end), running.late]).toEqual([
      'running',
      '23:30',
      '23:46',
      6,
    ]);
    const next = step(state, 'deploy checkout-web');
    expect([next.progress, told(next.forecast.start), next.waitsFor]).toEqual([
      'waiting',
      '23:46',
      { steps: ['payments-4.2/deploy payments-api'], people: ['ops-lead'] },
    ]);
    expect([told(step(state, 'verify payments-api, checkout-web').forecast.end)]).toEqual(['00:21']);
  });

  test('says what made it late, and what the hand-overs took', () => {
    expect(state.end.drift).toBe(6);
    expect(state.end.causes.map(({ step: id, minutes }) => [id.slice(13), minutes])).toEqual([
      ['go', -1],
      ['night-backup', -2],
      ['refund-tables', 6],
      ['deploy payments-api', 1],
    ]);
    expect(state.end.handOvers).toBe(2);
  });

  test('the outage is what is tight', () => {
    expect(state.outage).toMatchObject({ soFar: 38, forecast: 93, planned: 85, promised: 100 });
    expect(told(state.outage!.until)).toBe('00:26');
  });

  test('what the decision waits for ends behind it, so that it is to be moved', () => {
    const { decision } = state;
    expect([told(decision!.by), decision!.left, told(decision!.latest), decision!.minutes]).toEqual([
      '00:15',
      44,
      '02:40',
      80,
    ]);
    expect([told(decision!.onBy), told(decision!.backBy)]).toEqual(['00:26', '00:51']);
    expect(decision!.noReturn).toEqual({ step: 'payments-4.2/start checkout-web', begun: false });
    expect([decision!.tooLate!.step.slice(13), told(decision!.tooLate!.end)]).toEqual([
      'verify payments-api, checkout-web',
      '00:21',
    ]);
  });

  test('moved it is no longer too late, and made it is over', () => {
    const later = night(
      from(said('23:32', 'mara', { decide: 'no return', as: 'later', until: '2026-12-05T23:21:00Z' })),
      '23:33',
    );
    expect([told(later.decision!.by), later.decision!.left, later.decision!.tooLate]).toEqual(['00:21', 48, undefined]);
    const made = night(from(said('23:32', 'mara', { decide: 'no return', as: 'go' })), '23:33');
    expect(made.decision).toMatchObject({ decided: { as: 'go', by: 'mara' } });
    expect(made.decision!.tooLate).toBeUndefined();
  });

  test('everybody has what they do now and next', () => {
    const of = (name: string) => state.people.find((one) => one.name === name)!;
    expect(of('ops-lead')).toMatchObject({
      now: 'payments-4.2/deploy payments-api',
      next: { step: 'payments-4.2/deploy checkout-web' },
    });
    expect(of('lena')).toMatchObject({
      next: { step: 'payments-4.2/verify payments-api, checkout-web', waitsFor: ['ops-lead'] },
      free: false,
    });
    expect(of('sam')).toMatchObject({ free: true });
  });

  test('nothing is out of order', () => {
    expect(state.odd).toEqual([]);
  });
});

describe('before it is opened', () => {
  test('the forecast is the schedule, and nobody may begin', () => {
    const state = night([], '22:30');
    expect(state.phase).toBe('not open');
    for (const one of Object.values(state.steps)) {
      expect([one.forecast, one.progress]).toEqual([one.planned, 'waiting']);
    }
    expect(state.end).toMatchObject({ drift: 0, causes: [] });
  });

  test('opened at its time it is the schedule still; opened late everything is as much later', () => {
    const opened = said('22:00', 'mara', { open: 'real' });
    const onTime = night([opened], '22:00');
    for (const one of Object.values(onTime.steps)) expect([one.step, one.forecast]).toEqual([one.step, one.planned]);
    expect(step(onTime, 'go').progress).toBe('ready');
    const late = night([opened], '22:20');
    expect(told(late.end.forecast)).toBe('00:50');
    expect(late.end).toMatchObject({ drift: 20, handOvers: 20 });
  });
});

describe('a gate', () => {
  const at = (...events: RunEvent[]) => night([...SIX_LATE.slice(0, 4), ...events], '22:13').gates['payments-4.2/go']!;

  test('lacks the vote of whoever must be among them', () => {
    expect(at()).toMatchObject({ quorum: false, lacking: ['client-lead’s go is missing'] });
    expect(at().votes.map(({ who, as }) => [who, as])).toEqual([
      ['mara', 'go'],
      ['client-lead', undefined],
      ['ops-lead', 'go'],
    ]);
  });

  test('compares what was measured, and says when it is old', () => {
    const [p1, rate] = at(
      said('22:12', 'grafana', { measure: 'Error rate', value: '0.06 %' }),
      said('21:39', 'jira', { measure: 'Open P1', value: '1' }),
    ).criteria;
    expect(rate).toMatchObject({ met: true, measure: { value: '0.06 %' } });
    expect(rate!.old).toBeUndefined();
    expect(p1).toMatchObject({ met: false, old: true });
    expect(at(said('22:12', 'x', { measure: 'Error rate', value: '0.06 ms' })).criteria[1]!.met).toBeUndefined();
    expect(at(said('22:12', 'x', { measure: 'Error rate', value: 'fine' })).criteria[1]!.met).toBeUndefined();
  });

  test('passed without what the plan asks is told with its reason, and the night goes on', () => {
    const state = night(
      [
        ...SIX_LATE.slice(0, 4),
        said('22:12', 'grafana', { measure: 'Error rate', value: '3 %' }),
        said('22:14', 'mara', { decide: 'go', as: 'go' }, { because: 'she is on her way' }),
      ],
      '22:15',
    );
    expect(state.odd.map(({ message, because }) => [message, because])).toEqual([
      ['go was passed without what the plan asks: client-lead’s go is missing.', 'she is on her way'],
      ['go was passed while Error rate was 3 %.', 'she is on her way'],
    ]);
    expect(step(state, 'night-backup').progress).toBe('ready');
  });

  test('that says no-go holds everything up', () => {
    const state = night(
      [...SIX_LATE.slice(0, 4), said('22:14', 'mara', { decide: 'go', as: 'no-go' }, { because: 'P1 open' })],
      '22:15',
    );
    expect(step(state, 'go')).toMatchObject({ progress: 'failed', because: 'P1 open' });
    expect(step(state, 'night-backup').progress).toBe('called off');
  });
});

describe('what is out of order', () => {
  test.each<[string, RunEvent, string]>([
    [
      'a start before what it waits for',
      said('23:31', 'ops-lead', { start: 'start checkout-web' }),
      'start checkout-web began before verify payments-api, checkout-web was done.',
    ],
    [
      'a done before a start',
      said('23:31', 'ops-lead', { done: 'deploy checkout-web' }),
      'deploy checkout-web was done before deploy payments-api was done.',
    ],
    [
      'a step the plan has not',
      said('23:31', 'sam', { start: 'deploy payment-api' }),
      'The plan has no step `deploy payment-api`; perhaps `deploy payments-api` is meant.',
    ],
    [
      'a vote of somebody who was not asked',
      said('23:31', 'sam', { vote: 'go', as: 'go' }),
      'sam voted at go, and was not asked: the vote does not count.',
    ],
    [
      'a call of nothing',
      said('23:31', 'mara', { call: 'everything' }),
      'The plan has no `everything` that can be called.',
    ],
    [
      'a verifier who did the work',
      said('23:31', 'ops-lead', { start: 'verify payments-api, checkout-web' }),
      'ops-lead verifies payments-api, which ops-lead has changed: somebody else should look.',
    ],
    ['names that every object has', said('23:31', 'sam', { start: '__proto__' }), 'The plan has no step `__proto__`.'],
  ])('%s', (_, odd, message) => {
    const state = night(from(odd), '23:32');
    expect(state.odd.map((one) => one.message)).toContain(message);
    expect(state.odd.every(({ event }) => event === odd.id)).toBe(true);
  });

  test('a night that nobody opened counts all the same', () => {
    const state = night([said('22:00', 'mara', { start: 'go' })], '22:05');
    expect(state.odd[0]!.message).toContain('has not been opened');
    expect(step(state, 'go').progress).toBe('running');
  });
});

describe('a rollback called at 23:50', () => {
  const called = from(said('23:50', 'mara', { call: 'full' }, { because: 'errors' }));
  const state = night(called, '23:52');

  test('calls off what was not done, and what hangs on it', () => {
    expect(state.phase).toBe('rolling back');
    expect(step(state, 'deploy payments-api').progress).toBe('called off');
    expect(step(state, 'start checkout-web').progress).toBe('called off');
    expect(step(state, 'notify customers#2').progress).toBe('called off');
    expect(step(state, 'refund-tables').progress).toBe('done');
    expect(state.decision).toBeUndefined();
  });

  test('says what is to be done, by whom and until when', () => {
    expect(
      state.wayBack!.tasks.map(({ step: id, progress, forecast, by }) => [
        id.slice(13),
        progress,
        told(forecast.start),
        told(forecast.end),
        by.join(),
      ]),
    ).toEqual([
      ['restore orders-db', 'ready', '23:52', '00:52', 'priya'],
      ['deploy payments-api#2', 'waiting', '00:52', '01:02', 'ops-lead'],
      ['deploy checkout-web#2', 'waiting', '01:02', '01:12', 'ops-lead'],
    ]);
    expect(told(state.end.forecast)).toBe('01:12');
    expect(state.outage).toMatchObject({ soFar: 59, forecast: 139 });
    expect(state.people.find(({ name }) => name === 'priya')).toMatchObject({
      ready: 'payments-4.2/restore orders-db',
    });
  });

  test('ends when its tasks are done', () => {
    const back = [
      ...called,
      said('23:53', 'priya', { start: 'restore orders-db' }),
      said('00:33', 'priya', { done: 'restore orders-db' }),
      said('00:33', 'ops-lead', { start: 'deploy payments-api#2' }),
      said('00:40', 'ops-lead', { done: 'deploy payments-api#2' }),
      said('00:40', 'ops-lead', { start: 'deploy checkout-web#2' }),
    ];
    const later = night(back, '00:45');
    expect(told(later.wayBack!.end)).toBe('00:50');
    expect(later.odd).toEqual([]);
    const over = night(
      [
        ...back,
        said('00:46', 'ops-lead', { done: 'deploy checkout-web#2' }),
        said('00:50', 'mara', { close: 'rolled back' }),
      ],
      '00:51',
    );
    expect([over.phase, told(over.end.forecast), over.closed!.as]).toEqual(['closed', '00:46', 'rolled back']);
    expect(over.outage!.soFar).toBe(113);
  });

  test('is found by what the plan calls it, too', () => {
    const same = night(from(said('23:50', 'mara', { call: 'rollback full' })), '23:52');
    expect(same.wayBack!.tasks).toEqual(state.wayBack!.tasks);
  });
});

describe('work', () => {
  test('that fails is to be done once more', () => {
    const state = night(
      from(said('23:40', 'ops-lead', { fail: 'deploy payments-api' }, { because: 'no runner' })),
      '23:45',
    );
    expect(step(state, 'deploy payments-api')).toMatchObject({ progress: 'failed', because: 'no runner' });
    expect(told(step(state, 'deploy payments-api').forecast.end)).toBe('00:01');
    expect(state.people.find(({ name }) => name === 'ops-lead')).toMatchObject({
      ready: 'payments-4.2/deploy payments-api',
    });
  });

  test('that is skipped takes no time, and holds up nobody', () => {
    const state = night(from(said('23:40', 'ops-lead', { skip: 'deploy payments-api' })), '23:40');
    expect(step(state, 'deploy checkout-web')).toMatchObject({ progress: 'ready' });
    expect(told(step(state, 'deploy checkout-web').forecast.start)).toBe('23:40');
  });

  test('that is handed over is somebody else’s', () => {
    const state = night(from(said('23:40', 'mara', { hand: 'deploy checkout-web', to: 'sam' })), '23:40');
    expect(step(state, 'deploy checkout-web')).toMatchObject({ by: ['sam'], handed: true });
    expect(state.people.find(({ name }) => name === 'sam')).toMatchObject({
      next: { step: 'payments-4.2/deploy checkout-web' },
    });
  });

  test('that has taken too long is believed a little more with every minute', () => {
    let last = clock('23:46');
    for (let minute = 40; minute < 60; minute++) {
      const { forecast } = step(night(SIX_LATE, `23:${minute}`), 'deploy payments-api');
      expect(forecast.end).toBeGreaterThanOrEqual(Math.max(last, clock(`23:${minute}`)));
      expect(forecast.end - last).toBeLessThanOrEqual(2);
      last = forecast.end;
    }
  });

  test('what was corrected was never said', () => {
    const mistake = said('23:35', 'ops-lead', { done: 'deploy payments-api' });
    expect(step(night(from(mistake), '23:36'), 'deploy payments-api').progress).toBe('done');
    const mended = night(from(mistake, said('23:36', 'ops-lead', { correct: mistake.id })), '23:36');
    expect(mended).toEqual({ ...night(SIX_LATE, '23:36') });
  });
});

test('how likely it ends in its window is what a simulation of what is left says', () => {
  const early = night(SIX_LATE.slice(0, 2), '22:05');
  expect(early.end.chance).toBe(1);
  expect(early.end.p80!).toBeGreaterThan(early.end.forecast!);
  // Nothing of what is left is uncertain.
  expect(night(SIX_LATE, '23:31').end.p80).toBeUndefined();
  const tooLate = night([said('22:00', 'mara', { open: 'real' })], '03:00');
  expect(tooLate.end.chance).toBe(0);
});

test('a no-go before anything has begun is the end of the night, until it is decided otherwise', () => {
  const noGo = [
    said('22:00', 'mara', { open: 'real' }),
    said('22:12', 'mara', { decide: 'go', as: 'no-go' }, { because: 'Errors' }),
  ];
  const off = stateOf(payments, noGo, clock('22:20'));
  expect(off.noGo).toMatchObject({ by: 'mara', because: 'Errors', step: 'payments-4.2/go' });
  expect([off.decision, off.outage, off.end.forecast, off.end.drift]).toEqual([undefined, undefined, undefined, 0]);
  expect(off.steps['payments-4.2/night-backup']).toMatchObject({ progress: 'called off', late: 0 });
  const on = stateOf(payments, [...noGo, said('22:30', 'mara', { decide: 'go', as: 'go' })], clock('22:31'));
  expect(on.noGo).toBeUndefined();
  expect(on.steps['payments-4.2/night-backup']!.progress).toBe('ready');
  // Once something was changed a no-go is no more the end of it.
  const late = [...noGo.slice(0, 1), said('22:05', 'priya', { start: 'night-backup' }), noGo[1]!];
  expect(stateOf(payments, late, clock('22:20')).noGo).toBeUndefined();
});

test('a phone whose clock is ahead is told', () => {
  const line = { ...said('23:40', 'priya', { start: 'night-backup' }), came: '2026-12-05T21:16:00Z' };
  const { odd } = stateOf(payments, [...SIX_LATE.slice(0, 7), line], clock('22:20'));
  expect(odd.map(({ message }) => message)).toEqual([
    'priya said something of a time that was still to come: a clock is wrong there.',
  ]);
});
