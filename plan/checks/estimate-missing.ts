import { allotted } from '../allotted.ts';
import { childrenOf } from '../children.ts';
import { isSmall } from '../facts/back/ways.ts';
import { inOutage, inRun } from '../facts/changes/changes.ts';
import { isOfDays, windowOf } from '../facts/changes/windows.ts';
import { standardRelease } from '../facts/example.ts';
import { type Head, headsOf } from '../facts/heads.ts';
import { heard } from '../facts/heard.ts';
import { normFor } from '../facts/repairs/insertion.ts';
import { quoted, said } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import {
  type Block,
  CHANGE_VERBS,
  isTbd,
  lookup,
  type Plan,
  type Release,
  rootBlock,
  type Step,
  type WrittenEstimate,
} from '../model.ts';
import { isCalled } from '../order/blocks.ts';
import { measuredDurations } from '../schedule/measured.ts';
import { fillsRange } from '../taking-time.ts';
import { formatDuration, isZero, roughMinutes } from '../time/duration.ts';
import type { Duration } from '../time/model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const SHARED = `
  norm deploy web 15m
  person priya
  person jonas
  service web
`;

export const estimateMissing: ReleaseCheck = {
  code: 'estimate-missing',
  of: 'release',
  ofLine: true,
  group: 'release',
  severity: 'warning',
  title: 'A step without a duration, or with one that cannot be',
  why:
    'A step that takes no time hides the hour it takes: the end of the run, the outage and the latest moment to roll ' +
    'back are all too early by it.',
  readsTitlesOf: ['step'],
  fixable: true,
  bundle: 'block',
  example: {
    breaks: standardRelease(
      SHARED,
      `
      run {
        deploy web by priya undo 5m  // <- estimate-missing
        verify web 30m..10m by jonas  // <- estimate-missing
      }
      `,
    ),
    passes: standardRelease(
      SHARED,
      `
      run {
        deploy web 15m by priya undo 5m
        verify web 10m..30m by jonas
      }
      `,
    ),
  },
  *find(subject) {
    const { release } = subject;
    const { steps } = release;
    const shares = allotted(release);
    const measured = measuredDurations(release);
    // A list of what has to be ready says of nothing how long it takes; who says it of some of it plans with it.
    const isPlanned = steps.some((step) => step.duration && rootBlock(step.block).kind === 'prepare');
    const isTimed = runIsTimed(release);
    const needsDuration = (step: Step) =>
      lastsAWhile(subject, step) &&
      (isPlanned || rootBlock(step.block).kind !== 'prepare') &&
      (isTimed || !inRun(step) || inOutage(step) || isOpenWait(release, step));
    const lacking = steps.filter(
      (step) =>
        !step.duration &&
        needsDuration(step) &&
        !shares.has(step) &&
        !measured.has(step) &&
        !isMeasuredAsAll(release, step),
    );
    const endless = isTimed || isSmall(release) ? [] : runsWithoutLength(release);
    for (const step of steps) if (step.duration) yield* judge(step, step.duration);
    // Of a run of which nothing says how long it is, that is told; what holds it up without an end is another thing.
    const single = lacking.filter((step) => step.untilWhen || !endless.includes(rootBlock(step.block)));
    const headOf = headsOf(release, single);
    for (const step of single) yield missing(subject, step, headOf(step));
    for (const run of endless) yield withoutLength(release, run);
  },
};

/**
 * Elsewhere a line may be a mere event: it has a time, and nobody asks how long it takes. Nor does anybody of a play that has all the
 * time it needs, or in a run of days, whose length nobody counts in hours.
 */
function lastsAWhile(subject: ReleaseSubject, step: Step): boolean {
  const { plan, release } = subject;
  if (step.done || step.verb === 'notify' || fillsRange(step) || step.until) return false;
  // What comes round by its own clock keeps nothing waiting.
  if (step.every || isOnSomeDay(step) || isYesFromOutside(plan, release, step)) return false;
  if (isLastMeeting(release, step) || isFlip(step) || isBeside(step)) return false;
  if (haltsItself(step) && !isWaitedFor(subject, step)) return false;
  const root = rootBlock(step.block);
  const { kind } = root;
  if (kind === 'play' && !isLimited(root)) return false;
  const window = windowOf(release, step);
  if (window && isOfDays(window) && !inOutage(step)) return false;
  // What is done once one has gone back, to mend it, nobody can know before.
  if (kind === 'follow-up') return false;
  if (inRun(step) || isCalled(root)) return step.verb !== 'wait' || !isAnchored(step);
  // A list to tick off by a day says of none of it how long it takes.
  const isList = step.checklist.length > 0 && step.due !== undefined;
  return kind === 'prepare' && !isAnchored(step) && step.verb !== 'gate' && !isList;
}

/** A wait for something that may never come, with work behind it, and nothing that says what happens if it does not. */
function isOpenWait({ triggers }: Release, { untilWhen, block, id, name }: Step): boolean {
  if (!untilWhen || untilWhen.over) return false;
  const isWatched = triggers.some(({ conditions }) =>
    conditions.some(({ subject, state }) => subject === untilWhen.subject || state?.of.ref.name === name),
  );
  return !isWatched && block.children.indexOf(id) < block.children.length - 1;
}

/**
 * Where no step of any run has a length or stands at an hour, no window an end, and nothing is promised, a run is a list of what is done
 * one after the other.
 */
function runIsTimed({ steps, windows, promises }: Release): boolean {
  const isOpen = windows.every(({ from, to }) => !to || from?.kind === 'unknown');
  return (
    !isOpen ||
    promises.some(({ what }) => what === 'outage') ||
    steps.some((step) => inRun(step) && (step.duration || step.at?.kind === 'clock'))
  );
}

/** Runs of a long release in which something is changed, stopped or started, and of which nothing says how long they last. */
function runsWithoutLength(release: Release): readonly Block[] {
  return release.blocks.filter((run) => {
    const own = run.kind === 'run' ? workOf(release, run) : [];
    const isWork = own.some(({ verb, targets }) => TOUCHES.has(verb) && targets.length > 0);
    return own.length >= 3 && isWork && !own.some(isDated);
  });
}

function workOf({ steps }: Release, run: Block): readonly Step[] {
  return steps.filter(({ block, verb }) => rootBlock(block) === run && verb !== 'notify');
}

function withoutLength(release: Release, run: Block): Found {
  return {
    message: `Nothing says how long ${quoted(run.name ?? run.kind)} takes: none of its ${workOf(release, run).length} steps has a length, and no window ends it. Add a length to each, or to what takes longest, so that others know when it is over.`,
    place: run.head,
  };
}

const TOUCHES: ReadonlySet<string> = new Set([...CHANGE_VERBS, 'stop', 'start']);

/** Where lines say when they begin, they say how long those before them may take. */
function isDated({ at, during, every, block }: Step): boolean {
  for (let one: Block | undefined = block; one; one = one.parent) if (one.at ?? one.during ?? one.duration) return true;
  return (at ?? during ?? every) !== undefined;
}

/** `measured full 22m`: how long the way back takes is known, whatever part of it which step is; that tells `estimate-below-measured`. */
function isMeasuredAsAll({ rehearsals }: Release, { block }: Step): boolean {
  const root = rootBlock(block);
  const name = root.name ?? root.kind;
  return isCalled(root) && rehearsals.some(({ measured }) => measured.some(({ point }) => point.ref.name === name));
}

/** A play that must be over by some time, or that gives way to another one when it no longer fits. */
function isLimited({ until, due, during, otherwise }: Block): boolean {
  return !!(until || due || during?.to || otherwise);
}

/** What somebody outside allows with a word takes them no time that we plan. */
function isYesFromOutside(plan: Plan, release: Release, { verb, by, with: others, gate, checklist }: Step): boolean {
  const asks = gate && (gate.criteria.length > 0 || gate.needs.length > 0 || checklist.length > 0);
  return (
    verb === 'gate' && !asks && others.length === 0 && !!by && lookup(plan, release, by.ref.name)?.kind === 'party'
  );
}

/** A decision that has a day and no hour: nobody counts its minutes. */
function isOnSomeDay({ verb, at }: Step): boolean {
  return (verb === 'gate' || verb === 'meet') && at?.kind === 'instant' && at.dateOnly;
}

/** `meet handover at T+4h` behind which nothing stands holds nobody up, however long people talk. */
function isLastMeeting(release: Release, step: Step): boolean {
  const behind = childrenOf(release, step.block).slice(step.block.children.indexOf(step.id) + 1);
  return step.verb === 'meet' && step.at !== undefined && behind.every(({ kind }) => NO_WORK.has(kind));
}

/** A flag is flipped in the moment it is said to be: `configure shop "Maintenance mode off" at T+150m`. */
const isFlip = heard((words, step) => step.at !== undefined && FLIPPED.has(step.verb) && FLIP.test(words()));

/** `stop chain "The chain halts" at Thu 2021-02-18 06:00`: a program does it in the moment that is set for it, and nobody works at it. */
const haltsItself = heard(
  (words, { verb, at }) =>
    verb === 'stop' && (at?.kind === 'instant' || at?.kind === 'clock') && HALTS_ITSELF.test(words()),
);

/** Whoever writes `after halt`, and no more, begins when all of it has stopped; `after halt + 10m` says how long that takes. */
function isWaitedFor({ schedule }: ReleaseSubject, { id }: Step): boolean {
  const { arcs } = schedule.order;
  return arcs.some(({ from, fromSide, point, lag, time }) => {
    return from === id && fromSide === 'end' && point !== undefined && !lag && !time?.offset;
  });
}

const HALTS_ITSELF = /\bhalts\b|\b(halts?|stops?|stopped|ends?)\b.*\b(by (itself|themselves)|automatically)\b/i;

/** `task watch "Monitor it in the background"`: as long as what it stands beside. */
const isBeside = heard((words, { verb }) => verb === 'task' && BESIDE.test(words()));

const BESIDE = /\b(in the background|throughout|meanwhile|all the while)\b/i;

const FLIPPED: ReadonlySet<string> = new Set(['configure', 'start', 'stop', 'switch']);
const FLIP = /\b(flags?|toggles?|maintenance (mode|page|banner)|kill[- ]?switch)\b/i;

const NO_WORK: ReadonlySet<string> = new Set(['trigger', 'milestone', 'point-of-no-return']);

function isAnchored(step: Step): boolean {
  return !!(step.at || step.notBefore || step.every);
}

function missing(subject: ReleaseSubject, step: Step, { at, of }: Head): Found {
  const durations = known(subject, step);
  if (step.untilWhen) {
    return {
      message: `${said(step)} waits for a condition, and nothing says how long that may take; it counts as 0 min. Add the most it may be, for example \`..2h\`.`,
      place: step.head,
      several: {
        at,
        what: `steps of ${of} wait for a condition, and nothing says how long that may take`,
        name: said(step),
        todo: 'add the most it may be to each, for example `..2h`',
      },
    };
  }
  return {
    message: `${said(step)} has no duration and counts as 0 min; add one, for example \`${durations[0]?.text ?? '15m'}\`.`,
    place: step.head,
    several: {
      at,
      what: `steps of ${of} have no duration and count as 0 min`,
      name: said(step),
      todo: 'add one to each, for example `15m`, or `norm` lines for all steps of a kind',
    },
    fixes: () => durations.map(({ text, why }) => fill(step, text, why)),
  };
}

