import { inRun } from '../facts/changes/changes.ts';
import { windowWithoutHour } from '../facts/dates/hours.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfBlock } from '../facts/heads.ts';
import { withoutLive } from '../facts/months/live.ts';
import { listed, quoted, said, when, whenSpan } from '../facts/words.ts';
import { append } from '../grouped.ts';
import { find } from '../ids.ts';
import { lookup, type Place, type Plan, type Release, rootBlock, type Step, TBD, type Window } from '../model.ts';
import { isCalled, windowIndex } from '../order/blocks.ts';
import { contains, keyOfPlace } from '../place.ts';
import type { Conflict, Schedule } from '../schedule/model.ts';
import { isRelative } from '../schedule/relative.ts';
import { describeMinutes } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (report: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    task report "Hand in the figures" 1h by jonas${report}
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const notScheduled: ReleaseCheck = {
  code: 'not-scheduled',
  of: 'release',
  ofLine: true,
  group: 'time',
  severity: 'warning',
  title: 'A step that has no time, and what it hangs on, or a run with a day and no hour',
  why:
    'What has no time happens when somebody remembers it. As long as a time is `tbd`, whatever waits for it is open as ' +
    'well, and whoever reads the plan should see both at once.',
  fixable: false,
  bundle: 'block',
  readsTitlesOf: ['step'],
  example: { breaks: plan('  // <- not-scheduled'), passes: plan(' due Fri 2026-12-04') },
  *find(subject) {
    const { release, schedule } = subject;
    const causes = byCause(subject);
    const [window] = release.windows;
    const isToldAsOpen = window?.from?.kind === 'unknown' && subject.open.length > 0;
    // What waits for the date of the release is one fact, whatever it leaves undone.
    const waiting = waitsForDate(subject);
    const isTold =
      window !== undefined && (causes.has('T') || (schedule.T === undefined && schedule.run !== undefined));
    for (const conflict of schedule.conflicts) {
      if (conflict.kind === 'time-left-out') {
        if (!isTold || !waiting.includes(conflict)) yield* leftOut(subject, conflict);
      } else if (conflict.kind === 'early-anyway') yield* early(subject, conflict);
      else if (conflict.kind === 'due-behind-T') yield* dueBehindT(subject, conflict);
      else if (conflict.kind === 'no-time') yield* untimed(subject, stepsOf(subject, conflict));
    }
    yield* withoutBegin(subject);
    yield* endless(subject);
    yield* neverLive(subject);
    const told = new Set(subject.open.map(({ place }) => keyOfPlace(place)));
    for (const [name, conflicts] of causes) {
      // Who waits for a `tbd` is told with it: `still-open`.
      const left = conflicts.filter(({ place }) => !place || !told.has(keyOfPlace(place)));
      // Beside other things that are open the date is one of them, and told there.
      if (left.length > 0 && !(name === 'T' && isToldAsOpen)) yield open(subject, name, left, waiting);
    }
    if (schedule.T === undefined && window && !causes.has('T') && schedule.run && !isToldAsOpen)
      yield withoutDate(subject, window, waiting);
    const day = windowWithoutHour(subject);
    if (day) yield withoutHour(subject, day);
  },
};

function withoutHour({ schedule }: ReleaseSubject, { id, place }: Window): Found {
  const begin = schedule.windows[id]?.start;
  return {
    message: `The run has a day and no hour${begin === undefined ? '' : `: it is planned from ${when(schedule, begin)}`}. Say when it begins, so that whoever does it is there, and whoever it touches can be told: \`window DATE 20:00 .. 23:00\`.`,
    place,
  };
}

/** Lines whose time is left out as long as the window is open; what is called counts from the call. */
function waitsForDate(subject: ReleaseSubject): readonly Conflict[] {
  if (subject.schedule.T !== undefined) return [];
  return subject.schedule.conflicts.filter((conflict) => {
    const [step] = stepsOf(subject, conflict);
    return conflict.kind === 'time-left-out' && !(step && isCalled(step.block));
  });
}

function leftOutToo(waiting: readonly Conflict[]): string {
  if (waiting.length === 0) return '';
  const [lines, are, they] = waiting.length > 1 ? ['lines', 'are', 'they say'] : ['line', 'is', 'it says'];
  return ` Until then ${waiting.length} ${lines} ${are} planned without a time that ${they}.`;
}

function withoutTheirTime(subject: ReleaseSubject, waiting: readonly Conflict[]): { message: string; place: Place }[] {
  return waiting.flatMap((conflict) => {
    const [step] = stepsOf(subject, conflict);
    const place = conflict.place ?? step?.head;
    const label = step ? said(step) : quoted(conflict.members?.[0]?.label ?? '');
    return place ? [{ message: `${label} is planned without this time`, place }] : [];
  });
}

/** What has no time at all is told as that. */
function* early({ release, schedule }: ReleaseSubject, { members = [] }: Conflict): Iterable<Found> {
  const untimed = new Set(release.steps.filter(({ id }) => !schedule.steps[id]).map(({ head }) => head));
  for (const { label, place } of members) {
    if (untimed.has(place)) continue;
    yield {
      message: `${quoted(label)} is not planned as late as possible, so \`asap\` says nothing about it; take it out.`,
      place,
      severity: 'information',
    };
  }
}

/** `prepare` is what has to be ready: of whoever writes a later due in it one of the two is not meant. */
function* dueBehindT({ release }: ReleaseSubject, { members = [], place }: Conflict): Iterable<Found> {
  for (const { label, place: head } of members) {
    yield {
      message: `${quoted(label)} is planned by T, for ${quoted('prepare')} is over then, though it is due later; write it outside of ${quoted('prepare')}, or let it be due before T.`,
      place: place ?? head,
      several: {
        at: release.windows[0]?.place ?? release.head,
        what: `lines of ${quoted('prepare')} are planned by T, for it is over then, though they are due later`,
        name: quoted(label),
        todo: `write them outside of ${quoted('prepare')}, or let them be due before T`,
      },
    };
  }
}

/** All is prepared for a day that stands nowhere. */
function* neverLive(subject: ReleaseSubject): Iterable<Found> {
  const found = withoutLive(subject);
  if (!found) return;
  const { system, step } = found;
  yield {
    message: `Nothing says when ${quoted(system.name)} goes live: ${said(step)} prepares for it, and no \`window\`, \`run\` or milestone is it; write the day, or \`tbd\` and who decides it.`,
    place: subject.release.head,
    about: [system.name],
    related: [{ message: 'This prepares for it', place: step.head }],
  };
}

/** It comes round, and nobody knows at what hour, nor until when. */
function* endless({ release }: ReleaseSubject): Iterable<Found> {
  const [first, ...others] = release.steps.filter(
    ({ verb, every, at, during, until, block, done }) =>
      verb === 'meet' &&
      every &&
      !every.tbd &&
      !every.until &&
      !every.hours &&
      !at &&
      !during &&
      !until &&
      !done &&
      block.kind === 'messages',
  );
  if (!first) return;
  const all = [first, ...others];
  yield {
    message:
      `${listed(all.map(said))} ${all.length > 1 ? 'come' : 'comes'} round, and nothing says at what hour, nor until when; add \`at\` an hour, and \`until\` the day after ` +
      'which nobody has to keep it free.',
    place: first.head,
    severity: 'information',
    related: others.map(({ head }) => ({ message: 'The same', place: head })),
  };
}

/** Mostly it is a block that lacks a begin. */
function* withoutBegin(subject: ReleaseSubject): Iterable<Found> {
  const conflicts = subject.schedule.conflicts.filter(({ kind }) => kind === 'no-begin');
  for (const step of conflicts.flatMap((conflict) => stepsOf(subject, conflict))) {
    const { at, of } = headOfBlock(subject.release, step);
    yield {
      message:
        `${said(step)} is to be as early as possible (\`asap\`), and nothing says from when. It is planned as late as ` +
        'possible; add `not before` a day, or `after` what it waits for.',
      place: step.head,
      several: {
        at,
        what: `steps of ${of} are to be as early as possible (\`asap\`), and nothing says from when, so they are planned as late as possible`,
        name: said(step),
        todo: 'add `not before` a day, or `after` what they wait for',
      },
    };
  }
}

/** A `tbd` is a cause of its own, whatever hangs on a name hangs on one. */
function byCause(subject: ReleaseSubject): ReadonlyMap<string, readonly Conflict[]> {
  const { release, schedule } = subject;
  const causes = new Map<string, Conflict[]>();
  for (const conflict of schedule.conflicts) {
    if (conflict.kind !== 'unknown-time') continue;
    // What stands in the run has a time as soon as the window has.
    const named = conflict.name === undefined ? undefined : lookup(subject.plan, release, conflict.name);
    const isOfRun =
      (named?.kind === 'step' && inRun(named) && schedule.steps[named.id] !== undefined) ||
      (named?.kind === 'block' && rootBlock(named.block).kind === 'run');
    const hangsOnT = schedule.T === undefined && isOfRun;
    const key = hangsOnT ? 'T' : conflict.place ? JSON.stringify(conflict.place) : (conflict.name ?? '');
    append(causes, key, conflict);
  }
  return causes;
}

function open(
  subject: ReleaseSubject,
  key: string,
  conflicts: readonly Conflict[],
  waiting: readonly Conflict[],
): Found {
  const all = [...new Set(conflicts.flatMap((conflict) => stepsOf(subject, conflict)))];
  // What is done needs no time any more, unless nothing else lacks one.
  const left = all.filter(({ done }) => !done);
  const steps = left.length > 0 ? left : all;
  const { name } = conflicts[0]!;
  if (key === 'T') return ofT(subject, steps, waiting);
  const names = listed(steps.map(said));
  const [has, they] = steps.length > 1 ? ['have', 'they hang'] : ['has', 'it hangs'];
  const cause = named(subject.plan, subject.release, name ?? '');
  return {
    message: `${names} ${has} no time: ${they} on ${quoted(name ?? '')}, which has none yet; say when that is.`,
    place: steps[0]!.head,
    severity: cause?.isTbd ? 'information' : undefined,
    about: name ? [name] : [],
    related: [
      ...(cause ? [{ message: `${quoted(name ?? '')} is declared here`, place: cause.place }] : []),
      ...withoutTime(steps.slice(1)),
    ],
  };
}

/** Everything that waits for the date of the release is told once, at its window. */
function ofT(subject: ReleaseSubject, steps: readonly Step[], waiting: readonly Conflict[]): Found {
  const { release } = subject;
  const [window] = release.windows;
  const names = listed(steps.map(said));
  const [has, it] = steps.length > 1 ? ['have', 'they are'] : ['has', 'it is'];
  return {
    message: window
      ? `The window has no date yet, so ${names} ${has} no time; ${it} planned once it has one.${leftOutToo(waiting)}`
      : `The release has no window, so ${names} ${has} no time; write for example \`window Sat 2026-12-05 22:00 .. 23:00\`.`,
    place: window?.place ?? release.head,
    severity: window ? 'information' : undefined,
    related: [...withoutTime(steps), ...withoutTheirTime(subject, waiting)],
  };
}

/** A time that cannot be is told where it is written. */
function saysNoTime({ writtenTimes }: Plan, line: Place): boolean {
  return writtenTimes.some(({ place, problem }) => problem && contains(line, place));
}

/** A run of which some stands before T, which is when its window begins. */
function aheadOfT({ run }: Schedule): string {
  return run && run.start < 0 ? `, and begins ${describeMinutes(-run.start)} before it` : '';
}

function withoutDate(subject: ReleaseSubject, { place }: Window, waiting: readonly Conflict[]): Found {
  const { schedule } = subject;
  const { run } = schedule;
  const where =
    run && !isRelative(schedule, run.start)
      ? `is planned for ${whenSpan(schedule, run)} without it`
      : `counts from T${aheadOfT(schedule)}`;
  return {
    message: `The window has no date yet: the run ${where}.${leftOutToo(waiting)}`,
    place,
    severity: 'information',
    related: withoutTheirTime(subject, waiting),
  };
}

/** What cannot be read is told where it stands. */
function* untimed({ plan, release }: ReleaseSubject, steps: readonly Step[]): Iterable<Found> {
  for (const step of steps) {
    const root = rootBlock(step.block);
    // That no window has the name that its run says is told of the name.
    if (saysNoTime(plan, step.head) || (root.kind === 'run' && windowIndex(release, root) < 0)) continue;
    const { at, of } = headOfBlock(release, step);
    yield {
      message:
        `${said(step)} has no time: nothing says when it happens; add \`at\`, \`due\` or \`after\`, or put ` +
        'it into a block such as `prepare`.',
      place: step.head,
      several: {
        at,
        what: `steps of ${of} have no time, for nothing says when they happen`,
        name: said(step),
        todo: 'add `at`, `due` or `after`, or put them into a block such as `prepare`',
      },
    };
  }
}

function* leftOut(subject: ReleaseSubject, conflict: Conflict): Iterable<Found> {
  const { release, schedule } = subject;
  const { members = [], place } = conflict;
  const [step] = stepsOf(subject, conflict);
  const called = step && isCalled(step.block) ? rootBlock(step.block) : undefined;
  // Nobody can know a date before it is called: one that is `tbd` is none that is left out.
  if (called && conflict.name === TBD) return;
  const label = step ? said(step) : quoted(members[0]?.label ?? '');
  const why = called
    ? `${quoted(called.name ?? called.kind)} counts from when it is called`
    : schedule.T === undefined
      ? 'the window has no date yet'
      : 'nobody knows it yet';
  yield {
    message: `${label} is planned without this time: ${why}.`,
    place: place ?? step?.head ?? release.head,
    severity: called ? undefined : 'information',
    several: called
      ? undefined
      : {
          at: release.windows[0]?.place ?? release.head,
          what: 'lines are planned without a time that they say',
          name: label,
          todo: why,
        },
  };
}

function stepsOf({ release }: ReleaseSubject, { steps }: Conflict): readonly Step[] {
  return steps.map((id) => find(release, id));
}

function withoutTime(steps: readonly Step[]): { message: string; place: Place }[] {
  return steps.map((step) => ({ message: `${said(step)} has no time`, place: step.head }));
}

/** Where a name is declared, and whether its time is left open there. */
function named(plan: Plan, release: Release, name: string): { place: Place; isTbd: boolean } | undefined {
  const found = lookup(plan, release, name);
  if (!found) return undefined;
  const times = [
    'at' in found ? found.at : undefined,
    'during' in found ? found.during?.from : undefined,
    found.kind === 'named-window' ? found.window.from : undefined,
  ];
  const isTbd = times.some((time) => typeof time === 'object' && 'kind' in time && time.kind === 'unknown');
  return { place: found.head, isTbd };
}
