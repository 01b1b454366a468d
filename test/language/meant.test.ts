/** What people write in the middle of a line where the language has another word, form or order for it: told once, with what to write. */
import { expect, test } from 'vitest';
import { analyseText } from '../checks/marked.ts';

function told(line: string): readonly string[] {
  const { findings } = analyseText(`person ann
person bob
team ops is ann, bob
service shop
release r-1 {
  kind   standard
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  milestone kept T
  ${line}
  run { task look 10m by ann }
}
`);
  const ofForm = findings.filter(
    ({ code }) => code === 'syntax' || code === 'unknown-name' || code === 'nonexistent-time',
  );
  return ofForm.map(({ message }) => message);
}

/** A line, and what is to be written in the place of what. */
test.each([
  ['milestone m 24.12.2026', '24.12.2026', '2026-12-24'],
  ['milestone m 24.12.2026 20:00', '24.12.2026', '2026-12-24'],
  ['milestone m 2026/12/24', '2026/12/24', '2026-12-24'],
  ['milestone m 12/24/2026', '12/24/2026', '2026-12-24'],
  ['milestone m 24 December 2026', '24 December 2026', '2026-12-24'],
  ['milestone m Dec 24, 2026', 'Dec 24, 2026', '2026-12-24'],
  ['milestone m 24. Dezember 2026', '24. Dezember 2026', '2026-12-24'],
  ['milestone m 24 décembre 2026', '24 décembre 2026', '2026-12-24'],
  ['milestone m 24 de diciembre de 2026', '24 de diciembre de 2026', '2026-12-24'],
  ['milestone m 24 de dezembro de 2026', '24 de dezembro de 2026', '2026-12-24'],
  ['milestone m Thu 2026-12-24 8pm', '8pm', '20:00'],
  ['milestone m Thu 2026-12-24 08:30 AM', '08:30AM', '08:30'],
  ['milestone m Thu 2026-12-24 12:00 am', '12:00am', '00:00'],
  ['milestone m Thu 2026-12-24 12 p.m.', '12p.m.', '12:00'],
  ['milestone m Thu 2026-12-24 20 Uhr', '20 Uhr', '20:00'],
  ['milestone m 24.12.2026 8 pm', '24.12.2026 8pm', '2026-12-24 20:00'],
  ['meet all-of-us 1h by ann during 24.12.2026 8pm .. 9pm', '24.12.2026 8pm .. 9pm', '2026-12-24 20:00 .. 21:00'],
  ['task t 5m by ann due 24.12.2026', '24.12.2026', '2026-12-24'],
])('%s', (line, written, meant) => {
  const what = meant.length === 5 ? 'An hour' : meant.length === 10 ? 'A date' : 'A time';
  expect(told(line)).toEqual([`${what} is written \`${meant}\`, not \`${written}\`.`]);
});

/** Nobody can plan by such a date: one finding says what to write until the day is known. */
test.each([
  ['milestone m mid June', 'mid June'],
  ['milestone m end of June 2027', 'end of June 2027'],
  ['milestone m Q3 2027', 'Q3 2027'],
  ['task t 5m by ann due early Q3', 'early Q3'],
  ['event fair during June 2027', 'June 2027'],
  ['window mid Juni 2027', 'mid Juni 2027'],
])('%s', (line, written) => {
  expect(told(line)).toEqual([
    `\`${written}\` is no day: write the day, or a range; until it is known \`tbd\`, or \`due\` with the last day it may be.`,
  ]);
});

test('a name that is like one is a name', () => {
  expect(
    told('milestone mid-june 2026-12-04\ntask t 5m by ann at mid-june + 1h\nmilestone june after mid-june'),
  ).toEqual([]);
});

test.each([
  ['milestone m Thu 2026-12-24 20:00 utc', 'utc', 'UTC'],
  ['milestone m Thu 2026-12-24 20:00 Z', 'Z', 'UTC'],
  ['milestone m Thu 2026-12-24 20:00 lisbon', 'lisbon', 'Europe/Lisbon'],
  ['milestone m Thu 2026-12-24 20:00 europe/lisbon', 'europe/lisbon', 'Europe/Lisbon'],
  ['milestone m Thu 2026-12-24 20:00 America/new_york', 'America/new_york', 'America/New_York'],
  ['task t 5m at T by relay ops', 'relay ops', 'relay of ops'],
  ['task t 5m at T by ann with all ops', 'all ops', 'all of ops'],
  ['task t 5m at T by ann with 2 ops', '2 ops', '2 of ops'],
  ['task t 5m at T by the ops', 'the ops', 'ops'],
  ['task t 5m at T by team ops', 'team ops', 'ops'],
])('%s is told once', (line, written, meant) => {
  expect(told(line)).toEqual([`\`${written}\` is written \`${meant}\`.`]);
});

test.each([
  ['task t 5m at T by ann or bob', '`or` has no meaning here. Did you mean `else`?'],
  ['task t 5m by ann start T', '`start` has no meaning here. Did you mean `at`?'],
  ['task t 5m at T by TBD', '`TBD` is not declared as a person, team or role; did you mean `tbd`?'],
  // A clause of other lines is no way out of this one.
  [
    'milestone m at T ann',
    '`ann` has no meaning here. Text belongs between `"`; a name follows a word such as `by` or `after`.',
  ],
  ['milestone m at T 2026-W53', '`2026-W53` has no meaning here.'],
])('%s leads to what the line takes', (line, message) => {
  expect(told(line)).toEqual([message]);
});

/** What looks like a date and is none, or may be two. */
test.each([
  'deploy shop 5m by ann at T version 24.12.2026 -> 25.12.2026 undo 5m',
  'gate go 5m by ann at T { criterion "Build" = 24.12.2026 from jira }',
  'gate go 5m by ann at T { criterion "Open" < 10 pm from jira }',
  'task t "On 24.12.2026, 8pm" 5m by ann at T',
])('%s is no time', (line) => {
  expect(told(line)).toEqual([]);
});

test('what may be two days is not guessed', () => {
  expect(told('milestone m 02/03/2026').join()).not.toContain('is written');
});

test.each([
  'run',
  'prepare',
  'rollback',
  'follow-up',
  'phase',
  'stream',
  'sequence',
  'parallel',
  'outage',
  'play',
  'scope',
])('`%s` alone holds nothing', (word) => {
  expect(told(`${word}\n  milestone m2 T`)).toEqual([
    `\`${word}\` has no block, so that nothing is in it; open one with \`{\` at the end of the line.`,
  ]);
});

test.each([
  ['nogo then stop', '`nogo` does not start a statement. Did you mean `no-go`?'],
  ['upgrade shop by ann, then look', '`upgrade` does not start a statement; here it is called `deploy`.'],
  ['prüfen shop als fertig', '`prüfen` does not start a statement; here it is called `verify`.'],
])('%s is told by its word, and not by what comes of it', (line, message) => {
  expect(told(line)).toEqual([message]);
});

test.each([
  ['postpone', 'Postpone to when? Write `postpone to Sat 2026-12-12 22:00`, or `postpone to tbd`.'],
  ['play', 'Which play? Write `play NAME`.'],
  ['notify', 'Notify whom? Write `notify WHO`.'],
])('`then %s` alone says half', (action, message) => {
  expect(told(`when "Errors" > 1 from jira then ${action}`)).toEqual([message]);
  expect(told(`gate go 5m by ann at T { no-go then ${action} }`)).toEqual([message]);
});
