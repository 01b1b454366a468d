/** Neighbouring lines of a block that somebody has selected, or the one under the cursor: whole, with their blocks. */
import { childrenOf } from '../../plan/children.ts';
import type { Block, Range, Release, Step } from '../../plan/model.ts';
import { compare, contains, overlaps } from '../lookup.ts';
import type { Version } from '../step-edit/version.ts';

export interface Selection {
  /** The block they stand in. */
  readonly block: Block;
  readonly lines: readonly (Step | Block)[];
  /** As they stand, without the indent of the first. */
  readonly text: string;
  /** Whole lines. */
  readonly range: Range;
}

export function selectionAt(version: Version, range: Range): Selection | undefined {
  const { uri, release, workspace } = version;
  const isHere = (one: { place: { file: string } }) => one.place.file === uri;
  const within = (block: Block): Selection | undefined => {
    const children = linesOf(release, block).filter((one) => isHere(one) && overlaps(one.place.range, range));
    const [only] = children;
    if (children.length === 1 && only && 'children' in only && !isUse(only) && isInside(only, range))
      return within(only);
    return children.length === 0 ? undefined : selection(block, children, workspace.text(uri) ?? '');
  };
  const root = release.blocks.find((block) => isHere(block) && contains(block.place.range, range.start));
  return root && isInside(root, range) ? within(root) : undefined;
}

/** What a `use` wrote is one line, whatever it stands for. */
export function isUse(block: Block): boolean {
  return compare(block.head.range.end, block.place.range.end) === 0;
}

function linesOf(release: Release, block: Block): readonly (Step | Block)[] {
  return childrenOf(release, block).filter((child): child is Step | Block => 'verb' in child || 'children' in child);
}

/** Below the line that opens it. */
function isInside({ place: { range }, head }: Block, { start, end }: Range): boolean {
  return head.range.end.line < start.line && end.line < range.end.line;
}

/** Undefined: something else stands on their lines, too. */
function selection(block: Block, lines: readonly (Step | Block)[], text: string): Selection | undefined {
  const start = lines[0]!.place.range.start;
  const end = lines.reduce((last, { place }) => (compare(place.range.end, last) > 0 ? place.range.end : last), start);
  const all = text.split(/\r\n|\r|\n/);
  const behind = all[end.line]!.slice(end.character);
  if (all[start.line]!.slice(0, start.character).trim() !== '' || !/^\s*(\/\/.*)?$/.test(behind)) return undefined;
  const indent = all[start.line]!.slice(0, start.character);
  const own = all.slice(start.line, end.line + 1);
  return {
    block,
    lines,
    text: own.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart())).join('\n'),
    range: { start, end: { line: end.line, character: all[end.line]!.length } },
  };
}

/** A text below another one, so much deeper. */
export function indented(text: string, by: string): string {
  return text.replace(/^(?=.)/gm, by);
}
