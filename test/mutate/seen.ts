/**
 * Which functions each test comes by, and what that costs: kept in `coverage/seen/`, one file for each file of tests, and
 * taken again when that file becomes another. Where a source has changed since, its functions are no longer told apart.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type Mutant, type Node, parse, walk } from './mutants.ts';
import { ROOMS, ROOT, sourcesOf } from './sample.ts';

/** One test, or (`name` is empty) what a file of tests does outside of them. */
export interface Seen {
  readonly name: string;
  /** Milliseconds of the processor. */
  readonly cost: number;
  /** How many functions it comes by. */
  readonly width: number;
  comesBy(mutant: Mutant): boolean;
}

/** The places in the text where functions begin and end, the outer ones first. */
export interface Fn {
  readonly start: number;
  readonly end: number;
  readonly body: Node;
}

/** Numbers of the functions of all sources: those of a file follow each other. */
export interface Numbering {
  readonly count: number;
  readonly files: readonly {
    readonly file: string;
    readonly hash: string;
    readonly first: number;
    readonly fns: readonly Fn[];
  }[];
}

export function functionsOf(file: string, text: string): Fn[] {
  const found: Fn[] = [];
  walk(parse(file, text), (node) => {
    if (!/^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(node.type) || !node.body) return;
    const { start, end } = node;
    found.push({ start, end, body: node.body as Node });
  });
  return found;
}

export function numbering(): Numbering {
  let count = 0;
  const files = ROOMS.flatMap(sourcesOf).map((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    const fns = functionsOf(file, text);
    const first = count;
    count += fns.length;
    return { file, hash: hashOf(text), first, fns };
  });
  return { count, files };
}

/** @param tests in the order they ran; the bits of `at` are numbers of functions, as base64 */
export function keep(test: string, all: Numbering, tests: readonly Line[]): void {
  mkdirSync(join(ROOT, FOLDER), { recursive: true });
  const sources = all.files.map(({ file, hash, first, fns }) => [file, hash, first, fns.length] as const);
  const record: Kept = { hash: hashOf(readFileSync(join(ROOT, test), 'utf8')), sources, tests };
  writeFileSync(pathOf(test), gzipSync(JSON.stringify(record)));
}

export interface Line {
  readonly name: string;
  readonly cost: number;
  readonly at: string;
}

/** Undefined: nothing is known of this file as it is now. */
export function seenIn(test: string, all: Numbering): readonly Seen[] | undefined {
  if (!existsSync(pathOf(test))) return undefined;
  const { hash, sources, tests } = JSON.parse(gunzipSync(readFileSync(pathOf(test))).toString()) as Kept;
  if (hash !== hashOf(readFileSync(join(ROOT, test), 'utf8'))) return undefined;
  const known = new Map(sources.map(([file, ...rest]) => [file, rest] as const));
  const now = new Map(all.files.map((each) => [each.file, each]));
  return tests.map(({ name, cost, at }) => {
    const bits = Buffer.from(at, 'base64');
    const isSet = (number: number) => ((bits[number >> 3]! >> (number & 7)) & 1) === 1;
    const anyOf = (first: number, count: number) => Array.from({ length: count }).some((_, i) => isSet(first + i));
    return {
      name,
      cost,
      width: bits.reduce((sum, byte) => sum + ONES[byte]!, 0),
      comesBy({ file, start, end, isStatic }) {
        const [then, first, count] = known.get(file) ?? ['', 0, 0];
        const { hash, fns } = now.get(file)!;
        if (then !== hash || isStatic) return anyOf(first, count);
        return isSet(first + fns.findLastIndex((fn) => fn.start <= start && end <= fn.end));
      },
    };
  });
}

interface Kept {
  readonly hash: string;
  readonly sources: readonly (readonly [file: string, hash: string, first: number, count: number])[];
  readonly tests: readonly Line[];
}

const FOLDER = 'coverage/seen';
const ONES = Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

function pathOf(test: string): string {
  return join(ROOT, FOLDER, `${test.replaceAll('/', '+')}.json.gz`);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
