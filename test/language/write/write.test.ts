/** From outlines to plans: as a person would write it, and whatever is in it, a plan. */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { format } from '../../../language/format.ts';
import { createWorkspace } from '../../../language/workspace.ts';
import { Names } from '../../../language/write/names.ts';
import { writePlan } from '../../../language/write/write.ts';
import { Ledger, withRow } from '../../../plan/outline/ledger.ts';
import type { Outline, OutlineItem } from '../../../plan/outline/model.ts';

function analysed(text: string) {
  const workspace = createWorkspace({ roots: [] });
  workspace.set('file:///plan.release', text);
  return workspace.analysis('file:///plan.release');
}

function written(outline: Outline): { readonly text: string; readonly told: string } {
  const ledger = new Ledger();
  const rows = (items: readonly OutlineItem[]): OutlineItem[] =>
    items.map((item, i) =>
      withRow(
        { ...item, ...(item.items && { items: rows(item.items) }) },
        ledger.row(`row ${i + 1}`, item.title ?? ''),
      ),
    );
  return { text: writePlan({ ...outline, items: rows(outline.items ?? []) }, ledger), told: ledger.report() };
}

test('people, lengths and the way back as prose has them', () => {
  const { text, told } = written({
    title: 'Cut-over',
    zone: 'Europe/Zurich',
    window: { from: '2027-01-16T14:00', to: '2027-01-17T02:00' },
    systems: [{ name: 'termino', title: 'Termino' }],
    items: [
      {
        kind: 'run',
        items: [
          {
            id: 'backup',
            verb: 'backup',
            title: 'Copy of all',
            targets: ['Termino'],
            duration: 'an hour',
            by: 'Dr. Sutter',
          },
          {
            verb: 'migrate',
            targets: ['Termino'],
            duration: 'two and a half hours',
            by: 'Prof. Dr. Anna Frei',
            undo: '10 min by Joost Bakker',
          },
        ],
      },
      {
        kind: 'rollback',
        items: [{ verb: 'restore', targets: ['Termino'], from: 'backup', duration: '50 minutes', by: 'Dr. Sutter' }],
      },
    ],
  });
  expect(told).not.toContain('not taken');
  const bare = text.replace(/ +/g, ' ');
  expect(bare).toContain(
    'person sutter "Dr. Sutter"\nperson anna "Prof. Dr. Anna Frei"\nperson joost "Joost Bakker"\n',
  );
  expect(bare).toContain(' kind tbd\n');
  expect(bare).toContain('backup termino as copy-all "Copy of all" 1h by sutter\n');
  expect(bare).toContain('migrate termino 2h30m by anna undo 10m by joost\n');
  expect(bare).toContain('restore termino 50m by sutter from copy-all\n');
});

