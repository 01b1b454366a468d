/** Ways back of which nothing says until when they are open. */
import type { Release, Step, System, Trigger } from '../../model.ts';
import { inRun, isForward, systems } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { inWords } from '../words.ts';
import { isCalledBy, isSmall, type WayBack, waysBack } from './ways.ts';

/**
 * Ways back that bring data as they were, while the date is open: nothing ends the time in which they are called, neither a `due` nor the triggers
 * that call them nor a moment from which on there is only forward. What a gate or a look alone calls is called then, and at no other time.
 */
export function unboundedReturns({ release, schedule, changes }: Facts): readonly WayBack[] {
  if (schedule.T !== undefined || isSmall(release) || release.pointsOfNoReturn.length > 0) return [];
  if (release.windows.some(({ to }) => to) || release.steps.some(({ irreversible }) => irreversible)) return [];
  return waysBack(release).filter((way) => {
    const { block, steps } = way;
    if (block.due || block.until || block.during?.to) return false;
    const turnsData = (step: Step) => step.verb === 'switch' && changes.targets(step).some(isDatabase);
    const isOfData = steps.some((step) => step.verb === 'restore' || turnsData(step));
    // Who brings along what has been entered may go back late.
    if (!isOfData || steps.some(({ verb }) => verb === 'migrate')) return false;
    return release.triggers.some((trigger) => isCalledBy(way, trigger) && isEndless(trigger));
  });
}

function isDatabase({ type }: System): boolean {
  return type === 'database';
}

/** It hangs on a figure, or on what somebody says, for as long as anybody looks. */
function isEndless({ conditions, during, at, block }: Trigger): boolean {
  if (at || during?.to || conditions.some(({ state }) => state)) return false;
  for (let one = block; one; one = one.parent) if (one.during?.to || one.due || one.until) return false;
  return true;
}

export interface Kept {
  readonly way: WayBack;
  /** The step of it that leads back, and to what. */
  readonly step: Step;
  readonly old: System;
}

/** Ways back that lead to what the run has led away from, where nothing says how long that is kept: no step, date or title speaks of its end. */
export function keptForEver({ plan, release }: Facts): readonly Kept[] {
  if (isSmall(release)) return [];
  return waysBack(release).flatMap((way) => {
    if (way.block.due || way.block.until || way.block.during?.to) return [];
    for (const step of way.steps) {
      const [old] = step.verb === 'switch' && step.to ? systems(plan, release, [step.to]) : [];
      if (old && isLeft(release, step, old) && !speaksOfEnd(release, old)) return [{ way, step, old }];
    }
    return [];
  });
}

/** The run turns the same away from it. */
function isLeft({ steps }: Release, back: Step, { name }: System): boolean {
  const turned = new Set(back.targets.map((one) => one.name));
  return steps.some(
    (step) =>
      step.verb === 'switch' &&
      isForward(step) &&
      inRun(step) &&
      step.to?.name !== name &&
      step.targets.some((one) => turned.has(one.name)),
  );
}

function speaksOfEnd({ steps, milestones, blocks }: Release, { name }: System): boolean {
  const isMeant = (text: string) => ENDS.test(text) || (MAY_END.test(text) && (OLD.test(text) || text.includes(name)));
  const ended = steps.some((step) => {
    if (!isForward(step)) return false;
    if (ENDING.has(step.verb) && step.targets.some((one) => one.name === name)) return true;
    return ends(step) || (mayEnd(step) && isOf(step, name)) || step.checklist.some(({ text }) => isMeant(text));
  });
  return ended || [...milestones, ...blocks].some((one) => isMeant(inWords(one)));
}

const ENDING: ReadonlySet<string> = new Set(['stop', 'revoke']);

function isOf(step: Step, name: string): boolean {
  return isOfOld(step) || step.targets.some((one) => one.name === name);
}

const ends = heard((words) => ENDS.test(words()));
const mayEnd = heard((words) => MAY_END.test(words()));
const isOfOld = heard((words) => OLD.test(words()));

/** Of whatever: it is gone for good. */
const ENDS =
  /\b(decommission\w*|retir(e|es|ed|ing|ement)|shut(ting)? ?down|(switch|turn)(ed|ing)? off|sunset\w*|tear(ing)?[- ]down|dispos\w+)\b/i;
const MAY_END =
  /\b(keep\w*|kept|retain\w*|retention|stand-?by|archiv\w+|remov\w+|delet\w+|clean(ing)?[- ]?up|cancel\w*|terminat\w+|stop\w*|expir\w+)\b/i;
const OLD = /\b(old|legacy|previous|former|source|original|blue)\b/i;
