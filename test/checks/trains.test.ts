/** A train against the plans of its releases, wherever they stand. */
import { describe, expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { createWorkspace } from '../../language/workspace.ts';

const FILE = 'file:///train.release';
const NOW = Date.UTC(2026, 11, 10, 9) / 60_000;

const HEAD = `zone Europe/Berlin
person ann
environment production
service web in production
`;
const train = (lines: string, extra = '') =>
  `${HEAD}${extra}train t every 1w from Sat 2026-11-21 22:00 {\n${lines}\n}\n`;
const release = (name: string, day: string, body = '', hours = '22:00 .. 23:00') =>
  `import "train.release"\nrelease ${name} {\n  kind standard\n  zone Europe/Berlin\n  window ${day} ${hours}\n${body}\n  run { deploy web 10m by ann }\n}\n`;

function workspaceOf(text: string, plans: readonly string[] = []) {
  const workspace = createWorkspace({ roots: ['file:///'], now: () => NOW });
  workspace.set(FILE, text);
  for (const [i, plan] of plans.entries()) workspace.set(`file:///plan-${i}.release`, plan);
  return workspace;
}

const found = (text: string, plans: readonly string[] = []) =>
  workspaceOf(text, plans)
    .analysis(FILE)
    .findings.filter(({ code }) => code === 'train-broken')
    .map(({ message }) => message);

const WEEKS = ['Sat 2026-11-21', 'Sat 2026-11-28', 'Sat 2026-12-05', 'Sat 2026-12-12'];
const named = (days: readonly string[]) => days.map((_, i) => `release t-${i + 1}`).join('\n');
const plansOf = (days: readonly string[]) => days.map((day, i) => release(`t-${i + 1}`, day));

test('its plans stand in files of their own, and keep to it', () => {
  expect(found(train(named(WEEKS)), plansOf(WEEKS))).toEqual([]);
});

test('one of them is not there', () => {
  expect(found(train(named(WEEKS)), plansOf(WEEKS).slice(0, 3))).toEqual([
    expect.stringMatching(/^No plan here declares `t-4`/),
  ]);
});

test('one of them leaves on another day, and says so in the train', () => {
  const days = [WEEKS[0]!, 'Sun 2026-11-29', WEEKS[2]!];
  expect(found(train(named(days)), plansOf(days))).toEqual([
    expect.stringMatching(/^`t-2` begins Sun 2026-11-29 .* no day of the train `t` \(the nearest: Sat 2026-11-28\)/),
  ]);
  const said = named(days).replace('release t-2', 'release t-2 at Sun 2026-11-29');
  expect(found(train(said), plansOf(days))).toEqual([]);
});

describe('a departure without a release', () => {
  const days = [WEEKS[0]!, WEEKS[2]!];
  test('between two others, unless it is left out; the repair leaves it out', () => {
    expect(found(train(named(days)), plansOf(days))).toEqual([
      expect.stringMatching(/^The train `t` leaves on Sat 2026-11-28, and no release .*: `skip Sat 2026-11-28`\.$/),
    ]);
    const workspace = workspaceOf(train(named(days)), plansOf(days));
    const finding = workspace.analysis(FILE).findings.find(({ code }) => code === 'train-broken')!;
    const [fix] = workspace.fixesOf(FILE)(finding);
    const text = workspace.text(FILE)!;
    expect(
      found(
        applyTextEdits(
          text,
          textEdits(fix!.edits, () => text),
        ),
        plansOf(days),
      ),
    ).toEqual([]);
  });

  test('in the past, but not one that is still to come', () => {
    expect(found(train(named(WEEKS.slice(0, 2))), plansOf(WEEKS.slice(0, 2)))).toEqual([
      expect.stringMatching(/leaves on Sat 2026-12-05, and no release/),
    ]);
    expect(found(train(named(WEEKS.slice(0, 3))), plansOf(WEEKS.slice(0, 3)))).toEqual([]);
  });

  test('is not asked for where nobody knows when the others are', () => {
    expect(found(train('release elsewhere-1\nrelease elsewhere-2'))).toEqual([]);
  });
});

describe('a departure in a freeze', () => {
  const christmas = 'freeze christmas of production from 2026-12-18 until 2027-01-04\n';
  test('of production, which is to be left out', () => {
    expect(found(train(named(WEEKS), christmas), plansOf(WEEKS))).toEqual([
      expect.stringMatching(
        /leaves on Sat 2026-12-19, Sat 2026-12-26 (and|or) Sat 2027-01-02, in the freeze `christmas`/,
      ),
    ]);
    const skips = '\nskip Sat 2026-12-19\nskip Sat 2026-12-26\nskip Sat 2027-01-02';
    expect(found(train(named(WEEKS) + skips, christmas), plansOf(WEEKS))).toEqual([]);
  });

  test('of something that it does not change is none', () => {
    const other = 'service other\nfreeze other-freeze of other from 2026-12-18 until 2027-01-04\n';
    expect(found(train(named(WEEKS), other), plansOf(WEEKS))).toEqual([]);
  });

  test('that comes round', () => {
    const weekly = 'freeze saturdays of web every Sat 18:00 .. 24:00\n';
    expect(found(train(named(WEEKS), weekly), plansOf(WEEKS))).toEqual([
      expect.stringMatching(/in the freeze `saturdays`/),
    ]);
  });
});

test('two that touch', () => {
  const plans = [
    release(
      't-1',
      WEEKS[0]!,
      'phase long Sat 2026-11-21 23:00 .. Sun 2026-11-29 01:00 {\n}',
      '22:00 .. Sun 2026-11-29 02:00',
    ).replace('10m', '7d3h'),
    release('t-2', WEEKS[1]!),
  ];
  expect(found(train(named(WEEKS.slice(0, 2)).concat('\nskip Sat 2026-12-05')), plans)).toContainEqual(
    expect.stringMatching(/^`t-2` begins Sat 2026-11-28 22:00 .*the run of `t-1`.*ends 3 h later/),
  );
});

test('a cut-off before that of the release before', () => {
  const cut = (on: string) => `scope {\n  frozen on ${on}\n}`;
  const of = (first: string, second: string) =>
    found(train(`${named(WEEKS.slice(0, 2))}\nskip Sat 2026-12-05`), [
      release('t-1', WEEKS[0]!, cut(first)),
      release('t-2', WEEKS[1]!, cut(second)),
    ]);
  expect(of('T-1wd', 'T-1wd')).toEqual([]);
  expect(of('T-1wd', 'Mon 2026-11-16')).toEqual([
    expect.stringMatching(/^The scope of `t-2` is frozen on Mon 2026-11-16, before that of `t-1` \(Fri 2026-11-20\)/),
  ]);
});

test.each([
  ['2.1.0', '2.2.0', undefined],
  ['2.9', '2.10', undefined],
  ['2026a', '2026b', undefined],
  ['2.1.0', '2.1.0', /^`t-2` has the version 2\.1\.0, as `t-1` before it has/],
  ['2.10', '2.9', /^`t-2` has the version 2\.9, and `t-1`, which leaves before it, has 2\.10/],
])('versions %s and %s', (first, second, message) => {
  const lines = `release t-1 version ${first}\nrelease t-2 version ${second}\nskip Sat 2026-12-05`;
  expect(found(train(lines), plansOf(WEEKS.slice(0, 2)))).toEqual(message ? [expect.stringMatching(message)] : []);
});

describe('what is carried over', () => {
  const of = (first: string, second: string, third = '') =>
    found(train(named(WEEKS.slice(0, 3))), [
      release('t-1', WEEKS[0]!, first),
      release('t-2', WEEKS[1]!, second),
      release('t-3', WEEKS[2]!, third),
    ]);
  const scope = (lines: string) => `scope {\n${lines}\n}`;
  test('is open in the release that it comes from', () => {
    expect(of(scope('must A-1'), scope('must A-1 from t-1'))).toEqual([]);
    expect(of(scope('must A-1 done'), scope('must A-1 from t-1'))).toEqual([
      expect.stringMatching(/carries `A-1` over from `t-1`, where it is done/),
    ]);
    expect(of(scope('must A-1'), scope('must A-2 from t-1'))).toEqual([
      expect.stringMatching(/`t-1`, which has nothing of that name/),
    ]);
    expect(of('issue slow by ann', 'issue slow by ann from t-1')).toEqual([]);
    expect(of('', 'risk slow by ann from t-1')).toEqual([expect.stringMatching(/nothing of that name/)]);
  });

  test('is carried over once', () => {
    expect(of(scope('must A-1'), scope('must A-1 from t-1'), scope('must A-1 from t-1'))).toEqual([
      expect.stringMatching(/^`A-1` of `t-1` is carried over twice in the train `t`: by `t-2` and by `t-3`/),
    ]);
    expect(of(scope('must A-1'), scope('must A-1 from t-1'), scope('must A-1 from t-2'))).toEqual([]);
  });
});
