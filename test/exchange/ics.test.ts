/** Calendars: read by two programs that nobody here wrote, stable under edits, and safe from whatever a text holds. */
import ICAL from 'ical.js';
import { describe, expect, test, vi } from 'vitest';
import { readIcs } from '../../exchange/ics/read.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { Ledger } from '../../plan/outline/ledger.ts';
import { exported } from '../../service/formats/export.ts';
import { imported } from '../../service/formats/import.ts';
import { seenByIcalendar, seenByIcalJs } from '../support/subscriber.ts';

const PLAN = `zone Europe/Berlin
person ann "Ann, the first; of all"
person ben
team crew is ann, ben
system web
freeze year-end of web from Fri 2026-12-18 until Mon 2027-01-04
release shop-1.0 "Shop: one, two; three\\\\" {
  kind standard
  window Sat 2026-10-24 22:00 .. Sun 2026-10-25 06:00
  milestone done-by Sun 2026-10-25 05:00
  run {
    deploy web "${'Überlänge '.repeat(12)}" 5h by ann with ben { - "Look; twice, please" }
    verify web 15m by ben
  }
}
`;

function analysed(text: string) {
  const workspace = createWorkspace({ roots: [] });
  workspace.set('file:///x.release', text);
  return workspace.analysis('file:///x.release');
}

async function calendar(text: string, options: { before?: string; for?: string; now?: number } = {}): Promise<string> {
  const { before, now = 29_000_000, ...rest } = options;
  const sent = await exported(analysed(text), 'x', {
    format: 'ics',
    now,
    ...rest,
    ...(before !== undefined && { before: new TextEncoder().encode(before) }),
  });
  if ('trouble' in sent) throw new Error(sent.trouble);
  return sent.data as string;
}

async function read(text: string, options: { profile?: string; zone?: string } = {}) {
  const got = await imported({ format: 'ics', bytes: new TextEncoder().encode(text), file: 'team.ics', ...options });
  if ('trouble' in got) throw new Error(got.trouble);
  return { text: got.text, told: got.ledger.report(), code: got.ledger.exitCode };
}

/** Start and end in minutes by uid, as ical.js reads them. */
function eventsOf(
  text: string,
): Map<string, { start: number; end: number; summary: string; sequence: number; status: string }> {
  const root = new ICAL.Component(ICAL.parse(text) as never);
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone as never);
  return new Map(
    root.getAllSubcomponents('vevent').map((one) => {
      const event = new ICAL.Event(one);
      return [
        event.uid,
        {
          start: event.startDate.toUnixTime() / 60,
          end: event.endDate.toUnixTime() / 60,
          summary: event.summary,
          sequence: event.sequence,
          status: String(one.getFirstPropertyValue('status')),
        },
      ];
    }),
  );
}

describe('a calendar', () => {
  test('has lines of at most 75 octets that end with CR LF', async () => {
    const text = await calendar(PLAN);
    const lines = text.split('\r\n');
    expect(lines.join('').includes('\n')).toBe(false);
    for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  });

  test('is read by ical.js with the times of the schedule, over the night the clocks go back', async () => {
    const events = eventsOf(await calendar(PLAN));
    const { schedules } = analysed(PLAN);
    const deploy = events.get('shop-1.0/deploy_web@release-plan')!;
    const scheduled = schedules[0]!.steps['shop-1.0/deploy web']!;
    expect([deploy.start, deploy.end]).toEqual([scheduled.start, scheduled.end]);
    expect(deploy.end - deploy.start).toBe(300);
    expect(deploy.summary.trim()).toBe('Überlänge '.repeat(12).trim());
    expect([...events.keys()]).toEqual(
      expect.arrayContaining(['freeze_year-end@release-plan', 'shop-1.0/done-by@release-plan']),
    );
  });

  test('is read by python3-icalendar with the same times', async () => {
    const text = await calendar(PLAN);
    const [theirs] = await seenByIcalendar([[text]]);
    expect(theirs).toEqual(seenByIcalJs([text]));
    expect([...theirs!.values()].filter(({ start }) => typeof start === 'number').length).toBeGreaterThan(2);
  });

  test('written again it is the same, byte for byte, on any day', async () => {
    const first = await calendar(PLAN);
    expect(await calendar(PLAN, { before: first, now: 29_100_000 })).toBe(first);
  });

  test('an edit raises the number of what moved, and what is gone is cancelled, once', async () => {
    const first = await calendar(PLAN);
    const edited = PLAN.replace('verify web 15m by ben', 'verify web 25m by ben').replace(/ {2}milestone.*\n/, '');
    const second = await calendar(edited, { before: first, now: 29_100_000 });
    const events = eventsOf(second);
    expect(events.get('shop-1.0/verify_web@release-plan')).toMatchObject({ sequence: 1, status: 'CONFIRMED' });
    expect(events.get('shop-1.0/deploy_web@release-plan')).toMatchObject({ sequence: 0 });
    expect(events.get('shop-1.0/done-by@release-plan')).toMatchObject({ sequence: 1, status: 'CANCELLED' });
    expect(await calendar(edited, { before: second, now: 29_200_000 })).toBe(second);
    const third = eventsOf(await calendar(PLAN, { before: second, now: 29_200_000 }));
    expect(third.get('shop-1.0/done-by@release-plan')).toMatchObject({ sequence: 2, status: 'CONFIRMED' });
  });

  test('of one person has what concerns them, with an alarm', async () => {
    const text = await calendar(PLAN, { for: 'ben' });
    expect([...eventsOf(text).keys()]).toEqual([
      'shop-1.0/deploy_web@release-plan',
      'shop-1.0/verify_web@release-plan',
      'shop-1.0/window@release-plan',
    ]);
    expect(text.match(/BEGIN:VALARM/g)).toHaveLength(2);
  });

  test('no text of a plan begins a line', async () => {
    for (const evil of ['a\rBEGIN:VEVENT', 'a\u2028END:VCALENDAR', 'a\u0085X:1', 'a\\nb', 'a;b,c']) {
      const text = await calendar(PLAN.replace('"Look; twice, please"', JSON.stringify(evil)));
      expect(eventsOf(text).size).toBe(eventsOf(await calendar(PLAN)).size);
      expect(text.split('\r\n').filter((line) => /^(?:X|END):(?!V|DAYLIGHT|STANDARD)/.test(line))).toEqual([]);
    }
  });

  test('without a date there is none, which is told', async () => {
    await expect(
      calendar(
        PLAN.replace(/window .*/, 'window tbd')
          .replace(/ {2}milestone.*\n/, '')
          .replace(/freeze.*\n/, ''),
      ),
    ).rejects.toThrow('has a date yet');
  });
});

