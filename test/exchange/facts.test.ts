/**
 * Whatever makes a plan another one is a fact of it, so that a format carries it or an export tells that it does not: every clause of every
 * line that the language has, with it and without it.
 */
import { expect, test } from 'vitest';
import { factsOf, missingFrom } from '../../exchange/outline/facts.ts';
import { PLAN_FORMATS } from '../../exchange/plan-formats.ts';
import type { Clause } from '../../language/clauses.ts';
import { besideOn, factsOf as clause, clausesOf } from '../../language/clauses-of.ts';
import { LINES, type Owner } from '../../language/lines.ts';
import { lower } from '../../language/lower/lower.ts';
import { parseAgain } from '../../language/parse/parser.ts';
import { createWorkspace } from '../../language/workspace.ts';
import type { Analysis } from '../../plan/analysis.ts';
import { compare, isDifferent } from '../../plan/diff/compare.ts';
import type { Plan } from '../../plan/model.ts';
import { PLACES, TRIES } from '../language/clause-places.ts';

const FILE = 'file:///plan.release';
const workspace = createWorkspace({ roots: [] });

function planOf(text: string): Plan {
  return lower(FILE, parseAgain(text), []).plan;
}

/** As `diff` tells it, where the line can be read with the clause. */
function areOthers(...texts: readonly [string, string]): boolean {
  const [one, other] = texts.map((text) => {
    workspace.set(FILE, text);
    return workspace.analysis(FILE);
  });
  const mistakes = ({ findings }: Analysis) =>
    findings.flatMap(({ code, message }) => (code === 'syntax' ? [message] : []));
  const known = new Set(mistakes(one!));
  return mistakes(other!).every((message) => known.has(message)) && isDifferent(compare(one!, other!));
}

function factsIn(plan: Plan): string {
  return JSON.stringify(factsOf(plan, plan.releases[0]!));
}

/** The line without a clause and with it; undefined: nothing that was tried can be read there. */
function pairOf(around: (line: string) => string, word: string, wanted: Clause) {
  const [line, samples = {}] = TRIES[word]!;
  const own = samples[wanted] ?? [];
  const bare =
    wanted === 'duration' ? line.replace(' 5m', '') : wanted === 'by' ? line.replace(/ by (ann|bob)/, '') : line;
  const beside = besideOn(wanted, word);
  for (const sample of [...(typeof own === 'string' ? [own] : own), clause(wanted).example]) {
    const rest = beside === undefined || sample.startsWith(beside) ? '' : clause(beside).example;
    const without = around(bare.replace('§', rest));
    const withIt = around(bare.replace('§', `${rest} ${sample}`.trim()));
    const [before, after] = [planOf(without), planOf(withIt)];
    if (after.problems.length > before.problems.length) continue;
    return { isOther: areOthers.bind(undefined, without, withIt), isSaid: factsIn(before) !== factsIn(after) };
  }
  return undefined;
}

/** Each clause of each line once, in turn in the places where the line may stand. */
const TRIED = Object.entries(PLACES).flatMap(([owner, places]) => {
  const all = Object.values(places);
  return LINES[owner as Owner]
    .filter((word) => TRIES[word] !== undefined)
    .flatMap((word) => clausesOf(word).map((one, turn) => ({ owner, word, one, around: all[turn % all.length]! })));
});
/** Verbs, systems and levels of the scope take the same clauses, and are tried in turn. */
const SEEN = new Map<string, (typeof TRIED)[number][]>();
for (const each of TRIED) {
  const key = `${each.owner} ${clausesOf(each.word)} ${each.one}`;
  SEEN.set(key, [...(SEEN.get(key) ?? []), each]);
}

test('a clause that makes a plan another one makes other facts of it', () => {
  const silent: string[] = [];
  let different = 0;
  for (const [turn, alike] of [...SEEN.values()].entries()) {
    const { owner, word, one, around } = alike[turn % alike.length]!;
    const pair = pairOf(around, word, one);
    if (!pair) continue;
    if (pair.isSaid) different++;
    else if (pair.isOther()) silent.push(`${owner}: ${word} … ${one}`);
  }
  expect(different).toBeGreaterThan(300);
  expect(silent).toEqual([]);
});

test('a fact is carried, seen or told, in every format and profile', () => {
  const plan = planOf(
    `kinds nightly as standard\nwaive no-deputy for ann until Thu 2026-12-31\n${PLACES.release.release!(
      'use patch(ann) at Thu 2026-12-10 20:15',
    )}`,
  );
  const facts = factsOf(plan, plan.releases[0]!);
  const kinds = new Set(facts.map(({ key }) => key));
  for (const kind of ['further release', 'release-kind', 'waiver', 'block', 'trigger', 'runbook', 'uat'])
    expect(kinds).toContain(kind);
  for (const { carries: whole, shows = [], profiles = [] } of PLAN_FORMATS.filter(({ write }) => write)) {
    for (const carries of [[...whole, ...shows], ...profiles.map((one) => one.carries)]) {
      const told = missingFrom(carries, facts);
      const isThere = ({ key }: (typeof facts)[number]) =>
        carries.includes(key) || told.has(key) || [...told.keys()].some((one) => key.startsWith(`${one} `));
      expect(facts.filter((fact) => !isThere(fact)).map(({ key }) => key)).toEqual([]);
    }
  }
});
