/**
 * No pattern of the program takes for ever, whatever text it is asked about: each is tried on texts that repeat what it speaks of. Where two ways
 * lead through a repetition, each one more doubles the time, and forty of them never end. Of patterns that are put together while the
 * program runs nothing is known here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';
import { root } from '../scripts/root.ts';
import { PATIENCE } from './support/patience.ts';

const ROOMS = 'board cli client exchange language plan server service site store view'.split(' ');
/** What many patterns speak of: letters, figures, what stands between them. */
const COMMON = [
  'a',
  'A',
  'aA',
  '1',
  'a1',
  'A1',
  ' ',
  'a ',
  ' a',
  '. ',
  'a.',
  'A-',
  '-',
  'a, ',
  ':',
  '/a',
  '(',
  '"',
  '`',
  '\t',
];
const TIMES = 40;

interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly where: string;
}

test('no pattern is led through the same text in more and more ways', () => {
  const patterns = ROOMS.flatMap(patternsIn);
  expect(patterns.length).toBeGreaterThan(900);
  expect(patterns.filter((one) => !ends(one)).map(({ where, source }) => `${where} ${source}`)).toEqual([]);
});

test('those that are told apart are', () => {
  const pattern = (source: string) => ({ source, flags: '', where: '' });
  for (const source of ['(?:[A-Z][A-Z]+-?)+\\d', '^(\\S.*?)((?: else \\S.*?)*)( skilled in \\S+)?$'])
    expect(ends(pattern(source), 1000), source).toBe(false);
  for (const source of ['[A-Z]{2,}(?:-[A-Z]{2,})*-?\\d', '^(.*) else (.*) else (.*)$'])
    expect(ends(pattern(source)), source).toBe(true);
});

/** Asked in a context of its own, which can be left while a pattern is still at work. */
function ends({ source, flags }: Pattern, patience = PATIENCE.timeout): boolean {
  const pattern = new RegExp(source, flags.replace('y', ''));
  const context = createContext({ texts: textsFor(source), source: pattern.source, flags: pattern.flags });
  try {
    ASK.runInContext(context, { timeout: patience });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}

const ASK = new Script(
  'const pattern = new RegExp(source, flags); for (const text of texts) text.replace(pattern, "")',
);

function textsFor(source: string): readonly string[] {
  // `\b(stop|halt)s?` speaks of `stop`, `halt` and `s`.
  const words = source.replaceAll(/\\[a-zA-Z](?:\{[^}]*\})?/g, '\0').match(/[\p{L} ]+/gu) ?? [];
  const own = [...new Set(words)].slice(0, 12).flatMap((word) => [word, `${word} `, ` ${word.trim()} a`]);
  return [...COMMON, ...own].flatMap((pump) => {
    const many = pump.repeat(TIMES);
    // At a line that ends, `.` ends, and at another character most of what is not.
    return [`${many}\u0001`, `a ${own[0] ?? ''}${many}\n\u0001`];
  });
}

function patternsIn(room: string): readonly Pattern[] {
  return readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('generated'))
    .flatMap((path) => {
      const text = readFileSync(join(root, room, path), 'utf8');
      const found: Pattern[] = [];
      collect(parseSync(path, text).program, (pattern, start) =>
        found.push({ ...pattern, where: `${room}/${path}:${text.slice(0, start).split('\n').length}` }),
      );
      return found;
    });
}

function collect(node: unknown, take: (pattern: Omit<Pattern, 'where'>, start: number) => void): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, regex, start } = node as { type?: string; regex?: { pattern: string; flags: string }; start?: number };
  if (type === 'Literal' && regex) take({ source: regex.pattern, flags: regex.flags }, start!);
  for (const part of Object.values(node)) collect(part, take);
}
