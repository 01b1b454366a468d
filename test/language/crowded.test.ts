/** Two facts on one line are told once, and the repair makes two lines of them. */
import { expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { format } from '../../language/format.ts';
import { FILE, judgedText } from '../checks/marked.ts';

const calendar = 'calendar a {\n  zone Europe/Berlin\n}\n';
const told = (text: string) =>
  judgedText(text)
    .analysis.findings.filter(({ code }) => code === 'syntax')
    .map(({ message }) => message);

test.each([
  ['person x { calendar a rate 5 EUR }', 'rate'],
  ['person x {\n  calendar a rate 5 EUR\n}', 'rate'],
  ['audience y { channels email notice 5wd }', 'notice'],
  ['release r-1 {\n  kind standard window Wed 2026-12-09 20:00 .. 22:00\n}', 'window'],
  ['calendar b { zone Europe/Berlin working Mon..Fri 09:00 .. 17:00 }', 'working'],
])('%s', (text, word) => {
  const whole = calendar + text;
  expect(told(whole)).toEqual([`A line says one thing, and \`${word}\` begins another; break the line before it.`]);
  const { analysis, fixesOf } = judgedText(whole);
  const [fix] = fixesOf(analysis.findings.find(({ code }) => code === 'syntax')!);
  const edits = textEdits(fix!.edits, (file) => (file === FILE ? whole : undefined));
  expect(told(applyTextEdits(whole, edits))).toEqual([]);
});

test('a name that is spelled like a word is a name', () => {
  expect(told('service rate\nservice web { uses rate }\nservice shop { uses web, rate }')).toEqual([]);
});

const train = (line: string) =>
  `release weekly(day: date) {\n  window day 22:00 .. 23:00\n}\ntrain web every 1w from Sat 2026-11-21 22:00 {\n  template weekly\n  ${line}\n}\n`;
const step = (line: string) =>
  `person ann\nservice shop\nrelease r-1 {\n  kind standard\n  window Sat 2026-12-05 22:00 .. 23:00 UTC\n  run {\n    ${line}\n  }\n}\n`;

test.each([
  [train('skip Sat 2026-12-05, Sat 2026-12-19'), '  skip Sat 2026-12-05\n  skip Sat 2026-12-19\n'],
  [
    train('skip 2026-12-05 .. 2026-12-08, 2026-12-19, 2026-12-26'),
    '2026-12-08\n  skip 2026-12-19\n  skip 2026-12-26\n',
  ],
  ['calendar a {\n  zone UTC\n  holiday 2026-12-25, 2026-12-26\n}\n', '  holiday 2026-12-25\n  holiday 2026-12-26\n'],
  ['person a {\n  leave Mon 2026-12-07 .. Tue 2026-12-08, Fri 2026-12-11\n}\n', '\n  leave Fri 2026-12-11\n'],
  [
    'calendar a {\n  zone UTC\n  working Mon..Thu, Sat 09:00 .. 12:00, 13:00 .. 17:00\n}\n',
    '  working Mon..Thu, Sat 09:00 .. 12:00\n  working Mon..Thu, Sat 13:00 .. 17:00\n',
  ],
])('a list where a line has one becomes as many lines: %s', (text, lines) => {
  let whole = text;
  for (let i = 0; i < 3 && told(whole).length > 0; i++) {
    expect(told(whole)).toEqual([
      expect.stringMatching(/has one time or range on a line; what follows stands on one of its own/),
    ]);
    const { analysis, fixesOf } = judgedText(whole);
    const [fix] = fixesOf(analysis.findings.find(({ code }) => code === 'syntax')!);
    whole = format(
      applyTextEdits(
        whole,
        textEdits(fix!.edits, (file) => (file === FILE ? whole : undefined)),
      ),
    );
  }
  expect(told(whole)).toEqual([]);
  // Lines of a block stand in columns.
  expect(whole.replace(/(?<=\S) +/g, ' ')).toContain(lines);
});

test.each([
  ['deploy shop 10m, 20m by ann', 'A line has one duration, and no list of them.'],
  ['deploy shop 10m by ann at 22:30, 22:40', 'One value stands after `at`, and no list of them.'],
  ['task x "A", "B" 5m by ann', 'A line has one title, and no list of them.'],
  ['deploy shop 10m by ann in prod, test', 'One value stands after `in`, and no list of them.'],
])('where a line stands once it says so: %s', (line, message) => {
  expect(told(step(line))).toEqual([message]);
});
