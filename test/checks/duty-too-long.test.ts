/** To the minute: what is too long, what ends a duty, and what of the working day belongs to it. */
import { describe, expect, test } from 'vitest';
import { active, analyseText } from './marked.ts';

/** What is said about the duties of jonas, who covers these spans in a week without a night for him. */
function told(covers: readonly string[], hours?: string): string[] {
  const { findings } = analyseText(`${hours ? `calendar his-hours {\n  working ${hours}\n}\n` : ''}person priya
person jonas${hours ? ' {\n  calendar his-hours\n}' : ''}
service web

release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Wed 2026-12-02 22:00 .. Thu 2026-12-03 10:00
  change CHG0042137
  run {
    deploy web 10m by priya undo 5m
    verify web 10m by priya
  }
  roster watch {
    cover by priya Wed 2026-12-02 22:00 .. 23:00
    ${covers.map((cover) => `cover by jonas ${cover}`).join('\n    ')}
  }
}
`);
  expect(active(findings).filter(({ code }) => code === 'syntax' || code === 'unknown-name')).toEqual([]);
  return active(findings)
    .filter(({ code, message }) => code === 'duty-too-long' && message.startsWith('`jonas`'))
    .map(({ message }) => message.replace(/ Europe\/Berlin|;.*$/g, ''));
}

const dutyOf = (length: string, more: string) =>
  expect.stringMatching(new RegExp(`for ${length},.*: ${more} more than 12 h`));

describe('a duty', () => {
  test('of twelve hours is not too long, of a minute more it is', () => {
    expect(told(['Mon 2026-11-30 08:00 .. 20:00'])).toEqual([]);
    expect(told(['Mon 2026-11-30 08:00 .. 20:01'])).toEqual([dutyOf('12 h 1 min', '1 min')]);
  });

  test('goes on over a break of less than four hours, and ends with one of four', () => {
    const [morning, evening] = ['Mon 2026-11-30 08:00 .. 12:00', 'Mon 2026-11-30 16:00 .. 22:00'];
    expect(told([morning, evening])).toEqual([]);
    expect(told(['Mon 2026-11-30 08:00 .. 12:01', evening])).toEqual([dutyOf('14 h', '2 h')]);
  });

  test('of a break is measured from the latest end, in whatever order the lines stand', () => {
    const covers = ['Mon 2026-11-30 18:00 .. 20:30', 'Mon 2026-11-30 08:00 .. 15:00', 'Mon 2026-11-30 09:00 .. 10:00'];
    expect(told(covers)).toEqual([dutyOf('12 h 30 min', '30 min')]);
  });

  test('that lasts a day is a telephone beside the bed', () => {
    expect(told(['Mon 2026-11-30 08:00 .. Tue 2026-12-01 08:00'])).toEqual([]);
    expect(told(['Mon 2026-11-30 08:00 .. Tue 2026-12-01 07:59'])).toEqual([dutyOf('23 h 59 min', '11 h 59 min')]);
  });

  test('two of them are two findings', () => {
    const [monday, tuesday] = ['Mon 2026-11-30 08:00 .. 20:30', 'Tue 2026-12-01 08:00 .. 21:00'];
    expect(told([monday, tuesday])).toEqual([dutyOf('12 h 30 min', '30 min'), dutyOf('13 h', '1 h')]);
  });
});

describe('the working day', () => {
  const OFFICE = 'Mon..Fri 09:00 .. 17:00';

  test('belongs to a duty that begins less than four hours behind it', () => {
    expect(told(['Mon 2026-11-30 21:00 .. 23:30'], OFFICE)).toEqual([]);
    const [finding] = told(['Mon 2026-11-30 20:59 .. 23:30'], OFFICE);
    expect(finding).toEqual(dutyOf('14 h 30 min', '2 h 30 min'));
    expect(finding).toContain('from Mon 2026-11-30 09:00 to Mon 2026-11-30 23:30, the working day included');
  });

  test('belongs to a duty that ends less than four hours before it', () => {
    expect(told(['Mon 2026-11-30 03:00 .. 05:00'], OFFICE)).toEqual([]);
    const [finding] = told(['Mon 2026-11-30 03:00 .. 05:01'], OFFICE);
    expect(finding).toContain('from Mon 2026-11-30 03:00 to Mon 2026-11-30 17:00, the working day included');
  });

  test('is not told of where it adds nothing', () => {
    const [finding] = told(['Mon 2026-11-30 08:00 .. 20:30'], OFFICE);
    expect(finding).toEqual(dutyOf('12 h 30 min', '30 min'));
    expect(finding).not.toContain('the working day included');
  });
});
