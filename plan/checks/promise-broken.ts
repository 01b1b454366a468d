import { isForward } from '../facts/changes/changes.ts';
import { CHANGES_DATA, COPIES, isProtected } from '../facts/changes/protection.ts';
import { restores } from '../facts/changes/restores.ts';
import { standardRelease } from '../facts/example.ts';
import { quoted, said, when } from '../facts/words.ts';
import { find } from '../ids.ts';
import { type Block, type Promise_, type Release, type Step, type System, stepLabel } from '../model.ts';
import type { RollbackStage } from '../schedule/model.ts';
import { itemsOf } from '../schedule/rollback/items.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Instant, Minutes } from '../time/model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (rto: string, rpo: string, mark = '') =>
  standardRelease(
    `
    person priya
    person jonas
    database orders-db
    `,
    `
    promise rto ${rto}${mark}
    promise rpo ${rpo}${mark}
    run {
      backup orders-db as night-backup 20m by priya {
        tested 10m
      }
      task    letters   "Print what is open" 45m by jonas
      migrate orders-db 20m by priya
      verify  orders-db 10m by jonas
    }
    rollback {
      restore orders-db 40m by priya from night-backup
    }
    `,
  );

export const promiseBroken: ReleaseCheck = {
  code: 'promise-broken',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A way back that is longer, or a backup that is older, than what was promised',
  why:
    '`rto` says how soon everything works again, `rpo` how much of what was entered may be lost. The way back and the age of ' +
    'the backup say what it would be on this night: whoever signed the promise should hear of it before.',
  fixable: false,
  example: { breaks: plan('30m', '15m', '  // <- promise-broken'), passes: plan('45m', '1h') },
  *find(subject) {
    for (const promise of subject.release.promises) {
      if (!promise.duration) continue;
      const promised = roughMinutes(promise.duration);
      if (promise.what === 'rto') yield* backTooLate(subject, promise, promised);
      if (promise.what === 'rpo') yield* copyTooOld(subject, promise, promised);
    }
  },
};

/** Of all moments of all windows the one from which the way back is the longest. */
function* backTooLate({ schedule, release }: ReleaseSubject, promise: Promise_, promised: Minutes): Iterable<Found> {
  const ways = schedule.rollbacks.flatMap((run) => run.stages.map((stage) => ({ run, stage })));
  const longest = ways.reduce<(typeof ways)[number] | undefined>(
    (most, one) => (most && most.stage.minutes >= one.stage.minutes ? most : one),
    undefined,
  );
  if (!longest || longest.stage.minutes <= promised) {
    yield* measuredTooLong(release, promise, promised);
    const aim = promise.aim && roughMinutes(promise.aim);
    if (longest && aim !== undefined && longest.stage.minutes > aim)
      yield {
        message:
          `The way back${wayName(longest.stage, release.blocks)} takes ${describeMinutes(longest.stage.minutes)}, ` +
          `${describeMinutes(longest.stage.minutes - aim)} longer than is aimed at, and within the promised ${describeMinutes(promised)} (rto); ` +
          'make it shorter, or aim at what it takes.',
        place: promise.place,
        severity: 'information',
      };
    return;
  }
  const { run, stage } = longest;
  const begun = stage.step && find<Step>(release, stage.step);
  const slow = [...itemsOf(run, stage)]
    .sort((a, b) => b.minutes - a.minutes)
    .slice(0, 3)
    .flatMap((item) => {
      const step = find<Step>(release, item.step);
      return step
        ? [{ step, message: `${itemLabel(item.kind, step)} takes ${describeMinutes(item.minutes)} of it` }]
        : [];
    });
  yield {
    message:
      `The way back${wayName(stage, release.blocks)} takes ${describeMinutes(stage.minutes)} ` +
      `${begun ? `once ${said(begun)} has begun (${when(schedule, stage.from)})` : `from ${when(schedule, stage.from)} on`}, ` +
      `${describeMinutes(stage.minutes - promised)} longer than the promised ${describeMinutes(promised)} (rto); make it shorter, ` +
      'or promise what it takes.',
    place: promise.place,
    related: slow.map(({ step, message }) => ({ message, place: step.head })),
  };
}

