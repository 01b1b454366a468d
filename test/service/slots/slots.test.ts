/** The next window of a release: past whatever is in its way, one thing at a time, and never into what is found by a check. */
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../../language/workspace.ts';
import { freeSlots, type SlotWish } from '../../../service/slots/slots.ts';

const NOW = Date.UTC(2026, 10, 20, 9) / 60_000;
const SHARED = 'file:///shared.release';
const FILE = 'file:///plan.release';

const CAST = `person ann
person bob
environment production
server app in production
service web on app in production
service shop in production {
  uses web
}
`;
const plan = (
  name: string,
  window: string,
  body = 'deploy web 1h by ann undo 5m\n    verify web 10m by bob',
  extra = '',
) =>
  `import "shared.release"
release ${name} {
  kind standard
  owner bob
  zone Europe/Berlin
  window ${window}
  change CHG-${name}
${extra}
  run {
    ${body}
  }
}
`;
const MINE = plan('mine', 'Sat 2026-12-05 22:00 .. 24:00');

function slots(shared: string, others: readonly string[] = [], mine = MINE, wish: SlotWish = {}, now = NOW) {
  const workspace = createWorkspace({ roots: ['file:///'], now: () => now });
  workspace.set(SHARED, `zone Europe/Berlin\n${CAST}${shared}`);
  workspace.set(FILE, mine);
  for (const [i, text] of others.entries()) workspace.set(`file:///other-${i}.release`, text);
  const found = freeSlots(workspace, FILE, wish, now);
  return 'trouble' in found ? found.trouble : found.slots.map(({ text }) => text);
}

const ON = (...days: readonly string[]) => days.map((day) => `${day} 22:00 .. ${nextDay(day)} 00:00`);
const nextDay = (day: string) => {
  const next = new Date(Date.parse(`${day.slice(4)}T00:00Z`) + 86_400_000);
  return `${['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][next.getUTCDay()]} ${next.toISOString().slice(0, 10)}`;
};

test('of a night of a weekend the nights of weekends behind it', () => {
  expect(slots('')).toEqual(ON('Sun 2026-12-06', 'Sat 2026-12-12', 'Sun 2026-12-13'));
  expect(slots('', [], MINE, { count: 1 })).toEqual(ON('Sun 2026-12-06'));
  expect(slots('', [], MINE, { count: 1, from: NOW })).toEqual(ON('Sat 2026-11-21'));
});

test('of an evening of a working day the working days, without holidays', () => {
  const holiday = 'calendar de {\n  zone Europe/Berlin\n  working Mon..Fri 09:00 .. 17:00\n  holiday 2026-12-07\n}\n';
  const mine = plan('mine', 'Fri 2026-12-04 18:00 .. 20:00', undefined, '  calendar de');
  expect(slots(holiday, [], mine)).toEqual(
    ['Tue 2026-12-08', 'Wed 2026-12-09', 'Thu 2026-12-10'].map((day) => `${day} 18:00 .. 20:00`),
  );
});

