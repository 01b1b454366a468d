import { describe, expect, test } from 'vitest';
import { compileCalendar, OFFICE_HOURS } from '../../plan/time/calendar.ts';
import { formatInstant } from '../../plan/time/format.ts';
import { resolveRangeIn, resolveTimeIn, type TimeContext, type TimeUse } from '../../plan/time/resolve.ts';
import { at, PlanBuilder } from '../support/plan-builder.ts';

const BERLIN = 'Europe/Berlin';
const builder = new PlanBuilder({ zone: BERLIN });
const office = compileCalendar({ zone: BERLIN, hours: OFFICE_HOURS, daysOff: [], spansOff: [] });

function context(T: string, parts: Partial<TimeContext> = {}): TimeContext {
  const moment = at(T, BERLIN);
  return {
    T: moment,
    calendar: office,
    zone: BERLIN,
    spanStart: moment,
    point: ({ ref }, side, use) =>
      ref.name === 'go-live'
        ? at((side ?? (use === 'due' ? 'start' : 'end')) === 'start' ? '2026-12-03 20:00' : '2026-12-03 23:00', BERLIN)
        : undefined,
    ...parts,
  };
}

function told(text: string, use: TimeUse, inside: TimeContext): string | undefined {
  const moment = resolveTimeIn(inside, builder.time(text), use);
  return moment === undefined ? undefined : formatInstant(moment, BERLIN);
}

describe('with T on Thu 2026-12-03 20:00', () => {
  test.each([
    // written, as a start, as due
    ['T', 'Thu 2026-12-03 20:00', 'Thu 2026-12-03 20:00'],
    ['T-2h', 'Thu 2026-12-03 18:00', 'Thu 2026-12-03 18:00'],
    ['T-1d', 'Wed 2026-12-02 20:00', 'Wed 2026-12-02 20:00'],
    ['T-2w', 'Thu 2026-11-19 20:00', 'Thu 2026-11-19 20:00'],
    ['T-3mo', 'Thu 2026-09-03 20:00', 'Thu 2026-09-03 20:00'],
    ['T-1d 14:00', 'Wed 2026-12-02 14:00', 'Wed 2026-12-02 14:00'],
    ['T-1wd', 'Wed 2026-12-02 09:00', 'Wed 2026-12-02 17:00'],
    ['T+1wd', 'Fri 2026-12-04 09:00', 'Fri 2026-12-04 17:00'],
    ['T+2wd', 'Mon 2026-12-07 09:00', 'Mon 2026-12-07 17:00'],
    ['T-1wd 14:00', 'Wed 2026-12-02 14:00', 'Wed 2026-12-02 14:00'],
    ['Thu of T-1w', 'Thu 2026-11-26 09:00', 'Thu 2026-11-26 17:00'],
    ['Mon of T-1w', 'Mon 2026-11-23 09:00', 'Mon 2026-11-23 17:00'],
    ['Sun of T-1w 12:00', 'Sun 2026-11-29 12:00', 'Sun 2026-11-29 12:00'],
    ['2026-12-02', 'Wed 2026-12-02 09:00', 'Wed 2026-12-02 17:00'],
    ['2026-12-05', 'Sat 2026-12-05 00:00', 'Sun 2026-12-06 00:00'],
    ['2026-12-02 14:00', 'Wed 2026-12-02 14:00', 'Wed 2026-12-02 14:00'],
    ['22:00', 'Thu 2026-12-03 22:00', 'Thu 2026-12-03 22:00'],
    ['19:00', 'Fri 2026-12-04 19:00', 'Fri 2026-12-04 19:00'],
    ['Thu 19:00', 'Thu 2026-12-10 19:00', 'Thu 2026-12-10 19:00'],
    ['Sat 22:00', 'Sat 2026-12-05 22:00', 'Sat 2026-12-05 22:00'],
    ['go-live + 2h', 'Fri 2026-12-04 01:00', 'Thu 2026-12-03 22:00'],
    ['go-live.end + 1wd', 'Fri 2026-12-04 09:00', 'Fri 2026-12-04 17:00'],
    ['go-live.start - 1d', 'Wed 2026-12-02 20:00', 'Wed 2026-12-02 20:00'],
  ])('%s', (text, start, due) => {
    expect([told(text, 'start', context('2026-12-03 20:00')), told(text, 'due', context('2026-12-03 20:00'))]).toEqual([
      start,
      due,
    ]);
  });

  test.each(['tbd', 'nothing + 1h'])('%s is not known', (text) => {
    expect(told(text, 'start', context('2026-12-03 20:00'))).toBeUndefined();
  });

  test('nothing relative is known without T and span', () => {
    const open = context('2026-12-03 20:00', { T: undefined, spanStart: undefined });
    expect([told('T-1wd', 'start', open), told('22:00', 'start', open)]).toEqual([undefined, undefined]);
  });
});

