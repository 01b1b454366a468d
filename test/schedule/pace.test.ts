/** The way back is the exact inverse of the way there, also where free days make time go backwards. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { durationLag, elapsedPace } from '../../plan/schedule/network/pace.ts';
import { compileCalendar } from '../../plan/time/calendar.ts';
import { dayNumber } from '../../plan/time/date.ts';
import type { Duration } from '../../plan/time/model.ts';

const FIRST = dayNumber(2026, 11, 2);
/** Clocks are looked at in steps of so many minutes. */
const STEP = 60;

const calendar = fc
  .record({
    weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 6 }),
    free: fc.integer({ min: 0, max: 20 }),
  })
  .map(({ weekdays, free }) =>
    compileCalendar({
      zone: 'UTC',
      hours: [{ weekdays, from: 9 * 60, to: 17 * 60 }],
      daysOff: [{ from: FIRST + free, to: FIRST + free + 3 }],
      spansOff: [],
    }),
  );
const duration: fc.Arbitrary<Duration> = fc.record({
  months: fc.constant(0),
  days: fc.constantFrom(0, 0, 1),
  workingDays: fc.integer({ min: 1, max: 4 }).chain((count) => fc.constantFrom(count, -count)),
  minutes: fc.constantFrom(0, 0, 180),
});
const moment = fc.integer({ min: 0, max: 20 * 24 }).map((hour) => FIRST * 1440 + hour * STEP);

/** All whole hours around a limit. */
function hoursAround(limit: number): readonly number[] {
  const hours: number[] = [];
  for (let at = limit - 40 * 1440; at <= limit + 40 * 1440; at += STEP) hours.push(at);
  return hours;
}

test('a lag in working days: nothing up to the moment passes the limit, and the next hour does', () => {
  fc.assert(
    fc.property(calendar, duration, moment, (one, lag, limit) => {
      const { forward, backward } = durationLag(lag, 'UTC', one);
      const latest = backward(limit);
      for (const at of hoursAround(limit)) {
        if (at <= latest) expect(forward(at)).toBeLessThanOrEqual(limit);
      }
      expect(Math.max(forward(latest + 1), forward(latest))).toBeGreaterThan(limit);
    }),
    { numRuns: 200 },
  );
});

test('a step of working days at any hour: from no later start does it end in time', () => {
  const positive = duration.map((one) => ({ ...one, workingDays: Math.abs(one.workingDays) }));
  fc.assert(
    fc.property(calendar, positive, moment, (one, length, limit) => {
      const { endOf, latestStart } = elapsedPace(length, 'UTC', one);
      const latest = latestStart(limit);
      expect(endOf(latest)).toBeLessThanOrEqual(limit);
      for (const at of hoursAround(limit)) if (at > latest) expect(endOf(at)).toBeGreaterThan(limit);
    }),
    { numRuns: 200 },
  );
});
