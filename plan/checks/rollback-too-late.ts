import { keptForEver, unboundedReturns } from '../facts/back/open-ended.ts';
import { standardRelease } from '../facts/example.ts';
import { listed, quoted, said, when } from '../facts/words.ts';
import type { Related } from '../findings/findings.ts';
import { find, type Id } from '../ids.ts';
import { type Block, type Release, rootBlock, type Step, type Trigger } from '../model.ts';
import { windowIndex } from '../order/blocks.ts';
import { armedOf, hasOwnTime } from '../schedule/dated/armed.ts';
import type { Cascade, RunRollback, Schedule, Via } from '../schedule/model.ts';
import { cascadeText, itemText, viaName, type Wording } from '../schedule/rollback/describe.ts';
import { itemsOf } from '../schedule/rollback/items.ts';
import { byEnd, stageAt } from '../schedule/rollback/stages.ts';
import type { TimedStep } from '../schedule/timed.ts';
import { describeMinutes } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

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
  readsTitlesOf: ['step'],
  title: 'From some step on, a rollback no longer ends inside the window, or nothing says until when it may',
  why:
    'A rollback that is decided in time but ends after the window is an outage nobody agreed to. The latest moment to ' +
    'decide belongs to the plan, and it must lie behind the step that may make it necessary.',
  fixable: false,
  example: { breaks: plan('3h'), passes: plan('30m') },
  *find(subject) {
    const { release, schedule, timed } = subject;
    yield* stillOpen(subject);
    const told = new Set<Id<Block>>();
    for (const run of schedule.rollbacks) {
      yield* endless(release, schedule, run);
      for (const cascade of run.cascades) {
        yield* neverReached(release, schedule, cascade, told);
        if (cascade === run.cascades[0]) yield* tooLate(release, schedule, timed, run, cascade);
        else yield* nothingLeft(release, schedule, run, cascade);
      }
    }
  },
};

/** Nothing ends the time in which it can be called: neither a window, nor a date of its own, nor that there is only forward. */
function* endless(release: Release, schedule: Schedule, run: RunRollback): Generator<Found> {
  const [counted] = run.cascades;
  const back = counted && blockOf(release, counted.links[0]!.via);
  const isLimited = run.windowEnd !== undefined || run.noReturn || counted?.fitsUntil !== undefined;
  if (schedule.T === undefined || isLimited || back?.kind !== 'rollback' || back.due || run.stages.length === 0) return;
  const named = run.runs.map((id) => find(release, id).window?.name);
  const window = release.windows.find(
    ({ name, index }) => named.includes(name) || (index === 0 && named.includes(undefined)),
  );
  yield {
    message:
      `Nothing says until when ${quoted(back.name ?? back.kind)} can be called: the window has no end, and no \`point of no return\` comes. ` +
      'Say when the window ends, or until when the way back is open: `due TIME`.',
    place: back.head,
    about: back.name ? [back.name] : [],
    related: window ? [{ message: 'The window without an end', place: window.place }] : [],
    severity: 'warning',
  };
}

/** The same while the date is open; and how long what one would go back to is there at all. */
function* stillOpen(subject: ReleaseSubject): Generator<Found> {
  const endless = unboundedReturns(subject);
  for (const { block, name } of endless) {
    yield {
      message:
        `Nothing says until when ${quoted(name)} can be called: no trigger that calls it has an end, and no \`point of no return\` comes. Whoever goes back ` +
        'late loses what was entered by then; say until when the way back is open: `due T+2h`.',
      place: block.head,
      about: [name],
      severity: 'warning',
    };
  }
  for (const { way, step, old } of keptForEver(subject)) {
    if (endless.some(({ block }) => block === way.block)) continue;
    yield {
      message:
        `${quoted(way.name)} leads back to ${quoted(old.name)}, and nothing says how long that is kept: add what ends it, as in ` +
        `\`stop ${old.name} at T+30d\` behind a gate, or until when the way back is open: \`due TIME\`.`,
      place: step.to?.place ?? step.head,
      about: [way.name, old.name],
      severity: 'information',
    };
  }
}

