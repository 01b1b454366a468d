/** What items become of which lines: their blocks, verbs, targets and names, settled before anything is written. */
import { type BlockKind, VERBS, type Verb } from '../../plan/model.ts';
import { type Row, rowOf } from '../../plan/outline/ledger.ts';
import type { OutlineItem } from '../../plan/outline/model.ts';
import type { Cast } from './cast.ts';
import { canBeName, type Names, plainTitle } from './names.ts';
import { blockKindOf, guessed, isBelieved, type VerbsOfTargets, verbOf, verbsOfTargets } from './verbs.ts';

export interface Settled {
  readonly item: OutlineItem;
  readonly row?: Row;
  readonly kind: 'step' | 'milestone' | BlockKind;
  readonly title?: string;
  readonly verb?: Verb;
  /** Names of what it is done to. */
  targets: readonly string[];
  /** As other lines call it, and whether its own line says so. */
  name?: string;
  /** When it starts, where what stands around it does not say so. */
  at?: string;
  /** From when to when, where no length comes to that. */
  span?: string;
  /** Whether it begins before the lag behind what it waits for is over: then its dates stand there, and no lag. */
  isSooner?: boolean;
  /** What was guessed of it, in words. */
  guess?: string;
  /** What its line has no place for: comments above it. */
  readonly lost?: readonly string[];
  readonly items: readonly Settled[];
}

const TARGETS_OF_PEOPLE: readonly Verb[] = ['notify'];
export const WITHOUT_TARGETS: readonly Verb[] = ['wait', 'meet', 'gate', 'task'];

/** All verbs, targets and names of items; `cast` has met everybody when it is over. */
export function settle(items: readonly OutlineItem[], cast: Cast, names: Names): readonly Settled[] {
  const flat = (all: readonly OutlineItem[]): OutlineItem[] => all.flatMap((one) => [one, ...flat(one.items ?? [])]);
  const guesses = verbsOfTargets(
    flat(items).flatMap((item) =>
      isStep(item) && item.verb === undefined && item.title ? (guessed(item.title) ?? []) : [],
    ),
  );
  const settled = items.map((item) => settledItem(item, cast, guesses));
  const all = everyOf(settled);
  // People first: whoever is told something may be one of those who do something.
  for (const { item, verb } of all) {
    for (const who of [item.by, ...(item.with ?? []), ...(item.checklist ?? []).map(({ by }) => by)]) cast.meetWho(who);
    cast.meetWho(undoBy(item.undo ?? '')[1]);
    if (verb === 'grant') cast.meetWho(item.to);
    if (verb === 'revoke') cast.meetWho(item.from);
  }
  for (const { item, verb, targets } of all) {
    const kind = verb && TARGETS_OF_PEOPLE.includes(verb) ? 'audience' : 'system';
    for (const target of targets) cast.meet(kind, target);
    if (item.in !== undefined && verb !== 'record' && verb !== undefined) cast.meet('environment', item.in);
  }
  for (const one of all) one.targets = one.targets.flatMap((target) => cast.name(target) ?? []);
  giveNames(settled, names);
  return settled;
}

function isStep({ kind }: OutlineItem): boolean {
  return kind === undefined || kind === 'step';
}

function settledItem(item: OutlineItem, cast: Cast, guesses: VerbsOfTargets): Settled {
  const title = item.title === undefined ? undefined : plainTitle(item.title) || undefined;
  const items = (item.items ?? []).map((inner) => settledItem(inner, cast, guesses));
  const common = {
    item,
    title,
    items,
    ...(rowOf(item) && { row: rowOf(item) }),
    ...(item.name !== undefined && { name: item.name }),
  };
  if (item.kind === 'milestone') return { ...common, kind: 'milestone', targets: [] };
  if (!isStep(item)) return { ...common, kind: blockKindOf(item.kind!)!, targets: [] };
  return { ...common, kind: 'step', ...doing(item, title, guesses) };
}

