import { isForward } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { headOfRelease } from '../facts/heads.ts';
import { heard } from '../facts/heard.ts';
import { lastChance, noticeDue, noticeGiven } from '../facts/notice.ts';
import { replacement } from '../facts/repairs/replacement.ts';
import { quoted, said, when } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { type Audience, isTbd, type Step } from '../model.ts';
import { ofKind } from '../named.ts';
import { formatDuration } from '../time/duration.ts';
import { formatTimeOfDay } from '../time/format.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (time: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    audience customers {
      notice 5wd
      uses   web
    }
    `,
    `
    notify customers "Shop 2.1 on Saturday" by jonas at ${time}${time === 'T-5wd' ? '' : '  // <- notice-too-short'}
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    notify customers "Shop 2.1 is live" by jonas after run
    `,
  );

export const noticeTooShort: ReleaseCheck = {
  code: 'notice-too-short',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'An audience is told later than it is due, or of a freeze when it begins',
  readsTitlesOf: ['step'],
  why:
    'Five working days were promised in a contract or asked for by people who must plan around the release. They are ' +
    'counted in the days on which these people read: a notice on their holiday is a notice on the day after.',
  fixable: true,
  bundle: 'release',
  example: { breaks: plan('Wed 2026-12-02 10:00'), passes: plan('T-5wd') },
  *find(subject) {
    const { plan, release, schedule } = subject;
    if (schedule.T === undefined) return;
    yield* freezes(subject);
    for (const names of [release.names, plan.names]) {
      for (const audience of ofKind(names, 'audience')) {
        if (!audience.notice || isTbd(audience.notice)) continue;
        const first = firstMessage(subject, audience);
        // Of somebody who is not told before at all `message-missing` speaks; and what is sent is sent.
        if (first && !first.done) yield* judge(subject, audience, first);
      }
    }
  },
};

/** Whoever works on the day on which it begins has begun something by then. */
function* freezes({ release, schedule, times }: ReleaseSubject): Iterable<Found> {
  for (const { name, from } of release.freezes) {
    const begin = times.instant(from);
    const told = release.steps.filter((step) => isForward(step) && tellsOfFreeze(step));
    const known = told.flatMap((step) => schedule.steps[step.id]?.start ?? []);
    const first = Math.min(...known);
    // Of what is sent, and of what has no time yet, nobody can say that it comes too late.
    if (begin === undefined || known.length === 0 || known.length < told.length || told.some(({ done }) => done))
      continue;
    const step = told.find(({ id }) => schedule.steps[id]?.start === first)!;
    if (begin - first >= A_WORKING_DAY) continue;
    yield {
      message: `${said(step)} tells of the freeze ${quoted(name)} ${when(schedule, first)}, and it begins ${when(schedule, begin)}: whoever it binds has begun something by then. Tell them a day before at least.`,
      place: step.at?.place ?? step.head,
      severity: 'information',
      about: [name],
    };
  }
}

const A_WORKING_DAY = 8 * 60;

const tellsOfFreeze = heard(
  (words, { verb }) => verb === 'notify' && /\b(freez\w*|frozen|lock-?down|change stop)\b/i.test(words()),
);

/** The earliest message of the release that reaches an audience before T. */
function firstMessage({ release, schedule }: ReleaseSubject, audience: Audience): Step | undefined {
  let first: { step: Step; start: number } | undefined;
  for (const step of release.steps) {
    if (step.verb !== 'notify' || !isForward(step) || !step.targets.some(({ name }) => name === audience.name))
      continue;
    const start = schedule.steps[step.id]?.start;
    if (start !== undefined && start < schedule.T! && (!first || start < first.start)) first = { step, start };
  }
  return first?.step;
}

function* judge(subject: ReleaseSubject, audience: Audience, step: Step): Iterable<Found> {
  const { schedule, calendars, now } = subject;
  const calendar = calendars.of(audience.name);
  const notice = audience.notice!.likely;
  const { start } = schedule.steps[step.id]!;
  const last = lastChance(schedule.T!, notice, calendar);
  if (last === undefined || start < last.until) return;
  const tooLate = now?.isBefore(last.until) === false;
  const remedy = tooLate
    ? 'that has passed, so agree the shorter notice with them, or move the window'
    : `move it to ${quoted(`T-${formatDuration(notice)}`)}`;
  yield {
    message:
      `${quoted(audience.name)} is due ${noticeDue(notice)} of notice and gets ` +
      `${noticeGiven(start, schedule.T!, notice, calendar)}: ${said(step)} goes out ${when(schedule, start)}, and ` +
      `${last.text} for it (${calendar.zone}); ${remedy}.`,
    place: step.at?.place ?? step.head,
    about: [audience.name],
    several: {
      at: headOfRelease(subject.release).at,
      what: 'audiences are told later than they are due',
      name: `${quoted(audience.name)} (${noticeDue(notice)})`,
      todo: tooLate
        ? 'that has passed, so agree the shorter notice with them, or move the window'
        : 'move their messages to T less the notice, or agree a shorter one',
    },
    related: [{ message: `The notice ${quoted(audience.name)} is due`, place: audience.notice!.place }],
    fixes: () => (tooLate ? [] : fixes(subject, audience, step)),
  };
}

/** An hour that is written stays, as long as it is the hour of a day that the audience counts. */
function fixes({ schedule, release }: ReleaseSubject, audience: Audience, step: Step): readonly Fix[] {
  const { at } = step;
  const notice = audience.notice!.likely;
  if (!at || step.every) return [];
  const isClock = (at.kind === 'instant' && !at.dateOnly) || (at.kind === 'offset' && at.clock !== undefined);
  const hasDays = notice.days > 0 || notice.workingDays > 0 || notice.months > 0;
  const { start } = schedule.steps[step.id]!;
  const clock = isClock && hasDays && at.zone === release.zone ? ` ${formatTimeOfDay(start, release.zone)}` : '';
  const text = `T-${formatDuration(notice)}${clock}`;
  return [replacement(`Tell them in time: ${quoted(`at ${text}`)}`, at.place, text)];
}
