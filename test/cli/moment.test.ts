/** The moment plans are judged at: what is read, and what is refused instead of guessed. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Misuse } from '../../cli/misuse.ts';
import { parseMoment, rightNow } from '../../cli/moment.ts';

const iso = (minutes: number) => new Date(minutes * 60_000).toISOString().slice(0, 16);

describe('a moment', () => {
  test.each([
    ['2026-12-05T21:00Z', '2026-12-05T21:00'],
    ['2026-12-05T21:00:59Z', '2026-12-05T21:00'],
    ['2026-12-05T21:00:00.123Z', '2026-12-05T21:00'],
    ['2026-12-05T22:00+01:00', '2026-12-05T21:00'],
    ['2026-12-05T18:30-03:30', '2026-12-05T22:00'],
    ['Sat 2026-12-05 22:00 Europe/Berlin', '2026-12-05T21:00'],
    ['2026-12-05 22:00 Europe/Berlin', '2026-12-05T21:00'],
    ['2026-12-05 UTC', '2026-12-05T00:00'],
    ['2024-02-29T00:00Z', '2024-02-29T00:00'],
    ['  2026-12-05T21:00Z ', '2026-12-05T21:00'],
  ])('%s is %s', (text, at) => expect(iso(parseMoment(text))).toBe(at));

  test.each([
    ['2026-02-30T00:00Z', 'there is no 2026-02-30'],
    ['2026-02-29T00:00Z', 'there is no 2026-02-29'],
    ['2026-13-01', 'there is no 2026-13-01'],
    ['2026-00-10', 'there is no 2026-00-10'],
    ['Sun 2026-12-05', '2026-12-05 is a Sat'],
    ['Sun 2026-12-05 22:00 UTC', '2026-12-05 is a Sat'],
    ['12/05/2026', 'is no moment'],
    ['5 December 2026', 'is no moment'],
    ['foo 1', 'is no moment'],
    ['1', 'is no moment'],
    ['', 'is no moment'],
    ['2026-12-05T24:00Z', 'no clock shows that'],
    ['2026-12-05T21:60Z', 'no clock shows that'],
    ['2026-12-05T21:00:60Z', 'no clock shows that'],
    ['2026-12-05T21:00+25:00', 'no zone is +25:00 from UTC'],
    ['2026-12-05T21:00+01', 'is no moment'],
    ['2026-12-05T21', 'is no moment'],
    ['2026-12-5', 'is no moment'],
    ['+2026-12-05', 'is no moment'],
    ['2026-12-05 22:00 EST', 'there is no zone EST'],
    ['2026-12-05 22:00 Europe/Nowhere', 'there is no zone Europe/Nowhere'],
    ['2026-12-05T21:00Z and more', 'is no moment'],
    ['2026-03-29 02:30 Europe/Berlin', 'does not exist in Europe/Berlin'],
    ['2026-10-25 02:30 Europe/Berlin', 'exists twice in Europe/Berlin'],
    ['٢٠٢٦-12-05', 'is no moment'],
  ])('%s is refused: %s', (text, why) => {
    expect(() => parseMoment(text)).toThrow(Misuse);
    expect(() => parseMoment(text)).toThrow(why);
  });
});

describe('SOURCE_DATE_EPOCH', () => {
  const before = process.env.SOURCE_DATE_EPOCH;
  beforeEach(() => delete process.env.SOURCE_DATE_EPOCH);
  afterEach(() => {
    if (before === undefined) delete process.env.SOURCE_DATE_EPOCH;
    else process.env.SOURCE_DATE_EPOCH = before;
  });

  test('is the moment', () => {
    process.env.SOURCE_DATE_EPOCH = '1793610000';
    expect(iso(rightNow())).toBe('2026-11-02T09:00');
  });

  test.each(['abc', '', ' ', '-1', '1e9', '0x10', '1793610000.5', '99999999999999999999', '2026-11-02'])(
    'as %j is refused',
    (text) => {
      process.env.SOURCE_DATE_EPOCH = text;
      expect(rightNow).toThrow(Misuse);
    },
  );

  test('is not needed: then it is now', () => {
    expect(Math.abs(rightNow() - Date.now() / 60_000)).toBeLessThanOrEqual(1);
  });
});
