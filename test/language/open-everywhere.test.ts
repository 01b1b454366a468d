/**
 * `tbd` behind every clause, on every line that takes it, and on every line that says one thing of its block: it is read, the
 * rest says what it says without it, and it is told as open. What has no place for it stands here with the reason; a clause
 * that is added is tried by itself.
 */
import { expect, test } from 'vitest';
import type { Clause } from '../../language/clauses.ts';
import { besideOn, factsOf } from '../../language/clauses-of.ts';
import { linesIn, NAMING, type Owner } from '../../language/lines.ts';
import { createWorkspace } from '../../language/workspace.ts';
import { checks } from '../../plan/checks/catalogue.ts';
import { SYSTEM_KINDS, VERBS, VOCABULARIES } from '../../plan/model.ts';
import { MAIN, NOW } from '../server/source-file.ts';
import { bareOf, type Pair, pairs } from './clause-pairs.ts';
import { PLACES, TRIES } from './clause-places.ts';

const workspace = createWorkspace({ roots: [], now: () => NOW });

/** Clauses that it says nothing behind, and is refused: what they are lacks nothing where they are left out. */
const REFUSED: Partial<Readonly<Record<Clause, string>>> = {
  because: 'a reason is given by whoever has one',
  tags: 'what is sorted under nothing yet has no tag',
  'only for': 'whether a line is part of the plan at all cannot be open',
};

/** … and on these lines alone. */
const REFUSED_ON: Readonly<Record<string, string>> = {
  'as kinds': 'how its findings are judged hangs on it',
  'for policy': 'whether it holds hangs on it',
  'for waive': 'it would silence the check everywhere',
  'from policy': 'what it asks hangs on it',
  'link release': 'a release that a train names says nothing of itself',
};

/**
 * Where it is read, and no release asks: what stands there is a new name, or no release is open by it. Nor for a version, which
 * whoever builds it gives, nor for the release that an item is deferred to: the plan has no place for it.
 */
const UNASKED: readonly RegExp[] = [
  /^as /,
  /^version /,
  /^to (must|should|could|wont)$/,
  / (person|party|train|fund|runbook)$/,
  /^(at|version) release$/,
];

/** … or what is done leaves nothing open. */
const DONE = /^on (must|should|could|wont)$/;

/** Clauses that go on with another word before their value. */
const LINKING: Partial<Readonly<Record<Clause, string>>> = {
  approved: 'approved by',
  escalated: 'escalated to',
  except: 'except by',
};

const FAMILIES: readonly (readonly string[])[] = [
  VERBS,
  SYSTEM_KINDS,
  VOCABULARIES,
  ['must', 'should', 'could', 'wont'],
];

/** Of lines of one kind one is tried. */
const tried: readonly Pair[] = [
  ...new Map(
    pairs
      .filter(({ clause }) => !['flag', 'value'].includes(factsOf(clause).syntax.form))
      .map((pair) => [`${FAMILIES.findIndex((words) => words.includes(pair.word))} ${pair.clause}`, pair] as const)
      .map(([key, pair]) => [key.startsWith('-1') ? `${pair.word} ${pair.clause}` : key, pair] as const),
  ).values(),
];

const ASKED = checks.filter(({ code }) => code === 'syntax' || code === 'still-open' || code === 'placeholder');

function told(text: string): ReadonlySet<string> {
  workspace.set(MAIN, text);
  const { analysis } = workspace.judgedOf(MAIN, workspace.plan(MAIN), ASKED);
  const findings = analysis.findings.flatMap((one) => one.members ?? [one]);
  return new Set(findings.map(({ code, message }) => `${code}: ${message}`));
}

/** What `tbd` adds to what is told. */
function added(around: (line: string) => string, without: string, line: string): readonly string[] {
  const before = told(around(without));
  return [...told(around(line))].filter((one) => !before.has(one));
}

test('behind each clause it is open, or is refused for a reason', () => {
  const wrong: string[] = [];
  for (const { around, word, clause } of tried) {
    const [line, samples = {}] = TRIES[word]!;
    const bare = bareOf(line, clause);
    const own = samples[clause] ?? factsOf(clause).example;
    const sample = typeof own === 'string' ? own : own[0]!;
    const beside = besideOn(clause, word);
    const needed =
      beside === undefined || sample.startsWith(beside) ? '' : beside === 'deferred' ? beside : factsOf(beside).example;
    const at = sample.search(new RegExp(`(^| )${clause}( |$)`));
    const ahead = [needed, at > 0 ? sample.slice(0, at) : ''].join(' ').trim();
    const linking = LINKING[clause] ?? clause;
    const more = added(around, bare.replace('§', ahead), bare.replace('§', `${ahead} ${linking} tbd`.trim()));
    const key = `${clause} ${word}`;
    const mistakes = more.filter((one) => !one.startsWith('still-open'));
    const isRefused = clause in REFUSED || key in REFUSED_ON;
    if (isRefused ? mistakes.length !== 1 : mistakes.length > 0)
      wrong.push(`${key}: ${mistakes.join(' | ') || 'is read'}`);
    else if (!isRefused && more.length === 0 && ![...UNASKED, DONE].some((one) => one.test(key)))
      wrong.push(`${key}: silent`);
  }
  expect(wrong).toEqual([]);
});

/** Lines that begin with a name or an address. */
const SAYING = [...NAMING, 'contact', 'no-go'];

const REFUSED_LINES: Readonly<Record<string, string>> = {
  kind: 'the release of the place has one',
  zone: 'all times of what it stands in hang on it',
  holidays: 'all working days hang on it',
  template: 'a train without one has no plans',
  'carry-over': 'what it does not name stays behind',
  use: 'what is not known has no steps',
  reserve: 'nobody is kept free before it is said who',
};

test('behind the word of each line that names something, too', () => {
  const wrong: string[] = [];
  for (const owner of Object.keys(PLACES) as Owner[]) {
    const [around] = Object.values(PLACES[owner]);
    for (const word of around ? linesIn(owner).filter((one) => SAYING.includes(one)) : []) {
      const more = added(around!, '', `${word} tbd`);
      const isRefused = more.some((one) => !one.startsWith('still-open'));
      if (isRefused !== word in REFUSED_LINES) wrong.push(`${word} of ${owner}: ${more.join(' | ')}`);
      else if (more.length === 0 && !['party', 'team'].includes(owner)) wrong.push(`${word} of ${owner}: silent`);
    }
  }
  expect(wrong).toEqual([]);
});
