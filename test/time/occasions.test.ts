/** When what lasts comes round, by the clock on the wall. */
import { expect, test } from 'vitest';
import { dayNumber } from '../../plan/time/date.ts';
import { formatInstant } from '../../plan/time/format.ts';
import { nextOccasion, type Occasions, occasionsIn, previousOccasion } from '../../plan/time/occasions.ts';
import { instantOfDay } from '../../plan/time/zone.ts';

const ZONE = 'Europe/Berlin';
const at = (month: number, day: number, clock = 0, year = 2026) =>
  instantOfDay(dayNumber(year, month, day), clock, ZONE);
const rule = (weekdays: readonly number[], from: number, to: number, more: Partial<Occasions> = {}): Occasions => ({
  weekdays,
  hours: { from: from * 60, to: to * 60 },
  zone: ZONE,
  ...more,
});
const shown = (spans: readonly { readonly start: number; readonly end: number }[]) =>
  spans.map(({ start, end }) => `${formatInstant(start, ZONE)} .. ${formatInstant(end, ZONE)}`);

test('weekdays with hours, whole where they only reach into what is asked for', () => {
  const friday = rule([4], 12, 24);
  expect(shown(occasionsIn(friday, { start: at(11, 6, 23 * 60), end: at(11, 20, 12 * 60) }))).toEqual([
    'Fri 2026-11-06 12:00 .. Sat 2026-11-07 00:00',
    'Fri 2026-11-13 12:00 .. Sat 2026-11-14 00:00',
  ]);
});

test('a night passes midnight, a weekend ends on its weekday, and a week may be a week', () => {
  const within = { start: at(11, 9), end: at(11, 11) };
  expect(shown(occasionsIn(rule([0], 22, 6), within))).toEqual(['Mon 2026-11-09 22:00 .. Tue 2026-11-10 06:00']);
  const weekend = rule([4], 18, 6, { hours: { from: 18 * 60, to: 6 * 60, toWeekday: 0 } });
  expect(shown(occasionsIn(weekend, within))).toEqual(['Fri 2026-11-06 18:00 .. Mon 2026-11-09 06:00']);
  const week = rule([0], 18, 6, { hours: { from: 18 * 60, to: 6 * 60, toWeekday: 0 } });
  expect(shown(occasionsIn(week, within))).toEqual([
    'Mon 2026-11-02 18:00 .. Mon 2026-11-09 06:00',
    'Mon 2026-11-09 18:00 .. Mon 2026-11-16 06:00',
  ]);
});

test('nothing of it lies before or behind its bounds', () => {
  const bounded = rule([0, 1, 2, 3, 4], 9, 18, { from: at(11, 10, 12 * 60), until: at(11, 12) });
  expect(shown(occasionsIn(bounded, { start: at(11, 1), end: at(12, 1) }))).toEqual([
    'Tue 2026-11-10 12:00 .. Tue 2026-11-10 18:00',
    'Wed 2026-11-11 09:00 .. Wed 2026-11-11 18:00',
  ]);
  expect(nextOccasion(bounded, at(11, 12))).toBeUndefined();
  expect(previousOccasion(bounded, at(11, 10))).toBeUndefined();
});

test('an interval repeats its first time, as long by the clock', () => {
  const monthly: Occasions = {
    interval: { minutes: 0, days: 0, months: 1, workingDays: 0 },
    weekdays: [],
    first: { start: at(10, 25, 0), end: at(10, 25, 5 * 60) },
    zone: ZONE,
  };
  // On the first, the clocks go back: by the clock it lasts five hours, six of them pass.
  expect(occasionsIn(monthly, { start: at(10, 1), end: at(12, 31) }).map(({ start, end }) => end - start)).toEqual([
    360, 300, 300,
  ]);
  expect(shown(occasionsIn(monthly, { start: at(12, 1), end: at(12, 31) }))).toEqual([
    'Fri 2026-12-25 00:00 .. Fri 2026-12-25 05:00',
  ]);
});

test('keeps the clock where daylight saving changes it; an hour that comes twice belongs to it both times', () => {
  const sunday = rule([6], 2, 5);
  const asked = { start: at(10, 18), end: at(11, 1, 0) };
  expect(
    occasionsIn(sunday, asked).map(({ start, end }) => [formatInstant(start, ZONE).slice(-5), end - start]),
  ).toEqual([
    ['02:00', 180],
    ['02:00', 240],
  ]);
  const half = rule([6], 1, 2.5);
  expect(occasionsIn(half, { start: at(10, 25), end: at(10, 26) })[0]).toEqual({
    start: at(10, 25, 60),
    end: at(10, 25, 150) + 60,
  });
});

test('the nearest before and behind', () => {
  const sunday = rule([6], 2, 5);
  expect(shown([previousOccasion(sunday, at(12, 5))!, nextOccasion(sunday, at(12, 5))!])).toEqual([
    'Sun 2026-11-29 02:00 .. Sun 2026-11-29 05:00',
    'Sun 2026-12-06 02:00 .. Sun 2026-12-06 05:00',
  ]);
});
