/** What a benefit was to bring, and what it has brought; an issue that somebody else decides about. */
import { expect, test } from 'vitest';
import { standardRelease } from '../../plan/facts/example.ts';
import { analyseText } from './marked.ts';

const at = (date: string) => Date.parse(`${date}T12:00Z`) / 60_000;

function told(code: string, lines: string, now?: string) {
  const text = standardRelease(
    `
    person mara
    person priya
    service web
    `,
    `
    ${lines}
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by mara
    }
    `,
  );
  const { findings, schedules } = analyseText(text, now === undefined ? undefined : at(now));
  const messages = findings.filter((one) => one.code === code || one.code === 'syntax').map(({ message }) => message);
  return { messages, dated: schedules[0]!.dated };
}

const benefit = (lines: string, now = '2027-02-01', code = 'benefit-unreviewed') =>
  told(code, `benefit calls "Fewer calls" by mara {\nreview at Mon 2027-01-04\n${lines}\n}`, now);

test('once its day has passed it is asked for, by one finding', () => {
  const text = 'target 40 calls -> 10 calls';
  const asked = (lines: string, now?: string) => [
    ...benefit(lines, now).messages,
    ...benefit(lines, now, 'overdue').messages.filter((message) => message.includes('calls')),
  ];
  expect(asked(text, '2026-12-20')).toEqual([]);
  expect(asked(text)).toEqual([
    expect.stringMatching(
      /^The review of benefit `calls` was due Mon 2027-01-04.*nothing says what came of it; measure it, and add `actual VALUE on DATE`\.$/,
    ),
  ]);
  expect(asked(`${text}\nactual 10 calls on Tue 2027-01-05`)).toEqual([]);
});

test.each([
  ['40 calls -> 10 calls', '12 calls', true],
  ['40 calls -> 10 calls', '9 calls', false],
  ['3d -> 1d', '7m', false],
  ['3d -> 1d', '2d', true],
  ['20 % -> 80 %', '60 %', true],
  ['20 % -> 80 %', '80 %', false],
  // What cannot be compared is left to people.
  ['40 calls -> 10 calls', '12', false],
])('target %s, actual %s: falls short %s', (target, actual, isShort) => {
  const { messages } = benefit(`target ${target}\nactual ${actual} on Tue 2027-01-05`);
  expect(messages).toHaveLength(isShort ? 1 : 0);
  if (isShort)
    expect(messages[0]).toMatch(/^`calls` was to go from `.*` to `.*`, and is `.*` on Tue 2027-01-05; decide/);
});

test('the last one counts, each has its date, and it says a value', () => {
  const { messages, dated } = benefit(
    'target 40 calls -> 10 calls\nactual 30 calls on Tue 2027-01-05\nactual 9 calls on Fri 2027-01-29',
  );
  expect(messages).toEqual([]);
  expect(dated.filter(({ what }) => what === 'benefit measured').map(({ title }) => title)).toEqual([
    '30 calls',
    '9 calls',
  ]);
  expect(benefit('target 40 calls -> 10 calls\nactual on Tue 2027-01-05').messages).toContain(
    '`actual` says what was measured, and when: `actual 12 calls on Thu 2027-05-06`.',
  );
});

test('an issue is escalated to somebody else, on a day', () => {
  const issue = (line: string) => told('accountable-unclear', `issue leak "It leaks" by priya ${line}`);
  const { messages, dated } = issue('escalated to mara on Thu 2026-11-12');
  expect(messages).toEqual([]);
  expect(dated.find(({ what }) => what === 'escalation')).toMatchObject({ label: 'leak', done: true });
  expect(issue('escalated to priya on Thu 2026-11-12').messages).toEqual([
    'Issue `leak` is escalated to `priya`, who answers for it already; escalate it to somebody who decides.',
  ]);
  expect(issue('on Thu 2026-11-12').messages).toEqual([
    '`on` is the day it was escalated: `escalated to WHO on DATE`.',
  ]);
});

test('a word that goes on with another one says so', () => {
  expect(told('syntax', 'issue leak "It leaks" by priya escalated mara').messages).toContain(
    '`escalated` has no meaning here. It goes on with `to`.',
  );
});
