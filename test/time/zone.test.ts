import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill/implementation';
import { describe, expect, test } from 'vitest';
import { dayNumber } from '../../plan/time/date.ts';
import { formatInstant } from '../../plan/time/format.ts';
import {
  clockChanges,
  instantOfDay,
  isDayIn,
  isKnownZone,
  offsetAt,
  readWallTime,
  wallTime,
} from '../../plan/time/zone.ts';
import { at } from '../support/plan-builder.ts';

const wall = (year: number, month: number, day: number, hour: number, minute = 0) =>
  dayNumber(year, month, day) * 1440 + hour * 60 + minute;

describe('readWallTime', () => {
  test('an ordinary hour has one reading', () => {
    expect(readWallTime(wall(2026, 12, 5, 22), 'Europe/Berlin')).toEqual({
      kind: 'unique',
      at: at('2026-12-05 21:00'),
    });
  });

  test('the hour that Berlin skips in March reads as an hour earlier or later', () => {
    expect(readWallTime(wall(2026, 3, 29, 2, 30), 'Europe/Berlin')).toEqual({
      kind: 'nonexistent',
      at: at('2026-03-29 01:30'),
      readings: [at('2026-03-29 00:30'), at('2026-03-29 01:30')],
    });
  });

  test('the hour that Berlin shows twice in October', () => {
    expect(readWallTime(wall(2026, 10, 25, 2, 30), 'Europe/Berlin')).toEqual({
      kind: 'ambiguous',
      at: at('2026-10-25 00:30'),
      readings: [at('2026-10-25 00:30'), at('2026-10-25 01:30')],
    });
  });

  test('the edges of both hours', () => {
    const kind = (...time: Parameters<typeof wall>) => readWallTime(wall(...time), 'America/New_York').kind;
    expect([kind(2026, 3, 8, 1, 59), kind(2026, 3, 8, 2, 0), kind(2026, 3, 8, 2, 59), kind(2026, 3, 8, 3, 0)]).toEqual([
      'unique',
      'nonexistent',
      'nonexistent',
      'unique',
    ]);
    expect([
      kind(2026, 11, 1, 0, 59),
      kind(2026, 11, 1, 1, 0),
      kind(2026, 11, 1, 1, 59),
      kind(2026, 11, 1, 2, 0),
    ]).toEqual(['unique', 'ambiguous', 'ambiguous', 'unique']);
  });

  test('a day that a zone skipped altogether', () => {
    expect(readWallTime(wall(2011, 12, 30, 12), 'Pacific/Apia').kind).toBe('nonexistent');
  });

  test('agrees with Temporal in any zone at any minute', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Asia/Tokyo',
      'Antarctica/Troll',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: dayNumber(2015, 1, 1) * 1440, max: dayNumber(2035, 1, 1) * 1440 }),
        (zone, time) => {
          const plain = Temporal.Instant.fromEpochMilliseconds(time * 60_000)
            .toZonedDateTimeISO('UTC')
            .toPlainDateTime();
          const read = (disambiguation: 'earlier' | 'later' | 'compatible') =>
            plain.toZonedDateTime(zone, { disambiguation }).epochMilliseconds / 60_000;
          const reading = readWallTime(time, zone);
          expect(reading.at).toBe(read('compatible'));
          if (reading.kind === 'unique') {
            expect(() => plain.toZonedDateTime(zone, { disambiguation: 'reject' })).not.toThrow();
          } else {
            expect(() => plain.toZonedDateTime(zone, { disambiguation: 'reject' })).toThrow();
            expect(reading.readings).toEqual([read('earlier'), read('later')]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('agrees with Temporal around the changes of the clock', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe']) {
      for (const change of clockChanges(zone, at('2026-01-01 00:00'), at('2027-01-01 00:00'))) {
        for (let minute = -90; minute <= 90; minute += 7) {
          const time = change.at + change.before + minute;
          const plain = Temporal.Instant.fromEpochMilliseconds(time * 60_000)
            .toZonedDateTimeISO('UTC')
            .toPlainDateTime();
          expect(readWallTime(time, zone).at).toBe(plain.toZonedDateTime(zone).epochMilliseconds / 60_000);
        }
      }
    }
  });
});

describe('zones', () => {
  test('known are areas, and what is one offset all year', () => {
    const known = ['UTC', 'GMT', 'AoE', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'EST', 'UTC-7', '+05:30'];
    expect(known.filter((zone) => !isKnownZone(zone))).toEqual([]);
    const unknown = ['Europe/Bärlin', 'Mars/Olympus', '', 'XST', 'toString', 'UTC+15', '-12:30', '+02:60', 'UTC+'];
    expect(unknown.filter(isKnownZone)).toEqual([]);
  });

  test('an offset is the same in summer and in winter', () => {
    for (const month of [1, 7]) {
      const noon = wall(2026, month, 1, 12);
      expect(['EST', 'UTC-7', '-07:00', 'UTC+5:30', 'GMT+1', 'CEST'].map((zone) => offsetAt(zone, noon))).toEqual([
        -300, -420, -420, 330, 60, 120,
      ]);
    }
  });

  test('a day begins with its first minute, and a date that is left out has none', () => {
    const start = (year: number, month: number, day: number, zone: string) =>
      formatInstant(instantOfDay(dayNumber(year, month, day), 0, zone), zone);
    expect(start(2027, 4, 30, 'Africa/Cairo')).toBe('Fri 2027-04-30 01:00');
    expect(start(2011, 12, 30, 'Pacific/Apia')).toBe('Sat 2011-12-31 00:00');
    expect([29, 30, 31].map((day) => isDayIn(dayNumber(2011, 12, day), 'Pacific/Apia'))).toEqual([true, false, true]);
    expect(isDayIn(dayNumber(1993, 8, 21), 'Pacific/Kwajalein')).toBe(false);
  });

  test('AoE is twelve hours behind UTC, an unknown zone counts as UTC', () => {
    expect(offsetAt('AoE', 0)).toBe(-720);
    expect(instantOfDay(dayNumber(2026, 6, 1), 1440, 'AoE')).toBe(at('2026-06-02 12:00'));
    expect(offsetAt('No/Where', 0)).toBe(0);
  });

  test('the changes of a span', () => {
    expect(clockChanges('Europe/Berlin', at('2026-10-24 20:00'), at('2026-10-25 04:00'))).toEqual([
      { at: at('2026-10-25 01:00'), before: 120, after: 60 },
    ]);
    expect(clockChanges('UTC', at('2026-01-01 00:00'), at('2027-01-01 00:00'))).toEqual([]);
  });

  test('the wall clock at an instant', () => {
    expect(wallTime(at('2026-07-01 12:00'), 'Asia/Kolkata')).toBe(wall(2026, 7, 1, 17, 30));
  });

  test('dates far outside of every plan do not throw', () => {
    for (const day of [-1e7, 1e7, Number.NaN]) expect(() => instantOfDay(day, 0, 'Europe/Berlin')).not.toThrow();
  });
});
