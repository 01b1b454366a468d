/**
 * Puts a step, or the head of a release, into a plan in the place of what it was. Blocks know what is in them by its id, so that nothing
 * but what says it, and the lists that hold it, is another thing then: everything else is the very same.
 */
import type { Child } from '../../../plan/children.ts';
import type { Block, Named, Plan, Release, Step } from '../../../plan/model.ts';
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

export function put(plan: Plan, { release, now, before, step, kept, references, writtenTimes }: Put): Plan {
  const others = new Map<object, object>();
  const other = <T extends object>(thing: T): T => (others.get(thing) as T | undefined) ?? thing;
  if (before) others.set(before, step!);
  const messages = now && release.blocks.find(({ kind }) => kind === 'messages');
  // It stands where the release does, and what is in it knows it.
  if (messages) {
    moveTo(undefined, messages);
    Object.assign(other(messages), { head: now.head, namePlace: now.head, place: now.place });
  }
  for (const one of messages ? release.names.values() : []) {
    if (one.kind === 'block' && others.has(one.block)) others.set(one, { ...one, block: other(one.block) });
  }
  const copy: Release = {
    ...release,
    ...now,
    blocks: replaced(release.blocks, others),
    steps: replaced(release.steps, others),
    milestones: replaced(release.milestones, others),
    triggers: replaced(release.triggers, others),
    pointsOfNoReturn: replaced(release.pointsOfNoReturn, others),
    dropped: replaced(release.dropped, others),
    names: replacedIn(release.names, others),
    things: things(),
  };
  others.set(release, copy);
  return {
    ...plan,
    releases: replaced(plan.releases, others),
    names: replacedIn(plan.names, others),
    declarations: replaced(plan.declarations, others),
    references: retargeted(references ?? plan.references, others),
    ...(writtenTimes && { writtenTimes }),
  };

  /** A block that is another one, and with it all that stands in it. */
  function moveTo(around: Block | undefined, thing: Child): void {
    const own = { ...thing, ...(around && ('children' in thing ? { parent: around } : { block: around })) };
    others.set(thing, own);
    if ('children' in thing) for (const id of thing.children) moveTo(own as Block, release.things.get(id) as Child);
    if (own.kind === 'point-of-no-return' && own.milestone)
      Object.assign(own as Mutable<typeof own>, { milestone: other(own.milestone) });
  }

  /** A step may say more times than it did, or fewer. */
  function things(): Release['things'] {
    if (!before || timesIn(kept, before) === timesIn(release.things, before))
      return replacedIn(release.things, others, kept);
    const isOfStep = (id: string) => numberOfTime(before, id) !== undefined;
    const known = [...replacedIn(release.things, others, kept)].filter(([id]) => !isOfStep(id));
    return thingsInOrder([...known, ...[...(kept ?? [])].filter(([id]) => isOfStep(id))], release.steps);
  }
}

/** How many times a step says. */
function timesIn(things: ReadonlyMap<string, unknown> | undefined, step: Step): number {
  let count = 0;
  while (things?.has(timeOf(step, count + 1))) count++;
  return count;
}

type Others = ReadonlyMap<object, object>;

/** The very list, where nothing in it is another thing. */
function replaced<T extends object>(list: readonly T[], others: Others): readonly T[] {
  const first = list.findIndex((one) => others.has(one));
  return first < 0 ? list : list.map((one) => (others.get(one) as T | undefined) ?? one);
}

function replacedIn<Value>(
  map: ReadonlyMap<string, Value>,
  others: Others,
  kept?: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, Value> {
  let copy: Map<string, Value> | undefined;
  for (const [key, value] of map) {
    const now = kept?.get(key) ?? others.get(value as object);
    if (now === undefined) continue;
    copy ??= new Map(map);
    copy.set(key, now as Value);
  }
  return copy ?? map;
}

function retargeted(references: Plan['references'], others: Others): Plan['references'] {
  const isOther = ({ target }: { readonly target?: Named }) => target !== undefined && others.has(target);
  if (!references.some(isOther)) return references;
  return references.map((one) => (isOther(one) ? { ...one, target: others.get(one.target!) as Named } : one));
}