/** Four times what the years of plans have: each is asked about more than once. */
const MOST_DAYS = 120_000;

const ICS = (...events: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//x//EN',
    'X-WR-TIMEZONE:Europe/Berlin',
    ...events.flatMap((one, i) => ['BEGIN:VEVENT', `UID:${i}`, ...one.split('\n'), 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

describe('an import', () => {
  test('of what was written changes nothing in its plan; what is no step is told', async () => {
    const bytes = new TextEncoder().encode(await calendar(PLAN));
    const into = { uri: 'file:///x.release', text: PLAN, ...analysed(PLAN) };
    const got = await imported({ format: 'ics', bytes, file: 'team.ics', into });
    if ('trouble' in got) throw new Error(got.trouble);
    expect(got.text).toBe(PLAN);
    expect(got.ledger.report()).toContain('it is a window of the plan');
  });

  test('knows holidays, freezes, leave and other events by their words', async () => {
    const { text, told } = await read(
      ICS(
        'DTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227\nSUMMARY:Christmas (public holiday)',
        'DTSTART:20261218T170000Z\nDTEND:20270104T080000Z\nSUMMARY:Year-end freeze',
        'DTSTART;VALUE=DATE:20261221\nDTEND;VALUE=DATE:20261224\nSUMMARY:Mara Lind: vacation',
        'DTSTART;TZID=America/New_York:20261117T090000\nDTEND;TZID=America/New_York:20261117T170000\nSUMMARY:Trade fair\nLOCATION:Hall 3',
      ),
    );
    expect(text).toContain('holiday Fri 2026-12-25 .. Sat 2026-12-26 "Christmas (public holiday)"');
    expect(text).toMatch(
      /freeze year-end-freeze "Year-end freeze" of production from Fri 2026-12-18 18:00 until Mon 2027-01-04 09:00/,
    );
    expect(text).toMatch(/person mara "Mara Lind" \{\n +leave Mon 2026-12-21 \.\. Wed 2026-12-23/);
    expect(text).toContain('during Tue 2026-11-17 15:00 .. Tue 2026-11-17 23:00');
    expect(text).toMatch(/\/\/ Where: Hall 3\nevent trade-fair/);
    expect(told).toMatch(/ 0 with something left out, 3 with a guess/);
  });

  test('knows the turns of a roster, by the words of an event or of the whole calendar', async () => {
    const turns = [
      'DTSTART:20261204T080000Z\nDTEND:20261211T080000Z\nSUMMARY:On Call - Jonas Weber - Ops\nATTENDEE;CN=Jonas Weber:mailto:j@x.example\nDESCRIPTION:Call\\ntwice',
      'DTSTART:20261211T080000Z\nDTEND:20261218T080000Z\nSUMMARY:Mara Lind on-call',
      'DTSTART:20261214T080000Z\nDTEND:20261214T090000Z\nSUMMARY:Review\nURL:https://x.example/review',
    ];
    const { text } = await read(ICS(...turns));
    expect(text).toContain(`roster ops "Ops" during Fri 2026-12-04 09:00 .. Fri 2026-12-11 09:00 {
  // Call
  // twice
  cover by jonas Fri 2026-12-04 09:00 .. Fri 2026-12-11 09:00
}`);
    expect(text).toContain('  cover by mara Fri 2026-12-11 09:00 .. Fri 2026-12-18 09:00');
    expect(text).toContain('event review-event "Review" during');
    expect(text).toContain('link https://x.example/review');
    const named = await read(
      ICS('DTSTART:20261204T080000Z\nDTEND:20261211T080000Z\nSUMMARY:Jonas Weber').replace(
        'BEGIN:VEVENT',
        'X-WR-CALNAME:Rufbereitschaft\r\nBEGIN:VEVENT',
      ),
    );
    expect(named.text).toContain('roster rufbereitschaft');
    expect(named.text).toContain('cover by jonas');
  });

  test('times that are called off, moved or added count, and what is no event of a plan is told', async () => {
    const { text, told } = await read(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'X-WR-TIMEZONE:Europe/Berlin',
        'BEGIN:VEVENT',
        'UID:1',
        'SUMMARY:Review',
        'DESCRIPTION:Bring the list',
        'DTSTART;TZID=Europe/Berlin:20261201T100000',
        'DURATION:PT1H',
        'RRULE:FREQ=WEEKLY;COUNT=4',
        'EXDATE;TZID=Europe/Berlin:20261208T100000',
        'RDATE;TZID=Europe/Berlin:20261210T100000',
        'BEGIN:VALARM',
        'ACTION:DISPLAY',
        'END:VALARM',
        'GEO:1;2',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'UID:1',
        'RECURRENCE-ID;TZID=Europe/Berlin:20261215T100000',
        'SUMMARY:Review, moved',
        'DTSTART;TZID=Europe/Berlin:20261216T110000',
        'DURATION:PT1H',
        'END:VEVENT',
        'END:VCALENDAR',
      ].join('\r\n'),
    );
    expect([...text.matchAll(/during (\S+ \S+ \S+)/g)].map(([, at]) => at)).toEqual([
      'Tue 2026-12-01 10:00',
      'Tue 2026-12-22 10:00',
      'Thu 2026-12-10 10:00',
      'Wed 2026-12-16 11:00',
    ]);
    expect(text.match(/Bring the list/g)).toHaveLength(1);
    expect(told).toContain('VALARM, which stands there 1 times not taken');
    expect(told).toContain('GEO, which stands there 1 times not taken');
  });

  test.each([
    ['components within each other', 'BEGIN:VCALENDAR\r\n'.repeat(100), '33 components within each other'],
    ['events', ICS(...Array.from({ length: 10_001 }, () => 'SUMMARY:x')), '10,001 events'],
    ['a line', ICS(`SUMMARY:${'x'.repeat(40_000)}`), 'characters in one line'],
    ['a line in folds', ICS(`SUMMARY:${'x\n '.repeat(40_000)}`), 'characters in one line'],
  ])('too much is refused with its number: %s', async (_, text, told) => {
    await expect(read(text)).rejects.toThrow(told);
  });

  test.each([
    ['RRULE:FREQ=DAILY;COUNT=1000000000', 'more than 500 times; the first 500 are read', 500],
    ['RRULE:FREQ=DAILY;INTERVAL=0', 'more than 500 times; the first 500 are read', 500],
    ['RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'not counted out; its first time is read', 1],
    ['RRULE:FREQ=SECONDLY', 'not counted out; its first time is read', 1],
    ['RRULE:FREQ=DAILY;BYMONTHDAY=5;INTERVAL=1000000000', '0 with something left out', 1],
    ['RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO', '0 with something left out', 1],
    ['RRULE:FREQ=MONTHLY;BYDAY=6MO', 'not counted out (Malformed values in BYDAY part)', 1],
  ])('%s is bounded, and told', async (rule, told, dates) => {
    // A rule that never comes true asks of one day after the other whether its month ends.
    const asks = vi.spyOn(ICAL.Time, 'daysInMonth').mockImplementation((month, year) => {
      if (asks.mock.calls.length > MOST_DAYS) throw new Error('too many days');
      return new Date(Date.UTC(year, month, 0)).getUTCDate();
    });
    const got = await read(ICS(`DTSTART;VALUE=DATE:20261225\nSUMMARY:Holiday\n${rule}`));
    const asked = asks.mock.calls.length;
    asks.mockRestore();
    expect(got.told).toContain(told);
    expect(got.text.match(/^ +holiday /gm)).toHaveLength(dates);
    expect(asked).toBeLessThan(MOST_DAYS);
  });

  test('what comes round without an end is counted over all events, and each of them has its first time', async () => {
    const event = 'DTSTART;VALUE=DATE:20261225\nSUMMARY:Holiday\nRRULE:FREQ=DAILY';
    const ledger = new Ledger();
    const outline = await readIcs({
      bytes: new TextEncoder().encode(ICS(...Array.from({ length: 45 }, () => event))),
      file: 'team.ics',
      ledger,
      map: new Map(),
    });
    expect(outline.calendars![0]!.holidays).toHaveLength(40 * 500 + 5);
    expect(ledger.report()).toContain('the calendar has more than 20,000 dates; of this event the first 1 are read');
  });

  test.each(['', 'BEGIN:VCALENDAR', 'hello', 'BEGIN:VTODO\r\nEND:VTODO', '\r'])(
    '%j is refused in a sentence',
    async (text) => {
      await expect(read(text)).rejects.toThrow(/team\.ics/);
    },
  );
});
