import { expect, test } from 'vitest';
import { parseDuration } from '../../plan/time/duration.ts';
import { formatInstant } from '../../plan/time/format.ts';
import { occurrences, type RecurrenceRule } from '../../plan/time/recurrence.ts';
import { at } from '../support/plan-builder.ts';

const BERLIN = 'Europe/Berlin';

function times(every: string | number[], from: string, until: string, most?: number) {
  const rule: RecurrenceRule = {
    interval: typeof every === 'string' ? parseDuration(every) : undefined,
    weekdays: typeof every === 'string' ? [] : every,
    from: at(from, BERLIN),
    until: at(until, BERLIN),
    zone: BERLIN,
  };
  const { moments, cut } = occurrences(rule, most);
  return { moments: moments.map((moment) => formatInstant(moment, BERLIN)), cut };
}

test('hours are elapsed, also in the night of the change', () => {
  expect(times('12h', '2026-10-24 18:00', '2026-10-25 18:00').moments).toEqual([
    'Sat 2026-10-24 18:00',
    'Sun 2026-10-25 05:00',
    'Sun 2026-10-25 17:00',
  ]);
});

test('weeks keep the wall clock', () => {
  expect(times('2w', '2026-10-12 10:00', '2026-11-10 00:00').moments).toEqual([
    'Mon 2026-10-12 10:00',
    'Mon 2026-10-26 10:00',
    'Mon 2026-11-09 10:00',
  ]);
});

test('months are counted from the first', () => {
  expect(times('1mo', '2026-01-31 10:00', '2026-04-01 00:00').moments).toEqual([
    'Sat 2026-01-31 10:00',
    'Sat 2026-02-28 10:00',
    'Tue 2026-03-31 10:00',
  ]);
});

test('weekdays from the first day on, none before it', () => {
  expect(times([2, 0], '2026-12-02 09:30', '2026-12-09 09:30').moments).toEqual([
    'Wed 2026-12-02 09:30',
    'Mon 2026-12-07 09:30',
    'Wed 2026-12-09 09:30',
  ]);
});

test('many are cut and said to be', () => {
  const { moments, cut } = times('1m', '2026-01-01 00:00', '2036-01-01 00:00', 10);
  expect([moments.length, cut]).toEqual([10, true]);
  expect(times('1d', '2026-01-01 00:00', '2026-01-10 00:00', 10)).toMatchObject({ cut: false });
});

test('an interval of nothing happens once, an end before the begin never', () => {
  expect(times('0m', '2026-01-01 00:00', '2026-01-02 00:00').moments).toEqual(['Thu 2026-01-01 00:00']);
  expect(times('1d', '2026-01-02 00:00', '2026-01-01 00:00').moments).toEqual([]);
});
