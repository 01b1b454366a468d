/**
 * A release as a calendar (RFC 5545): an event for everything that has a date. Whoever has subscribed sees what moved and what is
 * off: an event keeps its identity as long as the plan keeps the thing's name, and its number rises when it changes.
 */
import type { Release, Step } from '../../plan/model.ts';
import { rootBlock, stepLabel } from '../../plan/model.ts';
import { whoText } from '../../plan/said/words.ts';
import type { Dated } from '../../plan/schedule/dated/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import { clockOfWallTime, dateOfDay, dayOfWallTime } from '../../plan/time/date.ts';
import type { Instant, Zone } from '../../plan/time/model.ts';
import { wallTime } from '../../plan/time/zone.ts';
import { Unreadable } from '../bounds.ts';
import type { Exporting } from '../plan-format.ts';
import { type Earlier, earlierIn } from './earlier.ts';
import { textLine, textValue } from './lines.ts';
import { timezone } from './timezone.ts';

/** A calendar with more is looked at by nobody. */
const MOST_EVENTS = 5000;

interface Event {
  readonly uid: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly summary: string;
  readonly what: string;
  readonly description: string;
  readonly location?: string;
  readonly links: readonly string[];
  /** It takes nobody's time: a window, a freeze. */
  readonly isBackground: boolean;
}

export async function writeIcs(exporting: Exporting): Promise<string> {
  const { analysis, release, for: somebody, before, now = 0, tell } = exporting;
  const schedule = analysis.schedules[analysis.plan.releases.indexOf(release)]!;
  const teams = teamsOf(exporting);
  const { events, undated } = eventsOf(release, schedule, somebody, teams);
  if (events.length === 0)
    throw new Unreadable(
      `Nothing of ${release.name}${somebody === undefined ? '' : ` that concerns ${somebody}`} has a date yet: there is no calendar of it.`,
    );
  if (undated.length > 0) tell(`No date, so no event: ${undated.join(', ')}.`);
  const earlier = before ? await earlierIn(before) : new Map<string, Earlier>();
  const { zone } = release;
  const stamp = utc(now);
  const written = events.map((event) => eventLines(event, zone, earlier.get(event.uid), stamp, somebody !== undefined));
  const there = new Set(events.map(({ uid }) => uid));
  const gone = [...earlier.values()].filter(({ uid }) => !there.has(uid)).map((one) => cancelled(one, stamp));
  const name =
    somebody === undefined ? (release.title ?? release.name) : `${release.title ?? release.name}: ${somebody}`;
  const [from, to] = [Math.min(...events.map(({ start }) => start)), Math.max(...events.map(({ end }) => end))];
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Release Plan//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    textLine('X-WR-CALNAME', name),
    `X-WR-TIMEZONE:${zone}`,
    ...timezone(zone, from, to),
    ...written.flat(),
    ...gone.flat(),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

function teamsOf({ analysis: { plan }, release }: Exporting): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...plan.names.values(), ...release.names.values()].flatMap((named): [string, readonly string[]][] => {
      if (named.kind === 'team') return [[named.name, named.members.map(({ name }) => name)]];
      if (named.kind === 'role')
        return [[named.name, [named.holder, ...(named.otherwise ?? [])].flatMap((ref) => ref?.name ?? [])]];
      return [];
    }),
  );
}

const BACKGROUND: readonly string[] = [
  'window',
  'freeze',
  'maintenance',
  'event',
  'hypercare',
  'roster',
  'phase',
  'stream',
];
/** What a calendar shows of things that are no steps. */
const SHOWN: readonly string[] = [
  'window',
  'milestone',
  'freeze',
  'maintenance',
  'event',
  'rehearsal',
  'uat',
  'hypercare',
  'roster',
  'phase',
];

function eventsOf(
  release: Release,
  schedule: Schedule,
  somebody: string | undefined,
  teams: ReadonlyMap<string, readonly string[]>,
) {
  const events: Event[] = [];
  const undated: string[] = [];
  for (const step of release.steps) {
    if (
      ['rollback', 'play'].includes(rootBlock(step.block).kind) ||
      (somebody !== undefined && !concerns(step, somebody, schedule, teams))
    )
      continue;
    const scheduled = schedule.steps[step.id];
    if (!scheduled || schedule.T === undefined || !Number.isFinite(scheduled.start)) {
      undated.push(stepLabel(step));
      continue;
    }
    const spans = scheduled.occurrences.length > 1 ? scheduled.occurrences : [scheduled];
    for (const [i, { start, end }] of spans.entries())
      events.push({
        uid: uidOf(i === 0 ? step.id : `${step.id} (${i + 1})`),
        start,
        end,
        summary: step.title ?? stepLabel(step),
        what: step.verb,
        description: descriptionOf(step),
        ...(step.where !== undefined && { location: step.where }),
        links: step.links,
        isBackground: false,
      });
  }
  for (const one of schedule.dated) {
    if (!SHOWN.includes(one.what) || (somebody !== undefined && one.what !== 'window')) continue;
    const start = one.start ?? one.due;
    if (start === undefined || one.relative || !Number.isFinite(start)) undated.push(`${one.what} ${one.label}`.trim());
    else events.push(...spansOf(one, start).map((span, i) => datedEvent(one, span, i)));
  }
  if (events.length > MOST_EVENTS)
    throw new Unreadable(
      `${release.name} has ${events.length} events: a calendar has at most ${MOST_EVENTS}; --for NAME makes one of those of one person.`,
    );
  return { events, undated };
}

