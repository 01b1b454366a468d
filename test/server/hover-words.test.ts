/** Every word of the language says what it is for where somebody points at it, in every place where it may stand. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CLAUSES, factsOf, VALUES } from '../../language/clauses-of.ts';
import { type Line, linesIn, type Owner } from '../../language/lines.ts';
import { CONSENT, CONSEQUENCES, KINDS_IN_WORDS, NO_RETURN, OPERATORS, PARTS } from '../../language/parts.ts';
import { snippetFor, written } from '../../service/completion/snippets.ts';
import { describe as hover } from '../../service/hover/hover.ts';
import { describeWordAt } from '../../service/hover/word.ts';
import { PLACES, TRIES } from '../language/clause-places.ts';
import { openFiles } from './source-file.ts';

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

/** A line with the word, and where it stands: in the run, unless the line opens another block of the release. */
const INSIDE: Readonly<Record<keyof typeof PARTS, string>> = {
  tbd: 'task x tbd by ann',
  any: 'task x 5m by any of ops skilled in postgres',
  all: 'task x 5m with all of ops',
  relay: 'task x 5m by relay of ops',
  of: 'task x 5m by 2 of ops',
  skilled: 'task x 5m by any of ops skilled in postgres',
  independent: 'task x 5m by ann independent of ops',
  else: 'task x 5m by ann else bob',
  and: 'task x 5m only if "y" > 1 and "z" > 2',
  over: 'gate go { criterion "Errors" < 1 % over 15m from grafana }',
  from: 'gate go { criterion "Errors" < 1 % over 15m from grafana }',
  likely: 'task x 5m only if "y" likely 30 %',
  then: 'gate go { no-go then rollback }',
};

const VALUES_OF_LINES: readonly (readonly [word: string, line: string])[] = [
  ...Object.keys(CONSEQUENCES).map((word) => [word, `gate go { no-go then ${word} x }`] as const),
  ...Object.keys(CONSENT).map((word) => [word, `notify ops { acknowledge within 5d then ${word} go }`] as const),
  ...Object.keys(NO_RETURN).map((word) => [word, 'point of no return'] as const),
  ...Object.keys(OPERATORS).map((word) => [word, `gate go { criterion "Errors" ${word} 1 % }`] as const),
  ...Object.keys(KINDS_IN_WORDS).map((word) => [word, `kind ${word}`] as const),
  ...['outage', 'rto', 'rpo'].map((word) => [word, `promise ${word} 2h`] as const),
  ...['low', 'medium', 'high'].flatMap((word) =>
    ['likelihood', 'impact'].map((key) => [word, `risk it { ${key} ${word} }`] as const),
  ),
  ...['EUR', 'USD'].map((word) => [word, `budget 100 ${word}`] as const),
  ['in', 'task x 5m by any of ops skilled in postgres'],
];

describe('a word inside of a value', () => {
  test.each([...Object.entries(INSIDE), ...VALUES_OF_LINES])('%s in %s', (word, line) => {
    const isOfRun = /^(task|gate|notify|point)/.test(line);
    const [head, rest] = line.split('{ ');
    const lines = rest ? `${head}{\n${rest.replace(' }', '\n}')}` : line;
    const text = `person ann\nteam ops is ann\nrelease r {\nwindow Sat 2026-12-05 22:00 .. 23:00\n${isOfRun ? `run {\n${lines}\n}` : lines}\n}\n`;
    const offset = text.lastIndexOf(` ${word} `) + 1 || text.lastIndexOf(` ${word}`) + 1;
    const before = text.slice(0, offset).split('\n');
    const { file } = openFiles(text);
    const found = hover(file, { line: before.length - 1, character: before.at(-1)!.length });
    expect(found?.markdown).toMatch(/```release\n[^`]+\n```/);
    expect(found?.markdown).toMatch(word === 'in' ? /skilled in/ : new RegExp(`\`${word}\`: |kind \\*\\*${word}`));
  });
});

test('there is no other word in the grammar', () => {
  const grammar = readFileSync(new URL('../../language/release.langium', import.meta.url), 'utf8');
  const words = new Set([...grammar.matchAll(/'(\w[\w-]*)'/g)].map(([, word]) => word!));
  expect(words.size).toBeGreaterThan(150);
  const opening = (Object.keys(PLACES) as Owner[]).flatMap((owner) => linesIn(owner) as readonly string[]);
  const tried = new Set([...opening, ...CLAUSES.flatMap((clause) => clause.split(' ')), ...Object.keys(PARTS)]);
  expect([...words].filter((word) => !tried.has(word))).toEqual([]);
});
