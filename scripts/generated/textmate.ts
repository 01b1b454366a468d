/**
 * `syntaxes/release.tmLanguage.json` from the words of the grammar, so that a new word is coloured the day it exists.
 * A statement word is one only at the start of its line, a clause word everywhere: as in the lexer.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { BESIDE } from '../../language/parse/beside.ts';
import { CLAUSE_WORDS, STATEMENT_WORDS } from '../../language/parse/lexer.ts';
import { BLOCK_KINDS, VERBS } from '../../plan/model.ts';

const FILE = 'syntaxes/release.tmLanguage.json';

const verbs = new Set<string>(VERBS);
const blocks = new Set<string>([
  ...BLOCK_KINDS,
  'scope',
  'hypercare',
  'release',
  'runbook',
  'train',
  'point',
  'when',
  'use',
]);
const others = [...STATEMENT_WORDS].filter((word) => !verbs.has(word) && !blocks.has(word));

const atLineStart = (words: Iterable<string>): string => `(?:^|(?<=[{}]))\\s*(${alternatives(words)})(?![\\w-])`;
// As `language/parse/names.ts`, in classes that every engine of such grammars has.
const letter = '\\p{L}\\p{Nl}_';
const inside = `${letter}\\p{M}\\p{Nd}\\p{Pc}`;
const name = `[${letter}](?:[${inside}]|-(?=[${inside}])|\\.(?=\\d))*`;
const duration = '\\d+(?:wd|mo|[mhdw])(?:\\d+(?:wd|mo|[mhdw]))*';

/** Words that are keywords only beside another word are coloured there; one blank is between them in a formatted text. */
function clauseWords(): string {
  const beside = Object.entries(BESIDE).map(([word, { behind, before }]) => {
    const after = behind ? `(?<=${behind.map((one) => `${isWord(one) ? '\\b' : ''}${sampleOf(one)} `).join('|')})` : '';
    return `${after}${word}${before ? `(?= +(?:${before.map(sampleOf).join('|')}))` : ''}`;
  });
  const free = [...CLAUSE_WORDS].filter((word) => !Object.hasOwn(BESIDE, word));
  return `(?<![\\w.-])(?:${alternatives(free)}|${beside.join('|')})(?![\\w-])`;
}

/** How a terminal begins, and at the same time how it may end; a word is itself. */
function sampleOf(word: string): string {
  if (word === 'STRING') return '"';
  if (word === 'NUMBER') return '\\d';
  // What else is a terminal ends with a letter or a digit.
  if (/^[A-Z]+$/.test(word)) return '\\w';
  return word.replace(/[(){}.]/g, '\\$&');
}

function isWord(text: string): boolean {
  return /^[a-z]+$/.test(text);
}

const grammar = {
  $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
  name: 'Release Plan',
  scopeName: 'source.release',
  fileTypes: ['release'],
  patterns: [
    { include: '#comments' },
    { include: '#strings' },
    {
      match: '(?:^|(?<=[{}]))\\s*(point of no return)(?![\\w-])',
      captures: { 1: { name: 'keyword.control.release' } },
    },
    {
      match: `${atLineStart(['release', 'runbook', 'train'])}\\s+(${name})`,
      captures: { 1: { name: 'keyword.control.release' }, 2: { name: 'entity.name.type.release' } },
    },
    {
      match: atLineStart([...blocks].filter((word) => word !== 'messages')),
      captures: { 1: { name: 'keyword.control.release' } },
    },
    { match: atLineStart(verbs), captures: { 1: { name: 'support.function.release' } } },
    {
      match: `${atLineStart(['person', 'party', 'team', 'role', 'calendar', 'audience', 'environment', 'policy', 'milestone'])}\\s+(${name})`,
      captures: { 1: { name: 'storage.type.release' }, 2: { name: 'entity.name.type.release' } },
    },
    { match: atLineStart(others), captures: { 1: { name: 'storage.type.release' } } },
    { match: '^\\s*(-)(?=\\s*")', captures: { 1: { name: 'punctuation.definition.list.begin.release' } } },
    {
      match: `(?<![\\w-])(as)\\s+(${name})`,
      captures: { 1: { name: 'keyword.other.release' }, 2: { name: 'entity.name.function.release' } },
    },
    { match: 'https?://[^\\s{}"]+', name: 'markup.underline.link.release' },
    { include: '#times' },
    { match: clauseWords(), name: 'keyword.other.release' },
    { match: '->|\\.\\.|!=|<=|>=|[=<>+%]|(?<=\\s)-(?=\\s)', name: 'keyword.operator.release' },
    { match: 'v?\\d+(?:\\.\\d+)+(?:[-+]\\w[\\w.]*)?|\\d+(?:\\.\\d+)?(?![\\w-])', name: 'constant.numeric.release' },
    { match: name, name: 'variable.other.release' },
  ],
  repository: {
    comments: {
      patterns: [
        { begin: '/\\*', end: '\\*/', name: 'comment.block.release' },
        { match: '(?<!:)//.*$', name: 'comment.line.double-slash.release' },
      ],
    },
    strings: {
      patterns: [
        {
          begin: '"',
          end: '"|$',
          name: 'string.quoted.double.release',
          patterns: [{ match: '\\\\.', name: 'constant.character.escape.release' }],
        },
      ],
    },
    times: {
      patterns: [
        {
          match: '(?<![\\w-])(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:day|sday|nesday|rsday|urday)?(?![\\w-])',
          name: 'constant.language.weekday.release',
        },
        { match: '\\d{4}-\\d{2}-\\d{2}(?![\\w-])', name: 'constant.numeric.date.release' },
        { match: '\\d{1,2}:\\d{2}(?!\\d)', name: 'constant.numeric.time.release' },
        { match: `(?<![\\w-])T(?:[+-]${duration})?(?![\\w-])`, name: 'constant.numeric.offset.release' },
        {
          match: `(?:${duration})?\\.\\.${duration}(?:\\.\\.${duration})?|${duration}\\.\\.(?!\\s)|${duration}(?![\\w-])`,
          name: 'constant.numeric.duration.release',
        },
        {
          match: '(?<![\\w-])(?:[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_+-]+)+|UTC|AoE|GMT|tbd)(?![\\w-])',
          name: 'constant.language.zone.release',
        },
      ],
    },
  },
};

const text = `${JSON.stringify(grammar, null, 2)}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== text) {
    console.error(`${FILE} is older than the grammar`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(FILE, text);
}

/** Longest first: `no-go` before `no`. */
function alternatives(words: Iterable<string>): string {
  return [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join('|');
}
