/** Where syntax stands in its text: places of nodes, of single properties, and the comment above a statement. */
import { type AstNode, AstUtils, type CstNode, GrammarAST, isCompositeCstNode } from 'langium';
import type { Place, Range } from '../../../plan/model.ts';
import { CLAUSES, factsOf } from '../../clauses-of.ts';
import type { Statement } from '../../generated/ast.ts';
import { ownClauseNodes } from '../../own-clauses.ts';
import type { Lexed, Parsed } from '../../parse/parser.ts';
import { endOf, startOf } from '../../parse/tokens.ts';

export class Source {
  readonly file: string;
  readonly parsed: Parsed;
  private notes: Map<number, string> | undefined;

  constructor(file: string, parsed: Parsed) {
    this.file = file;
    this.parsed = parsed;
  }

  place(node: AstNode): Place {
    return this.at(node.$cstNode);
  }

  at(node: CstNode | undefined): Place {
    return { file: this.file, range: node?.range ?? START };
  }

  /** The text of a property of a node; the whole node where the property is not there. */
  property(node: AstNode, name: string, index = 0): Place {
    return this.at(propertyNode(node, name, index) ?? node.$cstNode);
  }

  /** A statement without its block. */
  head(node: AstNode): Place {
    const cst = node.$cstNode;
    if (!cst) return this.at(cst);
    const children = childNodes(node);
    const statements = (node as { readonly statements?: readonly AstNode[] }).statements;
    // A block whose brace was repaired has no `{` in the text: then its first line marks where the head ended.
    const body = propertyNode(node, 'open') ?? children.find((child) => child.astNode === statements?.[0]);
    const last = body && children[children.indexOf(body) - 1];
    return last ? { file: this.file, range: { start: cst.range.start, end: last.range.end } } : this.at(cst);
  }

  /** The keyword (or other unassigned text) of a clause, such as `via`. */
  keyword(node: AstNode, word: string): Place | undefined {
    for (const child of clauseNodes(node)) {
      if (GrammarAST.isKeyword(child.grammarSource) && child.grammarSource.value === word) return this.at(child);
    }
    return undefined;
  }

  /** The comment lines right above a statement, without their marks. */
  note(node: AstNode): string | undefined {
    if (!node.$cstNode) return undefined;
    this.notes ??= collectNotes(this.parsed);
    return this.notes.get(node.$cstNode.range.start.line - 1);
  }
}

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export function propertyNode(node: AstNode, name: string, index = 0): CstNode | undefined {
  // Whoever asks for a second one asks for all of a list, which may be long.
  if (index > 0) return listOf(node, name)[index];
  let seen = 0;
  for (const child of clauseNodes(node)) {
    if (featureOf(child) === name && seen++ === index) return child;
  }
  return undefined;
}

function listOf(node: AstNode, name: string): readonly CstNode[] {
  if (lastList?.node !== node || lastList.name !== name)
    lastList = { node, name, pieces: clauseNodes(node).filter((piece) => featureOf(piece) === name) };
  return lastList.pieces;
}

let lastList: { readonly node: AstNode; readonly name: string; readonly pieces: readonly CstNode[] } | undefined;

/** The pieces of a statement, with those of its clauses that stand as lines in its block. */
export function clauseNodes(node: AstNode): readonly CstNode[] {
  const own = ownClauseNodes(node);
  return own.length === 0 ? childNodes(node) : [...childNodes(node), ...own.flatMap(piecesOf)];
}

/** The pieces of a node; what a rule merely passes through (`Statement`, `BareTime`) is no level of its own. */
export function childNodes(node: AstNode): readonly CstNode[] {
  return piecesOf(node.$cstNode);
}

function piecesOf(node: CstNode | undefined): readonly CstNode[] {
  let cst = node;
  while (cst && isCompositeCstNode(cst)) {
    const [only] = cst.content;
    if (cst.content.length !== 1 || !only || !isCompositeCstNode(only) || featureOf(only) !== undefined)
      return cst.content;
    cst = only;
  }
  return [];
}

/** By the piece of the grammar, of which there are some hundred. */
const features = new Map<object, string | null>();

/** The name of the property that a piece of syntax was assigned to. */
export function featureOf(node: CstNode): string | undefined {
  const source = node.grammarSource;
  if (!source) return undefined;
  let feature = features.get(source);
  if (feature === undefined) {
    feature = AstUtils.getContainerOfType(source, GrammarAST.isAssignment)?.feature ?? null;
    features.set(source, feature);
  }
  return feature ?? undefined;
}

/** A step has no name, and says something else with a word that is meant for a name now and then. */
export function lacksName(node: Statement): boolean {
  if (node.$type !== 'NamedStep' || node.name || node.as.length > 0) return false;
  return clauseNodes(node).some(isMeantForName);
}

/** Flags share a list, and are their own words. */
function isMeantForName(piece: CstNode): boolean {
  const feature = featureOf(piece);
  return feature !== undefined && MEANT_FOR_A_NAME.has(feature === 'flags' ? piece.text : feature);
}

const MEANT_FOR_A_NAME: ReadonlySet<string> = new Set(
  CLAUSES.flatMap((clause) => {
    const { takenForName, form, property } = factsOf(clause).syntax;
    return takenForName ? (form === 'flag' ? clause : property) : [];
  }),
);

/** `task done "…"`: what stands where the name would, if that is a word that is meant for a name now and then. */
export function clauseForName(node: Statement): CstNode | undefined {
  if (!lacksName(node)) return undefined;
  const first = clauseNodes(node).find((piece) => featureOf(piece) !== undefined && featureOf(piece) !== 'verb');
  return first && isMeantForName(first) ? first : undefined;
}

/** Last line of each run of whole-line comments → its text. */
export function collectNotes(parsed: Lexed): Map<number, string> {
  const codeLines = new Set<number>();
  for (const token of parsed.tokens) codeLines.add(endOf(token).line);
  const notes = new Map<number, string>();
  for (const comment of parsed.comments) {
    const first = startOf(comment).line;
    const last = endOf(comment).line;
    if (codeLines.has(first) || codeLines.has(last)) continue;
    const text = comment.image
      .replace(/^\/\*+|\*+\/$|^\/\/+/g, '')
      .replace(/[^\S\r\n]*(\r\n|\r|\n)/g, '\n')
      .replace(/^[ \t]*\*[ \t]?/gm, '')
      .trim();
    const above = notes.get(first - 1);
    notes.set(last, above === undefined ? text : `${above}\n${text}`);
  }
  return notes;
}

/** As a formatted text has it, so that no layout changes what is said. */
export function laidOut(node: AstNode): string {
  const text = (node.$cstNode?.text ?? '')
    .replace(/\s+/g, ' ')
    .replace(/ ?(?<!\.)\.(?!\.) ?/g, '.')
    .replace(/ ?: ?/g, ':');
  return text.replace(/ ?\.\. ?/g, ' .. ').trim();
}
