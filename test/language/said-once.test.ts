/** What a block says once and somebody writes twice: one of the two would count for nothing, so it is told. */
import { expect, test } from 'vitest';
import { INSTEAD, ONCE } from '../../language/lower/text/lines.ts';
import { openFiles } from '../server/source-file.ts';

const inRelease = (lines: string) => `person ann\nperson bob\nservice web\nrelease r {\n${lines}\n}\n`;
const inside = (head: string) => (lines: string) => inRelease(`${head} {\n${lines}\n}`);
const inRun = (head: string) => (lines: string) => inRelease(`run {\n${head} {\n${lines}\n}\n}`);
const declared = (head: string) => (lines: string) => `${head} {\n${lines}\n}\n`;

/** Where each stands, and how it reads there. */
const LINES: Readonly<Record<string, readonly [around: (lines: string) => string, line: string]>> = {
  kind: [inRelease, 'kind major'],
  owner: [inRelease, 'owner ann'],
  sponsor: [inRelease, 'sponsor bob'],
  zone: [inRelease, 'zone Europe/Paris'],
  durations: [inRelease, 'durations measured'],
  deadlines: [declared('calendar office'), 'deadlines 12:00'],
  notice: [declared('audience users'), 'notice 3wd'],
  writer: [declared('database db'), 'writer ann'],
  rate: [declared('person eve'), 'rate 90 EUR'],
  target: [inside('benefit gain "Gain" by ann'), 'target 3d -> 1d'],
  assessed: [inside('benefit gain "Gain" by ann'), 'assessed on Tue 2026-09-01'],
  review: [inside('benefit gain "Gain" by ann'), 'review at T+30d'],
  likelihood: [inside('risk fire "Fire" by ann'), 'likelihood low'],
  impact: [inside('risk fire "Fire" by ann'), 'impact low'],
  passed: [inside('rehearsal dry 1h by ann at Mon 2026-11-16 10:00'), 'passed by ann on Mon 2026-11-16'],
  failed: [inside('rehearsal dry 1h by ann at Mon 2026-11-16 10:00'), 'failed because "Disk full" on Mon 2026-11-16'],
  'sign-off': [inside('uat users by bob during Mon 2026-12-07 09:00 .. 17:00'), 'sign-off by bob due T-3wd'],
  unanimous: [inRun('gate go 5m by ann'), 'unanimous'],
  majority: [inRun('gate go 5m by ann'), 'majority'],
  quorum: [inRun('gate go 5m by ann'), 'quorum 1'],
  'no-go': [inRun('gate go 5m by ann'), 'no-go then stop'],
  tested: [inRun('backup web 5m by ann'), 'tested 5m'],
  keep: [inRun('backup web 5m by ann'), 'keep 14d'],
  frozen: [inside('scope'), 'frozen on T-1wd'],
  acknowledge: [inRun('notify bob by ann'), 'acknowledge by ann within 5m'],
};

function mistakes(text: string): string[] {
  const { findings } = openFiles(text).file.analysis;
  return findings.filter(({ code }) => code === 'syntax').map(({ message }) => message);
}

test.each([...ONCE])('%s', (word) => {
  const [around, line] = LINES[word]!;
  expect(mistakes(around(line))).toEqual([]);
  expect(mistakes(around(`${line}\n${line}`))).toEqual([`\`${word}\` stands twice in this block; keep one.`]);
});

test.each([...INSTEAD])('%s beside %s', (word, other) => {
  const [around, line] = LINES[word]!;
  const [, instead] = LINES[other]!;
  const told = [`\`${other}\` and \`${word}\` exclude each other; keep one.`];
  expect(mistakes(around(line))).toEqual([]);
  expect(mistakes(around(`${line}\n${instead}`))).toEqual(told);
  expect(mistakes(around(`${instead}\n${line}`))).toEqual(told);
});

/** What is told of a release that says nothing else. */
test.each([
  ['promise "Two hours"', ['A promise is a duration: `promise outage 90m`, `promise rto 4h`.']],
  ['budget "Much"', ['`budget` is an amount of money: `budget 95 EUR`.']],
  ['benefit "Faster" by ann', ['`benefit` has no name; write it right behind: `benefit NAME`.']],
  [
    'hypercare T .. T+5d {\nrespond P1 within 2h..30m\n}',
    ['`2h..30m` aims at more than is promised; write the smaller one first.'],
  ],
  [
    'run in nowhere {\ntask look 5m by ann\n}',
    ['`nowhere` is not declared as a window; declare it, here or in an imported file, or correct the name.'],
  ],
])('one mistake is told once: %s', (line, told) => {
  const { findings } = openFiles(
    `person ann\nrelease r {\nkind standard\nwindow Sat 2026-12-05 22:00 .. 23:00\n${line}\n}\n`,
  ).file.analysis;
  expect(findings.filter(({ code }) => !ASKED.has(code)).map(({ message }) => message)).toEqual(told);
});

/** What every release is asked for. */
const ASKED: ReadonlySet<string> = new Set(['practices-missing', 'unused', 'stages-implausible', 'hypercare-gap']);
