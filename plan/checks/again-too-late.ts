import { inRun } from '../facts/changes/changes.ts';
import { runWindows } from '../facts/changes/windows.ts';
import { standardRelease } from '../facts/example.ts';
import { said, when } from '../facts/words.ts';
import type { Step } from '../model.ts';
import type { TimedStep } from '../schedule/timed.ts';
import { describeMinutes } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (again: string, mark = '') =>
  standardRelease(
    `
    person mara
    person priya
    person jonas
    service web
    `,
    `
    run {
      gate go "Go / no-go" 10m by mara {
        criterion "Open P1" = 0 from jira
        no-go then again ${again}${mark}
      }
      deploy web 1h by priya undo 10m
      verify web 1h by jonas
    }
    `,
  );

export const againTooLate: ReleaseCheck = {
  code: 'again-too-late',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'A second chance comes when what follows no longer fits, or before the first',
  why:
    'A second chance that comes too late for the window is none: somebody says go, and the run ends after what was ' +
    'agreed, or cannot begin any more. And what is postponed to before it would have begun is not postponed.',
  fixable: false,
  example: {
    breaks: plan('every 1h until T+4h', '  // <- again-too-late'),
    passes: plan('every 30m until T+1h'),
  },
  *find(subject) {
    for (const step of subject.release.steps) {
      const noGo = step.gate?.noGo;
      const planned = subject.schedule.steps[step.id];
      if (noGo?.action !== 'again' || !planned) continue;
      const dates = subject.schedule.dated.find(({ of }) => of === noGo.id)?.occurrences ?? [];
      const found =
        dates.length === 0
          ? noDate(subject, step)
          : (tooEarly(subject, step, dates[0]!.start, planned.end) ?? tooLate(subject, step, dates));
      if (found) yield { ...found, place: noGo.place, about: step.name ? [step.name] : [] };
    }
    yield* postponedToBefore(subject);
  },
};

/** By the no-go of a gate or by a trigger. */
function* postponedToBefore({ release, schedule }: ReleaseSubject): Iterable<Found> {
  const { T } = schedule;
  for (const { of, what, start, place } of schedule.dated) {
    if (what !== 'postponement' || start === undefined || T === undefined) continue;
    const gate = release.steps.find((step) => step.gate?.noGo?.id === of);
    const decided = gate && schedule.steps[gate.id]?.end;
    const isDecidedLater = decided !== undefined && decided > T;
    const earliest = isDecidedLater ? decided : T;
    if (start > earliest) continue;
    const why = isDecidedLater ? `when ${said(gate!)} has decided` : 'when it begins anyway';
    yield {
      message: `The release would be postponed to ${when(schedule, start)}, which is not behind ${when(schedule, earliest)}, ${why}; write a later date.`,
      place,
    };
  }
}

type Told = Omit<Found, 'place'> | undefined;

/** `every 2d until T` of a gate a day before. */
function noDate({ schedule, times }: ReleaseSubject, step: Step): Told {
  const until = times.instant(step.gate?.noGo?.every?.until);
  if (until === undefined) return undefined;
  return {
    message: `${said(step)} is to decide again, but ${when(schedule, until)} is over before it comes round; let it end later.`,
  };
}

function tooEarly({ schedule }: ReleaseSubject, step: Step, again: Instant, decided: Instant): Told {
  if (again >= decided) return undefined;
  return {
    message:
      `${said(step)} is to decide again ${when(schedule, again)}, ${describeMinutes(decided - again)} before it has ` +
      `decided at all (${when(schedule, decided)}); let it decide again later.`,
  };
}

/** What follows begins so much later as the gate ends after that was to begin; the window must still hold it. */
function tooLate(
  subject: ReleaseSubject,
  gate: Step,
  dates: readonly { readonly start: Instant; readonly end: Instant }[],
): Told {
  const { schedule } = subject;
  for (const { steps, end: windowEnd, place } of runWindows(subject)) {
    const following = followersIn(subject, gate, steps);
    if (windowEnd === undefined || following.length === 0) continue;
    const first = Math.min(...following.map(({ start }) => start));
    const last = following.reduce((a, b) => (b.end > a.end ? b : a));
    const latest = windowEnd - (last.end - first);
    const late = dates.filter(({ end }) => end > latest);
    const [late1] = late;
    if (!late1) continue;
    const count = late.length === dates.length ? '' : ` (${late.length} of ${dates.length} times)`;
    return {
      message:
        `If ${said(gate)} says go only ${when(schedule, late1.end)}${count}, ${said(last.step)} ends ` +
        `${when(schedule, last.end + late1.end - first)}, ${describeMinutes(late1.end - latest)} after the window; it must be ` +
        `over by ${when(schedule, latest)}.`,
      related: [{ message: `The window ends ${when(schedule, windowEnd)}`, place }],
    };
  }
  return undefined;
}

/** What waits for it; where nothing does, and it stands before the run, the whole run. */
function followersIn({ dependencies }: ReleaseSubject, gate: Step, steps: readonly TimedStep[]): readonly TimedStep[] {
  const following = steps.filter(({ step }) => dependencies.precedes(gate, step));
  return following.length > 0 || inRun(gate) ? following : steps;
}