/** The verb and targets: as they are said, else guessed from the title, else a task. */
function doing(item: OutlineItem, title: string | undefined, guesses: VerbsOfTargets) {
  const targets = (item.targets ?? []).filter((target) => plainTitle(target) !== '');
  const row = rowOf(item);
  const isUsable = (verb: Verb) => WITHOUT_TARGETS.includes(verb) || targets.length > 0;
  if (item.verb !== undefined) {
    const verb = verbOf(item.verb);
    if (verb && isUsable(verb)) return { verb, targets: WITHOUT_TARGETS.includes(verb) ? [] : targets };
    const fromTitle = verb && title !== undefined ? guessed(title) : undefined;
    if (fromTitle && fromTitle.verb === verb) {
      row?.guessed(`it is done to "${fromTitle.target}"`);
      return { verb, targets: [fromTitle.target!], guess: 'guessed' };
    }
    const toWhom = verb && TARGETS_OF_PEOPLE.includes(verb) ? 'whom' : 'to what';
    row?.left(
      `"${item.verb}" as what is done`,
      verb ? `it does not say ${toWhom}; it is a task` : 'there is no such verb; it is a task',
    );
    return { verb: 'task' as const, targets: [] };
  }
  // As an export calls a step that has no title.
  const named = targets.length === 0 ? undefined : VERBS.find((verb) => title === `${verb} ${targets.join(', ')}`);
  if (named) return { verb: named, targets };
  const guess = title === undefined ? undefined : guessed(title);
  if (!guess || !isBelieved(guess, guesses)) {
    const isOfThings = guess && !TARGETS_OF_PEOPLE.includes(guess.verb);
    const verb = targets.length > 0 && isOfThings ? guess.verb : undefined;
    if (verb) return { verb, targets, guess: guessText(row, verb, title!) };
    for (const target of targets)
      row?.left(
        `"${target}" as what it is done to`,
        'nothing says what is done to it; it is a task, and that is a comment',
      );
    return { verb: 'task' as const, targets: [], ...lostTargets(targets) };
  }
  const { verb } = guess;
  // A column of systems says nothing of whom.
  if (TARGETS_OF_PEOPLE.includes(verb) && targets.length > 0) {
    for (const target of targets) row?.left(`"${target}"`, 'it is nobody who could be told; it is a comment');
    return { verb, targets: [guess.target!], guess: guessText(row, verb, title!), ...lostTargets(targets) };
  }
  const own = WITHOUT_TARGETS.includes(verb) ? [] : targets.length > 0 ? targets : [guess.target!];
  return { verb, targets: own, guess: guessText(row, verb, title!) };
}

function lostTargets(targets: readonly string[]): { readonly lost?: readonly string[] } {
  return targets.length === 0 ? {} : { lost: [`system: ${targets.join(', ')}`] };
}

function guessText(row: Row | undefined, verb: Verb, title: string): string {
  row?.guessed(`"${title}" is a \`${verb}\``);
  return 'guessed';
}

/** Depth first, as on the page. */
export function everyOf(settled: readonly Settled[]): Settled[] {
  return settled.flatMap((one) => [one, ...everyOf(one.items)]);
}

/** The text that other lines call a step by when it has no name: `deploy web`. */
export function labelOf({ verb, targets }: Settled): string | undefined {
  return verb && targets.length === 1 ? `${verb} ${targets[0]}` : undefined;
}

/** An id that can be a name, and is no mere word for what it is. */
function isNameOf({ id, kind, verb }: OutlineItem): boolean {
  return id !== undefined && id !== kind && id !== verb && canBeName(id);
}

const NAMED_ALWAYS: readonly Settled['kind'][] = ['milestone', 'phase', 'stream', 'play', 'cycle'];

/** What may be restored from. */
const SAVES: ReadonlySet<string> = new Set(['backup', 'snapshot']);

/** Names where they are wished for, needed, or asked for by what waits for it. */
function giveNames(settled: readonly Settled[], names: Names): void {
  const all = everyOf(settled);
  const called = new Set(all.flatMap(({ item }) => (item.after ?? []).map(({ of }) => keyOf(of))));
  // `restore db from …` takes a name alone; a system or person by that name is not meant as a step.
  const taken = new Set(all.flatMap(({ item: { from } }) => (from === undefined ? [] : [keyOf(from)])));
  const labels = new Map<string, number>();
  for (const one of all) {
    const label = labelOf(one);
    if (label) labels.set(label, (labels.get(label) ?? 0) + 1);
  }
  for (const one of all) {
    const { item, title } = one;
    const own = item.name ?? (isNameOf(item) ? item.id : undefined);
    const label = labelOf(one);
    if (own !== undefined && own !== label) {
      one.name = names.give(own, title, one.kind === 'milestone' ? 'milestone' : 'step');
      if (one.name !== own) one.row?.changed('its name', own, one.name);
      continue;
    }
    const isIn = (some: ReadonlySet<string>) =>
      [item.id, item.name, title, label].some((key) => key !== undefined && some.has(keyOf(key)));
    const isCalled = isIn(called);
    const isTaken = isIn(taken) && one.verb !== undefined && SAVES.has(one.verb);
    const hasLabel = label === undefined ? item.id === one.kind : labels.get(label) === 1;
    if (NAMED_ALWAYS.includes(one.kind) || isTaken || (isCalled && !hasLabel))
      one.name = names.give(undefined, title, one.kind);
  }
}

/** By what each item may be called: its id, name, title and label. Of several by one of them the first is meant. */
export function index(settled: readonly Settled[]): ReadonlyMap<string, Settled> {
  const found = new Map<string, Settled>();
  const all = everyOf(settled);
  const keys: readonly ((one: Settled) => string | undefined)[] = [
    ({ item }) => item.id,
    ({ name }) => name,
    labelOf,
    ({ title }) => title,
  ];
  for (const key of keys) {
    for (const one of all) {
      const text = key(one);
      if (text !== undefined && !found.has(keyOf(text))) found.set(keyOf(text), one);
    }
  }
  return found;
}

export function keyOf(text: string): string {
  return plainTitle(text).toLowerCase();
}

/** How long it takes to take something back, and by whom where that is said. */
export function undoBy(text: string): readonly [length: string, who: string | undefined] {
  const [, length, who] = /^(.+?)\s+by\s+(\S.*)$/.exec(text.trim()) ?? [];
  return length === undefined ? [text, undefined] : [length, who];
}
