/**
 * Judges a schedule by the rules of the language alone; shares no code with the scheduler. It reads only plans as simple
 * as the generator makes them: UTC, working hours Mon–Fri 09:00–17:00, lags and durations in minutes.
 */
import { childrenOf } from '../../plan/children.ts';
import type { Block, Plan, Ref, Release, Step } from '../../plan/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { scheduledOf, type Timed, timed } from '../support/scheduled.ts';

/** What is wrong, in words; empty: nothing. */
export function checkSchedule(plan: Plan, release: Release, schedule: Schedule): readonly string[] {
  const problems: string[] = [];
  const say = (problem: string) => problems.push(problem);
  const of = (step: Step) => timed(schedule, step);
  const excused = (step: Step, ...kinds: string[]) =>
    schedule.conflicts.some((conflict) => kinds.includes(conflict.kind) && conflict.steps.includes(step.id));

  for (const step of release.steps) {
    const one = of(step);
    if (!one) {
      if (!excused(step, 'unknown-time', 'no-time', 'no-working-time')) say(`${step.name} has no time, without a word`);
      continue;
    }
    checkLength(release, one, say);
    checkOwnTimes(one, excused, say);
    checkAfter(release, one, of, say);
    checkPeople(plan, one, say);
    checkFloats(one, say);
  }
  for (const block of release.blocks) {
    checkOrder(release, block, of, say);
    checkBlock(release, block, schedule, excused, say);
  }
  checkOverlaps(plan, release, schedule, say);
  checkRun(release, schedule, say);
  return problems;
}

type Say = (problem: string) => void;
type Of = (step: Step) => Timed | undefined;
type Excused = (step: Step, ...kinds: string[]) => boolean;

const HOUR = 60;
const DAY = 24 * HOUR;

function isWorkingMinute(at: number): boolean {
  // 1970-01-01 was a Thursday.
  const weekday = (Math.floor(at / DAY) + 3) % 7;
  const clock = at % DAY;
  return weekday < 5 && clock >= 9 * HOUR && clock < 17 * HOUR;
}

function workingMinutes(start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (isWorkingMinute(at)) count++;
  return count;
}

function isInWorkingHours(step: Step): boolean {
  return ['prepare', 'follow-up', 'phase', 'stream'].includes(root(step.block).kind);
}

function root(block: Block): Block {
  return block.parent ? root(block.parent) : block;
}

/** What says no length may last as long as lies between the lines around it that say when they begin; the first ones of a run begin with its window. */
function betweenLines(release: Release, { index, block }: Step): number {
  const begins = stepsIn(release, root(block)).flatMap((step) => (step.at?.kind === 'instant' ? [step] : []));
  const at = (step: Step | undefined) => (step?.at?.kind === 'instant' ? step.at.at : undefined);
  const [from, to] = [
    at(begins.findLast((step) => step.index <= index)) ?? opening(release, root(block)),
    at(begins.find((step) => step.index > index)),
  ];
  return from === undefined || to === undefined ? 0 : Math.max(0, to - from);
}

function opening({ windows }: Release, { kind }: Block): number | undefined {
  const from = kind === 'run' ? windows[0]?.from : undefined;
  return from?.kind === 'instant' ? from.at : undefined;
}

function stepsIn(release: Release, block: Block): readonly Step[] {
  return childrenOf(release, block).flatMap((child) =>
    child.kind === 'step' ? [child] : 'children' in child ? stepsIn(release, child) : [],
  );
}

function checkLength(release: Release, { step, start, end }: Timed, say: Say): void {
  const minutes = step.duration?.likely.minutes ?? 0;
  const fixedOutOfHours = step.at !== undefined && !isWorkingMinute(start);
  if (isInWorkingHours(step) && step.verb !== 'wait' && !fixedOutOfHours) {
    if (workingMinutes(start, end) !== minutes)
      say(`${step.name} works ${workingMinutes(start, end)} of ${minutes} min`);
    if (minutes > 0 && !isWorkingMinute(start)) say(`${step.name} starts outside working hours`);
    if (minutes > 0 && !isWorkingMinute(end - 1)) say(`${step.name} ends outside working hours`);
  } else if (!step.duration && end - start <= betweenLines(release, step)) return;
  else if (end - start !== minutes) say(`${step.name} lasts ${end - start} instead of ${minutes} min`);
}

