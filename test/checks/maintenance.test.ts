/** Freezes and maintenance that come round: which of their times a run meets, and who may allow an exception. */
import { describe, expect, test } from 'vitest';
import { active, analyseText, described, messagesOf } from './marked.ts';

interface Night {
  readonly shared: string;
  readonly window?: string;
  readonly own?: string;
  readonly run?: string;
}

const plan = ({
  shared,
  window = 'Fri 2026-12-04 22:00 .. Sat 2026-12-05 06:00',
  own = '',
  run,
}: Night) => `person priya
person jonas
environment production
service web
service core-bank on host
server host
${shared}
release shop-2.1 "Shop 2.1" {
  kind   standard
  zone   Europe/Berlin
  window ${window}
  change CHG0042137${own}
  run {
    ${run ?? 'deploy core-bank 30m by priya undo 5m'}
    verify core-bank 10m by jonas
  }
}
`;

const frozen = (night: Night) => messagesOf('freeze-violation', plan(night));
const outside = (night: Night) => messagesOf('outside-maintenance', plan(night));

describe('a freeze that comes round', () => {
  test('counts every time it does, and between them nothing is frozen', () => {
    const shared = 'freeze fridays of production every Fri 12:00 .. 24:00 Europe/Berlin';
    expect(frozen({ shared })).toEqual([
      '`deploy core-bank` (Fri 2026-12-04 22:00 Europe/Berlin) falls into the freeze `fridays` (Fri 2026-12-04 12:00 .. Sat 2026-12-05 00:00 Europe/Berlin); move the window; the freeze knows no exception.',
    ]);
    expect(frozen({ shared, window: 'Sat 2026-12-05 00:00 .. 06:00' })).toEqual([]);
    expect(frozen({ shared, window: 'Fri 2026-12-11 11:00 .. 20:00' })).toEqual([]);
    expect(frozen({ shared, window: 'Fri 2026-12-11 11:31 .. 20:00' })).toHaveLength(1);
  });

  test('in the zone of its line', () => {
    const shared = 'freeze fridays of production every Fri 12:00 .. 24:00 Asia/Tokyo';
    expect(frozen({ shared })).toEqual([]);
    expect(frozen({ shared, window: 'Fri 2026-12-04 15:59 .. 20:00' })).toHaveLength(1);
  });

  test('between two days alone', () => {
    const shared = 'freeze fridays of production every Fri from Sun 2026-11-01 until Sun 2026-11-29';
    expect(frozen({ shared })).toEqual([]);
    expect(frozen({ shared, window: 'Fri 2026-11-27 11:00 .. 20:00' })).toHaveLength(1);
  });

  test('at an interval, from its first time on', () => {
    const shared = 'freeze closing of production during Fri 2026-10-02 18:00 .. Sun 2026-10-04 06:00 every 9w';
    expect(frozen({ shared })).toHaveLength(1);
    expect(frozen({ shared, window: 'Fri 2026-11-27 22:00 .. 23:50' })).toEqual([]);
  });

  test('tells the exception, and with whom it is', () => {
    const shared = 'freeze fridays of production every Fri 12:00 .. 24:00 by jonas except "critical fixes" by priya';
    const [told] = frozen({ shared });
    expect(told).toContain(
      'move the window, or, where it is one of its exceptions ("critical fixes"), have the change approved by `priya`: `change CHG0042137 approved by priya on DATE`.',
    );
    expect(frozen({ shared, own: ' approved by priya on Wed 2026-12-02' })).toEqual([]);
    expect(frozen({ shared, own: ' approved by jonas on Wed 2026-12-02' })).toHaveLength(1);
  });

  test('of which nobody else may allow an exception is excepted by whoever answers for it', () => {
    const shared = 'freeze fridays of production every Fri 12:00 .. 24:00 by jonas';
    expect(frozen({ shared })[0]).toContain('the freeze knows no exception, and `jonas` answers for it.');
    expect(frozen({ shared, own: ' approved by jonas on Wed 2026-12-02' })).toHaveLength(1);
    const with_ = `${shared} except "critical fixes"`;
    expect(frozen({ shared: with_ })[0]).toContain('have the change approved by `jonas`');
    expect(frozen({ shared: with_, own: ' approved by jonas on Wed 2026-12-02' })).toEqual([]);
    expect(frozen({ shared: shared.replace(' by jonas', ' except "critical fixes"') })[0]).toContain(
      'its exceptions are "critical fixes", and nobody is named who may allow one.',
    );
  });
});