function spansOf(one: Dated, start: Instant) {
  return one.occurrences && one.occurrences.length > 1
    ? one.occurrences
    : [{ start, end: one.lasts ? (one.end ?? start) : start }];
}

function datedEvent(one: Dated, { start, end }: { readonly start: Instant; readonly end: Instant }, i: number): Event {
  return {
    uid: uidOf(i === 0 ? one.of : `${one.of} (${i + 1})`),
    start,
    end,
    summary: one.title ?? `${one.what} ${one.label}`.trim(),
    what: one.what,
    description: '',
    links: [],
    isBackground: BACKGROUND.includes(one.what),
  };
}

function concerns(
  step: Step,
  somebody: string,
  schedule: Schedule,
  teams: ReadonlyMap<string, readonly string[]>,
): boolean {
  const scheduled = schedule.steps[step.id];
  const names = [
    ...(scheduled ? [...scheduled.by, ...scheduled.with] : []),
    ...[step.by, ...step.with].flatMap((who) => (who ? [who.ref.name] : [])),
    ...(step.verb === 'notify' ? step.targets.map(({ name }) => name) : []),
  ];
  return (
    names.includes(somebody) || [...teams].some(([team, members]) => names.includes(team) && members.includes(somebody))
  );
}

function descriptionOf(step: Step): string {
  const who = [step.by && `By ${whoText(step.by)}`, step.with.length > 0 && `with ${step.with.map(whoText).join(', ')}`]
    .filter(Boolean)
    .join(' ');
  return [
    who,
    step.title === undefined ? '' : stepLabel({ ...step, title: undefined }),
    ...(step.proof?.how ?? []),
    ...step.checklist.map(({ text }) => `- ${text}`),
    step.note ?? '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** What subscribers know a thing by: its id in the plan. */
function uidOf(id: string): string {
  return `${id.replace(/[^\p{L}\p{N}./#()-]+/gu, '_')}@release-plan`;
}

function eventLines(
  event: Event,
  zone: Zone,
  earlier: Earlier | undefined,
  stamp: string,
  hasAlarm: boolean,
): readonly string[] {
  const { start, end, summary, what, description, location, links, isBackground } = event;
  const content = [
    ...times(start, end, zone),
    textLine('SUMMARY', summary),
    ...(description === '' ? [] : [textLine('DESCRIPTION', description)]),
    ...(location === undefined ? [] : [textLine('LOCATION', location)]),
    ...links.slice(0, 1).map((link) => textLine('URL', link, 'as it is')),
    `CATEGORIES:${textValue(what)}`,
    'STATUS:CONFIRMED',
    `TRANSP:${isBackground ? 'TRANSPARENT' : 'OPAQUE'}`,
  ];
  const isSame = earlier !== undefined && !earlier.isCancelled && earlier.content === contentOf(content);
  const sequence = earlier === undefined ? 0 : isSame ? earlier.sequence : earlier.sequence + 1;
  return [
    'BEGIN:VEVENT',
    textLine('UID', event.uid, 'as it is'),
    `DTSTAMP:${isSame ? earlier.stamp : stamp}`,
    `SEQUENCE:${sequence}`,
    ...content,
    ...(hasAlarm && !isBackground
      ? ['BEGIN:VALARM', 'ACTION:DISPLAY', 'TRIGGER:-PT15M', textLine('DESCRIPTION', summary), 'END:VALARM']
      : []),
    'END:VEVENT',
  ];
}

/** What makes an event another one, folds apart. */
export function contentOf(lines: readonly string[]): string {
  return lines.join('\n').replace(/\r?\n[ \t]/g, '');
}

function cancelled({ uid, sequence, stamp, content, isCancelled }: Earlier, now: string): readonly string[] {
  const lines = content.split('\n').filter((line) => !/^(?:STATUS|TRANSP):/.test(line));
  return [
    'BEGIN:VEVENT',
    textLine('UID', uid, 'as it is'),
    `DTSTAMP:${isCancelled ? stamp : now}`,
    `SEQUENCE:${isCancelled ? sequence : sequence + 1}`,
    ...lines.map((line) => textLine('', line, 'as it is')),
    'STATUS:CANCELLED',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

function times(start: Instant, end: Instant, zone: Zone): readonly string[] {
  const [from, to] = [start, end].map((at) => wallTime(at, zone)) as [number, number];
  if (end > start && clockOfWallTime(from) === 0 && clockOfWallTime(to) === 0)
    return [`DTSTART;VALUE=DATE:${day(from)}`, `DTEND;VALUE=DATE:${day(to)}`];
  const at = (name: string, instant: Instant, wall: number) =>
    zone === 'UTC' ? `${name}:${utc(instant)}` : `${name};TZID=${zone}:${day(wall)}T${clock(wall)}`;
  return [at('DTSTART', start, from), ...(end > start ? [at('DTEND', end, to)] : [])];
}

function day(wall: number): string {
  const { year, month, day: number } = dateOfDay(dayOfWallTime(wall));
  return `${year}${String(month).padStart(2, '0')}${String(number).padStart(2, '0')}`;
}

function clock(wall: number): string {
  const minutes = clockOfWallTime(wall);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}00`;
}

function utc(at: Instant): string {
  return `${day(at)}T${clock(at)}Z`;
}
