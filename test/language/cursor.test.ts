import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contextAt } from '../../language/cursor.ts';
import { atCursor } from '../support/markers.ts';

function at(marked: string) {
  const { text, position } = atCursor(marked);
  return contextAt(text, position);
}

describe('the slot at the cursor', () => {
  test.each([
    ['<|>', 'line', 'file'],
    ['rel<|>', 'line', 'file'],
    ['release a {\n  <|>\n}', 'line', 'release'],
    ['release a {\n  run {\n    dep<|>\n  }\n}', 'line', 'steps'],
    ['release a {\n  run {\n    deploy <|>', 'target', 'steps'],
    ['release a {\n  run {\n    deploy web, <|>', 'target', 'steps'],
    ['release a {\n  run {\n    deploy web <|>', 'clause', 'steps'],
    ['release a {\n  run {\n    deploy web 10m by <|>', 'who', 'steps'],
    ['release a {\n  run {\n    deploy web by ops with a, <|>', 'who', 'steps'],
    ['release a {\n  run {\n    deploy web by any of <|>', 'team', 'steps'],
    ['release a {\n  run {\n    deploy web by any of ops skilled in <|>', 'skill', 'steps'],
    ['release a {\n  run {\n    deploy web after <|>', 'point', 'steps'],
    ['release a {\n  run {\n    deploy web "in the <|>', 'text', 'steps'],
    ['release a {\n  run {\n    deploy web // by <|>', 'text', 'steps'],
    ['release a {\n  window <|>', 'time', 'release'],
    ['release a {\n  window Sat <|>', 'time', 'release'],
    ['release a {\n  window Sat 2026-12-05 22:00 .. <|>', 'time', 'release'],
    ['release a {\n  window Sat 2026-12-05 22:00 <|>', 'zone', 'release'],
    ['release a {\n  kind <|>', 'release-kind', 'release'],
    ['release a {\n  zone Europe/<|>', 'zone', 'release'],
    ['release a {\n  owner <|>', 'who', 'release'],
    ['release a {\n  notify users "x" via <|>', 'channel', 'release'],
    ['release a {\n  notify users "x" at <|>', 'time', 'release'],
    ['release a {\n  waive <|>', 'check', 'release'],
    ['release a {\n  risk r {\n    likelihood <|>', 'level', 'risk'],
    ['release a {\n  run {\n    gate go {\n      needs <|>', 'point', 'gate'],
    ['release a {\n  run {\n    gate go {\n      no-go then <|>', 'consequence', 'gate'],
    ['release a {\n  uat u {\n    covers <|>', 'scope-item', 'uat'],
    ['system web on <|>', 'system', 'file'],
    ['import "../<|>"', 'path', 'file'],
    ['role dba is <|>', 'who', 'file'],
    ['freeze f from <|>', 'time', 'file'],
  ])('%j: %s', (marked, slot, owner) => {
    expect(at(marked)).toMatchObject({ slot, owner });
  });

  test('a line behind a closed block belongs to the block around it', () => {
    expect(at('release a {\n  run {\n    deploy web\n  }\n  <|>\n}')).toMatchObject({ slot: 'line', owner: 'release' });
  });

  test('a block that is not closed yet does not swallow what stands less deep', () => {
    expect(at('release a {\n  run {\n    deploy web\n  rollback {\n    <|>')).toMatchObject({
      blocks: [{ word: 'release', name: 'a' }, { word: 'rollback' }],
    });
  });

  test('clauses before and behind the cursor count as used', () => {
    const { used } = at('release a {\n  run {\n    deploy web 10m <|> by ops undo 5m\n  }\n}');
    expect([...used].sort()).toEqual(['by', 'duration', 'undo']);
  });

  test('clauses of the next line are not used on this one', () => {
    const { used } = at('release a {\n  run {\n    deploy web <|>\n    deploy api by ops\n  }\n}');
    expect([...used]).toEqual([]);
  });

  test('what is typed of the word is replaced', () => {
    expect(at('release a {\n  run {\n    deploy web by ma<|>')).toMatchObject({
      prefix: 'ma',
      replaced: { start: { line: 2, character: 18 }, end: { line: 2, character: 20 } },
    });
  });
});

test('any text and any position has a context', () => {
  const words = fc.constantFrom(
    'release',
    'run',
    '{',
    '}',
    '\n',
    'deploy',
    'by',
    'after',
    ',',
    '"',
    'x',
    '10m',
    '//',
    '..',
    'not',
    '- "',
    '\t',
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 30 }), fc.nat(12), fc.nat(40), (parts, line, character) => {
      const text = parts.join(' ');
      const context = contextAt(text, { line, character });
      expect(context.replaced.start.line).toBe(line);
    }),
    { numRuns: 300 },
  );
});
