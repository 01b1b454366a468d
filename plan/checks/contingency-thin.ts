import { isOfDays, runWindows } from '../facts/changes/windows.ts';
import { standardRelease } from '../facts/example.ts';
import { withoutReserve } from '../facts/milestones/candidates.ts';
import { describeDays, quoted, said, when } from '../facts/words.ts';
import { type Block, type Place, rootBlock, type Step, type Time, VERBS } from '../model.ts';
import type { Schedule, ScheduledStep, Wait } from '../schedule/model.ts';
import type { TimedStep } from '../schedule/timed.ts';
import { MINUTES_PER_DAY } from '../time/date.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes } from '../time/format.ts';
import type { Instant, Minutes } from '../time/model.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (verify: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    run {
      deploy web 200m by priya undo 5m
      verify web ${verify} by jonas
    }
    `,
  ).replace(/window .*/, (line) => (verify === '30m' ? `${line}  // <- contingency-thin` : line));

export const contingencyThin: ReleaseCheck = {
  code: 'contingency-thin',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'Hardly any time is left before the window ends, or most of it is empty',
  why:
    'Something always takes longer. Where the plan fills its window to the last minutes, the first surprise is decided by ' +
    'the clock, and tired people hurry at the end of the night. Where most of it is empty either steps are missing, or people and systems are kept for nothing.',
  parameters: {
    share: {
      type: 'number',
      default: 10,
      description: 'The time between the last step and the end of the window, in percent of what the run takes.',
    },
    least: { type: 'duration', default: '15m', description: 'But at least so long.' },
    empty: {
      type: 'duration',
      default: '1d',
      description: 'So long a window may be empty behind the last step, where that is more than the run takes.',
    },
  },
  fixable: false,
  example: { breaks: plan('30m'), passes: plan('15m') },
  *find(subject) {
    const { schedule, parameters } = subject;
    yield* lastCandidate(subject);
    const least = roughMinutes(parameters.duration('least'));
    for (const { window, end, steps, place } of runWindows(subject)) {
      if (end === undefined || steps.length === 0) continue;
      const last = steps.reduce((latest, step) => (step.end > latest.end ? step : latest));
      const length = last.end - Math.min(...steps.map(({ start }) => start));
      const needed = Math.max(least, Math.ceil((length * parameters.number('share')) / 100));
      const left = end - last.end;
      // That it does not fit at all is another finding.
      if (length === 0 || left < 0) continue;
      if (left >= needed) {
        // Of what has no length yet nobody knows how much it fills, and weeks are no window that somebody keeps free.
        const isCounted =
          !isOfDays(window) &&
          left < A_WEEK &&
          steps.every(({ step, start, end: over }) => over > start || !WORK.has(step.verb));
        if (isCounted && left > length && left >= roughMinutes(parameters.duration('empty')))
          yield mostlyEmpty(subject, last, length, left, place);
        const play = longestPlay(subject, steps);
        if (play && play.minutes > left) yield noRoomFor(play, left, place);
        continue;
      }
      if (endIsFixed(schedule, last, last.end - length)) {
        // A run sheet that gives away the last minute of its window has nothing left, whenever it begins.
        if (left === 0 && WORK.has(last.step.verb) && saysHours(last.step))
          yield givenAway(last, length, needed, place);
        continue;
      }
      yield {
        message:
          `The run takes ${describeMinutes(length)} and ends ${when(schedule, last.end)}, ${describeMinutes(left)} before its ` +
          `window; keep ${describeMinutes(needed)} free for what goes wrong: begin ${describeMinutes(needed - left)} earlier, ` +
          'shorten it, or ask for a longer window.',
        place,
        related: [{ message: `${said(last.step)} ends last`, place: last.step.head }],
      };
    }
  },
};

interface Played {
  readonly play: Block;
  readonly minutes: Minutes;
}

