/**
 * Clauses that stand as lines of a block (`during …` inside `uat { … }`) are clauses of the statement around: they join
 * those of its head, so that nobody downstream has to look in two places.
 */
import type { AstNode, CstNode } from 'langium';
import { CLAUSE_OF_PART, CLAUSE_OF_PROPERTY } from './clauses-of.ts';
import type { OwnClauses, ReleaseFile, Statement } from './generated/ast.ts';

type Lists = Record<string, readonly unknown[] | undefined>;

/** The arrays of the tree that hold clauses. */
const PROPERTIES = [...CLAUSE_OF_PROPERTY.keys(), ...CLAUSE_OF_PART.keys(), 'flags'];

export function adoptOwnClauses(root: ReleaseFile): void {
  for (const node of root.statements) adoptWithin(node);
}

function adoptWithin(owner: Statement): void {
  if (!('statements' in owner)) return;
  for (const node of owner.statements) {
    adoptFrom(node, owner);
    adoptWithin(node);
  }
}

/** What a line of a block says of the statement around it joins what the head says. */
export function adoptFrom(line: Statement, owner: AstNode): void {
  if (line.$type !== 'OwnClauses') return;
  for (const property of PROPERTIES) {
    const values = (line as unknown as Lists)[property];
    const own = (owner as unknown as Lists)[property];
    if (own && values && values.length > 0) (owner as unknown as Lists)[property] = [...own, ...values];
  }
}

/** Those of all blocks, in the order of the text. A statement has some fifty lists for clauses, which need not be searched. */
export function* allStatements({ statements }: { readonly statements: readonly Statement[] }): Iterable<Statement> {
  for (const statement of statements) {
    yield statement;
    if ('statements' in statement) yield* allStatements(statement);
  }
}

/** The syntax of the own clauses of a statement, in the order of the text. */
export function ownClauseNodes(node: AstNode): readonly CstNode[] {
  const { statements } = node as { readonly statements?: readonly AstNode[] };
  if (!statements) return [];
  return statements.flatMap((line) => (isOwnClauses(line) && line.$cstNode ? [line.$cstNode] : []));
}

function isOwnClauses(node: AstNode): node is OwnClauses {
  return node.$type === 'OwnClauses';
}
