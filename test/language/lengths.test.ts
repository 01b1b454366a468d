/** Lengths of time as people write them: read where that is sure, told once with what to write, and nothing else is said. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyTextEdits, textEdits } from '../../language/edit/edits.ts';
import { plainCharacters } from '../../language/parse/look-alikes.ts';
import { formatInstant } from '../../plan/time/format.ts';
import { openFiles } from '../server/source-file.ts';

const around = (line: string) => `person ann
release r-1 {
  kind   standard
  window Thu 2026-12-10 20:00 .. 23:00
  milestone launch Thu 2026-12-10 21:00
  run {
    task first 5m by ann
  }
  ${line}
}
`;

function told(line: string) {
  const text = around(line);
  const { analysis, plan } = openFiles(text).file;
  const own = text.split('\n').findIndex((each) => each.trim() === line.split('\n')[0]);
  const here = analysis.findings.filter(({ place }) => place.range.start.line === own);
  const [problem] = plan.problems;
  const repaired =
    problem?.replacement &&
    applyTextEdits(
      text,
      textEdits([{ kind: 'replace', place: problem.place, text: problem.replacement.text }], () => text),
    );
  return {
    analysis,
    here,
    repaired: repaired?.split('\n')[own]?.trim(),
    left: repaired && openFiles(repaired).file.plan.problems,
  };
}

test.each([
  ['every weekday from Mon 2026-12-07 09:00 until T', 'every Mon..Fri'],
  ['every weekdays from Mon 2026-12-07 09:00 until T', 'every Mon..Fri'],
  ['every weekend from Sat 2026-11-28 09:00 until T', 'every Sat, Sun'],
  ['every Werktags from Mon 2026-12-07 09:00 until T', 'every Mon..Fri'],
])('%s is told with the days that are meant', (clause, days) => {
  const { here, repaired, left } = told(`task look by ann ${clause}`);
  expect(here.map(({ code }) => code)).toContain('syntax');
  expect(repaired).toContain(days);
  expect(left).toEqual([]);
});

/** What is written, what is meant. */
const LENGTHS: readonly (readonly [string, string])[] = [
  ['20 minutes', '20m'],
  ['20min', '20m'],
  ['2 Stunden', '2h'],
  ['1 h 30 m', '1h30m'],
  ['1h 30m', '1h30m'],
  ['1d and 4h', '1d4h'],
  ['2 hours and 15 minutes', '2h15m'],
  ['1.5h', '1h30m'],
  ['1,5 hours', '1h30m'],
  ['half an hour', '30m'],
  ['an hour', '1h'],
  ['an hour and a half', '1h30m'],
  ['two and a half hours', '2h30m'],
  ['2 hours and a half', '2h30m'],
  ['three days', '3d'],
  ['5 working days', '5wd'],
  ['5 Arbeitstage', '5wd'],
  ['2 jours ouvrés', '2wd'],
  ['2 semanas', '2w'],
  ['3 meses', '3mo'],
  ['20-30 min', '20m..30m'],
  ['20 to 30 minutes', '20m..30m'],
  ['20-30m', '20m..30m'],
];

test.each(LENGTHS)('%s', (written, meant) => {
  const { here, repaired, left } = told(`task a ${written} by ann at T-2d`);
  expect(here.map(({ message }) => message)).toEqual([`A duration is written \`${meant}\`, not \`${written}\`.`]);
  expect(repaired).toBe(`task a ${meant} by ann at T-2d`);
  expect(left).toEqual([]);
});

test.each([
  ['90s', '2m'],
  ['20 seconds', '1m'],
  ['1 min 30 Sekunden', '2m'],
])('%s', (written, meant) => {
  const { here, repaired, left } = told(`task a ${written} by ann at T-2d`);
  expect(here.map(({ message }) => message)).toEqual([
    `A plan counts in whole minutes: \`${meant}\`, not \`${written}\`.`,
  ]);
  expect(repaired).toBe(`task a ${meant} by ann at T-2d`);
  expect(left).toEqual([]);
});

test.each(LENGTHS.filter(([written, meant]) => meant.length <= written.length))('%s is read', (written, meant) => {
  const length = (text: string) =>
    Object.values(told(`task a ${text} by ann at T-2d`).analysis.schedules[0]!.steps).map(
      ({ start, end }) => end - start,
    );
  expect(length(written)).toEqual(length(meant));
});

