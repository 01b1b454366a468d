import { leftThere } from '../facts/back/turned-away.ts';
import { inOutage, inRun, isForward } from '../facts/changes/changes.ts';
import { closesInWords } from '../facts/changes/closed.ts';
import { COPIES } from '../facts/changes/protection.ts';
import { restores } from '../facts/changes/restores.ts';
import { standardRelease } from '../facts/example.ts';
import { heard } from '../facts/heard.ts';
import { neverEntered } from '../facts/in-words/on-paper.ts';
import { loadedLongBefore } from '../facts/months/loads.ts';
import { saidToBeCopied } from '../facts/moves/copied.ts';
import { cares, dueOf, isBefore, isClosed, takesAlong } from '../facts/moves/kept-out.ts';
import { nothingCarried } from '../facts/moves/left-behind.ts';
import { onlyCopies } from '../facts/moves/only-copies.ts';
import { restoresPastWrites } from '../facts/moves/shared-back.ts';
import { momentOf } from '../facts/times.ts';
import { describeDays, quoted, said, when, whenOver } from '../facts/words.ts';
import { type Block, isTbd, rootBlock, type Step } from '../model.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (copy: string, inNight = '') =>
  standardRelease(
    `
    person priya
    person jonas
    database orders-db
    `,
    `
    prepare {
      backup orders-db as weekly 1h by priya due ${copy} { tested 1h }
    }
    run {${inNight}
      migrate orders-db 20m by jonas
      verify orders-db 10m by priya
    }
    rollback {
      restore orders-db 30m by priya from ${inNight === '' ? 'weekly  // <- writes-lost' : 'nightly'}
    }
    `,
  );

export const writesLost: ReleaseCheck = {
  code: 'writes-lost',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'What users enter meanwhile is lost',
  why:
    'People go on working between a copy and the moment that counts on it. What they enter then is neither in the copy nor in what is put ' +
    'in its place: nobody notices in the night, and everybody the week after.',
  fixable: false,
  readsTitlesOf: ['step'],
  parameters: {
    age: {
      type: 'duration',
      default: '24h',
      description: 'How much older than the first change of the run a copy may be that the way back restores.',
    },
    late: {
      type: 'duration',
      default: '4h',
      description: 'How long after the run one may still go back without carrying over what was entered since.',
    },
    soon: {
      type: 'duration',
      default: '30m',
      description:
        'How long users may work with a database that has just become another one, while the run may still go back without carrying over what they enter.',
    },
  },
  example: {
    breaks: plan('T-1w'),
    passes: plan('T-1w', '\n      backup orders-db as nightly 10m by priya { tested 10m }'),
  },
  *find(subject) {
    yield* leftOnPaper(subject);
    yield* carriedByNothing(subject);
    const passed = [...passedOver(subject)];
    yield* passed;
    if (passed.length === 0) yield* oldCopies(subject);
    yield* copiedTooEarly(subject);
    yield* turnedUnclosed(subject);
    yield* writtenForMonths(subject);
    yield* copiedByNothing(subject);
    yield* onlyOldCopy(subject);
    const late = [...lateReturns(subject)];
    yield* late;
    const inUse = late.length === 0 ? [...returnsInUse(subject)] : [];
    yield* inUse;
    if (late.length + inUse.length > 0) return;
    yield* leftBehind(subject);
    yield* pastShares(subject);
  },
};

/** While the system is away people work on, and what they write down has to come into the new one. */
function* leftOnPaper(subject: ReleaseSubject): Iterable<Found> {
  const step = neverEntered(subject);
  if (!step) return;
  yield {
    message: `${said(step)} has people write down elsewhere what they do meanwhile, and nothing of the plan enters it when the system is back; add a step that does, and somebody who counts it.`,
    place: step.head,
    about: step.targets.map(({ name }) => name),
  };
}

