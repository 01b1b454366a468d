/**
 * What is known of a plan beside its schedule and its findings: what is open, what has its time about now, what stands in the
 * calendar, what others are told of it, what is in doubt, and when it could be moved to.
 */
import { expect, test } from 'vitest';
import { type Analysis, scheduledReleases } from '../../plan/analysis.ts';
import { agendaOf } from '../../plan/facts/agenda/agenda.ts';
import { departures, entriesOfFile, entriesOfRelease } from '../../plan/facts/calendar/entries.ts';
import { factsOf, type ScheduledRelease } from '../../plan/facts/facts.ts';
import { openOf } from '../../plan/facts/open/open.ts';
import { duesOf } from '../../plan/facts/passing/due.ts';
import type { Published } from '../../plan/facts/published.ts';
import { freeStarts } from '../../plan/facts/slots/free.ts';
import { slotQuestion } from '../../plan/facts/slots/question.ts';
import { type Step, stepLabel, type Who } from '../../plan/model.ts';
import type { Span } from '../../plan/schedule/model.ts';
import { MINUTES_PER_DAY } from '../../plan/time/date.ts';
import type { Instant } from '../../plan/time/model.ts';
import { Now } from '../../plan/time/now.ts';
import { analyseText } from '../checks/marked.ts';
import { expectGolden } from '../support/golden.ts';
import { SMALL_NAMES, smallPlans, TOLD_EXAMPLES, TOLD_NAMES, toldText } from '../support/told-texts.ts';

/** Long before, the week before, in the night, and behind all. */
const MOMENTS = ['2026-10-05T08:00Z', '2026-11-27T09:30Z', '2026-12-05T22:40Z', '2026-12-14T07:00Z'];

test.each([...TOLD_NAMES, ...TOLD_EXAMPLES])('%s', (name) => {
  const rows = MOMENTS.flatMap((moment) => {
    const now = Date.parse(moment) / 60_000;
    return [`── ${moment}`, ...known(analyseText(toldText(name), now), now)];
  });
  expect(rows.length).toBeGreaterThan(MOMENTS.length);
  expectGolden(`${rows.join('\n')}\n`, `./golden/${name}.golden.txt`, import.meta.url);
});

/** Some of those that are about when, who, and what is still to be decided. */
const ABOUT = /^(dates|decisions|others|people)-1/;

test.each(SMALL_NAMES.filter((name) => ABOUT.test(name)))('small plans: %s', (name) => {
  const now = Date.parse(MOMENTS[1]!) / 60_000;
  const rows = smallPlans(name).flatMap(({ title, text }) => [`── ${title}`, ...known(analyseText(text, now), now)]);
  expect(rows.length).toBeGreaterThan(0);
  expectGolden(`${rows.join('\n')}\n`, `./golden/small/${name}.golden.txt`, import.meta.url);
});

/** A line each; what is the same whenever somebody asks is told once, long before. */
function known(analysis: Analysis, now: Instant): string[] {
  const { plan, published, unread } = analysis;
  const within = { start: now - 3 * MINUTES_PER_DAY, end: now + 21 * MINUTES_PER_DAY };
  const releases = scheduledReleases(analysis);
  const entries = [
    ...releases.flatMap((one) => [...entriesOfRelease(one, within)]),
    ...entriesOfFile(plan, within),
    ...departures(plan, (name) => releases.find(({ release }) => release.name === name)?.schedule.T, within),
  ];
  return [
    ...releases.flatMap((one) => knownOf(one, published, now)),
    ...entries.map(
      ({ kind, name, spans, who, on, of, title, carries }) =>
        `calendar ${kind} ${name} ${spans.map(told).join(', ')} · ${[who.join('+'), on.join('+'), of, title, carries].filter(Boolean).join(' · ')}`,
    ),
    ...Object.entries(unread).map(
      ([release, one]) =>
        `doubt ${release}: ${one!.lines.length} lines, ${one!.numbers.join(' ')} · ${[...one!.steps, ...one!.milestones].join(' ')}`,
    ),
  ];
}

function knownOf(one: ScheduledRelease, all: readonly Published[], now: Instant): string[] {
  const { plan, release, schedule, published } = one;
  const facts = factsOf(one, all, { now: new Now(now), history: undefined });
  const horizon = { today: now + MINUTES_PER_DAY, next: now + 8 * MINUTES_PER_DAY, nights: true };
  const question = slotQuestion(facts, now);
  return [
    ...openOf(plan, release, schedule).map(
      ({ what, isTime, decides, neededBy, waiting }) =>
        `open ${what}${isTime ? ', a date' : ''} · ${nameOf(decides)} · by ${at(neededBy)} · ${waiting.map(labelOf).join(', ')}`,
    ),
    ...duesOf(facts).map(
      ({ what, subject, by, lacks, isWork }) => `due ${what} ${subject} ${lacks} by ${at(by)}${isWork ? ', work' : ''}`,
    ),
    ...[...agendaOf(facts, now, horizon)].map(
      ({ part, what, name, span, by, lacks, who, on }) =>
        `agenda ${part} ${what} ${name} ${span ? told(span) : ''}${by === undefined ? '' : ` by ${at(by)}`} · ${[who.join('+'), on.join('+'), lacks].filter(Boolean).join(' · ')}`,
    ),
    ...(question ? [`free ${firstOf(freeStarts(question), 4).map(at).join(', ')}`] : []),
    ...tellsOthers(published),
  ];
}

function tellsOthers(published: Published): string[] {
  const { T, work, people, environments, systems, needs, freezes, rooms, reserved, records, allocations, left } =
    published;
  return [
    `tells T ${at(T)}, work ${work ? told(work) : '-'}`,
    ...[people, environments, systems].flatMap(({ all, hull }) => [
      ...(hull ? [`  in ${told(hull)}`] : []),
      ...all.map(({ kind, key, name, span }) => `  ${kind} ${key} ${name} ${told(span)}`),
    ]),
    ...[needs, freezes, rooms, reserved, records, allocations, [left]].flatMap((list, i) =>
      list.map((each) => `  ${i} ${short(each)}`),
    ),
  ];
}

/** Without places, and of what has an id no more than that. */
function short(value: unknown): string {
  const text = JSON.stringify(value, (key, inner) => {
    if (/place|head|range|file/i.test(key)) return undefined;
    return key !== '' && inner && typeof inner === 'object' && 'id' in inner ? inner.id : inner;
  });
  return text.replaceAll('"', '');
}

const at = (instant: Instant | undefined) => {
  if (instant === undefined) return '-';
  return Number.isFinite(instant) ? new Date(instant * 60_000).toISOString().slice(5, 16) : 'for ever';
};
const told = ({ start, end }: Span) => `${at(start)}..${at(end)}`;
const nameOf = (who: Who | undefined) => who?.ref?.name ?? '-';
const labelOf = (step: Step) => stepLabel(step);

function firstOf<T>(all: Iterable<T>, most: number): T[] {
  const first: T[] = [];
  for (const one of all) {
    if (first.length === most) break;
    first.push(one);
  }
  return first;
}
