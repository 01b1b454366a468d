/** People who are kept free: whom the schedule leaves alone, and what is said where too few of them are free. */
import { describe, expect, test } from 'vitest';
import { scheduleAll } from '../../plan/analysis.ts';
import { withoutPeople } from '../../plan/what-if/absence.ts';
import { layout } from '../../view/schedule/layout.ts';
import { active, analyseFiles, analyseText, FILE, messagesOf } from '../checks/marked.ts';

const plan = (reserve: string, { run = '', bob = '', cid = '', more = '', name = 'shop-2.1' } = {}) => `person ann
person bob${bob}
person cid${cid}
person dan
team ops is ann, bob, cid
service web
release ${name} "Shop" {
  kind   standard
  zone   Europe/Berlin
  window Wed 2026-12-09 20:00 .. 23:30
  change CHG0042137
  ${reserve}
  run {
    deploy web as first 30m by any of ops undo 5m
    parallel {
      task a 30m by any of ops
      task b 30m by any of ops
    }
    verify web 10m by dan
    ${run}
  }
  ${more}
}
`;

/** `a 20:30 ann` of each step. */
const steps = (text: string): string[] =>
  Object.values(analyseText(text).schedules[0]!.steps).map(
    ({ step, start, by }) =>
      `${step.split('/')[1]} ${new Date((start + 60) * 60_000).toISOString().slice(11, 16)} ${by}`,
  );
const short = (...all: Parameters<typeof plan>) => messagesOf('reserve-short', plan(...all));

describe('whoever is kept free', () => {
  test('is not chosen for a step then', () => {
    expect(steps(plan('')).slice(0, 3)).toEqual(['first 20:00 ann', 'a 20:30 ann', 'b 20:30 bob']);
    expect(steps(plan('reserve 1 of ops during run')).slice(0, 3)).toEqual([
      'first 20:00 ann',
      'a 20:30 ann',
      'b 20:30 bob',
    ]);
    // One is left, and does one thing after the other.
    expect(steps(plan('reserve 2 of ops during run')).slice(0, 3)).toEqual([
      'first 20:00 ann',
      'a 20:30 ann',
      'b 21:00 ann',
    ]);
    expect(steps(plan('reserve ann during run')).slice(0, 3)).toEqual([
      'first 20:00 bob',
      'a 20:30 bob',
      'b 20:30 cid',
    ]);
  });

  test('is left alone in those hours alone', () => {
    expect(steps(plan('reserve ann during 20:15 .. 20:45')).slice(0, 3)).toEqual([
      'first 20:00 bob',
      'a 20:30 bob',
      'b 20:30 cid',
    ]);
    expect(steps(plan('reserve ann during 20:30 .. 21:00'))[0]).toBe('first 20:00 ann');
    expect(steps(plan('reserve ann during first')).slice(0, 2)).toEqual(['first 20:00 bob', 'a 20:30 ann']);
  });

  test('is somebody whom no step asks for by name, and who is not on leave', () => {
    const kept = (text: string) => Object.values(analyseText(text).schedules[0]!.reserves)[0]!.people;
    expect(kept(plan('reserve 1 of ops during run'))).toEqual(['cid']);
    expect(kept(plan('reserve 1 of ops during run', { run: 'task z 5m by cid' }))).toEqual(['bob']);
    const cid = ' { leave Wed 2026-12-09 .. Thu 2026-12-10 }';
    expect(kept(plan('reserve 1 of ops during run', { cid }))).toEqual(['bob']);
  });

  test('is chosen on the way back, which they are kept for', () => {
    const more = 'rollback back { task undo-it 20m by any of ops }';
    expect(steps(plan('reserve ann during run', { more })).at(-1)).toMatch(/^undo-it .* ann$/);
  });
});

describe('too few', () => {
  test('are told, with what takes them', () => {
    expect(short('reserve 1 of ops during run')).toEqual([]);
    expect(short('reserve 3 of ops during run')[0]).toContain(
      '`reserve 3 of ops` keeps 3 people free (Wed 2026-12-09 20:00 .. 21:10 Europe/Berlin), and 1 is: `ann` does `first` (Wed 2026-12-09 20:00 .. 20:30 Europe/Berlin)',
    );
    expect(short('reserve 4 of ops during run')[0]).toContain('there are no more than 3 of them');
  });

  test('because of a step that asks for them by name, leave, or another release', () => {
    expect(short('reserve bob during run', { run: 'task z 5m by bob' })[0]).toContain('and none are: `bob` does `z`');
    const bob = ' { leave Wed 2026-12-09 20:30 .. 21:00 Europe/Berlin }';
    expect(short('reserve bob during run', { bob })[0]).toContain('`bob` is on leave (Wed 2026-12-09 20:30 .. 21:00');
    const [people] = plan('').split('release ');
    const shared = 'file:///plans/people.release';
    const other = 'file:///plans/other.release';
    const of = (text: string) => `import "people.release"\nrelease ${text.split('release ')[1]!}`;
    const { findings } = analyseFiles(
      {
        [FILE]: of(plan('reserve bob during 20:00 .. 22:00')),
        [shared]: people!,
        [other]: of(plan('', { run: 'task z 5m by bob', name: 'other-1.0' })),
      },
      FILE,
    );
    expect(
      active(findings)
        .filter(({ code }) => code === 'reserve-short')
        .map(({ message }) => message),
    ).toEqual([expect.stringContaining('`bob` does `z` of `other-1.0`')]);
  });

  test('while the reserve has no time nobody can say', () => {
    expect(short('reserve 4 of ops during 20:00 .. tbd')).toEqual([]);
    expect(messagesOf('syntax', plan('reserve 2 of ops'))).toEqual([
      expect.stringContaining('`reserve 2 of ops during run`'),
    ]);
    expect(messagesOf('unknown-name', plan('reserve 2 of opps during run'))).toEqual([
      expect.stringContaining('`opps`'),
    ]);
  });
});

test('whoever is away is no reserve, and nobody comes in their place unasked', () => {
  const { plan: read } = analyseText(plan('reserve ann during run\n  reserve 1 of ops during run'));
  const { plan: without, gaps } = withoutPeople(read, new Set(['ann']));
  const [named, anyOf] = Object.values(scheduleAll(without)[0]!.reserves);
  expect([named!.people, anyOf!.people]).toEqual([[], ['cid']]);
  expect(gaps.map(({ what, who }) => `${what}: ${who}`)).toEqual(['the reserve: ann']);
});

test('they are awake: it is a duty like any other', () => {
  expect(messagesOf('duty-too-long', plan('reserve dan during T-13h .. T+1h'))).toEqual([
    expect.stringMatching(/^`dan` is on duty for 14 h/),
  ]);
});

test('the picture shows whom, and when', () => {
  const analysis = analyseText(plan('reserve 2 of ops "For a rollback" during run'));
  const rows = layout(analysis, analysis.schedules[0]!).panels.flatMap(({ rows }) => rows);
  expect(rows.find(({ verb }) => verb === 'reserve')).toMatchObject({ label: 'For a rollback', detail: 'cid, bob' });
});
