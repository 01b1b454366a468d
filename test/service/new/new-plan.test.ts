/** Plans to begin with: whatever is answered, there is nothing in them to find, or a sentence says what cannot be meant. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { format } from '../../../language/format.ts';
import { createWorkspace } from '../../../language/workspace.ts';
import { dayNumber, formatDay, MINUTES_PER_DAY, WEEKDAYS, weekdayOfDay } from '../../../plan/time/date.ts';
import { NEW_KIND_IDS, NEW_KINDS } from '../../../service/new/kinds.ts';
import { newKinds, newPlan, nextDate, troubleWith } from '../../../service/new/new-plan.ts';

/** Sat 2026-11-28 09:00 UTC. */
const NOW = Date.UTC(2026, 10, 28, 9) / 60_000;

const ZONES = [
  ...[
    'UTC',
    'Europe/Berlin',
    'Europe/London',
    'America/New_York',
    'America/Santiago',
    'Asia/Kathmandu',
    'Africa/Cairo',
  ],
  ...[
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Pacific/Kiritimati',
    'America/St_Johns',
    'Asia/Tehran',
    'Africa/Casablanca',
  ],
];

const PEOPLE = [
  'Mara Lind',
  'Mara, Jonas',
  'Mara Lind, Jonas Weber, Priya Raman',
  'Mara Lind, Mara Weber, Mara',
  'Ünal Öz, 李 明, Žofie Nováková, Ægir',
  'O\'Brien, "Bob" Smith, C:\\Users, {x}, // y',
  'deploy, run, person, T, web, crew',
  '🙂, 1st, __proto__, constructor',
  Array.from({ length: 40 }, (_, i) => `Person Number${i}`).join(', '),
];

function analysed(text: string, now: number) {
  const workspace = createWorkspace({ roots: [], now: () => now });
  workspace.set('file:///new.release', text);
  return workspace.analysis('file:///new.release');
}

/** What is wrong with a plan as everybody sees it, and whether it begins when it should. */
function expectReady(text: string, { now, day }: { now: number; day?: number }): void {
  const { findings, plan, schedules } = analysed(text, now);
  expect(findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([]);
  expect(format(text)).toBe(text);
  expect(plan.releases).toHaveLength(1);
  const { T, steps } = schedules[0]!;
  expect(T).toBeGreaterThan(now);
  if (day !== undefined) expect(text).toMatch(new RegExp(`window +${WEEKDAYS[weekdayOfDay(day)]} ${formatDay(day)} `));
  // Nothing that is still to be done lies in the past already.
  for (const step of Object.values(steps)) expect(step.start).toBeGreaterThan(now);
}

describe.each(NEW_KIND_IDS)('%s', (kind) => {
  test.each(PEOPLE)('by %s', (people) => {
    const plan = newPlan({ kind, zone: 'Europe/Berlin', people }, NOW);
    if ('trouble' in plan) throw new Error(plan.trouble);
    expect(plan.name).toMatch(new RegExp(`^${kind}-\\d{4}-\\d{2}-\\d{2}$`));
    expectReady(plan.text, { now: NOW });
    for (const name of people.split(', ')) expect(plan.text).toContain(JSON.stringify(name));
  });

  const special = [
    ['the clocks go forward in Europe', 'Europe/Berlin', 2027, 3, 27],
    ['the day on which they do', 'Europe/Berlin', 2027, 3, 28],
    ['the clocks go back in Europe', 'Europe/Berlin', 2027, 10, 30],
    ['the clocks change at midnight', 'America/Santiago', 2027, 9, 4],
    ['the clocks change by half an hour', 'Australia/Lord_Howe', 2027, 10, 2],
    ['the last day of a year', 'Asia/Kathmandu', 2027, 12, 31],
    ['the first day of a year', 'America/New_York', 2028, 1, 1],
    ['a leap day', 'Africa/Cairo', 2028, 2, 29],
    ['the day before one', 'UTC', 2028, 2, 28],
    ['a Sunday', 'Pacific/Kiritimati', 2027, 5, 16],
  ] as const;
  test.each(special)('on %s', (_, zone, year, month, date) => {
    const day = dayNumber(year, month, date);
    const plan = newPlan({ kind, date: formatDay(day), zone, people: PEOPLE[2]! }, NOW);
    const { only } = NEW_KINDS.find(({ id }) => id === kind)!;
    if (only && !only.includes(weekdayOfDay(day))) {
      expect('trouble' in plan && plan.trouble).toMatch(
        /^\w{3} [\d-]+ is no Sat, .* The first day that fits is Sat \d/,
      );
      return;
    }
    if ('trouble' in plan) throw new Error(plan.trouble);
    expectReady(plan.text, { now: NOW, day });
  });
});

test('whatever the moment, zone, day and people, it is ready or says why not', () => {
  const moment = fc.integer({ min: Date.UTC(2026, 0, 1) / 60_000, max: Date.UTC(2036, 0, 1) / 60_000 });
  const wishes = fc.record({
    kind: fc.constantFrom(...NEW_KIND_IDS),
    zone: fc.constantFrom(...ZONES),
    people: fc.oneof(
      fc.constantFrom(...PEOPLE),
      fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 5 }),
    ),
    ahead: fc.option(fc.integer({ min: -20, max: 400 })),
    now: moment,
  });
  fc.assert(
    fc.property(wishes, ({ kind, zone, people, ahead, now }) => {
      const day = ahead === null ? undefined : Math.floor(now / MINUTES_PER_DAY) + ahead;
      const wish = { kind, zone, people, ...(day !== undefined && { date: formatDay(day) }) };
      const plan = newPlan(wish, now);
      if (!('trouble' in plan)) {
        expectReady(plan.text, { now, day });
        return;
      }
      expect(plan.trouble).toMatch(/in the past|too early|is no Sat|named twice|Somebody has to do it/);
      // The day that it names instead is one.
      const other = /first day that fits is \w+ ([\d-]+)\.$/.exec(plan.trouble)?.[1];
      if (other) expect(newPlan({ ...wish, date: other }, now)).toHaveProperty('text');
    }),
    { numRuns: 60 },
  );
});

