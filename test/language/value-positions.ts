/**
 * Where a value may stand: every leaf of the grammar that is no word of the language, on every line that has it. The lines are those of
 * the tables of clauses, and those of `docs/how-to-say.md`; `POSITIONS` has each position once, with a plan around it.
 */
import { readFileSync } from 'node:fs';
import { type AstNode, AstUtils, CstUtils, GrammarAST, type LeafCstNode } from 'langium';
import { besideOn, factsOf } from '../../language/clauses-of.ts';
import { ReleaseGrammar } from '../../language/generated/grammar.ts';
import { parseAgain } from '../../language/parse/parser.ts';
import { BLOCK_KINDS, SYSTEM_KINDS, VERBS, VOCABULARIES } from '../../plan/model.ts';
import { bareOf, pairs } from './clause-pairs.ts';
import { PLACES, TRIES } from './clause-places.ts';

export interface Position {
  /** The line, and the way through the syntax to the value: `deploy with.name`. */
  readonly key: string;
  /** The rule of the grammar and what of it the value is, which many lines have: `ByClause.refs`. */
  readonly feature: string;
  /** A plan in which a value stands there. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** With another value there. */
export function changed({ text, from, to }: Position, value = 'tbd'): string {
  return `${text.slice(0, from)}${value}${text.slice(to)}`;
}

/** The line it stands on. */
export function lineOf({ text, from, to }: Position, value = 'tbd'): string {
  const line = changed({ key: '', feature: '', text, from, to }, value);
  return line.slice(line.lastIndexOf('\n', from - 1) + 1, line.indexOf('\n', from)).trim();
}

interface Sample {
  readonly text: string;
  readonly line: string;
}

/** Lines that say more of a value than the examples of the clauses. */
const MORE: Readonly<Record<string, readonly string[]>> = {
  run: [
    'deploy web 10m by 2 of ops skilled in postgres else cid independent of bob',
    'task both 10m by all of ops with any of ops',
    'notify buyers "Soon" by ann via mail',
    'when web.failed and "Errors" > 1 % of first over 5m from grafana by ann then notify buyers via mail, play around',
    'when web.failed then "Call everybody"',
    'use patch(ann)',
    'cycle part every last 2wd of month until Fri 2026-12-11 03:00 {\ntask inside 30m by ann\n}',
  ],
  release: [
    'benefit gain "Gain" by ann {\ntarget 5 pages -> 3 pages\n}',
    'freeze quiet of staging every Fri 18:00 .. Mon 06:00 except "Alarms" by bob',
    'roster phones by ann {\nshift every 8h\n}',
  ],
};

const SOAKED = PLACES.steps.run!('use soaked(5m)').replace(
  'runbook patch',
  'runbook soaked(time: duration) {\nwait soak time\n}\nrunbook patch',
);

function* samples(): Iterable<Sample> {
  for (const { around, word, clause } of pairs) {
    const [line, of = {}] = TRIES[word]!;
    const own = of[clause] ?? factsOf(clause).example;
    const sample = typeof own === 'string' ? own : own[0]!;
    const beside = besideOn(clause, word);
    const needed =
      beside === undefined || sample.startsWith(beside) ? '' : beside === 'deferred' ? beside : factsOf(beside).example;
    const said = [LACKING[word]?.(sample) ?? '', needed, sample].filter(Boolean).join(' ');
    const whole = bareOf(line, clause).replace('§', said);
    yield { text: used(around(whole), whole), line: whole };
  }
  yield { text: SOAKED, line: 'use soaked(5m)' };
  for (const [place, lines] of Object.entries(MORE))
    for (const line of lines) yield { text: (PLACES.steps[place] ?? PLACES.release.release!)(line), line };
  for (const [, where, rows] of PAGE.matchAll(/^\| people write \| (.+) \|\n\| --- \| --- \|\n((?:\|.*\n)+)/gm)) {
    for (const row of rows!.trim().split('\n')) {
      const line = [...row.matchAll(/`([^`]+)`/g)].map(([, one]) => one!).join('\n');
      yield {
        text: used(
          PLAN.replace(`// ${where}\n`, () => `${line}\n`),
          line,
        ),
        line,
      };
    }
  }
}

const PAGE = readFileSync(new URL('../../docs/how-to-say.md', import.meta.url), 'utf8');
const PLAN = /^```release\n([\s\S]*?)^```$/m.exec(PAGE)![1]!;

