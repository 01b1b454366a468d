/** The calendar of changes: everything that all plans have in a time, what clashes, and what would if the year were another one. */
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { writeChangeCalendar } from '../../../exchange/ics/change-calendar.ts';
import { createWorkspace } from '../../../language/workspace.ts';
import type { PlanElsewhere } from '../../../plan/facts/calendar/entries.ts';
import { type CalendarWish, calendarOf, jsonCalendar } from '../../../service/calendar/calendar.ts';
import { tryYear, type YearWish } from '../../../service/calendar/what-if.ts';
import { calendarShown } from '../../../service/pictures/calendar.ts';
import { freeSlots } from '../../../service/slots/slots.ts';
import { renderCalendar } from '../../../view/calendar/page.ts';
import { calendarRows } from '../../../view/calendar/picture.ts';
import { timesWords } from '../../../view/calendar/words.ts';
import { textWidth } from '../../../view/text-width.ts';

const NOW = Date.UTC(2026, 10, 20, 9) / 60_000;
const ZONE = 'Europe/Berlin';

const SHARED = `zone Europe/Berlin
person ann
person bob
person cid
team crew is ann, bob
environment production
environment staging
service web in production
service shop in production {
  uses web
}
freeze christmas of production from 2026-12-18 until 2027-01-03
maintenance nightly of shop every Sun 02:00 .. 05:00 from 2026-12-01 until 2026-12-20
event fair "The fair" during 2026-12-10 .. 2026-12-11
train weekly "Every Monday" every 1w from Mon 2026-11-23 10:00 {
  release one
  skip    Mon 2026-12-14
}
`;
const plan = (name: string, window: string, step = 'deploy web 1h by ann undo 5m', extra = '') =>
  `import "shared.release"
release ${name} "${name} & <co>" {
  zone Europe/Berlin
  window ${window}
  change CHG-${name}
${extra}
  run {
    ${step}
  }
}
`;
const ONE = plan(
  'one',
  'Mon 2026-11-23 10:00 .. 12:00',
  undefined,
  '  rehearsal dry in staging at Fri 2026-11-20 14:00 1h by bob',
);
const TWO = plan('two', 'Sat 2026-12-05 22:00 .. 24:00');

function workspaceOf(plans: readonly string[] = [ONE, TWO], shared = SHARED) {
  const workspace = createWorkspace({ roots: ['file:///'], now: () => NOW });
  workspace.set('file:///shared.release', shared);
  for (const [i, text] of plans.entries()) workspace.set(`file:///plan-${i}.release`, text);
  return workspace;
}

function calendar(wish: Partial<CalendarWish> = {}, plans?: readonly string[]) {
  const found = calendarOf(workspaceOf(plans), { zone: ZONE, months: 2, ...wish }, NOW);
  if ('trouble' in found) throw new Error(found.trouble);
  return found;
}

const lines = (wish: Partial<CalendarWish> = {}, plans?: readonly string[]) =>
  calendar(wish, plans).entries.map((entry) => `${entry.kind} ${entry.name}: ${timesWords(entry)}`);

test('releases, rehearsals, freezes, maintenance, events and the departures to come, in order of time', () => {
  expect(lines()).toEqual([
    'rehearsal dry: Fri 2026-11-20 14:00 .. 15:00 Europe/Berlin',
    'release one: Mon 2026-11-23 10:00 .. 12:00 Europe/Berlin',
    'departure weekly: Mon 2026-11-30 10:00 Europe/Berlin',
    'release two: Sat 2026-12-05 22:00 .. Sun 2026-12-06 00:00 Europe/Berlin',
    'maintenance nightly: Sun 2026-12-06 02:00 .. 05:00 Europe/Berlin, and 2 more',
    'departure weekly: Mon 2026-12-07 10:00 Europe/Berlin',
    'event fair: Thu 2026-12-10 .. Fri 2026-12-11',
    'freeze christmas: Fri 2026-12-18 .. Sun 2027-01-03',
    ...['2026-12-21', '2026-12-28', '2027-01-04', '2027-01-11', '2027-01-18'].map(
      (day) => `departure weekly: Mon ${day} 10:00 Europe/Berlin`,
    ),
  ]);
});