describe('with T on a Saturday', () => {
  const saturday = context('2026-12-05 22:00');

  test('the working day before is Friday, the one after Monday', () => {
    expect(told('T-1wd', 'due', saturday)).toBe('Fri 2026-12-04 17:00');
    expect(told('T+1wd', 'start', saturday)).toBe('Mon 2026-12-07 09:00');
    expect(told('T-5wd', 'start', saturday)).toBe('Mon 2026-11-30 09:00');
  });

  test('a calendar with a deadline says the hour of a due date', () => {
    const withDeadline = compileCalendar({
      zone: BERLIN,
      hours: OFFICE_HOURS,
      daysOff: [],
      spansOff: [],
      deadline: 600,
    });
    const inside = context('2026-12-05 22:00', { calendar: withDeadline });
    expect(told('T-1wd', 'due', inside)).toBe('Fri 2026-12-04 10:00');
    expect(told('T-1wd', 'start', inside)).toBe('Fri 2026-12-04 09:00');
    expect(told('2026-12-04', 'due', inside)).toBe('Fri 2026-12-04 10:00');
  });

  test('the date of T is the one in the calendar of whom it is for', () => {
    const tokyo = compileCalendar({ zone: 'Asia/Tokyo', hours: OFFICE_HOURS, daysOff: [], spansOff: [] });
    // Fri 20:00 in Berlin is Saturday in Tokyo: the working day before is Friday there, 09:00 being 01:00 in Berlin.
    const inside = context('2026-12-04 20:00', { calendar: tokyo });
    expect(told('T-1wd', 'start', inside)).toBe('Fri 2026-12-04 01:00');
  });
});

describe('in the nights of the change', () => {
  test('a day before keeps the wall clock, hours are elapsed', () => {
    const night = context('2026-10-25 12:00');
    expect(told('T-1d', 'start', night)).toBe('Sat 2026-10-24 12:00');
    expect(told('T-24h', 'start', night)).toBe('Sat 2026-10-24 13:00');
  });

  test('a clock time that comes twice is the first at or after the start', () => {
    expect(resolveTimeIn(context('2026-10-24 22:00'), builder.time('02:30'), 'start')).toBe(at('2026-10-25 00:30'));
    const later = { ...context('2026-10-24 22:00'), spanStart: at('2026-10-25 00:45') };
    expect(resolveTimeIn(later, builder.time('02:30'), 'start')).toBe(at('2026-10-25 01:30'));
  });

  test('a clock time that is skipped is as far behind the jump', () => {
    expect(told('02:30', 'start', context('2026-03-28 22:00'))).toBe('Sun 2026-03-29 03:30');
  });
});

describe('ranges', () => {
  const range = (from: string, to: string) => {
    const { start, end } = resolveRangeIn(context('2026-12-05 22:00'), builder.range([from, to]));
    return [start, end].map((moment) => (moment === undefined ? undefined : formatInstant(moment, BERLIN)));
  };

  test('of dates are from 00:00 to 24:00', () => {
    expect(range('2026-12-01', '2026-12-03')).toEqual(['Tue 2026-12-01 00:00', 'Fri 2026-12-04 00:00']);
    expect(range('T-3wd', 'T-2wd')).toEqual(['Wed 2026-12-02 00:00', 'Fri 2026-12-04 00:00']);
  });

  test('of clock times end after they begin', () => {
    expect(range('22:00', '06:00')).toEqual(['Sat 2026-12-05 22:00', 'Sun 2026-12-06 06:00']);
    expect(range('22:00', '22:00')).toEqual(['Sat 2026-12-05 22:00', 'Sun 2026-12-06 22:00']);
    expect(range('Sat 22:00', 'Sun 08:00')).toEqual(['Sat 2026-12-05 22:00', 'Sun 2026-12-06 08:00']);
  });

  test('T .. T+5d', () => {
    expect(range('T', 'T+5d')).toEqual(['Sat 2026-12-05 22:00', 'Thu 2026-12-10 22:00']);
  });
});
