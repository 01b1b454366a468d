/** What a way back stops and does not start again, or leads to though the run has stopped it. */
import { CHANGE_VERBS, lookup, type Release, rootBlock, type Step, type System } from '../../model.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { type Changes, inRun, isForward } from './changes.ts';

/**
 * Every thing of which a rollback does nothing more than to stop it, with the step that does. It ran before, for the run stops it, too: what
 * the run alone starts (a new node) a rollback rightly stops.
 */
export function* leftDown(
  { release, changes }: Facts,
  back: readonly Step[],
): Generator<{ readonly stop: Step; readonly system: System }> {
  const ranBefore = new Set(release.steps.filter((step) => isStop(step) && inRun(step)).flatMap(changes.targets));
  for (const stop of back.filter(isStop)) {
    const later = [...laterIn(back, stop), ...mending(release)];
    for (const system of changes.targets(stop)) {
      if (ranBefore.has(system) && !later.some((step) => bringsUp(changes, step, system))) yield { stop, system };
    }
  }
}

/**
 * Every thing that a rollback leads its users back to, with the step that does, which the run has stopped by then (made read-only, put into
 * maintenance), and neither of the two starts again.
 */
export function* ledToStopped(
  { plan, release, changes }: Facts,
  back: readonly Step[],
): Generator<{ readonly stop: Step; readonly switching: Step; readonly system: System }> {
  const told = new Set<System>();
  for (const switching of back.filter(({ verb, to }) => verb === 'switch' && to)) {
    const system = lookup(plan, release, switching.to!.name);
    if (system?.kind !== 'system' || told.has(system)) continue;
    const stops = release.steps.filter((step) => isStop(step) && inRun(step) && changes.targets(step).includes(system));
    const stop = stops.at(-1);
    const starts = release.steps.filter((step) => inRun(step) || rootBlock(step.block) === rootBlock(switching.block));
    const isUp = starts.some(
      (step) =>
        step.verb !== 'switch' &&
        step !== switching &&
        step.to?.name !== system.name &&
        bringsUp(changes, step, system) &&
        (!stop || step.index > stop.index),
    );
    if (!stop || isUp) continue;
    told.add(system);
    yield { stop, switching, system };
  }
}

/** A change of the thing itself starts it, most of the time; so does a `start` of what it stands on, and whoever leads users to it knows that it runs. */
/**
 * Every thing that is stopped for a run, in it or before, and nothing brings up again, with the step that does. What users or data are led away from, what is
 * replaced and what is shut down for good, in these words, stays down rightly.
 */
export function* staysStopped({
  release,
  changes,
}: Facts): Generator<{ readonly stop: Step; readonly system: System }> {
  const forward = release.steps.filter(isForward);
  const left = new Set(forward.flatMap(({ from }) => from?.name ?? []));
  const isReplaced = forward.some(({ verb, to }) => verb === 'switch' && to !== undefined);
  const isOfIt = (step: Step) => rootBlock(step.block).kind !== 'follow-up' || isForNow(step);
  for (const stop of forward.filter((step) => isStop(step) && !step.done && isOfIt(step))) {
    if (stop.undo || stop.irreversible || isReplaced || isForGood(stop)) continue;
    const others = forward.filter((step) => step !== stop && !isBefore(step, stop));
    for (const system of changes.targets(stop)) {
      if (
        left.has(system.name) ||
        (!inRun(stop) && isOld(system)) ||
        others.some((step) => bringsUp(changes, step, system))
      )
        continue;
      if (others.some((step) => isStop(step) && endsForGood(step) && stands(changes, system, step))) continue;
      yield { stop, system };
    }
  }
}

/** A later line takes it away, or what it runs on: the server is destroyed a week after. */
function endsForGood(step: Step): boolean {
  return step.irreversible !== undefined || isForGood(step);
}

function stands(changes: Changes, system: System, step: Step): boolean {
  const grounds = changes.grounds(system);
  return changes.targets(step).some((target) => grounds.has(target));
}

const isForGood = heard((_, { name = '', title = '' }) => FOR_GOOD.test(`${name} ${title}`));

const FOR_GOOD =
  /\b(decommission\w*|retire\w*|for good|permanent\w*|for ?ever|shut ?down|turn(ed)? off|switch(ed)? off|remov\w+|delet\w+|destroy\w*|old|legacy|end of life|sunset|drain\w*|expire\w*)\b/i;

/** It is called after what takes its place: `old-shop`. */
function isOld({ name }: System): boolean {
  return /^(old|legacy|former|previous)-|-(old|legacy)$/i.test(name);
}

/** Outside of the run, too, what is closed for the time of the work is opened again: `stop lending "Borrowing is suspended"`. */
export const isForNow = heard((words, { verb }) => verb === 'stop' && FOR_NOW.test(words()));

const FOR_NOW =
  /\b(paus(e[ds]?|ing)|suspend\w*|freez(e|es|ing)|frozen|on hold|temporar\w+|meanwhile|interrupt\w*|unavailable|not available|offline)\b/i;

/** On the page of one block. */
function isBefore(step: Step, other: Step): boolean {
  return rootBlock(step.block) === rootBlock(other.block) && step.index < other.index;
}

function bringsUp(changes: Changes, step: Step, system: System): boolean {
  if (step.verb !== 'start' && !CHANGE_VERBS.includes(step.verb)) return false;
  const touched = changes.targets(step);
  if (touched.includes(system) || step.to?.name === system.name) return true;
  const grounds = changes.grounds(system);
  return step.verb === 'start' && touched.some((one) => grounds.has(one));
}

function laterIn(back: readonly Step[], stop: Step): readonly Step[] {
  const block = back.filter((step) => rootBlock(step.block) === rootBlock(stop.block));
  return block.slice(block.indexOf(stop) + 1);
}

/** Where somebody goes on behind the way back it is started there, if at all. */
function mending({ steps }: Release): readonly Step[] {
  return steps.filter(({ block, verb }) => rootBlock(block).kind === 'follow-up' && verb === 'start');
}

function isStop({ verb }: Step): boolean {
  return verb === 'stop';
}
