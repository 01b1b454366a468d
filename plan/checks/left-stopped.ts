import { isForward } from '../facts/changes/changes.ts';
import { staysStopped } from '../facts/changes/left-down.ts';
import { notBroughtBack, suspendedForEver } from '../facts/changes/suspended.ts';
import { endsOwn } from '../facts/ends/set-back.ts';
import { partlyGivenBack } from '../facts/ends/taken.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfBlock } from '../facts/heads.ts';
import { neverMerged } from '../facts/in-words/unmerged.ts';
import { openedUnclosed } from '../facts/moves/unclosed.ts';
import { tracesLeft } from '../facts/places/traces.ts';
import { listed, quoted, said, titleText } from '../facts/words.ts';
import type { Step } from '../model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (up: string, mark = '') =>
  standardRelease(
    `
    person priya
    person jonas
    service shop
    service jobs
    `,
    `
    run {
      stop   jobs 5m by priya${mark}
      stop   shop 5m by priya
      deploy shop 10m by priya undo 5m
      start  ${up} 5m by priya
      verify ${up} 10m by jonas
    }
    `,
  );

export const leftStopped: ReleaseCheck = {
  code: 'left-stopped',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title:
    'The run stops something and never starts it again, pauses what nobody resumes, resumes what nothing has paused, a trial in production leaves what it writes, or a repair stays on its branch',
  why:
    'Jobs, alarms and queues are switched off in a hurry before the work begins, and nobody thinks of them when it is over: a week later there ' +
    'are no invoices.',
  timeless: true,
  impersonal: true,
  fixable: false,
  bundle: 'block',
  readsTitlesOf: ['step'],
  example: {
    breaks: plan('shop', '  // <- left-stopped'),
    passes: plan('shop, jobs'),
  },
  *find(subject) {
    yield* neverResumed(subject);
    yield* notResumedOnTheWayBack(subject);
    yield* neverClosed(subject);
    yield* traces(subject);
    yield* branches(subject);
    yield* keptFromThem(subject);
    // Who starts nothing again, and ends nothing, does not write down what is started.
    const { steps } = subject.release;
    if (!steps.some((step) => isForward(step) && (step.verb === 'start' || endsOwn(subject, step)))) return;
    for (const { stop, system } of staysStopped(subject)) yield found(subject, stop, system.name);
  },
};

/** Whoever copied the line from another plan left out the one that belongs before it, or nobody knows how it is there. */
function* neverClosed(subject: ReleaseSubject): Iterable<Found> {
  for (const step of openedUnclosed(subject)) {
    yield {
      message: `${said(step)} opens or resumes something, and nothing before it has closed or paused anything; add what it takes back, or say in which state it is found.`,
      place: step.head,
      severity: 'information',
    };
  }
}

function found({ release }: ReleaseSubject, stop: Step, name: string): Found {
  const { at, of } = headOfBlock(release, stop);
  const line = `start ${name}`;
  return {
    message: `${said(stop)} stops ${quoted(name)}, and nothing starts it again; add ${quoted(line)} where users, or others, may have it back, or say that it is for good.`,
    place: stop.head,
    about: [name],
    several: {
      at,
      what: `things are stopped by ${of} and never started again`,
      name: quoted(name),
      todo: 'add a `start` of each, or say that it is for good',
    },
  };
}

/** Whoever comes back to work in the morning gets in at one door, and stands before the other. */
function* keptFromThem(subject: ReleaseSubject): Iterable<Found> {
  for (const { revoke, grant, kept } of partlyGivenBack(subject)) {
    const names = listed(kept.map(quoted));
    yield {
      message: `${said(revoke)} takes ${names} from ${quoted(revoke.from!.name)}, and ${said(grant)} does not give ${kept.length > 1 ? 'them' : 'it'} back; add a \`grant\` that does, or say that it is for good.`,
      place: revoke.head,
      about: kept,
      related: [{ message: 'This is given back', place: grant.head }],
    };
  }
}

/** What is tried where people work is met by them. */
function* traces(subject: ReleaseSubject): Iterable<Found> {
  for (const { trial, words } of tracesLeft(subject)) {
    const name = trial.kind === 'step' ? said(trial) : quoted(trial.name);
    yield {
      message: `${name} writes into production (${titleText(words)}), and no line of the plan removes it again: users, or the figures of the day, meet it. Add one that does.`,
      place: trial.head,
      severity: 'information',
      about: trial.name ? [trial.name] : [],
    };
  }
}

/** Everybody else goes on from what has the fault. */
function* branches(subject: ReleaseSubject): Iterable<Found> {
  for (const step of neverMerged(subject)) {
    yield {
      message: `${said(step)} opens a branch for a repair, and nothing behind it brings the repair to where everybody works: the next release has the fault again. Add a step that merges it.`,
      place: step.head,
      severity: 'information',
      about: step.name ? [step.name] : [],
    };
  }
}

/** Alerts that are silenced in words, jobs that are paused: nothing stops a system, and it is forgotten all the same. */
function* neverResumed(subject: ReleaseSubject): Iterable<Found> {
  for (const { step, what } of suspendedForEver(subject)) {
    const { at, of } = headOfBlock(subject.release, step);
    yield {
      message: `${said(step)} is for the night, and nothing ends it: no line behind it brings ${quoted(what)} back; add one that does, or say until when it is.`,
      place: step.head,
      about: [step.name ?? what],
      several: {
        at,
        what: `things are silenced, paused or closed by ${of}, and nothing ends that`,
        name: said(step),
        todo: 'add a line that does to each, or say until when it is',
      },
    };
  }
}

/** Whoever goes back in the middle of the night does not come to the line that would have resumed it. */
function* notResumedOnTheWayBack(subject: ReleaseSubject): Iterable<Found> {
  for (const { step, what, back, otherwise } of notBroughtBack(subject)) {
    const { at, of } = headOfBlock(subject.release, back);
    const isOwn = step === back;
    const why = otherwise ? `: ${said(otherwise)} of the run is never reached` : '';
    yield {
      message: isOwn
        ? `${said(step)} closes what is in use, and nothing of ${of} ends that: no line behind it brings ${quoted(what)} back; add one that does.`
        : `Whoever goes back by ${of} is left with what ${said(step)} has suspended (${quoted(what)})${why}; add a step to the way back that ends it.`,
      place: isOwn ? step.head : at,
      about: [step.name ?? what],
      related: isOwn
        ? [{ message: 'The way back', place: at }]
        : [{ message: 'It is suspended here', place: step.head }],
      several: isOwn
        ? {
            at: subject.release.head,
            what: 'steps of the ways back close what is in use, and nothing ends that',
            name: said(step),
            todo: 'add a line that does behind each',
          }
        : {
            at,
            what: 'things are suspended by the run, and whoever goes back is left with that',
            name: said(step),
            todo: 'add a step to the way back that ends each',
          },
    };
  }
}
