/** The cells of a statement: its word, what it is about, its title, its duration, and the clauses in canonical order. */
import type { IToken } from 'chevrotain';
import { type CstNode, GrammarAST } from 'langium';
import type { ReleaseFile, Statement } from '../generated/ast.ts';
import { childNodes, featureOf, lacksName } from '../lower/source.ts';
import { allStatements } from '../own-clauses.ts';
import { CLAUSE_PROPERTIES, CLAUSES, type Clause, FLAGS } from '../vocabulary.ts';
import type { Row } from './rows.ts';
import { spell } from './spell.ts';

/** Columns: word, subject, title, duration; then the rest. */
export interface Cells {
  readonly columns: readonly string[];
  readonly rest: readonly string[];
  /** All of it in its order, as pieces that a long line is broken between if possible. */
  readonly pieces: readonly (readonly IToken[])[];
  readonly order: readonly IToken[];
}

export function statementsByOffset(root: ReleaseFile): ReadonlyMap<number, Statement> {
  const statements = new Map<number, Statement>();
  for (const statement of allStatements(root)) {
    if (statement.$cstNode) statements.set(statement.$cstNode.offset, statement);
  }
  return statements;
}

/** Undefined: the row stays as it was typed. */
export function canonicalCells(row: Row, statements: ReadonlyMap<number, Statement>): Cells | undefined {
  if (row.kind !== 'statement' || row.isMixed || row.tokens.length === 0) return undefined;
  const statement = statements.get(row.tokens[0]!.startOffset);
  if (!statement || statement.$type === 'Unknown') return undefined;
  const segments = segmentsOf(statement, row.tokens);
  if (!segments) return undefined;
  const { word, subject, clauses } = segments;
  const ordered = sortClauses(clauses, row.tokens[0]!.image);
  if (UNALIGNED.has(statement.$type))
    return cellsOf([], [[...word, ...subject], ...ordered.map((clause) => clause.tokens)]);
  if (!COLUMNED.has(statement.$type)) return cellsOf([[word]], [subject, ...ordered.map((clause) => clause.tokens)]);
  const take = (clause: Clause): readonly IToken[] => {
    const at = ordered.findIndex((one) => one.clause === clause);
    return at < 0 ? [] : ordered.splice(at, 1)[0]!.tokens;
  };
  const columns = [[word], [subject, take('as')], [take('title')], [take('duration')]];
  return cellsOf(
    columns,
    ordered.map((clause) => clause.tokens),
  );
}

/** A column may be of several pieces. */
function cellsOf(columns: readonly (readonly Piece[])[], rest: readonly Piece[]): Cells {
  const pieces = [...columns.flat(), ...rest].filter((piece) => piece.length > 0);
  const spelled = (some: readonly Piece[]): string => some.map(spell).filter(Boolean).join(' ');
  return {
    columns: columns.map(spelled),
    rest: rest.map(spell).filter(Boolean),
    pieces,
    order: pieces.flat(),
  };
}

type Piece = readonly IToken[];

/** Statements whose neighbours are like them, so that columns help the eye. */
const COLUMNED: ReadonlySet<string> = new Set(['Step', 'NamedStep', 'Declaration']);

/** Statements that are a sentence in a fixed order. */
const SENTENCES: ReadonlySet<string> = new Set([
  'Item',
  'Import',
  'Criterion',
  'When',
  'Check',
  'Hours',
  'Target',
  'PointOfNoReturn',
  'Use',
]);

/** Sentences that would only disturb the columns of their neighbours. */
const UNALIGNED: ReadonlySet<string> = new Set(['When', 'PointOfNoReturn', 'Use', 'Import', 'Item']);

interface Segment {
  readonly clause: Clause | 'then';
  readonly tokens: IToken[];
}

const CLAUSE_BY_FEATURE: ReadonlyMap<string, Clause> = new Map([
  ...Object.entries(CLAUSE_PROPERTIES).map(([clause, feature]) => [feature, clause as Clause] as const),
  ['undoBy', 'undo'] as const,
]);

const HEAD_FEATURES = new Set(['kind', 'verb', 'key', 'name', 'targets', 'refs', 'parameters', 'runbook', 'arguments']);

