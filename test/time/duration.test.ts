import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileCalendar, OFFICE_HOURS } from '../../plan/time/calendar.ts';
import {
  addDuration,
  formatDuration,
  formatEstimate,
  negate,
  parseDuration,
  parseEstimate,
  roughMinutes,
  ZERO,
} from '../../plan/time/duration.ts';
import { describeInstant, describeMinutes, formatInstant, formatIso } from '../../plan/time/format.ts';
import { at } from '../support/plan-builder.ts';

const BERLIN = 'Europe/Berlin';
const office = compileCalendar({ zone: BERLIN, hours: OFFICE_HOURS, daysOff: [], spansOff: [] });

describe('parseDuration', () => {
  test.each([
    ['45m', { ...ZERO, minutes: 45 }],
    ['1h30m', { ...ZERO, minutes: 90 }],
    ['2d', { ...ZERO, days: 2 }],
    ['2w', { ...ZERO, days: 14 }],
    ['3wd', { ...ZERO, workingDays: 3 }],
    ['3mo', { ...ZERO, months: 3 }],
    ['-5wd', { ...ZERO, workingDays: -5 }],
    ['+2h', { ...ZERO, minutes: 120 }],
    ['1mo2w3d4wd5h6m', { minutes: 306, days: 17, months: 1, workingDays: 4 }],
  ])('%s', (text, duration) => {
    expect(parseDuration(text)).toEqual(duration);
  });

  test.each(['', '5', 'm', '5 m', '1.5h', '5x', '5m..', '99999999999999d'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  test('what is formatted parses back', () => {
    const part = fc.integer({ min: 0, max: 500 });
    const duration = fc.record({ minutes: part, days: part, months: part, workingDays: part });
    fc.assert(fc.property(duration, (one) => void expect(parseDuration(formatDuration(one))).toEqual(one)));
    fc.assert(
      fc.property(duration, (one) => void expect(parseDuration(formatDuration(negate(one)))).toEqual(negate(one))),
    );
  });
});

describe('parseEstimate', () => {
  test('one number is certain', () => {
    const { min, likely, max, open } = parseEstimate('25m')!;
    expect([min, likely, max, open]).toEqual([likely, likely, likely, undefined]);
  });

  test('three numbers', () => {
    const { min, likely, max } = parseEstimate('20m..25m..50m')!;
    expect([min.minutes, likely.minutes, max.minutes]).toEqual([20, 25, 50]);
  });

  test('the likely one of two is the midpoint', () => {
    expect(parseEstimate('20m..50m')!.likely.minutes).toBe(35);
    expect(parseEstimate('1d..2d')!.likely).toEqual({ ...ZERO, days: 1, minutes: 720 });
    expect(parseEstimate('1wd..4wd')!.likely.workingDays).toBe(2);
  });

  test('the midpoint lies between its ends, whatever their units', () => {
    const unit = fc.constantFrom('m', 'h', 'd', 'w', 'wd', 'mo');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), unit, fc.integer({ min: 1, max: 90 }), unit, (a, u, b, v) => {
        const { min, likely, max } = parseEstimate(`${a}${u}..${b}${v}`)!;
        if (roughMinutes(min) > roughMinutes(max)) return;
        expect(roughMinutes(likely)).toBeGreaterThanOrEqual(roughMinutes(min));
        expect(roughMinutes(likely)).toBeLessThanOrEqual(roughMinutes(max));
      }),
    );
  });

  test('an open side repeats the other', () => {
    expect(parseEstimate('4h..')).toMatchObject({ open: 'max', likely: { minutes: 240 }, max: { minutes: 240 } });
    expect(parseEstimate('..5m')).toMatchObject({ open: 'min', likely: { minutes: 5 }, min: { minutes: 5 } });
  });

  test.each(['25m', '20m..25m..50m', '20m..50m', '4h..', '..5m', '1wd..4wd'])('%s is formatted as written', (text) => {
    expect(formatEstimate(parseEstimate(text)!)).toBe(text);
  });

  test.each(['..', '1m..2m..3m..4m', '1m ..2m', 'x..2m', '1m..2m..'])('%j is none', (text) => {
    expect(parseEstimate(text)).toBeUndefined();
  });
});

