/** Clauses that mean the same on several lines → properties of the plan, as the rows of `clauses.ts` say. */
import type { AstNode } from 'langium';
import { BLOCK_KINDS, type Ref, type Step, TBD, VERBS, type VersionChange } from '../../plan/model.ts';
import type { CLAUSE_TABLE, Clause, ClauseProperty, Reading } from '../clauses.ts';
import { CLAUSES, factsOf } from '../clauses-of.ts';
import type * as ast from '../generated/ast.ts';
import { LINE_WORDS, type Line } from '../lines.ts';
import { copyable } from '../parse/langium/copyable.ts';
import type { Context } from './context.ts';
import { EXPECTED, type Expected } from './expected.ts';
import { lowerOnlyIf } from './steps/conditions.ts';
import { lowerDuration, lowerEstimate, lowerMost, openText, undecided } from './times/durations.ts';
import { lowerEvery, lowerOccasions, lowerSpan, lowerTime } from './times/times.ts';
import { lowerAccountable, lowerAfter, lowerPoints, lowerWho, lowerWhos } from './who.ts';

/** What the clauses of a line say, by the properties of the plan; undefined where only some of the lines `L` say it. */
export function saidOn<L extends Line>(line: L, context: Context, node: ClauseLine): Said<L> {
  const { none, folds } = FOLDS.get(line)!;
  const said: Record<string, unknown> = { ...none };
  // A line has a few clauses of some forty: only what is written is read.
  for (const { to, read, at, lists } of folds) if (isWritten(node, lists)) said[to] = read(context, node, at);
  return said as Said<L>;
}

function isWritten(node: ClauseLine, lists: readonly ClauseProperty[]): boolean {
  for (const list of lists) if (node[list].length > 0) return true;
  return false;
}

export type Said<L extends Line> = {
  readonly [F in FoldOn<L> as F['to']]:
    | ReturnType<(typeof READ)[F['as']]>
    | ([Exclude<L, F['on'][number]>] extends [never] ? never : undefined);
};
type Folds = (typeof CLAUSE_TABLE)[Clause]['folds'][number];
type FoldOn<L extends Line, F extends Folds = Folds> = F extends Folds
  ? [Extract<L, F['on'][number]>] extends [never]
    ? never
    : F
  : never;

/** Any statement that takes clauses. */
type ClauseLine = AstNode & Pick<ast.OwnClauses, ClauseProperty>;

interface At {
  readonly clause: Clause;
  /** The list that holds it. */
  readonly list: ClauseProperty;
}

const READ = {
  who: (context, node, at) => {
    const who = first<ast.Who>(node, at);
    return at.clause === 'by' ? lowerAccountable(context, who, node.byAlso) : lowerWho(context, who);
  },
  doer: (context, node, at) => {
    const who = first<ast.Who>(node, at);
    return at.clause === 'by'
      ? lowerAccountable(context, who, node.byAlso, EXPECTED.doer)
      : lowerWho(context, who, EXPECTED.doer);
  },
  whos: (context, node, at) => lowerWhos(context, all<ast.Who>(node, at)),
  time: (context, node, at) => lowerTime(context, first<ast.Time>(node, at)),
  times: (context, node, at) => all<ast.Time>(node, at).flatMap((time) => lowerTime(context, time) ?? []),
  moment: (context, node, at) =>
    lowerTime(context, first<ast.Time>(node, at)) ?? lowerSpan(context, node.spans[0])?.from,
  span: (context, node, at) => lowerSpan(context, first<ast.Span>(node, at)),
  range: (context, node, at) => lowerSpan(context, first<ast.Span>(node, at) ?? node.spans[0]),
  recurrence: (context, node) => lowerEvery(context, node),
  occasions: (context, node) => lowerOccasions(context, node),
  after: (context, node, at) => lowerAfter(context, all<ast.Point>(node, at)),
  points: (context, node, at) => lowerPoints(context, all<ast.Point>(node, at)),
  'any points': (context, node, at) => lowerPoints(context, all<ast.Point>(node, at), EXPECTED.any),
  estimate: (context, node, { list }) => lowerEstimate(context, node, list),
  most: (context, node, at) => lowerMost(context, first<string>(node, at), node, at.list).most,
  aim: (context, node, at) =>
    first<string>(node, at)?.includes('..')
      ? lowerMost(context, first<string>(node, at), node, at.list).aim
      : undefined,
  limit: (context, node, at) => lowerDuration(context, first<string>(node, at), node, at.list),
  'open limit': (context, node, at) => undecided(context, first<string>(node, at), node, at.list),
  change: (context, node, at) => lowerChange(context, first<ast.Change>(node, at)),
  version: (_, node, at) => first<ast.Change>(node, at)?.from,
  place: (context, node, at) => named(context, node, at, EXPECTED.place),
  environment: (context, node, at) => named(context, node, at, EXPECTED.environment),
  channels: (context, node, at) => allNamed(context, node, at, EXPECTED.channel),
  'any name': (context, node, at) => named(context, node, at, EXPECTED.any),
  fund: (context, node, at) => lowerFundName(context, first<ast.Time>(node, at)),
  origin: (context, node, at) => lowerOrigin(context, first<ast.Time>(node, at)),
  'only if': (context, node) => lowerOnlyIf(context, node),
  names: (context, node, at) => allNamed(context, node, at, EXPECTED.any),
  frozen: (context, node, at) => allNamed(context, node, at, EXPECTED.frozen),
  members: (context, node, at) => allNamed(context, node, at, EXPECTED.who),
  things: (context, node, at) => lowerThings(context, all<ast.Time>(node, at)),
  texts: (_, node, at) => all<string>(node, at).filter((text) => text !== TBD),
  'open text': (context, node, at) => openText(context, node, at.list),
  text: (_, node, at) => all<string>(node, at).filter((text) => text !== TBD)[0],
  flag: (_, node, { clause }) => (node.flags as readonly string[]).includes(clause),
} satisfies Record<Reading, (context: Context, node: ClauseLine, at: At) => unknown>;