/** Planned it is short enough, or nothing says how long it is; in a rehearsal it was not. */
function* measuredTooLong(release: Release, promise: Promise_, promised: Minutes): Iterable<Found> {
  const measured = release.rehearsals.flatMap((rehearsal) =>
    rehearsal.measured.map(({ point, duration, place }) => ({
      rehearsal,
      point,
      minutes: roughMinutes(duration),
      place,
    })),
  );
  for (const { rehearsal, point, minutes, place } of measured) {
    const named = release.names.get(point.ref.name);
    if (named?.kind !== 'block' || named.block.kind !== 'rollback' || minutes <= promised) continue;
    yield {
      message:
        `The way back, ${quoted(named.name)}, took ${describeMinutes(minutes)} in the rehearsal ${quoted(rehearsal.name)}, ` +
        `${describeMinutes(minutes - promised)} longer than the promised ${describeMinutes(promised)} (rto); make it shorter and measure it again, or promise what it takes.`,
      place: promise.place,
      about: [named.name],
      related: [{ message: 'It was measured here', place }],
    };
    return;
  }
}

function itemLabel(kind: 'step' | 'undo', step: Step): string {
  return kind === 'undo' ? `Taking ${quoted(stepLabel(step))} back` : said(step);
}

function wayName({ via }: RollbackStage, blocks: readonly Block[]): string {
  const block = blocks.find(({ id }) => id === via);
  return block?.name ? `, ${quoted(block.name)},` : '';
}

/** Database by database: what is entered after the end of the copy, and before the change, is lost with it. */
function* copyTooOld(subject: ReleaseSubject, promise: Promise_, promised: Minutes): Iterable<Found> {
  const { schedule, release, changes } = subject;
  const copies = release.steps.filter((step) => COPIES.has(step.verb) && isForward(step));
  const { relied } = restores(subject);
  for (const [database, steps] of changes.systems) {
    if (database.type !== 'database') continue;
    const own = copies.filter((copy) => changes.targets(copy).some((target) => changes.grounds(database).has(target)));
    // A way back that names its copy takes no newer one.
    const named = own.filter((copy) => relied.has(copy));
    for (const change of steps) {
      const copy = CHANGES_DATA.has(change.verb) ? newest(subject, named.length > 0 ? named : own, change) : undefined;
      const end = copy && schedule.steps[copy.id]?.end;
      const start = schedule.steps[change.id]?.start;
      if (!copy || end === undefined || start === undefined) continue;
      const silent = silentFrom(subject, database, change);
      const age = Math.min(start, silent ?? start) - end;
      if (age <= promised) continue;
      const isSilent = silent !== undefined && silent < start;
      yield {
        message:
          `${said(copy)} ends ${when(schedule, end)}, ${describeMinutes(age)} before ` +
          `${isSilent ? `${quoted(database.name)} is left alone for ${said(change)}` : said(change)} ` +
          `(${when(schedule, isSilent ? silent : start)}): what is entered in between is lost on the way back, and at most ` +
          `${describeMinutes(promised)} were promised (rpo); put a backup right before it, stop what writes to it first, or promise more.`,
        place: promise.place,
        about: [database.name],
        related: [
          { message: 'The newest backup before it', place: copy.head },
          { message: 'The change', place: change.head },
        ],
      };
      break;
    }
  }
}

function newest(subject: ReleaseSubject, copies: readonly Step[], change: Step): Step | undefined {
  const end = ({ id }: Step) => subject.schedule.steps[id]?.end ?? Number.NEGATIVE_INFINITY;
  return copies.filter((copy) => isProtected(subject, change, [copy])).sort((a, b) => end(b) - end(a))[0];
}

/** From when on nobody writes to a database before a change: an outage has begun, or it, or what uses it, is stopped. */
function silentFrom(subject: ReleaseSubject, database: System, change: Step): Instant | undefined {
  const { schedule, release, changes, dependencies } = subject;
  const moments: Instant[] = [];
  for (let block: Block | undefined = change.block; block; block = block.parent) {
    const span = block.kind === 'outage' ? schedule.blocks[block.id] : undefined;
    if (span) moments.push(span.start);
  }
  for (const step of release.steps) {
    if (step.verb !== 'stop' || !dependencies.precedes(step, change)) continue;
    const end = schedule.steps[step.id]?.end;
    if (end !== undefined && changes.targets(step).some((target) => changes.needs(target).has(database)))
      moments.push(end);
  }
  return moments.length > 0 ? Math.min(...moments) : undefined;
}
