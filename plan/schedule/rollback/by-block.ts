/**
 * The way back by a `rollback` block, of which only those steps are done that something has made necessary.
 *
 * A step with targets that the run changes is necessary once the first of them is begun to be changed, or what runs on
 * it. Every other step (`notify`, a task without a target) is necessary with the first change of all.
 */
import { CHANGE_VERBS, type Step, type Verb } from '../../model.ts';
import type { Minutes } from '../../time/model.ts';
import type { Leveled } from '../leveling.ts';
import type { RollbackItem, ScheduledStep } from '../model.ts';
import { levelOnly, type Solution } from '../solve.ts';
import type { GroundsOf } from './coverage.ts';
import { countsAfter, type Growth } from './growth.ts';

/** What leaves its target other than it was, so that a rollback has something to do there. */
const TOUCHING: ReadonlySet<Verb> = new Set([...CHANGE_VERBS, 'stop', 'start', 'grant', 'revoke']);

export function growthByBlock(run: readonly ScheduledStep[], block: Solution, grounds: GroundsOf): readonly Growth[] {
  const changes = run
    .filter(({ step }) => TOUCHING.has(step.verb))
    .sort((a, b) => countsAfter(a) - countsAfter(b) || a.step.index - b.step.index);
  if (changes.length === 0 || block.steps.size === 0) return [];
  const necessary = necessaryWith(changes, [...block.steps.keys()], grounds);
  const levels = [...new Set(necessary.values())].sort((a, b) => a - b);
  const lengthOf = lengths(levels, necessary, block);
  return levels.flatMap((change, level) => {
    const from = countsAfter(changes[change]!);
    const next = levels[level + 1];
    if (next !== undefined && countsAfter(changes[next]!) === from) return [];
    const { minutes, items } = lengthOf[level]!;
    return [{ from, step: changes[change]!.step, minutes, items }];
  });
}

/** For each step of the block which change makes it necessary, as an index of `changes`. */
function necessaryWith(
  changes: readonly ScheduledStep[],
  steps: readonly Step[],
  grounds: GroundsOf,
): ReadonlyMap<Step, number> {
  const first = new Map<string, number>();
  for (const [i, { step }] of changes.entries()) {
    for (const target of step.targets) {
      if (first.has(target.name)) continue;
      for (const name of grounds(target.name)) first.set(name, Math.min(first.get(name) ?? i, i));
    }
  }
  return new Map(
    steps.map((step) => {
      const reached = step.targets.flatMap(({ name }) => first.get(name) ?? []);
      return [step, reached.length === 0 ? 0 : Math.min(...reached)];
    }),
  );
}

interface Length {
  readonly minutes: Minutes;
  items(): readonly RollbackItem[];
}

/**
 * How long the block takes at each level. What is done for less is never longer than what is done for more, whatever
 * luck levelling has: then it is done as it would be for more, with the rest left out.
 */
function lengths(levels: readonly number[], necessary: ReadonlyMap<Step, number>, block: Solution): readonly Length[] {
  const stride = Math.ceil(levels.length / Math.max(MOST_STEPS / necessary.size, LEAST_LENGTHS));
  const result = new Array<Length>(levels.length);
  let minutes = Number.POSITIVE_INFINITY;
  let leveled: Leveled | undefined;
  for (let level = levels.length - 1; level >= 0; level--) {
    const isNecessary = (step: Step) => necessary.get(step)! <= levels[level]!;
    if ((levels.length - 1 - level) % stride === 0) {
      const own = level === levels.length - 1 ? block.leveled : levelOnly(block, isNecessary);
      const length = own.end.reduce((a, end) => Math.max(a, end), 0);
      if (length < minutes) {
        minutes = length;
        leveled = own;
      }
    }
    const source = leveled!;
    result[level] = { minutes, items: () => itemsOf(block, source, isNecessary) };
  }
  return result;
}

/** A rollback of hundreds of steps is not levelled anew for every target that changes, but so often. */
const MOST_STEPS = 10_000;
const LEAST_LENGTHS = 8;

function itemsOf(
  { steps }: Solution,
  { placements }: Leveled,
  isNecessary: (step: Step) => boolean,
): readonly RollbackItem[] {
  const items: RollbackItem[] = [];
  for (const [step, { index }] of steps) {
    const placement = placements[index];
    if (!placement || !isNecessary(step)) continue;
    const { start, end, by } = placement;
    items.push({ kind: 'step', step, by, start, minutes: end - start });
  }
  return items.sort((a, b) => a.start - b.start);
}