/** Users come to something empty. */
function* carriedByNothing(subject: ReleaseSubject): Iterable<Found> {
  const found = nothingCarried(subject);
  if (!found) return;
  const { stop, old, start, fresh } = found;
  yield {
    message: `${said(start)} lets users into ${quoted(fresh.name)}, and no step brings there what is in ${quoted(old.name)}, nor what is entered until ${said(stop)}; add the copy that is made behind that.`,
    place: start.head,
    about: [old.name, fresh.name],
    related: [{ message: 'The old one is closed here', place: stop.head }],
  };
}

/** The way back names the copy that was prepared, though the run makes a newer one of the same before anything changes what is in it. */
function* passedOver(subject: ReleaseSubject): Iterable<Found> {
  const { release } = subject;
  for (const [copy, restore] of restores(subject).relied) {
    if (!restore.from || inRun(copy) || isClosed(subject, copy)) continue;
    const newer = release.steps.find((step) => standsFor(subject, step, copy, restore));
    if (!newer) continue;
    yield {
      message:
        `${said(restore)} goes back to ${said(copy)}, though ${said(newer)} of the run is newer and holds what is entered until the run changes it: what ` +
        `comes in between is lost on the way back. Restore it \`from ${newer.name ?? 'NAME'}\`.`,
      place: restore.from.place,
      about: restore.targets.map(({ name }) => name),
      related: [
        { message: 'This is newer', place: newer.head },
        { message: 'This is what it goes back to', place: copy.head },
      ],
    };
  }
}

/** A copy of all of the same, made for certain, behind the other one and before its data change; the way back uses it for nothing yet. */
function standsFor(subject: ReleaseSubject, newer: Step, copy: Step, restore: Step): boolean {
  const { release, changes } = subject;
  if (!COPIES.has(newer.verb) || !inRun(newer) || !isForward(newer) || newer.onlyIf || newer.optional) return false;
  const copied = new Set(newer.targets.map(({ name }) => name));
  if (isOfPart(newer) || !restore.targets.every(({ name }) => copied.has(name))) return false;
  const isUsed = release.steps.some(({ verb, from }) => verb === 'restore' && from?.name === newer.name);
  if (isUsed || !isBefore(subject, copy, newer)) return false;
  const restored = new Set(changes.targets(restore));
  const writesInto = (step: Step) =>
    changes.targets(step).some((system) => [...changes.needs(system)].some((one) => restored.has(one)));
  const isChanged = changes.steps.some(
    (step) => step.verb !== 'stop' && !closesInWords(step) && writesInto(step) && !isBefore(subject, newer, step),
  );
  return !isChanged && changes.steps.some((step) => isBefore(subject, newer, step));
}

/** Whose name or title says that it has not all of it. */
const isOfPart = heard((words) => PART.test(words()));

const PART =
  /\b(logs?|schemas?|config\w*|settings|partial|part of|increment\w*|differential|delta|diff|tables?|roles|users|metadata|only)\b/i;

/** The way back restores what was copied long before the run begins. */
function* oldCopies(subject: ReleaseSubject): Iterable<Found> {
  const { schedule, changes, parameters } = subject;
  const age = roughMinutes(parameters.duration('age'));
  const { relied } = restores(subject);
  if (relied.size === 0) return;
  const first = Math.min(...changes.steps.filter(inRun).flatMap(({ id }) => schedule.steps[id]?.start ?? []));
  for (const [copy, restore] of relied) {
    const end = schedule.steps[copy.id]?.end ?? dueOf(subject, copy);
    if (end === undefined || !Number.isFinite(first) || first - end <= age || isClosed(subject, copy)) continue;
    yield {
      message:
        `${said(restore)} goes back to ${said(copy)}, which is made ${describeDays(first - end)} before the first change of the run: what is entered ` +
        `in between is lost on the way back. Make another copy in the run, before its first change.`,
      place: restore.head,
      about: restore.targets.map(({ name }) => name),
      related: [{ message: 'It is made here', place: copy.head }],
    };
  }
}