function segmentsOf(
  statement: Statement,
  tokens: readonly IToken[],
): { word: IToken[]; subject: IToken[]; clauses: Segment[] } | undefined {
  const byOffset = new Map(tokens.map((token) => [token.startOffset, token]));
  const word: IToken[] = [tokens[0]!];
  if (SENTENCES.has(statement.$type)) return { word, subject: tokens.slice(1), clauses: [] };
  const subject: IToken[] = [];
  const clauses: Segment[] = [];
  const children = childNodes(statement).filter((child) => child.offset <= tokens.at(-1)!.startOffset);
  let seen = 0;
  children.forEach((child, i) => {
    const own = tokensIn(child, byOffset);
    seen += own.length;
    if (own[0] === tokens[0] && statement.$type !== 'OwnClauses') {
      subject.push(...own.slice(1));
      return;
    }
    const clause = clauseOf(children, i);
    if (clause === 'head') {
      subject.push(...own);
      return;
    }
    const current = clauses.at(-1);
    const startsAnew = clause !== undefined && (clause !== current?.clause || startsClause(child, clause));
    if (startsAnew) clauses.push({ clause, tokens: own });
    else (current?.tokens ?? subject).push(...own);
  });
  if (statement.$type === 'OwnClauses') {
    const [first] = clauses;
    if (!first) return undefined;
    // The line has no word of its own: its first clause is its head.
    subject.push(...first.tokens.slice(1));
    clauses.shift();
  }
  // A word where a name would stand is told of: there it stays, and no other one comes to stand there.
  if (subject[0] !== tokens[1] && lacksName(statement)) return undefined;
  // Recovery leaves tokens out of the tree: such a statement is not ours to lay out.
  return seen === tokens.length ? { word, subject, clauses } : undefined;
}

/** Which clause a piece of a statement belongs to: an unassigned word goes with the value that follows it. */
function clauseOf(children: readonly CstNode[], index: number): Clause | 'then' | 'head' | undefined {
  for (let i = index; i < children.length; i++) {
    const child = children[i]!;
    const feature = featureOf(child);
    if (feature === undefined) {
      const word = keywordOf(child);
      if (word === ',' || word === '(' || word === ')') return i === index ? continuation(children, index) : undefined;
      if (word === 'then') return 'then';
      if (word === 'approved' || word === 'except') return word;
      continue;
    }
    if (HEAD_FEATURES.has(feature)) return 'head';
    if (feature === 'then') return 'then';
    if (feature === 'flags') return FLAGS.find((flag) => flag === child.text);
    if (feature === 'approvedBy') return 'approved';
    if (feature === 'exceptBy') return 'except';
    return CLAUSE_BY_FEATURE.get(feature);
  }
  return undefined;
}

/** A comma or bracket belongs to what stands before it. */
function continuation(children: readonly CstNode[], index: number): Clause | 'then' | 'head' | undefined {
  for (let i = index - 1; i >= 0; i--) {
    const feature = featureOf(children[i]!);
    if (feature !== undefined)
      return HEAD_FEATURES.has(feature)
        ? 'head'
        : (CLAUSE_BY_FEATURE.get(feature) ?? (feature === 'then' ? 'then' : undefined));
  }
  return 'head';
}

/** True for the word or value that begins a clause, false for what goes on with it. */
function startsClause(child: CstNode, clause: Clause | 'then'): boolean {
  const word = keywordOf(child);
  if (featureOf(child) === undefined) return word === clause.split(' ')[0];
  return (
    ['title', 'quantity', 'duration', 'span', 'zone'].includes(clause) || (FLAGS as readonly string[]).includes(clause)
  );
}

function keywordOf(child: CstNode): string | undefined {
  return GrammarAST.isKeyword(child.grammarSource) ? child.grammarSource.value : undefined;
}

function tokensIn(node: CstNode, byOffset: ReadonlyMap<number, IToken>): IToken[] {
  const own: IToken[] = [];
  for (let offset = node.offset; offset < node.end; ) {
    const token = byOffset.get(offset);
    if (token) own.push(token);
    offset = token ? token.endOffset! + 1 : offset + 1;
  }
  return own;
}

const DAYS_FIRST: ReadonlySet<string> = new Set(['holiday', 'leave']);

function sortClauses(clauses: readonly Segment[], word: string): Segment[] {
  const has = (clause: Clause): boolean => clauses.some((one) => one.clause === clause);
  const rank = ({ clause }: Segment): number => {
    if (clause === 'then') return CLAUSES.length;
    // `cover by mara Sat 22:00 .. Sun 08:00`: who comes before when.
    if (clause === 'span' && word === 'cover') return CLAUSES.indexOf('during');
    // `holiday 2026-12-25 "Christmas"`: the day is what the line is about.
    if (clause === 'title' && DAYS_FIRST.has(word)) return CLAUSES.indexOf('zone');
    // `every 2w from … until …` and `deferred to …` are read as one.
    if ((clause === 'from' || clause === 'until') && has('every'))
      return CLAUSES.indexOf('every') + (clause === 'from' ? 0.1 : 0.2);
    if (clause === 'to' && has('deferred')) return CLAUSES.indexOf('deferred') + 0.1;
    if (clause === 'on' && has('added')) return CLAUSES.indexOf('added') + 0.1;
    return CLAUSES.indexOf(clause as Clause);
  };
  return clauses
    .map((one, index) => ({ one, index, key: rank(one) }))
    .sort((a, b) => a.key - b.key || a.index - b.index)
    .map(({ one }) => one);
}
