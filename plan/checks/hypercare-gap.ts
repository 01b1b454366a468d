import { counted } from '../counted.ts';
import { inRun, isForward } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { nothingBehind } from '../facts/milestones/candidates.ts';
import { goneHome, usersBefore } from '../facts/people/afterwards.ts';
import { coverSpans, coversOf, keepsOfficeHours, promisedHours, staffed } from '../facts/people/cover.ts';
import { gapsFromT } from '../facts/people/from-t.ts';
import { endlessLooks, endsTooEarly, outOfHours } from '../facts/people/looks.ts';
import { gapsIn, minutesIn } from '../facts/people/spans.ts';
import { momentOf } from '../facts/times.ts';
import { listed, quoted, said, when, whenOver, whenSpan } from '../facts/words.ts';
import { isTbd, lookup, type Roster, rootBlock } from '../model.ts';
import type { Span } from '../schedule/model.ts';
import { areComparable } from '../schedule/relative.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes, formatDate } from '../time/format.ts';
import type { Instant } from '../time/model.ts';
import { dayAt } from '../time/zone.ts';
import { deputiesOf, membersOf, peopleOf } from '../who/people.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (night: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    `,
    `
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }

    hypercare T .. T+12h {${night ? '' : '  // <- hypercare-gap'}
      cover     by jonas Sat 22:00 .. Sun 05:00${night}
      escalate  jonas, priya
      criterion "Open P1" = 0 over 2h from tracker
    }
    `,
  );

export const hypercareGap: ReleaseCheck = {
  code: 'hypercare-gap',
  of: 'release',
  group: 'release',
  severity: 'warning',
  title: 'Hypercare with an hour that nobody covers, without an end, or with nobody to call next',
  why:
    'Hypercare is a promise: for these hours somebody answers. An hour on nobody’s list is the hour in which it breaks; ' +
    'without a criterion it ends when people stop turning up; and where only one person is called, one flat battery ends it.',
  parameters: {
    asks: {
      type: 'words',
      default: ['watch', 'cover', 'exit', 'chain'],
      choices: ['watch', 'cover', 'exit', 'chain'],
      description:
        'What has to be there: a `watch` after every change of production, `cover` in every hour that is promised, an `exit` criterion, a `chain` of two to call; `none`.',
    },
  },
  fixable: false,
  example: { breaks: plan(''), passes: plan('\n      cover     by priya otherwise') },
  readsTitlesOf: ['step'],
  practice: {
    askedOf: 'whatever changes production',
    begunBy: 'a `hypercare` or `roster`',
    isBegun: ({ release }) => release.rosters.length > 0,
    words: () => 'somebody who is there afterwards (`hypercare`)',
  },
  *find(subject) {
    const asks = subject.parameters.words('asks');
    if (asks.includes('watch')) {
      yield* unwatched(subject);
      yield* unfollowed(subject);
      yield* overWithIt(subject);
      yield* looksTooShort(subject);
      yield* looksForEver(subject);
    }
    for (const roster of subject.release.rosters) {
      const gap = asks.includes('cover') ? unstaffed(subject, roster) : undefined;
      if (gap) yield gap;
      if (asks.includes('cover')) yield* askedAtOtherHours(subject, roster);
      if (roster.kind !== 'hypercare') continue;
      const unmet =
        asks.includes('cover') && !gap ? (lateBegin(subject, roster) ?? firstHours(subject, roster)) : undefined;
      const free = asks.includes('cover') ? overBeforeFreeDays(subject, roster) : undefined;
      if (free) yield free;
      if (unmet) yield unmet;
      if (asks.includes('exit') && roster.criteria.length === 0 && !isClosedByGate(subject, roster)) {
        yield {
          message: `Nothing says when ${quoted(roster.name)} may end; add \`criterion "Open P1" = 0 over 48h\`, or what it is measured by.`,
          place: roster.head,
        };
      }
      const chain = asks.includes('chain')
        ? (shortChain(subject, roster) ?? calledAgain(subject, roster) ?? (gap ? undefined : alone(subject, roster)))
        : undefined;
      if (chain) yield chain;
    }
  },
};