/** `migrate shop-db from sheet`, and the sheet is closed only later: nobody copies what was written into it until then. */
function* copiedTooEarly(subject: ReleaseSubject): Iterable<Found> {
  const { release } = subject;
  const copies = release.steps.filter((step) => step.verb === 'migrate' && step.from && isForward(step));
  for (const copy of copies) {
    const source = copy.from!.name;
    if (inOutage(copy) || isClosed(subject, copy)) continue;
    const closing = release.steps.find((step) => closes(step, source));
    if (!closing || !isBefore(subject, copy, closing)) continue;
    if (copies.some((other) => other.from!.name === source && !isBefore(subject, other, closing))) continue;
    yield {
      message:
        `${said(copy)} copies ${quoted(source)} before ${said(closing)} closes it: what is entered into it in between is copied by nothing. Copy it once ` +
        'more behind that, or close it before.',
      place: copy.head,
      about: [source],
      related: [{ message: 'It is closed here', place: closing.head }],
    };
  }
}

/** `migrate shop to host` before the night, `switch shop to host` in it, and nobody has closed the shop in between. */
function* turnedUnclosed(subject: ReleaseSubject): Iterable<Found> {
  const { release } = subject;
  const forward = release.steps.filter(isForward);
  const copies = forward.filter(({ verb, to }) => verb === 'migrate' && to);
  const turn = forward.find(
    (step) =>
      step.verb === 'switch' && inRun(step) && !step.share && step.to && copies.some((copy) => isOfSame(copy, step)),
  );
  if (!turn) return;
  const last = copies.findLast((copy) => isOfSame(copy, turn))!;
  if (inRun(last) || inOutage(turn) || !isBefore(subject, last, turn)) return;
  // Whoever speaks of closing anything, or of copying all the time, has thought of it.
  const stops = ({ verb, targets }: Step) =>
    verb === 'stop' && targets.some((one) => turn.targets.some((other) => other.name === one.name));
  if (forward.some((step) => inOutage(step) || cares(step) || stops(step))) return;
  const name = turn.targets[0]!.name;
  yield {
    message:
      `${said(last)} copies ${quoted(name)} to ${quoted(turn.to!.name)}, and ${said(turn)} turns its users there in the night: nothing closes it in between, and ` +
      'what they enter until then is copied by nothing. Copy it once more behind a `stop`, or keep both the same.',
    place: last.head,
    about: [name],
    related: [{ message: 'Users are turned here', place: turn.head }],
  };
}

/** A plan of months loads everything early and works with the old one until its end. */
function* writtenForMonths(subject: ReleaseSubject): Iterable<Found> {
  const found = loadedLongBefore(subject);
  if (!found) return;
  const { schedule } = subject;
  yield {
    message:
      `${said(found.load)} has loaded all of it by ${whenOver(schedule, found.loaded)}, ${describeDays(found.end - found.loaded)} before the end of the plan, and nothing freezes what it ` +
      'is loaded from, loads what has changed since, or keeps both the same: what is entered meanwhile is lost. Plan a last load behind a freeze.',
    place: found.load.head,
    about: found.load.targets.map(({ name }) => name),
  };
}

/** Everybody reads that the data come along, and each takes it for somebody else's step. */
function* copiedByNothing(subject: ReleaseSubject): Iterable<Found> {
  for (const { what, place } of saidToBeCopied(subject)) {
    yield {
      message: `${quoted(what)} is said to be copied, and no step of ${quoted(subject.release.name)} copies anything: what is new begins without. Add a \`migrate\`, or say who does it.`,
      place,
      about: [what],
    };
  }
}

