/** What is different about the steps of a release: what the plan says of them, and when and by whom they are done. */
import { childrenOf } from '../children.ts';
import { isForward } from '../facts/changes/changes.ts';
import { type Block, type Release, type Step, stepLabel } from '../model.ts';
import { isOrdered } from '../order/blocks.ts';
import { saidOfStep } from '../said/steps.ts';
import type { Schedule } from '../schedule/model.ts';
import { areComparable } from '../schedule/relative.ts';
import { blockPath } from './match-steps.ts';
import type { Change, StepDifference, StepLabel, ValueChange } from './model.ts';
import type { Pairing } from './pairing.ts';
import { changesOf } from './said.ts';

interface Side {
  readonly release: Release;
  readonly schedule: Schedule;
}

export function compareSteps(
  base: Side | undefined,
  head: Side | undefined,
  pairing: Pairing<Step>,
): { readonly steps: readonly StepDifference[]; readonly unchanged: number } {
  const displaced = displacedOf(pairing);
  let unchanged = 0;
  const steps = pairing.pairs.flatMap((pair): StepDifference[] => {
    const different = compareStep(base, head, pair, displaced);
    if (!different) unchanged++;
    return different ? [different] : [];
  });
  return { steps, unchanged };
}

export function labelOf(step: Step): StepLabel {
  return { label: stepLabel(step), step: step.index, place: step.head };
}

function compareStep(
  base: Side | undefined,
  head: Side | undefined,
  pair: { readonly base?: Step; readonly head?: Step },
  displaced: ReadonlySet<Step>,
): StepDifference | undefined {
  const step = pair.head ?? pair.base!;
  const [was, is] = [pair.base && base?.schedule.steps[pair.base.id], pair.head && head?.schedule.steps[pair.head.id]];
  const described = {
    ...labelOf(step),
    verb: step.verb,
    block: blockPath(step.block),
    ...(pair.base && { baseStep: pair.base.index }),
    // What only happens when called is shown as late as it still fits: it has no time that could change.
    ...(isForward(step) && { ...changed('start', was?.start, is?.start), ...changed('end', was?.end, is?.end) }),
    ...changedPeople(was?.by.concat(was.with), is?.by.concat(is.with)),
  };
  if (!pair.base || !pair.head) {
    return { ...described, status: pair.head ? 'added' : 'removed', said: true, changes: [] };
  }
  const changes: ValueChange[] = [...changesOf(saidOfStep(pair.base), saidOfStep(pair.head))];
  const [from, to] = [blockPath(pair.base.block), blockPath(pair.head.block)];
  if (from !== to) changes.push({ what: 'block', kind: 'text', from, to });
  if (displaced.has(pair.head))
    changes.push({ what: 'order', kind: 'text', from: behind(base!, pair.base), to: behind(head!, pair.head) });
  const renamed = pair.base.name !== pair.head.name;
  const said = changes.length > 0 || renamed;
  if (!said && !described.start && !described.end && !described.people) return undefined;
  return {
    ...described,
    status: 'changed',
    ...(renamed && { was: stepLabel(pair.base) }),
    said,
    changes,
    ...(was && is && described.start && areComparable(was.start, is.start) && { shift: is.start - was.start }),
  };
}

/** `{ [key]: { from, to } }` where they differ. */
export function changed<K extends string, T>(key: K, from: T | undefined, to: T | undefined) {
  return (from === to ? {} : { [key]: { from, to } }) as { readonly [P in K]?: Change<T> };
}

function changedPeople(from: readonly string[] | undefined, to: readonly string[] | undefined) {
  return from?.join() === to?.join() ? {} : { people: { from, to } };
}

/**
 * The fewest steps of ordered blocks that one would have to take up and put down elsewhere: those outside of a longest
 * rising run (Schensted 1961) of the places the others had.
 */
export function displacedOf(pairing: Pairing<Step>): ReadonlySet<Step> {
  const byBlock = new Map<Block, { readonly step: Step; readonly was: number }[]>();
  for (const { base, head } of pairing.pairs) {
    if (!base || !head || !isOrdered(head.block) || blockPath(base.block) !== blockPath(head.block)) continue;
    const list = byBlock.get(head.block) ?? [];
    list.push({ step: head, was: base.index });
    byBlock.set(head.block, list);
  }
  const displaced = new Set<Step>();
  for (const steps of byBlock.values()) {
    const kept = longestRising(steps.map(({ was }) => was));
    for (const [i, { step }] of steps.entries()) if (!kept.has(i)) displaced.add(step);
  }
  return displaced;
}

/** Indexes of one longest strictly rising subsequence, in n log n. */
function longestRising(values: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [i, value] of values.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[tails[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    previous[i] = tails[low - 1];
    tails[low] = i;
  }
  const kept = new Set<number>();
  for (let at = tails.at(-1); at !== undefined; at = previous[at]) kept.add(at);
  return kept;
}

/** What it stands behind. */
function behind({ release }: Side, step: Step): string {
  const steps = childrenOf(release, step.block).filter((child) => child.kind === 'step');
  const before = steps[steps.indexOf(step) - 1];
  return before ? `after ${stepLabel(before)}` : 'first';
}
