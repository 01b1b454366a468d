/**
 * Whatever people write in the place of what the language has, in every combination: what of it is read as what, and what is
 * said of it. Compact tables, which tell when any of it becomes another.
 */
import { expect, test } from 'vitest';
import { lower } from '../../language/lower/lower.ts';
import { type LookAlike, plainCharacters } from '../../language/parse/look-alikes.ts';
import { parseAgain, tokenize } from '../../language/parse/parser.ts';
import { expectGolden } from '../support/golden.ts';

/** What is read, and in brackets what is told: what to write, and from where to where where that is not all of `part`. */
function read(text: string, part: string): string {
  const { text: plain, lookAlikes, unseen } = plainCharacters(text);
  const at = text.indexOf(part);
  const shown = ({ start, end, text: better, kind, isRead }: LookAlike) =>
    `${kind === 'character' ? '' : `${kind} `}${start === at && end === at + part.length ? '' : `${start - at}-${end - at} `}${better}${isRead === false ? ' unread' : ''}`;
  const own = plain.slice(at, at + part.length - unseen.length);
  const told = lookAlikes.map(shown).join('; ');
  return `${own === part ? '=' : visible(own)}${told === '' ? '' : ` (${visible(told)})`}`;
}

const visible = (text: string) => text.replace(/[^ -~–-—Ⓩ→≤≥≠…]/gu, (one) => `\\u${one.codePointAt(0)!.toString(16)}`);

/** Rows of one result each, those of the same together: `a, b: c`. */
function row(all: readonly (readonly [what: string, result: string])[]): string {
  const by = new Map<string, string[]>();
  for (const [what, result] of all) by.set(result, [...(by.get(result) ?? []), what]);
  return [...by].map(([result, whats]) => `  ${whats.join(' | ')}: ${result}`).join('\n');
}

test('dashes between whatever may stand there', () => {
  const DASHES = ['-', '−', '–', '—', '…', '～', '‐', '•'];
  const BEFORE = [
    '22:00',
    '22:00 CET',
    '5:3',
    'T',
    'T-1d',
    'at',
    'beta',
    'x.end',
    'Mon',
    'working Mon',
    '2026-12-05',
    '2026-12-05T22:00',
    '20m',
    'a20m',
    'tbd',
    '"a"',
    '7',
    '',
  ];
  const AFTER = [
    '23:00',
    'T',
    'T+2h',
    'Today',
    'Fri',
    '2026-12-06',
    '50m',
    '50mx',
    '2wd',
    'tbd',
    'live',
    '"b"',
    '07:00',
    '>',
    '',
  ];
  const SPACES = [
    ['', ''],
    [' ', ' '],
    [' ', ''],
    ['', ' '],
  ] as const;
  const rows = BEFORE.flatMap((before) =>
    AFTER.map((after) => {
      const results = SPACES.flatMap(([left, right]) =>
        DASHES.map((dash): [string, string] => {
          const part = `${before}${left}${dash}${right}${after}`;
          return [`${left}${dash}${right}`, read(`x ${part}\n`, part)];
        }),
      );
      return `${before} ? ${after}\n${row(results)}`;
    }),
  );
  expectGolden(`${rows.join('\n')}\n`, './golden/dashes.golden.txt', import.meta.url);
});

test('characters that look like others, wherever they stand', () => {
  const CHARACTERS = [
    ...'−–—…→≤≥≠∶‚、。⁄∕•\u2010\u2011\ufe63“”„«»″：，．！（～ａＺ９٣９',
    '\u00a0',
    '\u2009',
    '\u3000',
    '\u2028',
    '\u00ad',
    '\u200b',
    '\u202e',
    '\ufeff',
    '\u{1d7d9}',
  ];
  const AROUND: readonly (readonly [string, string])[] = [
    ['', ''],
    ['a', 'b'],
    ['a ', ' b'],
    ['', 'b'],
    ['a', ''],
    ['"a', 'b"'],
    ['// a', 'b'],
    ['/* a', 'b */ c'],
    ['\r', '\nb'],
    ['https://a', 'b'],
    ['22', '00'],
    ['a\n', ' b'],
  ];
  const rows = CHARACTERS.map(
    (one) =>
      `${visible(one)}\n${row(AROUND.map(([before, after]) => [JSON.stringify(`${before}?${after}`), read(`${before}${one}${after}`, one)]))}`,
  );
  expectGolden(`${rows.join('\n')}\n`, './golden/characters.golden.txt', import.meta.url);
});

const UNITS =
  'm min mins minute Minuten minutos h hr hrs hour Hours std Stunden heure horas wd working,day business,days Arbeitstagen werktag jours,ouvrés días,hábiles dias,úteis d day Tagen jours día w week Wochen semaines semana mo month Monaten mois mes meses mês weekday sec'
    .split(' ')
    .map((word) => word.replace(',', ' '));