function* onlyOldCopy(subject: ReleaseSubject): Iterable<Found> {
  for (const { copy, age, untried } of onlyCopies(subject)) {
    yield {
      message:
        `${said(copy)} is the only copy, made ${describeMinutes(age)} before the first change of the run, and nothing keeps out who writes: what is entered from then on is in none` +
        `${untried ? ', and nothing tries whether it can be restored' : ''}. Close it before, or copy it once more behind that.`,
      place: copy.head,
      about: copy.targets.map(({ name }) => name),
    };
  }
}

/** Share by share users work with it, and the way back puts in its place what was there before the first of them. */
function* pastShares(subject: ReleaseSubject): Iterable<Found> {
  const soon = roughMinutes(subject.parameters.duration('soon'));
  for (const { restore, copy, share, since, back } of restoresPastWrites(subject)) {
    if (since <= soon) continue;
    yield {
      message:
        `${said(restore)} puts back ${said(copy)} while users work with it: by ${said(share)} what they have entered for ${describeDays(since)} is in no copy, and nothing of ` +
        `${quoted(back.name ?? back.kind)} takes it along. Export it there first, or keep what is new readable by the old version.`,
      place: restore.head,
      about: restore.targets.map(({ name }) => name),
      related: [
        { message: 'The copy', place: copy.head },
        { message: 'They work with it from here on', place: share.head },
      ],
    };
  }
}

function isOfSame(copy: Step, turn: Step): boolean {
  return (
    copy.to?.name === turn.to?.name && copy.targets.some(({ name }) => turn.targets.some((one) => one.name === name))
  );
}

/** It is stopped, or made so that nobody writes into it: `configure sheet "Read-only"`. */
function closes(step: Step, source: string): boolean {
  if (!isForward(step) || !step.targets.some(({ name }) => name === source)) return false;
  return step.verb === 'stop' || closesInWords(step);
}

/** One may go back when users have worked with what is new for long, and nothing of the way back takes along what they entered. */
function* lateReturns(subject: ReleaseSubject): Iterable<Found> {
  const { release, schedule, parameters } = subject;
  const late = roughMinutes(parameters.duration('late'));
  const over = schedule.run?.end;
  if (over === undefined || !release.steps.some((step) => step.verb === 'migrate' && inRun(step))) return;
  const told = new Set<Block>();
  for (const { name, at, place, label } of calls(subject)) {
    const named = release.names.get(name);
    if (named?.kind !== 'block' || named.block.kind !== 'rollback' || told.has(named.block)) continue;
    if (at === undefined || at - over <= late || takesAlong(release.steps, named.block)) continue;
    told.add(named.block);
    yield {
      message:
        `${label} may still go back ${describeDays(at - over)} after the run is over (${when(schedule, over)}), and nothing of ${quoted(name)} takes along what ` +
        'was entered by then: it is lost. Export it there first, and enter it again, or say until when one goes back.',
      place,
      about: [name],
      related: [{ message: 'The way back', place: named.block.head }],
    };
  }
}

/** In the run itself: users are let into another database, and long behind that a trigger or gate still leads them back to the one of before. */
function* returnsInUse(subject: ReleaseSubject): Iterable<Found> {
  const { release, schedule, parameters } = subject;
  const soon = roughMinutes(parameters.duration('soon'));
  const over = schedule.run?.end;
  const move = release.steps.find((step) => inRun(step) && movesData(subject, step));
  const opening = move && letsIn(subject, move);
  const open = opening && schedule.steps[opening.id]?.end;
  if (!move || !opening || open === undefined || over === undefined) return;
  const told = new Set<Block>();
  for (const { name, at, isOfRun } of calls(subject)) {
    const named = release.names.get(name);
    if (!isOfRun || named?.kind !== 'block' || named.block.kind !== 'rollback' || told.has(named.block)) continue;
    const last = at ?? over;
    if (last - open <= soon || takesAlong(release.steps, named.block)) continue;
    told.add(named.block);
    yield {
      message:
        `Users work with what ${said(move)} has made from ${when(schedule, open)} on, and ${quoted(name)} may still be called until ` +
        `${when(schedule, last)}, ${describeDays(last - open)} later: nothing of it takes along what was entered by then. Export it there ` +
        'first, and enter it again, or decide before they are let in.',
      place: named.block.head,
      about: [name],
      related: [
        { message: 'Their data move here', place: move.head },
        ...(opening === move ? [] : [{ message: 'They are let in here', place: opening.head }]),
      ],
    };
  }
}

