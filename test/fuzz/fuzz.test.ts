/** A short part of `npm run fuzz`: the same inputs in every run. */
import { describe, expect, test } from 'vitest';
import { difference } from '../../language/edit/same.ts';
import { CLAUSE_WORDS, STATEMENT_WORDS } from '../../language/parse/lexer.ts';
import { parse } from '../../language/parse/parser.ts';
import { checkText } from './check.ts';
import { type Input, inputAt } from './inputs.ts';
import { minimised } from './minimise.ts';
import { generatePlan, type Line } from './plan.ts';
import { Random } from './random.ts';

const SEED = 1;
const inputs: readonly Input[] = Array.from({ length: 1500 }, (_, index) => inputAt(SEED, index));

test('any text is read, scheduled, checked and laid out, and its layout says what it said', () => {
  let [statements, asTyped] = [0, 0];
  inputs.forEach(({ text, isValid }, index) => {
    const checked = checkText(text);
    expect(checked.failure, `input ${index}: ${JSON.stringify(text)}`).toBeUndefined();
    if (!isValid) return;
    statements += checked.statements;
    asTyped += checked.asTyped;
  });
  expect(statements).toBeGreaterThan(2500);
  expect(asTyped / statements).toBeLessThan(0.01);
});

test.each([
  ['a word of the language in the place of a name', 'release r { run { gate done "Ready?" 5m by ann } }\n'],
  ['a flag in that place, with more behind it', 'release r { run { task done link "http://x" 5m by ann } }\n'],
  ['such a word that lacks its own end', 'release r { run { wait approved done after i } }\n'],
  ['such a word, and a title behind it', 'release r { run { task approved irreversible "" } }\n'],
  ['two things that begin in one minute and on one line', 'release r { run { gate g } }\n'],
  ['shifts that stop in the middle', 'person ann { shift Thu,..2:30..2:00 }\n'],
  ['an import below two others', 'import\nimport\n"a.release"\n'],
  ['imports on one line', 'import x import\n"a.release"\n'],
  [
    'the other end of a range, in any white space',
    'zone Europe/Berlin\nevent e 2026-10-25 2:30 .. 2026-12-05   6:00\n',
  ],
  ['a mistake that recovery tells of late', 't\nelse p on\t1:version""->{\n}\n'],
  ['what nobody sees in the middle of an end of line', 'person ann\r\u200b\nperson  bob\r\n'],
  ['the same in a text', 'release r { run { task "x\r\u200b\ny"\n } }\n'],
  ['the mark of an encoding behind white space', '  \ufeffperson ann\n'],
  ['the same behind an empty line', '\n \ufeff person ann\n'],
  ['nothing but that mark', ' \ufeff'],
  ['two mistakes of one statement on two lines', 'escalate\nT- 0m'],
  ['three of them', 'event 2:\n..2::'],
  [
    'a word that is a clause alone before another one, in a runbook',
    'runbook r(a) { backup a approved to 01:15 irreversible }\n',
  ],
])('is so for %s', (_, text) => {
  expect(checkText(text).failure).toBeUndefined();
});

describe('the inputs', () => {
  test('are the same for the same seed and number, and others for others', () => {
    expect(inputAt(SEED, 7)).toEqual(inputs[7]);
    expect(new Set(inputs.map(({ text }) => text)).size).toBeGreaterThan(inputs.length * 0.9);
    expect(inputAt(SEED + 1, 7)).not.toEqual(inputs[7]);
  });

  test('use every word of the language', () => {
    const used = new Set<string>();
    const visit = (lines: readonly Line[]): void => {
      for (const { words, block } of lines) {
        for (const { text, type } of words) if (type === 'keyword') used.add(text);
        visit(block ?? []);
      }
    };
    for (let index = 0; index < 2000; index++)
      visit(generatePlan(new Random(SEED, index), { isAnywhere: index % 2 === 0 }));
    expect([...STATEMENT_WORDS, ...CLAUSE_WORDS].filter((word) => !used.has(word))).toEqual([]);
  });

  test('are read without a mistake of form where they are valid', () => {
    const broken = inputs.filter(({ text, isValid }) => isValid && parse(text).errors.length > 0);
    expect(broken.map(({ text }) => text)).toEqual([]);
  });
});

test('two values are the same wherever in a text they stand, and no other ones', () => {
  const place = (line: number) => ({
    file: 'a',
    range: { start: { line, character: 0 }, end: { line, character: 1 } },
  });
  expect(difference({ name: 'a', place: place(1) }, { name: 'a', place: place(2) })).toBeUndefined();
  expect(difference({ steps: [{ name: 'a' }] }, { steps: [{ name: 'b' }] })).toBe('.steps[0].name: "a" is now "b"');
  expect(difference({ names: new Map([['a', 1]]) }, { names: new Map() })).toContain('has 1 and now 0');
  const [one, other] = [{ kind: 'a' }, { kind: 'a' }];
  expect(difference([one, one], [one, other])).toContain('is another one now');
});

test('a failing text is made small', () => {
  const text = `${inputs[1]!.text}\nperson needle "x"\n${inputs[2]!.text}`;
  expect(minimised(text, (candidate) => candidate.includes('needle'))).toBe('needle');
});
