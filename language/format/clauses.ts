/** The cells of a statement: its word, what it is about, its title, its duration, and the clauses in canonical order. */
import type { IToken } from 'chevrotain';
import type { CstNode } from 'langium';
import type { Clause } from '../clauses.ts';
import { CLAUSES, rankOn } from '../clauses-of.ts';
import type { ReleaseFile, Statement } from '../generated/ast.ts';
import { segmentsOf } from '../lower/text/segments.ts';
import { lacksName } from '../lower/text/source.ts';
import { allStatements } from '../own-clauses.ts';
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
  const segments = tokensBySegment(statement, row.tokens);
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

function tokensBySegment(
  statement: Statement,
  tokens: readonly IToken[],
): { word: IToken[]; subject: IToken[]; clauses: Segment[] } | undefined {
  const byOffset = new Map(tokens.map((token) => [token.startOffset, token]));
  const word: IToken[] = [tokens[0]!];
  if (SENTENCES.has(statement.$type)) return { word, subject: tokens.slice(1), clauses: [] };
  const { head, clauses: segments } = segmentsOf(statement, tokens.at(-1)!.startOffset + 1);
  const own = (pieces: readonly CstNode[]) => pieces.flatMap((piece) => tokensIn(piece, byOffset));
  let headed = own(head);
  const clauses = segments.map(({ clause, pieces }) => ({ clause, tokens: own(pieces) }));
  const seen = headed.length + clauses.reduce((sum, one) => sum + one.tokens.length, 0);
  if (statement.$type === 'OwnClauses') {
    // The line has no word of its own: its first clause is its head.
    const first = clauses.shift();
    if (!first) return undefined;
    headed = [...first.tokens, ...headed];
  }
  const subject = headed.slice(1);
  // A word where a name would stand is told of: there it stays, and no other one comes to stand there.
  if (subject[0] !== tokens[1] && lacksName(statement)) return undefined;
  // Recovery leaves tokens out of the tree: such a statement is not ours to lay out.
  return seen === tokens.length ? { word, subject, clauses } : undefined;
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

function sortClauses(clauses: readonly Segment[], word: string): Segment[] {
  const has = (clause: Clause): boolean => clauses.some((one) => one.clause === clause);
  const rank = ({ clause }: Segment): number => (clause === 'then' ? CLAUSES.length : rankOn(clause, word, has));
  return clauses
    .map((one, index) => ({ one, index, key: rank(one) }))
    .sort((a, b) => a.key - b.key || a.index - b.index)
    .map(({ one }) => one);
}