/** A roster that is no hypercare may be the watch, too. */
function* unwatched({ release, changes }: ReleaseSubject): Iterable<Found> {
  if (changes.steps.length === 0 || release.rosters.length > 0) return;
  const last = release.blocks.at(-1);
  yield {
    message: `Nobody is there once ${quoted(release.name)} is live; add \`hypercare T .. T+5d\` and who covers it.`,
    place: release.head,
    fixes: () =>
      last
        ? [
            {
              title: 'Add five days of hypercare, its people still open',
              edits: [
                { kind: 'insert-after', place: last.place, text: 'hypercare T .. T+5d {\n  cover by tbd otherwise\n}' },
              ],
            },
          ]
        : [],
  };
}

/** A calendar that ends with the version it is for. */
function* unfollowed(subject: ReleaseSubject): Iterable<Found> {
  const last = nothingBehind(subject);
  if (!last) return;
  yield {
    message:
      `Nothing is planned behind ${quoted(last.milestone.name)} (${formatDate(last.at, last.zone)}): nobody looks after it, hands it over or says what was learnt; add ` +
      'who is there afterwards, and until when.',
    place: last.milestone.head,
    about: [last.milestone.name],
  };
}

/** Those who are there in the night are gone with it. */
function* overWithIt(subject: ReleaseSubject): Iterable<Found> {
  const gone = goneHome(subject);
  if (!gone) return;
  yield {
    message:
      `${quoted(gone.last.name)} ends ${whenOver(subject.schedule, gone.end)}, with the release, and nobody is there behind it: what shows when people work ` +
      'with it is seen by nobody. Add `hypercare T .. T+5d` and who covers it.',
    place: gone.last.head,
    about: [gone.last.name],
  };
}

/** What looks often, looks until the run is over. */
function* looksTooShort(subject: ReleaseSubject): Iterable<Found> {
  const { schedule } = subject;
  const early = endsTooEarly(subject);
  if (!early) return;
  const { last, over, close, every, until, wide, wider } = early;
  yield {
    message:
      `${said(close)} looks every ${describeMinutes(every)} until ${when(schedule, until)}, and ${said(last)} is over ${when(schedule, over)} only: ` +
      `it is looked at every ${describeMinutes(wider)} (${said(wide)}); let the first go on behind it.`,
    place: close.every?.place ?? close.head,
    about: [close.name ?? '', wide.name ?? ''].filter((name) => name !== ''),
    related: [
      { message: 'This is what it does not see', place: last.head },
      { message: 'This goes on', place: wide.head },
    ],
  };
}

/** Every half an hour is for a day or two: without an end it stops when people are tired of it. With a date it is told that it comes round once. */
function* looksForEver(subject: ReleaseSubject): Iterable<Found> {
  for (const { step, interval, place } of endlessLooks(subject)) {
    yield {
      message: `${said(step)} comes round every ${describeMinutes(interval)}, and nothing says until when; add \`until\` and the moment from which on nobody looks so often.`,
      place,
      severity: 'information',
    };
  }
}

/** Somebody is there from eight to eight, and called at three. */
function* askedAtOtherHours(subject: ReleaseSubject, roster: Roster): Iterable<Found> {
  for (const { name, asking } of outOfHours(subject, roster)) {
    const which = listed([...new Set(asking.map(({ label, at }) => `${label} (${when(subject.schedule, at)})`))]);
    yield {
      message:
        `${quoted(name)} covers some hours of ${quoted(roster.name)}, and is asked for at others of it: by ${which}; cover these, too, or let ` +
        'it ask somebody who is there.',
      place: roster.head,
      about: [name],
      severity: 'information',
      related: asking.map(({ place }) => ({ message: `${quoted(name)} is asked for here`, place })),
    };
  }
}

