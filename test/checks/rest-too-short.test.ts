import { describe, expect, test } from 'vitest';
import { active, analyseText } from './marked.ts';

interface Duties {
  /** Lines inside `person jonas { … }`, and his working hours as `Mon..Fri 09:00 .. 17:00`. */
  readonly hours?: string;
  readonly zone?: string;
  /** Covers by jonas. */
  readonly covers?: readonly string[];
  /** Other lines of the release. */
  readonly lines?: string;
  readonly run?: string;
}

/** Messages about jonas, around a night from Wed 2026-12-02 22:00 to 06:00, Europe/Berlin. */
function messages({ hours, zone, covers = [], lines = '', run = '' }: Duties): string[] {
  const body = [hours && '  calendar his-hours', zone && `  zone ${zone}`].filter(Boolean).join('\n');
  const text = `${hours ? `calendar his-hours {\n  working ${hours}\n}\n` : ''}person priya
person jonas${body ? ` {\n${body}\n}` : ''}
service web

release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Wed 2026-12-02 22:00 .. Thu 2026-12-03 10:00
  change CHG0042137
  ${lines}
  run {
    deploy web 10m by priya undo 5m
    verify web 10m by priya
    ${run}
  }
  roster watch {
    cover by priya Wed 2026-12-02 22:00 .. 23:00
    ${covers.map((cover) => `cover by jonas ${cover}`).join('\n    ')}
  }
}
`;
  const findings = active(analyseText(text).findings);
  expect(findings.filter(({ code }) => code === 'syntax' || code === 'unknown-name')).toEqual([]);
  return findings
    .filter(({ code, message }) => code === 'rest-too-short' && message.startsWith('`jonas`'))
    .map(({ message }) => message);
}

const OFFICE = 'Mon..Fri 09:00 .. 17:00';

describe('too little rest', () => {
  test.each<[string, Duties, string]>([
    [
      'before the working day after a night',
      { hours: OFFICE, covers: ['Wed 2026-12-02 22:00 .. Thu 2026-12-03 02:00'] },
      '7 h of rest before the working day (Thu 2026-12-03 09:00 Europe/Berlin), 4 h less than 11 h',
    ],
    [
      'before the working day after a long evening',
      { hours: OFFICE, covers: ['Wed 2026-12-02 18:00 .. 23:30'] },
      '9 h 30 min of rest before the working day',
    ],
    [
      'between a night and a duty in the morning, though nobody knows his hours',
      { covers: ['Wed 2026-12-02 22:00 .. Thu 2026-12-03 02:00', 'Thu 2026-12-03 08:00 .. 10:00'] },
      '6 h of rest before the cover in `watch` (Thu 2026-12-03 08:00 Europe/Berlin), 5 h less than 11 h',
    ],
    [
      'when he is called before the evening is over',
      { hours: OFFICE, covers: ['Thu 2026-12-03 02:00 .. 03:30'] },
      '5 h 30 min of rest before the working day',
    ],
    [
      'is that from the last of several calls of a night, however far apart',
      { hours: OFFICE, covers: ['Wed 2026-12-02 20:00 .. 20:30', 'Thu 2026-12-03 01:00 .. 01:30'] },
      'ends the cover in `watch` Thu 2026-12-03 01:30 Europe/Berlin and has 7 h 30 min',
    ],
    [
      'also before a working day that begins with a meeting soon after',
      {
        hours: OFFICE,
        covers: ['Wed 2026-12-02 22:00 .. Thu 2026-12-03 06:00'],
        lines: 'follow-up {\n meet "What went wrong" 1h by jonas at Thu 2026-12-03 09:30\n }',
      },
      '3 h of rest before the working day',
    ],
    [
      'by the clock of where he is',
      { zone: 'Asia/Tokyo', hours: OFFICE, covers: ['Wed 2026-12-02 14:00 .. 17:00'] },
      '8 h of rest before the working day (Thu 2026-12-03 01:00 Europe/Berlin)',
    ],
  ])('%s', (_, duties, wanted) => {
    const found = messages(duties);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(wanted);
  });

  test.each<[string, Duties]>([
    [
      'a meeting that ends an hour before the working day',
      { hours: OFFICE, covers: ['Wed 2026-12-02 07:00 .. 08:00'] },
    ],
    ['a release at dawn', { hours: OFFICE, covers: ['Thu 2026-12-03 04:30 .. 07:00'] }],
    [
      'duties before and after the working day',
      { hours: OFFICE, covers: ['Wed 2026-12-02 07:30 .. 08:30', 'Wed 2026-12-02 17:15 .. 19:30'] },
    ],
    [
      'duties of one day, hours apart, of somebody whose hours nobody knows',
      { covers: ['Wed 2026-12-02 09:00 .. 10:00', 'Wed 2026-12-02 15:00 .. 16:00', 'Wed 2026-12-02 22:00 .. 23:00'] },
    ],
    ['an evening that ends early enough', { hours: OFFICE, covers: ['Wed 2026-12-02 18:00 .. 22:00'] }],
    ['a night before a day off', { hours: OFFICE, covers: ['Fri 2026-12-04 22:00 .. Sat 2026-12-05 04:00'] }],
    ['the hours of a late shift', { hours: 'Mon..Fri 14:00 .. 22:00', covers: ['Wed 2026-12-02 20:30 .. 22:00'] }],
    [
      'the hours of a night shift',
      { hours: 'Mon..Fri 22:00 .. 06:00', covers: ['Wed 2026-12-02 23:00 .. Thu 2026-12-03 05:00'] },
    ],
    ['the hour after a night shift', { hours: 'Mon..Fri 22:00 .. 06:00', covers: ['Thu 2026-12-03 06:00 .. 07:00'] }],
    ['what is morning where he is', { zone: 'Asia/Tokyo', hours: OFFICE, covers: ['Wed 2026-12-02 22:00 .. 23:30'] }],
  ])('is not %s', (_, duties) => {
    expect(messages(duties)).toEqual([]);
  });

  test('is what a policy says it is', () => {
    const duties: Duties = { hours: OFFICE, covers: ['Wed 2026-12-02 18:00 .. 23:30'] };
    expect(messages({ ...duties, hours: `${OFFICE}\n}\npolicy {\n  check rest-too-short warning rest 9h` })).toEqual(
      [],
    );
  });
});
