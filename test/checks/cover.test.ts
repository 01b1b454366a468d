/** Cover that comes round: which hours a roster promises, and when fewer are there than a cover asks for. */
import { describe, expect, test } from 'vitest';
import { analyseText, messagesOf } from './marked.ts';

const plan = (
  covers: readonly string[],
  { ann = '', during = 'Thu 2026-12-10 .. Wed 2026-12-16' } = {},
) => `person ann${ann}
person bob
person cid
channel call
service web
team crew is ann, bob
release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window Wed 2026-12-09 20:00 .. 22:00
  change CHG0042137
  run {
    deploy web 10m by cid undo 5m
    verify web 10m by bob
  }
  roster desk "The desk" during ${during} {
    ${covers.join('\n    ')}
  }
}
`;
const gaps = (...all: Parameters<typeof plan>) => messagesOf('hypercare-gap', plan(...all));
const LEAVE = { ann: ' { leave Thu 2026-12-10 12:00 .. 15:00 Europe/Berlin }' };

describe('office hours', () => {
  const weekdays = 'cover by ann via call every Mon..Fri 09:00 .. 17:00';

  test('are all that is promised where a cover comes round', () => {
    expect(gaps([weekdays])).toEqual([]);
    // The same hours, as two days of their own, leave the nights between them open.
    expect(gaps(['cover by ann Thu 09:00 .. 17:00', 'cover by ann Fri 09:00 .. 17:00'])).toHaveLength(1);
  });

  test('have a gap where nobody of them is there', () => {
    expect(gaps([weekdays], LEAVE)).toEqual([
      '`desk` promises 1 d 16 h (the hours of its covers), and for 3 h of it nobody is there (1 gap, the first Thu 2026-12-10 12:00 .. 15:00 Europe/Berlin); add `cover by WHO otherwise`, or promise less.',
    ]);
    expect(gaps([weekdays, 'cover by bob every Thu 11:00 .. 16:00'], LEAVE)).toEqual([]);
    expect(gaps(['cover by crew every Mon..Fri 09:00 .. 17:00'], LEAVE)).toEqual([]);
  });

  test('that a night of its own goes before are promised with it', () => {
    expect(gaps([weekdays, 'cover by bob Thu 20:00 .. Fri 06:00'])).toEqual([]);
  });

  test('are no longer all where somebody covers what is left', () => {
    expect(gaps([weekdays, 'cover by bob otherwise'], LEAVE)).toEqual([]);
    expect(gaps([weekdays, 'cover otherwise'])).toHaveLength(1);
  });

  test('that are none are told', () => {
    expect(gaps([weekdays], { during: 'Sat 2026-12-12 .. Sun 2026-12-13' })).toEqual([
      expect.stringContaining('None of the hours that `desk` covers lies in it'),
    ]);
  });

  test('come round on some days alone, in the zone of the line', () => {
    const line = 'cover by ann every Thu, Fri 02:00 .. 04:00 Asia/Tokyo';
    const { schedules } = analyseText(plan([line]));
    const cover = schedules[0]!.dated.find(({ what }) => what === 'cover')!;
    expect(cover.occurrences?.map(({ start }) => new Date(start * 60_000).toISOString())).toEqual([
      '2026-12-10T17:00:00.000Z',
      '2026-12-16T17:00:00.000Z',
    ]);
  });
});

describe('several at once', () => {
  test('are too few where one of them is away', () => {
    expect(gaps(['cover by 2 of crew otherwise'], LEAVE)).toEqual([
      expect.stringContaining(
        'for 3 h of it fewer people are there than its cover asks for (1 gap, the first Thu 2026-12-10 12:00 .. 15:00 Europe/Berlin); ask for fewer, or for somebody else then.',
      ),
    ]);
    expect(gaps(['cover by any of crew otherwise'], LEAVE)).toEqual([]);
  });
});

test('whoever covers every night is on duty every night', () => {
  const nights = 'cover by ann every Mon..Sun 19:00 .. 10:00';
  const said = messagesOf('duty-too-long', plan([nights]));
  expect(said.length).toBeGreaterThan(1);
  expect(said[0]).toContain('15 h');
});

test('an interval needs to know how long', () => {
  expect(messagesOf('syntax', plan(['cover by ann every 2d']))).toEqual([
    expect.stringContaining('Say how long this cover lasts'),
  ]);
  expect(gaps(['cover by ann Thu 2026-12-10 09:00 .. 12:00 every 2d'])).toEqual([]);
});

test('that nobody covers it is known without a date', () => {
  const open = (cover: string) =>
    messagesOf(
      'hypercare-gap',
      `person ann
release open-1 {
  window tbd
  hypercare T .. T+2d {
    criterion "Open P1" = 0 over 48h from jira
    ${cover}
  }
}`,
    );
  expect(open('')).toEqual(['Nobody covers `hypercare`; add `cover by WHO otherwise`, or `cover by tbd otherwise`.']);
  expect(open('cover by tbd otherwise')).toEqual([]);
  expect(open('cover by ann during T .. T+1d').join()).not.toContain('Nobody covers');
});