function all<T>(node: ClauseLine, { list }: At): readonly T[] {
  return node[list] as readonly unknown[] as readonly T[];
}

function first<T>(node: ClauseLine, at: At): T | undefined {
  return all<T>(node, at)[0];
}

function named(context: Context, node: ClauseLine, at: At, expected: Expected): Ref | undefined {
  const name = first<string>(node, at);
  return name === undefined ? undefined : context.refAt(name, node, at.list, expected);
}

function allNamed(context: Context, node: ClauseLine, at: At, expected: Expected): Ref[] {
  const names = all<string>(node, at);
  return names.length === 0 ? [] : context.refs(names, node, at.list, expected);
}

function lowerChange(context: Context, change: ast.Change | undefined): VersionChange | undefined {
  if (!change) return undefined;
  const place = context.place(change);
  const value = (text: string | undefined) => text && context.value(text, (given) => given !== '', 'a version');
  const [from, to] = [value(change.from), value(change.to)];
  return change.arrow ? { from, to, place } : { to: from, place };
}

/** `on db-01`: what a thing stands on; the grammar takes a time there too. */
function lowerThings(context: Context, times: readonly ast.Time[]): Ref[] {
  return times.flatMap((time) => {
    if (time.point) return context.ref(time.point.name, context.property(time.point, 'name'), EXPECTED.thing) ?? [];
    if (time.tbd) return context.ref(TBD, context.place(time), EXPECTED.thing) ?? [];
    context.problem(context.place(time), '`on` names what it stands on here, not a day.');
    return [];
  });
}

/** `from payments-4.1`: the release that something is carried over from; the grammar takes a time there too. */
function lowerOrigin(context: Context, time: ast.Time | undefined): Ref | undefined {
  if (!time) return undefined;
  if (time.point) return context.ref(time.point.name, context.property(time.point, 'name'), EXPECTED.any);
  if (time.tbd) return context.ref(TBD, context.place(time), EXPECTED.any);
  context.problem(context.place(time), '`from` names the release that it is carried over from here, not a day.');
  return undefined;
}

/** `from platform`: the fund that a budget is a part of; the grammar takes a time there too. */
function lowerFundName(context: Context, time: ast.Time | undefined): Ref | undefined {
  if (!time) return undefined;
  if (time.point) return context.ref(time.point.name, context.property(time.point, 'name'), EXPECTED.fund);
  if (time.tbd) return context.ref(TBD, context.place(time), EXPECTED.fund);
  context.problem(context.place(time), '`from` names the fund that the budget is a part of here, not a day.');
  return undefined;
}

/** What is of one type has the same properties in the same order: such objects are read faster. */
const FAMILIES: readonly Family[] = [
  {
    lines: VERBS,
    // A plan is mostly steps. With room for what else is said of one, lowering took a twelfth less of 1,000 of them.
    room: [
      ...(['id', 'kind', 'index', 'verb', 'name', 'title', 'targets', 'block', 'place', 'head', 'namePlace'] as const),
      ...(['note', 'share', 'untilWhen', 'irreversible', 'checklist', 'usedAt', 'gate'] as const),
    ],
  },
  { lines: BLOCK_KINDS },
];

interface Family {
  readonly lines: readonly string[];
  /** What a thing of this type has beside its clauses. */
  readonly room?: readonly (keyof Step)[];
}

function foldsOf(line: Line) {
  const family: Family = FAMILIES.find(({ lines }) => lines.includes(line)) ?? { lines: [line] };
  const none: Record<string, unknown> = {};
  const folds = CLAUSES.flatMap((clause) => {
    const { folds, syntax } = factsOf(clause);
    const own = folds.filter(({ on }) => on.some((one) => family.lines.includes(one)));
    return own.flatMap(({ to, as, on, ofPart }) => {
      const at = { clause, list: (ofPart ? syntax.part : undefined) ?? syntax.property };
      const read = READ[as];
      const { value, lists } = on.includes(line) ? ofNothing(read, at) : { value: undefined, lists: [] };
      none[to] = value;
      return lists.length > 0 ? [{ to, read, at, lists }] : [];
    });
  });
  for (const name of family.room ?? []) none[name] ??= undefined;
  return { folds, none: copyable(none) };
}

/** What a clause comes to that is not written, and the lists that this was read from: as long as they are empty it stays so. */
function ofNothing(read: (typeof READ)[Reading], at: At) {
  const lists = new Set<ClauseProperty>();
  const empty = new Proxy({} as ClauseLine, {
    get(_, list: ClauseProperty) {
      lists.add(list);
      return NOTHING;
    },
  });
  // Nothing is told of what is not there, so that there is no plan in which it is not there.
  const value = read(undefined as unknown as Context, empty, at);
  return { value: Array.isArray(value) ? NOTHING : value, lists: [...lists] };
}

const NOTHING: readonly never[] = Object.freeze([]);

const FOLDS = new Map(LINE_WORDS.map((line) => [line, foldsOf(line)]));