test.each([
  ['at 5 days before launch', 'at launch - 5d', 'Sat 2026-12-05 21:00'],
  ['at 2 hours after launch', 'at launch + 2h', 'Thu 2026-12-10 23:00'],
  ['at 3wd before T', 'at T-3wd', 'Mon 2026-12-07 09:00'],
  ['at 2h prior to launch', 'at launch - 2h', 'Thu 2026-12-10 19:00'],
  ['at the day before launch', 'at launch - 1d', 'Wed 2026-12-09 21:00'],
  ['at two weeks before launch.start', 'at launch.start - 2w', 'Thu 2026-11-26 21:00'],
  ['one week before launch', 'at launch - 1w', 'Thu 2026-12-03 21:00'],
])('%s', (written, meant, when) => {
  const { here, repaired, left, analysis } = told(`task a 1h by ann ${written}`);
  expect(here.map(({ code }) => code)).toEqual(['syntax']);
  expect(repaired).toBe(`task a 1h by ann ${meant}`);
  expect(left).toEqual([]);
  const { schedules, plan } = analysis;
  const a = plan.releases[0]!.steps.find(({ name }) => name === 'a')!;
  expect(formatInstant(schedules[0]!.steps[a.id]!.start, 'UTC')).toBe(when);
});

test('a length that nobody can read is told once, and asked for no second time', () => {
  for (const written of ['20x', '20 mn', '5 furlongs'])
    expect(told(`task a ${written} by ann at T-2d`).here.map(({ code }) => code)).toEqual(['syntax']);
});

test('the name in it stays where it is', () => {
  const { plan } = openFiles(around('task a 1h by ann at 5 days before launch')).file;
  const [reference] = plan.references.filter(({ name }) => name === 'launch');
  const line = 'task a 1h by ann at 5 days before launch';
  expect(reference!.place.range.start.character).toBe(2 + line.indexOf('launch'));
});

test.each([
  'task a 15m by ann after launch',
  'task a 20m..30m by ann at T-2d',
  'benefit b "Faster" by ann {\n    target 5 days -> 3 days\n  }',
  'when "Age" > 30 min from grafana then stop',
  'milestone m "Two days before launch" T-2d // 2 hours before T',
  'task a 5m "20 minutes" by ann at T-2d',
  'scope {\n    must PAY-20 "Twenty" by ann\n  }',
])('%s is no such thing', (line) => {
  expect(openFiles(around(line)).file.plan.problems).toEqual([]);
});

test.each([
  ['uat u by ann on Tue 2026-12-08', 'uat u by ann during Tue 2026-12-08'],
  ['rehearsal dry by ann on Tue 2026-12-08', 'rehearsal dry by ann at Tue 2026-12-08'],
  ['task a 1h by ann on Tue 2026-12-08', 'task a 1h by ann at Tue 2026-12-08'],
])('%s', (line, meant) => {
  const { here, repaired } = told(line);
  expect(here.filter(({ code }) => code === 'syntax')).toHaveLength(1);
  expect(here.filter(({ code }) => code === 'not-scheduled')).toEqual([]);
  expect(repaired).toBe(meant);
});

test('two lengths beside each other are two: what grows smaller is one, and a lag ends where it stands', () => {
  for (const line of ['task more 5m 10m by ann', 'task more after first + 1d 4h by ann'])
    expect(plainCharacters(line).lookAlikes, line).toEqual([]);
});

test('what is found does not hang on what else stands in the text', () => {
  const words = fc.constantFrom(
    ...[
      '1',
      '5',
      '20',
      '1d',
      '4h',
      '30m',
      '2wd',
      '1.5',
      'h',
      'm',
      'min',
      'minutes',
      'days',
      'Stunden',
      'jours ouvrés',
      'and',
    ],
    ...[
      'an',
      'one',
      'half',
      'the',
      'to',
      '-',
      '+',
      '- ',
      '..',
      'T',
      'T-',
      'T+',
      'before',
      'after',
      'from',
      'launch',
      'a.end',
      'by',
      'every',
      'and a half',
      'day',
    ],
    ...[
      '22:00',
      '2026-12-05',
      '2026-12-05T22:00Z',
      'Mon',
      'Mon-Fri',
      'working',
      'shift',
      '>',
      '->',
      '"x"',
      '{',
      '//',
      ',',
    ],
  );
  const spaces = fc.constantFrom(' ', ' ', '', '\t', '  ');
  fc.assert(
    fc.property(fc.array(fc.tuple(words, spaces), { maxLength: 9 }), (pieces) => {
      const line = pieces.flat().join('');
      const found = (before: string) =>
        plainCharacters(`${before}${line}`)
          .lookAlikes.filter(({ start }) => start >= before.length)
          .map(({ start, end, text, kind }) => ({
            start: start - before.length,
            end: end - before.length,
            text,
            kind,
          }));
      const alone = found('');
      // Another thing to tell on the line, and with it a comment that goes over lines.
      for (const other of ['22:00 – 23:00 "" ', '“Ours” /* */ ', '1.5h /* */ '])
        expect(found(other), other).toEqual(alone);
    }),
    { numRuns: 5000 },
  );
});
