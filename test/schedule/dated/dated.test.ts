/** What has a date, whatever it is: resolved once, by the right calendar, and in order of time. */
import { describe, expect, test } from 'vitest';
import { described } from '../../checks/marked.ts';
import { dates, planned } from './dates.ts';

/** The window, and what every release has. */
const own = (rows: readonly string[]) => rows.filter((row) => !row.startsWith('window:'));

describe('one day for everything of a release', () => {
  // Two holidays before T: whoever counted Monday to Friday would say Thu 2026-12-03.
  test.each([
    ['freeze code of web from T-2wd until T-1wd', 'freeze code: Tue 2026-12-01 .. Fri 2026-12-04'],
    ['event party during T-2wd .. T-1wd', 'event party: Tue 2026-12-01 .. Fri 2026-12-04'],
    ['uat t in staging by ines during T-2wd .. T-1wd', 'UAT t: Tue 2026-12-01 .. Fri 2026-12-04'],
    ['hypercare T-2wd .. T-1wd', 'hypercare hypercare: Tue 2026-12-01 .. Fri 2026-12-04'],
    ['rehearsal first by ines in staging at T-2wd', 'rehearsal first: Tue 2026-12-01 09:00'],
    ['milestone beta by ines at T-2wd', 'milestone beta: Tue 2026-12-01 09:00'],
    ['change C1 during T-2wd .. T-1wd', 'change C1: Tue 2026-12-01 .. Fri 2026-12-04'],
    ['change C1 approved by ines on T-2wd', 'change approval C1, done: Tue 2026-12-01'],
    ['confirmed by ines on T-2wd', 'confirmation ines, done: Tue 2026-12-01'],
    ['when "A" > 1 % during T-2wd .. T-1wd then stop', 'trigger A: Tue 2026-12-01 .. Fri 2026-12-04'],
    ['when "A" > 1 % and "B" at T-2wd then stop', 'trigger A and B: Tue 2026-12-01 09:00'],
    ['play b during T-2wd .. T-1wd { task c 1h by ines }', 'play b: Tue 2026-12-01 .. Fri 2026-12-04'],
    ['scope { frozen on T-2wd }', 'scope freeze: Tue 2026-12-01'],
    ['waive no-deputy until T-2wd because "so"', 'waiver ends no-deputy: Tue 2026-12-01'],
    ['gate go 1h by ines at T-2wd', 'gate go: Tue 2026-12-01 09:00 .. Tue 2026-12-01 10:00'],
  ])('%s', (line, row) => {
    expect(dates(`  ${line}`)).toContain(row);
  });

  // Fridays are free for her, Wednesday and Thursday are not.
  test.each([
    ['meet call 1h by ines at T-2wd', 'meeting call: Wed 2026-12-02 06:00 .. Wed 2026-12-02 07:00'],
    ['notify buyers as told by priya via mail at T-2wd', 'message told: Wed 2026-12-02 06:00'],
    ['issue one by ines due T-2wd', 'issue due one: Wed 2026-12-02 10:00'],
    ['risk two by ines { review due T-2wd }', 'risk review due two: Wed 2026-12-02 10:00'],
    ['benefit three by ines { review at T-2wd }', 'benefit review three: Wed 2026-12-02 06:00'],
    ['scope { must four by ines due T-2wd }', 'scope item due four: Wed 2026-12-02 10:00'],
    ['uat t in staging by ines during T-2wd .. T-1wd { sign-off due T-2wd }', 'sign-off due t: Wed 2026-12-02 10:00'],
    [
      'uat t in staging by priya during T-2wd .. T-1wd { sign-off by ines due T-2wd }',
      'sign-off due t: Wed 2026-12-02 10:00',
    ],
  ])('and of whoever has to do it: %s', (line, row) => {
    expect(dates(`  ${line}`)).toContain(row);
  });

  test('whoever asks: a thing keeps its day as a point in time', () => {
    const lines = `  scope { must four by ines due T-2wd }
  meet after-it 1h by priya at four + 1h
  freeze code of web from T-2wd until T-1wd
  meet with-it 1h by ines at code.start + 9h`;
    expect(dates(lines)).toEqual(
      expect.arrayContaining([
        'meeting after-it: Wed 2026-12-02 11:00 .. Wed 2026-12-02 12:00',
        'meeting with-it: Tue 2026-12-01 09:00 .. Tue 2026-12-01 10:00',
      ]),
    );
  });
});

