/** Every word of the language says what it is for where somebody points at it, in every place where it may stand. */
import { describe, expect, test } from 'vitest';
import { CLAUSES, factsOf, VALUES } from '../../language/clauses-of.ts';
import { type Line, linesIn, type Owner } from '../../language/lines.ts';
import { snippetFor, written } from '../../service/completion/snippets.ts';
import { describeWordAt } from '../../service/hover/word.ts';
import { PLACES, TRIES } from '../language/clause-places.ts';

const ownerOf = (line: Line): Owner | undefined =>
  (Object.keys(PLACES) as Owner[]).find((owner) => linesIn(owner).includes(line) && Object.keys(PLACES[owner])[0]);

function around(owner: Owner, line: string): { text: string; at: number } {
  const text = Object.values(PLACES[owner])[0]!(line);
  return { text, at: text.indexOf(line) };
}

function hoverAt(text: string, offset: number) {
  const before = text.slice(0, offset).split('\n');
  return describeWordAt(text, { line: before.length - 1, character: before.at(-1)!.length });
}

describe('what opens a line', () => {
  const all = (Object.keys(PLACES) as Owner[]).flatMap((owner) => linesIn(owner).map((line) => [owner, line] as const));
  test.each(all.filter(([owner, line]) => line !== 'item' && Object.keys(PLACES[owner])[0]))(
    'in %s: %s',
    (owner, line) => {
      const { detail, text } = snippetFor(line, owner);
      const { text: plan, at } = around(owner, written(text));
      for (const offset of [0, 1, line.length]) {
        const found = hoverAt(plan, at + offset);
        expect(found?.opens).toBe(true);
        expect(found?.markdown.replaceAll('\\', '')).toContain(detail);
        expect(found?.markdown).toContain(`\`\`\`release\n${written(text)}\n`);
      }
    },
  );
});

describe('a clause', () => {
  const words = CLAUSES.filter((clause) => !VALUES.has(clause));
  const tried = words.flatMap((clause) =>
    factsOf(clause).lines.flatMap((line) => (ownerOf(line) && TRIES[line] ? [[line, clause] as const] : [])),
  );
  test('of every line is tried', () => {
    expect(new Set(tried.map(([, clause]) => clause)).size).toBe(words.length);
  });
  test.each(tried)('%s … %s', (line, clause) => {
    const [form, samples = {}] = TRIES[line]!;
    const of = samples[clause] ?? factsOf(clause).example;
    const sample = typeof of === 'string' ? of : of[0]!;
    const { text, at } = around(ownerOf(line)!, form.replace('§', sample));
    const inLine = text.indexOf(clause, at + form.indexOf('§'));
    expect(inLine, `${clause} stands in ${sample}`).toBeGreaterThan(0);
    // Each of its words says the same.
    for (const [, part] of clause.matchAll(/(\S+)/g)) {
      const found = hoverAt(text, text.indexOf(part!, inLine) + 1);
      expect(found?.opens).toBe(false);
      expect(found?.markdown).toContain(`\`${clause}\`: `);
    }
  });
});

test('a name that is spelt like a word is a name', () => {
  const text = 'release r {\n  run {\n    task backup 5m\n    deploy version\n  }\n}\n';
  expect(hoverAt(text, text.indexOf('backup'))).toBeUndefined();
});
