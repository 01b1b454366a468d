import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CalendarSpec, compileCalendar, type Hours, OFFICE_HOURS } from '../../plan/time/calendar.ts';
import { dayNumber, weekdayOfDay } from '../../plan/time/date.ts';
import { formatInstant } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import { tablesOf } from '../../plan/time/working-time-table.ts';
import { instantOfDay } from '../../plan/time/zone.ts';
import { at } from '../support/plan-builder.ts';

const BERLIN = 'Europe/Berlin';
const spec = (parts: Partial<CalendarSpec> = {}): CalendarSpec => ({
  zone: BERLIN,
  hours: OFFICE_HOURS,
  daysOff: [],
  spansOff: [],
  ...parts,
});
const day = (text: string) => dayNumber(+text.slice(0, 4), +text.slice(5, 7), +text.slice(8, 10));
const told = (moment: Instant) => formatInstant(moment, BERLIN);

describe('an office calendar', () => {
  const office = compileCalendar(spec({ daysOff: [{ from: day('2026-12-24'), to: day('2026-12-25') }] }));

  test('next and previous working moment', () => {
    expect(told(office.next(at('2026-12-05 22:00', BERLIN)))).toBe('Mon 2026-12-07 09:00');
    expect(told(office.next(at('2026-12-07 12:00', BERLIN)))).toBe('Mon 2026-12-07 12:00');
    expect(told(office.next(at('2026-12-07 17:00', BERLIN)))).toBe('Tue 2026-12-08 09:00');
    expect(told(office.previous(at('2026-12-05 22:00', BERLIN)))).toBe('Fri 2026-12-04 17:00');
    expect(told(office.previous(at('2026-12-07 09:00', BERLIN)))).toBe('Fri 2026-12-04 17:00');
  });

  test('adding passes nights, weekends and holidays and ends with a working day rather than at the begin of the next', () => {
    expect(told(office.add(at('2026-12-23 13:00', BERLIN), 4 * 60))).toBe('Wed 2026-12-23 17:00');
    expect(told(office.add(at('2026-12-23 13:00', BERLIN), 4 * 60 + 1))).toBe('Mon 2026-12-28 09:01');
    expect(told(office.add(at('2026-12-28 09:00', BERLIN), -1))).toBe('Wed 2026-12-23 16:59');
    expect(told(office.add(at('2026-12-28 13:00', BERLIN), -4 * 60))).toBe('Mon 2026-12-28 09:00');
  });

  test('working days', () => {
    expect(office.workingDayFrom(day('2026-12-23'), 1)).toBe(day('2026-12-28'));
    expect(office.workingDayFrom(day('2026-12-26'), -1)).toBe(day('2026-12-23'));
    expect(office.workingDaysBetween(day('2026-12-23'), day('2026-12-29'))).toBe(2);
    expect(office.isWorkingDay(day('2026-12-25'))).toBe(false);
    expect(office.hoursOf(day('2026-12-25'))).toBeUndefined();
  });

  test('two working days from the first minute of one end with the second; from noon at noon', () => {
    const from = (text: string) => told(office.endAt(office.addDays(office.position(at(text, BERLIN)), 2)));
    expect(from('2026-12-21 09:00')).toBe('Tue 2026-12-22 17:00');
    expect(from('2026-12-22 12:00')).toBe('Mon 2026-12-28 12:00');
  });
});

test('hours of work keep the wall clock across a change of the clock', () => {
  const everyDay = compileCalendar(spec({ hours: [{ weekdays: [], from: 0, to: 1440 }] }));
  expect(everyDay.between(at('2026-10-25 00:00', BERLIN), at('2026-10-26 00:00', BERLIN))).toBe(25 * 60);
  expect(everyDay.between(at('2026-03-29 00:00', BERLIN), at('2026-03-30 00:00', BERLIN))).toBe(23 * 60);
  const nights = compileCalendar(spec({ hours: [{ weekdays: [5], from: 22 * 60, to: 6 * 60 }] }));
  expect(nights.between(at('2026-10-24 12:00', BERLIN), at('2026-10-25 12:00', BERLIN))).toBe(9 * 60);
  expect(nights.between(at('2026-03-28 12:00', BERLIN), at('2026-03-29 12:00', BERLIN))).toBe(7 * 60);
});

