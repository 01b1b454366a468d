/** Which rows a panel has, in what order and how deep: by block as on the page, by person, or by system. */
import { type Child, childrenOf } from '../../plan/children.ts';
import { append } from '../../plan/grouped.ts';
import type { Block, Release, Step } from '../../plan/model.ts';
import { type Item, isOnCall } from './items.ts';
import type { Panel } from './panels/panels.ts';

export const GROUPINGS = ['block', 'person', 'system'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export type Row =
  | { readonly kind: 'item'; readonly item: Item; readonly level: number }
  | {
      readonly kind: 'group';
      readonly label: string;
      readonly detail: string;
      readonly block?: Block;
      readonly level: number;
      /** By which it is folded and unfolded; missing: it always shows all. */
      readonly key?: string;
      /** What has no row of its own, since it is folded. */
      readonly folded?: readonly Item[];
    };

/** Groups that are one row each: those with these keys, or all but those. */
export interface Folded {
  readonly all: boolean;
  readonly but: readonly string[];
}

/** Rows that share an order inside another one: `first` to `last`, both included. */
export interface RowBracket {
  readonly kind: 'parallel' | 'sequence' | 'outage' | 'cycle';
  readonly first: number;
  readonly last: number;
  readonly level: number;
}

export interface Rows {
  readonly rows: readonly Row[];
  readonly brackets: readonly RowBracket[];
}

export function rowsOf(
  panel: Panel,
  release: Release,
  grouping: Grouping,
  folded: Folded = { all: false, but: [] },
): Rows {
  const but = new Set(folded.but);
  const isFolded = (key: string) => but.has(key) !== folded.all;
  const rows: Row[] = [];
  const brackets: RowBracket[] = [];
  const loose = panel.items.filter(isLoose);
  for (const kind of ['range', 'milestone']) {
    const items = loose.filter((item) => item.kind === kind);
    for (const item of byStart(items)) rows.push({ kind: 'item', item, level: 0 });
  }
  if (grouping === 'block') blockRows(panel, release, rows, brackets, isFolded);
  else namedRows(panel, rows, grouping === 'person' ? peopleOf : systemsOf, isFolded);
  return { rows, brackets };
}

/** It stands in no block. */
function isLoose(item: Item): boolean {
  return item.kind === 'range' || !item.block;
}

/** How a block is called: `Prepare`, `Outage`, `Phase beta`. */
export function blockLabel(block: Block): string {
  const word = block.kind[0]!.toUpperCase() + block.kind.slice(1);
  return block.title ?? (block.name ? `${word} ${block.name}` : word);
}

type IsFolded = (key: string) => boolean;

function blockRows(panel: Panel, release: Release, rows: Row[], brackets: RowBracket[], isFolded: IsFolded): void {
  const milestones = new Map<unknown, Item>();
  /** By their positions in the release: of thousands each is asked for several times. */
  const steps = new Array<Item | undefined>(release.steps.length);
  for (const item of panel.items) {
    if (item.kind === 'step' && !item.gone) steps[item.step.index] = item;
    if (item.kind === 'milestone') milestones.set(item.milestone, item);
  }
  const itemOf = (child: Child) => (child.kind === 'step' ? steps[child.index] : milestones.get(child));
  const inBlock = (block: Block) => childrenOf(release, block);
  const firstStart = (child: Child): number =>
    'children' in child
      ? Math.min(...inBlock(child).map(firstStart))
      : (itemOf(child)?.spans[0]?.start ?? Number.MAX_SAFE_INTEGER);
  const isHere = (child: Child): boolean =>
    'children' in child ? inBlock(child).some(isHere) : Boolean(itemOf(child));
  // The clock orders the blocks of a panel: what is said after the run stands below it.
  const roots = release.blocks.filter(isHere).sort((a, b) => firstStart(a) - firstStart(b));
  const titled = roots.length > 1 || (roots[0] !== undefined && roots[0].kind !== 'run' && !isOnCall(roots[0]));

  const inside = (block: Block): readonly Item[] =>
    inBlock(block).flatMap((child) => ('children' in child ? inside(child) : (itemOf(child) ?? [])));
  /** The row of a block; false: what is in it has none. */
  const head = (block: Block, level: number): boolean => {
    const group = { kind: 'group', label: blockLabel(block), detail: '', block, level, key: block.id } as const;
    const isOpen = !isFolded(block.id);
    rows.push(isOpen ? group : { ...group, folded: inside(block) });
    return isOpen;
  };
  const walk = (block: Block, level: number): void => {
    const children = inBlock(block).filter(isHere);
    if (UNORDERED.has(block.kind)) {
      const starts = new Map(children.map((child) => [child, firstStart(child)]));
      children.sort((a, b) => starts.get(a)! - starts.get(b)!);
    }
    for (const child of children) {
      if (!('children' in child)) {
        rows.push({ kind: 'item', item: itemOf(child)!, level });
        continue;
      }
      const first = rows.length;
      const named = child.name !== undefined || child.title !== undefined || TOLD.has(child.kind);
      if (named && !head(child, level)) continue;
      walk(child, level + 1);
      if (isBracketed(child.kind)) {
        brackets.push({ kind: child.kind, first, last: rows.length - 1, level });
      }
    }
  };
  for (const [i, root] of roots.entries()) {
    // The head of the panel says it.
    const isHead = i === 0 && panel.kind === 'run' && root.kind === 'run' && !root.title && !root.name;
    if (titled && !isHead && !head(root, 0)) continue;
    walk(root, 0);
  }
  const gone = panel.items.filter((item) => item.kind === 'step' && item.gone);
  if (gone.length > 0) rows.push({ kind: 'group', label: 'No longer there', detail: '', level: 0 });
  for (const item of byStart(gone)) rows.push({ kind: 'item', item, level: 1 });
}

/** Of these there is something to tell besides, with or without a name. */
const TOLD: ReadonlySet<string> = new Set(['outage', 'cycle']);

function isBracketed(kind: Block['kind']): kind is RowBracket['kind'] {
  return kind === 'parallel' || kind === 'sequence' || kind === 'outage' || kind === 'cycle';
}

/** In these only `after` orders, so the clock does on the picture. */
const UNORDERED: ReadonlySet<string> = new Set(['prepare', 'follow-up', 'messages', 'phase', 'stream']);

function namedRows(panel: Panel, rows: Row[], namesOf: (item: Item) => readonly string[], isFolded: IsFolded): void {
  const groups = new Map<string, Item[]>();
  for (const item of panel.items) {
    if (isLoose(item)) continue;
    for (const name of namesOf(item)) {
      append(groups, name, partOf(item, name));
    }
  }
  for (const [name, members] of groups) {
    const key = `of ${name}`;
    const group = { kind: 'group', label: name, detail: steps(members.length), level: 0, key } as const;
    if (isFolded(key)) rows.push({ ...group, folded: members });
    else rows.push(group, ...byStart(members).map((item) => ({ kind: 'item', item, level: 1 }) as const));
  }
}

/** Of what is handed over at every shift, somebody's own part. */
function partOf(item: Item, name: string): Item {
  const relay = item.kind === 'step' ? item.scheduled?.relay : undefined;
  const own = relay?.filter((part) => part.name === name) ?? [];
  return item.kind === 'step' && own.length > 0 ? { ...item, spans: own } : item;
}

function steps(count: number): string {
  return count === 1 ? '1 step' : `${count} steps`;
}

function peopleOf(item: Item): readonly string[] {
  if (item.kind !== 'step') return ['nobody'];
  const names = item.scheduled ? [...item.scheduled.by, ...item.scheduled.with] : writtenPeople(item.step);
  return names.length > 0 ? [...new Set(names)] : ['nobody'];
}

function writtenPeople(step: Step): readonly string[] {
  return [...(step.by ? [step.by] : []), ...step.with].map((who) => who.ref.name);
}

function systemsOf(item: Item): readonly string[] {
  if (item.kind !== 'step' || item.step.targets.length === 0) return ['no system'];
  return item.step.targets.map((target) => target.name);
}

function byStart(items: readonly Item[]): readonly Item[] {
  const start = (item: Item) => item.spans[0]?.start ?? Number.MAX_SAFE_INTEGER;
  return [...items].sort((a, b) => start(a) - start(b) || 0);
}
