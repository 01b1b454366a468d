/** What is openly `tbd` is told once, in one list a release, and by no other check. */
import { expect, test } from 'vitest';
import { frame } from '../../cli/terminal/frame.ts';
import { factsOf } from '../../plan/findings/findings.ts';
import { find } from '../../plan/ids.ts';
import { stepLabel } from '../../plan/model.ts';
import { renderChecklist } from '../../view/checklist.ts';
import { picturesOf } from '../../view/pictures.ts';
import { analyseText } from './marked.ts';

const HEAD = `person ann
person bob
service web
environment staging
`;

function analysed(lines: string, shared = '') {
  return analyseText(`${HEAD}${shared}release r-1 {
  kind   standard
  zone   Europe/Berlin
  owner  ann
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change C1
${lines}
}
`);
}

/** The questions, without who decides and by when. */
function openIn(lines: string, shared = ''): readonly string[] {
  const all = analysed(lines, shared).findings.filter(({ code }) => code === 'still-open');
  expect(all.length).toBeLessThan(2);
  const questions = factsOf(all).map(({ several }) => several!.name!);
  return questions.map((text) => text.charAt(0).toUpperCase() + text.slice(1, text.indexOf(' (')));
}

test.each([
  ['run {\n task a 5m by tbd\n}', 'Who does `a`'],
  ['run {\n task a 5m by bob with tbd, ann\n}', 'Who is there for `a`'],
  ['run {\n task a tbd by bob\n}', 'How long `a` takes'],
  ['run {\n task a "Text" by bob tbd\n}', 'How long `a` takes'],
  ['run {\n task a 5m by bob {\n - "Line" by tbd\n }\n}', 'Who does a line of `a`'],
  ['run {\n task a 5m by bob undo tbd by ann\n}', 'How long it takes to take `a` back'],
  ['run {\n task a 5m by bob undo 5m by tbd\n}', 'Who takes `a` back'],
  ['run {\n task a 5m by bob {\n undo tbd\n }\n}', 'How long it takes to take `a` back'],
  ['run {\n task a 5m by bob irreversible approved by tbd\n}', 'Who approves `a`'],
  ['run {\n backup web 5m by bob {\n tested tbd\n }\n}', 'How long the restore test of `backup web` takes'],
  ['run {\n backup web 5m by bob {\n keep tbd\n }\n}', 'How long `backup web` is kept'],
  ['notify bob "Go" by ann at T {\n acknowledge by tbd within 5m\n}', 'Who watches whether `notify bob` is answered'],
  ['task b 5m by bob at tbd', 'When `b` is'],
  ['task b 5m by bob due tbd', 'When `b` is due'],
  ['phase p Mon 2026-11-23 .. Fri 2026-11-27 by tbd {\n task b 1h\n task c 1h\n}', 'Who answers for `p`'],
  ['run {\n task a 5m by bob\n}\nrollback back {\n task again tbd by bob at tbd\n}', 'How long `again` takes'],
  ['budget tbd approved by ann', 'How much the budget is'],
  ['budget 5 EUR approved by tbd', 'Who approves the budget'],
  ['cost "Hall" tbd', 'How much `Hall` is'],
  ['spent tbd on Mon 2026-11-02', 'How much the cost is'],
  ['run {\n switch web to tbd 5m by ann undo 5m\n}', 'How much of the traffic `switch web` moves'],
  ['run {\n task a 5m by bob only if "Merged" = "yes" likely tbd\n}', 'How likely `a` is'],
  ['run {\n gate g 5m by ann {\n criterion "Errors" < 1 % over tbd from x\n}\n}', 'Over how long `Errors` is measured'],
  ['promise outage tbd', 'How long the promised `outage` may last'],
  ['sponsor tbd', 'Who pays for the release'],
  ['notify bob "Go" by ann at T {\n acknowledge by bob within tbd\n}', 'How soon `notify bob` is answered'],
  ['notify bob "Go" by ann at T {\n escalate bob within tbd\n}', 'How soon the next one is called about `notify bob`'],
  ['hypercare T .. T+5d {\n cover by ann otherwise\n respond P1 within tbd\n}', 'How soon `hypercare` is answered'],
  ['roster r T .. T+5d {\n cover by ann otherwise\n shift every tbd\n}', 'How long a shift of `r` is'],
  ['risk slow by bob {\n likelihood tbd\n impact high\n}', 'How likely `slow` is'],
  ['task b 5m by bob at Mon 2026-11-23 10:00 every tbd', 'How often `b` comes round'],
  ['cycle b every tbd {\n task c 5m by bob\n}', 'How often `b` comes round'],
  ['run {\n gate go 5m by bob {\n criterion "A" < 1 % over tbd from jira\n }\n}', 'Over how long `A` is measured'],
  ['window second tbd', 'When `second` is'],
  ['risk slow by tbd', 'Who answers for `slow`'],
  ['risk slow by bob {\n impact tbd\n}', 'How long `slow` holds up what it threatens'],
  ['uat t in staging by tbd', 'Who answers for `t`'],
  ['uat t in staging by bob {\n sign-off by tbd due T-1wd\n}', 'Who signs `t` off'],
  ['hypercare T .. T+2d {\n cover by tbd otherwise\n}', 'Who covers `hypercare`'],
  ['role design is tbd', 'Who `design` is'],
  ['team crew is ann, tbd', 'Who belongs to `crew`'],
  ['team crew is tbd\nrun {\n task a 5m by crew\n}', 'Who belongs to `crew`'],
])('`%s` is open, and nothing is missing', (line, question) => {
  expect(openIn(line)).toEqual([question]);
  const codes = new Set(analysed(line).findings.map(({ code }) => code));
  for (const code of ['syntax', 'unknown-name', 'unassigned', 'estimate-missing', 'placeholder', 'not-scheduled'])
    expect(codes).not.toContain(code);
});

