/** A year of a company: six trains whose plans `next` writes one after the other, three parties, their holidays, and the calendar of it all. */
import { describe, expect, test } from 'vitest';
import { format } from '../../language/format.ts';
import type { Workspace } from '../../language/workspace.ts';
import { BEGIN, goOn, nextIn, yearAsItIs } from '../../scripts/year.ts';
import { calendarOf } from '../../service/calendar/calendar.ts';
import { tryYear } from '../../service/calendar/what-if.ts';
import { freeSlots } from '../../service/slots/slots.ts';

const TRAINS = ['webshop', 'apps', 'money', 'books', 'figures', 'gateway'];
const textsOf = (workspace: Workspace) => workspace.files().map((uri) => workspace.text(uri));
const messages = (workspace: Workspace) =>
  workspace.files().flatMap((uri) => workspace.analysis(uri).findings.map(({ message }) => message));

test('is laid out as the formatter does, says what it shows, and nothing is found in it, all year', () => {
  const year = yearAsItIs();
  const { workspace } = year;
  for (const uri of workspace.files()) {
    const text = workspace.text(uri)!;
    expect(format(text), uri).toBe(text);
    expect(/^(\/\/ .*\n)+/.exec(text)?.[0].length, uri).toBeGreaterThan(100);
  }
  expect(messages(workspace)).toEqual([]);
  year.now = Date.UTC(2026, 11, 31) / 60_000;
  expect(messages(workspace)).toEqual([]);
});

test('the first plan of each train is the one that `next` wrote, so that it changes nothing', () => {
  const year = yearAsItIs();
  const before = textsOf(year.workspace);
  for (const train of TRAINS) expect(nextIn(year, train).kind).toBe('there');
  expect(textsOf(year.workspace)).toEqual(before);
});

describe('forty plans', () => {
  const year = yearAsItIs();
  const { workspace } = year;
  const releases = () => workspace.plans().flatMap(({ plan }) => plan.releases);

  test('are clean when `next` writes them, and twice changes nothing', () => {
    const names: string[] = [];
    while (releases().length < 40) {
      const plan = goOn(year);
      if (plan.kind !== 'written') throw new Error(`${plan.name} is there`);
      expect(plan.findings.map(({ message }) => message)).toEqual([]);
      names.push(plan.name);
      if (names.length % 10 > 0) continue;
      const before = textsOf(workspace);
      expect(nextIn(year, plan.train).kind).toBe('there');
      expect(textsOf(workspace)).toEqual(before);
    }
    expect(new Set(names).size).toBe(34);
    for (const train of TRAINS)
      expect(releases().filter(({ name }) => name.startsWith(train)).length).toBeGreaterThan(3);
  });

  test('none of them is in the way of another', () => {
    year.now = BEGIN;
    workspace.set('file:///year/clock.release', '// It is October again.\n');
    expect(messages(workspace)).toEqual([]);
    const from = Date.UTC(2027, 0, 1) / 60_000;
    const calendar = calendarOf(workspace, { zone: 'Europe/Berlin', months: 12, from }, BEGIN);
    if ('trouble' in calendar) throw new Error(calendar.trouble);
    expect(calendar.clashes.map(({ message }) => message)).toEqual([]);
    expect(calendar.entries.filter(({ kind }) => kind === 'release')).toHaveLength(40);
    expect(new Set(calendar.entries.map(({ kind }) => kind))).toEqual(
      new Set(['release', 'departure', 'freeze', 'event']),
    );
  });

  test('another freeze breaks those in it, and each has somewhere to go', () => {
    const trial = tryYear(workspace, { lines: ['freeze audit of production from 2027-01-18 until 2027-01-22'] }, BEGIN);
    if ('trouble' in trial) throw new Error(trial.trouble);
    expect(trial.broken.map(({ release }) => release).sort()).toEqual([
      ...['books-2027-01-19', 'figures-2027-01-20', 'money-2027-01-21'],
    ]);
    for (const { slot } of trial.broken) expect(slot).toMatch(/^\w{3} 2027-0[12]-\d\d 1\d:00 \.\. 1\d:00$/);
  });

  test('a plan that has to move finds a window', () => {
    const found = freeSlots(workspace, 'file:///year/plans/money-2027-01-21.release', { count: 3 }, BEGIN);
    expect('slots' in found && found.slots).toHaveLength(3);
  });
});