describe('past whatever is in the way', () => {
  const sunday = 'Sun 2026-12-06 22:00 .. 24:00';
  const without = ON('Sat 2026-12-12', 'Sun 2026-12-13', 'Sat 2026-12-19');
  test.each<[string, string, readonly string[]]>([
    ['a person who is booked', '', [plan('other', sunday, 'task call 1h by ann')]],
    ['whoever verifies', '', [plan('other', sunday, 'wait first 1h\n    task call 1h by bob')]],
    [
      'the system itself',
      'person cid\nperson dan\n',
      [plan('other', sunday, 'deploy web 1h by cid undo 5m\n    verify web 10m by dan')],
    ],
    [
      'what needs it',
      'person cid\nperson dan\n',
      [plan('other', sunday, 'deploy shop 1h by cid undo 5m\n    verify shop 10m by dan')],
    ],
    [
      'what it stands on',
      'person cid\nperson dan\n',
      [plan('other', sunday, 'deploy app 1h by cid undo 5m\n    verify app 10m by dan')],
    ],
    ['a freeze', 'freeze quiet of production from 2026-12-06 until 2026-12-07\n', []],
    [
      'a freeze that comes round',
      'freeze sundays of web every Sun 18:00 .. 24:00 from 2026-12-01 until 2026-12-08\n',
      [],
    ],
    [
      'a freeze of another release',
      '',
      [
        plan(
          'other',
          'Tue 2026-12-01 10:00 .. 11:00',
          'task x 5m by bob',
          '  freeze quiet of web from 2026-12-06 until 2026-12-07',
        ),
      ],
    ],
    ['an event', 'event fair during 2026-12-06 .. 2026-12-06\n', []],
  ])('%s', (_, shared, others) => {
    expect(slots(shared, others)).toEqual(without);
  });

  test('a person on leave, and a night that would leave them too little rest before their Monday', () => {
    const leave = CAST.replace('person ann', 'person ann {\n  leave 2026-12-06 .. 2026-12-12\n}');
    const workspace = createWorkspace({ roots: ['file:///'], now: () => NOW });
    workspace.set(SHARED, `zone Europe/Berlin\n${leave}`);
    workspace.set(FILE, MINE);
    const found = freeSlots(workspace, FILE, { count: 1 }, NOW);
    expect('slots' in found && found.slots.map(({ text }) => text)).toEqual(ON('Sat 2026-12-19'));
  });

  test('hours that are no maintenance', () => {
    const kept = 'maintenance monthly of web during Sat 2026-12-19 21:00 .. Sun 2026-12-20 01:00 every 4w\n';
    expect(slots(kept, [], MINE, { count: 2 })).toEqual(ON('Sat 2026-12-19', 'Sat 2027-01-16'));
  });
});

test('what is in the same environment and needs nothing of it is not in the way, unless only one may be there', () => {
  const others = (shared: string) =>
    slots(
      `person cid\nperson dan\nservice far in production\n${shared}`,
      [plan('other', 'Sun 2026-12-06 22:00 .. 24:00', 'deploy far 1h by cid undo 5m\n    verify far 10m by dan')],
      MINE,
      { count: 1 },
    );
  expect(others('')).toEqual(ON('Sun 2026-12-06'));
});

test('each says what moves with it, and what keeps its date', () => {
  const workspace = createWorkspace({ roots: ['file:///'], now: () => NOW });
  workspace.set(SHARED, `zone Europe/Berlin\n${CAST}`);
  workspace.set(
    FILE,
    plan(
      'mine',
      'Sat 2026-12-05 22:00 .. 24:00',
      undefined,
      '  milestone ready at T-2d\n  milestone fixed at Mon 2026-11-30 12:00',
    ),
  );
  const found = freeSlots(workspace, FILE, { count: 1 }, NOW);
  if ('trouble' in found) throw new Error(found.trouble);
  const [slot] = found.slots;
  expect(slot).toMatchObject({ start: '2026-12-06T22:00+01:00', end: '2026-12-07T00:00+01:00' });
  expect(slot!.moves).toContainEqual({ what: 'ready', from: 'Thu 2026-12-03 22:00', to: 'Fri 2026-12-04 22:00' });
  expect(slot!.stays).toContain('fixed');
});

test('where a year is too much it says how far it has looked, and goes on from there', () => {
  const workspace = createWorkspace({ roots: ['file:///'], now: () => NOW });
  workspace.set(SHARED, `zone Europe/Berlin\n${CAST}`);
  workspace.set(FILE, MINE);
  const looked = (wish: SlotWish) => {
    const found = freeSlots(workspace, FILE, wish, NOW);
    if ('trouble' in found) throw new Error(found.trouble);
    return { slots: found.slots.map(({ text }) => text), until: found.lookedUntil };
  };
  expect(looked({ count: 5, most: 6 })).toEqual({
    slots: ON('Sun 2026-12-06', 'Sat 2026-12-12'),
    until: 'Sun 2026-12-13',
  });
  const from = Date.UTC(2026, 11, 13) / 60_000;
  expect(looked({ count: 1, from })).toEqual({ slots: ON('Sun 2026-12-13'), until: undefined });
});

test('what cannot be moved is told', () => {
  expect(slots('', [], MINE.replace(/window .*/, 'window tbd'))).toMatch(/has no date/);
  expect(slots('', [], MINE, { release: 'min' })).toMatch(/Did you mean mine\?/);
  expect(slots('', [], `${MINE}\n${MINE.replace('release mine', 'release second').replace(/import.*/, '')}`)).toMatch(
    /^Which release\? There are mine and second/,
  );
});
