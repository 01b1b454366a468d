/** Puts statements in the place of others, and moves what stands behind an edit. */
import { type AstNode, type CompositeCstNode, type CstNode, isCompositeCstNode } from 'langium';
import type { ReleaseFile, Statement } from '../generated/ast.ts';
import { childNodes, featureOf } from '../lower/text/source.ts';
import { adoptFrom } from '../own-clauses.ts';
import type { Moved } from './changed.ts';
import type { Owner, Touched } from './touched.ts';

/** Langium's nodes keep where they stand to themselves; a range is forgotten, and not changed, for places of plans may be the same. */
interface Standing {
  _offset: number;
  _startLine: number;
  _endLine: number;
  _rangeCache?: unknown;
}

/** Moves whatever begins at `from` or behind it. */
export function moveBehind(node: CompositeCstNode, from: number, by: Moved): void {
  forgetRange(node);
  for (let i = node.content.length - 1; i >= 0; i--) {
    const child = node.content[i]!;
    if (child.offset >= from) moveAll(child, by);
    else if (child.end > from && isCompositeCstNode(child)) moveBehind(child, from, by);
    else return;
  }
}

function moveAll(node: CstNode, by: Moved): void {
  if (isCompositeCstNode(node)) {
    if (by.lines !== 0) forgetRange(node);
    for (const child of node.content) moveAll(child, by);
  } else {
    const standing = node as unknown as Standing;
    standing._offset += by.characters;
    standing._startLine += by.lines;
    standing._endLine += by.lines;
  }
}

export function graft({ owner, first, count, isHead }: Touched, statements: readonly Statement[]): void {
  const before = owner.statements.slice(first, first + count);
  if (isHead) moveBlock(before[0] as Statement & Owner, statements[0] as Statement & Owner);
  const block = owner.$type === 'ReleaseFile' ? (owner.$cstNode as CompositeCstNode) : opening(owner)!.container!;
  const content = block.content as CstNode[];
  const previous = owner.statements[first - 1]?.$cstNode ?? opening(owner);
  const at = before[0] ? content.indexOf(before[0].$cstNode!) : previous ? content.indexOf(previous) + 1 : 0;
  content.splice(at, count, ...statements.map(({ $cstNode }) => $cstNode!));
  for (const { $cstNode } of statements) Object.assign($cstNode!, { container: block });
  owner.statements = [...owner.statements.slice(0, first), ...statements, ...owner.statements.slice(first + count)];
  hang(owner, first);
  for (let node: CstNode | undefined = block; node; node = node.container) forgetRange(node);
}

/** The lines of a block, into the block of a statement that has none yet. */
function moveBlock(from: Statement & Owner, to: Statement & Owner): void {
  const [old, own] = [opening(from)!.container!.content, opening(to)!.container!];
  const lines = old.slice(old.indexOf(opening(from)!) + 1, old.indexOf(closing(from)!));
  (own.content as CstNode[]).splice(own.content.indexOf(opening(to)!) + 1, 0, ...lines);
  for (const line of lines) Object.assign(line, { container: own });
  to.statements = from.statements;
  hang(to, 0);
  for (const line of to.statements) adoptFrom(line, to);
}

function hang(owner: Owner, first: number): void {
  for (const [i, statement] of owner.statements.entries())
    if (i >= first)
      Object.assign(statement, { $container: owner, $containerProperty: 'statements', $containerIndex: i });
}

function opening(owner: Owner): CstNode | undefined {
  return childNodes(owner as AstNode).find((piece) => featureOf(piece) === 'open');
}

function closing(owner: Owner): CstNode | undefined {
  return childNodes(owner as AstNode).findLast((piece) => featureOf(piece) === 'close');
}

function forgetRange(node: CstNode): void {
  (node as unknown as Standing)._rangeCache = undefined;
}

export function setText({ $cstNode }: ReleaseFile, text: string): void {
  Object.assign($cstNode!, { _text: text });
}