test('leave inside a day cuts it, and a shift past midnight belongs to the date it begins on', () => {
  const calendar = compileCalendar(
    spec({
      hours: [{ weekdays: [], from: 22 * 60, to: 6 * 60 }],
      daysOff: [{ from: day('2026-12-05'), to: day('2026-12-05') }],
      spansOff: [{ start: at('2026-12-07 00:00', BERLIN), end: at('2026-12-07 01:00', BERLIN) }],
    }),
  );
  expect(calendar.isWorking(at('2026-12-05 05:00', BERLIN))).toBe(true);
  expect(calendar.isWorking(at('2026-12-05 23:00', BERLIN))).toBe(false);
  expect(calendar.isWorking(at('2026-12-06 03:00', BERLIN))).toBe(false);
  expect(calendar.isWorking(at('2026-12-07 00:30', BERLIN))).toBe(false);
  expect(calendar.isWorking(at('2026-12-07 01:00', BERLIN))).toBe(true);
});

test('a calendar without work answers at once, with infinity', () => {
  const never = compileCalendar(spec({ daysOff: [{ from: -1e12, to: 1e12 }] }));
  const now = at('2026-12-05 12:00');
  expect([never.next(now), never.add(now, 1), never.workingDayFrom(day('2026-12-05'), 1)]).toEqual(
    Array(3).fill(Infinity),
  );
  expect([never.previous(now), never.add(now, -1)]).toEqual(Array(2).fill(-Infinity));
});

test('a calendar whose work ends some day', () => {
  const ending = compileCalendar(spec({ daysOff: [{ from: day('2027-01-01'), to: 1e12 }] }));
  expect(ending.next(at('2027-03-01 12:00'))).toBe(Number.POSITIVE_INFINITY);
  expect(told(ending.previous(at('2027-03-01 12:00')))).toBe('Thu 2026-12-31 17:00');
  expect(told(ending.add(at('2026-12-31 16:00', BERLIN), 60))).toBe('Thu 2026-12-31 17:00');
  expect(ending.add(at('2026-12-31 16:00', BERLIN), 61)).toBe(Number.POSITIVE_INFINITY);
});

// ------------------------------------------------------------------- against a count of every single minute

const FIRST = day('2026-03-15');
const DAYS = 40;
const ZONES = ['Europe/Berlin', 'America/New_York', 'UTC', 'Asia/Kolkata'];

const hours: fc.Arbitrary<Hours> = fc.record({
  weekdays: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 7 }),
  from: fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
  to: fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15),
});
const daysOff = fc
  .tuple(fc.integer({ min: 0, max: DAYS }), fc.integer({ min: 0, max: 4 }))
  .map(([from, length]) => ({ from: FIRST + from, to: FIRST + from + length }));
const spansOff = fc
  .tuple(fc.integer({ min: 0, max: DAYS * 1440 }), fc.integer({ min: 1, max: 3000 }))
  .map(([from, length]) => ({ start: FIRST * 1440 + from, end: FIRST * 1440 + from + length }));
const calendars: fc.Arbitrary<CalendarSpec> = fc.record({
  zone: fc.constantFrom(...ZONES),
  hours: fc.array(hours, { minLength: 1, maxLength: 3 }),
  daysOff: fc.array(daysOff, { maxLength: 3 }),
  spansOff: fc.array(spansOff, { maxLength: 3 }),
});

/** Which minutes of the span are worked, each asked for by itself. */
function worked({ zone, hours: all, daysOff: off, spansOff: spans }: CalendarSpec): Uint8Array {
  const minutes = new Uint8Array(DAYS * 1440);
  for (let date = FIRST - 2; date < FIRST + DAYS + 2; date++) {
    if (off.some(({ from, to }) => from <= date && date <= to)) continue;
    for (const { weekdays, from, to } of all) {
      if (weekdays.length > 0 && !weekdays.includes(weekdayOfDay(date))) continue;
      const start = instantOfDay(date, from, zone);
      const end = instantOfDay(date, to <= from ? to + 1440 : to, zone);
      for (let minute = start; minute < end; minute++) {
        const index = minute - FIRST * 1440;
        if (index < 0 || index >= minutes.length) continue;
        if (!spans.some((span) => span.start <= minute && minute < span.end)) minutes[index] = 1;
      }
    }
  }
  return minutes;
}