/** How long it takes as far as the plan knows, the best source first. */
function known({ plan, release }: ReleaseSubject, step: Step): readonly { text: string; why: string }[] {
  const norm = normFor(plan, step.verb, step.targets[0]?.name);
  const measured = release.rehearsals
    .flatMap((rehearsal) => rehearsal.measured)
    .find(({ point }) => point.ref.name === step.name || isPointAt(step, point.ref.name, point.target?.name));
  return [
    ...(measured ? [{ text: formatDuration(measured.duration), why: 'as the rehearsal measured' }] : []),
    ...(norm ? [{ text: norm.text, why: 'as the norm says' }] : []),
  ];
}

function isPointAt(step: Step, verb: string, target: string | undefined): boolean {
  return step.verb === verb && step.targets.some((one) => one.name === target);
}

function fill(step: Step, text: string, why: string): Fix {
  return { title: `Take ${text}, ${why}`, edits: [{ kind: 'append-clause', place: step.place, text }] };
}

function* judge(step: Step, estimate: WrittenEstimate): Iterable<Found> {
  const { min, likely, max, place } = estimate;
  if (isTbd(estimate)) return;
  if (isZero(max) && step.verb !== 'notify') {
    yield {
      message: `${said(step)} takes \`${estimate.text}\`, which is no time; say how long it really takes.`,
      place,
    };
  }
  if (roughMinutes(min) <= roughMinutes(likely) && roughMinutes(likely) <= roughMinutes(max)) return;
  const sorted = [min, likely, max].sort((a, b) => roughMinutes(a) - roughMinutes(b));
  const written = estimate.text.split('..').length === 3 ? sorted : [sorted[0]!, sorted[2]!];
  const text = written.map((duration: Duration) => formatDuration(duration)).join('..');
  yield {
    message: `\`${estimate.text}\` is out of order: an estimate goes from the shortest to the longest, \`${text}\`.`,
    place,
    fixes: () => [{ title: `Write \`${text}\``, edits: [{ kind: 'replace', place, text }] }],
  };
}
