/** Whether a change is preceded by the copy one can go back to: by dependency, not by luck of the clock. */
import { append } from '../../grouped.ts';
import { type Block, rootBlock, type Step, type System, type Verb } from '../../model.ts';
import { isAsCertainAs } from '../../order/perhaps.ts';
import { fillsRange } from '../../taking-time.ts';
import { roughMinutes } from '../../time/duration.ts';
import type { Duration } from '../../time/model.ts';
import type { Facts } from '../facts.ts';
import { inRun } from './changes.ts';

/** What changes the data of a database. */
export const CHANGES_DATA: ReadonlySet<Verb> = new Set(['migrate', 'restore', 'deploy']);
/** What makes a copy one can go back to. */
export const COPIES: ReadonlySet<Verb> = new Set(['backup', 'snapshot']);

/** Nobody would miss what is in it: it is called a place to try things, and nothing says that it is in production. */
export function keepsNothing({ name, title = '', environment }: System): boolean {
  return environment === undefined && (SCRATCH_NAME.test(name) || SCRATCH_TITLE.test(title));
}

const SCRATCH = '(?:test|tests|testing|scratch|sandbox|dev|development|staging|qa|uat|tmp|temp|demo|trial|dummy)';
const THING = '(?:db|dbs|database|server|host|instance|cluster|copy|\\d+)';
const SCRATCH_NAME = new RegExp(`^(?:scratch|sandbox|tmp|temp|staging)-|(?:^|-)${SCRATCH}(?:-${THING})*$`, 'i');
const SCRATCH_TITLE = new RegExp(`\\b${SCRATCH} ${THING}\\b`, 'i');

/** Steps by the name of each of their targets. */
export function byTarget(steps: Iterable<Step>): ReadonlyMap<string, readonly Step[]> {
  const map = new Map<string, Step[]>();
  for (const step of steps) {
    for (const { name } of step.targets) {
      append(map, name, step);
    }
  }
  return map;
}

/** Whether one of the copies is certain to be finished when the change starts. */
export function isProtected(subject: Facts, change: Step, copies: readonly Step[]): boolean {
  return copies.some(
    (copy) =>
      isAsCertainAs(copy, change) &&
      (subject.dependencies.precedes(copy, change) ||
        isOfEarlierDay(subject, copy, change) ||
        isDueBefore(copy, change)),
  );
}

/**
 * Whether `first` is over when `second` begins: by dependency, or, where both have dates of their own, by these.
 * A date is the plan's word; the clock of what is only planned somewhere is luck.
 */
export function comesBefore({ dependencies, schedule }: Facts, first: Step, second: Step): boolean {
  if (dependencies.precedes(first, second)) return true;
  // The run begins at T, which is the plan's word as well.
  const isOfRun = inRun(second) && !inRun(first);
  if (!isOfRun && !isDated(second)) return false;
  const [early, late] = [schedule.steps[first.id], schedule.steps[second.id]];
  // What is prepared is over by T, on whichever day it is done.
  const isPrepared =
    rootBlock(first.block).kind === 'prepare' && late && schedule.T !== undefined && late.start >= schedule.T;
  if (!isPrepared && !isDated(first)) return false;
  return early !== undefined && late !== undefined && early.end <= late.start;
}

/** Something says in which days it is done. */
function isDated(step: Step): boolean {
  if (fillsRange(step)) return true;
  if (inRun(step)) return false;
  for (let block: Block | undefined = step.block; block; block = block.parent) {
    if (block.at || block.during) return true;
  }
  return step.at !== undefined;
}

/** Both say by which day before T they are over, and the copy by an earlier one. */
function isDueBefore(copy: Step, change: Step): boolean {
  if (inRun(copy) || inRun(change)) return false;
  const [first, second] = [dueOf(copy), dueOf(change)];
  return first !== undefined && second !== undefined && roughMinutes(first) < roughMinutes(second);
}

function dueOf({ due, block }: Step): Duration | undefined {
  for (let time = due, one: Block | undefined = block; ; time = one?.due, one = one?.parent) {
    if (time) return time.kind === 'offset' ? time.offset : undefined;
    if (!one) return undefined;
  }
}

/** Of the copies that are not certain, the one that comes nearest. */
export function nearest(subject: Facts, copies: readonly Step[]): Step | undefined {
  const end = (step: Step) => subject.schedule.steps[step.id]?.end ?? Number.POSITIVE_INFINITY;
  return [...copies].sort((a, b) => end(a) - end(b))[0];
}

/** A copy of a dated phase or another window is placed by its date, which is the plan's word and no luck. */
function isOfEarlierDay({ schedule }: Facts, copy: Step, change: Step): boolean {
  if (rootBlock(copy.block) === rootBlock(change.block)) return false;
  if (inRun(copy) && rootBlock(copy.block).window === rootBlock(change.block).window) return false;
  const [first, second] = [schedule.steps[copy.id], schedule.steps[change.id]];
  return first !== undefined && second !== undefined && first.end <= second.start;
}