describe('addDuration', () => {
  const add = (start: string, duration: string, zone = BERLIN) =>
    formatInstant(addDuration(at(start, zone), parseDuration(duration)!, zone, office), zone);

  test('minutes and hours are elapsed across a change of the clock', () => {
    expect(add('2026-10-24 22:00', '8h')).toBe('Sun 2026-10-25 05:00');
    expect(add('2026-03-28 22:00', '8h')).toBe('Sun 2026-03-29 07:00');
  });

  test('days and weeks keep the wall clock', () => {
    expect(add('2026-10-24 22:00', '1d')).toBe('Sun 2026-10-25 22:00');
    expect(add('2026-10-24 22:00', '1w')).toBe('Sat 2026-10-31 22:00');
    expect(add('2026-03-08 22:00', '-1d', 'America/New_York')).toBe('Sat 2026-03-07 22:00');
  });

  test('months clamp the day', () => {
    expect(add('2026-01-31 12:00', '1mo')).toBe('Sat 2026-02-28 12:00');
    expect(add('2028-03-31 12:00', '-1mo')).toBe('Tue 2028-02-29 12:00');
    expect(add('2026-08-31 12:00', '6mo')).toBe('Sun 2027-02-28 12:00');
  });

  test('working days skip the weekend and keep the wall clock', () => {
    expect(add('2026-12-03 20:00', '1wd')).toBe('Fri 2026-12-04 20:00');
    expect(add('2026-12-04 20:00', '1wd')).toBe('Mon 2026-12-07 20:00');
    expect(add('2026-12-05 20:00', '-1wd')).toBe('Fri 2026-12-04 20:00');
  });

  test('without a calendar working days are Monday to Friday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: -60, max: 60 }), (day, workingDays) => {
        const duration = { ...ZERO, workingDays };
        const naive = addDuration(day * 1440, duration, 'UTC');
        const calendar = compileCalendar({ zone: 'UTC', hours: OFFICE_HOURS, daysOff: [], spansOff: [] });
        expect(naive).toBe(addDuration(day * 1440, duration, 'UTC', calendar));
      }),
      { numRuns: 60 },
    );
  });
});

describe('format', () => {
  test('instants', () => {
    const moment = at('2026-12-05 21:55');
    expect(describeInstant(moment, BERLIN)).toBe('Sat 2026-12-05 22:55 Europe/Berlin');
    expect(formatIso(moment, BERLIN)).toBe('2026-12-05T22:55+01:00');
    expect(formatIso(moment, 'America/St_Johns')).toBe('2026-12-05T18:25-03:30');
    expect(formatIso(moment, 'UTC')).toBe('2026-12-05T21:55Z');
  });

  test('instants of an hour that comes twice say which one, and no others do', () => {
    expect(
      ['2026-10-24 23:59', '2026-10-25 00:00', '2026-10-25 00:59', '2026-10-25 01:00', '2026-10-25 02:00'].map((utc) =>
        describeInstant(at(utc), BERLIN),
      ),
    ).toEqual([
      'Sun 2026-10-25 01:59 Europe/Berlin',
      'Sun 2026-10-25 02:00 Europe/Berlin (+02:00)',
      'Sun 2026-10-25 02:59 Europe/Berlin (+02:00)',
      'Sun 2026-10-25 02:00 Europe/Berlin (+01:00)',
      'Sun 2026-10-25 03:00 Europe/Berlin',
    ]);
    expect(describeInstant(at('2026-11-01 05:30'), 'America/New_York')).toBe(
      'Sun 2026-11-01 01:30 America/New_York (-04:00)',
    );
  });

  test.each([
    [0, '0 min'],
    [35, '35 min'],
    [60, '1 h'],
    [95, '1 h 35 min'],
    [1440, '1 d'],
    [3060, '2 d 3 h'],
    [1450, '1 d 10 min'],
    [-95, '-1 h 35 min'],
  ])('%i minutes are %s', (minutes, text) => {
    expect(describeMinutes(minutes)).toBe(text);
  });
});
