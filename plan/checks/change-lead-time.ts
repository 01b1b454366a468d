import { isForward } from '../facts/changes/changes.ts';
import { unreviewedByStore } from '../facts/dates/store-reviews.ts';
import { heard } from '../facts/heard.ts';
import { lastChance, noticeDue, noticeGiven } from '../facts/notice.ts';
import { busiest, knownOwner } from '../facts/people/accountable.ts';
import { quoted, said, when } from '../facts/words.ts';
import type { Fix } from '../findings/findings.ts';
import { builtInKind, type ChangeRecord, isTbd, rootBlock } from '../model.ts';
import { whoText } from '../said/words.ts';
import { freeName } from '../schedule/run/order-edits.ts';
import { isZero } from '../time/duration.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (review: string) => `person mara
person priya
person jonas
service web

release shop-2.1 "Shop 2.1" {${review ? '' : '  // <- change-lead-time'}
  kind   emergency
  owner  mara
  zone   Europe/Berlin
  window Sat 2026-12-05 22:00 .. Sun 2026-12-06 02:00
  change CHG0042137 approved by mara on Mon 2026-10-05

  run {
    gate   go "Go / no-go" 5m by mara
    deploy web 10m by priya undo 5m
    verify web 10m by jonas
  }
${review}}
`;

export const changeLeadTime: ReleaseCheck = {
  code: 'change-lead-time',
  of: 'release',
  afterwards: true,
  group: 'release',
  severity: 'warning',
  title:
    'A change approved later than its lead time, or not yet, an app that its store has no time to review, or an emergency that nobody reviews',
  why:
    'The lead time is when others still can say that the change hits theirs. An emergency does without it, and pays by ' +
    'a review afterwards of why it could not wait, and of what became of it.',
  parameters: {
    lead: {
      type: 'duration',
      default: '5wd',
      description:
        'How long before T a change must be approved, in the working days of the release; `0d`: at any time.',
    },
  },
  fixable: true,
  readsTitlesOf: ['step'],
  example: {
    breaks: plan(''),
    passes: plan('  follow-up {\n    meet review "Review of the emergency" 1h by mara at T+2wd 10:00\n  }\n'),
  },
  *find(subject) {
    const { plan, release, changes } = subject;
    if (changes.steps.length === 0) return;
    yield* reviewedByStore(subject);
    for (const change of release.changes) {
      yield* change.approvedOn ? approvedLate(subject, change) : notApproved(subject, change);
    }
    if (builtInKind(plan, release.releaseKind) === 'emergency' && !hasReview(subject)) yield unreviewed(subject);
  },
};

function* approvedLate(subject: ReleaseSubject, change: ChangeRecord): Iterable<Found> {
  const { schedule, times, calendars, parameters } = subject;
  const { T } = schedule;
  const approved = times.instant(change.approvedOn);
  if (T === undefined || approved === undefined || !change.approvedOn) return;
  const record = change.number ? quoted(change.number.name) : 'The change';
  const base = { place: change.approvedOn.place, about: change.number ? [change.number.name] : [] };
  const related = [{ message: 'The window', place: subject.release.windows[0]!.place }];
  const lead = parameters.duration('lead');
  if (approved >= T) {
    yield {
      ...base,
      related,
      message:
        `${record} is approved ${when(schedule, approved)}, after the window has begun (${when(schedule, T)}); correct ` +
        'the date, or move the window.',
    };
    return;
  }
  if (isZero(lead)) return;
  const last = lastChance(T, lead, calendars.release);
  if (last === undefined || approved < last.until) return;
  yield {
    ...base,
    related,
    message:
      `${record} is approved ${noticeGiven(approved, T, lead, calendars.release)} before T (${when(schedule, T)}), and ` +
      `the lead time is ${noticeDue(lead)}: ${last.text}; move the window, or have the ` +
      'short lead time agreed.',
  };
}

/** A plan that says who approves it has not said that they have, and the lead time has begun. */
function* notApproved(subject: ReleaseSubject, { approvedBy, number, place }: ChangeRecord): Iterable<Found> {
  const { schedule, calendars, parameters, now } = subject;
  const { T } = schedule;
  const lead = parameters.duration('lead');
  if (!approvedBy || isTbd(approvedBy) || T === undefined || !now?.isBefore(T) || isZero(lead)) return;
  const last = lastChance(T, lead, calendars.release);
  if (last === undefined || now.isBefore(last.until)) return;
  const record = number ? quoted(number.name) : 'The change';
  yield {
    message:
      `${record} is to be approved by ${quoted(approvedBy.ref.name)}, and nothing says that it is, ` +
      `${noticeGiven(now.exactly(), T, lead, calendars.release)} before T (${when(schedule, T)}); the lead time is ${noticeDue(lead)}: ` +
      `${last.text}; write when it was approved (\`on\`), or move the window.`,
    place,
    about: number ? [number.name] : [],
    related: [{ message: 'The window', place: subject.release.windows[0]!.place }],
  };
}

