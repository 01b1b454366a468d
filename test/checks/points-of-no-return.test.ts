/** Several points of no return, and what hangs on one with a name. */
import { describe, expect, test } from 'vitest';
import { compare } from '../../plan/diff/compare.ts';
import { standardRelease } from '../../plan/facts/example.ts';
import { renderChecklist } from '../../view/checklist.ts';
import { layout } from '../../view/schedule/layout.ts';
import { analyseText, judgedText, messagesOf } from './marked.ts';

const T = Date.UTC(2026, 11, 5, 21) / 60_000;

const plan = (run: string, more = '') =>
  standardRelease(
    `person mara
person priya
service web
database db`,
    `run {\n${run}\n}\n${more}`,
  );

const TWO = `task a 10m by priya
point of no return cut-over
migrate db 30m by priya irreversible approved by mara
gate go-on 5m by mara
point of no return settled
deploy web 30m by priya irreversible approved by mara
verify web, db 10m by mara`;

describe('a point with a name', () => {
  test('is a moment that others hang on', () => {
    const analysis = analyseText(
      plan(
        `${TWO}\ntask late 5m by priya after settled + 2h`,
        `play calm until settled { task call-them 10m by mara }
when "Calls" > 3 from hotline at T+36m then play calm`,
      ),
    );
    const [release] = analysis.plan.releases;
    const [schedule] = analysis.schedules;
    expect(analysis.findings.filter(({ code }) => ['syntax', 'unknown-name', 'not-scheduled'].includes(code))).toEqual(
      [],
    );
    const at = release!.pointsOfNoReturn.map(({ id }) => schedule!.pointsOfNoReturn[id]! - T);
    expect(at).toEqual([10, 45]);
    expect(Object.values(schedule!.milestones).map((moment) => moment - T)).toEqual(at);
    const late = release!.steps.find(({ name }) => name === 'late')!;
    expect(schedule!.steps[late.id]!.start - T).toBe(45 + 120);
    // It must be over by then: ten minutes before it is too late to begin at 36.
    expect(analysis.findings.filter(({ code }) => code === 'call-impossible')).toHaveLength(1);
  });

  test('is that of its place in a block without an order, too', () => {
    const analysis = analyseText(
      plan('parallel {\ntask a 20m by priya\npoint of no return settled\ntask b 50m by mara\n}'),
    );
    expect(Object.values(analysis.schedules[0]!.milestones).map((moment) => moment - T)).toEqual([20]);
  });

  test('is told once, by its name, in table, picture, checklist and difference', () => {
    const analysis = analyseText(plan(TWO));
    const [schedule] = analysis.schedules;
    const dates = schedule!.dated.filter(({ label }) => label === 'settled' || label === 'cut-over');
    expect(dates.map(({ what, label }) => [what, label])).toEqual([
      ['point of no return', 'cut-over'],
      ['point of no return', 'settled'],
    ]);
    const marks = layout(analysis, schedule!).panels.flatMap((panel) => panel.marks);
    expect(marks.filter(({ kind }) => kind === 'no-return').map(({ label }) => label)).toEqual([
      'cut-over 22:10',
      'settled 22:45',
    ]);
    const words = renderChecklist(analysis, schedule!).replace(/<[^>]*>/g, '');
    expect(words).toContain('Point of no return settled, Sat 2026-12-05 22:45: from here on there is no way back');
    expect(words.match(/settled/g)).toHaveLength(1);
    const without = analyseText(plan(TWO.replace('point of no return settled\n', '')));
    expect(JSON.stringify(compare(without, analysis)).match(/settled/g)).toHaveLength(1);
  });
});

describe('of several', () => {
  test('the first one of a run ends its way back', () => {
    const [schedule] = analyseText(
      plan(TWO.replace('migrate db 30m by priya irreversible approved by mara', 'task b 30m by priya')),
    ).schedules;
    expect(schedule!.rollbacks[0]!.noReturn!.at - T).toBe(10);
  });

  test('each has a gate of its own: one behind the first decides about the second', () => {
    expect(messagesOf('point-of-no-return', plan(TWO))).toEqual([]);
    const late = TWO.replace(
      'gate go-on 5m by mara\npoint of no return settled',
      'point of no return settled\ngate go-on 5m by mara',
    );
    expect(messagesOf('point-of-no-return', plan(late)).map((message) => message.split(' (')[0])).toEqual([
      'The point of no return `cut-over`',
      'The point of no return `settled`',
    ]);
  });

  test.each([
    ['nothing decides before it', '', ['The point of no return']],
    ['a test whose failure leads back does', 'when works.failed then rollback', []],
    ['one whose failure is told only does not', 'when works.failed then notify priya', ['The point of no return']],
    ['what comes behind it does not', 'when later.failed then rollback', ['The point of no return']],
  ])('%s', (_, trigger, told) => {
    const night = `deploy web 10m by priya\nverify web as works 5m by mara\npoint of no return\ngate merge 5m by mara\nverify web as later 5m by mara\n${trigger}`;
    const text = plan(night, 'rollback {\n  deploy web 5m by priya\n}');
    expect(analyseText(text).findings.filter(({ code }) => code === 'syntax')).toEqual([]);
    expect(messagesOf('point-of-no-return', text).map((message) => message.split(' (')[0])).toEqual(told);
  });

  test('each run that does what cannot be taken back needs one', () => {
    const second = 'run in later {\ndeploy web as again 10m by priya irreversible approved by mara\n}';
    const text = plan(TWO, `${second}\nwindow later Sun 2026-12-06 22:00 .. 23:00`);
    expect(messagesOf('point-of-no-return', text)).toHaveLength(1);
    const marked = text.replace('run in later {', 'run in later {\ntask b 5m by priya\npoint of no return');
    expect(messagesOf('point-of-no-return', marked)).toEqual([]);
  });
});