describe('an answer that cannot be meant', () => {
  const ask = (wish: Partial<Parameters<typeof newPlan>[0]>) =>
    newPlan({ kind: 'canary', zone: 'Europe/Berlin', people: 'Mara', ...wish }, NOW) as { trouble: string };

  test.each([
    [{ kind: 'hotfxi' }, "There is no kind 'hotfxi'. Did you mean hotfix?"],
    [{ date: '2026-02-30' }, 'There is no 2026-02-30. Write it as 2026-12-05.'],
    [{ date: 'tomorrow' }, "'tomorrow' is no date. Write it as 2026-12-05."],
    [{ date: 'Tue 2027-01-06' }, '2027-01-06 is a Wed, not a Tue; say which of them is meant.'],
    [{ date: '2026-11-03' }, 'Tue 2026-11-03 is in the past. The first day that fits is Wed 2026-12-16.'],
    [{ date: '2026-12-01' }, /^Tue 2026-12-01 is too early: a canary wants 18 days before it: .* Wed 2026-12-16\.$/],
    [{ zone: 'Berlin' }, "There is no zone 'Berlin'. Did you mean Europe/Berlin?"],
    [{ zone: 'Europe/Berln' }, "There is no zone 'Europe/Berln'. Did you mean Europe/Berlin?"],
    [{ zone: 'CET' }, /^'CET' is an offset .* name the place: Europe\/Berlin or Europe\/Paris\.$/],
    [{ zone: '' }, /^There is no zone ''\. Write one of the IANA database/],
    [{ people: ' , ' }, /^Somebody has to do it/],
    [{ people: 'Mara, mara , Mara' }, 'Mara is named twice; write each name once, or tell them apart.'],
    [{ people: Array.from({ length: 101 }, (_, i) => `p${i}`) }, /^101 people are more than the 100/],
  ])('%j', (wish, trouble) => {
    expect(ask(wish).trouble).toMatch(
      trouble instanceof RegExp ? trouble : new RegExp(`^${trouble.replace(/[.?]/g, '\\$&')}$`),
    );
  });

  test('is told for the question that it answers, and for no other', () => {
    const wish = { kind: 'canary', zone: 'CET', date: '2026-11-03', people: '' };
    expect(troubleWith('kind', wish, NOW)).toBeUndefined();
    expect(troubleWith('zone', wish, NOW)).toMatch(/CET/);
    expect(troubleWith('date', wish, NOW)).toMatch(/in the past/);
    expect(troubleWith('people', wish, NOW)).toMatch(/Somebody/);
  });
});

test('a zone may be written as people write it', () => {
  for (const zone of ['europe/berlin', ' Europe/Berlin ', 'america/new york', 'utc', 'Z']) {
    expect(newPlan({ kind: 'hotfix', zone, people: 'Mara' }, NOW)).toHaveProperty('text');
  }
});

test('every kind is offered, and each plan shows what it promises', () => {
  expect(newKinds().map(({ id }) => id)).toEqual(NEW_KIND_IDS);
  const shows: Readonly<Record<string, readonly string[]>> = {
    hotfix: ['policy from lean', 'snapshot', 'rollback', 'notify', 'when '],
    'database-upgrade': [
      'rehearsal first',
      'rehearsal second',
      'uat ',
      'risk ',
      'outage',
      'backup',
      'migrate',
      'gate ',
      'hypercare',
    ],
    'weekend-cut-over': ['scope', 'uat ', 'play ', 'point of no return', 'follow-up', 'prepare', 'gate keep'],
    canary: ['to 5 %', 'wait ', 'then rollback back', 'to 100 %'],
    'weekly-train': ['train weekly', 'runbook', 'use ', 'carry-over'],
    'open-source-calendar': ['policy from community', 'freeze ', 'milestone ', 'phase ', ' AoE'],
  };
  for (const kind of NEW_KIND_IDS) {
    expect(typeof nextDate(kind, 'Europe/Berlin', NOW)).toBe('string');
    const plan = newPlan({ kind, zone: 'Europe/Berlin', people: 'Mara, Jonas, Priya' }, NOW) as { text: string };
    // The comments at the top are read beside the minimap of a small window.
    for (const line of plan.text.split('\n').slice(0, 5)) expect(line.length).toBeLessThanOrEqual(100);
    for (const word of shows[kind]!) expect(plan.text, kind).toContain(word);
  }
});