describe('filters', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a person', ['ann'], ['one', 'two']],
    ['of a team its members', ['crew'], ['dry', 'one', 'two']],
    ['a system', ['shop'], ['nightly']],
    ['an environment', ['staging'], ['dry']],
    ['a train', ['weekly'], ['dry', 'one', 'weekly']],
    ['two of them', ['staging', 'fair'], ['dry', 'fair']],
    ['a release', ['two'], ['two']],
  ])('%s', (_, wanted, names) => {
    expect([...new Set(calendar({ for: wanted }).entries.map(({ name }) => name))].sort()).toEqual([...names].sort());
  });

  test('a name that nobody has is told', () => {
    expect(calendarOf(workspaceOf(), { zone: ZONE, for: ['stagin'] }, NOW)).toEqual({
      trouble: "Nothing here is called 'stagin'. Did you mean staging?",
    });
  });
});

describe('clashes', () => {
  const other = (step: string) => [ONE, TWO, plan('three', 'Sat 2026-12-05 22:30 .. 24:00', step)];
  test.each([
    ['a person', 'task call 30m by ann', 'double-booked'],
    ['through `uses`', 'deploy shop 30m by cid undo 5m', 'dependency-clash'],
  ])('%s, once and with both plans', (_, step, code) => {
    const found = calendar({}, other(step)).clashes.filter((clash) => clash.code === code);
    expect(found).toHaveLength(1);
    expect([...found[0]!.releases].sort()).toEqual(['three', 'two']);
  });

  test('a freeze', () => {
    const late = plan('late', 'Sat 2026-12-19 22:00 .. 24:00');
    expect(calendar({}, [ONE, late]).clashes.map(({ code, releases }) => [code, releases])).toContainEqual([
      'freeze-violation',
      ['late'],
    ]);
  });

  test('none of what is filtered away', () => {
    const clashes = calendar({ for: ['one'] }, other('task call 30m by ann')).clashes;
    expect(clashes.filter(({ code }) => code === 'double-booked')).toEqual([]);
  });
});

test('as JSON: plain data with paths and ISO times', () => {
  const json = jsonCalendar(calendar(), (uri) => uri.slice('file:///'.length));
  expect(JSON.parse(JSON.stringify(json))).toEqual(json);
  expect(json.entries[1]).toMatchObject({
    ...{ kind: 'release', name: 'one', who: ['ann'], path: 'plan-0.release', line: 2 },
    times: [{ start: '2026-11-23T10:00+01:00', end: '2026-11-23T12:00+01:00' }],
  });
});

test('as a page: a row for each, what is hostile is text, and nothing from elsewhere', () => {
  const page = renderCalendar(calendar());
  for (const name of ['christmas', 'fair', 'nightly', 'weekly', 'one', 'two']) expect(page).toContain(`>${name}<`);
  expect(page).toContain('one &amp; &lt;co&gt;');
  expect(page).not.toMatch(/<co>|https?:|src=/);
  expect(renderCalendar(calendar({ for: ['staging'] }), { for: ['staging'] })).toContain('Changes for staging');
  expect(renderCalendar(calendar({ from: NOW + 800 * 1440, for: ['one'] }))).toContain('Nothing is planned then.');
});

test('a train has a row with all its releases, and what each carries', () => {
  const carrying = ONE.replace(
    '  run {',
    '  scope {\n    must WEB-1 "A"\n    should WEB-2 "B" from zero\n    wont WEB-3 "C"\n  }\n  run {',
  );
  const found = calendar({}, [carrying, TWO]);
  const rows = calendarRows(found).map(
    ({ kind, label, entries }) => `${kind} ${label}: ${entries.map(({ name }) => name).join(' ')}`,
  );
  expect(rows.slice(3)).toEqual([
    'departure weekly: dry one weekly weekly weekly weekly weekly weekly weekly',
    'release two: two',
  ]);
  const html = renderCalendar(found);
  expect(html).toContain('; carries WEB-1, WEB-2 from zero</title>');
  expect(jsonCalendar(found, (uri) => uri).entries.find(({ name }) => name === 'one')).toMatchObject({
    ...{ train: 'weekly', carries: ['WEB-1', 'WEB-2 from zero'] },
  });
});

