/**
 * What becomes of each clause on each line that takes it: what it says of the plan, what is said of it where it stands twice, and
 * where it is a line of the block. All of it comes from the tables of lines and clauses.
 */
import { test } from 'vitest';
import { besideOn, factsOf } from '../../language/clauses-of.ts';
import { lower } from '../../language/lower/lower.ts';
import { parseAgain } from '../../language/parse/parser.ts';
import { type Plan, VERBS } from '../../plan/model.ts';
import type { Place } from '../../plan/place.ts';
import { expectGolden } from '../support/golden.ts';
import { bareOf, type Pair, pairs } from './clause-pairs.ts';
import { TRIES } from './clause-places.ts';
import { isPlace, ROOT, said } from './said.ts';

const FILE = `${ROOT}/plan.release`;

/** The line with the clause in each way, by what that way is. */
function variants({ word, clause }: Pair): readonly (readonly [way: string, line: string])[] {
  const [line, samples = {}] = TRIES[word]!;
  const own = samples[clause] ?? factsOf(clause).example;
  const sample = typeof own === 'string' ? own : own[0]!;
  const beside = besideOn(clause, word);
  const full = beside === undefined || sample.startsWith(beside) ? sample : `${factsOf(beside).example} ${sample}`;
  const [head, rest = ''] = bareOf(line, clause).split(' §');
  const inside = rest.replace(/^\s*\{\n?|\n?\}$/g, '');
  return [
    ['', `${head} ${full}${rest}`],
    ['twice', `${head} ${full} ${sample}${rest}`],
    ['in its block', `${head} {\n${full}\n${inside}\n}`],
  ];
}

/** What the first thing that begins on a line says, member by member, without places and what it is of. */
function saidOn(plan: Plan, line: number): ReadonlyMap<string, string> {
  const things = plan.releases[0]?.things;
  const seen = new Set<object>();
  const find = (value: unknown): object | undefined => {
    if (typeof value !== 'object' || value === null || seen.has(value) || isPlace(value)) return undefined;
    seen.add(value);
    if ('place' in value && isPlace(value.place as object) && (value.place as Place).range.start.line === line)
      return value;
    for (const [member, one] of value instanceof Map ? value : Object.entries(value)) {
      // A block has the ids of what is in it.
      const found = find(member === 'children' ? (one as readonly string[]).map((id) => things?.get(id)) : one);
      if (found) return found;
    }
    return undefined;
  };
  const thing = find([plan.releases, plan.declarations, plan.names]) ?? {};
  const members = Object.entries(thing).flatMap(([member, value]): [string, string][] => {
    if (UNSAID.has(member) || value === undefined) return [];
    const text = said(value, new Set(), 0, things).replace(/ ?(?:place|head|namePlace)=\S+|\n\s*- (?=kind)/g, '');
    return [[member, text.replace(/\b\d+:\d+-[\d:]+/g, '')]];
  });
  return new Map(members);
}

/** Where it stands, which of its kind it is, and what it is of. */
const UNSAID = new Set([
  'id',
  'things',
  'index',
  'name',
  'place',
  'head',
  'namePlace',
  'block',
  'parent',
  'children',
  'note',
]);

/** All lines of one kind in a place are read as one text: names that are there twice are no matter here. */
function told(all: readonly Pair[]): string {
  const [{ around, word }] = all as readonly [Pair];
  const bare = TRIES[word]![0].replace(' §', '');
  const lines = all.flatMap((pair) => variants(pair).map(([way, line]) => ({ ...pair, way, line })));
  const text = around([bare, ...lines.map(({ line }) => line)].join('\n'));
  const { plan } = lower(FILE, parseAgain(text), []);
  const first = text.slice(0, text.indexOf(bare)).split('\n').length - 1;
  const without = saidOn(plan, first);
  let at = first + bare.split('\n').length;
  let last = '';
  return lines
    .map(({ clause, way, line }) => {
      const [from, to] = [at, at + line.split('\n').length];
      at = to;
      const problems = plan.problems
        .filter(({ place: { range } }) => range.start.line >= from && range.start.line < to)
        .map(({ message, replacement }) => `\n    ! ${message}${replacement ? ` [${replacement.text}]` : ''}`);
      const members = [...saidOn(plan, from)].filter(([member, value]) => without.get(member) !== value);
      const others = members.map(([member, value]) => `\n    ${member} ${value}`).join('');
      // A second time, or in the block, it mostly says the same.
      const isSame = way !== '' && others === last;
      if (way === '') last = others;
      return `${word} · ${clause}${way && ` · ${way}`}${isSame ? ' =' : others}${problems.join('')}`;
    })
    .join('\n');
}

/** Blocks of steps read alike: a run stands for them. */
const ALIKE = new Set([
  'rollback',
  'runbook',
  'prepare',
  'follow-up',
  'phase',
  'stream',
  'sequence',
  'parallel',
  'outage',
  'play',
  'hypercare',
]);

test.each([...new Set(pairs.map(({ place }) => place))].filter((place) => !ALIKE.has(place)))('in `%s`', (place) => {
  const by = new Map<string, Pair[]>();
  for (const pair of pairs)
    if (pair.place === place && !isOfRun(pair)) by.set(pair.word, [...(by.get(pair.word) ?? []), pair]);
  expectGolden(`${[...by.values()].map(told).join('\n')}\n`, `./golden/clauses/${place}.golden.txt`, import.meta.url);
});

/** A step that stands in the release itself takes what it takes in a run. */
function isOfRun({ place, word }: Pair): boolean {
  return place === 'release' && word !== 'notify' && (VERBS as readonly string[]).includes(word);
}
