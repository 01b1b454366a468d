import { inOutage, inRun, isForward, outageOf } from '../facts/changes/changes.ts';
import { restores } from '../facts/changes/restores.ts';
import { type ToldOutage, toldOutages } from '../facts/changes/told-outages.ts';
import { standardRelease } from '../facts/example.ts';
import { heard } from '../facts/heard.ts';
import { promisedInWords } from '../facts/in-words/promised.ts';
import { describeDays, quoted, said, titleText } from '../facts/words.ts';
import { type Promise_, rootBlock, type Step } from '../model.ts';
import { riskOf } from '../risk/risk.ts';
import { isElapsed, roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (estimate: string) =>
  standardRelease(
    `
    person priya
    person jonas
    database orders-db
    `,
    `
    promise outage 60m${estimate.endsWith('90m') ? '  // <- outage-promise' : ''}
    run {
      backup orders-db as night-backup 20m by priya {
        tested 10m
      }
      outage {
        migrate orders-db ${estimate} by priya
        verify  orders-db 10m by jonas
      }
    }
    rollback {
      restore orders-db 40m by priya from night-backup
    }
    `,
  );

export const outagePromise: ReleaseCheck = {
  code: 'outage-promise',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'An outage that is likely to be longer than the promised one, than what users are told, or than it need be',
  readsTitlesOf: ['step', 'release'],
  bundle: 'block',
  why:
    'The users were told a number. It has to hold on nine nights out of ten and not only when every step takes as long ' +
    'as hoped: the likely values added up are what half of the nights exceed.',
  parameters: {
    share: {
      type: 'number',
      default: 90,
      description: 'With how many percent the promise must hold, where durations are ranges or risks threaten them.',
    },
  },
  fixable: false,
  example: { breaks: plan('30m..40m..90m'), passes: plan('30m..40m..50m') },
  *find(subject) {
    const { release, schedule } = subject;
    const endless = withoutEnd(subject);
    if (endless) yield endless;
    yield* doneBefore(subject);
    yield* toldOtherwise(subject);
    yield* inWordsOnly(subject);
    for (const promise of release.promises) {
      if (promise.what !== 'outage' || !promise.duration || !isElapsed(promise.duration)) continue;
      const promised = roughMinutes(promise.duration);
      if (promised === 0) yield* cutOff(subject, promise);
      if (schedule.outage === 0) continue;
      const found =
        schedule.outage > promised
          ? planned(subject, promise, promised)
          : (possible(subject, promise, promised) ?? beyondAim(subject, promise, promised));
      if (found) yield found;
    }
  },
};

/** Users wait while something is fetched or built that nobody uses yet. */
function* doneBefore({ release }: ReleaseSubject): Iterable<Found> {
  for (const step of release.steps) {
    if (!inOutage(step) || !isForward(step) || step.done || !isMadeReady(step)) continue;
    yield {
      message: `${said(step)} fetches or builds something while users are cut off: do that before, and the outage is shorter.`,
      place: step.head,
      severity: 'information',
      about: step.name ? [step.name] : [],
      several: {
        at: outageOf(step).head,
        what: 'steps of the outage fetch or build something while users are cut off',
        name: said(step),
        todo: 'do that before, and the outage is shorter',
      },
    };
  }
}

/** What a task says that it fetches or builds, and what the commands of a deployment do: neither needs anybody to be cut off. */
const isMadeReady = heard((words, { verb, proof }) =>
  verb === 'task'
    ? MADE.test(words()) && !OF_DATA.test(words())
    : verb === 'deploy' && (proof?.how ?? []).some((text) => BUILDS.test(text)),
);

const MADE =
  /\b(download\w*|pre-?fetch\w*|compil(e|es|ing)|build (the |a |an |new )*(\w+ )?(binary|binaries|images?|packages?|art[ei]facts?|software|release|containers?|from source)|pull(ing)? (the |a |all |new )*(\w+ )?(images?|containers?|packages?|art[ei]facts?))\b/i;
const BUILDS =
  /\b(git clone|make( -\S+)* (all|install|build)|docker (build|pull)|(mvn|gradle\w*|npm|yarn|cargo|go) (run )?(ci|build|package|install)|wget|curl -\w*O)\b/;
/** What is written until the last moment is there only then. */
const OF_DATA = /\b(data|dump|snapshot|backup|exports?|logs?|delta|database)\b/i;

/** Users are cut off in a window that only begins, and nothing promises when they are let in again. */
function withoutEnd({ release }: ReleaseSubject): Found | undefined {
  const [window] = release.windows;
  const isPromised = release.promises.some(({ what }) => what === 'outage');
  if (!window?.from || window.from.kind === 'unknown' || window.to || isPromised) return undefined;
  const shut = release.steps.find((step) => inRun(step) && inOutage(step));
  if (!shut) return undefined;
  return {
    message:
      'The users are cut off, and nothing says until when: the window has no end, and no outage is promised; add `promise outage 90m`, or an end.',
    place: window.place,
    related: [{ message: 'They are cut off here', place: shut.head }],
  };
}

/**
 * Words of a message that the plan, its promise or another message contradicts. Where those to different readers say different lengths, each may
 * speak of something else.
 */
function* toldOtherwise(subject: ReleaseSubject): Iterable<Found> {
  const { release, schedule } = subject;
  const tellings = toldOutages(subject);
  const shareReaders = (a: ToldOutage, b: ToldOutage) =>
    a.step.targets.some(({ name }) => b.step.targets.some((other) => other.name === name));
  if (tellings.some((a) => tellings.some((b) => a.minutes !== b.minutes && !shareReaders(a, b)))) return;
  const promises = release.promises.filter(
    ({ what, duration }) => what === 'outage' && duration && isElapsed(duration),
  );
  const [promise] = promises;
  for (const telling of tellings) {
    const { step, minutes, words } = telling;
    const base = { place: step.text!.place, about: step.targets.map(({ name }) => name) };
    const before = tellings.find((one) => one.minutes !== minutes && tellings.indexOf(one) < tellings.indexOf(telling));
    const promised = promises.length === 1 ? roughMinutes(promise!.duration!) : undefined;
    if (isOneOutage(release.steps) && schedule.outage > minutes) {
      yield {
        ...base,
        message:
          `${said(step)} tells of an outage of ${quoted(words)}, and it is planned with ${describeMinutes(schedule.outage)}; tell what it takes, or ` +
          'take steps out of it.',
        related: longest(subject),
      };
    } else if (promised !== undefined && minutes > promised) {
      yield {
        ...base,
        message: `${said(step)} tells of an outage of ${quoted(words)}, and ${describeMinutes(promised)} are promised; let them agree.`,
        related: [{ message: 'The promise', place: promise!.place }],
      };
    } else if (before) {
      yield {
        ...base,
        message: `${said(step)} tells of an outage of ${quoted(words)}, and ${said(before.step)} has told the same readers ${quoted(before.words)}; let them agree.`,
        related: [{ message: 'Told here', place: before.step.text!.place }],
      };
    }
  }
}

/** Nobody counts what is called short. */
function* inWordsOnly(subject: ReleaseSubject): Iterable<Found> {
  const found = promisedInWords(subject);
  if (!found) return;
  const { words, place, minutes, stop, start } = found;
  yield {
    message: `${titleText(words)} is promised, and ${describeDays(minutes)} lie between ${said(stop)} and ${said(start)}; promise what it takes.`,
    place,
    related: [{ message: 'From here on they are without it', place: stop.head }],
  };
}

/** Of several outages a message may tell of one. */
function isOneOutage(steps: readonly Step[]): boolean {
  const roots = new Set(steps.filter((step) => inRun(step) && inOutage(step)).map(outageOf));
  return roots.size === 1;
}

/** Users work all the time, and the way back shuts them out, or puts what they have entered meanwhile aside. */
function* cutOff(subject: ReleaseSubject, promise: Promise_): Iterable<Found> {
  const { release } = subject;
  const back = release.steps.filter(({ block }) => rootBlock(block).kind === 'rollback');
  const stop = back.find(({ verb }) => verb === 'stop');
  const relied = [...restores(subject).relied.values()][0];
  const step = stop ?? relied;
  if (!step) return;
  const lost = relied && `${said(relied)} puts back a copy: what users have entered since is lost`;
  const says = [stop && `${said(stop)} cuts them off`, lost].filter(Boolean).join(', and ');
  yield {
    message: `No outage is promised, so users work until one goes back; then ${says}. Promise how long that may take, or go back without it.`,
    place: promise.place,
    related: [{ message: 'The way back', place: step.head }],
  };
}

function planned(subject: ReleaseSubject, promise: Promise_, promised: number): Found {
  const { outage } = subject.schedule;
  return {
    message:
      `The outage is planned with ${describeMinutes(outage)}, ${describeMinutes(outage - promised)} more than the ` +
      `promised ${describeMinutes(promised)}; take steps out of it, or promise what it takes.`,
    place: promise.place,
    related: longest(subject),
  };
}

/** `30m..1h`: what is aimed at is not met, what is promised is. */
function beyondAim(subject: ReleaseSubject, promise: Promise_, promised: number): Found | undefined {
  const aim = promise.aim && isElapsed(promise.aim) ? roughMinutes(promise.aim) : undefined;
  const { outage } = subject.schedule;
  if (aim === undefined || outage <= aim) return undefined;
  return {
    message:
      `The outage is planned with ${describeMinutes(outage)}, ${describeMinutes(outage - aim)} more than the ` +
      `${describeMinutes(aim)} that are aimed at, and within the promised ${describeMinutes(promised)}; take steps out of it, or aim at what it takes.`,
    place: promise.place,
    severity: 'information',
    related: longest(subject),
  };
}

/** How often it holds is asked of a few hundred runs: the editor asks at every key, and wants no decimals. */
function fewRuns({ release }: ReleaseSubject): number {
  return Math.max(100, Math.min(500, Math.floor(200_000 / Math.max(1, release.steps.length))));
}

function possible(subject: ReleaseSubject, promise: Promise_, promised: number): Found | undefined {
  const { plan, release, schedule, parameters } = subject;
  const wanted = parameters.number('share');
  const risk = riskOf(plan, release, schedule, { runs: fewRuns(subject) });
  // The simulation speaks of the shortest promise.
  if (!risk?.outage || risk.promise?.outage !== promised || risk.promise.holds * 100 >= wanted) return undefined;
  return {
    message:
      `The promised outage of ${describeMinutes(promised)} holds with ${Math.floor(risk.promise.holds * 100)} %, and ` +
      `${wanted} % are asked for: it is planned with ${describeMinutes(schedule.outage)}, and takes up to ` +
      `${describeMinutes(risk.outage.p80)} on 80 of 100 nights, ${describeMinutes(risk.outage.p95)} on 95; take steps out ` +
      'of it, or promise more.',
    place: promise.place,
    related: longest(subject),
  };
}

/** The steps of the outage that take longest: where there is something to gain. */
function longest({ release }: ReleaseSubject) {
  const minutes = (step: Step) => (step.duration ? roughMinutes(step.duration.max) : 0);
  return release.steps
    .filter((step) => inOutage(step) && rootBlock(step.block).kind !== 'rollback' && minutes(step) > 0)
    .sort((a, b) => minutes(b) - minutes(a))
    .slice(0, 3)
    .map((step) => ({ message: `${said(step)} takes ${quoted(step.duration!.text)} of it`, place: step.head }));
}