describe('beside an editor', () => {
  const ask = { months: 2, for: [], zone: ZONE, width: 600 };
  const shown = (more: Partial<Parameters<typeof calendarShown>[1]> = {}, elsewhere: PlanElsewhere[] = []) => {
    const found = calendarShown(workspaceOf(), { ...ask, ...more }, NOW, elsewhere);
    if ('trouble' in found) throw new Error(found.trouble);
    return found;
  };
  const leading = (markup: string) =>
    [...markup.matchAll(/data-file="([^"]*)" data-line="(\d+)"/g)].map(([, file, line]) => `${file}:${line}`);

  test('everything leads to its line, a clash to both plans; on a page for others nothing does', () => {
    const { markup } = shown();
    const texts: Record<string, string> = { shared: SHARED, 'plan-0': ONE, 'plan-1': TWO };
    const heads = leading(markup).map((place) => {
      const [, file, line] = /^file:\/\/\/(.*)\.release:(\d+)$/.exec(place)!;
      return texts[file!]!.split('\n')[Number(line)]!.trim().split(' ').slice(0, 2).join(' ');
    });
    expect([...new Set(heads)].sort()).toEqual([
      ...['event fair', 'freeze christmas', 'maintenance nightly', 'rehearsal dry', 'release one', 'release two'],
      'train weekly',
    ]);
    const both = [ONE, plan('two', 'Mon 2026-11-23 10:00 .. 12:00')];
    const clash = calendarShown(workspaceOf(both), ask, NOW);
    const items = 'markup' in clash ? (clash.markup.match(/<li .*?<\/li>/g) ?? []) : [];
    const item = items.find((one) => one.includes('>two</strong>'));
    expect(item).toMatch(/data-file="file:\/\/\/plan-0\.release" data-line="1".*>one<\/strong>/);
    expect(item).toMatch(/data-file="file:\/\/\/plan-1\.release" data-line="1".*>two<\/strong>/);
    expect(renderCalendar(calendar())).not.toContain('data-line');
  });

  test('what another repository tells is shown, can be asked for, and leads nowhere', () => {
    const work = { start: NOW + 2000, end: NOW + 2100 };
    const told = { release: 'far', zone: ZONE, work, people: [], systems: [], environments: [], freezes: [], line: 0 };
    const elsewhere = [{ file: 'store:acme/x.release', whose: 'acme', releases: [told as never] }];
    const { markup, names } = shown({}, elsewhere);
    expect(markup).toContain('far (acme)');
    expect(leading(markup).filter((place) => place.startsWith('store:'))).toEqual([]);
    expect(names).toContain('far (acme)');
    expect(shown({ for: ['far (acme)'] }, elsewhere).markup).not.toContain('>christmas<');
  });

  test('it knows what can be asked for, and where it goes on; what nobody knows is told', () => {
    const { names, earlier, later } = shown();
    expect(names).toEqual([
      ...['ann', 'bob', 'cid', 'crew', 'one', 'production', 'shop', 'staging', 'two', 'web', 'weekly'],
    ]);
    expect(shown({ from: shown({ from: later }).earlier }).markup).toBe(shown().markup);
    expect(shown({ from: shown({ from: earlier }).later }).markup).toBe(shown().markup);
    expect(calendarShown(workspaceOf(), { ...ask, for: ['stagin'] }, NOW)).toEqual({
      trouble: "Nothing here is called 'stagin'. Did you mean staging?",
    });
    expect(shown({ zone: 'Mars/Olympus' }).markup).toContain('UTC');
  });

  test.each([1, 3, 12, 24])('%d months in little room: no word of the months lies on another', (months) => {
    const { markup } = shown({ months, width: 320 });
    const words = [...markup.matchAll(/<text x="([\d.]+)" y="16" class="rp-c-head">([^<]+)</g)];
    const ends = words.map(([, x, text]) => [Number(x), Number(x) + textWidth(text!, 12.5)] as const);
    expect(words.length).toBeGreaterThan(0);
    for (const [i, [start]] of ends.entries()) if (i > 0) expect(start).toBeGreaterThanOrEqual(ends[i - 1]![1]);
  });
});

