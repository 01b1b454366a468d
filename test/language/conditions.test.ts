/** What a condition may say, and what is said of one that stops in the middle. */
import { describe, expect, test } from 'vitest';
import { conditions, onlyIf } from '../../plan/said/words.ts';
import { analyseText, messagesOf } from '../checks/marked.ts';

const plan = (line: string) => `person ann
person and
release r-1 {
  kind   standard
  window Wed 2026-12-09 20:00 .. 22:00
  change C1
  milestone publish Mon 2026-12-14
  run {
    task work 30m by ann with and
    ${line}
  }
}
`;
const trigger = (line: string) => analyseText(plan(line)).plan.releases[0]!.triggers[0]!;
const problems = (line: string) => messagesOf('syntax', plan(line));

describe('a trigger', () => {
  test.each([
    ['when "Page online" >= 2h and "Engineering agrees" then stop', 'Page online >= 2 h and Engineering agrees'],
    [
      'when "A" > 1 % over 5m from x and "B" > 2 s from y and "C" then stop',
      'A > 1 % over 5m from x and B > 2 s from y and C',
    ],
    ['when publish and "C" = green then stop', 'publish and C = green'],
    ['when "A" > tbd and "B" > 3 and "C" = 1.2.3 then stop', 'A > tbd and B > 3 and C = 1.2.3'],
    ['when publish.late > 72h and work.failed then stop', 'publish.late > 72 h and work.failed'],
    ['when publish.late then stop', 'publish.late'],
    ['when "A" > 1\n      and "B" > 2\n      then stop', 'A > 1 and B > 2'],
  ])('%s', (line, said) => {
    expect(problems(line)).toEqual([]);
    expect(conditions(trigger(line).conditions)).toBe(said);
    expect(trigger(line).then).toHaveLength(1);
  });

  test('knows how long a value is', () => {
    expect(trigger('when "Page online" >= 1h30m then stop').conditions[0]!.length?.minutes).toBe(90);
    expect(trigger('when "Page online" >= 90 then stop').conditions[0]!.length).toBeUndefined();
  });

  test.each([
    ['when "A" > 1 % and then stop', ['Another condition stands after `and`, not `then`.']],
    [
      'when "A" > 1 during then stop',
      ['A range of times stands after `during`: `Thu 2026-11-26 09:00 .. 17:00`, not `then`.'],
    ],
    [
      'when "A" > 1 at T during T .. T+1h then stop',
      ['A trigger is either armed `during` a time or looked at once, `at` a moment; leave one of the two out.'],
    ],
    ['when "A" > 1 at T at T+1h then stop', ['`at` stands twice on this line; keep one.']],
    ['when publish.late < 2h then stop', ['How late says a length of time: `publish.late > 72h`.']],
    ['when publish.late > 3 then stop', ['How late says a length of time: `publish.late > 72h`.']],
    ['when work.failed = 1 then stop', ['`work.failed` says all of it; nothing is compared with it.']],
    [
      'when work.lost then stop',
      ['`.lost` is no end of anything; write `.start` or `.end`, in a condition also `.late`, `.length` or `.failed`.'],
    ],
  ])('%s is told once', (line, said) => {
    expect(problems(line)).toEqual(said);
  });
});

describe('work that is perhaps done', () => {
  const step = (line: string) => analyseText(plan(line)).plan.releases[0]!.steps[1]!;
  test.each([
    ['task x 5m only if "A" = "yes" likely 30 %', 'A = yes likely 30 %'],
    ['task x 5m only if "A" = "yes" and publish.late > 2d by ann', 'A = yes and publish.late > 2 d'],
    ['task x 5m only if "A" > 3 from jira likely tbd', 'A > 3 from jira likely tbd'],
    ['task x 5m only if "A" likely 12.5 % done', 'A likely 12.5 %'],
  ])('%s', (line, said) => {
    expect(problems(line)).toEqual([]);
    expect(onlyIf(step(line).onlyIf!)).toBe(said);
  });

  test.each([
    'task x 5m by ann optional',
    'task x "X" optional 5m',
    'task x 5m optional by ann',
    'task x 5m by ann {\n optional\n}',
    'task x 5m after optional optional',
    'task optional-too 5m optional',
  ])('%s', (line) => {
    const all = analyseText(plan(`task optional 1m by ann\n${line}`));
    expect(all.findings.filter(({ code }) => ['syntax', 'unknown-name'].includes(code))).toEqual([]);
    expect(all.plan.releases[0]!.steps.map((one) => one.optional)).toEqual([false, false, true]);
  });

  test.each([
    ['task x 5m only if then', ['A condition stands after `only if`: `only if "Notes merged" = "yes"`, not `then`.']],
    ['task x 5m only', ['`only` goes on with `for` and kinds of release, or with `if` and a condition.']],
    ['task x 5m only if "A" likely 130 %', ['`likely 130 %` is more than always; write a share between 0 and 100.']],
  ])('%s is told once', (line, said) => {
    expect(problems(line)).toEqual(said);
  });
});

test.each([
  [
    'and.late',
    '`and` is a person; here stands something that can be late: a step, block, milestone, rehearsal, UAT, issue or scope item.',
  ],
  ['publish.failed', '`publish` is a milestone; here stands something that can fail: a step, gate, rehearsal or UAT.'],
])('what has no such state is told where it stands: %s', (condition, said) => {
  const { findings } = analyseText(plan(`when ${condition} then stop`));
  const about = findings.filter(({ place }) => place.range.start.line === 8 + 1);
  expect(about.map(({ message }) => message)).toEqual([said]);
});