describe('as a person would', () => {
  const { text, told } = written({
    title: 'Shop 2.0 go live',
    zone: 'Europe/Berlin',
    owner: 'Mara Lind',
    people: [{ title: 'Mara Lind', email: 'mara@shop.example' }],
    items: [
      {
        kind: 'Vorbereitung',
        items: [{ title: 'Order the nodes', by: 'Jonas Weber', duration: '2 Tage', due: '2026-12-04' }],
      },
      {
        title: 'Go / No-go',
        by: 'Mara Lind',
        start: '2026-12-05T22:00',
        end: '2026-12-05T22:15',
        with: ['Network Team'],
      },
      { title: 'Stop the web shop', by: 'jonas weber', duration: '10 min', start: '2026-12-05T22:15' },
      { id: '5', title: 'Backup order database', by: 'Network Team', duration: '45 min', start: '2026-12-05T22:15' },
      {
        title: 'Look around',
        by: 'TBD',
        duration: '1h',
        start: '2026-12-05T23:10',
        notes: ['Ask support first\n(they know)'],
      },
      {
        title: 'Start the web shop',
        by: 'Jonas Weber',
        duration: '0.5h',
        after: [{ of: '5', lag: '10m' }, { of: 'nowhere' }],
      },
    ],
  });

  test('names, verbs, people once, starts where nothing else says them, what overlaps side by side', () => {
    expect(text).toBe(`zone Europe/Berlin
person mara "Mara Lind" {
  contact email "mara@shop.example"
}
person jonas          "Jonas Weber"
team   network-team   "Network Team"
system web-shop       "web shop"
system order-database "order database"

release shop-2-0-go "Shop 2.0 go live" {
  kind   tbd
  owner  mara
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 00:10  // guessed

  prepare "Vorbereitung" {
    task "Order the nodes" 2d by jonas due Fri 2026-12-04
  }

  run {
    gate "Go / No-go" 15m by mara with network-team  // guessed
    parallel {
      stop   web-shop       "Stop the web shop" 10m by jonas         // guessed
      backup order-database                     45m by network-team  // guessed
    }
    // Ask support first
    // (they know)
    task           "Look around"        1h  by tbd at Sat 2026-12-05 23:10
    start web-shop "Start the web shop" 30m by jonas after backup order-database + 10m  // guessed
  }
}
`);
    expect(format(text)).toBe(text);
  });

  test('the report counts, and tells what was guessed and what not taken', () => {
    expect(told).toContain('row 6 "Start the web shop": after "nowhere" not taken: nothing is called so');
    expect(told).toContain('guessed: "Backup order database" is a `backup`');
    expect(told).toMatch(/^\d+ rows read: \d+ taken, 0 changed, 1 with something left out, \d with a guess\.\n/);
  });
});

describe('starts of a plan of many days, whose window nobody has said', () => {
  const days = ['01', '03', '08'];
  const steps = days.map((day) => ({ title: `Day ${day}`, duration: '1h', start: `2026-12-${day}T09:00` }));

  test('are taken as they are, and nothing says that they were changed', () => {
    const { text, told } = written({ title: 'Move', zone: 'Europe/Berlin', items: steps });
    expect(text).toContain('window tbd');
    for (const day of days) expect(text).toMatch(new RegExp(`"Day ${day}" 1h at \\w+ 2026-12-${day} 09:00`));
    expect(told).toBe('3 rows read: 3 taken, 0 changed, 0 with something left out, 0 with a guess.\n');
  });

  test('that cannot be are told with when it is instead', () => {
    const { told } = written({
      title: 'Move',
      zone: 'Europe/Berlin',
      items: [
        ...steps,
        { id: 'last', title: 'Last', duration: '1h', start: '2026-12-02T09:00', after: [{ of: 'Day 08' }] },
      ],
    });
    expect(told).toContain('its start was "Wed 2026-12-02 09:00", now "Tue 2026-12-08 10:00"');
    expect(told).toContain('3 taken, 1 changed');
  });
});

test('a date that a step of the run has makes a window, too; a time that counts from one does not', () => {
  const of = (at: string) =>
    written({
      title: 'Move',
      zone: 'UTC',
      items: [
        { kind: 'prepare', items: [{ kind: 'milestone', title: 'Mirrored', at: '2026-12-01 11:00' }] },
        { kind: 'run', items: [{ title: 'Switch DNS', at, by: 'Ann Lee' }] },
      ],
    }).text;
  expect(of('2026-12-05 11:00')).toContain('window Sat 2026-12-05 11:00  // guessed');
  expect(of('T+10m')).toContain('window tbd');
});

test('a team of whom nobody knows yet is open, and nobody is called tbd', () => {
  const { text } = written({
    people: [{ name: 'Mara Lind' }, { name: 'TBD' }],
    teams: [
      { name: 'ops', members: ['tbd'] },
      { name: 'crew', members: ['Mara Lind', '?'] },
    ],
    items: [{ title: 'Look', by: 'ops' }],
  });
  expect(text).toMatch(/team +ops +is tbd\n/);
  expect(text).toMatch(/team +crew +is mara, tbd\n/);
  expect(text.match(/^person /gm)).toHaveLength(1);
});

test('what a verb is done to may stand in its title; whom a message is for does not', () => {
  const { text, told } = written({
    items: [
      { title: 'Start the web shop', verb: 'start' },
      { title: 'Downtime begins', verb: 'notify' },
    ],
  });
  expect(text).toContain('start web-shop');
  expect(told).toContain('"notify" as what is done not taken: it does not say whom');
});

