import { deletedForGood } from '../facts/back/deleted.ts';
import { halvesTakenBack } from '../facts/back/halves.ts';
import { pointBehind, unapproved, unmarked } from '../facts/back/no-way-back.ts';
import { ledToClosed } from '../facts/changes/closed.ts';
import { isFilled } from '../facts/changes/filled.ts';
import { ledToStopped, leftDown } from '../facts/changes/left-down.ts';
import { isOfNewcomer } from '../facts/changes/newcomers.ts';
import { leftTurned } from '../facts/changes/turned.ts';
import { migratedRightBefore } from '../facts/dates/right-before.ts';
import { scaffolds } from '../facts/ends/scaffolds.ts';
import { endsOwn } from '../facts/ends/set-back.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfBlock, headOfRelease, headsOf } from '../facts/heads.ts';
import { quoted, said, when } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { isTbd, type Release, rootBlock, type Step, type System } from '../model.ts';
import { coverageOf, groundsOf } from '../schedule/rollback/coverage.ts';
import { formatDuration } from '../time/duration.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const SHARED = `
  person priya
  person jonas
  service web
`;

export const rollbackMissing: ReleaseCheck = {
  code: 'rollback-missing',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'A change that nothing takes back, or something that is deleted and nobody says that it may be',
  why:
    'When the night goes wrong, every change must have a way back that was thought of by day: its own `undo`, a step ' +
    'of the `rollback`, or the decision of somebody who may take it that there is none.',
  readsTitlesOf: ['step'],
  fixable: true,
  bundle: 'block',
  example: {
    breaks: standardRelease(
      SHARED,
      `
      run {
        deploy web 10m by priya  // <- rollback-missing
        verify web 10m by jonas
      }
      `,
    ),
    passes: standardRelease(
      SHARED,
      `
      run {
        deploy web 10m by priya undo 5m
        verify web 10m by jonas
      }
      `,
    ),
  },
  *find(subject) {
    const { plan, changes, release, dependencies } = subject;
    const back = release.steps.filter((step) => rootBlock(step.block).kind === 'rollback');
    const isTakenBack = coverageOf(back, groundsOf(plan, release));
    const isLedBack = leadsBack(changes.leading, back);
    const own = scaffolds(subject);
    const isOfOwn = (step: Step) => own.size > 0 && changes.targets(step).every((system) => own.has(system));
    yield* notApproved(subject);
    for (const step of [...migratedRightBefore(subject), ...changes.steps]) {
      if (step.undo || step.irreversible) continue;
      // Behind a point of no return there is no way back, and the plan says so.
      if (release.pointsOfNoReturn.some((point) => dependencies.precedes(point, step))) continue;
      if (isTakenBack(step) || isOfNewcomer(subject, step) || onlyFills(subject, step)) continue;
      if (endsOwn(subject, step) || isOfOwn(step)) continue;
      if (!(isLedBack && isOfNetwork(subject, step))) yield missing(release, step, back.length > 0);
    }
    for (const step of leftTurned(subject)) if (isTakenBack(step)) yield notTurnedBack(release, step);
    for (const { turned, system, back: half } of halvesTakenBack(subject)) yield halfTaken(turned, system, half);
    const down = [...leftDown(subject, back)];
    const isOfSeveral = new Set(down.map(({ stop }) => rootBlock(stop.block))).size > 1;
    for (const { stop, system } of down) yield notStarted(release, stop, system, isOfSeveral);
    for (const { stop, switching, system } of ledToStopped(subject, back)) yield stillStopped(stop, switching, system);
    for (const { close, way, system } of ledToClosed(subject, back)) yield stillClosed(close, way, system);
    for (const step of deletedForGood(subject)) yield deleted(release, step);
  },
};

/** Where it came from everything still is, and whoever uses it is led back there: `configure shop`, `switch`. */
function onlyFills(subject: ReleaseSubject, step: Step): boolean {
  const targets = subject.changes.targets(step);
  return targets.length > 0 && targets.every((system) => isFilled(subject, step, system));
}

/** One of a pair is back where it was, and the other one is not. */
function halfTaken(turned: Step, { name }: System, half: Step): Found {
  return {
    message: `${said(half)} of the way back turns one of a pair, and ${quoted(name)}, which ${said(turned)} has turned as well, stays where it is; turn both, or say that it may stay.`,
    place: turned.head,
    severity: 'warning',
    about: [name],
    related: [{ message: 'The other one goes back here', place: half.head }],
  };
}

/** A `deploy` of the same thing puts something else where the traffic goes; the traffic goes there. */
function notTurnedBack({ blocks }: Release, step: Step): Found {
  const back = blocks.find(({ kind }) => kind === 'rollback')!;
  return {
    message: `${said(step)} turns the traffic, and nothing of ${quoted(back.name ?? back.kind)} turns it back: it stays where it is. Add \`undo\` to it, or a \`switch\` to the way back.`,
    place: step.head,
    about: step.targets.map(nameOf),
    severity: 'warning',
    related: [{ message: 'The way back', place: back.head }],
  };
}

/** Users are led back to where they came from: what names and routes lead elsewhere beside that is left behind with it. */
function leadsBack(leading: readonly Step[], back: readonly Step[]): boolean {
  const led = new Set(leading.filter(({ verb }) => verb === 'switch').flatMap(({ targets }) => targets.map(nameOf)));
  return back.some(({ verb, targets }) => verb === 'switch' && targets.some((target) => led.has(nameOf(target))));
}

