/** What somebody has signed, approved or promised, against what the plan says since; trains, and days on which nobody works. */
import { describe, expect, test } from 'vitest';
import { createWorkspace } from '../../language/workspace.ts';
import { analyse } from '../../plan/analysis.ts';
import { standardRelease } from '../../plan/facts/example.ts';
import { FILE, messagesOf, NOW } from './marked.ts';

const CAST = 'person ann\nperson bob\nservice web\nenvironment preprod\n';
const RUN = 'run {\n  deploy web 10m by ann undo 5m\n  verify web 10m by bob\n}';
const plan = (body: string, shared = '') => standardRelease(`${CAST}${shared}`, `${body}\n${RUN}`);

describe('agreement-stale', () => {
  const of = (text: string) => messagesOf('agreement-stale', text);
  const scope = (extra: string, frozen = '') =>
    `scope {\n${frozen}  must A-1 by bob due T-5wd added on Thu 2026-10-01${extra}\n}`;

  test('a test by users that was signed before an item came in which it covers', () => {
    const uat = (covers: string, on: string) => `uat u in preprod by bob {\n${covers}  sign-off by bob on ${on}\n}`;
    for (const covers of ['  covers A-1\n', '']) {
      expect(of(plan(`${scope('')}\n${uat(covers, 'Mon 2026-09-28')}`))).toEqual([
        expect.stringMatching(
          /^UAT `u` is signed off on Mon 2026-09-28, and covers `A-1`, which came in on Thu 2026-10-01/,
        ),
      ]);
      expect(of(plan(`${scope('')}\n${uat(covers, 'Thu 2026-10-01')}`))).toEqual([]);
      expect(of(plan(`${scope(' deferred to later')}\n${uat(covers, 'Mon 2026-09-28')}`))).toEqual([]);
    }
  });

  test('a change that was approved before its scope grew', () => {
    const approved = (body: string) =>
      of(plan(body).replace('CHG0042137', 'CHG0042137 approved by bob on Mon 2026-09-28'));
    expect(approved(scope(''))).toEqual([
      expect.stringMatching(/^`CHG0042137` is approved on Mon 2026-09-28, and `A-1` came in after that/),
    ]);
    expect(approved(scope(' under CHG7'))).toEqual([]);
    // That it came in behind the freeze is told as such.
    expect(approved(scope('', '  frozen on Mon 2026-09-28\n'))).toEqual([]);
  });

  test('who said yes on a day on which the window was another one', () => {
    const text = plan('confirmed by bob on Mon 2026-09-28');
    const read = (source: string) => {
      const workspace = createWorkspace({ roots: ['file:///plans/'] });
      workspace.set(FILE, source);
      return workspace.analysis(FILE).plan;
    };
    const at = Date.UTC(2026, 8, 1) / 60_000;
    const judged = (before: string) =>
      analyse(read(text), { now: NOW, history: [{ at, plan: read(before) }] })
        .findings.filter(({ code }) => code === 'agreement-stale')
        .map(({ message }) => message);
    expect(judged(text)).toEqual([]);
    expect(judged(text.replace('Sat 2026-12-05', 'Fri 2026-12-04'))).toEqual([
      expect.stringMatching(
        /^`bob` has said yes on Mon 2026-09-28, when the window began Fri 2026-12-04 22:00 .*; it begins Sat 2026-12-05 22:00/,
      ),
    ]);
  });

  test('what was approved holds for the run, the way back and the scope of that day', () => {
    const scope = 'scope {\n  must A-1 by bob due T-5wd\n}\n';
    const back = 'rollback {\n  task undo-it 10m by ann\n}\n';
    const text = plan(`${scope}${back}`).replace('CHG0042137', 'CHG0042137 approved by bob on Mon 2026-09-28');
    const read = (source: string) => {
      const workspace = createWorkspace({ roots: ['file:///plans/'] });
      workspace.set(FILE, source);
      return workspace.analysis(FILE).plan;
    };
    const at = Date.UTC(2026, 8, 1) / 60_000;
    const judged = (before: string) =>
      analyse(read(text), { now: NOW, history: [{ at, plan: read(before) }] })
        .findings.filter(({ code }) => code === 'agreement-stale')
        .map(({ message }) => message);
    expect(judged(text)).toEqual([]);
    expect(judged(text.replace('task undo-it 10m', 'switch web 10m'))).toEqual([
      expect.stringContaining('says another thing since: of the way back, 1 step'),
    ]);
    expect(judged(text.replace('must A-1 by', 'must A-2 by'))).toEqual([
      expect.stringContaining('of the scope, `A-1` came in and `A-2` went'),
    ]);
    expect(
      judged(text.replace('  verify web 10m by bob', '  verify web 10m by bob\n  verify web as again 10m by bob')),
    ).toEqual([expect.stringContaining('of the run, 1 step went')]);
    // What is new in the run is told by another check; how long it takes, and who does it, may be another.
    expect(judged(text.replace('10m by ann undo', '20m by bob undo'))).toEqual([]);
  });
});