describe('a maintenance', () => {
  const shared = 'maintenance sundays of core-bank every Sun 02:00 .. 05:00 Europe/Berlin';

  test('is where its system may be touched', () => {
    expect(outside({ shared })).toEqual([
      '`deploy core-bank` (Fri 2026-12-04 22:00 .. 22:30 Europe/Berlin) lies outside of the maintenance `sundays` of `core-bank` (the nearest: Sun 2026-12-06 02:00 .. 05:00 Europe/Berlin); move the window into it; the maintenance knows no exception.',
    ]);
    expect(outside({ shared, window: 'Sun 2026-12-06 02:00 .. 05:00' })).toEqual([]);
  });

  test('says how much of a step lies outside', () => {
    expect(outside({ shared, window: 'Sun 2026-12-06 04:40 .. 06:00' })).toEqual([
      expect.stringContaining('(Sun 2026-12-06 04:40 .. 05:10 Europe/Berlin, 10 min of it) lies outside'),
    ]);
  });

  test('keeps the clock on the nights that daylight saving changes', () => {
    // On this night 02:00 .. 05:00 is four hours long.
    expect(outside({ shared, window: 'Sun 2026-10-25 04:30 .. 05:00' })).toEqual([]);
    expect(outside({ shared, window: 'Sun 2027-03-28 03:00 .. 05:00' })).toEqual([]);
  });

  test('several of one system add up, also where one goes on with the other', () => {
    const two = `${shared}\nmaintenance early of core-bank every Sun 01:00 .. 02:00 Europe/Berlin`;
    expect(outside({ shared: two, window: 'Sun 2026-12-06 01:45 .. 05:00' })).toEqual([]);
    expect(outside({ shared, window: 'Sun 2026-12-06 01:45 .. 05:00' })).toHaveLength(1);
    expect(outside({ shared: two })[0]).toContain('outside of the maintenance `sundays` and `early` of `core-bank`');
  });

  test('is met by what the system runs on, and not by what it knows nothing of', () => {
    expect(outside({ shared, run: 'stop host 10m by priya undo 5m' })).toHaveLength(1);
    expect(outside({ shared, run: 'deploy web 10m by priya undo 5m' })).toEqual([]);
    expect(outside({ shared, run: 'backup core-bank 10m by priya to vault' })).toEqual([]);
  });

  test('knows exceptions as a freeze does, of the release too', () => {
    const own =
      ' approved by priya on Wed 2026-12-02\n  maintenance sundays of core-bank every Sun 02:00 .. 05:00 except by priya';
    expect(outside({ shared: '', own })).toEqual([]);
    expect(outside({ shared: '', own: own.replace('except by priya', 'except by jonas') })).toHaveLength(1);
  });
});

test.each([
  ['freeze f of web every Fri 12:00', 'The hours of what comes round have a begin and an end'],
  ['freeze f of web every 2w', 'Say how long it lasts'],
  ['maintenance m every Sun 02:00 .. 05:00', 'A maintenance says of what and when'],
  ['maintenance m of web', 'A maintenance says of what and when'],
  ['maintenance m of web from Sun 2026-12-06', 'Until when does this maintenance hold?'],
  [
    'freeze m of web from Sun 2026-12-06',
    'Until when does this freeze hold? Add a date, a thing of the plan, or what is open',
  ],
  ['freeze f of web every Mon..', ''],
])('half a line is one finding, and the release is read: %s', (line, message) => {
  const { findings, schedules } = analyseText(plan({ shared: line }));
  const told = active(findings).filter(({ code }) => code === 'syntax');
  expect(described(told)).toEqual([expect.stringContaining(`: syntax: ${message}`)]);
  expect(Object.keys(schedules[0]!.steps)).toHaveLength(2);
});

test('a step has no hours besides those of its first time', () => {
  const run = 'task look 5m by priya every Mon..Fri 09:00 .. 18:00 from Mon 2026-11-30 09:00';
  expect(
    described(active(analyseText(plan({ shared: '', run })).findings).filter(({ code }) => code === 'syntax')),
  ).toEqual([expect.stringContaining('The hour of what comes round is that of its first time')]);
});
