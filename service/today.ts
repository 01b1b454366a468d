/** What is overdue, goes on, is due today and is decided next, over all plans of a workspace, for one or for all. */
import type { Workspace } from '../language/workspace.ts';
import { scheduledReleases } from '../plan/analysis.ts';
import { agendaOf, type Horizon } from '../plan/facts/agenda/agenda.ts';
import { AGENDA_PARTS, type AgendaItem, type AgendaPart } from '../plan/facts/agenda/model.ts';
import { departures, entriesOfFile } from '../plan/facts/calendar/entries.ts';
import { factsOf, type ScheduledRelease } from '../plan/facts/facts.ts';
import type { Plan } from '../plan/model.ts';
import { addDuration, ZERO } from '../plan/time/duration.ts';
import { formatIso } from '../plan/time/format.ts';
import type { Instant, Zone } from '../plan/time/model.ts';
import { Now } from '../plan/time/now.ts';
import { dayAt, instantOfDay } from '../plan/time/zone.ts';
import { filterOf } from './calendar/calendar.ts';
import type { Trouble } from './trouble.ts';

export interface TodayWish {
  /** How many days behind today belong to it; default 7. */
  readonly days?: number;
  /** Only what has to do with one of these: people, teams, systems, environments, releases. */
  readonly for?: readonly string[];
  /** Whose day it is, and whose times are told. */
  readonly zone: Zone;
}

export interface Today {
  readonly now: Instant;
  readonly zone: Zone;
  readonly days: number;
  /** In the order of the parts, and of time in each of them. */
  readonly items: readonly AgendaItem[];
}

export function todayOf(workspace: Workspace, wish: TodayWish, now: Instant): Today | Trouble {
  const { zone, days = 7 } = wish;
  const today = instantOfDay(dayAt(now, zone) + 1, 0, zone);
  const names = wish.for ?? [];
  const horizon = { today, next: addDuration(today, { ...ZERO, days }, zone), nights: names.length > 0 };
  const releases = workspace.plans().flatMap(scheduledReleases);
  const plans = workspace.files().map((uri) => workspace.plan(uri));
  const all = once([
    ...releases.flatMap((one) => [...agendaOf(factsOf(one, [], { now: new Now(now) }), now, horizon)]),
    ...plans.flatMap((plan) => [...outsideOf(plan, releases, now, horizon)]),
  ]);
  const asked = filterOf(plans, all, names);
  if ('trouble' in asked) return asked;
  const items = all
    .filter((item) => asked.takes(item))
    .sort((a, b) => rank(a) - rank(b) || timeOf(a) - timeOf(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { now, zone, days, items };
}

/** What stands outside of releases, and departures that no plan has yet. */
function* outsideOf(
  plan: Plan,
  releases: readonly ScheduledRelease[],
  now: Instant,
  { today, next }: Horizon,
): Iterable<AgendaItem> {
  const within = { start: now, end: next };
  const begin = (name: string) => releases.find(({ release }) => release.name === name)?.schedule.T;
  for (const { kind, name, title, spans, zone, who, on, place } of [
    ...entriesOfFile(plan, within),
    ...departures(plan, begin, within),
  ]) {
    const [span] = spans;
    if (!span) continue;
    yield {
      part: span.start < now ? 'now' : span.start < today ? 'today' : 'next',
      ...{
        what: kind === 'release' ? 'window' : kind,
        name,
        ...(title !== undefined && { title }),
        span,
        who,
        on,
        zone,
        place,
      },
    };
  }
}

/** What a shared file says is said to every release that reads it, and is one thing. */
function once(items: readonly AgendaItem[]): readonly AgendaItem[] {
  const found = new Map<string, AgendaItem>();
  for (const item of items) {
    const { what, name, part, span, by, place } = item;
    const key = [what, name, part, span?.start, by, place.file, place.range.start.line].join('\n');
    const { of, ...shared } = found.get(key) ?? item;
    found.set(key, of === item.of ? item : shared);
  }
  return [...found.values()];
}

function rank({ part }: AgendaItem): number {
  return AGENDA_PARTS.indexOf(part);
}

/** What goes on for ever is behind what is over soon. */
function timeOf({ part, span, by }: AgendaItem): Instant {
  return (part === 'now' ? (by ?? span?.end) : (span?.start ?? by)) ?? Number.POSITIVE_INFINITY;
}

/** As it is written in JSON. */
export interface JsonToday {
  at: string;
  zone: Zone;
  days: number;
  items: JsonAgendaItem[];
}

export interface JsonAgendaItem {
  part: AgendaPart;
  what: string;
  name: string;
  title?: string;
  of?: string;
  start?: string;
  end?: string;
  by?: string;
  lacks?: string;
  who: string[];
  on: string[];
  path: string;
  /** One-based. */
  line: number;
}

export function jsonToday({ now, zone, days, items }: Today, pathOf: (uri: string) => string): JsonToday {
  const iso = (at: Instant) => formatIso(at, zone);
  return {
    ...{ at: iso(now), zone, days },
    items: items.map(({ part, what, name, title, of, span, by, lacks, who, on, place }) => ({
      ...{ part, what, name },
      ...(title !== undefined && { title }),
      ...(of !== undefined && { of }),
      ...(span && { start: iso(span.start) }),
      ...(span && Number.isFinite(span.end) && { end: iso(span.end) }),
      ...(by !== undefined && { by: iso(by) }),
      ...(lacks !== undefined && { lacks }),
      ...{ who: [...who], on: [...on], path: pathOf(place.file), line: place.range.start.line + 1 },
    })),
  };
}
