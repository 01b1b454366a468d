import { inRun, isForward } from '../facts/changes/changes.ts';
import { standardRelease } from '../facts/example.ts';
import { swallowedWeeks } from '../facts/milestones/before-freeze.ts';
import { attendancesOf } from '../facts/people/attendances.ts';
import { listed, quoted, said, titleText, whenSpan } from '../facts/words.ts';
import { append } from '../grouped.ts';
import { lookup, type Place, type PlanEvent, type Who } from '../model.ts';
import { ofKind } from '../named.ts';
import { range } from '../said/words.ts';
import type { Span } from '../schedule/model.ts';
import { formatDate } from '../time/format.ts';
import { spanIn, spansAway } from '../who/calendars.ts';
import { peopleOf } from '../who/people.ts';
import type { Found, ReleaseCheck, ReleaseSubject } from './check.ts';

const plan = (day: string) =>
  standardRelease(
    `
    calendar texas {
      working Mon..Sat 08:00 .. 17:00
      holiday ${day} "Stock-taking"
    }
    person priya
    person jonas
    person client {
      zone     America/Chicago
      calendar texas
    }
    service web
    `,
    `
    run {
      gate   go 10m by priya with client${day.includes('12-05') ? '  // <- party-away' : ''}
      deploy web 10m by priya undo 5m
      verify web 10m by jonas
    }
    `,
  );

export const partyAway: ReleaseCheck = {
  code: 'party-away',
  of: 'release',
  group: 'people',
  severity: 'warning',
  title: 'Somebody is needed on their holiday, or the night is on an event that plans avoid',
  why:
    'A holiday of the others stands in no calendar of ours: they agree to a date in spring, and on the day nobody is there. And ' +
    'who stands at a fair, or serves the busiest day of the year, neither tests nor answers.',
  fixable: false,
  example: { breaks: plan('Sat 2026-12-05'), passes: plan('Mon 2026-12-07') },
  *find(subject) {
    yield* lastWeeks(subject);
    if (subject.schedule.T === undefined) return;
    const byHoliday = new Map<Place, Needed[]>();
    const holidaysOf = holidays(subject);
    const isAway = (name: string) => holidaysOf(name).length > 0;
    forEachNeeded(subject, isAway, (one, label) => {
      const holiday = holidaysOf(one.name).find(({ span }) => meets(span, one.span));
      if (!holiday || hasAgreed(subject, one.name)) return;
      append(byHoliday, holiday.range.place, { ...one, label: label(), title: holiday.title });
    });
    for (const [place, all] of byHoliday) yield onHoliday(subject, place, all);
    for (const event of eventsOf(subject)) {
      const found = duringEvent(subject, event);
      if (found) yield found;
    }
  },
};

/** Somebody by name, at a time that no calendar has chosen. */
interface Needed {
  readonly name: string;
  readonly label: string;
  readonly span: Span;
  readonly place: Place;
  /** Of the holiday. */
  readonly title?: string;
}

/** Of those who are ever away: most are not, and are needed all the time. */
function forEachNeeded(
  { plan, release, schedule, timed }: ReleaseSubject,
  isAway: (name: string) => boolean,
  visit: (needed: Omit<Needed, 'label' | 'title'>, label: () => string) => void,
): void {
  const named = (who: Who | undefined, span: Span, label: () => string): void => {
    if (!who) return;
    const { fixed, outside } = peopleOf(plan, release, who, 'with');
    for (const name of fixed) if (isAway(name)) visit({ name, span, place: who.place }, label);
    for (const name of outside) if (isAway(name)) visit({ name, span, place: who.place }, label);
  };
  for (const scheduled of timed) {
    const { step } = scheduled;
    if (step.done || !isForward(step) || (!inRun(step) && !step.at)) continue;
    const label = () => said(step);
    named(step.by, scheduled, label);
    for (const who of step.with) named(who, scheduled, label);
    for (const { by } of step.proof?.evidence ?? []) named(by, scheduled, label);
  }
  for (const { id, name, by, with: others, result } of release.rehearsals) {
    const span = schedule.rehearsals[id];
    if (!span || result) continue;
    for (const who of [by, ...others]) named(who, span, () => `rehearsal ${quoted(name)}`);
  }
  for (const { at, label, fixed, place } of attendancesOf(plan, release, schedule)) {
    for (const name of fixed) if (isAway(name)) visit({ name, span: at, place }, () => label);
  }
}

