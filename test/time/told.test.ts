/** What calendars, lengths, recurrences and zones answer, moment by moment, over a weekend on which the clocks are set back. */
import { expect, test } from 'vitest';
import { type CalendarSpec, compileCalendar, OFFICE_HOURS } from '../../plan/time/calendar.ts';
import { addMonths, dayNumber, formatClock, formatDay, weekdayOfDay } from '../../plan/time/date.ts';
import * as lengths from '../../plan/time/duration.ts';
import { describeInstant, describeMinutes, formatInstant, formatIso, whichHour } from '../../plan/time/format.ts';
import type { Instant } from '../../plan/time/model.ts';
import { nextOccasion, type Occasions, occasionsIn, previousOccasion } from '../../plan/time/occasions.ts';
import { occurrences } from '../../plan/time/recurrence.ts';
import { clockChanges, dayAt, instantOf, offsetAt, readWallTime, wallTime } from '../../plan/time/zone.ts';
import { expectGolden } from '../support/golden.ts';
import { at } from '../support/plan-builder.ts';

const BERLIN = 'Europe/Berlin';
const FIRST = at('2026-10-22 00:00', BERLIN);
const LAST = at('2026-11-02 00:00', BERLIN);
const day = (text: string) => dayNumber(+text.slice(0, 4), +text.slice(5, 7), +text.slice(8, 10));
const told = (moment: Instant | undefined) =>
  moment !== undefined && Number.isFinite(moment) ? formatInstant(moment, BERLIN) : String(moment);
const span = ({ start, end }: { readonly start: Instant; readonly end: Instant }) => `${told(start)} .. ${told(end)}`;

function every(minutes: number, tell: (moment: Instant) => string): string[] {
  const rows: string[] = [];
  for (let moment = FIRST; moment <= LAST; moment += minutes) rows.push(`${told(moment)}: ${tell(moment)}`);
  return rows;
}

const CALENDARS: Readonly<Record<string, Partial<CalendarSpec>>> = {
  office: { daysOff: [{ from: day('2026-10-26'), to: day('2026-10-27') }] },
  nights: { hours: [{ weekdays: [4, 5, 6], from: 22 * 60, to: 6 * 60 }] },
  shifts: {
    hours: [
      { weekdays: [], from: 6 * 60, to: 14 * 60 },
      { weekdays: [0, 2, 4], from: 13 * 60, to: 18 * 60 },
    ],
    spansOff: [{ start: at('2026-10-23 09:00', BERLIN), end: at('2026-10-25 12:00', BERLIN) }],
  },
  always: { hours: [{ weekdays: [], from: 0, to: 1440 }] },
  never: { hours: [] },
};

test.each(Object.entries(CALENDARS))('a calendar of %s', (name, parts) => {
  const calendar = compileCalendar({ zone: BERLIN, hours: OFFICE_HOURS, daysOff: [], spansOff: [], ...parts });
  const origin = calendar.position(FIRST);
  const rows = every(317, (moment) => {
    const here = dayAt(moment, BERLIN);
    const position = calendar.position(moment);
    return [
      calendar.isWorking(moment) ? 'works' : 'is off',
      `next ${told(calendar.next(moment))}`,
      `previous ${told(calendar.previous(moment))}`,
      `+1m ${told(calendar.add(moment, 1))}`,
      `+10h ${told(calendar.add(moment, 600))}`,
      `-10h ${told(calendar.add(moment, -600))}`,
      `from the first ${calendar.between(FIRST, moment)} = ${position - origin}`,
      `begin ${told(calendar.beginAt(position))} end ${told(calendar.endAt(position))}`,
      `2 days on ${told(calendar.endAt(calendar.addDays(position, 2)))} and back ${told(calendar.beginAt(calendar.subtractDays(position, 2)))}`,
      `${calendar.isWorkingDay(here) ? 'a working day' : 'a day off'}, ${calendar.workingDaysBetween(dayAt(FIRST, BERLIN), here)} of them`,
      `hours ${calendar.hoursOf(here) ? span(calendar.hoursOf(here)!) : '-'}`,
      `in a day ${calendar
        .intervals(moment, moment + 1440)
        .map(span)
        .join(', ')}`,
      `third day ${Number.isFinite(calendar.workingDayFrom(here, 3)) ? formatDay(calendar.workingDayFrom(here, 3)) : '-'}`,
    ].join(' · ');
  });
  expect(rows.length).toBeGreaterThan(40);
  expectGolden(`${rows.join('\n')}\n`, `./golden/${name}.golden.txt`, import.meta.url);
});

const LENGTHS = ['0m', '1m', '59m', '60m', '90m', '1h', '25h', '1h30m', '1d', '2d12h', '6d', '7d', '1w', '2w3d'];
const MORE = ['1wd', '5wd', '1wd4h', '1mo', '14mo', '1mo2w', '-1h', '-3wd', '-1mo', '-2d', '1d1wd', 'h', '1', '5x', ''];
const ESTIMATES = [
  '10m',
  '10m..20m',
  '10m..20m..1h',
  '..1h',
  '2h..',
  '20m..10m',
  '1d..2wd',
  '..',
  '1h..x',
  '1..2..3..4',
];