describe('what if', () => {
  const trial = (wish: YearWish) => {
    const workspace = workspaceOf([ONE, TWO]);
    const texts = workspace.files().map((uri) => workspace.text(uri));
    const found = tryYear(workspace, wish, NOW);
    expect(workspace.files().map((uri) => workspace.text(uri))).toEqual(texts);
    return 'trouble' in found ? found.trouble : found.broken;
  };

  test('another freeze: which releases break, and where they would go', () => {
    const broken = trial({ lines: ['freeze sale of web from 2026-12-04 until 2026-12-06'] });
    expect(broken).toMatchObject([
      {
        release: 'two',
        slot: 'Sat 2026-12-12 22:00 .. Sun 2026-12-13 00:00',
        findings: [{ code: 'freeze-violation' }],
      },
    ]);
  });

  test('an event of all plans is one event, and nobody moves into it', () => {
    const workspace = workspaceOf();
    const tried = tryYear(workspace, { lines: ['event move during 2026-12-06 .. 2026-12-11'] }, NOW);
    if ('trouble' in tried) throw new Error(tried.trouble);
    const found = calendarOf(tried.tried, { zone: ZONE, months: 2 }, NOW);
    expect('entries' in found && found.entries.filter(({ name }) => name === 'move')).toHaveLength(1);
    const slots = freeSlots(tried.tried, 'file:///plan-1.release', { count: 1 }, NOW);
    expect('slots' in slots && slots.slots[0]!.text).toMatch(/^Sat 2026-12-12 22:00/);
  });

  test('somebody who is away', () => {
    const broken = trial({ without: ['ann from 2026-12-05 until 2026-12-06'] });
    expect(broken).toMatchObject([{ release: 'two' }]);
    expect(trial({ without: ['cid from 2026-12-05 until 2026-12-06'] })).toEqual([]);
  });

  test.each<[string, YearWish, RegExp]>([
    ['a line that is none', { lines: ['no changes in summer'] }, /is no line of a calendar/],
    ['a thing there is not', { lines: ['freeze x of wep from 2026-12-05 until 2026-12-06'] }, /Did you mean web\?/],
    [
      'a name that is taken',
      { lines: ['freeze christmas of web from 2026-12-05 until 2026-12-06'] },
      /is there already/,
    ],
    ['a line that cannot be read', { lines: ['freeze x of web from yesterday'] }, /cannot be read/],
    [
      'a person there is not',
      { without: ['amn from 2026-12-05 until 2026-12-06'] },
      /no person 'amn' here\. Did you mean ann\?/,
    ],
    ['no dates', { without: ['ann'] }, /does not say who is away when/],
  ])('%s is told', (_, wish, message) => {
    expect(trial(wish)).toMatch(message);
  });
});

describe('for whoever subscribes', () => {
  const sent = (wish: Partial<CalendarWish>, plans?: readonly string[], before?: string) =>
    writeChangeCalendar({
      calendar: calendar(wish, plans),
      now: NOW,
      ...(before !== undefined && { before: new TextEncoder().encode(before) }),
    });
  const read = (text: string) => {
    const root = new ICAL.Component(ICAL.parse(text) as never);
    for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone as never);
    return new Map(
      root.getAllSubcomponents('vevent').map((one) => {
        const { uid, startDate, endDate, sequence, description } = new ICAL.Event(one);
        const [start, end] = [startDate, endDate].map((at) => at.toUnixTime() / 60);
        return [
          uid.replace('@release-plan', ''),
          { start, end, sequence, description, status: one.getFirstPropertyValue('status') },
        ];
      }),
    );
  };

  test('has every entry at its times, and what clashes at the release it concerns', async () => {
    const found = calendar({});
    const events = read(await sent({}));
    expect(events.size).toBe(found.entries.reduce((sum, { spans }) => sum + spans.length, 0));
    const two = found.entries.find(({ name }) => name === 'two')!.spans[0]!;
    expect(events.get('release/two')).toMatchObject({ ...two, sequence: 0, status: 'CONFIRMED' });
    expect(events.get('rehearsal/one/dry')!.description).toContain('Who: bob');
    expect([...events.keys()]).toContain('maintenance/nightly/2026-12-06');
    const clashing = read(await sent({}, [ONE, TWO, plan('three', 'Sat 2026-12-05 22:30 .. 24:00')]));
    expect(clashing.get('release/two')!.description).toMatch(/Clash: .*two places/);
  });

  test('what moved has a higher number, what is off is cancelled, and what nobody looked at stays as it was', async () => {
    const first = await sent({});
    expect(await sent({}, undefined, first)).toBe(first);
    const moved = read(await sent({}, [plan('two', 'Sun 2026-12-06 22:00 .. 24:00')], first));
    expect(moved.get('release/two')).toMatchObject({ sequence: 1, status: 'CONFIRMED' });
    expect(moved.get('release/one')).toMatchObject({ sequence: 1, status: 'CANCELLED' });
    const later = read(await sent({ from: Date.UTC(2026, 11, 1) / 60_000 }, undefined, first));
    expect(later.get('maintenance/nightly/2026-12-06')).toMatchObject({ sequence: 0 });
    expect([...later.values()].filter(({ status }) => status === 'CANCELLED')).toEqual([]);
    expect(later.get('release/one')).toEqual(read(first).get('release/one'));
  });

  test('what comes round keeps its name, however many of it are looked at', async () => {
    const one = { from: Date.UTC(2026, 11, 15) / 60_000, months: 1 };
    const nights = [...read(await sent(one)).keys()].filter((uid) => uid.startsWith('maintenance'));
    expect(nights).toEqual(['maintenance/nightly/2026-12-20']);
    expect([...read(await sent({})).keys()]).toEqual(expect.arrayContaining(nights));
  });
});