test.each([
  ['point of no return two words', 'A point of no return has one name; write `point of no return two-words`.'],
  ['point of settled', '`point` of what? Write `point of no return`.'],
])('%s is told once', (line, said) => {
  expect(messagesOf('syntax', plan(`task a 5m by mara\n${line}`))).toEqual([said]);
});

describe('one step that cannot be taken back is one finding, which asks for all that goes with it', () => {
  const approvals = ['', ' approved by mara'];
  const marks = ['', 'point of no return\n'];
  const silenced = ['', 'rollback-missing', 'point-of-no-return'];
  const ways = ['waive', 'policy'];
  const rows = ways.flatMap((way) =>
    silenced.flatMap((code) => approvals.flatMap((by) => marks.map((mark) => [way, code, by, mark] as const))),
  );
  test.each(rows)('%s %s%s %s', (way, code, by, mark) => {
    const policy = code && way === 'policy' ? `policy {\n check ${code} off\n}\n` : '';
    const waiver = code && way === 'waive' ? `waive ${code} until T+1d because "We live with it"\n` : '';
    const { analysis, fixesOf } = judgedText(
      `${policy}person mara\nperson ann\nservice web\nrelease r {\nzone UTC\nwindow Thu 2026-12-10 20:00 .. 23:00\n${waiver}run {\ntask look 5m by mara\n${mark}configure web 5m by ann irreversible${by}\n}\n}\n`,
    );
    expect(analysis.findings.filter(({ code }) => code === 'syntax')).toEqual([]);
    const found = analysis.findings.filter(
      (one) => !one.waived && ['rollback-missing', 'point-of-no-return'].includes(one.code),
    );
    const isUnapproved = by === '' && code !== 'rollback-missing';
    const isUnmarked = mark === '' && code !== 'point-of-no-return';
    expect(found).toHaveLength(isUnapproved || isUnmarked ? 1 : 0);
    for (const one of found) {
      expect([one.message.includes('approved by …'), one.message.includes('`point of no return`')]).toEqual([
        isUnapproved,
        isUnmarked,
      ]);
      expect(fixesOf(one)).toHaveLength(isUnmarked ? 1 : 0);
    }
  });

  test('a line that is to stand elsewhere is told once where', () => {
    const night = 'deploy web 5m by priya irreversible approved by mara\npoint of no return\ngate go 5m by mara';
    expect(messagesOf('point-of-no-return', plan(night))).toEqual([
      expect.stringMatching(/does not come before it; move it up\.$/),
    ]);
  });
});

test('what cannot be taken back in each of two runs is told once, and repaired in both', () => {
  const run = (name: string, step: string, by = '') =>
    `  run ${name} at T {\n    configure web as ${step} 5m by ann irreversible${by}\n    verify web 5m by ann\n  }\n`;
  const told = (by: string) => {
    const { analysis, fixesOf } = judgedText(
      `person ann\nperson bob\nservice web\nrelease r {\n  zone UTC\n  window Thu 2026-12-10 20:00 .. 23:00\n${run('one', 'a', by)}${run('two', 'b', by)}}\n`,
    );
    const found = analysis.findings.filter(({ code }) => ['point-of-no-return', 'rollback-missing'].includes(code));
    return found.map((one) => [one.message, fixesOf(one).map(({ repairs }) => repairs)]);
  };
  expect(told(' approved by bob')).toEqual([
    [
      '2 steps, each the first of its run, cannot be taken back, and nothing marks the line before them: `a` and `b`; put `point of no return` before each.',
      [2],
    ],
  ]);
  expect(told('')).toEqual([
    [
      '2 steps of `r` cannot be taken back, and nobody has approved that: `a` and `b`; write `irreversible approved by …` at each, and `point of no return` before the first of a run.',
      [2],
    ],
  ]);
});
