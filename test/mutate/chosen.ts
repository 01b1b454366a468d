/** Which tests are asked about each mutant: the narrow and cheap ones first, and as many as its share of the processor allows. */
import type { Mutant } from './mutants.ts';
import { type TestFile, testsOf } from './related.ts';
import { type Numbering, type Seen, seenIn } from './seen.ts';

export interface Chosen {
  /** Files in the order in which they run. */
  readonly files: readonly string[];
  /** By file, then by the name of a test: which mutants it is asked about. `*`: any test of that file. */
  readonly tests: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>;
  /** By number: how many tests come by, as far as is known, and how many of these are asked. */
  readonly counts: ReadonlyMap<number, { readonly all: number; readonly asked: number }>;
}

interface Candidate extends Seen, Pick<TestFile, 'isWhole'> {
  readonly file: string;
}

export type Known = ReadonlyMap<string, readonly Seen[] | undefined>;

export function known(files: readonly TestFile[], all: Numbering): Known {
  return new Map(files.map(({ path }) => [path, seenIn(path, all)]));
}

/** @param budget milliseconds of the processor that a mutant which lives may cost */
export function choose(mutants: readonly Mutant[], files: readonly TestFile[], seen: Known, budget: number): Chosen {
  const tests: Record<string, Record<string, number[]>> = {};
  const ranks = new Map<string, number[]>();
  const counts = new Map<number, { all: number; asked: number }>();
  const ask = (file: string, name: string, number: number, rank: number) => {
    tests[file] ??= {};
    tests[file][name] ??= [];
    tests[file][name].push(number);
    ranks.set(file, [...(ranks.get(file) ?? []), rank]);
  };
  for (const [index, mutant] of mutants.entries()) {
    if (mutant.isStatic) continue;
    const candidates: Candidate[] = [];
    for (const { path, distances, isWhole } of files) {
      const own = seen.get(path);
      // What is not known may come by, and was perhaps written for this very place.
      if (!own) distances.has(mutant.file) && ask(path, '*', index + 1, 0);
      else for (const one of own) if (one.name && one.comesBy(mutant)) candidates.push({ ...one, file: path, isWhole });
    }
    let [spent, asked] = [0, 0];
    for (const { file, name, cost } of inTurn(candidates)) {
      if (spent + cost > budget && asked > 0) continue;
      spent += cost;
      asked++;
      ask(file, name, index + 1, spent);
    }
    counts.set(index + 1, { all: candidates.length, asked });
  }
  const rank = (file: string) => {
    const own = ranks.get(file)!;
    return own.reduce((sum, one) => sum + one, 0) / own.length;
  };
  const ranked = Object.keys(tests).map((file) => [file, rank(file)] as const);
  return { files: ranked.sort((a, b) => a[1] - b[1]).map(([file]) => file), tests, counts };
}

/**
 * Files of tests for a mutant that is awake from the start on: those that come by, else those that load its source. Of a table
 * nobody knows who comes by, as it is read by other sources: the nearest were written for it.
 */
export function chooseFiles(
  mutant: Mutant,
  files: readonly TestFile[],
  seen: Known,
  budget: number,
): readonly string[] {
  const near = testsOf(new Set([mutant.file]), files);
  const costOf = (path: string) => (seen.get(path) ?? []).reduce((sum, one) => sum + one.cost, 0);
  const distance = ({ distances }: TestFile) => distances.get(mutant.file)!;
  const nearest = near.toSorted((a, b) => distance(a) - distance(b) || costOf(a.path) - costOf(b.path));
  const candidates = near.flatMap(({ path, isWhole }) => {
    const own = seen.get(path);
    if (!own?.some((one) => one.comesBy(mutant))) return [];
    return [{ path, isWhole, cost: costOf(path), width: Math.max(...own.map(({ width }) => width)) }];
  });
  const known = inTurn(candidates).map(({ path }) => path);
  const unknown = near.flatMap(({ path }) => (seen.get(path) ? [] : [path]));
  const ordered = mutant.isStatic || known.length === 0 ? nearest.map(({ path }) => path) : [...unknown, ...known];
  let spent = 0;
  return ordered.filter((path) => {
    const cost = costOf(path);
    if (spent > 0 && spent + cost > budget) return false;
    spent += cost;
    return true;
  });
}

/** What is told in whole is noticed wherever it changes; of what a test asks for, so much less. */
const WHOLE = 8;

/** The narrowest know best what a place is for; the widest, which tell all that is said of a plan, notice most. Both in turn. */
function inTurn<T extends Pick<Candidate, 'cost' | 'width' | 'isWhole'>>(candidates: readonly T[]): readonly T[] {
  const narrow = [...candidates].sort((a, b) => a.cost * a.width - b.cost * b.width);
  const told = ({ width, cost, isWhole }: T) => (width * (isWhole ? WHOLE : 1)) / (cost + 20);
  const wide = [...candidates].sort((a, b) => told(b) - told(a));
  return [...new Set(narrow.flatMap((one, i) => [one, wide[i]!]))];
}
