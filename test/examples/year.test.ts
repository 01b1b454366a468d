/** A year of a company: six trains whose plans `next` writes one after the other, three parties, their holidays, and the calendar of it all. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyTextEdits } from '../../language/edit/edits.ts';
import { format } from '../../language/format.ts';
import { createWorkspace, type Workspace } from '../../language/workspace.ts';
import { calendarOf } from '../../service/calendar/calendar.ts';
import { tryYear } from '../../service/calendar/what-if.ts';
import { freeSlots } from '../../service/slots/slots.ts';
import { nextOfTrain } from '../../service/trains/next.ts';

const FOLDER = new URL('../../examples/year/', import.meta.url);
const BEGIN = Date.UTC(2026, 9, 5, 8) / 60_000;
const TRAINS = ['webshop', 'apps', 'money', 'books', 'figures', 'gateway'];

function read(now: () => number): Workspace {
  const workspace = createWorkspace({ roots: ['file:///year'], now });
  for (const path of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }))
    if (path.endsWith('.release')) workspace.set(`file:///year/${path}`, readFileSync(new URL(path, FOLDER), 'utf8'));
  return workspace;
}

/** As a host does; the name of the plan, and whether it was written. */
function next(workspace: Workspace, train: string, now: number) {
  const plan = nextOfTrain(workspace, { train, folder: 'file:///year/plans/' }, now);
  if ('trouble' in plan) throw new Error(plan.trouble);
  if (plan.kind === 'there') return { name: plan.name, findings: [] };
  workspace.set(plan.uri, plan.text);
  for (const uri of new Set(plan.edits.map(({ file }) => file)))
    workspace.set(uri, applyTextEdits(workspace.text(uri)!, plan.edits));
  return { name: plan.name, findings: plan.findings.map(({ message }) => message) };
}

const messages = (workspace: Workspace, uri: string) => workspace.analysis(uri).findings.map(({ message }) => message);

test('is laid out as the formatter does, says what it shows, and nothing is found in it', () => {
  const workspace = read(() => BEGIN);
  for (const uri of workspace.files()) {
    const text = workspace.text(uri)!;
    expect(format(text), uri).toBe(text);
    expect(/^(\/\/ .*\n)+/.exec(text)?.[0].length, uri).toBeGreaterThan(100);
    expect(messages(workspace, uri), uri).toEqual([]);
  }
});

test('the first plan of each train is the one that `next` wrote, so that it changes nothing', () => {
  const workspace = read(() => BEGIN);
  const before = workspace.files().map((uri) => workspace.text(uri));
  for (const train of TRAINS) next(workspace, train, BEGIN);
  expect(workspace.files().map((uri) => workspace.text(uri))).toEqual(before);
});

describe('four in a row, of each train', () => {
  let now = BEGIN;
  const workspace = read(() => now);
  const names: string[] = [];

  test('are clean when they are written', () => {
    for (const train of TRAINS) {
      for (let i = 0; i < 4; i++) {
        const last = workspace
          .plans()
          .flatMap(({ plan, schedules }) => plan.releases.map(({ name }, k) => ({ name, T: schedules[k]!.T! })));
        const own = last.filter(({ name }) => name.startsWith(`${train}-2`)).map(({ T }) => T);
        // The morning behind the one before.
        now = Math.max(...own) + 1440;
        workspace.set('file:///year/clock.release', `// ${now}`);
        const { name, findings } = next(workspace, train, now);
        expect(findings, name).toEqual([]);
        names.push(name);
      }
    }
    expect(new Set(names).size).toBe(24);
  });

  test('come to thirty plans, and none is in the way of another', () => {
    now = BEGIN;
    workspace.set('file:///year/clock.release', '// begin');
    const releases = workspace.plans().flatMap(({ plan }) => plan.releases);
    expect(releases).toHaveLength(30);
    const calendar = calendarOf(
      workspace,
      { zone: 'Europe/Berlin', months: 12, from: Date.UTC(2027, 0, 1) / 60_000 },
      BEGIN,
    );
    if ('trouble' in calendar) throw new Error(calendar.trouble);
    expect(calendar.clashes.map(({ message }) => message)).toEqual([]);
    expect(calendar.entries.filter(({ kind }) => kind === 'release')).toHaveLength(30);
    expect(new Set(calendar.entries.map(({ kind }) => kind))).toEqual(
      new Set(['release', 'departure', 'freeze', 'event']),
    );
    expect(messages(workspace, 'file:///year/trains.release')).toEqual([]);
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