/** Only where everything is known: the promise, and the hours of every cover. That nobody covers it is known without a date. */
function unstaffed(subject: ReleaseSubject, roster: Roster): Found | undefined {
  const { schedule } = subject;
  if (schedule.T === undefined) return unstaffedFromT(subject, roster);
  const promised = promisedHours(subject, roster);
  if (!promised) return undefined;
  if (promised.length === 0) {
    return {
      message: `None of the hours that ${quoted(roster.name)} covers lies in it; look at the weekdays, or add \`cover by WHO otherwise\`.`,
      place: roster.head,
    };
  }
  const spans: Span[] = [];
  let isShort = false;
  for (const cover of coversOf(roster)) {
    const hours = cover.otherwise ? promised : coverSpans(subject, roster, cover);
    if (!hours) return undefined;
    for (const span of hours) {
      const there = staffed(subject, cover, span);
      // Of one person it is nobody who is there.
      if (cover.by?.count !== undefined && minutesIn(there) < span.end - span.start) isShort = true;
      spans.push(...there);
    }
  }
  const gaps = promised.flatMap((one) => gapsIn(one, spans));
  const missing = minutesIn(gaps);
  if (missing === 0) return undefined;
  const whole = minutesIn(promised);
  const where = missing === whole ? '' : `, the first ${whenSpan(schedule, gaps[0]!)}`;
  const hours = keepsOfficeHours(roster) ? ' (the hours of its covers)' : '';
  const longest = gaps.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  const promise = roster.stages.find(
    ({ stage, within }) => stage === 'respond' && within && roughMinutes(within) < longest,
  );
  const late = promise
    ? `, one of them ${describeMinutes(longest)} long, where ${quoted(promise.priority)} is to be answered within ${describeMinutes(roughMinutes(promise.within!))}`
    : '';
  const way = isShort ? 'ask for fewer, or for somebody else then' : wayOut(roster);
  return {
    message:
      `${quoted(roster.name)} promises ${describeMinutes(whole)}${hours}, and for ${describeMinutes(missing)} of it ` +
      `${isShort ? 'fewer people are there than its cover asks for' : 'nobody is there'} ` +
      `(${counted(gaps.length, 'gap')}${where}${late}); ${way}.`,
    place: roster.head,
    related: roster.cover.slice(0, 3).map(({ place }) => ({ message: 'Covered', place })),
  };
}

function unstaffedFromT(subject: ReleaseSubject, roster: Roster): Found | undefined {
  const name = quoted(roster.name);
  const whoever = 'add `cover by WHO otherwise`, or `cover by tbd otherwise`';
  if (coversOf(roster).length === 0) return { message: `Nobody covers ${name}; ${whoever}.`, place: roster.head };
  const { whole, gaps = [] } = gapsFromT(subject, roster) ?? {};
  const [first] = gaps;
  if (!whole || !first) return undefined;
  return {
    message:
      `${name} promises ${describeMinutes(minutesIn([whole]))}, and for ${describeMinutes(minutesIn(gaps))} of it nobody is there ` +
      `(${counted(gaps.length, 'gap')}, the first ${whenSpan(subject.schedule, first)}); ${whoever}, or promise less.`,
    place: roster.head,
    related: roster.cover.slice(0, 3).map(({ place }) => ({ message: 'Covered', place })),
  };
}

/** Hours of a day that are covered on each of its days are all that is promised, once they are said to come round. */
function wayOut(roster: Roster): string {
  const byDay = roster.cover.filter(({ during }) => during?.from?.kind === 'clock');
  const isByDay = byDay.length > 1 && byDay.length === roster.cover.length;
  return isByDay
    ? 'add `cover by WHO otherwise`, or say that these hours are all it promises: `cover by WHO every Mon..Fri 09:00 .. 17:00`'
    : 'add `cover by WHO otherwise`, or promise less';
}

