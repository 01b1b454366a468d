import type { Related } from '../findings.ts';
import { type Block, rootBlock, type Step, type Trigger } from '../model.ts';
import { windowIndex } from '../order/blocks.ts';
import type { Cascade, RunRollback, Schedule, ScheduledStep, Via } from '../schedule/model.ts';
import { cascadeText, itemText, viaName, type Wording } from '../schedule/rollback/describe.ts';
import { byEnd, stageAt } from '../schedule/rollback/stages.ts';
import { describeMinutes } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import type { Found, ReleaseCheck } from './check.ts';
import { standardRelease } from './facts/example.ts';
import { listed, quoted, said, when } from './facts/words.ts';

const SHARED = `
  person priya
  person jonas
  database orders-db
`;

const plan = (restore: string) =>
  standardRelease(
    SHARED,
    `
    run {
      backup  orders-db as night-backup 40m by priya {
        tested 10m
      }
      migrate orders-db 60m by priya${restore === '30m' ? '' : '  // <- rollback-too-late'}
      verify  orders-db 30m by jonas
    }
    rollback {
      restore orders-db ${restore} by priya from night-backup
    }
    `,
  );

export const rollbackTooLate: ReleaseCheck = {
  code: 'rollback-too-late',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'From some step on, a rollback no longer ends inside the window',
  why:
    'A rollback that is decided in time but ends after the window is an outage nobody agreed to. The latest moment to ' +
    'decide belongs to the plan, and it must lie behind the step that may make it necessary.',
  fixable: false,
  example: { breaks: plan('3h'), passes: plan('30m') },
  *find({ schedule }) {
    const told = new Set<Block>();
    for (const run of schedule.rollbacks) {
      for (const cascade of run.cascades) {
        yield* neverReached(schedule, cascade, told);
        if (cascade === run.cascades[0]) yield* tooLate(schedule, run, cascade);
        else yield* nothingLeft(schedule, run, cascade);
      }
    }
  },
};

/** The rollback that is counted on: the first step at whose end none of its links fits. */
function* tooLate(schedule: Schedule, run: RunRollback, cascade: Cascade): Generator<Found> {
  const { fitsUntil, links } = cascade;
  if (fitsUntil === undefined) return;
  const late = byEnd(stepsOf(schedule, run)).find(
    // Of a step that itself ends after the window `outside-window` speaks; behind a point of no return nobody rolls back.
    ({ end, rollback }) => rollback && end > fitsUntil && end <= (run.windowEnd ?? end),
  );
  const stage = late && stageAt(run.stages, late.end);
  const way = stage && run.ways.find(({ via }) => via === stage.via);
  if (!late || !stage || way?.endBy === undefined) return;
  const { step, start, end } = late;
  const back = end + stage.minutes;
  const limit = way.endBy === run.windowEnd ? 'the window' : `its ${limitWord(stage.via)}`;
  const order = links.length > 1 ? ` (${cascadeText(cascade, wordsOf(schedule))})` : '';
  const named = stage.via !== 'undo' && stage.via.name ? ` by ${quoted(stage.via.name)}` : '';
  const still = fitsUntil <= start ? 'before it begins' : 'while it is going on';
  yield {
    message:
      `Once ${said(step)} is done (${when(schedule, end)}), taking everything back${named} lasts ` +
      `${describeMinutes(stage.minutes)} and ends ${when(schedule, back)}, ${describeMinutes(back - way.endBy)} after ` +
      `${limit}; decide by ${when(schedule, fitsUntil)}, ${still}${order}. Shorten the rollback, start earlier, or ` +
      `${limit === 'the window' ? 'widen the window' : 'let it end later'}.`,
    place: step.head,
    about: links.flatMap(({ via }) => (via !== 'undo' && via.name ? [via.name] : [])),
    related: [
      ...limitOf(schedule, run, stage.via, way.endBy),
      ...links.flatMap(({ via }) => lengthThen(run, via, end)),
    ],
  };
}

