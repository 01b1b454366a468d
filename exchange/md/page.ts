/** What stands on a page of Markdown, piece by piece, under the headings that it stands under. */
import type { List, ListItem, Nodes, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import { atMost, atMostLines, LONGEST_TEXT, MOST_COLUMNS, MOST_DEPTH, textIn, Unreadable } from '../bounds.ts';
import { type Stretch, stretchesOf } from './stretches.ts';

export type PagePiece =
  | { readonly kind: 'heading'; readonly text: string; readonly depth: number; readonly line: number }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[]; readonly lines: readonly number[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly ListPiece[] }
  | { readonly kind: 'text'; readonly text: string; readonly line: number };

export interface ListPiece {
  readonly text: string;
  readonly line: number;
  /** Of a box to tick off; undefined: there is none. */
  readonly done?: boolean;
  readonly link?: string;
  readonly items: readonly ListPiece[];
  /** What stands in it besides. */
  readonly notes: readonly string[];
}

/** Characters; whoever plans a release writes far less. */
const LONGEST_PAGE = 2_000_000;

/** @param long characters that are read at once; default: as few as that costs no time */
export function pageOf(bytes: Uint8Array, file: string, long?: number): readonly PagePiece[] {
  const text = textIn(bytes, file);
  atMost(text.length, LONGEST_PAGE, 'characters', file);
  atMostLines(text, MOST_LINES, file);
  const lines = text.split('\n');
  let [nested, cells, signs] = [0, 0, 0];
  for (const line of lines) {
    atMost(line.length, LONGEST_TEXT, 'characters in one line', file);
    const depth = nesting(line);
    atMost(depth, MOST_DEPTH, 'marks of lists and quotes in one line', file);
    nested += depth;
    const bars = countOf(line, /\|/g);
    // One at either end, and those of texts.
    if (/^\s*\|/.test(line)) atMost(bars - 1 - countOf(line, /\\\|/g), MOST_COLUMNS, 'columns', file);
    cells += bars;
    signs += countOf(line, /[!&\\]/g);
  }
  atMost(nested, MOST_NESTED, 'marks of lists and quotes', file);
  atMost(cells, MOST_CELLS_OF_PAGE, 'cells of tables', file);
  atMost(signs, MOST_SIGNS, 'signs that may begin a mark', file);
  countMarks(lines, file);
  const stretches = stretchesOf(withoutFrontMatter(unwrapped(text)), long);
  const links: Links = new Map();
  const read = stretches.map((one) => piecesIn(one, file, links));
  const pieces: PagePiece[] = [];
  for (const [i, stretch] of stretches.entries()) {
    const elsewhere = linksFor(stretch, links);
    const [first, ...rest] = elsewhere.length === 0 ? read[i]! : piecesIn(withLines(stretch, elsewhere), file);
    const last = pieces.at(-1);
    if (stretch.isGoingOn && first?.kind === 'table' && last?.kind === 'table')
      pieces[pieces.length - 1] = {
        ...last,
        rows: [...last.rows, ...first.rows.slice(1)],
        lines: [...last.lines, ...first.lines.slice(1)],
      };
    else if (first) pieces.push(first);
    for (const one of rest) pieces.push(one);
  }
  return pieces;
}

/** Where links lead, which may stand anywhere on the page: by their labels, with the stretch. */
type Links = Map<string, { readonly line: string; readonly in: Stretch }>;

function piecesIn(stretch: Stretch, file: string, links?: Links): readonly PagePiece[] {
  try {
    const root = fromMarkdown(stretch.text, {
      extensions: [gfmTable(), gfmTaskListItem()],
      mdastExtensions: [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()],
    });
    if (links) enterLinks(root, stretch, links);
    return root.children.flatMap((node) => piecesOf(node, 0, stretch.above));
  } catch (error) {
    throw new Unreadable(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function enterLinks(node: Nodes, stretch: Stretch, links: Links): void {
  if (node.type === 'definition' && !links.has(keyOf(node.label ?? '')))
    links.set(keyOf(node.label ?? ''), {
      line: `[${node.label}]: <${node.url.replace(/[<>]/g, encodeURIComponent)}>`,
      in: stretch,
    });
  if (['root', 'blockquote', 'list', 'listItem'].includes(node.type) && 'children' in node)
    for (const child of node.children) enterLinks(child, stretch, links);
}

/** Those that a stretch mentions and that stand in another one. */
function linksFor(stretch: Stretch, links: Links): readonly string[] {
  if (links.size === 0) return [];
  const labels = new Set([...stretch.text.matchAll(/\[([^[\]]{1,200})\]/g)].map(([, label]) => keyOf(label!)));
  return [...labels].flatMap((label) => {
    const link = links.get(label);
    return link === undefined || link.in === stretch ? [] : [link.line];
  });
}

function withLines(stretch: Stretch, lines: readonly string[]): Stretch {
  return { ...stretch, text: [...lines, '', stretch.text].join('\n'), above: stretch.above - lines.length - 1 };
}

function keyOf(label: string): string {
  return label.trim().replace(/\s+/g, ' ').toLowerCase();
}

const MOST_LINES = 60_000;
const MOST_NESTED = 100_000;
/** The tree of each takes two thousand times its text. */
const MOST_CELLS_OF_PAGE = 500_000;
const MOST_SIGNS = 200_000;
/** Of emphasis, links, code and HTML in one paragraph. The library compares each with each: so many once, or a tenth of them a hundred times. */
const MOST_MARKS = 4000;

function countOf(line: string, pattern: RegExp): number {
  return line.match(pattern)?.length ?? 0;
}

function countMarks(lines: readonly string[], file: string): void {
  let [inParagraph, work] = [0, 0];
  for (const line of lines) {
    if (/^\s*(?:[|>#]|[-*+]\s|\d+[.)]\s|$)/.test(line)) inParagraph = 0;
    const before = inParagraph;
    inParagraph += line.match(/(?<![\p{L}\p{N}])[*_]+|[*_]+(?![\p{L}\p{N}])|[[<`~]+/gu)?.length ?? 0;
    inParagraph += line.match(/\[/g)?.length ?? 0;
    work += inParagraph ** 2 - before ** 2;
    if (work > MOST_MARKS ** 2)
      throw new Unreadable(
        `${file} has more than ${MOST_MARKS.toLocaleString('en')} marks of emphasis and links in one paragraph, or as much to compare in several.`,
      );
  }
}

/** A page that somebody has copied with the fence around it: the fence is emptied, so that lines keep their numbers. */
function unwrapped(text: string): string {
  const [, before, fence, inside] =
    /^(\s*)(`{3,}|~{3,})(?:markdown|md)?[ \t]*\r?\n([\s\S]*?)\r?\n\2[ \t]*\s*$/.exec(text) ?? [];
  return fence === undefined ? text : `${before}\n${inside}`;
}

/** Emptied and not cut, so that lines keep their numbers. */
function withoutFrontMatter(text: string): string {
  const match = /^---\r?\n[\s\S]*?\r?\n---[ \t]*(?=\r?\n|$)/.exec(text);
  return match ? match[0].replace(/[^\n]/g, '') + text.slice(match[0].length) : text;
}

/** How many marks open a list or a quote at the beginning of a line. */
function nesting(line: string): number {
  let count = 0;
  for (const sign of line) {
    if ('>-+*'.includes(sign)) count++;
    else if (!' \t'.includes(sign) && !/[\d.)]/.test(sign)) break;
  }
  return /^[\s*_-]*$/.test(line) ? 0 : count;
}

function piecesOf(node: Nodes, depth: number, above: number): readonly PagePiece[] {
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', text: textOf(node), depth: node.depth, line: lineOf(node, above) }];
    case 'table':
      return [tableOf(node, above)];
    case 'list':
      return [{ kind: 'list', isOrdered: node.ordered === true, items: itemsOf(node, depth, above) }];
    case 'blockquote':
      return depth > MOST_DEPTH ? [] : node.children.flatMap((child) => piecesOf(child, depth + 1, above));
    case 'thematicBreak':
    case 'definition':
    case 'html':
      return [];
    default: {
      const text = textOf(node);
      return text === '' ? [] : [{ kind: 'text', text, line: lineOf(node, above) }];
    }
  }
}

function tableOf(node: Table, above: number): PagePiece {
  return {
    kind: 'table',
    rows: node.children.map((row) => row.children.map(textOf)),
    lines: node.children.map((row) => lineOf(row, above)),
  };
}

function itemsOf(list: List, depth: number, above: number): readonly ListPiece[] {
  return list.children.map((item) => itemOf(item, depth, above));
}

function itemOf(item: ListItem, depth: number, above: number): ListPiece {
  const [first, ...rest] = item.children;
  const isText = first?.type === 'paragraph' || first?.type === 'heading';
  const others = isText ? rest : item.children;
  const lists = others.filter((child) => child.type === 'list');
  const link = isText ? linkIn(first) : undefined;
  return {
    text: isText ? textOf(first) : '',
    line: lineOf(item, above),
    ...(typeof item.checked === 'boolean' && { done: item.checked }),
    ...(link !== undefined && { link }),
    items: depth > MOST_DEPTH ? [] : lists.flatMap((inner) => itemsOf(inner, depth + 1, above)),
    notes: others.flatMap((child) => (child.type === 'list' ? [] : [textOf(child)])).filter((text) => text !== ''),
  };
}

function lineOf(node: Nodes, above: number): number {
  return (node.position?.start.line ?? 0) + above;
}

/** As it is seen: no marks, a break where `<br>` says so. */
function textOf(node: Nodes): string {
  return inline(node).trim();
}

function inline(node: Nodes): string {
  if (node.type === 'break') return '\n';
  if (node.type === 'html') return /^<br\s*\/?>$/i.test(node.value) ? '\n' : '';
  if (node.type === 'image') return node.alt ?? '';
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(inline).join('') : '';
}

/** The first page that it leads to. */
function linkIn(node: Nodes): string | undefined {
  if (node.type === 'link') return /^https?:\/\//.test(node.url) ? node.url : undefined;
  if (!('children' in node)) return undefined;
  for (const child of node.children) {
    const found = linkIn(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