/** What is shared is asked of a release that names it. */
function used(text: string, line: string): string {
  const [, kind = '', name = ''] = /^(\w+) ([\w-]+)/.exec(line) ?? [];
  const use = Object.hasOwn(USES, kind) ? USES[kind]!(name) : undefined;
  return use === undefined ? text : text.replace(/^release .*\{$/m, (head) => `${head}\n${use}`);
}

const asks = (name: string) => `prepare {\ntask asks 5m by ${name}\n}`;
const USES: Readonly<Record<string, (name: string) => string>> = {
  person: asks,
  party: asks,
  team: asks,
  role: asks,
  calendar: (name) => `calendar ${name}`,
  runbook: (name) => `prepare {\nuse ${name}()\n}`,
  fund: (name) => `budget 5 EUR from ${name}`,
  criteria: (name) => `prepare {\ngate asks 5m by ann {\nneeds ${name}\n}\n}`,
  text: (name) => `notify people "Well" by ann at T-1d {\ntext ${name}\n}`,
};

/** What a line says in any case, where the clause that is tried is none of it. */
const unless = (words: RegExp, text: string) => (sample: string) => (words.test(sample) ? '' : text);
const LACKING: Readonly<Record<string, (sample: string) => string>> = {
  cycle: unless(/every/, 'every 2h until Fri 2026-12-11 03:00'),
  freeze: unless(/every|from|until|during|\.\./, 'from Thu 2026-12-10 until Fri 2026-12-18'),
  maintenance: unless(/every|from|until|during|\.\./, 'from Thu 2026-12-10 until Fri 2026-12-18'),
  event: unless(/during|\.\./, 'during T .. T+1d'),
  window: unless(/\.\./, 'Sun 2026-12-13 20:00 .. 22:00'),
  budget: unless(/EUR/, '7 EUR'),
  spent: unless(/EUR/, '7 EUR'),
  cost: unless(/EUR/, '7 EUR'),
  fund: unless(/EUR/, '7 EUR'),
  respond: unless(/within/, 'within 30d'),
  mitigate: unless(/within/, 'within 30d'),
  resolve: unless(/within/, 'within 30d'),
};

/** Of lines of one kind one is tried. */
const FAMILIES: readonly (readonly string[])[] = [
  VERBS,
  SYSTEM_KINDS,
  VOCABULARIES,
  ['must', 'should', 'could', 'wont'],
  BLOCK_KINDS.filter((kind) => !['rollback', 'play', 'cycle'].includes(kind)),
];

function familyOf(word: string): string {
  return FAMILIES.find((words) => words.includes(word))?.[0] ?? word;
}

/** A number and its unit, the parts of a time: one value. */
const WHOLE: ReadonlySet<string> = new Set(['Time', 'Quantity']);

const terminals = new Set(
  ReleaseGrammar()
    .rules.filter(GrammarAST.isTerminalRule)
    .map(({ name }) => name),
);

function* leavesIn(text: string, from: number, to: number): Iterable<Position> {
  const { root } = parseAgain(text);
  for (const leaf of CstUtils.flattenCst(root.$cstNode!) as Iterable<LeafCstNode>) {
    if (leaf.offset < from || leaf.end > to || !terminals.has(leaf.tokenType.name)) continue;
    const assignment = AstUtils.getContainerOfType(leaf.grammarSource, GrammarAST.isAssignment);
    if (!assignment) continue;
    let node: AstNode = leaf.astNode;
    let [path, place]: [string[], { offset: number; end: number }] = [[assignment.feature], leaf];
    for (; node.$container && node.$containerProperty !== 'statements'; node = node.$container) {
      if (WHOLE.has(node.$type)) [path, place] = [[], node.$cstNode!];
      path.unshift(node.$containerProperty!);
    }
    const { kind, verb, key } = node as AstNode & Partial<Record<'kind' | 'verb' | 'key', string>>;
    yield {
      key: `${familyOf(kind ?? verb ?? key ?? node.$type)} ${path.join('.')}`,
      feature: `${leaf.astNode.$type}.${assignment.feature}`,
      text,
      from: place.offset,
      to: place.end,
    };
  }
}

const found = new Map<string, Position>();
const features = new Set<string>();
for (const { text, line } of samples()) {
  const from = text.indexOf(line);
  for (const position of leavesIn(text, from, from + line.length)) {
    features.add(position.feature);
    if (!found.has(position.key)) found.set(position.key, position);
  }
}

export const POSITIONS: readonly Position[] = [...found.values()];

/** Leaves of the grammar that no sample has, by their rule. */
export function untried(): readonly string[] {
  const all = ReleaseGrammar()
    .rules.filter(GrammarAST.isParserRule)
    .flatMap((rule) =>
      [...AstUtils.streamAst(rule)].filter(GrammarAST.isAssignment).flatMap((assignment) => {
        const leaves = [...AstUtils.streamAst(assignment.terminal)].filter(
          (one) => GrammarAST.isRuleCall(one) && GrammarAST.isTerminalRule(one.rule.ref),
        );
        return leaves.length > 0 ? [`${rule.name}.${assignment.feature}`] : [];
      }),
    );
  const seen = new Set([...features].map((one) => one.split('.')[1]));
  return [...new Set(all)].filter((one) => !seen.has(one.split('.')[1]));
}