/** More than a night between the end of the run and its hypercare, in which no other roster has anybody. */
function lateBegin(subject: ReleaseSubject, roster: Roster): Found | undefined {
  const { schedule, release } = subject;
  const begin = schedule.rosters[roster.id]?.start ?? momentOf(subject, roster.during?.from);
  const done = schedule.run?.end;
  const early = begin === undefined ? undefined : duringStages(subject, roster, begin);
  if (early) return early;
  if (begin === undefined || done === undefined || !areComparable(begin, done) || begin - done <= A_NIGHT)
    return undefined;
  const isCovered = release.rosters.some((one) => {
    const span = schedule.rosters[one.id];
    return one !== roster && span !== undefined && span.start - done <= A_NIGHT && span.end > done;
  });
  if (isCovered) return undefined;
  return {
    message:
      `The run ends ${when(schedule, done)}, and ${quoted(roster.name)} begins ${when(schedule, begin)}, ${describeMinutes(begin - done)} ` +
      'later: nobody is there in between; let it begin with the end of the run, or add a `roster` for these hours.',
    place: roster.head,
  };
}

/** Shares that rise over days have users from the first one on: who comes for the last ones alone comes late. */
function duringStages(subject: ReleaseSubject, roster: Roster, begin: Instant): Found | undefined {
  const { schedule } = subject;
  const { first, open } = usersBefore(subject, roster, begin) ?? {};
  if (!first || open === undefined) return undefined;
  return {
    message:
      `${said(first)} lets users in ${when(schedule, open)}, and ${quoted(roster.name)} begins ${when(schedule, begin)}, ${describeMinutes(begin - open)} ` +
      'later: nobody is there for those who have it by then; let it begin with the first of them.',
    place: roster.head,
    related: [{ message: 'Users come with this', place: first.head }],
  };
}

/** The hours behind the run in which nobody is there yet, though an answer is promised sooner: a Sunday, most of the time. */
function firstHours(subject: ReleaseSubject, roster: Roster): Found | undefined {
  const { schedule, release } = subject;
  const done = schedule.run?.end;
  const promise = roster.stages.find(({ stage, within }) => stage === 'respond' && within);
  const promised = promisedHours(subject, roster);
  if (schedule.T === undefined || done === undefined || !promise || !promised || !keepsOfficeHours(roster))
    return undefined;
  const others = release.rosters.filter((one) => one !== roster).map((one) => promisedHours(subject, one));
  if (others.includes(undefined)) return undefined;
  const there = [...promised, ...others.flatMap((hours) => hours ?? [])].filter(({ end }) => end > done);
  const first = Math.min(...there.map(({ start }) => start));
  if (there.length === 0 || first - done < A_DAY) return undefined;
  return {
    message:
      `The run ends ${when(schedule, done)}, and the first who is there for ${quoted(roster.name)} comes ${when(schedule, first)}, ` +
      `${describeMinutes(first - done)} later, where ${quoted(promise.priority)} is to be answered within ` +
      `${describeMinutes(roughMinutes(promise.within!))}; add a \`cover\` for these hours.`,
    place: roster.head,
    related: roster.cover.slice(0, 3).map(({ place }) => ({ message: 'Covered', place })),
  };
}

/** It ends on the day of the run, in front of a weekend or holidays: what shows as soon as people work is seen by nobody until they are over. */
function overBeforeFreeDays({ schedule, release, calendars }: ReleaseSubject, roster: Roster): Found | undefined {
  const end = schedule.rosters[roster.id]?.end;
  const done = schedule.run?.end;
  if (schedule.T === undefined || end === undefined || done === undefined || end < done) return undefined;
  const isCovered = release.rosters.some((one) => one !== roster && (schedule.rosters[one.id]?.end ?? 0) > end);
  const day = dayAt(end - 1, release.zone);
  const isFree = (ahead: number) => !calendars.release.isWorkingDay(day + ahead);
  if (isCovered || dayAt(done, release.zone) !== day || isFree(0) || !isFree(1) || !isFree(2)) return undefined;
  return {
    message:
      `${quoted(roster.name)} ends ${when(schedule, end)}, ${describeMinutes(end - done)} after the run, and the days behind it are free: nobody is there ` +
      'until people work again. Let it last over the first working day, or change something on an earlier day.',
    place: roster.head,
    severity: 'information',
  };
}

