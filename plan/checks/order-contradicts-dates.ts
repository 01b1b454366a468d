import { inRun, isForward } from '../facts/changes/changes.ts';
import { type AskedEarly, askedEarly } from '../facts/decisions/asked-early.ts';
import { standardRelease } from '../facts/example.ts';
import { heard } from '../facts/heard.ts';
import { judgedTooEarly } from '../facts/milestones/candidates.ts';
import { looksPastLive } from '../facts/months/live.ts';
import { loadedUnapproved } from '../facts/months/loads.ts';
import { concludedEarly, saidAgain } from '../facts/months/said-again.ts';
import { momentOf } from '../facts/times.ts';
import { describeDays, listed, quoted, said, when, whenOver } from '../facts/words.ts';
import { grouped } from '../grouped.ts';
import { type Declared, type Place, rootBlock, type Step, type Time } from '../model.ts';
import { clockOfWallTime } from '../time/date.ts';
import { describeMinutes, formatDate } from '../time/format.ts';
import type { Instant, Span, Zone } from '../time/model.ts';
import { dayAt, wallTime } from '../time/zone.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (day: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    milestone ideas    Mon 2026-10-12
    milestone texts    ${day}${day.includes('12-') ? '  // <- order-contradicts-dates' : ''}
    milestone pictures Mon 2026-11-09
    milestone printed  Mon 2026-11-23

    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const orderContradictsDates: ReleaseCheck = {
  code: 'order-contradicts-dates',
  of: 'release',
  group: 'time',
  severity: 'information',
  title: 'A date that contradicts the order in which things are listed, or wait for each other',
  why:
    'People list things as they come. The one date that jumps out of such a list is a slip in the day, the month or the year, and ' +
    'whoever plans by it plans for the wrong week. What waits for something cannot be due before it.',
  fixable: false,
  readsTitlesOf: ['step'],
  example: { breaks: plan('Mon 2026-12-07'), passes: plan('Mon 2026-10-26') },
  *find(subject) {
    const { release } = subject;
    yield* outOfList(
      subject,
      'Milestone',
      release.milestones.map((one) => ({ one, time: one.at ?? one.due })),
    );
    yield* outOfList(
      subject,
      'Rehearsal',
      release.rehearsals.map((one) => ({ one, time: one.at })),
    );
    yield* outOfList(
      subject,
      'UAT',
      release.uats.map((one) => ({ one, time: one.during?.from })),
    );
    yield* dueBeforeWhatItWaitsFor(subject);
    yield* overTooSoon(subject);
    yield* judgedByNothing(subject);
    yield* askedBeforeItIsDone(subject);
    yield* wholeBeforeSample(subject);
    yield* testedPastLive(subject);
    yield* twoTimes(subject);
  },
};

interface Listed {
  readonly name: string;
  readonly at: Instant;
  readonly zone: Zone;
  readonly time: Time;
}

/** Three that come one after the other show that a list has an order. */
const FEWEST = 4;

function* outOfList(
  { times }: ReleaseSubject,
  what: string,
  things: readonly { readonly one: Declared; readonly time?: Time }[],
): Iterable<Found> {
  const listed = things.flatMap(({ one, time }): readonly Listed[] => {
    const at = times.instant(time);
    return time?.kind === 'instant' && at !== undefined ? [{ name: one.name, at, zone: time.zone, time }] : [];
  });
  const odd = listed.length < FEWEST ? undefined : theOddOne(listed);
  if (!odd) return;
  const index = listed.indexOf(odd);
  const neighbours = [listed[index - 1], listed[index + 1]].filter((one) => one !== undefined);
  const between = neighbours.map(dated).join(' and ');
  yield {
    message:
      `${what} ${dated(odd)} is listed ${neighbours.length > 1 ? 'between' : index === 0 ? 'before' : 'behind'} ${between}, and all others in the ` +
      'order of their dates; is its date right? Else list it where it belongs.',
    place: odd.time.place,
    about: [odd.name],
    related: neighbours.map((one) => ({ message: `${dated(one)} is listed next to it`, place: one.time.place })),
  };
}

function dated({ name, at, zone }: Listed): string {
  return `${quoted(name)} (${formatDate(sameDay(at, zone), zone)})`;
}

/** The only one without which all days follow each other; of two neighbours that changed places nobody knows which it is. */
function theOddOne(listed: readonly Listed[]): Listed | undefined {
  if (isInOrder(listed)) return undefined;
  const odd = listed.filter((one) => isInOrder(listed.filter((other) => other !== one)));
  return odd.length === 1 ? odd[0] : undefined;
}

function isInOrder(listed: readonly Listed[]): boolean {
  return listed.every((one, i) => i === 0 || follows(listed[i - 1]!, one));
}

/** What is a day alone is that day, wherever whoever reads it is. */
function follows(before: Listed, one: Listed): boolean {
  const zone = [before, one].some(({ time }) => time.kind === 'instant' && time.dateOnly) ? before.zone : one.zone;
  return dayAt(sameDay(before.at, before.zone), zone) <= dayAt(sameDay(one.at, one.zone), one.zone);
}

