/**
 * A release as a calendar (RFC 5545): an event for everything that has a date. Whoever has subscribed sees what moved and what is
 * off: an event keeps its identity as long as the plan keeps the thing's name, and its number rises when it changes.
 */
import type { Plan, Release, Step } from '../../plan/model.ts';
import { releaseTitle, rootBlock, stepLabel } from '../../plan/model.ts';
import { whoText } from '../../plan/said/words.ts';
import type { Dated } from '../../plan/schedule/dated/model.ts';
import type { Schedule } from '../../plan/schedule/model.ts';
import type { Instant, Span, Zone } from '../../plan/time/model.ts';
import { Unreadable } from '../bounds.ts';
import type { Exporting } from '../plan-format.ts';
import { type Earlier, earlierIn } from './earlier.ts';
import { calendarText, type Event, MOST_EVENTS, uidOf } from './events.ts';

export async function writeIcs(exporting: Exporting): Promise<string> {
  const { analysis, release } = exporting;
  const schedule = analysis.schedules[analysis.plan.releases.indexOf(release)]!;
  return releaseCalendar({ plan: analysis.plan, schedule, ...exporting });
}

/** Of a release with the times that it has in a schedule: those planned, or those that are expected by now. */
export type Calendared = Omit<Exporting, 'analysis' | 'profile'> & {
  readonly plan: Plan;
  readonly schedule: Schedule;
};

export async function releaseCalendar(calendared: Calendared): Promise<string> {
  const { release, schedule, for: somebody, before, now = 0, tell } = calendared;
  const teams = teamsOf(calendared);
  const { events, undated } = eventsOf(release, schedule, somebody, teams);
  if (events.length === 0)
    throw new Unreadable(
      `Nothing of ${release.name}${somebody === undefined ? '' : ` that concerns ${somebody}`} has a date yet: there is no calendar of it.`,
    );
  if (undated.length > 0) tell(`No date, so no event: ${undated.join(', ')}.`);
  const earlier = before ? await earlierIn(before) : new Map<string, Earlier>();
  const name = somebody === undefined ? releaseTitle(release) : `${releaseTitle(release)}: ${somebody}`;
  return calendarText({ name, zone: release.zone, events, earlier, now, hasAlarm: somebody !== undefined });
}

function teamsOf({ plan, release }: Calendared): ReadonlyMap<string, readonly string[]> {
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
        zone: release.zone,
        isBackground: false,
      });
  }
  for (const one of schedule.dated) {
    if (!SHOWN.includes(one.what) || (somebody !== undefined && one.what !== 'window')) continue;
    const start = one.start ?? one.due;
    if (start === undefined || one.relative || !Number.isFinite(start)) undated.push(`${one.what} ${one.label}`.trim());
    else events.push(...spansOf(one, start).map((span, i) => datedEvent(one, span, i, release.zone)));
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

function datedEvent(one: Dated, { start, end }: Span, i: number, zone: Zone): Event {
  return {
    uid: uidOf(i === 0 ? one.of : `${one.of} (${i + 1})`),
    start,
    end,
    summary: one.title ?? `${one.what} ${one.label}`.trim(),
    what: one.what,
    description: '',
    links: [],
    zone,
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