describe('windows', () => {
  test.each([
    ['Wed 2026-12-09 09:00', 'window: Wed 2026-12-09 09:00 .. open'],
    ['Wed 2026-12-09', 'window: Wed 2026-12-09'],
    ['Wed 2026-12-09 .. Thu 2026-12-10', 'window: Wed 2026-12-09 .. Thu 2026-12-10'],
    ['tbd', 'window, not decided yet: not known'],
  ])('%s', (window, row) => {
    expect(dates('  run {\n    task look 10m by priya\n  }', window).filter((one) => one.startsWith('window'))).toEqual(
      [row],
    );
  });

  test('a window is where it opens; its end is asked for by name', () => {
    const lines = `  window shut Wed 2026-12-09 15:00 .. 16:00
  window open Thu 2026-12-10 15:00
  notify buyers as a by priya via mail at shut - 30m
  notify buyers as b by priya via mail at open - 30m
  notify buyers as c by priya via mail at shut.end + 30m
  task d 1h by priya due open`;
    expect(dates(lines)).toEqual(
      expect.arrayContaining([
        'message a: Wed 2026-12-09 14:30',
        'message b: Thu 2026-12-10 14:30',
        'message c: Wed 2026-12-09 16:30',
      ]),
    );
    const { analysis, schedule } = planned(lines);
    expect(schedule.moments[analysis.plan.releases[0]!.steps[3]!.due!.id]?.at).toBe(schedule.windows['r/open']!.start);
  });
});

describe('milestones', () => {
  test('`due` alone is the last minute of that day', () => {
    const lines = `  milestone docs due Fri 2026-11-27 by priya
  notify buyers as told by priya via mail at docs
  prepare {
    task early 1h by priya due docs
  }`;
    expect(own(dates(lines))).toEqual([
      'step early, due Fri 2026-11-27 17:00: Fri 2026-11-27 16:00 .. Fri 2026-11-27 17:00',
      'milestone docs: Fri 2026-11-27 17:00',
      'message told: Fri 2026-11-27 17:00',
    ]);
  });

  test.each([
    [
      'phase p at Mon 2026-11-23 {\n    task build 10wd by priya\n    milestone built after build due Wed 2026-11-25\n  }',
      'Milestone `built` is reached Tue 2026-12-08 17:00 UTC, 13 d after it is due (Wed 2026-11-25 17:00); it waits for `build`: start that earlier, shorten it or what comes before, or move the time it is due.',
    ],
    [
      'uat t in staging by priya during Mon 2026-11-23 .. Thu 2026-11-26\n  milestone tested after t due Wed 2026-11-25',
      'Milestone `tested` is reached Fri 2026-11-27 00:00 UTC, 1 d 7 h after it is due (Wed 2026-11-25 17:00); move one of the two.',
    ],
    [
      'milestone late at Thu 2026-11-26 due Wed 2026-11-25',
      'Milestone `late` is reached Thu 2026-11-26 09:00 UTC, 16 h after it is due (Wed 2026-11-25 17:00); move one of the two.',
    ],
  ])('one that comes after it is due is told', (lines, message) => {
    const { analysis } = planned(`  ${lines}`);
    expect(analysis.findings.filter(({ code }) => code === 'due-missed').map((finding) => finding.message)).toEqual([
      message,
    ]);
  });
});

