/** A phase that is to begin at an hour at which nobody works. */
import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { messagesOf } from './marked.ts';

const told = (head: string) =>
  messagesOf(
    'window-started-late',
    standardRelease(
      `person ann
service web`,
      `${head} {
  verify web as fit 5m by ann
}
run {
  deploy web 10m by ann undo 5m
  verify web 10m by ann
}`,
    ),
  );

test('begins when people work again, and that is told', () => {
  expect(told('phase before at T-24h')).toEqual([
    '`before` is to begin Fri 2026-12-04 22:00 Europe/Berlin, outside of the hours of `ann`, and begins Mon 2026-12-07 09:00 Europe/Berlin, ' +
      '2 d 11 h later: a phase goes by working hours. Make it a `sequence`, which goes on at whatever hour, give it an hour at which people ' +
      'work, or put it into the run.',
  ]);
});

test.each([
  ['phase before at Fri 2026-12-04 22:00', 1],
  ['phase before at T-1d 20:00', 1],
  ['phase behind at T+2h', 1],
  // Nothing is said of what begins then.
  ['sequence before at T-24h', 0],
  ['phase before at Fri 2026-12-04 10:00', 0],
  // A day is no hour.
  ['phase before at Fri 2026-12-04', 0],
  ['phase before at T-2d', 0],
  ['phase before at T-2wd', 0],
  ['phase before during Thu 2026-12-03 .. Fri 2026-12-04', 0],
])('%s', (head, count) => expect(told(head)).toHaveLength(count));