test('a role or a team of a shared file is open for each release that names it, once', () => {
  const steps = 'run {\n task a 5m by design\n task b 5m by design\n}';
  expect(openIn(steps, 'role design is tbd\n')).toEqual(['Who `design` is']);
  const crew = 'run {\n task a 5m by crew\n task b 5m by any of crew\n}';
  expect(openIn(crew, 'team crew is tbd\n')).toEqual(['Who belongs to `crew`']);
  expect(analysed(crew, 'team crew is tbd\n').findings.map(({ code }) => code)).not.toContain('unassigned');
});

test('a role beside its only release is open though nothing names it yet, and is no idle declaration', () => {
  const { findings } = analysed('run {\n task a 5m by ann\n}', 'role design is tbd\nteam crew is tbd\n');
  const told = findings.map(({ code, message }) => `${code} ${message}`);
  expect(told.filter((one) => /^still-open .*`design`.*`crew`/.test(one))).toHaveLength(1);
  expect(told.filter((one) => /^unused .*`(design|crew)`/.test(one))).toEqual([]);
});

test('it says whose it is to decide and by when', () => {
  const { findings } = analysed('run {\n task a 5m by tbd\n task b tbd by bob\n}');
  expect(findings.find(({ code }) => code === 'still-open')).toMatchObject({
    severity: 'information',
    message:
      '2 things are still open: who does `a` (`ann` decides, by Sat 2026-12-05 22:00 Europe/Berlin) and how long `b` takes ' +
      '(`bob` decides, by Sat 2026-12-05 22:05 Europe/Berlin); write them instead of `tbd`.',
  });
});

test('it takes nobody’s time and no time, and is drawn as open', () => {
  const analysis = analysed('run {\n parallel {\n  task a 30m by tbd\n  task b 30m by tbd\n }\n task c tbd by bob\n}');
  const [schedule] = analysis.schedules;
  const steps = Object.values(schedule!.steps);
  expect(
    steps.map(({ step, start, end, by }) => [stepLabel(find(analysis.plan.releases[0]!, step)), end - start, by]),
  ).toEqual([
    ['a', 30, ['tbd']],
    ['b', 30, ['tbd']],
    ['c', 0, ['bob']],
  ]);
  expect(steps[0]!.start).toBe(steps[1]!.start);
  expect(renderChecklist(analysis, schedule!)).toContain('how long it takes is open');
  expect(JSON.stringify(picturesOf(analysis, schedule!).schedule)).toMatch(/bob[\s\S]{0,60}tbd/);
});

test('of many it says what kinds of things they are and what there is most of, and once what all of them lack', () => {
  const nobodys = analyseText(
    `${HEAD}release r-1 {\n kind standard\n window tbd\n run {\n${'ab'.replace(/./g, '  task $& tbd by tbd\n')}  task c tbd by bob\n }\n}\n`,
  );
  const [finding] = nobodys.findings.filter(({ code }) => code === 'still-open');
  expect(finding).toMatchObject({
    message:
      '6 things are still open, of 3 kinds: when the release is, how long … takes (3) and who does … (2); write them instead of `tbd`. ' +
      'For 5 of them nobody is named to decide; name the `owner` of the release, who is asked where no line says who.',
  });
  // Each is led to, and in a terminal each kind has a row.
  expect(finding!.related.map(({ message }) => message)).toEqual([
    'when the release is',
    'who does `a`',
    'how long `a` takes',
    'who does `b`',
    'how long `b` takes',
    'how long `c` takes',
  ]);
  const framed = frame(finding!, undefined, { paint: (_, text) => text, pathOf: () => 'r', text: () => undefined });
  expect(framed.match(/see r:\S+ .*/g)!.map((row) => row.replace(/\S+ \S+ /, ''))).toEqual([
    'when the release is (nobody is named to decide it)',
    'who does … (2); the first by T: `a` and `b`',
    'how long … takes (2); the first by T: `a` and `b`',
    'how long `c` takes (`bob` decides, by T)',
  ]);
  const roles = analysed('role lead is tbd\nrun {\n task a tbd by tbd\n task b tbd by tbd\n}').findings;
  expect(roles.find(({ code }) => code === 'still-open')!.message).toMatch(
    /^5 things are still open, of 3 kinds: who does … \(2\), how long … takes \(2\) and who `lead` is; write/,
  );
});
