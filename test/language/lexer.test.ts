/** A word is a keyword by where it stands. */
import { describe, expect, test } from 'vitest';
import { CLAUSE_WORDS, STATEMENT_WORDS } from '../../language/parse/lexer.ts';
import { tokenize } from '../../language/parse/parser.ts';

/** `image:type`, where the type is not the word itself. */
function shown(text: string): string {
  return tokenize(text)
    .tokens.map(({ image, tokenType }) => (image === tokenType.name ? image : `${image}:${tokenType.name}`))
    .join(' ');
}

describe('words', () => {
  test('a statement word opens its line, and is a name everywhere else', () => {
    expect(shown('deploy deploy by test\nverify run')).toBe('deploy deploy:ID by test:ID verify run:ID');
  });

  test('after a brace a line begins too', () => {
    expect(shown('person ann { calendar berlin }')).toBe('person ann:ID { calendar berlin:ID }');
  });

  test('a list goes on after a comma, on a deeper line', () => {
    expect(shown('team x is a,\n  test, run')).toBe('team x:ID is a:ID , test:ID , run:ID');
  });

  test('a comma that ends its line by mistake does not swallow the next statement', () => {
    expect(shown('  covers A-1,\n  sign-off due T')).toBe('covers A-1:ID , sign-off due T:OFFSET');
  });

  test('a clause word at the start of a line goes on with the statement above when it is deeper', () => {
    expect(shown('deploy web 5m\n    by ops')).toBe('deploy web:ID 5m:DURATION by ops:ID');
  });

  test('a clause word that stands no deeper says something of the block around it', () => {
    expect(shown('uat a {\n  covers B\n  during T\n}')).toBe('uat a:ID { covers B:ID :LINE during T:OFFSET }');
  });

  test('statement words and clause words are disjoint', () => {
    expect([...STATEMENT_WORDS].filter((word) => CLAUSE_WORDS.has(word))).toEqual([]);
    expect(STATEMENT_WORDS.has('deploy') && CLAUSE_WORDS.has('by')).toBe(true);
  });
});

describe('values', () => {
  test.each([
    ['20m..25m..50m', '20m..25m..50m:ESTIMATE'],
    ['4h..', '4h..:ESTIMATE'],
    ['..5m', '..5m:ESTIMATE'],
    ['T .. T+5d', 'T:OFFSET .. T+5d:OFFSET'],
    ['T-5wd', 'T-5wd:OFFSET'],
    ['1h30m', '1h30m:DURATION'],
    ['2026-12-', '2026-12-:DATE'],
    ['22:', '22::CLOCK'],
    ['4.1.3', '4.1.3:VERSION'],
    ['0.1 %', '0.1:NUMBER %'],
    ['payments-4.2', 'payments-4.2:ID'],
    ['go-15m', 'go-15m:ID'],
    ['go - 15m', 'go:ID - 15m:DURATION'],
    ['x.end', 'x:ID . end:ID'],
    ['Europe/London AoE EST', 'Europe/London:ZONE AoE:ZONE EST:ZONE'],
    ['link https://a.example/x//y', 'link https://a.example/x//y:URL'],
    ['"open', '"open:STRING'],
    ['Müller-Straße', 'Müller-Straße:ID'],
    ['Sat', 'Sat:WEEKDAY'],
    ['Saturn', 'Saturn:ID'],
  ])('%s', (text, tokens) => {
    expect(shown(`by ${text}`)).toBe(`by ${tokens}`);
  });
});

describe('braces', () => {
  test('a missing closing brace is put where the indentation says', () => {
    expect(shown('run {\n  outage {\n    stop web\n  start web\n}')).toBe(
      'run { outage { stop web:ID } start web:ID }',
    );
  });

  test('a missing opening brace likewise', () => {
    expect(shown('run {\n  outage\n    stop web\n  }\n  start web\n}')).toBe(
      'run { outage { stop web:ID } start web:ID }',
    );
  });

  test('balanced braces are left alone, however they are indented', () => {
    expect(shown('run {\nstop web\n  }')).toBe('run { stop web:ID }');
  });

  test('a pair that an editor closed in mid-line is taken out', () => {
    expect(shown('stop web {} 5m by ops\n')).toBe('stop web:ID 5m:DURATION by ops:ID');
  });
});
