/**
 * What a checklist is made of, and how that is written: whole, as lists inside of lists, or one entry after the other, each inside of what it
 * stands in, so that a screen shows a few of many.
 */
import { type Attributes, element } from '../markup.ts';
import type { List } from '../rows/list.ts';
import type { TreePlace } from '../rows/rows-tree.ts';
import type { Source } from '../schedule/scene.ts';

export type Part = Entry | Group;

/** Something to read or to tick. */
export interface Entry {
  /** Of a whole list. */
  readonly tag: 'li' | 'h3' | 'div' | 'p';
  readonly style?: string;
  /** Pixels, about. */
  readonly height: number;
  /** What it leads to. */
  readonly source?: Source;
  /** The keyboard stops there. */
  readonly isStop?: boolean;
  /** What a pointer that rests on it is shown. */
  title?(): string;
  /** Markup. */
  inner(): string;
}

/** What stands under a head: a block of the plan, or one inside of another. */
export interface Group {
  readonly tag: 'section' | 'li';
  readonly style: string;
  readonly heads: readonly Entry[];
  readonly list: { readonly tag: 'ol' | 'ul'; readonly style: string };
  readonly parts: readonly Part[];
}

export function wholeList(parts: readonly Part[]): string {
  return element('div', { class: 'rp-checklist' }, ...parts.map(whole));
}

function whole(part: Part): string {
  if ('parts' in part) {
    const { tag, style, heads, list, parts } = part;
    const inner = element(list.tag, { class: list.style }, ...parts.map(whole));
    return element(tag, { class: style }, ...heads.map(whole), inner);
  }
  const { tag, style, title, isStop } = part;
  return element(
    tag,
    { class: style, ...linkOf(part), tabindex: isStop ? -1 : undefined, title: title?.() },
    part.inner(),
  );
}

export function rowsOf(parts: readonly Part[]): List {
  return {
    frame: element('ol', { class: 'rp-checklist rp-flat', 'data-rows': '' }, ''),
    rows: flat(parts, []).map(({ entry, around, level }) => ({
      level,
      height: entry.height,
      source: entry.source,
      markup: (place) => row(entry, around, place),
    })),
  };
}

interface Flat {
  readonly entry: Entry;
  /** Styles of what it stands in, from the outermost. */
  readonly around: readonly string[];
  readonly level: number;
}

function flat(parts: readonly Part[], around: readonly string[], level = 0): readonly Flat[] {
  return parts.flatMap((part) => {
    if (!('parts' in part)) return [{ entry: part, around, level }];
    const own = [...around, part.style];
    return [
      ...part.heads.map((entry) => ({ entry, around: own, level })),
      ...flat(part.parts, [...own, part.list.style], level + 1),
    ];
  });
}

function row(entry: Entry, around: readonly string[], { level, position, size }: TreePlace): string {
  const { tag, style, title } = entry;
  const own = element(
    tag === 'li' ? 'div' : tag,
    { class: style ?? (tag === 'li' ? 'rp-lined' : undefined) },
    entry.inner(),
  );
  return element(
    'li',
    {
      ...{ 'aria-level': level, 'aria-posinset': position, 'aria-setsize': size },
      ...linkOf(entry),
      title: title?.(),
    },
    around.reduceRight((inner, one) => element('div', { class: one }, inner), own),
  );
}

function linkOf({ source }: Entry): Attributes {
  return source ? { 'data-file': source.file, 'data-line': source.line } : {};
}