describe('what comes round again', () => {
  const cycle = '  meet cycle 1h by priya every Mon from Mon 2026-11-02 10:00 until Tue 2026-12-01';

  test('is told with its count and its last time', () => {
    expect(dates(cycle)).toContain(
      'meeting cycle, 5 times, the last Mon 2026-11-30 10:00: Mon 2026-11-02 10:00 .. Mon 2026-11-02 11:00',
    );
  });

  test.each([
    ['after', 'task close 1h by ines after cycle', 'Mon 2026-11-30 11:00'],
    ['after an unnamed one', 'task close 1h by ines after record web', 'Mon 2026-11-30 11:00'],
    ['with a lag', 'task close 1h by ines after cycle + 30m', 'Mon 2026-11-30 11:30'],
    ['as a time', 'task close 1h by ines at cycle.end + 30m', 'Mon 2026-11-30 11:30'],
    ['of a gate', 'gate close 1h by ines { needs cycle }', 'Mon 2026-11-30 11:00'],
    ['from its start', 'task close 1h by ines after cycle.start + 30m', 'Mon 2026-11-02 10:30'],
  ])('is over with its last time: %s', (_, line, start) => {
    const record = '\n  record web 1h by priya every Mon from Mon 2026-11-02 10:00 until Tue 2026-12-01';
    const { schedule } = planned(`${cycle}${record}\n  ${line}`);
    expect(
      dates(`${cycle}${record}\n  ${line}\n  milestone closed after close`).filter((row) => /closed/.test(row)),
    ).toEqual([
      `milestone closed: ${start.replace(/(\d\d):/, (hour) => `${String(Number(hour.slice(0, 2)) + 1).padStart(2, '0')}:`)}`,
    ]);
    expect(schedule.conflicts).toEqual([]);
  });

  test.each(['from Mon 2026-11-02 10:00', 'from beta', 'from beta + 0h'])(
    'begins where its `from` says, in blocks as outside: %s',
    (from) => {
      const line = (name: string, by: string) =>
        `meet ${name} 30m by ${by} every 1w ${from} until Mon 2026-11-23 24:00`;
      const lines = `  milestone beta Mon 2026-11-02 10:00
  ${line('outside', 'priya')}
  prepare {
    ${line('prepared', 'ines')}
  }
  phase p at Sun 2026-11-01 {
    ${line('inside', 'priya')}
  }`;
      const { schedule } = planned(lines);
      const [outside, ...inside] = Object.values(schedule.steps).map((one) =>
        one.occurrences.map(({ start }) => start),
      );
      expect(outside).toHaveLength(4);
      expect(inside).toEqual([outside, outside]);
    },
  );
});

describe('rosters', () => {
  test('hours in it are looked for from its own begin', () => {
    const lines = `  roster early during Tue 2026-11-24 .. Wed 2026-11-25 {
    shift    every 12h
    cover    by priya Tue 00:00 .. Wed 00:00
    cover    by ines Wed 00:00 .. 24:00
    escalate priya, ines
  }`;
    expect(own(dates(lines))).toEqual([
      'roster early: Tue 2026-11-24 .. Wed 2026-11-25',
      'shift early, 4 times, the last Wed 2026-11-25 12:00: Tue 2026-11-24 00:00 .. Tue 2026-11-24 12:00',
      'cover priya: Tue 2026-11-24',
      'cover ines: Wed 2026-11-25',
    ]);
    expect(described(planned(lines).analysis.findings).filter((one) => one.includes('hypercare-gap'))).toEqual([]);
  });
});

test('a day of work is one of working hours, inside of a block and outside', () => {
  const lines = `  meet outside 1wd by priya at Thu 2026-11-19
  phase p { meet inside 1wd by priya at Thu 2026-11-26 }
  rehearsal first 2wd by priya in staging at Mon 2026-11-23
  rehearsal second Wed 2026-11-25 .. Thu 2026-11-26 by priya in staging
  rehearsal third Sat 2026-11-28 .. Sun 2026-11-29 by priya in staging`;
  expect(own(dates(lines))).toEqual(
    expect.arrayContaining([
      'meeting outside: Thu 2026-11-19 09:00 .. Thu 2026-11-19 17:00',
      'rehearsal first: Mon 2026-11-23 09:00 .. Tue 2026-11-24 17:00',
      'rehearsal second: Wed 2026-11-25 09:00 .. Thu 2026-11-26 17:00',
      'rehearsal third: Sat 2026-11-28 .. Sun 2026-11-29',
      'meeting inside: Thu 2026-11-26 09:00 .. Thu 2026-11-26 17:00',
    ]),
  );
});

test('the end of a rehearsal is known to whoever waits for it', () => {
  const lines = `  rehearsal first 3h by priya in staging at Mon 2026-11-23 10:00
  meet review 1h by ines at first + 1h`;
  expect(dates(lines)).toContain('meeting review: Mon 2026-11-23 14:00 .. Mon 2026-11-23 15:00');
});

test('a date that nobody knows says what it hangs on', () => {
  const lines = `  rehearsal first by priya in staging at tbd
  freeze code of web from T-2wd until T-1wd
  milestone later after first`;
  expect(dates(lines, 'tbd').toSorted()).toEqual([
    'freeze code, hangs on T, which has no date yet: not known',
    'milestone later, hangs on first, which has no date yet: not known',
    'rehearsal first, not decided yet: not known',
    'window, not decided yet: not known',
  ]);
});
