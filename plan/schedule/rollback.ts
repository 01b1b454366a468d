/** How long taking everything back would last after each step of a run, and until when that can still be decided. */
import type { Block, Release, Step, Verb } from '../model.ts';
import { roughMinutes } from '../time/duration.ts';
import type { Instant, Minutes } from '../time/model.ts';
import type { Leveled } from './leveling.ts';
import type { ScheduledStep } from './model.ts';
import type { Network } from './network.ts';

/** What leaves its target other than it was, so that a rollback has something to do there. */
const TOUCHING: ReadonlySet<Verb> = new Set([
  'migrate',
  'deploy',
  'configure',
  'switch',
  'restore',
  'stop',
  'start',
  'grant',
  'revoke',
]);

/** A `rollback` block, and the time some of its steps take together when people do one thing at a time. */
export interface RollbackBlock {
  readonly steps: readonly Step[];
  lengthWith(isDone: (step: Step) => boolean): Minutes;
}

/**
 * The `rollback` block that is called when the run fails: the one of the first trigger or no-go that names one, else
 * the one called `full`, else the first on the page.
 */
export function calledRollback(release: Release): Block | undefined {
  const blocks = release.blocks.filter(({ kind }) => kind === 'rollback');
  const consequences = [
    ...release.triggers.flatMap(({ then }) => then),
    ...release.steps.flatMap(({ gate }) => gate?.noGo ?? []),
  ];
  for (const { action, ref } of consequences) {
    const named = action === 'rollback' && ref ? blocks.find(({ name }) => name === ref.name) : undefined;
    if (named) return named;
  }
  return blocks.find(({ name }) => name === 'full') ?? blocks[0];
}

/**
 * With a `rollback` block: its length if the run stops when a step ends, for each step of one run, without the steps
 * whose targets nothing has changed yet (a step without targets stays; where no step has any, all stay). A change that
 * has begun counts. Before the first change there is nothing to take back.
 */
export function rollbackByBlock(run: readonly ScheduledStep[], block: RollbackBlock): ReadonlyMap<Step, Minutes> {
  const begun = run.filter(({ step }) => TOUCHING.has(step.verb)).sort((a, b) => a.start - b.start);
  const wanted = new Set(block.steps.flatMap(({ targets }) => targets.map(({ name }) => name)));
  /** In the order in which the run changes them. */
  const targets = [...new Set(begun.flatMap(({ step }) => step.targets.map(({ name }) => name)))].filter((name) =>
    wanted.has(name),
  );
  const stride = Math.ceil(targets.length / Math.max(MOST_STEPS / block.steps.length, LEAST_LENGTHS));
  const lengths = new Map<number, Minutes>();
  const lengthFor = (count: number): Minutes => {
    const changed = Math.min(targets.length, stride === 0 ? 0 : Math.ceil(count / stride) * stride);
    let length = lengths.get(changed);
    if (length === undefined) {
      const reached = new Set(targets.slice(0, changed));
      length = block.lengthWith(
        (step) => step.targets.length === 0 || step.targets.some(({ name }) => reached.has(name)),
      );
      lengths.set(changed, length);
    }
    return length;
  };

  const result = new Map<Step, Minutes>();
  const changed = new Set<string>();
  let next = 0;
  let length = 0;
  for (const { step, end } of byEnd(run)) {
    for (let change = begun[next]; change && (change.start < end || change.end <= end); change = begun[++next]) {
      for (const { name } of change.step.targets) if (wanted.has(name)) changed.add(name);
    }
    // More to take back never makes it shorter, whatever luck levelling has.
    if (next > 0 && (changed.size > 0 || wanted.size === 0)) length = Math.max(length, lengthFor(changed.size));
    result.set(step, length);
  }
  return result;
}

/**
 * A rollback of hundreds of steps is not levelled anew for every target that changes, but so often, with the targets
 * that change until the next time: never shorter than it is.
 */
const MOST_STEPS = 10_000;
const LEAST_LENGTHS = 8;

/**
 * Without a block: the `undo` of every step that is done, in reverse order, people doing one at a time.
 *
 * That is the mirror image of doing the undos in the order of the run, so one pass forward over the network, as it ends,
 * gives the length after each step.
 */
export function rollbackByUndo(
  run: readonly ScheduledStep[],
  network: Network,
  { sequence, end }: Leveled,
): ReadonlyMap<Step, Minutes> {
  const scheduled = new Map(run.map((one) => [one.step, one]));
  /** By index of the activity. */
  const undone = new Float64Array(network.activities.length);
  const lengthUpTo = new Map<Step, Minutes>();
  const busyUntil = new Map<string, Minutes>();
  const result = new Map<Step, Minutes>();
  // A stable sort: what ends at one moment keeps the order in which it was placed, predecessors first.
  for (const index of sequence.toSorted((a, b) => end[a]! - end[b]!)) {
    let length = 0;
    for (const { from, side } of network.incoming[index]!) {
      if (side === 'end') length = Math.max(length, undone[from]!);
    }
    const activity = network.activities[index]!;
    const one = activity.kind === 'step' ? scheduled.get(activity.step) : undefined;
    const undo = one?.step.undo ? Math.max(0, roughMinutes(one.step.undo.likely)) : 0;
    if (one && undo > 0) {
      const people = one.step.undoBy ? [one.step.undoBy.ref.name] : one.by;
      for (const person of people) length = Math.max(length, busyUntil.get(person) ?? 0);
      length += undo;
      for (const person of people) busyUntil.set(person, length);
    }
    undone[index] = length;
    if (one) lengthUpTo.set(one.step, length);
  }

  let length = 0;
  const ended = byEnd(run);
  for (let i = 0; i < ended.length; ) {
    let until = i;
    while (until < ended.length && ended[until]!.end === ended[i]!.end) {
      length = Math.max(length, lengthUpTo.get(ended[until]!.step) ?? 0);
      until++;
    }
    for (; i < until; i++) result.set(ended[i]!.step, length);
  }
  return result;
}

/**
 * The last moment of a run at which a rollback still ends by `windowEnd`, and the step after which none does. While a
 * step is going on, taking it back counts already.
 */
export function lastDecision(
  run: readonly ScheduledStep[],
  rollbacks: ReadonlyMap<Step, Minutes>,
  windowEnd: Instant,
): { readonly at: Instant; readonly step?: Step } | undefined {
  let before = 0;
  for (const { step, start, end } of byEnd(run)) {
    const rollback = rollbacks.get(step) ?? 0;
    if (end + rollback > windowEnd) {
      return { at: Math.max(windowEnd - rollback, Math.min(start, windowEnd - before)), step };
    }
    before = rollback;
  }
  return run.length > 0 ? { at: windowEnd - before } : undefined;
}

function byEnd(run: readonly ScheduledStep[]): readonly ScheduledStep[] {
  return [...run].sort((a, b) => a.end - b.end || a.start - b.start || a.step.index - b.step.index);
}
