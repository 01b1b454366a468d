/** Whether somebody has thought of what users enter meanwhile: keeps them out, keeps both the same, or takes it along on the way back. */
import { type Block, rootBlock, type Step } from '../../model.ts';
import type { Minutes } from '../../time/model.ts';
import { isForward } from '../changes/changes.ts';
import type { Facts } from '../facts.ts';
import { heard } from '../heard.ts';
import { momentOf } from '../times.ts';

/** In words: whoever speaks of closing anything, or of copying all the time. A window for maintenance keeps nobody out. */
export const cares = heard((words, { verb }) => verb !== 'verify' && CARES.test(words().replaceAll(WINDOW, '')));

const WINDOW = /\bmaintenance (windows?|start|end|timing|plan)\b/gi;
const CARES =
  /\b(freez\w*|read[- ]?only|maintenance|lock\w*|clos(e|es|ed|ing)|stop\w*|delta|sync\w*|replicat\w*|continuous\w*|catch[- ]?up|incremental\w*|static)\b|\bno (new )?(orders|writes|entries|changes)\b/i;

/** What was entered by then is exported on this way back, or copied. */
export function takesAlong(steps: readonly Step[], back: Block): boolean {
  return steps.some((step) => rootBlock(step.block) === back && (SAVES.has(step.verb) || exportsInWords(step)));
}

const exportsInWords = heard((words, { verb }) => verb === 'task' && EXPORT.test(words()));

const SAVES: ReadonlySet<string> = new Set(['backup', 'snapshot', 'migrate']);
const EXPORT = /export|carry|carri|copy|copies|replay|re-?enter|sync|replicat|save/i;

/** Users are kept out by then of what it copies, and stay out. */
export function isClosed({ release, dependencies, changes }: Facts, copy: Step): boolean {
  const copied = new Set(copy.from ? [copy.from.name] : changes.targets(copy).map(({ name }) => name));
  return release.steps.some(
    (step) =>
      step.verb === 'stop' &&
      isForward(step) &&
      dependencies.precedes(step, copy) &&
      changes.targets(step).some((system) => [...changes.needs(system)].some(({ name }) => copied.has(name))),
  );
}

/** By dependency, by the clock, or by the days they are due. */
export function isBefore(facts: Facts, first: Step, second: Step): boolean {
  const { dependencies, schedule } = facts;
  if (dependencies.precedes(first, second)) return true;
  if (dependencies.precedes(second, first)) return false;
  const end = schedule.steps[first.id]?.end ?? dueOf(facts, first);
  const start = schedule.steps[second.id]?.start ?? dueOf(facts, second);
  return end !== undefined && start !== undefined && end < start;
}

/** By when it is, as it says itself or the block that it stands in. */
export function dueOf(facts: Facts, { at, due, block }: Step): Minutes | undefined {
  for (let time = at ?? due, one: Block | undefined = block; ; time = one?.at ?? one?.due, one = one?.parent) {
    if (time) return momentOf(facts, time);
    if (!one) return undefined;
  }
}