test('a number of each kind before each word for a unit', () => {
  const NUMBERS = [
    '1',
    '20',
    '1.5',
    '1,5',
    '2.50',
    'half an',
    'half a',
    'an',
    'a',
    'one',
    'ten',
    'the',
    'two and a half',
    '2 and a half',
    '1-2',
    '1 to 2',
    '1 bis 2',
    'eleven',
  ];
  const rows = UNITS.map((unit) => {
    const all = [...NUMBERS, 'every'].map((number): [string, string] => [number, `${number} ${unit}`]);
    all.push(['2?', `2${unit}`]);
    return `${unit}\n${row(all.map(([what, part]) => [what, read(`task a ${part} by b`, part)]))}`;
  });
  expectGolden(`${rows.join('\n')}\n`, './golden/lengths.golden.txt', import.meta.url);
});

test('a length between whatever may stand there', () => {
  const LENGTHS = [
    '2 hours',
    '1.5h',
    'an hour',
    '3wd',
    '2h30m',
    '1 h 30 m',
    '30m 2h',
    '1d and 4h',
    '1d + 4h',
    '5 working days',
    'the day',
  ];
  const HEADS = [
    '',
    'task a ',
    'a at ',
    'a due ',
    'a after ',
    'a every ',
    'a at T+',
    'a at T - ',
    'a after x + ',
    'target ',
    'criterion "x" < ',
    'a-',
    'a.',
    '5 ',
  ];
  const TAILS = [
    '',
    ' by ann',
    ' before launch',
    ' after launch',
    ' prior to T',
    ' ahead of launch.end',
    ' after T',
    ' and a half',
    ' and 15 minutes',
    '-3h',
    ' {',
    ' x',
  ];
  const rows = LENGTHS.flatMap((length) =>
    HEADS.map(
      (head) =>
        `${head}${length}\n${row(TAILS.map((tail) => [tail, read(`${head}${length}${tail}`, `${length}${tail}`)]))}`,
    ),
  );
  expectGolden(`${rows.join('\n')}\n`, './golden/lengths-around.golden.txt', import.meta.url);
});

test('times as machines write them', () => {
  const TIMES = [
    '2026-12-05T22:00',
    '2026-12-05T22:00Z',
    '2026-12-05T22:00:30',
    '2026-12-05T22:00:30.5Z',
    '2026-12-05T9:00',
    '22:00Z',
    '9:00:30Z',
    '22:00Zone',
    '2026-12-05 22:00Z',
    '2026-12-05T22',
    '2026-12-05T22:00+01:00',
  ];
  expectGolden(
    `${row(TIMES.map((time) => [time, read(`a at ${time} by b`, time)]))}\n`,
    './golden/machine-times.golden.txt',
    import.meta.url,
  );
});

/** Lines of which each has something that is told of its characters or its form. */
const LINES = [
  'task a 20 minutes by ann',
  'task a 20–30m by ann',
  'task “a” by ann',
  'task a at 2026-12-05T22:00Z by ann',
  'task\u00a0a\u200b by\u2009ann',
  'ta\u00adsk a',
  'task a − b',
  'task a at T−30m',
  'task a at T - 30m',
  'task a at 22:00:30',
  'task a at 22:00:30 by “ann” ',
  'go/no-go by mara',
  '  Go / No-Go',
  'go nogo',
  '@ task a',
  '§§ ; %',
  'task a § by ; ann',
  'task a ★★',
  '• "x"',
  '- "x"',
  'every weekday',
  'task a every weekday',
  'task a at 5 days before launch',
  'task a 5 days before launch by ann with bob via chat',
  'task a "x" 5 days before launch by ann with bob via chat because “this is a very long reason that nobody reads to its end”',
  '\ufefftask a',
  '\ufefftask\u200ba',
  'deploy web → live',
  'when "x" ≤ 3 then stop',
  'when "x" => 3 then stop',
  'run\u2028{ }',
  "task 'a' by ann",
  'task `a`',
  'task a "open',
  'task a /* open',
  '日本 by ann',
  'task 日本語 by é',
];

test('what is said of a line, and where', () => {
  const told = LINES.map((line) => {
    const text = `release r {\n  run {\n    ${line}\n  }\n}\n`;
    const problems = lower('file:///a.release', parseAgain(text), []).plan.problems.map(
      ({ message, place: { range }, replacement, understood }) =>
        `  ${range.start.line}:${range.start.character}-${range.end.line === range.start.line ? '' : `${range.end.line}:`}${range.end.character} ${understood ? 'understood ' : ''}${message}${replacement ? `\n    [${replacement.title}] ${JSON.stringify(replacement.text)}` : ''}`,
    );
    const tokens = tokenize(text)
      .tokens.slice(4)
      .map(
        ({ image, tokenType, startLine, startColumn, endColumn }) =>
          `${image}${tokenType.name === image ? '' : `:${tokenType.name}`}@${startLine}:${startColumn}-${endColumn}`,
      );
    return `${visible(line)}\n  ${visible(tokens.join(' '))}\n${visible(problems.join('\n').replaceAll('\n', '↵')).replaceAll('\\u21b5', '\n')}`;
  });
  expectGolden(`${told.join('\n')}\n`, './golden/lines.golden.txt', import.meta.url);
  expect(told).toHaveLength(LINES.length);
});
