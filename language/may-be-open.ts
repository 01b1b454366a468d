/** Whether `tbd` says something at a place: what is read there, asked of the parser itself. */
import { type AstNode, AstUtils, CstUtils, GrammarAST } from 'langium';
import { TBD, VERBS } from '../plan/model.ts';
import type { Clause } from './clauses.ts';
import { CLAUSE_OF_PROPERTY, factsOf, takes } from './clauses-of.ts';
import { MAY_BE_OPEN } from './lower/judged-clauses.ts';
import { parse } from './parse/parser.ts';

/**
 * @param line a line, or all lines of a statement
 * @param from where in it that would stand
 * @param to behind what it would stand in the place of
 */
export function mayBeOpen(line: string, from: number, to: number): boolean {
  const { root, errors } = parse(`${line.slice(0, from)}${TBD}${line.slice(to)}`);
  if (errors.some(({ token }) => token.startOffset === from)) return false;
  const leaf = root.$cstNode && CstUtils.findLeafNodeAtOffset(root.$cstNode, from);
  const feature = leaf && AstUtils.getContainerOfType(leaf.grammarSource, GrammarAST.isAssignment)?.feature;
  if (!leaf || feature === undefined || NOT_OPEN.has(feature)) return false;
  let node: AstNode = leaf.astNode;
  let property = feature;
  for (; node.$container && node.$containerProperty !== 'statements'; node = node.$container)
    property = node.$containerProperty!;
  // A clause on a line of its own is one of the block around it.
  const word = wordOf(node.$type === 'OwnClauses' ? node.$container! : node);
  if (feature === 'name' && property === feature) return false;
  // `uses front tbd`: two names in a row are a step.
  if (feature === 'target' && !isStep(leaf.astNode)) return false;
  const clause = CLAUSE_OF_PROPERTY.get(property);
  // What the line says already is not open.
  const said = (node as unknown as Readonly<Record<string, unknown>>)[property];
  if (clause && !factsOf(clause).syntax.repeats && Array.isArray(said) && said.length > 1) return false;
  if (clause === undefined || OF_THEIR_OWN.has(node.$type)) return true;
  if (KNOWN[word] === clause && !(word === 'promise' && hasRefs(node))) return false;
  return takes(word, clause) || (clause === 'span' && MAY_BE_OPEN.has(word));
}

/** `promise outage tbd`. */
function hasRefs({ refs }: AstNode & { readonly refs?: readonly unknown[] }): boolean {
  return Boolean(refs?.length);
}

function isStep({ name }: AstNode & { readonly name?: string }): boolean {
  return (VERBS as readonly (string | undefined)[]).includes(name);
}

function wordOf(node: AstNode): string {
  if (node.$type === 'Item' || node.$type === 'Use') return node.$type.toLowerCase();
  const { kind, verb, key } = node as AstNode & Partial<Record<'kind' | 'verb' | 'key', string>>;
  return kind ?? verb ?? key ?? '';
}

/** Names that are given, and what is no value. */
const NOT_OPEN: ReadonlySet<string> = new Set(['strays', 'as', 'word', 'words', 'runbook', 'verdicts', 'side']);

/** Lines whose clauses are no others'. */
const OF_THEIR_OWN: ReadonlySet<string> = new Set(['Hours', 'Criterion', 'When']);

/** Lines that say a value or nothing. */
const KNOWN: Readonly<Record<string, Clause>> = { norm: 'duration', actual: 'quantity', promise: 'duration' };
