import { inOutage, inRun } from '../facts/changes/changes.ts';
import { restores } from '../facts/changes/restores.ts';
import { standardRelease } from '../facts/example.ts';
import { quoted, said } from '../facts/words.ts';
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
  title: 'An outage that is likely to be longer than the promised one',
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
