/** What is done once a rollback or a play is called: its tasks, each when those before it are done. */
import { find, type Id } from '../ids.ts';
import type { Block, Step } from '../model.ts';
import { timingOf } from '../order/blocks.ts';
import type { RollbackItem, RollbackStage, RunRollback, Via } from '../schedule/model.ts';
import { itemsOf } from '../schedule/rollback/items.ts';
import type { Instant } from '../time/model.ts';
import type { WayBackState, WayBackTask } from './model.ts';
import { logName, type Night } from './night.ts';
import type { RunRecord, StepRecord } from './record.ts';
import { expectedEnd } from './remaining.ts';

type Call = RunRecord['calls'][number];

/** The last rollback that was called; a play goes on beside the run. */
export function rollbackCall(night: Night, { calls }: RunRecord): Call | undefined {
  return calls.findLast(({ what }) => what === 'undo' || blockCalled(night, what)?.kind !== 'play');
}

/** By its id, or as the plan says it: `full`, `rollback full`. */
export function blockCalled({ release }: Night, what: string): Block | undefined {
  return release.blocks.find(
    (block) =>
      timingOf(block.kind) === 'called' &&
      (block.id === `${release.name}/${what}` || what === (block.name ? `${block.kind} ${block.name}` : block.kind)),
  );
}

/** The stage of a way back that what has begun asks for: the last of those whose step has. */
export function stageNow(
  rollback: RunRollback,
  via: Via | undefined,
  hasBegun: (step: Id<Step>) => boolean,
): RollbackStage | undefined {
  const stages = via === undefined ? rollback.stages : (rollback.ways.find((way) => way.via === via)?.stages ?? []);
  const last = stages.findLast(({ step }) => step !== undefined && hasBegun(step));
  return last ?? stages[0];
}

export function wayBackState(night: Night, record: RunRecord, call: Call, now: Instant): WayBackState {
  const block = call.what === 'undo' ? undefined : blockCalled(night, call.what);
  const via: Via = block?.id ?? 'undo';
  const before = (id: Id<Step>) => {
    const start = record.steps.get(logName(night, id))?.start;
    return start !== undefined && start <= call.at;
  };
  const rollback = night.schedule.rollbacks.find(({ ways }) => ways.some((way) => way.via === via));
  const stage = rollback && stageNow(rollback, via, before);
  const planned = rollback && stage ? itemsOf(rollback, stage) : itemsOfPlay(night, block);
  const tasks = tasksOf(night, record, planned, call.at, now);
  return {
    call: call.what,
    at: call.at,
    by: call.by,
    ...(call.because !== undefined && { because: call.because }),
    tasks,
    end: tasks.reduce((last, { forecast }) => Math.max(last, forecast.end), call.at),
  };
}

/** As the schedule shows it, from its own begin. */
function itemsOfPlay({ release, schedule, parts }: Night, block: Block | undefined): readonly RollbackItem[] {
  if (!block) return [];
  const span = schedule.blocks[block.id];
  return [...parts.keys()].flatMap((step): RollbackItem[] => {
    const planned = schedule.steps[step.id];
    if (!span || !planned || !isIn(step.block, block)) return [];
    const { start, end, by } = planned;
    return [{ kind: 'step', step: find(release, step.id).id, by, start: start - span.start, minutes: end - start }];
  });
}

function isIn(block: Block, outer: Block): boolean {
  return block === outer || (block.parent !== undefined && isIn(block.parent, outer));
}

/** Each waits for what ends before it begins in the plan of the way back. */
function tasksOf(
  night: Night,
  record: RunRecord,
  items: readonly RollbackItem[],
  calledAt: Instant,
  now: Instant,
): readonly WayBackTask[] {
  const tasks: WayBackTask[] = [];
  for (const item of items) {
    const own = record.steps.get(logName(night, item.step));
    const before = tasks.filter((_, i) => items[i]!.start + items[i]!.minutes <= item.start && items[i] !== item);
    const isFree = before.every(({ progress }) => progress === 'done' || progress === 'skipped');
    const from = before.reduce((last, { forecast }) => Math.max(last, forecast.end), calledAt);
    const progress = progressOf(item, own, isFree, calledAt);
    const length = item.minutes + (own?.delay ?? 0);
    const start =
      progress === 'running' || progress === 'done' ? (own?.start ?? own?.end ?? from) : Math.max(from, now);
    const end =
      progress === 'done' || progress === 'skipped'
        ? (own?.end ?? start)
        : progress === 'running'
          ? Math.max(now, expectedEnd(start, length, now))
          : start + length;
    const by = own?.handedTo === undefined ? item.by : [own.handedTo];
    tasks.push({ step: item.step, kind: item.kind, by, progress, forecast: { start: Math.min(start, end), end } });
  }
  return tasks;
}

/** The step of the run itself was done before; its undo is told by `undo`. */
function progressOf(
  { kind }: RollbackItem,
  own: StepRecord | undefined,
  isFree: boolean,
  calledAt: Instant,
): WayBackTask['progress'] {
  const since = own?.since ?? Number.NEGATIVE_INFINITY;
  if (own && kind === 'undo') {
    if (own.is === 'undone') return 'done';
    if (own.is === 'running' && since > calledAt) return 'running';
    if (own.is === 'skipped' && since > calledAt) return 'skipped';
  } else if (own?.is !== undefined) return own.is === 'undone' ? 'skipped' : own.is;
  return isFree ? 'ready' : 'waiting';
}
