/** The pieces of a statement by what they belong to: its head, then one clause after the other. */
import { type CstNode, GrammarAST } from 'langium';
import type { Clause } from '../../clauses.ts';
import { CLAUSE_OF_PART, CLAUSE_OF_PROPERTY, clauseOfWord, factsOf, MAY_BE_ALONE } from '../../clauses-of.ts';
import type { Statement } from '../../generated/ast.ts';
import { childNodes, featureOf } from './source.ts';

export interface Segments {
  /** The word of the statement, unless its first clause is all of it, and what it is about. */
  readonly head: readonly CstNode[];
  /** In the order of the text. */
  readonly clauses: readonly Segment[];
}

export interface Segment {
  readonly clause: Clause | 'then';
  readonly pieces: readonly CstNode[];
}

/** Of the pieces that stand before a place. */
export function segmentsOf(statement: Statement, before = Number.POSITIVE_INFINITY): Segments {
  const pieces = childNodes(statement).filter(({ offset }) => offset < before);
  const head: CstNode[] = [];
  const clauses: { readonly clause: Clause | 'then'; readonly pieces: CstNode[] }[] = [];
  pieces.forEach((piece, i) => {
    const clause = i === 0 && statement.$type !== 'OwnClauses' ? 'head' : clauseAt(pieces, i);
    const current = clauses.at(-1);
    if (clause === 'head') head.push(piece);
    else if (clause !== undefined && (clause !== current?.clause || startsClause(piece, clause)))
      clauses.push({ clause, pieces: [piece] });
    else (current?.pieces ?? head).push(piece);
  });
  return { head, clauses };
}

const HEAD_FEATURES = new Set(['kind', 'verb', 'key', 'name', 'targets', 'refs', 'parameters', 'runbook', 'arguments']);

/** Which clause a piece of a statement belongs to: an unassigned word goes with the value that follows it. */
function clauseAt(pieces: readonly CstNode[], index: number): Clause | 'then' | 'head' | undefined {
  for (let i = index; i < pieces.length; i++) {
    const piece = pieces[i]!;
    const feature = featureOf(piece);
    if (feature === undefined) {
      const word = keywordOf(piece);
      if (word !== undefined && [',', '(', ')', '%'].includes(word))
        return i === index ? continuation(pieces, index) : undefined;
      if (word === 'then') return 'then';
      // Its value may be missing.
      if (word !== undefined && MAY_BE_ALONE.has(word)) return clauseOfWord(word);
      continue;
    }
    if (HEAD_FEATURES.has(feature)) return 'head';
    if (feature === 'then') return 'then';
    return clauseOfFeature(feature) ?? clauseOfWord(piece.text);
  }
  return undefined;
}

/** A comma, a bracket or the `%` of a share belongs to what stands before it. */
function continuation(pieces: readonly CstNode[], index: number): Clause | 'then' | 'head' | undefined {
  for (let i = index - 1; i >= 0; i--) {
    const feature = featureOf(pieces[i]!);
    if (feature !== undefined)
      return HEAD_FEATURES.has(feature)
        ? 'head'
        : (clauseOfFeature(feature) ?? (feature === 'then' ? 'then' : undefined));
  }
  return 'head';
}

function clauseOfFeature(feature: string): Clause | undefined {
  return CLAUSE_OF_PROPERTY.get(feature) ?? CLAUSE_OF_PART.get(feature);
}

/** True for the word or value that begins a clause, false for what goes on with it. */
function startsClause(piece: CstNode, clause: Clause | 'then'): boolean {
  const word = keywordOf(piece);
  const feature = featureOf(piece);
  if (feature === undefined) return word === clause.split(' ')[0];
  // `done on DATE`: a part goes on with its clause.
  if (CLAUSE_OF_PART.has(feature)) return false;
  return clause !== 'then' && ['value', 'flag'].includes(factsOf(clause).syntax.form);
}

function keywordOf(piece: CstNode): string | undefined {
  return GrammarAST.isKeyword(piece.grammarSource) ? piece.grammarSource.value : undefined;
}
