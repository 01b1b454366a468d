/** Whatever somebody types: no exception, no hang, nothing lost. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { format } from '../../language/format.ts';
import { CLAUSE_WORDS, STATEMENT_WORDS } from '../../language/parse/lexer.ts';
import { parse, tokenize } from '../../language/parse/parser.ts';
import { planOf } from '../support/inventory.ts';

const WHOLE = readFileSync(new URL('../../examples/payments-4.2.release', import.meta.url), 'utf8');

const word = fc.constantFrom(...STATEMENT_WORDS, ...CLAUSE_WORDS);
const value = fc.constantFrom(
  'orders-db',
  'priya',
  '"Title"',
  '"open',
  '45m',
  '20m..50m',
  '4h..',
  '..5m',
  '2026-12-05',
  '2026-02-30',
  '2026-12-',
  '22:00',
  '25:99',
  '22:',
  'Sat',
  'T-5wd',
  'T-',
  'T',
  'Europe/Berlin',
  'Europe/Nowhere',
  'EST',
  '3',
  '0.1',
  '4.1.3',
  '->',
  '..',
  '{',
  '}',
  '{}',
  '(',
  ')',
  ',',
  '.',
  '+',
  '-',
  '%',
  '=',
  '<',
  '// note',
  '/* note */',
  '/* open',
  'https://a.example/x?y=1',
  '§',
  '\u0000',
  'é',
  '😀',
  '999999999999w',
  '9999-12-31',
);
const soup = fc
  .array(fc.tuple(fc.oneof(word, value), fc.constantFrom(' ', ' ', ' ', '\n', '\n  ', '\n    ', '\r\n', '\t')), {
    maxLength: 60,
  })
  .map((pieces) => pieces.map(([text, space]) => text + space).join(''));

/** The whole example with some pieces cut out, doubled or replaced. */
const mutated = fc
  .array(fc.tuple(fc.nat(WHOLE.length), fc.nat(40), fc.oneof(value, word, fc.constant(''))), {
    minLength: 1,
    maxLength: 5,
  })
  .map((edits) => edits.reduce((text, [at, length, by]) => text.slice(0, at) + by + text.slice(at + length), WHOLE));

const anyText = fc.oneof(fc.string({ unit: 'binary' }), soup, mutated);

describe('any text', () => {
  test('parses and lowers without an exception, every place inside the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const plan = planOf(text);
        const lines = text.split(/\r\n|\n|\r/);
        for (const place of [...plan.problems, ...plan.declarations, ...plan.references].map((one) => one.place)) {
          expect(place.range.start.line).toBeGreaterThanOrEqual(0);
          expect(place.range.end.line).toBeLessThan(lines.length);
        }
        for (const release of plan.releases)
          expect(release.steps.map((step) => step.index)).toEqual(release.steps.map((_, i) => i));
      }),
      { numRuns: 400 },
    );
  });

  test('is formatted to something that formatting leaves alone, with every token kept', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = format(text);
        expect(format(once)).toBe(once);
        expect(bag(once)).toEqual(bag(text));
      }),
      { numRuns: 300 },
    );
  });

  test('is read in time that grows with its length, deep nesting and long lines included', () => {
    for (const text of [
      '{'.repeat(20_000),
      'run {\n'.repeat(3_000),
      `by ${'x, '.repeat(20_000)}`,
      '"'.repeat(30_000),
      '- '.repeat(20_000),
      `${'a'.repeat(100_000)}`,
      '}'.repeat(20_000),
      '\n'.repeat(50_000),
    ]) {
      expect(() => planOf(text)).not.toThrow();
    }
  });
});

test('what can be read of a broken text reads the same as without the broken part', () => {
  const broken = `${WHOLE}\nrelease other {\n  run {\n    deploy `;
  expect(planOf(broken).releases[0]?.steps.length).toBe(planOf(WHOLE).releases[0]?.steps.length);
  expect(parse(broken).root.statements.length).toBeGreaterThan(parse(WHOLE).root.statements.length);
});

function bag(text: string): string[] {
  const { tokens, comments } = tokenize(text);
  return [...tokens, ...comments]
    .map((token) => token.image.replace(/\s+/g, ' ').trim())
    .filter((image) => image !== '')
    .sort();
}
