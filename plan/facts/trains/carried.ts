/** What a release leaves to the next one of its train, and how it is taken over. */
import type { PlanEdit } from '../../findings/findings.ts';
import { lookup, type Plan, type Release } from '../../model.ts';
import type { Now } from '../../time/now.ts';
import { deferredTo, type LeftBehind, type LeftItem, type PublishedTrain } from '../across/left.ts';
import { titleText } from '../words.ts';

export type Carried = LeftItem;

/** What a train may carry over. */
export const CARRIED = ['scope', 'issues', 'risks', 'exceptions'] as const;

/** Deferred to that release, or to whichever comes next in the train; and what is left over once the night is over. */
export function leftOpen(
  { items, end }: LeftBehind,
  to: { readonly release: string; readonly train?: PublishedTrain; readonly now?: Now },
): readonly Carried[] {
  const carried = new Set<string>(to.train?.carriesOver);
  const isOver = end !== undefined && to.now?.isAfter(end) === true;
  return items.filter((item) => {
    const whither = deferredTo(item);
    if (whither !== undefined) return whither === to.release || whither === to.train?.name;
    return isOver && carried.has(WORD[item.kind]);
  });
}

const WORD: Readonly<Record<Carried['kind'], (typeof CARRIED)[number]>> = {
  'scope-item': 'scope',
  issue: 'issues',
  risk: 'risks',
};

/** Lines for the next release: scope items into its scope, the others before its first block. */
export function takenOver(
  release: Release,
  items: readonly string[],
  others: readonly string[],
): readonly PlanEdit[] | undefined {
  const first = release.blocks.find(({ kind }) => kind !== 'messages');
  if (items.length + others.length === 0 || (!first && (!release.scope || others.length > 0))) return undefined;
  const block = items.length > 0 ? [`scope {\n${items.map((line) => `  ${line}`).join('\n')}\n}`] : [];
  const before = [...(release.scope ? [] : block), ...others].join('\n');
  return [
    ...(release.scope && items.length > 0
      ? [{ kind: 'append-line', place: release.scope.place, text: items.join('\n') } as const]
      : []),
    ...(before && first ? [{ kind: 'insert-before', place: first.place, text: before } as const] : []),
  ];
}

/** As it stood, without its dates, which were those of the last release; of a risk its line alone. */
export function carriedLine(plan: Plan, release: Release, item: Carried, from: string): string {
  const by = item.by && lookup(plan, release, item.by.ref.name) ? `by ${item.by.ref.name}` : undefined;
  const word = item.kind === 'scope-item' ? item.priority : item.kind;
  return [word, item.name, item.title && titleText(item.title), by, `from ${from}`].filter(Boolean).join(' ');
}