function instant(time: Step['at']): number | undefined {
  return time?.kind === 'instant' ? time.at : undefined;
}

function checkOwnTimes({ step, start, end }: Timed, excused: Excused, say: Say): void {
  const [at, notBefore, due] = [instant(step.at), instant(step.notBefore), instant(step.due)];
  if (at !== undefined && start < at) say(`${step.name} starts before its time`);
  if (at !== undefined && start > at && !excused(step, 'starts-too-early')) say(`${step.name} is late without a word`);
  if (notBefore !== undefined && start < notBefore) say(`${step.name} starts before its \`not before\``);
  if (due !== undefined && end > due && !excused(step, 'ends-too-late'))
    say(`${step.name} misses its due without a word`);
}

function checkAfter(release: Release, { step, start }: Timed, of: Of, say: Say): void {
  const named = (ref: Ref) => release.steps.find(({ name }) => name === ref.name)!;
  // A start that is fixed holds, whatever is not known of what comes before it.
  const isFixed = step.at !== undefined;
  for (const { point, lag } of step.after) {
    const before = of(named(point.ref));
    if (!before && isFixed) continue;
    const from = point.side === 'start' ? before?.start : before?.end;
    if (from === undefined || start < from + (lag?.minutes ?? 0))
      say(`${step.name} starts too early after ${point.ref.name}`);
  }
  for (const { ref } of step.alongside) {
    if (of(named(ref))?.start !== start) say(`${step.name} does not start with ${ref.name}`);
  }
  for (const { ref } of step.gate?.needs ?? []) {
    if ((of(named(ref))?.end ?? 0) > start) say(`${step.name} does not wait for ${ref.name}`);
  }
}

function checkPeople(plan: Plan, { step, by, with: others }: Timed, say: Say): void {
  if (!step.by) return;
  const named = plan.names.get(step.by.ref.name);
  const pool = named?.kind === 'team' ? named.members.map(({ name }) => name) : [named!.name];
  const count = typeof step.by.count === 'number' ? step.by.count : 1;
  if (by.length !== Math.min(count, pool.length))
    say(`${step.name} is done by ${by.length} people instead of ${count}`);
  for (const person of by) if (!pool.includes(person)) say(`${step.name} is done by ${person}`);
  if (new Set([...by, ...others]).size !== by.length + others.length) say(`${step.name} has somebody twice`);
  for (const who of step.with) {
    if (plan.names.get(who.ref.name)?.kind !== 'person') continue;
    if (![...by, ...others].includes(who.ref.name)) say(`${step.name} lacks ${who.ref.name}`);
  }
}

function checkFloats(one: Timed, say: Say): void {
  const { step, start, end, latestStart, latestEnd, totalFloat, freeFloat } = one;
  if (latestStart - start !== totalFloat) say(`${step.name} has a float that is not its latest start less its start`);
  if (freeFloat < 0 || freeFloat > totalFloat) say(`${step.name} has more free than total float`);
  if (latestEnd < end) say(`${step.name} ends after its latest end`);
}

/** Whether its end is not known. */
function checkOrder(release: Release, block: Block, of: Of, say: Say): boolean {
  const ordered = ['run', 'rollback', 'play', 'sequence', 'outage'].includes(block.kind);
  let before = Number.NEGATIVE_INFINITY;
  let isOpen = false;
  for (const child of childrenOf(release, block)) {
    if (child.kind !== 'step' && !('children' in child)) continue;
    const steps = child.kind === 'step' ? [child] : stepsOf(release, child);
    const spans = steps.flatMap((step) => of(step) ?? []);
    if (ordered) for (const { step, start } of spans) if (start < before) say(`${step.name} starts out of order`);
    if (ordered && isOpen) {
      const first = child.kind === 'step' ? [child] : firstOf(release, child);
      for (const step of first) {
        if (of(step) && !step.at) say(`${step.name} has a time, and what comes before it has none`);
      }
    }
    if (ordered) before = Math.max(before, ...spans.map(({ end }) => end));
    const isChildOpen = child.kind === 'step' ? !of(child) : checkOrder(release, child, of, say);
    // Behind a start that is fixed there is a time again, as far as it goes.
    isOpen = isChildOpen || (isOpen && (!ordered || !isFixed(release, child)));
  }
  return isOpen;
}