/** Anywhere on Earth there are only deadlines: its midnight is the end of the day that people write, and not the begin of the next. */
function sameDay(at: Instant, zone: Zone): Instant {
  return zone === 'AoE' && clockOfWallTime(wallTime(at, zone)) === 0 ? at - 1 : at;
}

/** Of one gate all of it is one fact. */
function* askedBeforeItIsDone(subject: ReleaseSubject): Iterable<Found> {
  const { schedule } = subject;
  for (const [gate, all] of grouped(askedEarly(subject), (one) => one.gate)) {
    const [first, ...others] = all as [AskedEarly, ...AskedEarly[]];
    const list = all.map(({ text, work, begins }) => `${quoted(text)} (${said(work)}, ${when(schedule, begins)})`);
    yield {
      message: `${said(gate)} (${when(schedule, first.at)}) asks for what is only done behind it: ${listed(list)}; decide behind that, or do it before.`,
      place: gate.head,
      about: all.flatMap(({ work }) => work.name ?? []),
      related: [first, ...others].slice(0, 4).map(({ work }) => ({ message: 'It is done here', place: work.head })),
    };
  }
}

/** What is loaded first is what a mistake of the sample is in, all of it. */
function* wholeBeforeSample(subject: ReleaseSubject): Iterable<Found> {
  const { schedule } = subject;
  const [first, ...others] = loadedUnapproved(subject);
  if (!first) return;
  const approval = first.approval.kind === 'step' ? said(first.approval) : quoted(first.approval.name);
  const more =
    others.length === 0
      ? ''
      : `, as ${listed(others.map(({ load }) => said(load)))} ${others.length > 1 ? 'do' : 'does'}`;
  yield {
    message:
      `${said(first.load)} begins with all of it ${when(schedule, first.starts)}, ${describeDays(first.at - first.starts)} before ${approval} says that the sample is right` +
      `${more}; begin behind the approval.`,
    place: first.load.head,
    about: [first, ...others].flatMap(({ load }) => load.name ?? []),
    related: [first, ...others].flatMap(({ load, approval }) => [
      { message: 'All of it', place: load.head },
      { message: 'The sample is approved here', place: approval.head },
    ]),
  };
}

function* testedPastLive(subject: ReleaseSubject): Iterable<Found> {
  const { schedule } = subject;
  for (const { look, ends, live, at } of looksPastLive(subject)) {
    yield {
      message:
        `${said(look)} goes on until ${whenOver(schedule, ends)}, ${describeDays(ends - at)} behind ${quoted(live.name)} (${when(schedule, at)}), for which it is: what it shows comes too ` +
        'late. End it before, or go live behind it.',
      place: look.head,
      about: [live.name],
      related: [{ message: 'It is live here', place: live.head }],
    };
  }
}

/** Half of the readers plan by the overview. */
function* twoTimes(subject: ReleaseSubject): Iterable<Found> {
  const { schedule, release } = subject;
  const days = ({ start, end }: Span) =>
    `${formatDate(start, release.zone)} .. ${formatDate(Math.max(start, end - 1), release.zone)}`;
  const [first, ...others] = saidAgain(subject);
  if (first) {
    const more =
      others.length === 0
        ? ''
        : `; so ${others.length > 1 ? 'are' : 'is'} ${listed(others.map((one) => said(one.first)))}`;
    yield {
      message: `${said(first.first)} is planned for ${days(first.spans[0])} here and for ${days(first.spans[1])} as ${said(first.second)}${more}; correct one of the two.`,
      place: first.first.head,
      about: [first, ...others].flatMap((one) => [one.first.name ?? [], one.second.name ?? []].flat()),
      related: [first, ...others].map(({ second }) => ({ message: 'The same at another time', place: second.head })),
    };
  }
  const [early, ...more] = concludedEarly(subject);
  if (!early) return;
  yield {
    message:
      `${said(early.step)} is over ${whenOver(schedule, early.over)}, and the stream ${quoted(early.stream.name ?? 'stream')} that it concludes goes on until ` +
      `${whenOver(schedule, early.ends)}${more.length === 0 ? '' : `; the same of ${listed(more.map(({ step }) => said(step)))}`}; correct one of the two.`,
    place: early.step.head,
    about: [early, ...more].flatMap(({ step }) => step.name ?? []),
    related: [
      { message: 'It goes on here', place: early.stream.head },
      ...more.map(({ step }) => ({ message: 'The same', place: step.head })),
    ],
  };
}

/** `jobs created` and `rc.0` on one day: by then nothing has run that could say whether it is good. */
function* judgedByNothing(subject: ReleaseSubject): Iterable<Found> {
  const found = judgedTooEarly(subject);
  if (!found) return;
  const { version, signal } = found;
  yield {
    message:
      `${quoted(version.milestone.name)} comes on ${formatDate(version.at, version.zone)}, the day on which ${quoted(signal.milestone.name)} is there: nothing has run by then ` +
      'that says whether it is good. Have that a day or more before, or say what it is judged by.',
    place: version.milestone.head,
    about: [version.milestone.name, signal.milestone.name],
    related: [{ message: 'It is there on that day only', place: signal.milestone.head }],
  };
}

