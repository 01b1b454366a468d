/** What is changed in a source, and that each change is awake in its turn and asleep otherwise. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { chooseFiles } from './chosen.ts';
import { EQUIVALENT, isThat } from './equivalent.ts';
import { instrument, type Switch } from './instrument.ts';
import { mutantsOf } from './mutants.ts';
import { proofMutants } from './proof.ts';
import { ROOMS, ROOT, sample } from './sample.ts';

const global = globalThis as typeof globalThis & Partial<Switch>;
afterEach(() => {
  delete global.__mutant;
  delete global.__round;
});

const told = (text: string) =>
  mutantsOf('a.ts', text).map(({ operator, original, mutated }) => `${operator}: ${original} → ${mutated}`);

describe('what is changed', () => {
  test.each<[string, readonly string[]]>([
    ['f(a < b)', ['statement: f(a < b) → ', 'boundary: a < b → a <= b']],
    ['const a = b && c;', ['logic: b && c → (b) || (c)']],
    ['const a = b?.c ?? d;', ['default: b?.c ?? d → b?.c']],
    ['const a = b - 1;', ['arithmetic: b - 1 → b + 1', 'number: 1 → 2', 'number: 1 → (0)']],
    ['const a = [b, c];', ['element: [b, c] → [c]', 'element: [b, c] → [b]']],
    ['const a = Math.min(b, c);', ['extreme: Math.min(b, c) → Math.max(b, c)']],
    ['const a = b.some((c) => c);', ['quantifier: b.some((c) => c) → b.every((c) => c)']],
    ['const a = b.toLocaleString();', []],
    ['function f() { return a; }', ['return: a → undefined']],
    ['const a = b ? c : d;', ['condition: b → !(b)', 'condition: b → false']],
    ['const a = true;', ['boolean: true → false']],
    ['function f() { return false; }', ['boolean: false → true']],
  ])('%s', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test.each([
    'type A = 1 | 2;',
    'interface A { b: [c: 1]; }',
    "const a = 'b' + c;",
    'const a = `${b}` + c + d;',
    'const a = { 1: b };',
    'const a = b?.some((c) => c);',
    'function f() { return undefined; }',
    'function f() { return null; }',
    "import a from 'b' with { type: 'json' };",
  ])('nothing in %s', (text) => {
    expect(told(text)).toEqual([]);
  });
});

describe('a mutant is asleep until it is woken', () => {
  const SOURCE = `
    let told = '';
    for (let i = 0; i < n; i++) {
      if (i % 2 === 0) told += 'e';
      else told += 'o';
    }
    return [told, n > 3 ? 1 : 0];`;
  const FUNCTION = `function f(n) {${SOURCE}\n}`;
  const mutants = mutantsOf('a.js', FUNCTION);
  const code = instrument('a.js', FUNCTION, new Map(mutants.map((mutant, index) => [index + 1, mutant])));
  const run = (awake: number) => {
    let rounds = 0;
    const near = new Set<number>();
    global.__mutant = (number) => {
      near.add(number);
      return number === awake;
    };
    global.__round = () => {
      if (++rounds > 100) throw new Error('round and round');
    };
    const said = new Function('n', `${code}\nreturn JSON.stringify(f(n));`)(3) as string;
    return { said, near };
  };
  const indexOf = (original: string, mutated: string) =>
    mutants.findIndex((one) => one.original === original && one.mutated === mutated) + 1;

  test('all asleep: the text as it is', () => {
    const { said, near } = run(0);
    expect(said).toBe('["eoe",0]');
    expect(near.size).toBeGreaterThan(10);
    expect(near).not.toContain(indexOf('1', '2'));
  });

  test.each([
    ['i < n', 'i <= n', '["eoeo",0]'],
    ['i % 2 === 0', '!(i % 2 === 0)', '["oeo",0]'],
    ["told += 'e';", '', '["o",0]'],
    ['n > 3', 'n >= 3', '["eoe",1]'],
    ['[told, n > 3 ? 1 : 0]', '[told]', '["eoe"]'],
  ])('%s → %s', (original, mutated, said) => {
    expect(indexOf(original, mutated)).toBeGreaterThan(0);
    expect(run(indexOf(original, mutated)).said).toBe(said);
  });

  test('every one changes what is said, ends, or is told to', () => {
    const same = mutants.filter((_, index) => {
      try {
        return run(index + 1).said === '["eoe",0]';
      } catch {
        return false;
      }
    });
    // Of 3, `n > 3` is false anyway, and then nobody comes by the 1.
    expect(same.map(({ original, mutated }) => `${original} → ${mutated}`)).toEqual([
      'n > 3 → false',
      '3 → 4',
      '1 → 2',
      '1 → (0)',
    ]);
  });
});

test('a sample is the same for a seed, and another one for another', () => {
  const names = (seed: number) =>
    sample('server', 20, seed).map(({ file, start, mutated }) => `${file} ${start} ${mutated}`);
  expect(names(1)).toHaveLength(20);
  expect(names(1)).toEqual(names(1));
  expect(names(1)).not.toEqual(names(2));
});

test('a table is asked of the tests that are nearest to it, of those the cheap ones first', () => {
  const table = mutantsOf('table.ts', 'const TABLE = [1];').find(({ operator }) => operator === 'element')!;
  const at = (path: string, distance: number) => ({
    path,
    distances: new Map([['table.ts', distance]]),
    isWhole: false,
  });
  const files = [
    at('far', 3),
    at('dear', 1),
    at('near', 1),
    { path: 'elsewhere', distances: new Map(), isWhole: false },
  ];
  const passing = (cost: number) => [{ name: 'x', cost, width: 1, comesBy: () => true }];
  const seen = new Map([
    ['far', passing(1)],
    ['dear', passing(90)],
    ['near', passing(20)],
  ]);
  expect(chooseFiles(table, files, seen, 1000)).toEqual(['near', 'dear', 'far']);
  expect(chooseFiles(table, files, seen, 100)).toEqual(['near', 'far']);
});

test('in every room one must die', () => {
  const rooms = new Set(proofMutants().map(({ file }) => file.split('/')[0]));
  expect([...rooms].sort()).toEqual([...ROOMS].sort());
});

test.each(EQUIVALENT)('of what says the same, $file: $original → $mutated is still there, once', (one) => {
  const all = mutantsOf(one.file, readFileSync(join(ROOT, one.file), 'utf8'));
  expect(all.filter((mutant) => isThat(one, mutant))).toHaveLength(1);
});
