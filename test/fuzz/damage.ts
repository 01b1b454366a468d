/** Texts as they are while somebody types, pastes or merges: what was whole is broken in a few places. */
import { CLAUSE_WORDS, STATEMENT_WORDS } from '../../language/parse/lexer.ts';
import type { Random } from './random.ts';
import { textsOf } from './terminals.ts';

const WORDS = [...STATEMENT_WORDS, ...CLAUSE_WORDS];
const TERMINALS = [
  'STRING',
  'URL',
  'DATE',
  'CLOCK',
  'ESTIMATE',
  'DURATION',
  'VERSION',
  'NUMBER',
  'OFFSET',
  'WEEKDAY',
  'ZONE',
];
/** Signs of the language in places of their own, signs it does not know, and halves of what it knows. */
const SIGNS = [
  ...[
    '{',
    '}',
    '{}',
    '{ }',
    '(',
    ')',
    ',',
    '.',
    '..',
    '->',
    '+',
    '-',
    '%',
    '=',
    '!=',
    '<=',
    '<',
    '"',
    '\\',
    '/',
    '//',
    '/*',
    '*/',
  ],
  ...[
    '@',
    '$',
    '~',
    '&',
    '≤',
    '§',
    '\u2212',
    '–',
    '—',
    '“',
    '”',
    '\u00A0',
    '\u200B',
    '\uFEFF',
    '\u0000',
    '\u001B[31m',
    '😀',
    '\uD83D',
  ],
  ...[
    '#',
    '|',
    '[',
    ']',
    ';',
    ':',
    '!',
    '?',
    "'",
    '`',
    '^',
    '*',
    '2026-',
    '22:',
    'T-',
    '5m..',
    '// x',
    '/* x */',
    '/* x\n y */',
  ],
];

export function pieceOf(random: Random): string {
  switch (random.weighted({ word: 2, value: 2, sign: 3 })) {
    case 'word':
      return random.pick(WORDS);
    case 'value':
      return random.pick(textsOf(random.pick(TERMINALS)));
    case 'sign':
      return random.pick(SIGNS);
  }
}

/** Words and signs without any order. */
export function soup(random: Random): string {
  let text = '';
  for (let i = random.below(50); i > 0; i--)
    text +=
      pieceOf(random) + random.pick([' ', ' ', ' ', '', '\n', '\n  ', '\n    ', '\r\n', '\t', '\r', ' {\n', '\n}\n']);
  return text;
}

export function damaged(text: string, random: Random): string {
  let result = text;
  for (let i = random.between(1, 4); i > 0; i--) result = random.pick(WAYS)(result, random);
  return result;
}

const WAYS: readonly ((text: string, random: Random) => string)[] = [
  // Something is put in: anywhere, between two words, at the beginning or the end of a line.
  (text, random) => splice(text, random.below(text.length + 1), 0, pieceOf(random)),
  (text, random) => splice(text, spotOf(text, / /g, random), 0, ` ${pieceOf(random)}`),
  (text, random) => splice(text, spotOf(text, /^/gm, random), 0, `${pieceOf(random)} `),
  (text, random) => splice(text, spotOf(text, /$/gm, random), 0, random.pick(['', ' ']) + pieceOf(random)),
  // Something is taken out.
  (text, random) => splice(text, random.below(text.length + 1), random.between(1, 12), ''),
  (text, random) => splice(text, spotOf(text, /[{}",]/g, random), 1, ''),
  (text, random) => replaced(text, /\S+/g, random, () => ''),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  // Something becomes something else.
  (text, random) => replaced(text, /\S+/g, random, () => pieceOf(random)),
  (text, random) => replaced(text, /\S+/g, random, (word) => `${word} ${word}`),
  // Lines come twice, change places, are joined, split, moved in or out.
  (text, random) => replaced(text, /.+\r?\n/g, random, (line) => line + line),
  (text, random) => replaced(text, /(.+\r?\n)(.+\r?\n)/g, random, (both) => both.replace(/(.+\r?\n)(.+\r?\n)/, '$2$1')),
  (text, random) => replaced(text, /\s*\r?\n\s*/g, random, () => random.pick([' ', ''])),
  (text, random) => replaced(text, / +/g, random, (blanks) => `\n${random.pick(['', blanks, `  ${blanks}`])}`),
  (text, random) => replaced(text, /^[ \t]*/gm, random, () => random.pick(['', ' ', '    ', '\t', '            '])),
];

function splice(text: string, at: number, length: number, by: string): string {
  return text.slice(0, at) + by + text.slice(at + length);
}

function spotOf(text: string, pattern: RegExp, random: Random): number {
  const spots = [...text.matchAll(pattern)];
  return spots.length > 0 ? random.pick(spots).index : 0;
}

function replaced(text: string, pattern: RegExp, random: Random, by: (found: string) => string): string {
  const spots = [...text.matchAll(pattern)];
  if (spots.length === 0) return text;
  const spot = random.pick(spots);
  return splice(text, spot.index, spot[0].length, by(spot[0]));
}
