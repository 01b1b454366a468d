/** The statements that an edit touches: those of the smallest block around it, or the head of one statement alone. */
import type { ReleaseFile, Statement } from '../generated/ast.ts';
import { childNodes, featureOf } from '../lower/text/source.ts';
import type { Parsed } from '../parse/parser.ts';
import { indexAt } from '../parse/tokens.ts';
import type { Replaced } from './changed.ts';

/** Whatever has lines in its block. */
export type Owner = ReleaseFile | Extract<Statement, { statements: unknown }>;

export interface Touched {
  readonly owner: Owner;
  /** Of its statements, from `first` on so many. */
  readonly first: number;
  readonly count: number;
  /** Its block stays as it is. */
  readonly isHead: boolean;
  /** The tokens of what is touched, before the edit: up to the last of them, or to the brace that opens the block. */
  readonly from: number;
  readonly to: number;
  /** The brace that closes the block of a statement whose head is touched. */
  readonly closing: number;
}

export function touchedBy({ root, tokens }: Parsed, { from, to, now }: Replaced): Touched {
  const left = from > 0 ? tokens[from - 1]!.startOffset : -1;
  const right = tokens[to]?.startOffset ?? Number.POSITIVE_INFINITY;
  let owner: Owner = root;
  for (let inner = around(owner, left); inner; inner = around(owner, left)) {
    const block = blockOf(inner.statement);
    if (!block) break;
    const opening = indexAt(tokens, block.open);
    // The brace behind a head moves with it.
    if (from <= opening && to <= opening + 1) {
      const closing = indexAt(tokens, block.close);
      const begin = indexAt(tokens, inner.statement.$cstNode!.offset);
      return { owner, first: inner.index, count: 1, isHead: true, from: begin, to: opening + 1, closing };
    }
    if (left < block.open || right > block.close) break;
    owner = inner.statement;
  }
  const { statements }: { readonly statements: readonly Statement[] } = owner;
  const first = firstIndex(statements, ({ $cstNode }) => $cstNode!.end > left);
  const count = firstIndex(statements, ({ $cstNode }) => $cstNode!.offset >= right) - first;
  const touched = statements.slice(first, first + count);
  // A clause in a block belongs to the statement around it.
  const isOfOwner =
    touched.some(({ $type }) => $type === 'OwnClauses') ||
    [...tokens.slice(from, to), ...now].some(({ tokenType }) => tokenType.name === 'LINE');
  if (isOfOwner && owner.$type !== 'ReleaseFile') {
    const around = owner.$container as Owner;
    return whole(around, owner.$containerIndex!, 1, [owner]);
  }
  return whole(owner, first, count, touched);

  function whole(owner: Owner, first: number, count: number, all: readonly Statement[]): Touched {
    const begin = all.length > 0 ? indexAt(tokens, all[0]!.$cstNode!.offset) : from;
    const end = all.length > 0 ? indexAt(tokens, all.at(-1)!.$cstNode!.end) : to;
    return { owner, first, count, isHead: false, from: Math.min(from, begin), to: Math.max(to, end), closing: -1 };
  }
}

/** The statement of a block that a character is in. */
function around(
  owner: Owner,
  offset: number,
): { readonly statement: Owner & Statement; readonly index: number } | undefined {
  const { statements }: { readonly statements: readonly Statement[] } = owner;
  const index = firstIndex(statements, ({ $cstNode }) => $cstNode!.offset > offset) - 1;
  const statement = statements[index];
  if (!statement || !('statements' in statement) || statement.$cstNode!.end <= offset) return undefined;
  return { statement, index };
}

function blockOf(statement: Statement): { readonly open: number; readonly close: number } | undefined {
  const pieces = childNodes(statement);
  const open = pieces.find((piece) => featureOf(piece) === 'open');
  const close = pieces.findLast((piece) => featureOf(piece) === 'close');
  return open && close && { open: open.offset, close: close.offset };
}

/** They stand one behind the other, so that what holds for one holds for all behind it. */
function firstIndex(statements: readonly Statement[], holds: (statement: Statement) => boolean): number {
  let [low, high] = [0, statements.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(statements[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