describe('milestone-off-day', () => {
  const of = (body: string, shared = '') => messagesOf('milestone-off-day', plan(body, shared));

  test.each([
    ['a Sunday', 'milestone m Sun 2026-11-29', ''],
    ['a deadline', 'milestone m due Sun 2026-11-29', ''],
    [
      'a holiday of whoever answers for it',
      'milestone m Thu 2026-11-26 by cid',
      'calendar us {\n  holiday Thu 2026-11-26 "Thanksgiving"\n}\nperson cid { calendar us }\n',
    ],
  ])('%s', (_, body, shared) => {
    expect(of(body, shared)).toEqual([expect.stringMatching(/^Milestone `m` is on .* nobody works .*; write .* or /)]);
  });

  test.each([
    ['the day of the night', 'milestone m Sat 2026-12-05 23:00', ''],
    ['what counts from T', 'milestone m T-6d', ''],
    [
      'a day on which a rehearsal is held',
      'milestone m Sun 2026-11-29\nrehearsal r 2h in preprod at Sun 2026-11-29 10:00',
      '',
    ],
    ['every Sunday', 'milestone m Sun 2026-11-22\nmilestone n Sun 2026-11-29', ''],
    [
      'whoever works on Sundays',
      'milestone m Sun 2026-11-29 by cid',
      'calendar shop { working Mon..Sun 09:00 .. 17:00 }\nperson cid { calendar shop }\n',
    ],
  ])('%s', (_, body, shared) => {
    expect(of(body, shared)).toEqual([]);
  });
});

describe('train-broken', () => {
  const of = (lines: string, every = 'every 2w from Sat 2026-11-21 22:00 Europe/Berlin') =>
    messagesOf('train-broken', plan('', `train t ${every} {\n${lines}\n}\n`));

  test.each([
    ['a template that is not there', 'template nowhere', /^The template `nowhere`/],
    ['what nothing carries over', 'carry-over scope, isues', /`isues`; did you mean `issues`\?/],
    ['a skip off its days', 'skip Tue 2026-12-08', /leaves out Tue 2026-12-08, .* nearest day is Sat 2026-12-05/],
    [
      'another date than the window',
      'release shop-2.1 at Sat 2026-11-21 22:00',
      /begins Sat 2026-12-05 .* has it at Sat 2026-11-21/,
    ],
    ['a release that is not there', 'release shop-2.1\nrelease ghost', /declares `ghost`/],
  ])('%s', (_, lines, message) => {
    expect(of(lines)).toEqual([expect.stringMatching(message)]);
  });

  test('a window on no day of the train, unless the train says so', () => {
    const odd = 'every 2w from Fri 2026-11-20 22:00 Europe/Berlin';
    expect(of('release shop-2.1', odd)).toEqual([expect.stringMatching(/which is no day of the train `t`/)]);
    expect(of('release shop-2.1 at Sat 2026-12-05', odd)).toEqual([]);
  });

  test.each([
    ['one that keeps to it', 'carry-over scope, issues, risks\nskip Sat 2026-12-19\nrelease shop-2.1'],
    ['one whose releases stand elsewhere', 'release ghost-1\nrelease ghost-2'],
  ])('%s', (_, lines) => {
    expect(of(lines)).toEqual([]);
  });
});

test('an approval that is still to come is told once the lead time has begun, and before the night', () => {
  const text = plan('').replace('kind   standard', 'kind   normal');
  const on = (day: string, change = 'CHG0042137 approved by bob') =>
    messagesOf('change-lead-time', text.replace('CHG0042137', change), Date.parse(`${day}T12:00Z`) / 60_000);
  expect(on('2026-11-20')).toEqual([]);
  expect(on('2026-12-01')).toEqual([
    expect.stringMatching(/^`CHG0042137` is to be approved by `bob`, and nothing says that it is/),
  ]);
  expect(on('2026-12-07')).toEqual([]);
  // Where it is approved, the register knows: a plan that says nothing of it owes nothing.
  expect(on('2026-12-01', 'CHG0042137')).toEqual([]);
});

describe('order-contradicts-dates', () => {
  const of = (body: string) => messagesOf('order-contradicts-dates', plan(body));
  const milestones = (...days: string[]) => days.map((day, i) => `milestone m-${i + 1} ${day}`).join('\n');

  test.each([
    [
      'in the middle',
      ['Mon 2026-10-12', 'Mon 2026-12-07', 'Mon 2026-10-26', 'Mon 2026-11-09'],
      '`m-2` (Mon 2026-12-07) is listed between',
    ],
    [
      'in another year',
      ['Mon 2026-10-12', 'Mon 2026-10-19', 'Mon 2026-10-26', 'Mon 2025-11-10'],
      '`m-4` (Mon 2025-11-10) is listed behind',
    ],
  ])('one date out of a list, %s', (_, days, words) => {
    expect(of(milestones(...days))).toEqual([expect.stringContaining(words)]);
  });

  test.each([
    ['a list in order', ['Mon 2026-10-12', 'Mon 2026-10-12', 'Mon 2026-10-26', 'Mon 2026-11-09']],
    ['a list in no order', ['Mon 2026-11-09', 'Mon 2026-10-12', 'Mon 2026-10-26', 'Mon 2026-10-19']],
    ['two that changed places', ['Mon 2026-10-12', 'Mon 2026-10-26', 'Mon 2026-10-19', 'Mon 2026-11-09']],
    ['a few', ['Mon 2026-11-09', 'Mon 2026-10-12', 'Mon 2026-10-26']],
  ])('%s', (_, days) => {
    expect(of(milestones(...days))).toEqual([]);
  });

  test('an item that is due before what it waits for', () => {
    const scope = (due: string) => `scope {\n  must A by bob due Fri 2026-11-20 after B\n  must B by bob due ${due}\n}`;
    expect(of(scope('Mon 2026-11-23'))).toEqual([
      expect.stringMatching(/^`A` is due Fri 2026-11-20 and waits for `B`/),
    ]);
    expect(of(scope('Thu 2026-11-19'))).toEqual([]);
    expect(of(scope('Mon 2026-11-23 done'))).toEqual([]);
  });
});