test('every question is answered as counting minutes would', () => {
  const moment = fc.integer({ min: 0, max: DAYS * 1440 - 1 });
  fc.assert(
    fc.property(calendars, fc.array(fc.tuple(moment, moment), { minLength: 8, maxLength: 8 }), (one, pairs) => {
      const calendar = compileCalendar(one);
      const minutes = worked(one);
      const base = FIRST * 1440;
      for (const [a, b] of pairs) {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        expect(calendar.isWorking(base + a)).toBe(minutes[a] === 1);
        let count = 0;
        for (let i = from; i < to; i++) count += minutes[i]!;
        expect(calendar.between(base + from, base + to)).toBe(count);
        if (count > 0) {
          // As many working minutes on end right behind the last of them, and back right before the first of them.
          let last = to - 1;
          while (minutes[last] === 0) last--;
          let first = from;
          while (minutes[first] === 0) first++;
          expect(calendar.next(base + from)).toBe(base + first);
          expect(calendar.add(base + from, count)).toBe(base + last + 1);
          expect(calendar.add(base + to, -count)).toBe(base + first);
          expect(calendar.previous(base + to)).toBe(base + last + 1);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('going back working days is the last moment from which going on does not pass', () => {
  fc.assert(
    fc.property(calendars, fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 1, max: 6 }), (one, into, days) => {
      const calendar = compileCalendar(one);
      const position = calendar.position(FIRST * 1440) + into;
      const back = calendar.subtractDays(position, days);
      if (!Number.isFinite(back)) return;
      expect(calendar.addDays(back, days)).toBeLessThanOrEqual(position);
      expect(calendar.addDays(back + 1, days)).toBeGreaterThan(position);
    }),
    { numRuns: 200 },
  );
});

describe('of what was compiled before, a calendar that says the same is given the same, and none that says anything else', () => {
  const said = spec({
    daysOff: [{ from: day('2026-12-24'), to: day('2026-12-25') }],
    spansOff: [{ start: at('2026-12-21 12:00', BERLIN), end: at('2026-12-21 13:00', BERLIN) }],
  });
  const intervals = (of: CalendarSpec) =>
    compileCalendar(of).intervals(at('2026-12-12 00:00', BERLIN), at('2026-12-29 00:00', BERLIN));

  test('the same', () => {
    expect(intervals(structuredClone(said))).toEqual(intervals(said));
  });

  /** What each says otherwise, by property: a new one does not compile without. */
  const OTHERWISE: Readonly<Record<keyof Omit<CalendarSpec, 'deadline'>, readonly Partial<CalendarSpec>[]>> = {
    zone: [{ zone: 'Europe/Athens' }],
    hours: [
      { hours: [] },
      { hours: [{ weekdays: [0, 1, 2, 3], from: 9 * 60, to: 17 * 60 }] },
      { hours: [{ weekdays: [0, 1, 2, 3, 4], from: 8 * 60, to: 17 * 60 }] },
      { hours: [{ weekdays: [0, 1, 2, 3, 4], from: 9 * 60, to: 18 * 60 }] },
    ],
    daysOff: [
      { daysOff: [] },
      { daysOff: [{ from: day('2026-12-23'), to: day('2026-12-25') }] },
      { daysOff: [{ from: day('2026-12-24'), to: Number.POSITIVE_INFINITY }] },
    ],
    spansOff: [
      { spansOff: [] },
      { spansOff: [{ start: at('2026-12-21 11:00', BERLIN), end: at('2026-12-21 13:00', BERLIN) }] },
      { spansOff: [{ start: at('2026-12-21 12:00', BERLIN), end: Number.POSITIVE_INFINITY }] },
      { spansOff: [{ start: Number.NEGATIVE_INFINITY, end: at('2026-12-21 13:00', BERLIN) }] },
    ],
  };
  const all = [
    said,
    ...Object.values(OTHERWISE)
      .flat()
      .map((other) => ({ ...said, ...other })),
  ];

  test('anything else', () => {
    const answers = all.map((one) => JSON.stringify(intervals(one)));
    expect(new Set(answers).size).toBe(all.length);
    expect(all.toReversed().map((one) => JSON.stringify(intervals(one)))).toEqual(answers.toReversed());
  });
});

test('tables of the same words are made once, and those that nobody asks for are forgotten', () => {
  const spec = {
    zone: 'UTC',
    hours: [{ weekdays: [0], from: 540, to: 1020 }],
    daysOff: [],
    spansOff: [],
    deadline: 1020,
  };
  const table = (origin: number) => tablesOf({ ...spec })(0, 7, origin);
  const first = table(0);
  for (let origin = 1; origin < 250; origin++) table(origin);
  expect(table(0)).toBe(first);
  for (let origin = 1000; origin < 1300; origin++) table(origin);
  expect(table(0)).not.toBe(first);
});