/** Of those that something of the run may call before its end: a gate of it, or a trigger that has no hours of its own. */
function longestPlay({ release }: ReleaseSubject, run: readonly TimedStep[]): Played | undefined {
  const gates = run.flatMap(({ step }) => step.gate?.noGo ?? []);
  const armed = release.triggers.filter(
    ({ during, at, block }) => !during && !at && (!block || rootBlock(block).kind === 'run'),
  );
  const called = new Set(
    [...gates, ...armed.flatMap(({ then }) => then)].flatMap(({ action, ref }) =>
      action === 'play' && ref ? [ref.name] : [],
    ),
  );
  let longest: Played | undefined;
  for (const play of release.blocks) {
    // Of one that has an end of its own, or gives way to another, nobody has to be told that it ends.
    if (play.kind !== 'play' || !called.has(play.name ?? '') || play.until || play.due || play.otherwise) continue;
    const own = release.steps.filter(({ block }) => rootBlock(block) === play);
    const minutes = play.duration
      ? roughMinutes(play.duration.likely)
      : own.reduce((sum, { duration }) => sum + (duration ? roughMinutes(duration.likely) : 0), 0);
    if (minutes > (longest?.minutes ?? 0)) longest = { play, minutes };
  }
  return longest;
}

function noRoomFor({ play, minutes }: Played, left: Minutes, place: Place): Found {
  const name = quoted(play.name ?? play.kind);
  return {
    message:
      `${name} takes ${describeMinutes(minutes)}, and ${describeMinutes(left)} are left behind the run: once it is called, the window ends before ` +
      'the work does. Ask for a longer window, or say until when it may still begin: `until TIME`.',
    place,
    severity: 'information',
    about: play.name ? [play.name] : [],
    related: [{ message: 'The play', place: play.head }],
  };
}

const A_WEEK = 7 * MINUTES_PER_DAY;

/** A calendar whose last candidate is the last that may go wrong. */
function* lastCandidate(subject: ReleaseSubject): Iterable<Found> {
  const found = withoutReserve(subject);
  if (!found) return;
  const { last, final } = found;
  yield {
    message:
      `${quoted(final.milestone.name)} comes ${describeDays(final.at - last.at)} behind ${quoted(last.milestone.name)}, and no day is kept to which a bad one would move it; ` +
      'plan one more that may be left out, or say until when it may slip.',
    place: final.milestone.head,
    severity: 'information',
    about: [final.milestone.name],
    related: [{ message: 'The last that is tried', place: last.milestone.head }],
  };
}

function mostlyEmpty(
  { schedule }: ReleaseSubject,
  last: TimedStep,
  length: Minutes,
  left: Minutes,
  place: Place,
): Found {
  return {
    message:
      `The run takes ${describeMinutes(length)} and ends ${when(schedule, last.end)}, and the window goes on for ${describeMinutes(left)}: ` +
      'add what is done in it, or ask for a shorter one.',
    place,
    severity: 'information',
    related: [{ message: `${said(last.step)} ends last`, place: last.step.head }],
  };
}

/** A message, a pause and a meeting may well be the last of a night. */
const WORK: ReadonlySet<string> = new Set(
  VERBS.filter((verb) => !['notify', 'wait', 'meet', 'task', 'record'].includes(verb)),
);

function givenAway({ step }: TimedStep, length: Minutes, needed: Minutes, place: Place): Found {
  return {
    message:
      `The run takes ${describeMinutes(length)}, and ${said(step)} has the last minute of the window: nothing is left for what goes wrong. Keep ` +
      `${describeMinutes(needed)} free behind it, or ask for a longer window.`,
    place,
    related: [{ message: `${said(step)} ends last`, place: step.head }],
  };
}

/** Work that has a day and no more lasts until the day is over by nobody's count. */
function saysHours({ duration, at, until, during, block }: Step): boolean {
  const isDay = (time: Time | undefined) => time?.kind === 'instant' && time.dateOnly;
  const isHour = (time: Time | undefined) => time !== undefined && !isDay(time);
  if (duration || isHour(at) || until || isHour(during?.to)) return true;
  for (let one: Block | undefined = block; one; one = one.parent)
    if (one.duration || isHour(one.at) || isHour(one.during?.to) || isHour(one.during?.from)) return true;
  return false;
}

type Timed = Pick<ScheduledStep, 'start' | 'waits'>;

/** Whenever the run begins: what ends last, or what that waits for, is fixed to a time of its own. */
function endIsFixed(schedule: Schedule, last: TimedStep, begin: Instant): boolean {
  const seen = new Set<Timed>();
  let one: Timed | undefined = last;
  while (one && !seen.has(one) && one.start > begin) {
    seen.add(one);
    const [wait]: readonly Wait[] = one.waits;
    if (wait?.reason === 'time') return true;
    one = wait?.step && schedule.steps[wait.step];
  }
  return false;
}