/** Users are turned to another system, and turned back to the old one where something calls for it: what they enter meanwhile stays where they were. */
function* leftBehind(subject: ReleaseSubject): Iterable<Found> {
  const { release, schedule, parameters } = subject;
  const soon = roughMinutes(parameters.duration('soon'));
  const called = [...calls(subject)];
  for (const { way, back, old, turn } of leftThere(subject)) {
    const ends = called.flatMap(({ name, at, isOfRun }) =>
      name === way.block.name ? (at ?? (isOfRun ? schedule.run?.end : undefined) ?? Number.POSITIVE_INFINITY) : [],
    );
    const open = schedule.steps[turn.id]?.end;
    if (ends.length === 0 || takesAlong(release.steps, way.block)) continue;
    if (open !== undefined && Math.max(...ends) - open <= soon && !goesOn(subject, turn)) continue;
    yield {
      message:
        `${said(turn)} turns users to what is new, and ${said(back)} of ${quoted(way.name)} turns them back to ${quoted(old.name)}: what they have entered ` +
        'by then stays behind, and nothing of it takes that along. Export it there first, and enter it again, or say that nothing is entered.',
      place: back.head,
      about: [way.name, old.name],
      related: [{ message: 'They are turned here', place: turn.head }],
    };
  }
}

/** Something behind it takes a time that nobody knows yet. */
function goesOn({ release, dependencies }: ReleaseSubject, turn: Step): boolean {
  const isOpen = ({ duration }: Step) => !duration || isTbd(duration) || duration.open !== undefined;
  return release.steps.some((step) => inRun(step) && isOpen(step) && dependencies.precedes(turn, step));
}

/** `migrate new-db from old-db`; and a database that is exchanged for another one, `switch orders-db version 13 -> 16`. */
function movesData({ changes }: ReleaseSubject, step: Step): boolean {
  const holdsData = changes.targets(step).some(({ type }) => type === 'database');
  return (step.verb === 'migrate' && step.from !== undefined && holdsData) || (step.verb === 'switch' && holdsData);
}

/** Where they were shut out, the first start or switch behind it; where nobody was, the switch itself. Undefined: nobody knows. */
function letsIn({ release, dependencies }: ReleaseSubject, move: Step): Step | undefined {
  const night = release.steps.filter((step) => isForward(step) && inRun(step));
  const isShut = night.some((step) => (step.verb === 'stop' || inOutage(step)) && dependencies.precedes(step, move));
  if (!isShut && move.verb === 'switch') return move;
  return night.find((step) => LETS_IN.has(step.verb) && dependencies.precedes(move, step));
}

const LETS_IN: ReadonlySet<string> = new Set(['start', 'switch']);

function* calls(subject: ReleaseSubject) {
  const { release, schedule } = subject;
  for (const step of release.steps) {
    const { action, ref } = step.gate?.noGo ?? {};
    if (action !== 'rollback' || !ref || !isForward(step)) continue;
    const at = schedule.steps[step.id]?.start ?? momentOf(subject, step.at);
    yield { name: ref.name, at, place: step.head, label: said(step), isOfRun: inRun(step) };
  }
  for (const { then, during, at, place, block } of release.triggers) {
    const isOfRun = !during && !at && block !== undefined && rootBlock(block).kind === 'run';
    for (const { action, ref } of then) {
      if (action === 'rollback' && ref)
        yield { name: ref.name, at: momentOf(subject, during?.to ?? at), place, label: 'The trigger', isOfRun };
    }
  }
}