test('lengths and estimates', () => {
  const office = compileCalendar({ zone: BERLIN, hours: OFFICE_HOURS, daysOff: [], spansOff: [] });
  const from = ['2026-10-23 16:30', '2026-10-24 02:30', '2026-10-31 12:00', '2026-01-31 09:00', '2026-03-28 02:30'];
  const rows = [...LENGTHS, ...MORE].flatMap((text) => {
    const length = lengths.parseDuration(text);
    if (!length) return [`${text}: none`];
    const added = from.map((one) => told(lengths.addDuration(at(one, BERLIN), length, BERLIN, office)));
    const is = [
      lengths.isZero(length) && 'zero',
      lengths.isElapsed(length) && 'elapsed',
      lengths.asksForDates(length) && 'asks for dates',
    ];
    const back = lengths.formatDuration(lengths.negate(length));
    return [
      `${text}: ${lengths.formatDuration(length)}, back ${back}, ${lengths.roughMinutes(length)} minutes, ${is.filter(Boolean).join(', ')}`,
      `  ${added.join(', ')}`,
    ];
  });
  const all = [...LENGTHS, ...MORE].flatMap((text) => lengths.parseDuration(text) ?? []);
  const same = all.map((one) => all.filter((other) => lengths.sameDuration(one, other)).length);
  const estimates = ESTIMATES.map((text) => {
    const estimate = lengths.parseEstimate(text);
    if (!estimate) return `${text}: none`;
    const [min, likely, max] = [estimate.min, estimate.likely, estimate.max].map(lengths.formatDuration);
    return `${text}: ${min} ${likely} ${max} ${estimate.open ?? ''} ${lengths.formatEstimate(estimate)}`;
  });
  const minutes = [0, 1, 59, 60, 61, 119, 1439, 1440, 1500, 2880, 10_080, 12_345, -5, -90].map(
    (count) => `${count} minutes: ${describeMinutes(count)}`,
  );
  const rest = ['same', same.join(' '), ...estimates, ...minutes];
  expectGolden(`${[...rows, ...rest].join('\n')}\n`, './golden/lengths.golden.txt', import.meta.url);
});

const INTERVALS = ['7h', '1d', '36h', '1w', '2w', '1mo', '2wd'];

test('what comes round', () => {
  const office = compileCalendar({ zone: BERLIN, hours: OFFICE_HOURS, daysOff: [], spansOff: [] });
  const rows: string[] = [];
  for (const text of INTERVALS) {
    const interval = lengths.parseDuration(text)!;
    for (const weekdays of [[], [2, 6, 2]]) {
      const rule = {
        interval,
        weekdays,
        from: at('2026-10-18 02:30', BERLIN),
        until: LAST,
        zone: BERLIN,
        calendar: office,
      };
      const { moments, cut } = occurrences(rule, 12);
      rows.push(`every ${text} ${weekdays}: ${moments.map(told).join(', ')}${cut ? ' …' : ''}`);
    }
    const first = { start: at('2026-10-20 23:00', BERLIN), end: at('2026-10-21 02:30', BERLIN) };
    rows.push(...occasions(`every ${text}`, { interval, weekdays: [], first, zone: BERLIN }));
  }
  const hours = { from: 22 * 60, to: 3 * 60 };
  rows.push(
    ...occasions('nights', { weekdays: [5, 6], hours, zone: BERLIN }),
    ...occasions('until Tuesday', { weekdays: [5], hours: { ...hours, toWeekday: 1 }, zone: BERLIN }),
    ...occasions('some nights', {
      ...{ weekdays: [0, 1, 2, 3, 4, 5, 6], hours, zone: BERLIN },
      ...{ from: at('2026-10-25 00:30', BERLIN), until: at('2026-10-27 01:00', BERLIN) },
    }),
  );
  expectGolden(`${rows.join('\n')}\n`, './golden/comes-round.golden.txt', import.meta.url);

  function occasions(title: string, rule: Occasions): string[] {
    return [
      `${title}: ${occasionsIn(rule, { start: FIRST, end: LAST }, office).map(span).join(', ')}`,
      ...[FIRST, FIRST + 4000, LAST].map((moment) => {
        const [next, previous] = [nextOccasion(rule, moment, office), previousOccasion(rule, moment, office)];
        return `  at ${told(moment)} next ${next ? span(next) : '-'}, before ${previous ? span(previous) : '-'}`;
      }),
    ];
  }
});

test('clocks of zones', () => {
  const rows = [BERLIN, 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'].flatMap((zone) => [
    `── ${zone}`,
    ...clockChanges(zone, FIRST - 300_000, LAST).map((change) => JSON.stringify(change)),
    ...[-200, -61, -60, -31, -30, -1, 0, 1, 29, 30, 59, 60, 120, 7 * 1440].map((minutes) => {
      const moment = at('2026-10-25 00:00', 'UTC') + 60 + minutes;
      const wall = wallTime(moment, zone);
      return [
        `${formatIso(moment, zone)} ${describeInstant(moment, zone)} ${whichHour(moment, zone)}`,
        `${offsetAt(zone, moment)} ${moment - instantOf(wall, zone)} ${JSON.stringify(readWallTime(wall, zone))}`,
      ].join(' · ');
    }),
  ]);
  const months = [-13, -1, 0, 1, 4, 16].map((count) => {
    const then = addMonths(day('2026-10-31'), count);
    return `${count} months: ${formatDay(then)}, weekday ${weekdayOfDay(then)}, ${formatClock(60 * 9 + Math.abs(count))}`;
  });
  expectGolden(`${[...rows, ...months].join('\n')}\n`, './golden/zones.golden.txt', import.meta.url);
});