/** Nothing in it hangs on what comes before: all of what it ends with stands behind a fixed start, or is one. */
function isFixed(release: Release, child: Block | Step): boolean {
  if (child.kind === 'step') return child.at !== undefined;
  const children = childrenOf(release, child).filter((one) => one.kind === 'step' || 'children' in one) as (
    | Block
    | Step
  )[];
  if (children.length === 0) return false;
  return child.kind === 'parallel'
    ? children.every((one) => isFixed(release, one))
    : children.some((one) => isFixed(release, one));
}

/** What a block begins with. */
function firstOf(release: Release, block: Block): readonly Step[] {
  const children = childrenOf(release, block).filter((one) => one.kind === 'step' || 'children' in one) as (
    | Block
    | Step
  )[];
  const first = block.kind === 'parallel' ? children : children.slice(0, 1);
  return first.flatMap((child) => (child.kind === 'step' ? [child] : firstOf(release, child)));
}

function stepsOf(release: Release, block: Block): readonly Step[] {
  return childrenOf(release, block).flatMap((child) =>
    child.kind === 'step' ? [child] : 'children' in child ? stepsOf(release, child) : [],
  );
}

function checkBlock(release: Release, block: Block, schedule: Schedule, excused: Excused, say: Say): void {
  const { T } = schedule;
  for (const step of stepsOf(release, block)) {
    const one = timed(schedule, step);
    if (!one || T === undefined) continue;
    if (block.kind === 'run' && one.start < T) say(`${step.name} starts before the window`);
    if (
      block.kind === 'prepare' &&
      one.end > T &&
      !stepsOf(release, block).some((other) => excused(other, 'ends-too-late'))
    ) {
      say(`${step.name} is not done by T`);
    }
    if (block.kind === 'follow-up' && one.start < (schedule.run?.end ?? T)) say(`${step.name} does not follow the run`);
  }
}

/** Nobody, and nothing exclusive, is in two places at once. */
function checkOverlaps(plan: Plan, release: Release, schedule: Schedule, say: Say): void {
  const taken = new Map<string, Timed[]>();
  for (const one of scheduledOf(release, schedule)) {
    if (one.start === one.end || one.step.verb === 'wait') continue;
    if (['rollback', 'play'].includes(root(one.step.block).kind)) continue;
    const systems = one.step.targets.filter(({ name }) => {
      const named = plan.names.get(name);
      return named?.kind === 'system' && named.exclusive;
    });
    for (const name of [...one.by, ...one.with, ...systems.map((system) => system.name)]) {
      taken.set(name, [...(taken.get(name) ?? []), one]);
    }
  }
  for (const [name, list] of taken) {
    list.sort((a, b) => a.start - b.start);
    for (let i = 1; i < list.length; i++) {
      if (list[i]!.start >= list[i - 1]!.end) continue;
      const pair = [list[i - 1]!.step, list[i]!.step];
      const told = schedule.conflicts.some(
        ({ kind, steps }) => kind === 'person-busy' && pair.some(({ id }) => steps.includes(id)),
      );
      if (!told) say(`${name} does ${pair.map((step) => step.name).join(' and ')} at once`);
    }
  }
}

function checkRun(release: Release, schedule: Schedule, say: Say): void {
  const run = scheduledOf(release, schedule).filter((one) => root(one.step.block).kind === 'run');
  if (run.length === 0) return;
  const end = Math.max(...run.map((one) => one.end));
  const start = Math.min(...run.map((one) => one.start));
  if (schedule.run?.end !== end || schedule.run.start !== start)
    say('the run is not from its first start to its last end');
  if (schedule.bound > end - start) say(`the lower bound ${schedule.bound} is above the run of ${end - start} min`);
  const window = instant(release.windows[0]?.to);
  if (window !== undefined) {
    if (schedule.contingency !== window - end) say('the contingency is not what is left of the window');
    const told = schedule.conflicts.find(({ kind }) => kind === 'outside-window');
    if ((told?.minutes ?? 0) !== Math.max(0, end - window)) say('the overrun of the window is told wrongly');
  }
  for (const one of run) {
    if (!one.critical && one.end === end && !run.some((other) => other.critical && other.end === end)) {
      say('nothing that ends the run is critical');
    }
  }
}