/** Of steps, blocks and milestones the schedule says so; items of the scope are in no schedule. */
function* dueBeforeWhatItWaitsFor({ release, times }: ReleaseSubject): Iterable<Found> {
  const items = release.scope?.items ?? [];
  for (const item of items) {
    const due = times.instant(item.due);
    if (due === undefined || item.done || !item.due) continue;
    for (const { point, place } of item.after) {
      const first = items.find(({ name }) => name === point.ref.name);
      const other = times.instant(first?.due);
      if (!first || first.done || other === undefined || other <= due) continue;
      yield {
        message:
          `${quoted(item.name)} is due ${formatDate(due, release.zone)} and waits for ${quoted(first.name)}, which is due ` +
          `${formatDate(other, release.zone)} only; correct one of the two.`,
        place: item.due.place,
        about: [item.name, first.name],
        related: [
          { message: 'It waits for it here', place },
          { message: `${quoted(first.name)} is due here`, place: first.due!.place },
        ],
      };
    }
  }
}

/** Whoever is told that all is done, and reads a day later that all was taken back, believes the next message less. */
function* overTooSoon(subject: ReleaseSubject): Iterable<Found> {
  const { release, schedule } = subject;
  const early = release.steps.flatMap((message) => {
    if (message.verb !== 'notify' || message.done || !isForward(message) || !saysOver(message)) return [];
    const at = startOf(subject, message);
    const back =
      at === undefined
        ? undefined
        : (laterGate(subject, at) ?? laterLook(subject, message) ?? laterEnd(subject, message, at));
    return at !== undefined && back ? [{ message, at, back }] : [];
  });
  const [first, ...others] = early;
  if (!first) return;
  const all =
    others.length > 0
      ? `, as ${listed(others.map(({ message }) => said(message)))} ${others.length > 1 ? 'do' : 'does'}`
      : '';
  yield {
    message:
      `${said(first.message)} tells that it is over (${when(schedule, first.at)})${all}, and ${first.back.may}; ` +
      'send it behind that, or say in it what may still come.',
    place: first.message.head,
    related: [
      ...others.map(({ message }) => ({ message: 'This tells it as well', place: message.head })),
      { message: 'It may still go back', place: first.back.place },
    ],
  };
}

interface Back {
  readonly may: string;
  readonly place: Place;
}

/** The last gate at that moment or behind it whose no leads back. */
function laterGate(subject: ReleaseSubject, at: Instant): Back | undefined {
  const gates = subject.release.steps.flatMap((step) => {
    const start = step.gate?.noGo?.action === 'rollback' && isForward(step) ? startOf(subject, step) : undefined;
    return start !== undefined && start >= at ? [{ step, start }] : [];
  });
  const [last] = gates.sort((a, b) => b.start - a.start);
  if (!last) return undefined;
  const later = last.start > at ? `, ${describeMinutes(last.start - at)} later` : ' at that moment';
  return { may: `${said(last.step)} may still go back${later}`, place: last.step.head };
}

/** In the run itself something is still looked at, while a trigger of it leads back. */
function laterLook({ release, dependencies }: ReleaseSubject, message: Step): Back | undefined {
  if (!inRun(message)) return undefined;
  const trigger = release.triggers.find(
    ({ block, during, at, then }) =>
      block &&
      !during &&
      !at &&
      rootBlock(block) === rootBlock(message.block) &&
      then.some(({ action }) => action === 'rollback'),
  );
  const look = release.steps.find(
    (step) => step.verb === 'verify' && inRun(step) && dependencies.precedes(message, step),
  );
  return trigger && look
    ? { may: `${said(look)} comes behind it, where a trigger may still go back`, place: trigger.place }
    : undefined;
}

/** At an hour of its own, at which the run still goes on; what waits for a part of it may tell of that part. */
function laterEnd({ schedule }: ReleaseSubject, message: Step, at: Instant): Back | undefined {
  const { run } = schedule;
  const isOfPart = inRun(message) || message.after.length > 0 || !saysAllOver(message);
  if (!run || isOfPart || at <= run.start || at >= run.end) return undefined;
  return { may: `the run goes on until ${when(schedule, run.end)}`, place: message.at?.place ?? message.head };
}

/** While the date is open a gate outside of the run has no time but the one that it says. */
function startOf(subject: ReleaseSubject, step: Step): Instant | undefined {
  return subject.schedule.steps[step.id]?.start ?? momentOf(subject, step.at);
}

const saysOver = heard((words) => SAYS_OVER.test(words()));
const saysAllOver = heard((words) => SAYS_ALL_OVER.test(words()));

const SAYS_OVER =
  /\b(complete(d|ly)?|completion|success(ful|fully)?|resumed|restored|finished|concluded|back to normal|normal operations?|all systems (are )?(operational|go|normal))\b/i;
const SAYS_ALL_OVER =
  /\b(success(ful|fully)?|resumed|restored|back to normal|normal operations?|all systems (are )?(operational|go|normal))\b/i;
