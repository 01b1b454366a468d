/**
 * The way back by a `rollback` block, of which only those steps are done that something has made necessary.
 *
 * A step with targets that the run changes is necessary once the first of them is begun to be changed, or what runs on
 * it. To revoke access is necessary once it is granted, and to grant it again once it is revoked. Every other step
 * (`notify`, a task without a target) is necessary with the first change of all: access alone changes nothing.
 */
import { countUpTo } from '../../counted.ts';
import { find } from '../../ids.ts';
import { CHANGE_VERBS, type Release, type Step, type Verb } from '../../model.ts';
import type { Minutes } from '../../time/model.ts';
import type { Leveled } from '../leveling/leveling.ts';
import type { RollbackItem, ScheduledStep, Span, WayBack } from '../model.ts';
import { levelOnly, type Solution } from '../solve.ts';
import { type GroundsOf, touchedBy } from './coverage.ts';
import { countsAfter, type Growth } from './growth.ts';
import { isNecessary } from './items.ts';

/** What leaves its target other than it was, so that a rollback has something to do there. */
export const TOUCHING: ReadonlySet<Verb> = new Set([...CHANGE_VERBS, 'stop', 'start']);
/** What takes access back. */
const OPPOSITE: Partial<Record<Verb, Verb>> = { grant: 'revoke', revoke: 'grant' };

export function growthByBlock(
  release: Release,
  run: readonly ScheduledStep[],
  block: Solution,
  grounds: GroundsOf,
): { readonly growth: readonly Growth[]; readonly block?: WayBack['block'] } {
  const begun = run
    .map((one): Begun => ({ step: find(release, one.step), start: one.start, end: one.end }))
    .filter(({ step }) => TOUCHING.has(step.verb) || OPPOSITE[step.verb])
    .sort((a, b) => countsAfter(a) - countsAfter(b) || a.step.index - b.step.index);
  const necessary = necessaryWith(begun, [...block.steps.keys()], grounds);
  if (necessary.size === 0) return { growth: [] };
  const levels = [...new Set(necessary.values())].sort((a, b) => a - b);
  const { lengthOf, levelings } = lengths(levels, necessary, block);
  const growth = levels.flatMap((index, level): readonly Growth[] => {
    const from = countsAfter(begun[index]!);
    const next = levels[level + 1];
    if (next !== undefined && countsAfter(begun[next]!) === from) return [];
    const { minutes, leveling } = lengthOf[level]!;
    const items = countUpTo(levelings[leveling]!.withs, index);
    return [{ from, step: begun[index]!.step.id, minutes, items, done: { block: { minutes, leveling, upTo: index } } }];
  });
  const withEach = Object.fromEntries([...necessary].map(([step, with_]) => [step.id, with_]));
  return { growth, block: { necessary: withEach, levelings: levelings.map(({ items }) => items) } };
}

interface Begun extends Span {
  readonly step: Step;
}

/** For each step of the block what makes it necessary, as an index of `begun`; those that nothing does are missing. */
function necessaryWith(begun: readonly Begun[], steps: readonly Step[], grounds: GroundsOf): ReadonlyMap<Step, number> {
  const changed = new Map<string, number>();
  const access = new Map<string, number>();
  let firstChange = Number.POSITIVE_INFINITY;
  for (const [i, { step }] of begun.entries()) {
    const opposite = OPPOSITE[step.verb];
    if (!opposite) firstChange = Math.min(firstChange, i);
    for (const { name } of step.targets) {
      if (opposite) setFirst(access, `${opposite} ${name}`, i);
      else if (!changed.has(name)) for (const ground of grounds(name)) setFirst(changed, ground, i);
    }
    if (opposite) setFirst(access, opposite, i);
  }
  return new Map(
    steps.flatMap((step): [Step, number][] => {
      const { verb, targets } = step;
      const reached = OPPOSITE[verb]
        ? targets.flatMap(({ name }) => access.get(`${verb} ${name}`) ?? [])
        : touchedBy(step).flatMap((name) => changed.get(name) ?? []);
      const ofAnything = targets.length === 0 && OPPOSITE[verb] ? access.get(verb) : undefined;
      const index = reached.length > 0 ? Math.min(...reached) : (ofAnything ?? firstChange);
      return Number.isFinite(index) ? [[step, index]] : [];
    }),
  );
}

function setFirst(map: Map<string, number>, key: string, index: number): void {
  if (!map.has(key)) map.set(key, index);
}

interface Length {
  readonly minutes: Minutes;
  /** The leveling it is done as. */
  readonly leveling: number;
}

interface Leveling {
  /** All of the block that has a place in it, in the order in which it begins. */
  readonly items: readonly RollbackItem[];
  /** With which changes these become necessary, ascending. */
  readonly withs: readonly number[];
}

/**
 * How long the block takes at each level. What is done for less is never longer than what is done for more, whatever
 * luck levelling has: then it is done as it would be for more, with the rest left out.
 */
function lengths(
  levels: readonly number[],
  necessary: ReadonlyMap<Step, number>,
  block: Solution,
): { readonly lengthOf: readonly Length[]; readonly levelings: readonly Leveling[] } {
  const stride = Math.ceil(levels.length / Math.max(MOST_STEPS / necessary.size, LEAST_LENGTHS));
  const lengthOf = new Array<Length>(levels.length);
  const levelings: Leveling[] = [];
  let minutes = Number.POSITIVE_INFINITY;
  for (let level = levels.length - 1; level >= 0; level--) {
    if ((levels.length - 1 - level) % stride === 0) {
      const isAll = level === levels.length - 1 && necessary.size === block.steps.size;
      const own = isAll ? block.leveled : levelOnly(block, (step) => isNecessary(necessary.get(step), levels[level]!));
      const length = own.end.reduce((a, end) => Math.max(a, end), 0);
      if (length < minutes) {
        minutes = length;
        levelings.push(levelingOf(block, own, necessary));
      }
    }
    lengthOf[level] = { minutes, leveling: levelings.length - 1 };
  }
  return { lengthOf, levelings };
}

/** A rollback of hundreds of steps is not levelled anew for every target that changes, but so often. */
const MOST_STEPS = 10_000;
const LEAST_LENGTHS = 8;

function levelingOf({ steps }: Solution, { placements }: Leveled, necessary: ReadonlyMap<Step, number>): Leveling {
  const items: RollbackItem[] = [];
  const withs: number[] = [];
  for (const [step, { index }] of steps) {
    const placement = placements[index];
    const with_ = necessary.get(step);
    if (!placement || with_ === undefined) continue;
    const { start, end, by } = placement;
    items.push({ kind: 'step', step: step.id, by, start, minutes: end - start });
    withs.push(with_);
  }
  return { items: items.sort((a, b) => a.start - b.start), withs: withs.sort((a, b) => a - b) };
}
