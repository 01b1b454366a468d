import { inRun, isForward } from '../facts/changes/changes.ts';
import { isForNow } from '../facts/changes/left-down.ts';
import { unaskedRuns } from '../facts/decisions/between-runs.ts';
import { unaskedStage } from '../facts/decisions/between-stages.ts';
import { firstCommitment, fromT, gatesBefore, isApproval, sayingGo } from '../facts/decisions/gates.ts';
import { standardRelease } from '../facts/example.ts';
import { heard } from '../facts/heard.ts';
import { byDateAlone } from '../facts/milestones/candidates.ts';
import { knownOwner } from '../facts/people/accountable.ts';
import { momentOf } from '../facts/times.ts';
import { describeDays, inWords, listed, quoted, said, when } from '../facts/words.ts';
import { type Place, type Release, rootBlock, type Step } from '../model.ts';
import { inTextOrder } from '../place.ts';
import { whoText } from '../said/words.ts';
import { areComparable } from '../schedule/relative.ts';
import { freeName } from '../schedule/run/order-edits.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import { formatDate } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const SHARED = `
  policy standard {
    check gate-missing error
  }
  person mara
  person priya
  person jonas
  service web
`;

export const gateMissing: ReleaseCheck = {
  code: 'gate-missing',
  of: 'release',
  group: 'release',
  severity: 'error',
  title: 'No go/no-go before the first step that matters',
  why:
    'Between the last preparation and the first step that cannot simply be undone, somebody must look at the facts and ' +
    'say go. A run without that moment starts because it is ten o’clock.',
  parameters: {
    earliest: {
      type: 'duration',
      default: '3wd',
      description:
        'How long before that step it may be decided at most, in the working days of the release, unless the step waits for ' +
        'the gate and the gate asks for something; `0d`: at any time.',
    },
  },
  fixable: true,
  readsTitlesOf: ['step'],
  example: {
    breaks: standardRelease(
      SHARED,
      `
      owner mara
      run {
        point of no return
        deploy web 10m by priya irreversible approved by mara  // <- gate-missing
        verify web 10m by jonas
      }
      `,
    ),
    passes: standardRelease(
      SHARED,
      `
      owner mara
      run {
        gate   go "Go / no-go" 15m by mara
        point of no return
        deploy web 10m by priya irreversible approved by mara
        verify web 10m by jonas
      }
      `,
    ),
  },
  practice: {
    askedOf: 'whatever changes production',
    begunBy: 'a `gate`; and in any case a step that is `irreversible`, and a `point of no return`',
    // Where there is no way back, somebody has to say go: that is never one reminder among others.
    isBegun: (subject) =>
      firstCommitment(subject) === undefined ||
      subject.release.pointsOfNoReturn.length > 0 ||
      subject.changes.steps.some((step) => step.irreversible) ||
      subject.release.steps.some(
        (step) => step.verb === 'gate' && isForward(step) && !isApproval(subject, step) && !isClosing(step),
      ),
    words: (subject) => {
      const next = unaskedRuns(subject).map(({ run }) => nameOfRun(run));
      return `a go/no-go before ${listed([said(firstCommitment(subject)!), ...next])}`;
    },
  },
  *find(subject) {
    const { release, parameters, schedule } = subject;
    const step = firstCommitment(subject);
    if (!step) {
      yield* launches(subject);
      yield* afterTrial(subject);
      yield* byItsDay(subject);
      yield* closings(subject);
      return;
    }
    const all = gatesBefore(subject, step);
    yield* removals(subject);
    yield* nextNights(subject);
    if (sayingGo(subject, all, step, parameters.duration('earliest')).length > 0) return;
    const before = all.filter((gate) => !isApproval(subject, gate));
    const which = step.irreversible ? 'the first step that cannot be taken back' : 'the first change of the run';
    // A gate that says whether to keep what is done, or to go back, stands where it belongs.
    const late = release.steps.find(
      (gate) =>
        gate.verb === 'gate' &&
        isForward(gate) &&
        !isClosing(gate) &&
        gate.gate?.noGo?.action !== 'rollback' &&
        !all.includes(gate),
    );
    // Of one of which nothing says when it is nobody knows whether it is too late: `not-scheduled` says that.
    const isUntimed = schedule.conflicts.some(
      ({ kind, steps }) => kind === 'no-time' && late && steps.includes(late.id),
    );
    if (isUntimed && before.length === 0) return;
    const early = before.at(-1);
    yield {
      message: early
        ? tooEarly(subject, early, step, which)
        : late
          ? `Nobody says go before ${said(step)}, ${which}: ${decidesLater(subject, late, step)}. Put a gate before it, or ${said(late)} itself if that is meant.`
          : `Nobody says go before ${said(step)}, ${which}; put a gate before it.`,
      place: step.head,
      related: (early ?? late) && [{ message: 'The gate', place: (early ?? late)!.head }],
      fixes: () => (late && !early ? [] : [addGate(subject, step)]),
    };
  },
};

/** A launch that is no step of the plan, and that is rehearsed or looked at before: nobody says by what comes of that whether it may be. */
function* launches({ release }: ReleaseSubject): Iterable<Found> {
  const isDecided = release.steps.some((step) => step.verb === 'gate' && isForward(step));
  const launch = release.milestones.find((milestone) => !milestone.done && LAUNCH.test(inWords(milestone)));
  const look = release.steps.find((step) => step.verb === 'verify' && isForward(step)) ?? release.rehearsals[0];
  if (isDecided || !launch || !look) return;
  yield {
    message:
      `${quoted(launch.name)} comes whatever ${look.kind === 'step' ? said(look) : quoted(look.name)} shows: nobody says go before it; put a gate before it that asks ` +
      'what has to be true by then.',
    place: launch.head,
    severity: 'warning',
    about: [launch.name],
  };
}

/** What it has shown is what it was made for. */
function* afterTrial(subject: ReleaseSubject): Iterable<Found> {
  const found = unaskedStage(subject);
  if (!found) return;
  const { trial, live } = found;
  yield {
    message: `${said(live)} changes production whatever ${said(trial)} has shown: nobody says go between the two; put a gate before it that asks what has to be true by then.`,
    place: live.head,
    severity: 'warning',
    related: [{ message: 'It is tried here', place: trial.head }],
  };
}

const LAUNCH = /\b(launch\w*|go[- ]?live|cut-?over|opening|pilot)\b/i;

/** A calendar that gives out versions to be tried, and gives out the last one on its day whatever they have shown. */
function* byItsDay(subject: ReleaseSubject): Iterable<Found> {
  const course = byDateAlone(subject);
  if (!course) return;
  const { milestone, at, zone } = course.final;
  const last = course.candidates.at(-1)!.milestone;
  yield {
    message:
      `${quoted(milestone.name)} comes on ${formatDate(at, zone)} whatever ${quoted(last.name)} shows: nobody says go before it, and nothing says by what; put a gate ` +
      'before it that asks what has to be true by then.',
    place: milestone.head,
    severity: 'warning',
    about: [milestone.name],
    related: [{ message: 'It is tried last here', place: last.head }],
  };
}

/** Outside of any run something is shut down for good (`stop old-cluster at Fri 2026-12-04`), and nobody says before that it may be. */
function* closings(subject: ReleaseSubject): Iterable<Found> {
  const { release, schedule } = subject;
  const shut = release.steps.filter((step) => isForward(step) && !step.done && isForGood(release, step));
  const [first, ...others] = shut.filter((step) => !isAllowed(subject, step));
  if (!first) return;
  const at = schedule.steps[first.id];
  const moment = at ? ` (${when(schedule, at.start)})` : '';
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  yield {
    message:
      `${said(first)}${moment}${more} ${others.length === 0 ? 'takes' : 'take'} away what is in use, and nobody says before that it may: ` +
      'put a gate before it that asks what has to be true by then.',
    place: first.head,
    severity: 'warning',
    related: others.map(({ head }) => ({ message: 'The same', place: head })),
  };
}

/** What has come of the first night is what the second one hangs on. */
function* nextNights(subject: ReleaseSubject): Iterable<Found> {
  for (const { before, run, first } of unaskedRuns(subject)) {
    yield {
      message:
        `${nameOfRun(run)} begins whatever ${nameOfRun(before)} has shown: nobody says go between the two; put a gate before ${said(first)} that asks ` +
        'what has to be true by then.',
      place: run.head,
      severity: 'warning',
      about: run.name ? [run.name] : [],
      related: [{ message: 'The night before', place: before.head }],
    };
  }
}

function nameOfRun({ name, kind }: Step['block']): string {
  return quoted(name ?? kind);
}

/** Days behind the run what one would go back to is taken away, and nobody says in between that nobody will. */
function* removals(subject: ReleaseSubject): Iterable<Found> {
  const { release, schedule } = subject;
  const over = schedule.run?.end;
  if (over === undefined) return;
  // While somebody still looks whether it holds, nobody has said that it does.
  const exits = release.rosters.filter(({ criteria }) => criteria.length > 0);
  const ends = exits.map(({ id, during }) => schedule.rosters[id]?.end ?? momentOf(subject, during?.to));
  const isExit = (start: Instant) =>
    ends.some((end) => end === undefined || end <= start || !areComparable(end, start));
  const found = release.steps.flatMap((step) => {
    const start = startOf(subject, step);
    const isLater = start !== undefined && start - over >= MINUTES_PER_DAY && areComparable(start, over);
    const isAsked = step.onlyIf || step.optional || step.irreversible?.approvedBy || step.done;
    if (!isLater || isAsked || !isForward(step) || !takesAway(step)) return [];
    const isDecided = release.steps.some((gate) => {
      if (gate.verb !== 'gate' || !isForward(gate) || inRun(gate)) return false;
      const at = startOf(subject, gate);
      return subject.dependencies.precedes(gate, step) || (at !== undefined && at >= over && at <= start);
    });
    return isDecided || isExit(start) ? [] : [{ step, start }];
  });
  const [first, ...others] = found;
  if (!first) return;
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  yield {
    message:
      `${said(first.step)} (${when(schedule, first.start)})${more} ${others.length === 0 ? 'takes' : 'take'} away what one would go back to, ` +
      'and nobody says behind the run that it is no longer needed; put a gate before it that asks what has to be true by then.',
    place: first.step.head,
    severity: 'warning',
    related: others.map(({ step }) => ({ message: 'The same', place: step.head })),
  };
}

/** Of a plan without a date, too. */
function startOf(subject: ReleaseSubject, { id, at, due }: Step): Instant | undefined {
  return subject.schedule.steps[id]?.start ?? momentOf(subject, at ?? due);
}

/** In these words, of the old thing, whatever the verb: `stop old "Decommission"`, `task delete-old`. */
const takesAway = heard((words, { verb }) => TAKES_AWAY.has(verb) && REMOVES.test(words()));

const TAKES_AWAY: ReadonlySet<string> = new Set(['stop', 'task', 'revoke', 'configure', 'migrate', 'deploy', 'switch']);
const REMOVES =
  /\b(decommission\w*|tear(ing)?[- ]?down|dispos(e|al)|scrap|wipe|drop|destroy)\b|\b(delet\w+|remov\w+|retir\w+|shut ?down|purg\w+|terminat\w+|revok\w+)\b.*\b(old|legacy|previous|former|source|blue|original)\b|\b(old|legacy|previous|former|source|blue|original)\b.*\b(delet\w+|remov\w+|retir\w+|shut ?down|purg\w+|terminat\w+|leaves?|revok\w+|(switched|turned) off)\b/i;

/** By dependency, or by somebody who decides before it begins. */
function isAllowed(subject: ReleaseSubject, step: Step): boolean {
  const { release, schedule, dependencies } = subject;
  const start = schedule.steps[step.id]?.start;
  return release.steps.some((gate) => {
    if (gate.verb !== 'gate' || !isForward(gate)) return false;
    const end = schedule.steps[gate.id]?.end;
    return dependencies.precedes(gate, step) || (end !== undefined && start !== undefined && end <= start);
  });
}

/** It is not started again, and nothing takes it back. */
function isForGood({ steps }: Release, step: Step): boolean {
  const [target] = step.targets;
  if (step.verb !== 'stop' || !target || step.undo || isForNow(step)) return false;
  return !steps.some((one) => BRINGS_BACK.has(one.verb) && one.targets.some(({ name }) => name === target.name));
}

const BRINGS_BACK: ReadonlySet<string> = new Set(['start', 'deploy', 'migrate', 'switch', 'restore']);

/** Whoever signs off afterwards says nothing of whether it may begin. */
function isClosing({ block }: Step): boolean {
  return rootBlock(block).kind === 'follow-up';
}

/** A gate that is not before the step: where neither order nor clock says that it is behind, nobody knows. */
function decidesLater(subject: ReleaseSubject, gate: Step, step: Step): string {
  const { schedule, dependencies } = subject;
  const isSame = rootBlock(gate.block) === rootBlock(step.block);
  const time = gate.at ?? gate.due ?? gate.during?.from;
  const at = schedule.steps[gate.id]?.start ?? momentOf(subject, time) ?? fromT(dependencies, time);
  const isKnown = isSame || at !== undefined || dependencies.precedes(step, gate);
  return isKnown ? `${said(gate)} decides later` : `nobody knows yet when ${said(gate)} decides`;
}

function tooEarly({ schedule, dependencies }: ReleaseSubject, gate: Step, step: Step, which: string): string {
  const [{ end }, { start }] = [schedule.steps[gate.id]!, schedule.steps[step.id]!];
  const why = dependencies.precedes(gate, step) ? 'and asks for nothing' : `which does not wait for it`;
  return (
    `${said(gate)} decides ${when(schedule, end)}, ${describeDays(start - end)} before ${said(step)}, ${which}, ${why}: nobody ` +
    'says go on the night; put a gate before it.'
  );
}

function addGate({ plan, release }: ReleaseSubject, step: Step) {
  const owner = knownOwner(plan, release);
  const by = owner ? ` by ${whoText(owner)}` : '';
  const asked = ['- "Everybody who is needed is there"', '- "No other incident is open"'];
  const text = `gate ${freeName(release, 'go')} "Go / no-go" 15m${by} {\n${asked.map((line) => `  ${line}`).join('\n')}\n}`;
  let outermost: Step | Step['block'] = step;
  while (outermost.kind === 'step' || outermost.parent) {
    const above: Step['block'] = outermost.kind === 'step' ? outermost.block : outermost.parent!;
    // The run itself is entered through its first line; a block inside it waits as a whole.
    if (!above.parent) break;
    outermost = above;
  }
  return {
    title: 'Add a go/no-go before it',
    edits: [{ kind: 'insert-before' as const, place: (pointRightBefore(release, outermost) ?? outermost).place, text }],
  };
}

/** Whoever says go does so on this side of the point of no return. */
function pointRightBefore({ pointsOfNoReturn, steps }: Release, { place }: Step | Step['block']) {
  const isBetween = (from: Place, one: Step) => inTextOrder(from, one.place) < 0 && inTextOrder(one.place, place) < 0;
  return pointsOfNoReturn.findLast(
    (point) => inTextOrder(point.place, place) < 0 && !steps.some((one) => isBetween(point.place, one)),
  );
}
