/** Blocks and the order of their lines. */
import type { AstNode } from 'langium';
import type { Child } from '../../../plan/children.ts';
import { BLOCK_KINDS, type Block, type BlockKind, TBD } from '../../../plan/model.ts';
import { nearest } from '../../../plan/nearest.ts';
import type * as ast from '../../generated/ast.ts';
import { BLOCKS } from '../../lines.ts';
import { type Said, saidOn } from '../clauses.ts';
import { type Context, type Mutable, titleOf } from '../context.ts';
import { EXPECTED } from '../expected.ts';
import { judgeClauses } from '../judged-clauses.ts';
import { appliesTo } from '../release/kinds.ts';
import type { ReleaseDraft } from '../release/release-draft.ts';
import { expandUse } from '../runbooks/runbooks.ts';
import { judgeLine } from '../text/lines.ts';
import { blockBehind } from '../who.ts';
import { readDropped } from './dropped.ts';
import { lowerPointOfNoReturn, lowerTrigger } from './gates.ts';
import { lowerMilestone } from './milestones.ts';
import { lowerStep } from './steps.ts';

/** Lowers the lines of a block of steps into `block`. */
export function lowerBlockLines(
  context: Context,
  draft: ReleaseDraft,
  block: Mutable<Block>,
  lines: readonly ast.Statement[],
): void {
  const children: Block['children'][number][] = [];
  block.children = children;
  for (const line of lines) {
    const child = lowerBlockLine(context, draft, block, line);
    if (child) children.push(keptIn(draft, child));
    if (child?.kind === 'point-of-no-return' && child.milestone) children.push(child.milestone.id);
  }
}

/** Its id, by which a block knows it. What else stands in blocks is in a list of the release, and is kept once that is whole. */
export function keptIn({ things }: ReleaseDraft, child: Child): Block['children'][number] {
  if ('children' in child) things.set(child.id, child);
  return child.id;
}

/** Undefined: the line is no part of the order of the block, or says something else about it. */
function lowerBlockLine(context: Context, draft: ReleaseDraft, block: Block, line: ast.Statement): Child | undefined {
  if (!judgeLine(context, line, 'steps')) return undefined;
  if (readDropped(context, draft, line, block, (apart) => readBlockLine(context, apart, block, line))) return undefined;
  return readBlockLine(context, draft, block, line);
}

function readBlockLine(context: Context, draft: ReleaseDraft, block: Block, line: ast.Statement): Child | undefined {
  switch (line.$type) {
    case 'Step':
    case 'NamedStep':
      return lowerStep(context, draft, block, line);
    case 'Block':
      return appliesTo(context, draft, line) ? lowerBlock(context, draft, line, block) : undefined;
    case 'Use':
      return appliesTo(context, draft, line) ? expandUse(context, draft, block, line) : undefined;
    case 'When':
      return lowerTrigger(context, draft, line, block);
    case 'PointOfNoReturn':
      return lowerPointOfNoReturn(context, draft, block, line);
    case 'Declaration':
      return line.kind === 'milestone' ? lowerMilestone(context, draft, line, block) : undefined;
    case 'Unknown':
      return lowerUnknown(context, draft, line, block);
    default:
      return undefined;
  }
}

/** `paralel { … }`: its steps are read as those of the block that was probably meant. The word itself is told by `judgeLine`. */
export function lowerUnknown(
  context: Context,
  draft: ReleaseDraft,
  node: ast.Unknown,
  parent?: Block,
): Block | undefined {
  if (node.statements.length === 0) return undefined;
  const meant = BLOCKS.find((kind) => kind === nearest(node.word, BLOCK_KINDS));
  return readBlock(context, draft, node, meant ?? (parent ? 'sequence' : 'phase'), undefined, parent);
}

export function lowerBlock(context: Context, draft: ReleaseDraft, node: ast.Block, parent?: Block): Block {
  judgeClauses(context, node, node.kind);
  return readBlock(context, draft, node, node.kind as BlockWord, node.name, parent);
}

function readBlock(
  context: Context,
  draft: ReleaseDraft,
  node: ast.Block | ast.Unknown,
  kind: BlockWord,
  name: string | undefined,
  parent: Block | undefined,
): Block {
  const block: Mutable<Block> = {
    id: context.id(name ?? kind),
    kind,
    name,
    title: context.words(titleOf(node)),
    namePlace: context.property(node, node.$type === 'Unknown' ? 'word' : name ? 'name' : 'kind'),
    head: context.head(node),
    place: context.place(node),
    parent,
    children: [],
    window: kind === 'run' ? context.refAt(node.in[0], node, 'in', EXPECTED.window) : undefined,
    ...saidOfBlock(context, kind, node),
    note: context.source.note(node),
  };
  if (kind === 'cycle' && !block.every)
    context.problem(
      block.head,
      'A cycle says how often its steps come round: `cycle weekly every 1w from Mon 2026-11-30 09:00 until Fri 2026-12-18 { … }`.',
    );
  declareBlock(context, draft, block);
  lowerBlockLines(context, draft, block, node.statements);
  return block;
}

/** The block around steps that stand in the release itself. */
export function messagesBlock(context: Context, release: AstNode): Mutable<Block> {
  const head = context.head(release);
  return {
    id: context.id('messages'),
    kind: 'messages',
    namePlace: head,
    head,
    place: context.place(release),
    children: [],
    after: [],
    tags: [],
  };
}

type BlockWord = Exclude<BlockKind, 'messages'>;

function saidOfBlock(
  context: Context,
  kind: BlockWord,
  node: ast.Block | ast.Unknown,
): Pick<Block, keyof Said<BlockWord>> & Pick<Block, 'otherwise' | 'durationOpen'> {
  const said = saidOn(kind, context, node);
  const isCalled = kind === 'rollback' || kind === 'play';
  const next = isCalled && node.else.length === 0 ? blockBehind(node) : undefined;
  const otherwise = next
    ? context.ref(next.name, context.property(node.by[0]!, 'otherwise', next.index), EXPECTED.called)
    : context.refAt(node.else[0], node, 'else', isCalled ? EXPECTED.called : EXPECTED.any);
  const isOpen = said.duration?.text === TBD;
  return {
    ...said,
    ...(isOpen && { duration: undefined, durationOpen: { tbd: true, place: said.duration!.place! } }),
    with: said.with?.length ? said.with : undefined,
    after: said.after ?? [],
    otherwise,
  };
}

/** A block answers to its word where none without a name does, so that `after run` and `needs prepare` read as they do. */
function declareBlock(context: Context, draft: ReleaseDraft, block: Block): void {
  const name = block.name ?? block.kind;
  const nameless = block.name === undefined;
  if (nameless && draft.names.has(name)) return;
  const named = {
    id: block.id,
    kind: 'block' as const,
    name,
    title: block.title,
    place: block.place,
    namePlace: block.namePlace,
    head: block.head,
    note: block.note,
    block,
  };
  if (nameless) draft.names.set(name, named);
  else {
    context.declare(draft.names, named);
    // `run cutover`: whoever waits for the run waits for it, too.
    const isKindOnly = !block.parent && KINDS_OF_ONE.has(block.kind) && !draft.names.has(block.kind);
    if (isKindOnly) draft.names.set(block.kind, { ...named, name: block.kind });
  }
}

/** Of these a release has one most of the time, and people call it by its word whatever its name is. */
const KINDS_OF_ONE: ReadonlySet<BlockKind> = new Set(['prepare', 'run', 'follow-up']);
