import { describe, expect, test } from 'vitest';
import { active, analyseText } from './marked.ts';

function messages(zone: string, window: string): string[] {
  const text = `release shop-2.1 "Shop 2.1" {\n  kind   standard\n  zone   ${zone}\n  window ${window}\n}\n`;
  return active(analyseText(text).findings)
    .filter(({ code }) => code === 'dst-crossing')
    .map(({ message }) => message);
}

describe('a window in which the clocks change', () => {
  test.each([
    ['Europe/Berlin', 'Sat 2026-10-24 22:00 .. Sun 2026-10-25 04:00', '6 h long and is 7 h'],
    ['Europe/Berlin', 'Sat 2027-03-27 22:00 .. Sun 2027-03-28 04:00', '6 h long and is 5 h'],
    ['Australia/Lord_Howe', 'Sat 2027-04-03 22:00 .. Sun 2027-04-04 04:00', '6 h long and is 6 h 30 min'],
    ['Europe/Berlin', 'Fri 2026-10-23 22:00 .. Fri 2026-10-30 20:00', '6 d 22 h long and is 6 d 23 h'],
  ])('in %s, %s, looks %s', (zone, window, wanted) => {
    const [message, ...others] = messages(zone, window);
    expect(message).toContain(`it looks ${wanted}.`);
    expect(others).toEqual([]);
  });

  test('says which of the two hours it means', () => {
    expect(messages('Europe/Berlin', 'Sat 2026-10-24 22:00 .. Sun 2026-10-25 04:00')[0]).toContain(
      'at Sun 2026-10-25 02:00 Europe/Berlin (+01:00):',
    );
  });

  test.each([
    ['weeks and more are not reckoned in the head', 'Europe/Berlin', 'Thu 2026-10-15 22:00 .. Sat 2026-10-31 04:00'],
    [
      'two changes that cancel leave it as long as it looks',
      'Europe/Berlin',
      'Mon 2026-10-05 00:00 .. Mon 2027-04-05 00:00',
    ],
    ['the change ends it', 'Europe/Berlin', 'Sat 2027-03-27 22:00 .. Sun 2027-03-28 01:00 UTC'],
    ['its zone changes no clock', 'Asia/Tokyo', 'Sat 2026-10-24 22:00 .. Sun 2026-10-25 04:00'],
  ])('is left alone where %s', (_, zone, window) => {
    expect(messages(zone, window)).toEqual([]);
  });
});