function isOfNetwork({ changes }: ReleaseSubject, step: Step): boolean {
  const targets = changes.targets(step);
  return step.verb === 'configure' && targets.length > 0 && targets.every(({ type }) => type === 'network');
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

/** `isOfSeveral`: more than one way back leaves something stopped, which is one thing to think of. */
function notStarted(release: Release, stop: Step, { name }: System, isOfSeveral: boolean): Found {
  const root = rootBlock(stop.block);
  const line = `start ${name}`;
  return {
    message: `${said(stop)} is the last that ${quoted(root.name ?? root.kind)} does to ${quoted(name)}, which runs before the release: the way back leaves it stopped. Add ${quoted(line)} behind what it waits for.`,
    place: stop.head,
    about: [name],
    several: {
      at: isOfSeveral ? release.head : headOfBlock(release, stop).at,
      what: `things are stopped by ${isOfSeveral ? 'the ways back' : quoted(root.name ?? root.kind)} and never started again`,
      name: isOfSeveral ? `${quoted(name)} (${quoted(root.name ?? root.kind)})` : quoted(name),
      todo: 'add a `start` of each behind what it waits for',
    },
    fixes: () => [
      { title: `Start it again: ${quoted(line)}`, edits: [{ kind: 'append-line', place: root.place, text: line }] },
    ],
  };
}

function stillStopped(stop: Step, switching: Step, { name }: System): Found {
  const line = `start ${name}`;
  return {
    message: `${said(switching)} leads back to ${quoted(name)}, which ${said(stop)} of the run has stopped and nothing starts again: the users come to something that does not take them. Put ${quoted(line)} before it.`,
    place: switching.head,
    about: [name],
    related: [{ message: 'It is stopped here', place: stop.head }],
    fixes: () => [
      {
        title: `Start it before: ${quoted(line)}`,
        edits: [{ kind: 'insert-before', place: switching.place, text: line }],
      },
    ],
  };
}

function stillClosed(close: Step, way: Step, { name }: System): Found {
  const root = rootBlock(way.block);
  return {
    message: `${said(way)} brings users back to ${quoted(name)}, which ${said(close)} of the run has closed, and nothing of ${quoted(root.name ?? root.kind)} opens it again: nobody can work. Add a step that does.`,
    place: way.head,
    about: [name],
    severity: 'warning',
    related: [{ message: 'It is closed here', place: close.head }],
  };
}

/** Whoever deletes in a hurry has deleted. */
function deleted(release: Release, step: Step): Found {
  return {
    message: `${said(step)} deletes what nothing brings back, and nobody says that it may: write \`irreversible approved by …\`, or take a copy before.`,
    place: step.head,
    severity: 'warning',
    about: step.targets.map(nameOf),
    several: {
      at: headOfRelease(release).at,
      what: 'steps delete what nothing brings back, and nobody says that they may',
      name: said(step),
      todo: 'write `irreversible approved by …` at each, or take copies before',
    },
  };
}

function missing(release: Release, step: Step, hasRollback: boolean): Found {
  const { duration, place, head, targets } = step;
  const undo = `undo ${duration && !isTbd(duration) ? formatDuration(duration.likely) : '10m'}`;
  const rollback = hasRollback ? 'a step of the `rollback`' : 'a `rollback` block';
  const accepted = 'or say who accepts that there is no way back: `irreversible approved by …`';
  const { at, of } = headOfBlock(release, step);
  return {
    message: `Nothing takes ${said(step)} back; add ${quoted(undo)} to it or ${rollback}, ${accepted}.`,
    place: head,
    about: targets.map((target) => target.name),
    several: {
      at,
      what: `changes of ${of} are taken back by nothing`,
      name: said(step),
      todo: `add \`undo\` and how long it takes to each or ${rollback}, ${accepted}`,
    },
    fixes: () => [
      {
        title: `It can be taken back by itself: ${quoted(undo)}`,
        edits: [{ kind: 'append-clause', place, text: undo }],
      },
    ],
  };
}

/** What is asked of a step that cannot be taken back is asked once: the line before the first of a run, too. */
function* notApproved(subject: ReleaseSubject): Iterable<Found> {
  const { release, schedule } = subject;
  const steps = unapproved(subject);
  const headOf = headsOf(release, steps);
  const firsts = subject.speaks('point-of-no-return')
    ? unmarked(subject).filter((step) => !pointBehind(release, step) && steps.includes(step))
    : [];
  for (const step of steps) {
    const { at, of } = headOf(step);
    const isFirst = firsts.includes(step);
    const start = schedule.steps[step.id]?.start;
    const once = isFirst && start !== undefined ? ` once it begins (${when(schedule, start)})` : '';
    const line = firsts.some((one) => headOf(one).at === at)
      ? ', and `point of no return` before the first of a run'
      : '';
    yield {
      message: `${said(step)} cannot be taken back${once}, and nobody has approved that; write \`irreversible approved by …\`${isFirst ? ', and `point of no return` on the line before it' : ''}.`,
      place: step.irreversible!.place,
      about: step.targets.map((target) => target.name),
      several: {
        at,
        what: `steps of ${of} cannot be taken back, and nobody has approved that`,
        name: said(step),
        todo: `write \`irreversible approved by …\` at each${line}`,
      },
      fixes: () => (isFirst ? [markedAndOpen(step)] : []),
    };
  }
}

/** Who approves it nobody else can know. */
function markedAndOpen({ place, irreversible }: Step): Fix {
  return {
    title: 'Mark the point of no return before it, and leave open who approves it',
    edits: [
      { kind: 'insert-before', place, text: 'point of no return' },
      { kind: 'replace', place: irreversible!.place, text: 'irreversible approved by tbd' },
    ],
  };
}
