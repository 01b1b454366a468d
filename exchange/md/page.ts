/** What stands on a page of Markdown, piece by piece, under the headings that it stands under. */
import type { List, ListItem, Nodes, Table } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { gfmTable } from 'micromark-extension-gfm-table';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';
import { atMost, LONGEST_TEXT, MOST_DEPTH, textIn, Unreadable } from '../bounds.ts';

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

export function pageOf(bytes: Uint8Array, file: string): readonly PagePiece[] {
  const text = textIn(bytes, file);
  atMost(text.length, LONGEST_PAGE, 'characters', file);
  for (const line of text.split('\n')) {
    atMost(line.length, LONGEST_TEXT, 'characters in one line', file);
    atMost(nesting(line), MOST_DEPTH, 'marks of lists and quotes in one line', file);
  }
  let root: ReturnType<typeof fromMarkdown>;
  try {
    root = fromMarkdown(withoutFrontMatter(text), {
      extensions: [gfmTable(), gfmTaskListItem()],
      mdastExtensions: [gfmTableFromMarkdown(), gfmTaskListItemFromMarkdown()],
    });
  } catch (error) {
    throw new Unreadable(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
  return root.children.flatMap((node) => piecesOf(node, 0));
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

function piecesOf(node: Nodes, depth: number): readonly PagePiece[] {
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', text: textOf(node), depth: node.depth, line: lineOf(node) }];
    case 'table':
      return [tableOf(node)];
    case 'list':
      return [{ kind: 'list', isOrdered: node.ordered === true, items: itemsOf(node, depth) }];
    case 'blockquote':
      return depth > MOST_DEPTH ? [] : node.children.flatMap((child) => piecesOf(child, depth + 1));
    case 'thematicBreak':
    case 'definition':
    case 'html':
      return [];
    default: {
      const text = textOf(node);
      return text === '' ? [] : [{ kind: 'text', text, line: lineOf(node) }];
    }
  }
}

function tableOf(node: Table): PagePiece {
  return {
    kind: 'table',
    rows: node.children.map((row) => row.children.map(textOf)),
    lines: node.children.map(lineOf),
  };
}

function itemsOf(list: List, depth: number): readonly ListPiece[] {
  return list.children.map((item) => itemOf(item, depth));
}

function itemOf(item: ListItem, depth: number): ListPiece {
  const [first, ...rest] = item.children;
  const isText = first?.type === 'paragraph' || first?.type === 'heading';
  const others = isText ? rest : item.children;
  const lists = others.filter((child) => child.type === 'list');
  const link = isText ? linkIn(first) : undefined;
  return {
    text: isText ? textOf(first) : '',
    line: lineOf(item),
    ...(typeof item.checked === 'boolean' && { done: item.checked }),
    ...(link !== undefined && { link }),
    items: depth > MOST_DEPTH ? [] : lists.flatMap((inner) => itemsOf(inner, depth + 1)),
    notes: others.flatMap((child) => (child.type === 'list' ? [] : [textOf(child)])).filter((text) => text !== ''),
  };
}

function lineOf(node: Nodes): number {
  return node.position?.start.line ?? 0;
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