/** What a trigger or no-go calls besides: from some moment on there is nothing of it left to call. */
function* nothingLeft(schedule: Schedule, run: RunRollback, cascade: Cascade): Generator<Found> {
  const { calledBy, links, fitsUntil } = cascade;
  const last = links.findLast(({ idle }) => !idle)!.via;
  if (fitsUntil === undefined || last === 'undo') return;
  // A play may end when it likes, unless the plan says when.
  if (last.kind === 'play' && !last.until && !last.due) return;
  const name = quoted(viaName(links[0]!.via));
  for (const caller of calledBy) {
    const until = calledUntil(schedule, run, caller);
    if (until === undefined || until <= fitsUntil) continue;
    const consequences = caller.kind === 'trigger' ? caller.then : caller.gate?.noGo ? [caller.gate.noGo] : [];
    const call = consequences.find(({ ref }) => ref?.name === viaName(links[0]!.via));
    const latest =
      caller.kind === 'trigger'
        ? `its trigger may fire until ${when(schedule, until)}`
        : `${said(caller)} decides only at ${when(schedule, until)}`;
    const chain =
      links.length > 1 ? `, and nothing behind its \`else\` either (${cascadeText(cascade, wordsOf(schedule))})` : '';
    yield {
      message:
        `${name} no longer ends in time when it is called after ${when(schedule, fitsUntil)}${chain}, but ` +
        `${latest}; shorten it, let it end later, or say with \`else\` what to do then.`,
      place: call?.place ?? caller.place,
      about: [viaName(links[0]!.via)],
      related: [{ message: `${name} is here`, place: (links[0]!.via as Block).head }],
      severity: last.kind === 'play' ? 'warning' : undefined,
    };
  }
}

/** An `else` whose turn never comes, because what it is to replace fits longer than it does. */
function* neverReached(schedule: Schedule, { links }: Cascade, told: Set<Block>): Generator<Found> {
  for (const [i, { via, idle, fitsUntil }] of links.entries()) {
    const before = links.slice(0, i).findLast((link) => !link.idle);
    const from = links[i - 1]?.via;
    if (!idle || !from || from === 'undo' || via === 'undo' || told.has(from)) continue;
    if (before?.fitsUntil === undefined || fitsUntil === undefined || fitsUntil >= before.fitsUntil) continue;
    told.add(from);
    const [first, second] = [quoted(viaName(before.via)), quoted(viaName(via))];
    yield {
      message:
        `${second} is to take over once ${first} no longer fits, but ${first} fits until ` +
        `${when(schedule, before.fitsUntil)} and ${second} only until ${when(schedule, fitsUntil)}: its turn never comes. ` +
        `Change their order, shorten ${second}, or call it by a trigger of its own.`,
      place: from.otherwise?.place ?? from.head,
      about: [viaName(via)],
      related: [{ message: `${second} is here`, place: via.head }],
      severity: 'warning',
    };
  }
}

function stepsOf({ steps }: Schedule, { runs }: RunRollback): readonly ScheduledStep[] {
  return steps.filter((one): one is ScheduledStep => one !== undefined && runs.includes(rootBlock(one.step.block)));
}

/** Until when it may be called: a gate decides when it ends, a trigger may fire as long as what it stands in. */
function calledUntil(schedule: Schedule, { span, noReturn }: RunRollback, caller: Trigger | Step): Instant | undefined {
  if (caller.kind === 'step') return schedule.steps[caller.id]?.end;
  const end = (caller.block && schedule.blocks[caller.block.id]?.end) ?? span.end;
  const isRollback = caller.then.some(({ action }) => action === 'rollback');
  return isRollback ? Math.min(end, noReturn?.at ?? end) : end;
}

function wordsOf(schedule: Schedule): Wording {
  return { moment: (at) => when(schedule, at), name: quoted };
}

function limitWord(via: Via): string {
  return via !== 'undo' && via.until && !via.due ? '`until`' : '`due`';
}

function limitOf(schedule: Schedule, run: RunRollback, via: Via, endBy: Instant): readonly Related[] {
  if (endBy !== run.windowEnd) {
    const time = via === 'undo' ? undefined : (via.due ?? via.until);
    return time ? [{ message: `It must be over ${when(schedule, endBy)}`, place: time.place }] : [];
  }
  const window = schedule.release.windows[windowIndex(schedule.release, run.runs[0]!)];
  return window ? [{ message: `The window ends ${when(schedule, endBy)}`, place: window.place }] : [];
}

/** What a block would have to do then. */
function lengthThen(run: RunRollback, via: Via, at: Instant): readonly Related[] {
  const way = run.ways.find((one) => one.via === via);
  const stage = way && stageAt(way.stages, at);
  if (!stage || via === 'undo') return [];
  const items = stage.items().map(itemText);
  return [{ message: `Takes ${describeMinutes(stage.minutes)} then: ${listed(items, 6)}`, place: via.head }];
}