test('the window that times make is told as a guess, and its end where the last of them has one', () => {
  const of = (last: object) =>
    written({
      title: 'Move',
      zone: 'Europe/Berlin',
      items: [
        { title: 'Stop', start: '2026-12-05T22:00', end: '2026-12-05T22:30' },
        { title: 'Go', start: '2026-12-05T22:30', ...last },
      ],
    });
  const open = of({});
  expect(open.text).toContain('window Sat 2026-12-05 22:00  // guessed\n');
  expect(open.told).toContain('guessed: the window is from the first to the last time of the steps');
  expect(of({ end: '2026-12-05T23:00' }).text).toContain(
    'window Sat 2026-12-05 22:00 .. Sat 2026-12-05 23:00  // guessed\n',
  );
});

test.each([
  ['Back up the database', 'backup database'],
  ['Roll out web', 'deploy web'],
  ['Shut down cache', 'stop cache'],
  ['Back-up orders', 'backup orders'],
  ['Look up the numbers', 'task '],
])('"%s" is %s', (title, line) => {
  const { text } = written({
    title: 'x',
    items: [
      { title, duration: '5m' },
      { title: `Start ${title.split(' ').at(-1)}`, duration: '5m' },
    ],
  });
  expect(text).toMatch(new RegExp(`^ *${line.replace(' ', ' +')}`, 'm'));
});

test('many of one title get their numbers without trying those that are given again', () => {
  const tried = vi.spyOn(Names.prototype, 'isFree');
  const names = new Names(['ready-3']);
  const given = Array.from({ length: 300 }, () => names.give(undefined, 'Ready', 'milestone'));
  expect(given.slice(0, 4)).toEqual(['ready', 'ready-2', 'ready-4', 'ready-5']);
  expect(names.copy().give(undefined, 'Ready', 'milestone')).toBe('ready-302');
  expect(tried.mock.calls.length).toBe(301);
  tried.mockRestore();
});

test('a target without a name is none', () => {
  const { text } = written({ items: [{ title: 'Copy', verb: 'backup', targets: [' ', 'Termino', ''] }] });
  expect(text).toContain('backup Termino "Copy"');
  expect(written({ items: [{ title: 'Copy', verb: 'backup', targets: [' '] }] }).text).toContain('  task "Copy"');
});

test('links say the order where they do, and the page where they do not', () => {
  const items = ['a', 'b', 'c', 'd'].map((id) => ({ id: `${id}-1`, title: `Task ${id}`, duration: '10m' }));
  const linked = written({
    title: 'x',
    items: [
      items[0]!,
      items[1]!,
      { ...items[2]!, after: [{ of: 'a-1' }] },
      { ...items[3]!, after: [{ of: 'b-1' }, { of: 'c-1' }] },
    ],
  });
  expect(linked.text).toContain('parallel {');
  const chained = written({
    title: 'x',
    items: items.map((item, i) => (i === 0 ? item : { ...item, after: [{ of: items[i - 1]!.id }] })),
  });
  expect(chained.text).not.toContain('parallel');
});

