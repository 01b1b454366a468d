import { runWindows } from '../facts/changes/windows.ts';
import { liftedBeforeT, meetingOnOneDay } from '../facts/dates/own-freezes.ts';
import { standardRelease } from '../facts/example.ts';
import { describeDays, listed, quoted, titleText, whenOver } from '../facts/words.ts';
import type { Freeze, Named, Place, Time } from '../model.ts';
import { among } from '../named.ts';
import { contains, isSamePlace } from '../place.ts';
import type { WindowSpan } from '../schedule/model.ts';
import type { TimedStep } from '../schedule/timed.ts';
import { dayNumber, formatDay, isDate, MINUTES_PER_DAY } from '../time/date.ts';
import { roughMinutes } from '../time/duration.ts';
import { describeMinutes, formatDate } from '../time/format.ts';
import type { Instant, Minutes } from '../time/model.ts';
import { dayAt } from '../time/zone.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (until: string) =>
  standardRelease(
    `
    person priya
    person jonas
    service web
    environment staging
    `,
    `
    freeze quiet "Nothing moves before Christmas" of staging from Fri 2026-11-06 until ${until}${until.includes('2027') ? '  // <- freeze-implausible' : ''}
    run {
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const freezeImplausible: ReleaseCheck = {
  code: 'freeze-implausible',
  of: 'release',
  group: 'time',
  severity: 'warning',
  title: 'A freeze, window or range that cannot be meant, or an exception that nobody grants',
  why:
    'A window of 348 days is a slip in the year. So is whatever ends before it begins, or a freeze whose title names ' +
    'another date than its line. Everything that is checked against them is wrong with them.',
  parameters: {
    freeze: { type: 'duration', default: '90d', description: 'The longest freeze that is believed.' },
    window: { type: 'duration', default: '21d', description: 'The longest window that is believed.' },
    lifted: {
      type: 'duration',
      default: '4d',
      description: 'How long before T a freeze of what the release touches may end, that it still is for the run.',
    },
  },
  fixable: false,
  readsTitlesOf: ['release'],
  example: { breaks: plan('Sat 2027-12-04'), passes: plan('Fri 2026-12-04') },
  *find(subject) {
    const { plan, release, parameters } = subject;
    const longestFreeze = roughMinutes(parameters.duration('freeze'));
    const longestWindow = roughMinutes(parameters.duration('window'));
    // A shared freeze is judged where it is declared.
    const shared = among(plan.names, isFreeze).filter(({ place }) => place.file === plan.file);
    const freezes = [...release.freezes, ...release.maintenances, ...(release === plan.releases[0] ? shared : [])];
    for (const freeze of freezes) {
      if (freeze.kind !== 'freeze' && freeze.kind !== 'maintenance') continue;
      const what = `The ${freeze.kind} ${quoted(freeze.name)}`;
      // What comes round is not on from its begin to its end.
      const longest = freeze.every && !freeze.every.interval ? Number.POSITIVE_INFINITY : longestFreeze;
      yield* judge(subject, what, freeze, freeze.from, freeze.until, longest);
      if (freeze.exceptFor && !freeze.exceptBy && !freeze.by) yield letThrough(what, freeze.exceptFor, freeze.head);
    }
    yield* withoutEnd(freezes.filter((one) => one.kind === 'freeze'));
    yield* lifted(subject);
    yield* twiceOnOneDay(subject);
    for (const event of release.events) {
      yield* otherDates(`The event ${quoted(event.name)}`, event, event.during?.from, event.during?.to);
    }
    const used = new Map(runWindows(subject).map(({ window, steps }) => [window, lastStart(steps)]));
    for (const window of release.windows) {
      const what = window.name ? `The window ${quoted(window.name)}` : 'The window';
      // Whoever plans something late in it means it.
      const open = subject.schedule.windows[window.id];
      const isMeant =
        isLong(open, longestWindow) && lastIn(subject, open, used.get(window)) - open.start > longestWindow;
      const longest = isMeant ? Number.POSITIVE_INFINITY : longestWindow;
      yield* judge(subject, what, { head: window.place }, window.from, window.to, longest);
    }
    const judged = [...freezes, ...release.windows].flatMap(({ place }) => place);
    const others = plan.releases.filter((one) => one !== release);
    for (const { place, minutes } of subject.schedule.reversed ?? []) {
      // What stands at the top of a file is told with its first release.
      const isOurs =
        release === plan.releases[0]
          ? !others.some((one) => contains(one.place, place))
          : contains(release.place, place);
      if (!isOurs || place.file !== plan.file || judged.some((one) => contains(one, place))) continue;
      yield { message: `This ends ${describeMinutes(minutes)} before it begins; look at the dates.`, place };
    }
    // Of several windows a title may name any.
    const [only, ...more] = release.windows;
    if (only && more.length === 0) yield* otherDates('The window', release, only.from, only.to);
  },
};

/** Of those beside one that says when it is lifted: nobody knows whether these are lifted with it. */
function* withoutEnd(freezes: readonly Freeze[]): Iterable<Found> {
  const dated = freezes.filter(({ from, every }) => from && !every);
  // Without one it holds until T, which stands where its begin does.
  const says = ({ from, until }: Freeze) => until !== undefined && !isSamePlace(until.place, from!.place);
  const [first, ...others] = dated.filter((one) => !says(one));
  const ended = dated.find(says);
  if (!first || !ended || dated.length < 3) return;
  const names = [first, ...others].map(({ name }) => quoted(name));
  yield {
    message:
      `${listed(names)} ${names.length > 1 ? 'begin' : 'begins'} and nothing says when ${names.length > 1 ? 'they end' : 'it ends'}, though ${quoted(ended.name)} does; add ` +
      '`until` to each, or say that they hold until the release.',
    place: first.head,
    severity: 'information',
    about: [first, ...others].map(({ name }) => name),
    related: [
      ...others.map(({ head }) => ({ message: 'The same', place: head })),
      { message: 'This one says it', place: ended.head },
    ],
  };
}

function* lifted(subject: ReleaseSubject): Iterable<Found> {
  const { schedule, parameters } = subject;
  for (const { freeze, span } of liftedBeforeT(subject, roughMinutes(parameters.duration('lifted')))) {
    yield {
      message:
        `${quoted(freeze.name)} ends ${whenOver(schedule, span.end)}, ${describeDays(schedule.T! - span.end)} before the run, and nothing says what holds until ` +
        'then; let it hold until the run, or say what may be changed in between.',
      place: freeze.head,
      about: [freeze.name],
    };
  }
}

function* twiceOnOneDay(subject: ReleaseSubject): Iterable<Found> {
  for (const { first, next } of meetingOnOneDay(subject)) {
    const [one, other] = [first.freeze, next.freeze];
    yield {
      message: `${quoted(one.name)} and ${quoted(other.name)} both hold on ${whenOver(subject.schedule, first.span.end)}; say which of them does on that day.`,
      place: other.head,
      severity: 'information',
      about: [one.name, other.name],
      related: [{ message: 'This one ends then', place: one.head }],
    };
  }
}

/** Everybody thinks that theirs is the one that is meant. */
function letThrough(what: string, exception: string, head: Place): Found {
  return {
    message: `${what} lets ${titleText(exception)} through, and nobody says that something is one of those; add \`by WHO\` behind \`except\`, or to the whole of it.`,
    place: head,
  };
}