/** A night is slept through; a day without anybody is one with users. */
const A_DAY = 24 * 60;
/** From the end of one working day to the begin of the next one. */
const A_NIGHT = 16 * 60;

/** A gate behind the run that decides by figures says when it is over, as a criterion of its own would. */
function isClosedByGate({ release, schedule }: ReleaseSubject, roster: Roster): boolean {
  const start = schedule.rosters[roster.id]?.start;
  return release.steps.some((step) => {
    if (step.verb !== 'gate' || inRun(step) || !isForward(step) || !step.gate?.criteria.length) return false;
    const at = schedule.steps[step.id]?.start;
    return rootBlock(step.block).kind === 'follow-up' || (at !== undefined && start !== undefined && at > start);
  });
}

function shortChain(subject: ReleaseSubject, roster: Roster): Found | undefined {
  const { plan, release } = subject;
  const called = roster.escalations.flatMap(({ to }) => to);
  const [first] = called;
  if (!first) {
    const promise = roster.stages.find(({ stage }) => stage === 'respond');
    if (!promise) return undefined;
    return {
      message: `${quoted(roster.name)} promises an answer, and nobody is called when there is none; add \`escalate WHO, WHO\`.`,
      place: promise.place,
    };
  }
  const named = new Set<string>();
  for (const { name } of called) {
    const { people, outside } = membersOf(plan, release, name);
    for (const one of [...people, ...outside]) named.add(one);
  }
  const [only] = named;
  // Behind a party stand more people than the plan knows.
  if (named.size !== 1 || only === undefined || lookup(plan, release, only)?.kind !== 'person') return undefined;
  return {
    message: `The escalation of ${quoted(roster.name)} ends with ${quoted(only)}: whoever does not reach that one person reaches nobody; name a second one.`,
    place: first.place,
    about: [only],
  };
}

/** Whoever covers all of it has not answered, and is called once more. */
function calledAgain({ plan, release }: ReleaseSubject, roster: Roster): Found | undefined {
  const covers = coversOf(roster).map(({ by }) => peopleOf(plan, release, by, 'by'));
  if (covers.some(({ choices, outside }) => choices.length > 0 || outside.length > 0)) return undefined;
  const [only, ...others] = new Set(covers.flatMap(({ fixed }) => fixed));
  if (only === undefined || others.length > 0) return undefined;
  const round = roster.escalations.find(({ to }) => {
    const called = to.map(({ name }) => membersOf(plan, release, name));
    return called.every(({ people, outside }) => outside.length === 0 && people.length === 1 && people[0] === only);
  });
  if (!round) return undefined;
  return {
    message: `${quoted(only)} alone covers ${quoted(roster.name)}, and is who is called${round.priority ? ` for ${quoted(round.priority)}` : ''} when ${quoted(only)} does not answer; name somebody else.`,
    place: round.place,
    about: [only],
  };
}

/** Without a promised answer nobody has asked for a chain; but one person alone, whom nobody stands in for, is no cover. */
function alone({ plan, release }: ReleaseSubject, roster: Roster): Found | undefined {
  if (roster.escalations.length > 0) return undefined;
  const slots = coversOf(roster).flatMap(({ by }) => by ?? []);
  const names = new Set<string>();
  for (const who of slots) {
    if (isTbd(who) || deputiesOf(plan, release, who).length > 0) return undefined;
    const { fixed, choices, outside } = peopleOf(plan, release, who, 'by');
    if (choices.length > 0 || outside.length > 0) return undefined;
    for (const name of fixed) names.add(name);
  }
  const [only] = names;
  if (names.size !== 1 || only === undefined) return undefined;
  return {
    message:
      `${quoted(only)} alone covers ${quoted(roster.name)}, and nobody is called when there is no answer; add ` +
      '`escalate WHO, WHO`, or somebody who covers it, too.',
    place: slots[0]!.place,
    about: [only],
  };
}
