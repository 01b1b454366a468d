/** Moments in words, around the bounds at which they are said in another way. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { datedMoment, shortMoment, shortSpan, sinceT, span } from '../../service/words/words.ts';
import { NIGHT, openFiles } from '../server/source-file.ts';

const DAY = 1440;

test('how far from T can be counted back', () => {
  const read = (text: string): number => {
    const [, sign, days, hours, minutes] = /^T(?:([+-])(?:(\d+)d ?)?(?:(\d+):(\d\d))?)?$/.exec(text)!;
    return (sign === '-' ? -1 : 1) * (Number(days ?? 0) * DAY + Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  };
  fc.assert(
    fc.property(fc.integer({ min: -9 * DAY, max: 9 * DAY }), (minutes) => {
      expect(read(sinceT(minutes)) + 0).toBe(minutes + 0);
      // An hour has 60 minutes and a day 24 hours.
      expect(sinceT(minutes)).not.toMatch(/\b(2[4-9]|[3-9]\d):|:[6-9]\d/);
    }),
  );
});

test('the day is left out on the day of T, the date within three days of it', () => {
  const { analysis } = openFiles(NIGHT).file;
  const schedule = analysis.schedules[0]!;
  const [T, zone] = [schedule.T!, schedule.zone];
  const said = [0, 119, 120, 3 * DAY - 1, 3 * DAY, 30 * DAY, -1, -22 * 60, -22 * 60 - 1, 1 - 3 * DAY, -3 * DAY].map(
    (minutes) => {
      const [at, later] = [T + minutes, T + minutes + 150];
      return `${minutes}: ${shortSpan(at, later, schedule, zone)} | ${shortSpan(at, at, schedule, zone)} | ${span(at, later, schedule, zone)} | ${shortMoment(at, schedule, zone)} | ${datedMoment(at, schedule, zone)}`;
    },
  );
  expect(said).toMatchInlineSnapshot(`
    [
      "0: 22:00 .. Sun 00:30 | 22:00 | Sat 2026-12-05 22:00 .. Sun 2026-12-06 00:30 | 22:00 | Sat 5 Dec 22:00",
      "119: 23:59 .. Sun 02:29 | 23:59 | Sat 2026-12-05 23:59 .. Sun 2026-12-06 02:29 | 23:59 | Sat 5 Dec 23:59",
      "120: Sun 00:00 .. 02:30 | Sun 00:00 | Sun 2026-12-06 00:00 .. 02:30 | Sun 2026-12-06 00:00 | Sun 6 Dec 00:00",
      "4319: Tue 21:59 .. Wed 9 Dec 00:29 | Tue 21:59 | Tue 2026-12-08 21:59 .. Wed 2026-12-09 00:29 | Tue 2026-12-08 21:59 | Tue 8 Dec 21:59",
      "4320: Tue 8 Dec 22:00 .. Wed 9 Dec 00:30 | Tue 8 Dec 22:00 | Tue 2026-12-08 22:00 .. Wed 2026-12-09 00:30 | Tue 2026-12-08 22:00 | Tue 8 Dec 22:00",
      "43200: Mon 4 Jan 22:00 .. Tue 5 Jan 00:30 | Mon 4 Jan 22:00 | Mon 2027-01-04 22:00 .. Tue 2027-01-05 00:30 | Mon 2027-01-04 22:00 | Mon 2027-01-04 22:00",
      "-1: 21:59 .. Sun 00:29 | 21:59 | Sat 2026-12-05 21:59 .. Sun 2026-12-06 00:29 | 21:59 | Sat 5 Dec 21:59",
      "-1320: 00:00 .. 02:30 | 00:00 | Sat 2026-12-05 00:00 .. 02:30 | 00:00 | Sat 5 Dec 00:00",
      "-1321: Fri 23:59 .. 02:29 | Fri 23:59 | Fri 2026-12-04 23:59 .. Sat 2026-12-05 02:29 | Fri 2026-12-04 23:59 | Fri 4 Dec 23:59",
      "-4319: Wed 22:01 .. Thu 00:31 | Wed 22:01 | Wed 2026-12-02 22:01 .. Thu 2026-12-03 00:31 | Wed 2026-12-02 22:01 | Wed 2 Dec 22:01",
      "-4320: Wed 2 Dec 22:00 .. Thu 00:30 | Wed 2 Dec 22:00 | Wed 2026-12-02 22:00 .. Thu 2026-12-03 00:30 | Wed 2026-12-02 22:00 | Wed 2 Dec 22:00",
    ]
  `);
});