const HOSTILE = [
  'constructor',
  '__proto__',
  'deploy',
  'run',
  'tbd',
  'after',
  'T',
  'release x {',
  '}',
  '"',
  '\\',
  '// no',
  '/* ',
  '\u202Eevil',
  '\u0000',
  '\n\r\u2028',
  '=1+1',
  '日本',
  'é',
  'e\u0301',
  '2026-12-05',
  '22:00',
  'T-2wd',
  '10m',
  '..',
  'a, b',
  'by ann',
  'any of ops',
  'x else y',
  '',
  ' ',
  'a'.repeat(300),
  'Sat 2026-12-06',
  '{window.start}',
  '- "x"',
  '#5',
  '1.2.3',
];
const text = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'grapheme', maxLength: 12 }));
const texts = fc.array(text, { maxLength: 3 });
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 3 });
const step = fc.record(
  {
    kind: fc.constantFrom(undefined, 'step', 'milestone'),
    id: text,
    name: text,
    title: text,
    verb: text,
    targets: texts,
    duration: text,
    by: text,
    with: texts,
    via: texts,
    in: text,
    to: text,
    from: text,
    at: text,
    notBefore: text,
    due: text,
    every: text,
    after: fc.array(
      fc.record({ of: text, lag: optional(text), side: optional(fc.constantFrom('start' as const, 'end' as const)) }),
      { maxLength: 2 },
    ),
    undo: text,
    version: text,
    done: fc.boolean(),
    optional: fc.boolean(),
    tags: texts,
    links: texts,
    notes: texts,
    start: text,
    end: text,
    checklist: fc.array(fc.record({ text, by: optional(text), due: optional(text) }), { maxLength: 2 }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<OutlineItem>;
const block = fc.record({
  kind: fc.oneof(text, fc.constantFrom('run', 'prepare', 'Cut-over', 'parallel', 'rollback', 'phase')),
  title: optional(text),
  items: fc.array(step, { maxLength: 4 }),
}) as fc.Arbitrary<OutlineItem>;
const named = fc.record({ name: text, title: text }, { requiredKeys: [] });
const outlines = fc.record(
  {
    release: text,
    title: text,
    kind: text,
    owner: text,
    sponsor: text,
    zone: text,
    calendar: text,
    changes: texts,
    notes: texts,
    window: fc.record({ from: text, to: text }, { requiredKeys: [] }),
    people: fc.array(named, { maxLength: 3 }),
    teams: fc.array(named, { maxLength: 2 }),
    roles: fc.array(named, { maxLength: 2 }),
    systems: fc.array(named, { maxLength: 2 }),
    calendars: fc.array(
      fc.record(
        {
          name: text,
          zone: text,
          working: texts,
          holidays: fc.array(fc.record({ from: text, to: text, title: text }, { requiredKeys: [] }), { maxLength: 2 }),
        },
        { requiredKeys: [] },
      ),
      { maxLength: 2 },
    ),
    freezes: fc.array(fc.record({ name: text, from: text, to: text, of: texts }, { requiredKeys: [] }), {
      maxLength: 2,
    }),
    scope: fc.array(named, { maxLength: 2 }),
    risks: fc.array(fc.record({ title: text, likelihood: text }, { requiredKeys: [] }), { maxLength: 2 }),
    items: fc.array(fc.oneof(step, block), { maxLength: 5 }),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Outline>;

test('whatever is in an outline, its text is a plan: every line can be read, every name is known, and it is laid out', () => {
  fc.assert(
    fc.property(outlines, (outline) => {
      const { text: plan } = written(outline);
      const { plan: read } = analysed(plan);
      expect(
        read.problems.map(({ message, place }) => `${plan.split('\n')[place.range.start.line]}: ${message}`),
      ).toEqual([]);
      expect(read.references.filter(({ target }) => !target).map(({ name }) => name)).toEqual([]);
      expect(format(plan)).toBe(plan);
    }),
    { numRuns: 25 },
  );
});

test('every step of an outline is a step, or a milestone, of the plan', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(step, block), { minLength: 1, maxLength: 6 }), (items) => {
      const { text: page } = written({ title: 'All', items });
      const { plan } = analysed(page);
      const count = (some: readonly OutlineItem[]): number =>
        some.reduce((sum, { items: inner }) => sum + (inner ? count(inner) : 1), 0);
      const [release] = plan.releases;
      expect([(release?.steps.length ?? 0) + (release?.milestones.length ?? 0), page]).toEqual([count(items), page]);
    }),
    { numRuns: 15 },
  );
});

test('what is called like a word of the language keeps that word in its name', () => {
  const { text } = written({
    title: 'Move',
    items: [
      { kind: 'milestone', name: 'done', title: 'Done', start: '2026-12-05T23:00' },
      { name: 'after', title: 'After', duration: '5m' },
      { name: 'until', title: 'Until it is quiet', duration: '5m' },
    ],
  });
  for (const name of ['done-milestone', 'after-step', 'until-it-is-quiet']) expect(text).toContain(` ${name} `);
});