/** A store that looks at an app first is a lead time that somebody else decides. */
function* reviewedByStore(subject: ReleaseSubject): Iterable<Found> {
  const found = unreviewedByStore(subject);
  if (!found) return;
  const { step, app, submission } = found;
  yield {
    message: submission
      ? `${said(step)} brings ${quoted(app.name)} to its users within a day of ${said(submission)}: how long the store looks at it is not ours to say. Hand it in days before, and let ${said(step)} wait for the answer.`
      : `${said(step)} brings ${quoted(app.name)} to its users, and no line of the plan hands it to the store or waits for its review, which takes hours or days; add both before it.`,
    place: (submission ?? step).head,
    about: [app.name],
    related: submission && [{ message: 'Its users get it with this', place: step.head }],
  };
}

/** A meeting, a gate, or something called a review that comes after the run. */
function hasReview({ release, schedule, changes }: ReleaseSubject): boolean {
  const done = Math.max(...changes.steps.flatMap(({ id }) => schedule.steps[id]?.end ?? []));
  return release.steps.some((step) => {
    if (!isForward(step) || step.verb === 'notify') return false;
    if (!['meet', 'gate'].includes(step.verb) && !isCalledReview(step)) return false;
    const root = rootBlock(step.block).kind;
    const start = schedule.steps[step.id]?.start;
    return root === 'follow-up' || (root !== 'run' && start !== undefined && start >= done);
  });
}

const isCalledReview = heard((_, { name = '', title = '' }) =>
  /\b(re-?view|retro|retrospective|post-?mortem|lessons|debrief|pir)\b/i.test(`${name} ${title}`),
);

function unreviewed(subject: ReleaseSubject): Found {
  const { release } = subject;
  return {
    message:
      `${quoted(release.name)} is an emergency and nobody reviews it afterwards; add ${quoted(line(subject))} to a ` +
      '`follow-up` block.',
    place: release.head,
    related: release.kindPlace ? [{ message: 'It is an emergency', place: release.kindPlace }] : [],
    fixes: () => fixes(subject),
  };
}

function line({ plan, release }: ReleaseSubject): string {
  const by =
    knownOwner(plan, release) ??
    busiest(plan, release, (step) => step.verb === 'gate') ??
    busiest(plan, release, () => true);
  return `meet ${freeName(release, 'review')} "Review of the emergency" 1h${by ? ` by ${whoText(by)}` : ''} at T+2wd 10:00`;
}

function fixes(subject: ReleaseSubject): readonly Fix[] {
  const { blocks } = subject.release;
  const title = 'Add a review afterwards';
  const there = blocks.find(({ kind }) => kind === 'follow-up');
  if (there) return [{ title, edits: [{ kind: 'append-line', place: there.place, text: line(subject) }] }];
  const last = blocks.findLast(({ kind }) => kind !== 'messages');
  if (!last) return [];
  return [{ title, edits: [{ kind: 'insert-after', place: last.place, text: `follow-up {\n  ${line(subject)}\n}` }] }];
}