/** The rollback that is counted on: the first step at whose end none of its links fits. */
function* tooLate(
  release: Release,
  schedule: Schedule,
  timed: readonly TimedStep[],
  run: RunRollback,
  cascade: Cascade,
): Generator<Found> {
  const { fitsUntil, links } = cascade;
  if (fitsUntil === undefined) return;
  const late = byEnd(stepsOf(timed, run)).find(
    // Of a step that itself ends after the window `outside-window` speaks; behind a point of no return nobody rolls back.
    ({ end, rollback }) => rollback && end > fitsUntil && end <= (run.windowEnd ?? end),
  );
  const stage = late && stageAt(run.stages, late.end);
  const way = stage && run.ways.find(({ via }) => via === stage.via);
  if (!late || !stage || way?.endBy === undefined) return;
  const { step, start, end } = late;
  const back = end + stage.minutes;
  const via = blockOf(release, stage.via);
  const limit = way.endBy === run.windowEnd ? 'the window' : `its ${limitWord(via)}`;
  const order = links.length > 1 ? ` (${cascadeText(release, cascade, wordsOf(schedule))})` : '';
  const named = via?.name ? ` by ${quoted(via.name)}` : '';
  const still = fitsUntil <= start ? 'before it begins' : 'while it is going on';
  yield {
    message:
      `Once ${said(step)} is done (${when(schedule, end)}), taking everything back${named} lasts ` +
      `${describeMinutes(stage.minutes)} and ends ${when(schedule, back)}, ${describeMinutes(back - way.endBy)} after ` +
      `${limit}; decide by ${when(schedule, fitsUntil)}, ${still}${order}. Shorten the rollback, start earlier, or ` +
      `${limit === 'the window' ? 'widen the window' : 'let it end later'}.`,
    place: step.head,
    about: links.flatMap((link) => blockOf(release, link.via)?.name ?? []),
    related: [
      ...limitOf(release, schedule, run, via, way.endBy),
      ...links.flatMap((link) => lengthThen(release, run, link.via, end)),
    ],
  };
}

/** What a trigger or no-go calls besides: from some moment on there is nothing of it left to call. */
function* nothingLeft(release: Release, schedule: Schedule, run: RunRollback, cascade: Cascade): Generator<Found> {
  const { calledBy, links, fitsUntil } = cascade;
  const last = blockOf(release, links.findLast(({ idle }) => !idle)!.via);
  const [head] = links;
  const first = head && blockOf(release, head.via);
  if (fitsUntil === undefined || !last || !first) return;
  // A play may end when it likes, unless the plan says when.
  if (last.kind === 'play' && !last.until && !last.due && !last.during?.to) return;
  const called = first.name ?? first.kind;
  const name = quoted(called);
  for (const caller of calledBy.map((id) => find(release, id))) {
    const until = calledUntil(schedule, run, caller);
    if (until === undefined || until <= fitsUntil) continue;
    // Where it can never be done, `call-impossible` says so.
    if (caller.kind === 'trigger' && hasOwnTime(caller)) {
      const { from = fitsUntil } = armedOf(schedule, caller);
      if (from > fitsUntil) continue;
    }
    const consequences = caller.kind === 'trigger' ? caller.then : caller.gate?.noGo ? [caller.gate.noGo] : [];
    const call = consequences.find(({ ref }) => ref?.name === called);
    const latest =
      caller.kind === 'trigger'
        ? `its trigger may fire until ${when(schedule, until)}`
        : `${said(caller)} decides only at ${when(schedule, until)}`;
    const chain =
      links.length > 1
        ? `, and nothing behind its \`else\` either (${cascadeText(release, cascade, wordsOf(schedule))})`
        : '';
    yield {
      message:
        `${name} no longer ends in time when it is called after ${when(schedule, fitsUntil)}${chain}, but ` +
        `${latest}; shorten it, let it end later, or say with \`else\` what to do then.`,
      place: call?.place ?? caller.place,
      about: [called],
      related: [{ message: `${name} is here`, place: first.head }],
      severity: last.kind === 'play' ? 'warning' : undefined,
    };
  }
}