/** Nothing begins late in a window that is over by then. */
function isLong(window: WindowSpan | undefined, longest: Minutes): window is WindowSpan {
  return window !== undefined && !(window.end !== undefined && window.end - window.start <= longest);
}

/** The last begin of anything that is planned in the window, whether the run does it or its own date says so. */
function lastIn({ schedule, timed }: ReleaseSubject, window: WindowSpan, ofRun: Instant = window.start): Instant {
  const dates = schedule.dated.flatMap(({ what, start, due, relative }) =>
    relative || what === 'window' || what === 'run' || what === 'freeze' ? [] : (start ?? due ?? []),
  );
  const { start: open, end = Number.POSITIVE_INFINITY } = window;
  const latest = (last: Instant, at: Instant) => (at > open && at < end ? Math.max(last, at) : last);
  return timed.reduce((last, { start }) => latest(last, start), dates.reduce(latest, ofRun));
}

function lastStart(steps: readonly TimedStep[]): Instant {
  return steps.reduce((last, { start }) => Math.max(last, start), Number.NEGATIVE_INFINITY);
}

interface Titled {
  readonly title?: string;
  readonly head: Place;
}

function* judge(
  { times }: ReleaseSubject,
  what: string,
  thing: Titled,
  from: Time | undefined,
  to: Time | undefined,
  longest: number,
): Iterable<Found> {
  const span = from && to && times.span({ from, to });
  if (span && span.end <= span.start) {
    // What ends on a day ends with it.
    const early = span.start - span.end + (to.kind === 'instant' && to.dateOnly ? MINUTES_PER_DAY : 0);
    yield {
      message: `${what} ends ${early > 0 ? `${describeMinutes(early)} before` : 'the moment'} it begins; ${wayOut(to)}.`,
      place: thing.head,
    };
  } else if (span && span.end - span.start > longest) {
    const days = Math.round((span.end - span.start) / 1440);
    yield { message: `${what} lasts ${days} days; is the year right?`, place: thing.head };
  }
  yield* otherDates(what, thing, from, to);
}

/** The end of what lasts is its start where nothing else is said, which is not what `until run` sounds like. */
function wayOut(to: Time): string {
  if (to.kind !== 'point' || to.side || to.offset || to.target) return 'look at the dates';
  const { name } = to.ref;
  return `${quoted(`until ${name}`)} is when ${quoted(name)} starts, write ${quoted(`${name}.end`)} if its end is meant`;
}

function isFreeze(named: Named): named is Extract<Named, { kind: 'freeze' | 'maintenance' }> {
  return named.kind === 'freeze' || named.kind === 'maintenance';
}

/** Dates in the title that are neither the first nor the last day. */
function* otherDates(what: string, thing: Titled, from: Time | undefined, to: Time | undefined): Iterable<Found> {
  if (from?.kind !== 'instant' || (to && to.kind !== 'instant')) return;
  const days = [from, ...(to ? [to] : [])].map((time) => dayAt(time.at, time.zone));
  for (const [, year, month, day] of (thing.title ?? '').matchAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g)) {
    if (!isDate(Number(year), Number(month), Number(day))) continue;
    const date = dayNumber(Number(year), Number(month), Number(day));
    if (days.includes(date)) continue;
    const lies = to
      ? `goes from ${formatDate(from.at, from.zone)} to ${formatDate(to.at, to.zone)}`
      : `is ${formatDate(from.at, from.zone)}`;
    yield {
      message: `The title says ${formatDay(date)}, but ${what.charAt(0).toLowerCase()}${what.slice(1)} ${lies}; correct one of them.`,
      place: thing.head,
    };
  }
}