/** Whoever said yes to this very date knows what day it is. */
function hasAgreed({ release, schedule, times }: ReleaseSubject, name: string): boolean {
  return release.confirmations.some(
    ({ by, agreed }) => by?.ref.name === name && agreed !== undefined && times.instant(agreed) === schedule.T,
  );
}

/** Whoever has until the freeze to bring something in has a week less. */
function* lastWeeks(subject: ReleaseSubject): Iterable<Found> {
  for (const { event, freeze } of swallowedWeeks(subject)) {
    const { milestone, at, zone } = freeze;
    yield {
      severity: 'information',
      message:
        `${quoted(event.name)}${event.title ? ` (${titleText(event.title)})` : ''}, ${range(event.during!)}, takes most of the last whole week before ` +
        `${quoted(milestone.name)} (${formatDate(at - 1, zone)}): whoever is there brings nothing in; move one of the two, or let what has to do with it wait for ` +
        `${quoted(event.name)}.`,
      place: milestone.head,
      about: [event.name, milestone.name],
      related: [{ message: 'The event', place: event.head }],
    };
  }
}

/** By name. Of a party with hours of its own `vendor-unavailable` says that it is closed. */
function holidays({ plan, release, calendars }: ReleaseSubject) {
  const known = new Map<string, ReturnType<typeof spansAway>>();
  const made = (name: string) => {
    const named = lookup(plan, release, name);
    if (named?.kind === 'party' && named.calendar) return [];
    return spansAway(plan, release, name, calendars.of(name).zone).filter(({ kind }) => kind === 'holiday');
  };
  return (name: string) => {
    const own = known.get(name) ?? made(name);
    known.set(name, own);
    return own;
  };
}

function meets(days: Span, { start, end }: Span): boolean {
  return days.start < Math.max(end, start + 1) && start < days.end;
}

/** One holiday is one fact, however many people have it. */
function onHoliday({ schedule }: ReleaseSubject, holiday: Place, all: readonly Needed[]): Found {
  const [{ label, span, place, title }] = all as [Needed, ...Needed[]];
  const names = [...new Set(all.map(({ name }) => name))];
  const labels = [...new Set(all.map((one) => one.label))];
  const more = labels.length > 1 ? ` and ${labels.length - 1} more` : '';
  return {
    message:
      `${listed(names.map(quoted))} ${names.length > 1 ? 'have' : 'has'} a holiday${title ? ` (${titleText(title)})` : ''} and ` +
      `${names.length > 1 ? 'are' : 'is'} needed for ${label} (${whenSpan(schedule, span)})${more}; have it confirmed for that day, ask ` +
      'somebody else, or move it.',
    place,
    about: names,
    related: [{ message: 'The holiday', place: holiday }],
  };
}

function eventsOf({ plan, release }: ReleaseSubject): readonly PlanEvent[] {
  return [...ofKind(plan.names, 'event'), ...release.events];
}

/** An event whose dates hang on the release is its own; one that something waits for is known. */
function duringEvent({ release, schedule }: ReleaseSubject, event: PlanEvent): Found | undefined {
  const { during, title, name } = event;
  const span = during?.from && during.to && spanIn(during, release.zone);
  if (!span) return undefined;
  const isKnown = [...release.steps, ...release.blocks, ...release.milestones].some(({ after }) =>
    after.some(({ point }) => point.ref.name === name),
  );
  if (isKnown) return undefined;
  const window = release.windows.find(({ id }) => {
    const open = schedule.windows[id];
    return open && open.start < span.end && span.start < (open.end ?? open.start + 1);
  });
  if (!window) return undefined;
  return {
    severity: 'information',
    message:
      `The window is on ${quoted(name)}${title ? ` (${titleText(title)})` : ''}, ${range(during)}; move it, or let what has to do with it wait for ` +
      `${quoted(name)}.`,
    place: window.place,
    about: [name],
    related: [{ message: 'The event', place: event.head }],
  };
}