/** An `else` whose turn never comes, because what it is to replace fits longer than it does. */
function* neverReached(
  release: Release,
  schedule: Schedule,
  { links }: Cascade,
  told: Set<Id<Block>>,
): Generator<Found> {
  for (const [i, { via: id, idle, fitsUntil }] of links.entries()) {
    const before = links.slice(0, i).findLast((link) => !link.idle);
    const from = i > 0 ? blockOf(release, links[i - 1]!.via) : undefined;
    const via = blockOf(release, id);
    if (!idle || !from || !via || told.has(from.id)) continue;
    if (before?.fitsUntil === undefined || fitsUntil === undefined || fitsUntil >= before.fitsUntil) continue;
    told.add(from.id);
    const [first, second] = [quoted(viaName(release, before.via)), quoted(viaName(release, id))];
    yield {
      message:
        `${second} is to take over once ${first} no longer fits, but ${first} fits until ` +
        `${when(schedule, before.fitsUntil)} and ${second} only until ${when(schedule, fitsUntil)}: its turn never comes. ` +
        `Change their order, shorten ${second}, or call it by a trigger of its own.`,
      place: from.otherwise?.place ?? from.head,
      about: [viaName(release, id)],
      related: [{ message: `${second} is here`, place: via.head }],
      severity: 'warning',
    };
  }
}

function blockOf(release: Release, via: Via): Block | undefined {
  return via === 'undo' ? undefined : find(release, via);
}

function stepsOf(timed: readonly TimedStep[], { runs }: RunRollback): readonly TimedStep[] {
  return timed.filter(({ step }) => runs.includes(rootBlock(step.block).id));
}

/** Until when it may be called: a gate decides when it ends, a trigger may fire as long as what it stands in. */
function calledUntil(schedule: Schedule, { span, noReturn }: RunRollback, caller: Trigger | Step): Instant | undefined {
  if (caller.kind === 'step') return schedule.steps[caller.id]?.end;
  const end = armedOf(schedule, caller).to ?? span.end;
  const isRollback = caller.then.some(({ action }) => action === 'rollback');
  return isRollback ? Math.min(end, noReturn?.at ?? end) : end;
}

function wordsOf(schedule: Schedule): Wording {
  return { moment: (at) => when(schedule, at), name: quoted };
}

function limitWord(via: Block | undefined): string {
  return via?.until && !via.due ? '`until`' : '`due`';
}

function limitOf(
  release: Release,
  schedule: Schedule,
  run: RunRollback,
  via: Block | undefined,
  endBy: Instant,
): readonly Related[] {
  if (endBy !== run.windowEnd) {
    const time = via?.due ?? via?.until;
    return time ? [{ message: `It must be over ${when(schedule, endBy)}`, place: time.place }] : [];
  }
  const window = release.windows[windowIndex(release, find(release, run.runs[0]!))];
  return window ? [{ message: `The window ends ${when(schedule, endBy)}`, place: window.place }] : [];
}

/** What a block would have to do then. */
function lengthThen(release: Release, run: RunRollback, via: Via, at: Instant): readonly Related[] {
  const way = run.ways.find((one) => one.via === via);
  const stage = way && stageAt(way.stages, at);
  if (!stage || via === 'undo') return [];
  const items = itemsOf(run, stage).map((item) => itemText(release, item));
  const message = `Takes ${describeMinutes(stage.minutes)} then: ${listed(items, 6)}`;
  return [{ message, place: find(release, via).head }];
}
