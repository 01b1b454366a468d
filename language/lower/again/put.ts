/**
 * Puts a step, or the head of a release, into a plan in the place of what it was. Blocks know what is in them and are known by that, so
 * those around a step are others then, and with them all that stands in these; everything else is the very same.
 */
import type { Block, Named, Plan, Release, Step } from '../../../plan/model.ts';
import { rootBlock } from '../../../plan/model.ts';
import type { Mutable } from '../context.ts';
import { numberOfTime, thingsInOrder, timeOf } from '../ids.ts';

export interface Put {
  readonly release: Release;
  /** Of the release itself. */
  readonly now?: Partial<Release> & Pick<Release, 'place' | 'head' | 'namePlace'>;
  readonly before?: Step;
  readonly step?: Step;
  /** What stands in the step and has an id. */
  readonly kept?: ReadonlyMap<string, unknown>;
  readonly references?: Plan['references'];
  readonly writtenTimes?: Plan['writtenTimes'];
}

type Child = Block['children'][number];

export function put(plan: Plan, { release, now, before, step, kept, references, writtenTimes }: Put): Plan {
  const others = new Map<object, object>();
  const other = <T>(thing: T): T => (others.get(thing as object) as T | undefined) ?? thing;
  if (before) others.set(before, step!);

  function block(of: Block, parent: Block | undefined): Block {
    const copy: Mutable<Block> = parent ? { ...of, parent } : { ...of };
    others.set(of, copy);
    copy.children = of.children.map((child) => ('children' in child ? block(child, copy) : inBlock(child, copy)));
    return copy;
  }

  function inBlock<T extends Exclude<Child, Block>>(of: T, around: Block): T {
    const known = others.get(of);
    const copy = (known ? Object.assign(known, { block: around }) : { ...of, block: around }) as T;
    others.set(of, copy);
    if (copy.kind === 'point-of-no-return' && copy.milestone)
      Object.assign(copy, { milestone: inBlock(copy.milestone, around) });
    return copy;
  }

  if (before) block(rootBlock(before.block), undefined);
  const messages = now && release.blocks.find(({ kind }) => kind === 'messages');
  // It stands where the release does.
  if (messages) Object.assign(block(messages, undefined), { head: now.head, namePlace: now.head, place: now.place });
  const named = (one: Named): Named => {
    if (one.kind !== 'block' || !others.has(one.block)) return other(one);
    const copy = others.get(one) ?? { ...one, block: other(one.block) };
    others.set(one, copy);
    return copy as Named;
  };
  const copy: Release = {
    ...release,
    ...now,
    blocks: release.blocks.map(other),
    steps: release.steps.map(other),
    milestones: release.milestones.map(other),
    triggers: release.triggers.map(other),
    pointsOfNoReturn: release.pointsOfNoReturn.map(other),
    dropped: release.dropped.map((one) => (one.block && others.has(one.block) ? dropped(one) : one)),
    names: mapped(release.names, named),
    things: things(),
  };
  others.set(release, copy);
  return {
    ...plan,
    releases: plan.releases.map(other),
    names: mapped(plan.names, other),
    declarations: plan.declarations.map(other),
    references: (references ?? plan.references).map((one) => {
      const target = one.target && (others.get(one.target) as typeof one.target);
      if (one.release === release) return target ? { ...one, target, release: copy } : { ...one, release: copy };
      return target ? { ...one, target } : one;
    }),
    ...(writtenTimes && { writtenTimes }),
  };

  /** A step may say more times than it did, or fewer. */
  function things(): Release['things'] {
    const known = <T>(thing: T, id: string): T => (kept?.get(id) as T | undefined) ?? other(thing);
    if (!before || timesIn(kept, before) === timesIn(release.things, before)) return mapped(release.things, known);
    const isOfStep = (id: string) => numberOfTime(before, id) !== undefined;
    const others = [...release.things].filter(([id]) => !isOfStep(id));
    return thingsInOrder(
      [
        ...others.map(([id, thing]) => [id, known(thing, id)] as const),
        ...[...((kept ?? []) as Release['things'])].filter(([id]) => isOfStep(id)),
      ],
      release.steps,
    );
  }

  function dropped(one: Release['dropped'][number]): typeof one {
    const given = { ...one, block: other(one.block!) };
    others.set(one, given);
    return given;
  }
}

/** How many times a step says. */
function timesIn(things: ReadonlyMap<string, unknown> | undefined, step: Step): number {
  let count = 0;
  while (things?.has(timeOf(step, count + 1))) count++;
  return count;
}

function mapped<Key, Value, Other>(
  map: ReadonlyMap<Key, Value>,
  to: (value: Value, key: Key) => Other,
): Map<Key, Other> {
  const others = new Map<Key, Other>();
  for (const [key, value] of map) others.set(key, to(value, key));
  return others;
}
