/** The table of lines and clauses, held against the grammar. */
import { expect, test } from 'vitest';
import { CLAUSES, clausesOf, VALUES } from '../../language/clauses-of.ts';
import { LINES, ownerOf } from '../../language/lines.ts';
import { CLAUSE_WORDS, STATEMENT_WORDS } from '../../language/parse/lexer.ts';

const lines = new Set(Object.values(LINES).flat());

test('every word that opens a line is at home somewhere, and every home takes only such words', () => {
  expect([...STATEMENT_WORDS].filter((word) => !lines.has(word))).toEqual([]);
  expect([...lines].filter((word) => word !== 'item' && !STATEMENT_WORDS.has(word))).toEqual([]);
});

test('every clause is a word of the grammar, or a value without one', () => {
  const words = CLAUSES.filter((clause) => !VALUES.has(clause)).flatMap((clause) => clause.split(' '));
  expect(words.filter((word) => !CLAUSE_WORDS.has(word))).toEqual([]);
});

test('every word of a clause in the grammar is in the table, part of a value or of a condition', () => {
  const parts = new Set([
    'all',
    'and',
    'any',
    'independent',
    'likely',
    'relay',
    'skilled',
    'then',
    'over',
    'tbd',
    'before',
    'not',
    'only',
  ]);
  const words = new Set(CLAUSES.flatMap((clause) => clause.split(' ')));
  expect([...CLAUSE_WORDS].filter((word) => !words.has(word as never) && !parts.has(word))).toEqual([]);
});

test('every clause is taken by some line', () => {
  const taken = new Set([...lines].flatMap((word) => clausesOf(word)));
  expect(CLAUSES.filter((clause) => !taken.has(clause))).toEqual([]);
});

test('a block owns what its word says', () => {
  expect([
    ownerOf('gate'),
    ownerOf('deploy'),
    ownerOf('database'),
    ownerOf('outage'),
    ownerOf('runbook'),
    ownerOf('kind'),
  ]).toEqual(['gate', 'step', 'system', 'steps', 'steps', 'nothing']);
});
